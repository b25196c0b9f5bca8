import { retryAnnotation } from '../../api/v1alpha1/kinds.ts';
import { plainExits, stateOption, type Command, type Invocation } from '../command.ts';
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
  options: [stateOption],
  examples: [{ command: 'refit retry digits-3', text: 'try run digits-3 again' }],
  exits: plainExits,
  run: retry,
};

async function retry(invocation: Invocation): Promise<number> {
  const { annotate, newToken, tellRequested } = await import('../state/annotate.ts');
  const { findRun, withState } = await import('../state/open.ts');
  const { isActive } = await import('../../reconcile/ports.ts');
  return withState(invocation, async ({ store, folder }) => {
    const { run, workflow } = await findRun(store, invocation.positionals[0] ?? '');
    const { name } = run.metadata;
    if (isActive(run)) throw new UsageError(`run ${name} is under way`, `End it first: refit cancel ${name}.`);
    if (!workflow)
      throw new UsageError(`workflow ${run.spec.workflow} of run ${name} is gone`, 'Apply it again: refit up -f FILE.');
    await annotate(store, run, retryAnnotation, newToken());
    tellRequested(invocation.stdout, folder, `retry of ${name} requested`);
    return 0;
  });
}
