import type { WorkflowRun, WorkflowSpec } from '../../controller/api/v1alpha1/kinds.ts';
import { formatRevision } from '../../controller/api/v1alpha1/revision.ts';
import type { KubernetesObject } from '../../controller/kubernetes/client.ts';
import type { Informer } from '../../controller/kubernetes/informer.ts';
import { openInformer } from '../../controller/kubernetes/reflector.ts';
import { workflowRuns, workflowSpecs } from '../../controller/kubernetes/resources.ts';
import { alternate, epoch, median, rowOf, type Bench } from '../bench.ts';
import { run } from '../command.ts';
import { recordResults, unstored } from '../idle-ports.ts';
import { gitEnvironment, Repository } from '../repository.ts';
import type { Scratch } from '../scratch.ts';
import { sourceOf, workflowOf } from '../workflow.ts';
import { inParallel, makeNamespaces, openServer, type Server } from './api-server.ts';
import { startController, steady } from './controller.ts';
import { openClusterPorts } from './idle-ports.ts';
import { SeenServer } from './seen.ts';

const WORKFLOWS = 500;
const AFFECTED = 5;
const PUSHES = 9;
const image = 'registry.example.com/team/rows:1.0';

/**
 * One repository with a folder for each workflow, and a push that changes five of them. The subject has 500 workflows on
 * it, the baseline those five; both have a run to create for each.
 */
export const fanout500: Bench = {
  name: 'fanout-500',
  about:
    '500 workflows on one repository, a push that affects 5: from the poll that sees it until their runs are there',
  async run(scratch) {
    const server = await openServer(scratch);
    const many = await Fan.create(scratch, server, 'many', WORKFLOWS);
    const few = await Fan.create(scratch, server, 'few', AFFECTED);
    const pairs = await alternate(
      PUSHES,
      () => many.push(),
      () => few.push(),
    );
    const runs = { subject: many.runs, baseline: few.runs };
    const count = rowOf({ name: 'fanout-500-runs', unit: 'per push', ...runs, limitKind: 'value', limit: AFFECTED });
    process.stderr.write(
      `fanout-500: all ${WORKFLOWS} had decided after ${Math.round(median(many.decided))} ms (median)\n`,
    );
    return [
      rowOf({ name: 'fanout-500', unit: 'ms', ...pairs, limitKind: 'value', limit: 3_000 }),
      { ...count, holds: count.min === AFFECTED && count.max === AFFECTED },
    ];
  },
};

type Workflow = WorkflowSpec & KubernetesObject;
type Run = WorkflowRun & KubernetesObject;

interface FanParts {
  readonly author: Repository;
  readonly origin: Repository;
  readonly git: SeenServer;
  readonly workflows: Informer<Workflow>;
  readonly runs: Informer<Run>;
  readonly count: number;
}

/** Workflows of one namespace on one repository, with a controller of their own. */
class Fan {
  /** Runs that each push made. */
  readonly runs: number[] = [];
  /** Milliseconds from the poll that saw it until all had decided, by push. */
  readonly decided: number[] = [];
  readonly #parts: FanParts;
  #pushes = 0;

  private constructor(parts: FanParts) {
    this.#parts = parts;
  }

  /** With a result for each of their steps; all have decided. */
  static async create(scratch: Scratch, server: Server, namespace: string, count: number): Promise<Fan> {
    const folder = `${scratch.folder}/${namespace}`;
    const origin = await Repository.create(`${folder}/code.git`, foldersOf(count));
    const author = await origin.clone(`${folder}/author.git`);
    const git = await SeenServer.start(folder);
    scratch.onEnd(() => git.stop());
    const url = git.url('code.git');
    await makeNamespaces(server.client, [namespace]);
    const fields = {
      kubeconfig: server.kubeconfig,
      namespace,
      'watch-namespace': namespace,
      image: 'registry.example.com/refit:1.0',
      'git-folder': `${folder}/mirrors`,
      'git-allow-addresses': '127.0.0.0/8',
      'artifacts-volume-folder': `${folder}/artifacts`,
      'artifacts-volume-url': 'http://127.0.0.1:1',
    };
    await storeWorkflows(server, { namespace, count, url, commit: await origin.git('rev-parse', 'main') }, fields);
    const controller = await startController({ fields });
    scratch.onEnd(() => controller.stop());
    await steady(controller, count, 120_000);
    const onError = (error: Error): void => process.emitWarning(error);
    const workflows = openInformer<Workflow>(server.client, workflowSpecs, { namespace, onError });
    const runs = openInformer<Run>(server.client, workflowRuns, { namespace, onError });
    scratch.onEnd(() => [workflows, runs].forEach((informer) => informer.close()));
    await Promise.all([workflows.synced, runs.synced]);
    if ([...runs.list()].length > 0) throw new Error('a workflow ran before anything was pushed');
    return new Fan({ author, origin, git, workflows, runs, count });
  }

