import type { ModelVersion, WorkflowRun, WorkflowSpec } from '../api/v1alpha1/kinds.ts';
import { cancelAnnotation, retryAnnotation } from '../api/v1alpha1/kinds.ts';
import { executionName } from '../core/naming.ts';
import type { Random } from '../runtime/clock.ts';
import type { Outcome } from '../runtime/controller.ts';
import { KeyedLock } from '../runtime/keyed-lock.ts';
import type { Manager } from '../runtime/manager.ts';
import { WorkQueue } from '../runtime/work-queue.ts';
import type { StoredObject } from '../store/store.ts';
import { Capacity } from './capacity.ts';
import { Contents } from './contents.ts';
import { reconcileExecution } from './executions.ts';
import { reconcileModel } from './models.ts';
import { findRun, isActive, keyOf, listRuns, parseKey, workflowOf, type Enqueue, type Ports } from './ports.ts';
import { reconcileRun } from './runs.ts';
import { Sources } from './sources.ts';
import { reconcileStage } from './stages.ts';
import { reconcileWorkflow } from './workflows.ts';

/** The adapters; the rest of `Ports` is made here. */
export type Adapters = Pick<Ports, 'store' | 'git' | 'stores' | 'engine' | 'serving' | 'clock' | 'log' | 'measures'>;

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
 * for it never interleave, whichever reconciler does it.
 */
export function addReconcilers(manager: Manager, adapters: Adapters, options: ReconcilerOptions = {}): Reconcilers {
  const { random = Math.random, parallel } = options;
  const { clock, store, engine, serving, log, measures } = adapters;
  const queues = createQueues(adapters, random);
  const enqueue: Enqueue = {
    workflow: (name) => queues.workflow.add(keyOf(name)),
    run: (name) => queues.run.add(keyOf(name)),
    stage: (name, step) => queues.stage.add(`${keyOf(name)}/${step}`),
    execution: (name) => queues.execution.add(name),
  };
  const sources = new Sources(adapters.git, clock, (follower) => queues.workflow.add(follower));
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
    manager.add({
      name,
      queue: queues[name],
      workers: WORKERS,
      random,
      ...(measures ? { measures } : {}),
      reconcile: async (key) => locks.hold(await lockOf(key), () => reconcile(ports, key)),
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
  manager.onIntake(store.watch('WorkflowSpec', ({ object }) => workflowMoved(queues, object as WorkflowSpec)));
  manager.onIntake(store.watch('WorkflowRun', ({ type, object }) => runMoved(enqueue, type, object as WorkflowRun)));
  manager.onIntake(
    store.watch('ModelVersion', ({ type, object }) => type === 'Added' && queues.model.add(keyOf(object.metadata))),
  );
  manager.onIntake(engine.watch((name) => queues.execution.add(name)));
  manager.onIntake(
    serving.watch(({ namespace, workflow, step }) => queues.stage.add(`${namespace}/${workflow}/${step}`)),
  );
  manager.onIntake(() => sources.close());
  return { ports, resync: () => resync(ports, queues), isSettled: () => isSettled(ports, manager) };
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

function workflowMoved(queues: { workflow: WorkQueue; stage: WorkQueue }, workflow: WorkflowSpec): void {
  const { status, metadata } = workflow;
  // Its own status writes bring nothing new, except a fence.
  for (const stage of status?.stages ?? [])
    if (stage.phase === 'Progressing') queues.stage.add(`${keyOf(metadata)}/${stage.name}`);
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

async function workflowKeyOfExecution(ports: Ports, name: string): Promise<string> {
  const state = await ports.engine.observe(name);
  return state ? `${state.key.namespace}/${state.key.workflow}` : name;
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
  if (!manager.isIdle()) return false;
  const executions = await ports.engine.list();
  const runs = await ports.store.list<WorkflowRun>('WorkflowRun');
  const workflows = await ports.store.list<WorkflowSpec>('WorkflowSpec');
  const busy: readonly (readonly StoredObject[] | readonly unknown[])[] = [
    executions,
    runs.filter(isActive),
    workflows.filter(({ status }) => (status?.stages ?? []).some((stage) => stage.phase === 'Progressing')),
  ];
  return busy.every((some) => some.length === 0) && manager.isIdle();
}
