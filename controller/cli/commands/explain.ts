import { plainExits, stateOption, type Command, type Invocation } from '../command.ts';

/** `refit explain` */
export const command: Command = {
  name: 'explain',
  summary: 'Says why a run ran what it ran.',
  description: `
The decision in words: which commits by whom moved which source, what that changed
for each step, what was reused and how much time that saved, and what a run of
everything would have cost.`,
  positionals: { usage: 'RUN', minimum: 1, maximum: 1 },
  options: [stateOption],
  examples: [
    { command: 'refit explain digits-3', text: 'why did run digits-3 train?' },
    { command: 'refit get runs', text: 'the names of the runs' },
  ],
  exits: plainExits,
  run: explain,
};

async function explain(invocation: Invocation): Promise<number> {
  const { findRun, withState } = await import('../state/open.ts');
  const { explanationText } = await import('../state/explanation.ts');
  const { readExplanation } = await import('../../reconcile/explain.ts');
  return withState(invocation, async ({ store, artifacts }) => {
    const { run } = await findRun(store, invocation.positionals[0] ?? '');
    const uid = run.metadata.ownerReferences?.find((owner) => owner.kind === 'WorkflowSpec')?.uid ?? '';
    const explanation = await readExplanation({ artifacts }, run.metadata.namespace, uid, run.metadata.name);
    invocation.stdout.write(explanationText(run, explanation));
    return 0;
  });
}
