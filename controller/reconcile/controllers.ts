import type { ModelVersion, WorkflowRun, WorkflowSpec } from '../api/v1alpha1/kinds.ts';
import { cancelAnnotation, retryAnnotation } from '../api/v1alpha1/kinds.ts';
import { executionName } from '../core/naming.ts';
import type { Random } from '../runtime/clock.ts';
import type { Outcome } from '../runtime/controller.ts';
import { KeyedLock } from '../runtime/keyed-lock.ts';
import type { Manager } from '../runtime/manager.ts';
import { WorkQueue } from '../runtime/work-queue.ts';
import type { StoredObject, WatchEvent } from '../store/store.ts';
import { Capacity } from './capacity.ts';
import { Contents } from './contents.ts';
import { reconcileExecution } from './executions.ts';
import { reconcileModel } from './models.ts';
import { findRun, isActive, keyOf, listRuns, parseKey, workflowOf, type Enqueue, type Ports } from './ports.ts';
import { reconcileRun } from './runs.ts';
import { Sources } from './sources.ts';
import { reconcileStage } from './stages.ts';
import type { Trust } from './trust.ts';
import { reconcileWorkflow } from './workflows.ts';

/** The adapters; the rest of `Ports` is made here. */
export type Adapters = Pick<Ports, 'store' | 'git' | 'stores' | 'engine' | 'serving' | 'clock' | 'log' | 'measures'> & {
  /** Absent: sources whose signatures are to be checked are refused. */
  readonly trust?: Trust;
};

export interface Reconcilers {
  readonly ports: Ports;
  /** Everything there is goes onto the queues once: nothing that happened while nobody looked is missed. */
  resync(): Promise<void>;
  /** No decision is owed, no run, rollout or execution is under way. */
  isSettled(): Promise<boolean>;
}

export interface ReconcilerOptions {
  readonly random?: Random;
  /** How many executions may be under way at once. Default: no bound. */
  readonly parallel?: number;
}

type Queues = Record<'workflow' | 'run' | 'stage' | 'execution' | 'model', WorkQueue>;

/** How many workflows, runs and so on are worked on at once. */
const WORKERS = 4;

/**
 * Sets up the reconcilers on a manager. All of a workflow's keys share one lock: what is recorded and what is launched
 * for it never interleave, whichever reconciler does it. No worker waits for a lock: a workflow whose object store or git
 * server is slow takes one worker, and not all of them.
 */
export function addReconcilers(manager: Manager, adapters: Adapters, options: ReconcilerOptions = {}): Reconcilers {
  const { random = Math.random, parallel } = options;
  const { clock, log, measures } = adapters;
  const queues = createQueues(adapters, random);
  const enqueue: Enqueue = {
    workflow: (name) => queues.workflow.add(keyOf(name)),
    run: (name) => queues.run.add(keyOf(name)),
    stage: (name, step) => queues.stage.add(`${keyOf(name)}/${step}`),
    execution: (name) => queues.execution.add(name),
  };
  const { git, trust } = adapters;
  const sources = new Sources({ git, clock, trust, random, moved: (follower) => queues.workflow.add(follower) });
  const ports: Ports = {
    ...adapters,
    contents: new Contents(adapters.git),
    capacity: new Capacity(parallel),
    sources,
    enqueue,
  };
  const locks = new KeyedLock();
  const add = (
    name: keyof typeof queues,
    lockOf: (key: string) => Promise<string>,
    reconcile: (ports: Ports, key: string) => Promise<Outcome>,
  ): void => {
    const line = locks.line((key) => queues[name].add(key));
    manager.add({
      name,
      queue: queues[name],
      workers: WORKERS,
      random,
      ...(measures ? { measures } : {}),
      async reconcile(key) {
        const outcome = await line.hold(
          key,
          () => lockOf(key),
          () => reconcile(ports, key),
        );
        return outcome === 'Held' ? { kind: 'held' } : outcome;
      },
      onError: ({ key, error, handling, retryIn }) =>
        log.warn('reconcile failed', {
          controller: name,
          key,
          handling,
          retryIn,
          error: error.message,
          cause: error.cause,
        }),
    });
  };
  add('workflow', (key) => Promise.resolve(key), reconcileWorkflow);
  add('run', (key) => workflowKeyOfRun(ports, key), reconcileRun);
  add('stage', (key) => Promise.resolve(keyOf(parseKey(key))), reconcileStage);
  add('execution', (name) => workflowKeyOfExecution(ports, name), reconcileExecution);
  add('model', (key) => Promise.resolve(key), reconcileModel);
  takeIn(manager, adapters, queues, enqueue);
  manager.onIntake(() => sources.close());
  return { ports, resync: () => resync(ports, queues), isSettled: () => isSettled(ports, manager) };
}

