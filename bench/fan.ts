/** Many workflows on one repository: what a push to it costs. */
import { rowOf, epoch, type Row } from './bench.ts';
import { run } from './command.ts';
import type { Controller } from './controller.ts';
import { startRecorded } from './recorded.ts';
import { gitEnvironment, Repository } from './repository.ts';
import type { Scratch } from './scratch.ts';
import { sourceOf, workflowOf } from './workflow.ts';

/** How often something happened per push; the subject's must be as often as expected at every push. */
export function count(
  name: string,
  subjects: readonly Fan[],
  baselines: readonly Fan[],
  of: (seen: Seen) => number,
  expected = 1,
): Row {
  const seenBy = (fans: readonly Fan[]): number[] => fans.flatMap(({ seen }) => seen.map(of));
  const [subject, baseline] = [seenBy(subjects), seenBy(baselines)];
  const row = rowOf({ name, unit: 'per push', subject, baseline, limitKind: 'value', limit: expected });
  return { ...row, holds: row.min === expected && row.max === expected };
}

/** What one push made a controller do. */
export interface Seen {
  readonly polls: number;
  readonly fetches: number;
  readonly diffs: number;
  readonly runs: number;
}

/** What a fan is like. */
export interface FanOptions {
  /** Of its files in the scratch folder. */
  readonly name: string;
  /** Folders of the repository; the first of them have a workflow each. */
  readonly folders: number;
  readonly workflows: number;
  /** Folders that a push changes. */
  readonly changed?: number;
  /** How the workflows name the repository at a path. */
  readonly urlOf: (path: string) => string;
  /** Long enough apart that the look which finds a push is the only one since that push. */
  readonly interval?: string;
  /** When the time of a push begins (`epoch`), asked before the push; by default when it has returned. */
  readonly begin?: (commit: string) => Promise<number>;
}

interface Repositories {
  readonly origin: Repository;
  readonly author: Repository;
}

/** A controller with many workflows on one repository, each with a folder of its own. */
export class Fan {
  readonly seen: Seen[] = [];
  readonly #options: FanOptions;
  readonly #controller: Controller;
  readonly #repositories: Repositories;
  #pushes = 0;

  private constructor(options: FanOptions, controller: Controller, repositories: Repositories) {
    this.#options = options;
    this.#controller = controller;
    this.#repositories = repositories;
  }

  /** A controller that has decided all workflows, with a result for each of their steps. */
  static async create(scratch: Scratch, options: FanOptions): Promise<Fan> {
    const { name, folders, workflows: count, urlOf, interval = '3s' } = options;
    const folder = `${scratch.folder}/${name}`;
    const origin = await Repository.create(`${folder}-origin.git`, foldersOf(folders));
    const author = await origin.clone(`${folder}-author.git`);
    const source = sourceOf('code', urlOf(origin.path), interval);
    const workflows = Array.from({ length: count }, (_, index) => workflowOf(`fan-${index}`, specOf(source, index)));
    const controller = await startRecorded(`${folder}-state`, workflows, await origin.git('rev-parse', 'main'));
    scratch.onEnd(() => controller.stop());
    return new Fan(options, controller, { origin, author });
  }

  /** Pushes a change to some folders. @returns milliseconds until all workflows have decided at it */
  async push(): Promise<number> {
    const { author, origin } = this.#repositories;
    const commit = await author.commit(this.#change());
    const before = await this.#controller.ask('settled');
    const decided = this.#controller.ask('decided', commit);
    const begun = this.#options.begin?.(commit);
    await run('git', ['--git-dir', author.path, 'push', '-q', origin.path, 'main'], { env: gitEnvironment });
    const returned = epoch();
    const pushed = await this.#controller.ask('counters');
    const { at, counters } = await decided;
    const after = await this.#controller.ask('settled');
    this.seen.push({
      polls: counters.polls - pushed.counters.polls,
      fetches: after.counters.fetches - before.counters.fetches,
      diffs: after.counters.diffs - before.counters.diffs,
      runs: after.runs - before.runs,
    });
    return at - ((await begun) ?? returned);
  }

  #change(): [string, string][] {
    this.#pushes += 1;
    const { workflows, changed = 1 } = this.#options;
    return Array.from({ length: changed }, (_, one) => [
      `team-${(7 * this.#pushes + one) % workflows}/rows.csv`,
      `${this.#pushes}\n`,
    ]);
  }
}

function* foldersOf(count: number): Generator<readonly [string, string]> {
  yield ['lib/rows.sh', 'rows() { cat rows.csv; }\n'];
  for (let index = 0; index < count; index += 1) {
    yield [`team-${index}/step.sh`, 'cat rows.csv > "$REFIT_OUTPUT_TABLE"\n'];
    yield [`team-${index}/rows.csv`, '0\n'];
  }
}

function specOf(source: unknown, index: number): unknown {
  return {
    sources: [source],
    steps: [
      {
        name: 'table',
        run: { command: ['sh', 'step.sh'], workingDir: `team-${index}` },
        inputs: [{ name: 'code', source: 'code', paths: [`team-${index}`, 'lib'] }],
        outputs: [{ name: 'table' }],
      },
    ],
  };
}
