import type { WorkflowRun, WorkflowSpec } from '../../controller/api/v1alpha1/kinds.ts';
import type { KubernetesObject } from '../../controller/kubernetes/client.ts';
import type { Informer } from '../../controller/kubernetes/informer.ts';
import { openInformer } from '../../controller/kubernetes/reflector.ts';
import { jobs, pods, workflowRuns, workflowSpecs } from '../../controller/kubernetes/resources.ts';
import { eventually } from '../../test/support/eventually.ts';
import { alternate, epoch, rowOf, type Bench, type Pairs } from '../bench.ts';
import { run } from '../command.ts';
import { gitEnvironment } from '../repository.ts';
import type { Scratch } from '../scratch.ts';
import { requestKinds, requestsOf } from './controller.ts';
import { openOneStep, type OneStep } from './node.ts';

const PAIRS = 20;
/** A look that was asked for while a run went on comes within this time. */
const LAST_LOOK_MS = 6_000;

/**
 * The subject is a push to the repository of a workflow of one step. The baseline is the Job of that very push once more,
 * POSTed by hand under another name and without our labels: the same pod, which fetches, runs and publishes the same.
 */
export const oneStepRun: Bench = {
  name: 'one-step-run',
  about:
    'a workflow of one step on a real node: from the poll that sees a push until its run succeeded, against a bare Job',
  async run(scratch) {
    const bench = await OneStepBench.open(scratch);
    const pairs = await alternate(
      PAIRS,
      () => bench.push(),
      () => bench.bareJob(),
    );
    await bench.count();
    // The first of each was the warm-up.
    const toJob: Pairs = { subject: bench.toJob.slice(1), baseline: bench.toBareJob.slice(1) };
    const work: Pairs = { subject: pairs.subject, baseline: bench.bareWork.slice(1) };
    const requests: Pairs = { subject: bench.requests.slice(1), baseline: bench.requests.slice(1).map(() => 1) };
    process.stderr.write(`one-step-run: requests of the last run: ${bench.lastRequests}\n`);
    return [
      rowOf({ name: 'one-step-run', unit: 'ms', ...pairs, limitKind: 'ratio', limit: 1.25 }),
      rowOf({ name: 'one-step-work', unit: 'ms', ...work, limitKind: 'ratio', limit: 1.25 }),
      rowOf({ name: 'one-step-requests', unit: 'per run', ...requests, limitKind: 'value', limit: 10 }),
      rowOf({ name: 'seen-to-job', unit: 'ms', ...toJob, limitKind: 'value', limit: 100 }),
    ];
  },
};

interface Job extends KubernetesObject {
  readonly spec: { readonly template: { readonly metadata: KubernetesObject['metadata']; readonly spec: object } };
  readonly status?: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
}

interface Pod extends KubernetesObject {
  readonly status?: { readonly containerStatuses?: readonly { readonly state?: { readonly terminated?: object } }[] };
}

type Run = WorkflowRun & KubernetesObject;
type Workflow = WorkflowSpec & KubernetesObject;

interface Seen {
  readonly jobs: Informer<Job>;
  readonly pods: Informer<Pod>;
  readonly runs: Informer<Run>;
  readonly workflows: Informer<Workflow>;
}

class OneStepBench {
  readonly requests: number[] = [];
  readonly toJob: number[] = [];
  readonly toBareJob: number[] = [];
  /** Until the last container of the bare Job had ended, which the Job says later. */
  readonly bareWork: number[] = [];
  lastRequests = '';
  /** Up to the last push; what a run asks for late is its own as well. */
  #counted: { readonly kinds: ReadonlyMap<string, number>; readonly total: number } | undefined;
  readonly #parts: OneStep;
  readonly #seen: Seen;
  /** Of the last push. */
  #job: Job | undefined;
  #pushes = 0;

  private constructor(parts: OneStep, seen: Seen) {
    this.#parts = parts;
    this.#seen = seen;
  }

