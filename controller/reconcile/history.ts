import type { ModelVersion, WorkflowRun, WorkflowSpec } from '../api/v1alpha1/kinds.ts';
import { isActive, workflowLabel, type Ports } from './ports.ts';

/** Deletes runs and model versions beyond what `spec.history` keeps; results and artifacts stay. The newest run stays. */
export async function pruneHistory(ports: Ports, workflow: WorkflowSpec, runs: readonly WorkflowRun[]): Promise<void> {
  const { history } = workflow.spec;
  const ended = runs.slice(0, -1).filter((run) => !isActive(run));
  const newest = runs.at(-1);
  const succeeded = ended.filter((run) => run.status?.phase === 'Succeeded');
  const failed = ended.filter((run) => run.status?.phase !== 'Succeeded');
  const newestSucceeded = newest?.status?.phase === 'Succeeded';
  const newestFailed = newest !== undefined && !newestSucceeded && !isActive(newest);
  const surplus = [
    ...beyond(succeeded, history.successful - Number(newestSucceeded)),
    ...beyond(failed, history.failed - Number(newestFailed)),
  ];
  for (const run of surplus) {
    await ports.store.delete(
      { kind: 'WorkflowRun', namespace: run.metadata.namespace, name: run.metadata.name },
      { uid: run.metadata.uid },
    );
  }
  await pruneModels(ports, workflow);
}

async function pruneModels(ports: Ports, workflow: WorkflowSpec): Promise<void> {
  const { namespace, name } = workflow.metadata;
  const models = await ports.store.list<ModelVersion>('ModelVersion', { namespace, labels: { [workflowLabel]: name } });
  const idle = models
    .filter((model) => !(model.status?.stages ?? []).some((stage) => stage.state === 'Live'))
    .toSorted((a, b) => (a.metadata.creationTimestamp < b.metadata.creationTimestamp ? -1 : 1));
  const live = models.length - idle.length;
  for (const model of beyond(idle, workflow.spec.history.models - live)) {
    await ports.store.delete(
      { kind: 'ModelVersion', namespace, name: model.metadata.name },
      { uid: model.metadata.uid },
    );
  }
}

/** All but the last `keep`. */
function beyond<T>(items: readonly T[], keep: number): readonly T[] {
  return items.slice(0, Math.max(0, items.length - Math.max(0, keep)));
}