/** Puts what moved onto the queues, until the manager stops. */
function takeIn(manager: Manager, { store, engine, serving }: Adapters, queues: Queues, enqueue: Enqueue): void {
  const generations = new Map<string, number>();
  manager.onIntake(
    store.watch('WorkflowSpec', ({ type, object }) => {
      const moved = isNewGeneration(generations, type, object as WorkflowSpec);
      workflowMoved(queues, object as WorkflowSpec, moved);
    }),
  );
  manager.onIntake(store.watch('WorkflowRun', ({ type, object }) => runMoved(enqueue, type, object as WorkflowRun)));
  manager.onIntake(
    store.watch('ModelVersion', ({ type, object }) => type === 'Added' && queues.model.add(keyOf(object.metadata))),
  );
  manager.onIntake(engine.watch((name) => queues.execution.add(name)));
  manager.onIntake(
    serving.watch(({ namespace, workflow, step }) => queues.stage.add(`${namespace}/${workflow}/${step}`)),
  );
}

function createQueues({ clock, measures }: Adapters, random: Random): Queues {
  const queue = (name: keyof Queues): WorkQueue => {
    const onTaken = (waitedMs: number): void => measures?.waited(name, waitedMs / 1000);
    return new WorkQueue({ clock, backoff: { random }, onTaken });
  };
  return {
    workflow: queue('workflow'),
    run: queue('run'),
    stage: queue('stage'),
    execution: queue('execution'),
    model: queue('model'),
  };
}

/** Whether its spec is another than the one seen, or, of a workflow seen for the first time, decided last. */
function isNewGeneration(
  seen: Map<string, number>,
  type: WatchEvent['type'],
  { metadata, status }: WorkflowSpec,
): boolean {
  const { uid, generation } = metadata;
  const before = seen.get(uid) ?? status?.observedGeneration;
  if (type === 'Deleted') seen.delete(uid);
  else seen.set(uid, generation);
  return type !== 'Deleted' && before !== generation;
}

function workflowMoved(queues: Queues, workflow: WorkflowSpec, isNew: boolean): void {
  const { status, metadata } = workflow;
  // Its own status writes bring nothing new, except a fence; a new spec may place what serves elsewhere.
  for (const stage of status?.stages ?? [])
    if (isNew || stage.phase === 'Progressing') queues.stage.add(`${keyOf(metadata)}/${stage.name}`);
  queues.workflow.add(keyOf(metadata));
}

function runMoved(enqueue: Enqueue, type: string, run: WorkflowRun): void {
  const annotations = run.metadata.annotations ?? {};
  if (type === 'Deleted' || annotations[retryAnnotation] !== undefined) enqueue.workflow(workflowOf(run));
  if (type === 'Added' || annotations[cancelAnnotation] !== undefined) enqueue.run(run.metadata);
}

async function workflowKeyOfRun(ports: Ports, key: string): Promise<string> {
  const run = await findRun(ports, key);
  return run ? keyOf(workflowOf(run)) : key;
}

/** Nothing of a tenant's is asked before the lock is held: his executions would take all workers. */
async function workflowKeyOfExecution({ engine }: Ports, name: string): Promise<string> {
  const key = engine.keyOf ? await engine.keyOf(name) : (await engine.observe(name))?.key;
  return key ? `${key.namespace}/${key.workflow}` : name;
}

async function resync(ports: Ports, queues: Queues): Promise<void> {
  for (const state of await ports.engine.list()) queues.execution.add(executionName(state.key));
  for (const model of await ports.store.list<ModelVersion>('ModelVersion')) queues.model.add(keyOf(model.metadata));
  for (const workflow of await ports.store.list<WorkflowSpec>('WorkflowSpec')) {
    // By workflow: all runs of an installation at once take much memory, and one without its workflow is left as it is.
    for (const run of await listRuns(ports, workflow)) if (isActive(run)) queues.run.add(keyOf(run.metadata));
    queues.workflow.add(keyOf(workflow.metadata));
    for (const stage of workflow.status?.stages ?? []) queues.stage.add(`${keyOf(workflow.metadata)}/${stage.name}`);
  }
}

async function isSettled(ports: Ports, manager: Manager): Promise<boolean> {
  const isIdle = (): boolean => manager.isIdle() && !ports.sources.isAwaited;
  if (!isIdle()) return false;
  const executions = await ports.engine.list();
  const runs = await ports.store.list<WorkflowRun>('WorkflowRun');
  const workflows = await ports.store.list<WorkflowSpec>('WorkflowSpec');
  const busy: readonly (readonly StoredObject[] | readonly unknown[])[] = [
    executions,
    runs.filter(isActive),
    workflows.filter(({ status }) => (status?.stages ?? []).some((stage) => stage.phase === 'Progressing')),
  ];
  return busy.every((some) => some.length === 0) && isIdle();
}
