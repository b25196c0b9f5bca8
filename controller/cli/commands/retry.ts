import { retryAnnotation } from '../../api/v1alpha1/kinds.ts';
import { plainExits, worldOptions, type Command, type Invocation } from '../command.ts';
import { UsageError } from '../failure.ts';

/** `refit retry` */
export const command: Command = {
  name: 'retry',
  summary: 'Runs a finished run again, at the same revisions.',
  description: `
Asks for a new run of the same revisions. Results that are there are reused, so only
what failed, and what comes after it, runs. A failure is remembered: without a retry
(or a change) the same inputs are not tried again.`,
  positionals: { usage: 'RUN', minimum: 1, maximum: 1 },
  options: worldOptions,
  examples: [
    { command: 'refit retry digits-3', text: 'try run digits-3 again' },
    { command: 'refit retry digits-3 -n ml', text: 'of namespace ml in the cluster' },
  ],
  exits: plainExits,
  run: retry,
};

async function retry(invocation: Invocation): Promise<number> {
  const { findRun } = await import('../find.ts');
  const { newToken, withWorld } = await import('../world.ts');
  const { isActive } = await import('../../reconcile/ports.ts');
  return withWorld(invocation, async (world) => {
    const { run, workflow } = await findRun(world, invocation.positionals[0] ?? '');
    const name = world.shown(run.metadata);
    if (isActive(run)) throw new UsageError(`run ${name} is under way`, `End it first: refit cancel ${name}.`);
    if (!workflow)
      throw new UsageError(`workflow ${run.spec.workflow} of run ${name} is gone`, `Apply it again: ${world.apply}.`);
    await world.request(run, retryAnnotation, newToken());
    invocation.stdout.write(`retry of ${name} requested${world.outlook()}\n`);
    return 0;
  });
}