  /** Pushes a change to five folders. @returns milliseconds from the answer that told of it until five runs are there */
  async push(): Promise<number> {
    const { author, origin, git, count } = this.#parts;
    this.#pushes += 1;
    const first = this.#pushes * AFFECTED;
    const changed = Array.from({ length: AFFECTED }, (_, index) => (7 * (first + index)) % count);
    const text = `${this.#pushes}\n`;
    const commit = await author.commit(changed.map((index) => [`team-${index}/rows.csv`, text]));
    const seen = git.seen(commit);
    const created = this.#created(commit);
    const decided = this.#decidedAt(commit);
    const push = ['--git-dir', author.path, 'push', '-q', origin.path, 'main'];
    await run('git', push, { env: gitEnvironment });
    const at = await seen;
    const took = (await created) - at;
    this.decided.push((await decided) - at);
    this.runs.push([...this.#parts.runs.list()].filter((one) => isAt(one, commit)).length);
    return took;
  }

  /** When as many runs of a commit are there as are affected. */
  #created(commit: string): Promise<number> {
    return new Promise((resolve) => {
      const names = new Set<string>();
      const stop = this.#parts.runs.watch(({ object }) => {
        if (isAt(object, commit)) names.add(object.metadata.name);
        if (names.size < AFFECTED) return;
        resolve(epoch());
        queueMicrotask(() => stop());
      });
    });
  }

  /** When every workflow has decided at a commit. */
  #decidedAt(commit: string): Promise<number> {
    return new Promise((resolve) => {
      const names = new Set<string>();
      const stop = this.#parts.workflows.watch(({ object }) => {
        const { sources = [] } = object.status ?? {};
        if (sources.some(({ revision }) => revision?.endsWith(`:${commit}`) === true)) names.add(object.metadata.name);
        if (names.size < this.#parts.count) return;
        resolve(epoch());
        queueMicrotask(() => stop());
      });
    });
  }
}

function isAt({ spec }: WorkflowRun, commit: string): boolean {
  return spec.revisions.some(({ revision }) => revision.endsWith(`:${commit}`));
}

function* foldersOf(count: number): Generator<readonly [string, string]> {
  yield ['lib/rows.sh', 'rows() { cat rows.csv; }\n'];
  for (let index = 0; index < count; index += 1) {
    yield [`team-${index}/step.sh`, 'cat rows.csv > "$REFIT_OUTPUT_TABLE"\n'];
    yield [`team-${index}/rows.csv`, '0\n'];
  }
}

function specOf(url: string, index: number): unknown {
  return {
    sources: [sourceOf('code', url, '1s')],
    steps: [
      {
        name: 'table',
        run: { image, command: ['sh', 'step.sh'], workingDir: `team-${index}` },
        inputs: [{ name: 'code', source: 'code', paths: [`team-${index}`, 'lib'] }],
        outputs: [{ name: 'table' }],
      },
    ],
  };
}

interface Wanted {
  readonly namespace: string;
  readonly count: number;
  readonly url: string;
  readonly commit: string;
}

/** Stores the workflows, with a recorded result for each step at the commit. */
async function storeWorkflows(
  { client }: Server,
  { namespace, count, url, commit }: Wanted,
  fields: Readonly<Record<string, string>>,
): Promise<void> {
  const { ports, close } = await openClusterPorts(fields);
  const revisions = [{ source: 'code', url, revision: formatRevision({ branch: 'main', commit }) }];
  await inParallel(Array.from({ length: count }).keys(), async (index) => {
    const { apiVersion, kind, spec, metadata } = workflowOf(`fan-${index}`, specOf(url, index));
    const workflow = { apiVersion, kind, spec, metadata: { ...metadata, namespace } };
    await recordResults(ports, unstored(workflow), revisions);
    await client.create(workflowSpecs, workflow);
  });
  await close();
}
