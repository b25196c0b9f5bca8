import { cancelAnnotation } from '../../api/v1alpha1/kinds.ts';
import { plainExits, stateOption, type Command, type Invocation } from '../command.ts';
import { UsageError } from '../failure.ts';

/** `refit cancel` */
export const command: Command = {
  name: 'cancel',
  summary: 'Ends a run that is under way.',
  description: `
Ends the steps of a run, each with every process it started. What serves is left
alone, and results of steps that had finished are kept.`,
  positionals: { usage: 'RUN', minimum: 1, maximum: 1 },
  options: [stateOption],
  examples: [{ command: 'refit cancel digits-3', text: 'end run digits-3' }],
  exits: plainExits,
  run: cancel,
};

async function cancel(invocation: Invocation): Promise<number> {
  const { annotate, newToken, tellRequested } = await import('../state/annotate.ts');
  const { findRun, withState } = await import('../state/open.ts');
  const { isActive } = await import('../../reconcile/ports.ts');
  return withState(invocation, async ({ store, folder }) => {
    const { run } = await findRun(store, invocation.positionals[0] ?? '');
    const { name } = run.metadata;
    if (!isActive(run))
      throw new UsageError(
        `run ${name} has ended: ${run.status?.phase ?? 'Pending'}`,
        'Only a run that is under way can be cancelled.',
      );
    await annotate(store, run, cancelAnnotation, newToken());
    tellRequested(invocation.stdout, folder, `cancellation of ${name} requested`);
    return 0;
  });
}
