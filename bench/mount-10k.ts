import { randomFillSync } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openFolderArtifacts } from '../controller/artifacts/folder.ts';
import { executionName } from '../controller/core/naming.ts';
import type { Engine, ExecutionInput, ExecutionRequest } from '../controller/engines/engine.ts';
import { createProcessEngine } from '../controller/engines/process/engine.ts';
import { systemClock } from '../controller/runtime/clock.ts';
import { alternate, epoch, median, rowOf, type Bench } from './bench.ts';

const FILES = 10_000;
const FILE_BYTES = 200_000;
const FILES_PER_FOLDER = 100;

/** What one execution took and left. */
interface Execution {
  readonly startMs: number;
  readonly endMs: number;
  /** Kilobytes on the disk that were not there before, while the step is at its end. */
  readonly addedKB: number;
  /** Of a file of the input, as the step sees it; '' without the input. */
  readonly inode: string;
}

/** Executions by the process engine: with the input (a view of which is there already) and without, in turns. */
export const mount10k: Bench = {
  name: 'mount-10k',
  about: 'a second step on the same 10,000 files, 2 GB: from ensure to the process, against a step without the input',
  async run({ folder, onEnd }) {
    const state = join(folder, 'state');
    const input = await storeInput(folder, state);
    const engine = openEngine(state);
    onEnd(() => engine.close());
    const steps = new Steps(engine, state);
    const first = await steps.run(input);
    const [mounted, bare]: [Execution[], Execution[]] = [[], []];
    const measure = async (into: Execution[], mount?: ExecutionInput): Promise<number> => {
      const execution = await steps.run(mount);
      into.push(execution);
      return execution.startMs;
    };
    const [n, warmUp] = [9, 1];
    await alternate(
      n,
      () => measure(mounted, input),
      () => measure(bare),
      warmUp,
    );
    if (mounted.some(({ inode }) => inode !== first.inode))
      throw new Error('the steps do not see the same files: the view is not shared');
    const [subject, baseline] = [mounted.slice(warmUp), bare.slice(warmUp)];
    const added = (of: (execution: Execution) => number) => {
      const middle = median(baseline.map(of));
      return { subject: subject.map((execution) => of(execution) - middle), baseline: baseline.map(of) };
    };
    return [
      rowOf({
        name: 'mount-10k',
        unit: 'ms added',
        ...added(({ startMs }) => startMs),
        limitKind: 'value',
        limit: 1_000,
      }),
      rowOf({
        name: 'mount-10k-end',
        unit: 'ms added',
        ...added(({ endMs }) => endMs),
        limitKind: 'value',
        limit: 1_000,
      }),
      // What a view's users leave: one small file that names who uses it.
      rowOf({
        name: 'mount-10k-disk',
        unit: 'kB added',
        ...added(({ addedKB }) => addedKB),
        limitKind: 'value',
        limit: 16,
      }),
    ];
  },
};

/** Writes the files, stores them as an artifact as a step's output is, and removes them. */
async function storeInput(folder: string, state: string): Promise<ExecutionInput> {
  const files = join(folder, 'files');
  const content = Buffer.alloc(FILE_BYTES);
  for (let file = 0; file < FILES; file += 1) {
    const below = join(files, `part-${Math.floor(file / FILES_PER_FOLDER)}`);
    if (file % FILES_PER_FOLDER === 0) mkdirSync(below, { recursive: true });
    writeFileSync(join(below, `image-${file}.bin`), randomFillSync(content));
  }
  const artifacts = openFolderArtifacts({ folder: join(state, 'artifacts'), views: join(state, 'views') });
  const { digest } = await artifacts.publish(files);
  rmSync(files, { recursive: true });
  return { name: 'images', path: '../images', mode: 'Mount', digest, from: { kind: 'Artifact' } };
}

function openEngine(state: string): Engine {
  return createProcessEngine({
    state,
    artifacts: join(state, 'artifacts'),
    mirrors: join(state, 'mirrors'),
    secrets: join(state, 'secrets'),
    path: process.env['PATH'] ?? '/usr/bin:/bin',
    clock: systemClock,
  });
}

class Steps {
  readonly #engine: Engine;
  readonly #state: string;
  #attempts = 0;

  constructor(engine: Engine, state: string) {
    this.#engine = engine;
    this.#state = state;
  }

  /** Runs one to its end: a step that writes down when it began and what it sees of its input. */
  async run(input?: ExecutionInput): Promise<Execution> {
    const before = this.#usedKB();
    const request = requestOf((this.#attempts += 1), input);
    const name = executionName(request.key);
    const begun = epoch();
    await this.#engine.ensure(request);
    const exit = join(this.#state, 'executions', name, 'exit.json');
    while (!existsSync(exit)) await new Promise((resolve) => setTimeout(resolve, 2));
    const endMs = epoch() - begun;
    const state = await this.#engine.observe(name);
    if (state?.phase !== 'Succeeded')
      throw new Error(`the step ended ${state?.phase ?? 'unseen'}: ${state?.message ?? ''}`);
    const addedKB = this.#usedKB() - before;
    const [started = '', inode = ''] = readFileSync(join(this.#state, 'executions', name, 'log'), 'utf8').split('\n');
    await this.#engine.remove(name);
    return { startMs: Number(started) / 1e6 - begun, endMs, addedKB, inode };
  }

  #usedKB(): number {
    return ['executions', 'views', 'artifacts'].reduce((sum, name) => sum + blocksOf(join(this.#state, name)), 0) / 2;
  }
}

/** Blocks of 512 bytes that a folder takes, itself included; links are not followed. */
function blocksOf(path: string): number {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return 0;
  if (!stat.isDirectory()) return stat.blocks;
  return readdirSync(path).reduce((sum, name) => sum + blocksOf(join(path, name)), stat.blocks);
}

function requestOf(attempt: number, input: ExecutionInput | undefined): ExecutionRequest {
  const look = input === undefined ? '' : '; stat -L -c %i ../images/part-7/image-777.bin';
  return {
    key: {
      namespace: 'bench',
      workflow: 'mount',
      workflowUID: 'bench',
      step: 'second',
      subject: 'candidate',
      attempt,
      fingerprint: `sha256:${'ab'.repeat(32)}`,
    },
    command: ['sh', '-c', `date +%s%N${look}`],
    args: [],
    env: [],
    outputs: [],
    timeoutMs: 60_000,
    context: {},
    inputs: input === undefined ? [] : [input],
  };
}
