import { cpSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ValidWorkflow } from '../../controller/core/validate/validate.ts';
import { alternate, median, rowOf, type Bench } from '../bench.ts';
import { run } from '../command.ts';
import { type Controller, processorMs } from '../controller.ts';
import { startRecorded } from '../recorded.ts';
import { gitEnvironment, Repository } from '../repository.ts';
import type { Scratch } from '../scratch.ts';
import { sourceOf, workflowOf } from '../workflow.ts';
import { settledMegabytes } from './memory.ts';
import { ReplayServer } from './replay-server.ts';

const REPOSITORIES = 200;
const WINDOW_MS = 10_000;
/**
 * V8's space for young objects is what it is in an installation (manifests), and at its full size from the start: when it grows
 * is V8's to choose, and would be taken for memory that polls take.
 */
const YOUNG_SPACE = ['--min-semi-space-size=8', '--max-semi-space-size=8'];
/** Processes per turn of the baseline. */
const SPAWNS = 40;

/** What a controller costs that has 200 repositories to look at and nothing to do. */
export const poll200: Bench = {
  name: 'poll-200',
  about:
    '200 repositories polled over HTTP every 10 s: processor time of the controller per poll, against `git ls-remote`',
  async run(scratch) {
    const server = await ReplayServer.start(scratch.folder);
    scratch.onEnd(() => server.stop());
    const idle = await Idle.create(scratch, server);
    await idle.settle();
    const before = await idle.memory();
    await idle.poll(10_000);
    const added = (await idle.memory()).map((megabytes) => megabytes - median(before));
    const pairs = await alternate(
      3,
      () => idle.window(),
      () => lsRemote(server.url('repository-0.git')),
    );
    const nothing = pairs.subject.map(() => 0);
    return [
      rowOf({ name: 'poll-200', unit: 'CPU ms', ...pairs, limitKind: 'ratio', limit: 0.25 }),
      rowOf({
        name: 'poll-200-writes',
        unit: 'per window',
        subject: idle.writes.slice(-nothing.length),
        baseline: nothing,
        limitKind: 'value',
        limit: 0,
      }),
      rowOf({ name: 'poll-200-rss', unit: 'MB added', subject: added, baseline: before, limitKind: 'value', limit: 5 }),
    ];
  },
};

/** A controller with a workflow on each of the repositories, all of which have a result. */
class Idle {
  /** Orders to write, by window. */
  readonly writes: number[] = [];
  readonly #controller: Controller;
  readonly #server: ReplayServer;

  private constructor(controller: Controller, server: ReplayServer) {
    this.#controller = controller;
    this.#server = server;
  }

  static async create(scratch: Scratch, server: ReplayServer): Promise<Idle> {
    const [first, ...others] = Array.from({ length: REPOSITORIES }, (_, index) => `repository-${index}.git`);
    const template = await Repository.create(`${scratch.folder}/${first}`, [
      ['step.sh', 'date > "$REFIT_OUTPUT_TABLE"\n'],
    ]);
    for (const name of others) cpSync(template.path, `${scratch.folder}/${name}`, { recursive: true });
    const workflows = Array.from({ length: REPOSITORIES }, (_, index) => workflowAt(index, server));
    const controller = await startRecorded(
      `${scratch.folder}/state`,
      workflows,
      await template.git('rev-parse', 'main'),
      YOUNG_SPACE,
    );
    scratch.onEnd(() => controller.stop());
    return new Idle(controller, server);
  }

  /** Looks at all repositories until there were so many looks. */
  async poll(polls: number): Promise<void> {
    for (let round = 0; round < polls / REPOSITORIES; round += 1) {
      const due = this.#server.polls + REPOSITORIES;
      await this.#controller.ask('refresh');
      while (this.#server.polls < due) await sleep(5);
    }
  }

  /** Looks until more looks take no more memory: what is compiled and cached at first is there. */
  async settle(): Promise<void> {
    let [known, steady] = [0, 0];
    for (let lot = 0; lot < 10 && steady < 2; lot += 1) {
      await this.poll(2_000);
      const now = median(await settledMegabytes(this.#controller, 2));
      steady = now < known + 1 ? steady + 1 : 0;
      known = Math.max(known, now);
    }
  }

  memory(): Promise<number[]> {
    return settledMegabytes(this.#controller);
  }

  /** Polls as they come, by the clock. @returns milliseconds of processor time per poll */
  async window(): Promise<number> {
    const before = await this.#controller.ask('counters');
    const used = processorMs(this.#controller.pid);
    await sleep(WINDOW_MS);
    const ms = processorMs(this.#controller.pid) - used;
    const after = await this.#controller.ask('counters');
    this.writes.push(after.writes - before.writes);
    const polls = after.counters.polls - before.counters.polls;
    if (polls < REPOSITORIES / 2) throw new Error(`${polls} polls in ${WINDOW_MS} ms`);
    return ms / polls;
  }
}

function workflowAt(index: number, server: ReplayServer): ValidWorkflow {
  return workflowOf(`team-${index}`, {
    sources: [sourceOf('code', server.url(`repository-${index}.git`), '10s')],
    steps: [
      {
        name: 'table',
        run: { command: ['sh', 'step.sh'] },
        inputs: [{ name: 'code', source: 'code' }],
        outputs: [{ name: 'table' }],
      },
    ],
  });
}

/** Milliseconds of processor time that git and its helpers take for one look. */
async function lsRemote(url: string): Promise<number> {
  const script = 'for n in $(seq "$1"); do git ls-remote "$0" refs/heads/main > /dev/null || exit 1; done; times';
  const { stdout } = await run('bash', ['-c', script, url, String(SPAWNS)], { env: gitEnvironment });
  // The second line is of the processes that bash waited for: user, system.
  const [, children = ''] = stdout.trim().split('\n');
  const seconds = [...children.matchAll(/(\d+)m([\d.]+)s/g)].map(
    ([, minutes, rest]) => 60 * Number(minutes) + Number(rest),
  );
  return (1_000 * seconds.reduce((sum, one) => sum + one, 0)) / SPAWNS;
}
