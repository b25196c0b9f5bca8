import type { ValidWorkflow } from '../controller/core/validate/validate.ts';
import { formatRevision } from '../controller/api/v1alpha1/revision.ts';
import { alternate, epoch, rowOf, type Bench, type Row } from './bench.ts';
import { run } from './command.ts';
import { Controller } from './controller.ts';
import { GitHttpServer } from '../test/support/git-http-server.ts';
import { openIdlePorts, recordResults, unstored } from './idle-ports.ts';
import { gitEnvironment, Repository } from './repository.ts';
import type { Scratch } from './scratch.ts';
import { sourceOf, workflowOf } from './workflow.ts';

const WORKFLOWS = 200;

/**
 * One repository with a folder for each workflow. The subject has 200 workflows on it, the baseline one; both are pushed
 * a change to one folder and have a step to start for it. A second subject reaches the repository over HTTP, where a
 * fetch is a fetch: there the looks at the repository are counted.
 */
export const fanout200: Bench = {
  name: 'fanout-200',
  about: '200 workflows on one repository, a push that affects one: until all have decided, against 1 workflow',
  async run(scratch) {
    const many = await Fan.create(scratch, 'many', WORKFLOWS, (path) => path);
    const one = await Fan.create(scratch, 'one', 1, (path) => path);
    const server = await GitHttpServer.start(scratch.folder);
    scratch.onEnd(() => server.stop());
    const served = (path: string): string => server.url(path.slice(scratch.folder.length + 1));
    const remote = await Fan.create(scratch, 'remote', WORKFLOWS, served);
    const remoteOne = await Fan.create(scratch, 'remote-one', 1, served);
    const pairs = await alternate(
      7,
      () => many.push(),
      () => one.push(),
    );
    for (let push = 0; push < 3; push += 1) for (const fan of [remote, remoteOne]) await fan.push();
    return [
      rowOf({ name: 'fanout-200', unit: 'ms', ...pairs, limitKind: 'value', limit: 2_000 }),
      count('fanout-200-polls', [remote], [remoteOne], ({ polls }) => polls),
      count('fanout-200-fetches', [remote], [remoteOne], ({ fetches }) => fetches),
      count('fanout-200-diffs', [many, remote], [one, remoteOne], ({ diffs }) => diffs),
      count('fanout-200-runs', [many, remote], [one, remoteOne], ({ runs }) => runs),
    ];
  },
};

/** How often something happened per push; the subject's must be one at every push. */
function count(name: string, subjects: readonly Fan[], baselines: readonly Fan[], of: (seen: Seen) => number): Row {
  const seenBy = (fans: readonly Fan[]): number[] => fans.flatMap(({ seen }) => seen.map(of));
  const [subject, baseline] = [seenBy(subjects), seenBy(baselines)];
  const row = rowOf({ name, unit: 'per push', subject, baseline, limitKind: 'value', limit: 1 });
  return { ...row, holds: row.min === 1 && row.max === 1 };
}

/** What one push made a controller do. */
interface Seen {
  readonly polls: number;
  readonly fetches: number;
  readonly diffs: number;
  readonly runs: number;
}

class Fan {
  readonly seen: Seen[] = [];
  readonly #controller: Controller;
  readonly #origin: Repository;
  readonly #author: Repository;
  readonly #workflows: number;
  #pushes = 0;

  private constructor(
    controller: Controller,
    repositories: { readonly origin: Repository; readonly author: Repository },
    workflows: number,
  ) {
    this.#controller = controller;
    this.#origin = repositories.origin;
    this.#author = repositories.author;
    this.#workflows = workflows;
  }

  /** A controller that has decided `count` workflows, with a result for each of their steps. */
  static async create(scratch: Scratch, name: string, count: number, urlOf: (path: string) => string): Promise<Fan> {
    const folder = `${scratch.folder}/${name}`;
    const origin = await Repository.create(`${folder}-origin.git`, foldersOf(0));
    const author = await origin.clone(`${folder}-author.git`);
    const url = urlOf(origin.path);
    const workflows = Array.from({ length: count }, (_, index) => workflowOf(`fan-${index}`, specOf(url, index)));
    await recordAll(`${folder}-state`, workflows, url, await origin.git('rev-parse', 'main'));
    const controller = await Controller.start(`${folder}-state`, workflows);
    scratch.onEnd(() => controller.stop());
    return new Fan(controller, { origin, author }, count);
  }

  /** Pushes a change to one folder. @returns milliseconds from the push's return until all workflows have decided at it */
  async push(): Promise<number> {
    this.#pushes += 1;
    const path = `team-${(7 * this.#pushes) % this.#workflows}/rows.csv`;
    const commit = await this.#author.commit([[path, `${this.#pushes}\n`]]);
    const before = await this.#controller.ask('settled');
    const decided = this.#controller.ask('decided', commit);
    const push = ['--git-dir', this.#author.path, 'push', '-q', this.#origin.path, 'main'];
    await run('git', push, { env: gitEnvironment });
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
    return at - returned;
  }
}

function* foldersOf(value: number): Generator<readonly [string, string]> {
  yield ['lib/rows.sh', 'rows() { cat rows.csv; }\n'];
  for (let index = 0; index < WORKFLOWS; index += 1) {
    yield [`team-${index}/step.sh`, 'cat rows.csv > "$REFIT_OUTPUT_TABLE"\n'];
    yield [`team-${index}/rows.csv`, `${value}\n`];
  }
}

function specOf(url: string, index: number): unknown {
  return {
    // Long enough apart that the look which finds a push is the only one since that push.
    sources: [sourceOf('code', url, '3s')],
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

async function recordAll(
  state: string,
  workflows: readonly ValidWorkflow[],
  url: string,
  commit: string,
): Promise<void> {
  const { ports, close } = openIdlePorts(state);
  const revisions = [{ source: 'code', url, revision: formatRevision({ branch: 'main', commit }) }];
  for (const workflow of workflows) await recordResults(ports, unstored(workflow), revisions);
  await close();
}
