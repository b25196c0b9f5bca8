/** The repository of 20,000 files and the workflow of 10 steps on it that both plan benchmarks use. */
import { Repository } from './repository.ts';
import { sourceOf } from './workflow.ts';

const STEPS = 10;
/** Files of each step's data; with code and the README 20,000 in all. */
const FILES_PER_STEP = 1_998;

/** Ten scripts with a library, and folders of 100 small data files: so many files in all, a multiple of ten. */
export function createLargeRepository(path: string, files = 20_000): Promise<Repository> {
  return Repository.create(path, largeFiles(files / STEPS - 2));
}

function* largeFiles(filesPerStep: number): Generator<readonly [string, string]> {
  yield ['README.md', 'A pipeline.\n'];
  for (let file = 0; file < 9; file += 1) yield [`lib/part-${file}.py`, `PART = ${file}\n`];
  for (let step = 0; step < STEPS; step += 1) {
    yield [`steps/step-${step}.py`, `print(${step})\n`];
    for (let file = 0; file < filesPerStep; file += 1) yield [dataFile(step, file), `${step},${file}\n`];
  }
}

/** A file of a step's data. */
export function dataFile(step: number, file: number): string {
  return `data/part-${step}/batch-${Math.floor(file / 100)}/rows-${file}.csv`;
}

/** What commit number `round` changes: rows of one step in the middle of the chain, its script, and a README. */
export function largeChange(round: number): [string, string][] {
  return [
    [dataFile(5, round % FILES_PER_STEP), `changed,${round}\n`],
    ['steps/step-5.py', `print(5, ${round})\n`],
    ['README.md', `A pipeline, ${round}.\n`],
  ];
}

/** `command`: of every step, where steps really run. `history`: how many runs are kept. */
export interface LargeOptions {
  readonly interval?: string;
  readonly command?: readonly string[];
  readonly history?: number;
}

/** Ten steps in a chain; each reads its script, the library and its data. */
export function largeSpec(url: string, { interval, command, history }: LargeOptions = {}): unknown {
  return {
    sources: [sourceOf('code', url, interval)],
    ...(history === undefined ? {} : { history: { successful: history } }),
    steps: Array.from({ length: STEPS }, (_, step) => ({
      name: `step-${step}`,
      run: { command: command ?? ['python', `steps/step-${step}.py`] },
      inputs: [
        { name: 'code', source: 'code', paths: [`steps/step-${step}.py`, 'lib'] },
        { name: 'rows', source: 'code', paths: [`data/part-${step}/**`] },
        ...(step === 0 ? [] : [{ name: 'table', from: `step-${step - 1}.table` }]),
      ],
      outputs: [{ name: 'table' }],
    })),
  };
}
