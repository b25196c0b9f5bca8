/** Fifty workflows that have run and settled: what the benchmarks of an idle controller start from. */
import type { ValidWorkflow } from '../controller/core/validate/validate.ts';
import { Controller } from './controller.ts';
import { Repository } from './repository.ts';
import type { Scratch } from './scratch.ts';
import { sourceOf, workflowOf } from './workflow.ts';

const WORKFLOWS = 50;

/** A state folder in which every workflow has had its run; no controller is at work on it. */
export interface Settled {
  readonly state: string;
  readonly workflows: readonly ValidWorkflow[];
}

/** Each workflow has a code repository of its own; all share one of data. Their steps really ran. */
export async function createSettled({ folder }: Scratch): Promise<Settled> {
  const data = await Repository.create(`${folder}/data.git`, [['rows.csv', '1\n']]);
  const workflows: ValidWorkflow[] = [];
  for (let index = 0; index < WORKFLOWS; index += 1) {
    const script = `cat ../rows/rows.csv > "$REFIT_OUTPUT_TABLE" # ${index}\n`;
    const code = await Repository.create(`${folder}/code-${index}.git`, [['step.sh', script]]);
    workflows.push(workflowOf(`team-${index}`, specOf(code.path, data.path)));
  }
  const state = `${folder}/state`;
  const controller = await Controller.start(state, workflows);
  const { runs } = await controller.ask('settled');
  await controller.stop();
  if (runs !== WORKFLOWS) throw new Error(`${runs} runs, expected ${WORKFLOWS}`);
  return { state, workflows };
}

/** Starts a controller on it. @throws Error if it did not look at every repository, or decided anything anew */
export async function startSettled({ state, workflows }: Settled): Promise<Controller> {
  const controller = await Controller.start(state, workflows);
  const { runs } = await controller.ask('counters');
  if (runs === WORKFLOWS && controller.counters.polls > WORKFLOWS) return controller;
  await controller.stop();
  throw new Error(
    `${runs} runs and ${controller.counters.polls} looks at repositories, expected ${WORKFLOWS} and more than ${WORKFLOWS}`,
  );
}

function specOf(code: string, data: string): unknown {
  return {
    sources: [sourceOf('code', code), sourceOf('data', data)],
    steps: [
      {
        name: 'table',
        run: { command: ['sh', 'step.sh'] },
        inputs: [
          { name: 'code', source: 'code', paths: ['step.sh'] },
          { name: 'rows', source: 'data', paths: ['rows.csv'] },
        ],
        outputs: [{ name: 'table' }],
      },
    ],
  };
}
