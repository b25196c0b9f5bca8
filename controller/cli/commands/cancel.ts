import { cancelAnnotation } from '../../api/v1alpha1/kinds.ts';
import { plainExits, worldOptions, type Command, type Invocation } from '../command.ts';
import { UsageError } from '../failure.ts';

/** `refit cancel` */
export const command: Command = {
  name: 'cancel',
  summary: 'Ends a run that is under way.',
  description: `
Ends the steps of a run, each with every process it started. What serves is left
alone, and results of steps that had finished are kept.`,
  positionals: { usage: 'RUN', minimum: 1, maximum: 1 },
  options: worldOptions,
  examples: [
    { command: 'refit cancel digits-3', text: 'end run digits-3' },
    { command: 'refit cancel digits-3 -n ml', text: 'of namespace ml in the cluster' },
  ],
  exits: plainExits,
  run: cancel,
};

async function cancel(invocation: Invocation): Promise<number> {
  const { findRun } = await import('../find.ts');
  const { newToken, withWorld } = await import('../world.ts');
  const { isActive } = await import('../../reconcile/ports.ts');
  return withWorld(invocation, async (world) => {
    const { run } = await findRun(world, invocation.positionals[0] ?? '');
    const name = world.shown(run.metadata);
    if (!isActive(run))
      throw new UsageError(
        `run ${name} has ended: ${run.status?.phase ?? 'Pending'}`,
        'Only a run that is under way can be cancelled.',
      );
    await world.request(run, cancelAnnotation, newToken());
    invocation.stdout.write(`cancellation of ${name} requested${world.outlook()}\n`);
    return 0;
  });
}