  static async open(scratch: Scratch): Promise<OneStepBench> {
    const parts = await openOneStep(scratch, 'bench-one-step');
    const { client, namespace } = parts;
    const options = { namespace, onError: (error: Error): void => process.emitWarning(error) };
    const seen = {
      jobs: openInformer<Job>(client, jobs, options),
      pods: openInformer<Pod>(client, pods, options),
      runs: openInformer<Run>(client, workflowRuns, options),
      workflows: openInformer<Workflow>(client, workflowSpecs, options),
    };
    scratch.onEnd(() => Object.values(seen).forEach((informer) => informer.close()));
    await Promise.all(Object.values(seen).map(({ synced }) => synced));
    const bench = new OneStepBench(parts, seen);
    // The first run is that of the workflow's creation.
    await eventually(() => bench.#isSummedUp((name) => name === 'table-1'), 120_000);
    await bench.#quiet();
    return bench;
  }

  /** Pushes. @returns milliseconds from the answer that told of it until its run had succeeded */
  async push(): Promise<number> {
    const { author, origin, git } = this.#parts;
    this.#pushes += 1;
    const commit = await author.commit([['rows.txt', `${this.#pushes}\n`]]);
    await this.#countUp();
    const seen = git.seen(commit);
    const launched = until(this.#seen.jobs, (job) => isOfRun(job, commit));
    const succeeded = until(this.#seen.runs, (one) => isAt(one, commit) && isOver(one));
    const push = ['--git-dir', author.path, 'push', '-q', origin.path, 'main'];
    await run('git', push, { env: gitEnvironment });
    const at = await seen;
    const job = await launched;
    const ended = await succeeded;
    if (ended.object.status?.phase !== 'Succeeded') throw new Error(`the run ended: ${ended.object.status?.message}`);
    this.#job = job.object;
    this.toJob.push(job.at - at);
    await eventually(() => this.#isSummedUp((name) => name === ended.object.metadata.name));
    await this.#quiet();
    return ended.at - at;
  }

  /** Counts the last run, when nothing more can come of it. */
  async count(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, LAST_LOOK_MS));
    await this.#countUp();
  }

  async #countUp(): Promise<void> {
    const metrics = await this.#parts.controller.metrics();
    const now = { kinds: requestKinds(metrics), total: requestsOf(metrics) };
    const before = this.#counted;
    this.#counted = now;
    if (!before) return;
    this.requests.push(now.total - before.total);
    this.lastRequests = difference(before.kinds, now.kinds);
  }

  /** The last push's Job once more. @returns milliseconds from its POST until it is complete */
  async bareJob(): Promise<number> {
    const { client, namespace } = this.#parts;
    if (!this.#job) throw new Error('nothing was pushed yet');
    const name = `bare-${this.#pushes}`;
    const completed = until(this.#seen.jobs, (job) => job.metadata.name === name && isComplete(job));
    const there = until(this.#seen.jobs, (job) => job.metadata.name === name);
    const worked = until(this.#seen.pods, (pod) => pod.metadata.labels?.['job-name'] === name && hasWorked(pod));
    const at = epoch();
    await client.create(jobs, bare(this.#job, { namespace, name }));
    this.toBareJob.push((await there).at - at);
    this.bareWork.push((await worked).at - at);
    const took = (await completed).at - at;
    await client.delete(jobs, { namespace, name });
    await this.#quiet();
    return took;
  }

  /** Whether the workflow's status tells of the end of a run. */
  #isSummedUp(wanted: (run: string) => boolean): boolean {
    const [workflow] = [...this.#seen.workflows.list()];
    const { name = '', state } = workflow?.status?.lastRun ?? {};
    return wanted(name) && state === 'Succeeded';
  }

  /** Waits until no pod is left and the controller asks for nothing more. */
  async #quiet(): Promise<void> {
    const { client, namespace, controller } = this.#parts;
    await eventually(async () => (await client.list(pods, { namespace })).items.length === 0, 60_000);
    let before = -1;
    await eventually(async () => {
      const now = requestsOf(await controller.metrics());
      const same = now === before;
      before = now;
      if (!same) await new Promise((resolve) => setTimeout(resolve, 300));
      return same;
    });
  }
}

/** The first object that is as wanted, and when it was told of. */
function until<T extends KubernetesObject>(
  informer: Informer<T>,
  wanted: (object: T) => boolean,
): Promise<{ readonly at: number; readonly object: T }> {
  return new Promise((resolve) => {
    const stop = informer.watch(({ object }) => {
      if (!wanted(object)) return;
      resolve({ at: epoch(), object });
      queueMicrotask(() => stop());
    });
  });
}

function isOfRun(job: Job, commit: string): boolean {
  const document = job.spec.template.metadata.annotations?.['refit.dev/request'];
  return job.metadata.labels?.['refit.dev/execution'] !== undefined && document?.includes(commit) === true;
}

function isAt({ spec }: WorkflowRun, commit: string): boolean {
  return spec.revisions.some(({ revision }) => revision.endsWith(`:${commit}`));
}

function isOver({ status }: WorkflowRun): boolean {
  return status?.finishedAt !== undefined;
}

function isComplete({ status }: Job): boolean {
  return status?.conditions?.some(({ type, status: holds }) => type === 'Complete' && holds === 'True') === true;
}

function hasWorked({ status }: Pod): boolean {
  const { containerStatuses = [] } = status ?? {};
  return containerStatuses.length > 0 && containerStatuses.every(({ state }) => state?.terminated !== undefined);
}

/** The same pod in a Job that no controller of ours takes for its own. */
function bare({ spec }: Job, name: { readonly namespace: string; readonly name: string }): object {
  const { selector: _selector, template, ...rest } = spec as Job['spec'] & { readonly selector?: unknown };
  const { annotations } = template.metadata;
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: name,
    spec: { ...rest, template: { metadata: { annotations }, spec: template.spec } },
  };
}

function difference(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): string {
  return [...after]
    .map(([kind, count]) => [kind, count - (before.get(kind) ?? 0)] as const)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => `${count} ${kind}`)
    .join(', ');
}
