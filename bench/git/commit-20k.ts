import { epoch, median, rowOf, type Bench, type Pairs } from '../bench.ts';
import { run } from '../command.ts';
import type { Controller } from '../controller.ts';
import { createLargeRepository, dataFile, largeSpec } from '../large-repository.ts';
import { startRecorded } from '../recorded.ts';
import { gitEnvironment, type Files, type Repository } from '../repository.ts';
import type { Scratch } from '../scratch.ts';
import { GitHttpServer } from '../../test/support/git-http-server.ts';
import { workflowOf } from '../workflow.ts';
import { settledMegabytes } from './memory.ts';

const HISTORY = 2_000;
const CHANGED = 10;
const COMMITS = 10;
const WARM_UP = 2;
const LAST_STEP = 9;

/** What one commit costs, and that it costs what has changed and not what there is. */
export const commit20k: Bench = {
  name: 'commit-20k',
  about:
    'a commit of 10 files to 20,000 (100,000) over HTTP: from poll to decided, against `git fetch` + `git diff-tree`',
  async run(scratch) {
    const server = await GitHttpServer.start(scratch.folder);
    scratch.onEnd(() => server.stop());
    const small = await Followed.create(scratch, server, 20_000);
    const large = await Followed.create(scratch, server, 100_000);
    const followed = [small, large];
    for (let round = 0; round < WARM_UP; round += 1) for (const one of followed) await one.round();
    for (const one of followed) await one.rest();
    for (let round = 0; round < COMMITS; round += 1) for (const one of followed) await one.round();
    for (const one of followed) await one.rest();
    const [few, many] = [small.counted(), large.counted()];
    const against = { subject: many.subject, baseline: few.subject };
    return [
      rowOf({ name: 'commit-20k', unit: 'ms', ...few, limitKind: 'ratio', limit: 3 }),
      rowOf({ name: 'commit-20k-rss', unit: 'MB added', ...small.memory(), limitKind: 'value', limit: 20 }),
      rowOf({ name: 'commit-100k', unit: 'ms', ...against, limitKind: 'ratio', limit: 1.5 }),
      rowOf({ name: 'commit-100k-git', unit: 'ms', ...many, limitKind: 'ratio', limit: 3 }),
      rowOf({ name: 'commit-100k-rss', unit: 'MB added', ...large.memory(), limitKind: 'value', limit: 20 }),
    ];
  },
};

/** A repository of many files, a controller that follows it, and a mirror that plain git keeps of it. */
class Followed {
  readonly #times: Pairs = { subject: [], baseline: [] };
  readonly #repository: Repository;
  readonly #controller: Controller;
  readonly #mirror: string;
  readonly #url: string;
  readonly #resident: number[][] = [];
  #head: string;
  #round = 0;

  private constructor(
    repository: Repository,
    controller: Controller,
    { mirror, url, head }: { readonly mirror: string; readonly url: string; readonly head: string },
  ) {
    this.#repository = repository;
    this.#controller = controller;
    this.#mirror = mirror;
    this.#url = url;
    this.#head = head;
  }

  static async create(scratch: Scratch, server: GitHttpServer, files: number): Promise<Followed> {
    const folder = `${scratch.folder}/${files}`;
    const repository = await createLargeRepository(`${folder}.git`, files);
    const head = await repository.history(Array.from({ length: HISTORY - 1 }, (_, index) => earlier(index)));
    await repository.git('repack', '-q', '-a', '-d');
    const url = server.url(`${files}.git`);
    const mirror = `${folder}-mirror.git`;
    await run('git', ['init', '-q', '--bare', mirror], { env: gitEnvironment });
    await fetchInto(mirror, url);
    const command = ['sh', '-c', 'date > "$REFIT_OUTPUT_TABLE"'];
    const workflow = workflowOf('large', largeSpec(url, { interval: '1h', command, history: 100 }));
    const controller = await startRecorded(`${folder}-state`, [workflow], head);
    scratch.onEnd(() => controller.stop());
    return new Followed(repository, controller, { mirror, url, head });
  }

  /** One commit, decided by the controller, then fetched by git. */
  async round(): Promise<void> {
    const before = this.#head;
    this.#head = await this.#repository.commit(change((this.#round += 1)));
    const settled = await this.#controller.ask('settled');
    const decided = this.#controller.ask('decided', this.#head);
    const begun = epoch();
    await this.#controller.ask('refresh');
    const { at } = await decided;
    this.#times.subject.push(at - begun);
    const { runs } = await this.#controller.ask('settled');
    if (runs !== settled.runs + 1) throw new Error(`${runs - settled.runs} runs of a commit, expected one`);
    const { ms } = await fetchInto(this.#mirror, this.#url);
    const diff = ['--git-dir', this.#mirror, 'diff-tree', '-r', before, this.#head];
    const listed = await run('git', diff, { env: gitEnvironment });
    if (listed.stdout.trim().split('\n').length !== CHANGED) throw new Error(`git found ${listed.stdout}`);
    this.#times.baseline.push(ms + listed.ms);
  }

  /** Milliseconds of the commits that count. */
  counted(): Pairs {
    const { subject, baseline } = this.#times;
    return { subject: subject.slice(WARM_UP), baseline: baseline.slice(WARM_UP) };
  }

  /** Notes the memory that the controller has. */
  async rest(): Promise<void> {
    this.#resident.push(await settledMegabytes(this.#controller));
  }

  /** What it has more than at the first rest; what it had then. */
  memory(): Pairs {
    const [before = [], after = []] = this.#resident;
    return { subject: after.map((megabytes) => megabytes - median(before)), baseline: before };
  }
}

function fetchInto(mirror: string, url: string): Promise<{ readonly ms: number }> {
  const refs = '+refs/heads/main:refs/heads/main';
  const fetch = ['--git-dir', mirror, 'fetch', '-q', '--no-tags', '--filter=blob:none', url, refs];
  return run('git', fetch, { env: gitEnvironment });
}

/** The history before anybody follows it. */
function earlier(index: number): Files {
  return [
    [dataFile(index % 10, index % 1_998), `earlier,${index}\n`],
    ['README.md', `A pipeline, ${index}.\n`],
  ];
}

/** Ten of the files that the last step reads. */
function change(round: number): Files {
  return Array.from({ length: CHANGED }, (_, file) => [dataFile(LAST_STEP, file * 190 + round), `changed,${round}\n`]);
}
