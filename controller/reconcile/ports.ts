import type { WorkflowRun, WorkflowSpec } from '../api/v1alpha1/kinds.ts';
import type { Artifacts, ArtifactStores } from '../artifacts/artifacts.ts';
import type { Engine } from '../engines/engine.ts';
import type { Git } from '../git/git.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/log.ts';
import type { Measures } from '../runtime/measures.ts';
import type { Serving } from '../serving/serving.ts';
import type { Store } from '../store/store.ts';
import type { Capacity } from './capacity.ts';
import type { Contents } from './contents.ts';
import type { Sources } from './sources.ts';

/** Everything the reconcilers act through. Adapters are chosen in main; nothing here knows which. */
export interface Ports {
  readonly store: Store;
  readonly git: Git;
  readonly stores: ArtifactStores;
  readonly engine: Engine;
  readonly serving: Serving;
  readonly clock: Clock;
  readonly log: Logger;
  /** Told what is worth counting. Left out: nobody counts. */
  readonly measures?: Measures;
  readonly contents: Contents;
  readonly sources: Sources;
  readonly capacity: Capacity;
  /** Puts a reconciler's key on its queue. */
  readonly enqueue: Enqueue;
}

/** The ports of one workflow: with the artifacts of its namespace, where it keeps them. */
export interface WorkflowPorts extends Ports {
  readonly artifacts: Artifacts;
}

/** The ports of a workflow. */
export function portsOf(ports: Ports, workflow: Pick<WorkflowSpec, 'metadata' | 'spec'>): WorkflowPorts {
  return { ...ports, artifacts: ports.stores.of(workflow.metadata.namespace, workflow.spec.artifacts) };
}

export interface Enqueue {
  workflow(key: NamespacedName): void;
  run(key: NamespacedName): void;
  stage(key: NamespacedName, step: string): void;
  execution(name: string): void;
}

export interface NamespacedName {
  readonly namespace: string;
  readonly name: string;
}

/** `namespace/name`, the key of queues. */
export function keyOf(name: NamespacedName): string {
  return `${name.namespace}/${name.name}`;
}

/** The parts of a queue key. */
export function parseKey(key: string): NamespacedName & { readonly rest?: string } {
  const [namespace = '', name = '', rest] = key.split('/');
  return { namespace, name, ...(rest === undefined ? {} : { rest }) };
}

/** Label on every child of a workflow. */
export const workflowLabel = 'refit.dev/workflow';

/** The time now as conditions and records write it. */
export function timestamp(clock: Clock): string {
  return new Date(clock.now()).toISOString();
}

/** A run that is not at its end. */
export function isActive(run: WorkflowRun): boolean {
  const phase = run.status?.phase ?? 'Pending';
  return phase === 'Pending' || phase === 'Running';
}

/** The namespaced name of the workflow that a run belongs to. */
export function workflowOf(run: WorkflowRun): NamespacedName {
  return { namespace: run.metadata.namespace, name: run.spec.workflow };
}

/** Runs of a workflow, oldest first. */
export async function listRuns(ports: Pick<Ports, 'store'>, workflow: WorkflowSpec): Promise<WorkflowRun[]> {
  const runs = await ports.store.list<WorkflowRun>('WorkflowRun', {
    namespace: workflow.metadata.namespace,
    ownerUID: workflow.metadata.uid,
  });
  return runs.toSorted((a, b) => a.spec.sequence - b.spec.sequence);
}

/**
 * A run by its name. One that has ended is looked up among its workflow's: `get` would ask for its step table, and looks that
 * were asked for before its end come after it.
 */
export async function findRun(ports: Pick<Ports, 'store'>, key: string): Promise<WorkflowRun | undefined> {
  const { namespace, name } = parseKey(key);
  const workflow = await ports.store.get<WorkflowSpec>({
    kind: 'WorkflowSpec',
    namespace,
    name: name.slice(0, name.lastIndexOf('-')),
  });
  const runs = workflow ? await listRuns(ports, workflow) : [];
  const ended = runs.find((run) => run.metadata.name === name && !isActive(run));
  return ended ?? ports.store.get<WorkflowRun>({ kind: 'WorkflowRun', namespace, name });
}
