import { forceAnnotation, runAnnotation, type WorkflowSpec } from '../../api/v1alpha1/kinds.ts';
import { plainExits, stateOption, type Command, type Invocation } from '../command.ts';

/** `refit run` */
export const command: Command = {
  name: 'run',
  summary: 'Asks for a run now, or forces steps to run again.',
  description: `
Has the controller decide now, at the revisions the sources are at. Without --force
only what is affected runs, and where nothing is, there is no run. With --force a step
runs even if its result is there; steps after it run if its new output differs.`,
  positionals: { usage: 'WORKFLOW', minimum: 1, maximum: 1 },
  options: [
    { name: 'force', value: 'STEP', repeatable: true, text: 'run this step even if nothing it consumes changed' },
    stateOption,
  ],
  examples: [
    { command: 'refit run digits', text: 'decide now' },
    { command: 'refit run digits --force train', text: 'train once more on the same inputs' },
  ],
  exits: plainExits,
  run,
};

async function run(invocation: Invocation): Promise<number> {
  const { annotate, newToken, tellRequested } = await import('../state/annotate.ts');
  const { findObject, unknownName, withState } = await import('../state/open.ts');
  return withState(invocation, async ({ store, folder }) => {
    const workflow = await findObject<WorkflowSpec>(store, 'WorkflowSpec', invocation.positionals[0] ?? '');
    const { name } = workflow.metadata;
    const steps = workflow.spec.steps.map((step) => step.name);
    const force = [...new Set(invocation.options.values('force').flatMap((value) => value.split(',')))];
    for (const step of force) if (!steps.includes(step)) throw unknownName(`step of ${name}`, step, steps);
    if (force.length === 0) await annotate(store, workflow, runAnnotation, newToken());
    else await annotate(store, workflow, forceAnnotation, `${newToken()}=${force.join(',')}`);
    tellRequested(
      invocation.stdout,
      folder,
      `run of ${name} requested${force.length === 0 ? '' : `, forcing ${force.join(', ')}`}`,
    );
    return 0;
  });
}
