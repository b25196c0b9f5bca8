import { forceAnnotation, runAnnotation, type WorkflowSpec } from '../../api/v1alpha1/kinds.ts';
import { plainExits, worldOptions, type Command, type Invocation } from '../command.ts';

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
    ...worldOptions,
  ],
  examples: [
    { command: 'refit run digits', text: 'decide now' },
    { command: 'refit run digits --force train', text: 'train once more on the same inputs' },
    { command: 'refit run digits -n ml --context staging', text: 'in a cluster' },
  ],
  exits: plainExits,
  run,
};

async function run(invocation: Invocation): Promise<number> {
  const { findObject, unknownName } = await import('../find.ts');
  const { newToken, withWorld } = await import('../world.ts');
  return withWorld(invocation, async (world) => {
    const workflow = await findObject<WorkflowSpec>(world, 'WorkflowSpec', invocation.positionals[0] ?? '');
    const name = world.shown(workflow.metadata);
    const steps = workflow.spec.steps.map((step) => step.name);
    const force = [...new Set(invocation.options.values('force').flatMap((value) => value.split(',')))];
    for (const step of force) if (!steps.includes(step)) throw unknownName(`step of ${name}`, step, steps);
    if (force.length === 0) await world.request(workflow, runAnnotation, newToken());
    else await world.request(workflow, forceAnnotation, `${newToken()}=${force.join(',')}`);
    const forcing = force.length === 0 ? '' : `, forcing ${force.join(', ')}`;
    invocation.stdout.write(
      `run of ${name} requested${forcing}${workflow.spec.suspend === true ? '; the workflow is suspended, it is decided when spec.suspend goes' : ''}${world.outlook()}\n`,
    );
    return 0;
  });
}
