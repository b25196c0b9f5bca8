import type { SourceRevision, WorkflowRun, WorkflowSpec } from '../api/v1alpha1/kinds.ts';
import { RefitError } from '../core/errors.ts';
import { executionName } from '../core/naming.ts';
import type { Outcome } from '../runtime/controller.ts';
import type { ServingKey } from '../serving/serving.ts';
import { decide, type Decision } from './decide.ts';
import { pruneHistory } from './history.ts';
import { isActive, keyOf, listRuns, parseKey, timestamp, type Ports } from './ports.ts';
import { unhandledLook, unhandledRequest } from './requests.ts';
import { followingOf, lookAtSources, revisionsOf, withSources } from './source-looks.ts';
import { withDecision, withFailure, withoutFailure, withSummary, withSuspension } from './workflow-status.ts';

const finalizer = 'refit.dev/serving';
/** A decision that waits for something outside is made again after this long. */
const WAITING_MS = 5_000;

/**
 * Reconciles one workflow, by `namespace/name`: follows its sources, decides when one of them or the spec moved, and
 * sums up. Whatever goes wrong here, what serves is not touched. Holds the workflow's lock.
 */
export async function reconcileWorkflow(ports: Ports, key: string): Promise<Outcome> {
  const { namespace, name } = parseKey(key);
  const found = await ports.store.get<WorkflowSpec>({ kind: 'WorkflowSpec', namespace, name });
  if (!found) {
    ports.sources.follow(key, []);
    return { kind: 'done' };
  }
  if (found.metadata.deletionTimestamp !== undefined) return finalize(ports, found);
  const workflow = await withFinalizer(ports, found);
  ports.sources.follow(key, followingOf(workflow));
  const look = unhandledLook(workflow);
  // Looked at again when the sources have answered: no worker waits for a slow host.
  if (!ports.sources.answered(key, look)) return { kind: 'done' };
  const runs = await listRuns(ports, workflow);
  if (workflow.spec.suspend === true) return rest(ports, workflow, runs);
  const looks = await lookAtSources(ports, workflow);
  const looked = withSources(withLook(workflow, look), looks, timestamp(ports.clock));
  let current = looked;
  let failure: RefitError | undefined;
  let revisions: SourceRevision[] | undefined;
  try {
    revisions = revisionsOf(looks);
    const decision = await decide(ports, looked, runs, revisions);
    if (decision.kind === 'Again') return { kind: 'requeueAfter', ms: 0 };
    current = withoutFailure(withDecision(looked, decision), timestamp(ports.clock));
    await announce(ports, workflow, decision);
  } catch (error) {
    if (!(error instanceof RefitError) || error.reason === 'Conflict') throw error;
    failure = error;
    current = withFailure(looked, error, timestamp(ports.clock));
  }
  const after = await listRuns(ports, workflow);
  current = withSummary(current, after, timestamp(ports.clock));
  const stored = await ports.store.updateStatus<WorkflowSpec>(current);
  await tellFailure(ports, workflow, stored, failure);
  for (const run of after) if (isActive(run)) ports.enqueue.run(run.metadata);
  await pruneHistory(ports, stored, after);
  if (failure) return afterFailure(failure, revisions !== undefined);
  return unhandledRequest(stored, after) === undefined ? { kind: 'done' } : { kind: 'requeueAfter', ms: 0 };
}

/** Suspended: runs under way go on, and what they come to is told. */
async function rest(ports: Ports, workflow: WorkflowSpec, runs: readonly WorkflowRun[]): Promise<Outcome> {
  const now = timestamp(ports.clock);
  await ports.store.updateStatus<WorkflowSpec>(withSummary(withSuspension(workflow, now), runs, now));
  for (const run of runs) if (isActive(run)) ports.enqueue.run(run.metadata);
  return { kind: 'done' };
}

function withLook(workflow: WorkflowSpec, token: string | undefined): WorkflowSpec {
  if (token === undefined) return workflow;
  const status = workflow.status ?? { observedGeneration: -1 };
  return { ...workflow, status: { ...status, lastHandledReconcileAt: token } };
}

/** A source that fails is looked at again by `Sources`, and a mistake when it is mended; all else is tried again here. */
function afterFailure(failure: RefitError, sourcesRead: boolean): Outcome {
  if (failure.handling === 'Waiting') return { kind: 'requeueAfter', ms: WAITING_MS };
  if (failure.handling === 'Transient' && sourcesRead) throw failure;
  return { kind: 'done' };
}

async function withFinalizer(ports: Ports, workflow: WorkflowSpec): Promise<WorkflowSpec> {
  const { metadata } = workflow;
  if (metadata.finalizers?.includes(finalizer) === true) return workflow;
  return ports.store.update<WorkflowSpec>({
    ...workflow,
    metadata: { ...metadata, finalizers: [...(metadata.finalizers ?? []), finalizer] },
  });
}

/** Needs neither git nor the artifacts: ends what runs, ends or leaves what serves, lets go. */
async function finalize(ports: Ports, workflow: WorkflowSpec): Promise<Outcome> {
  const { metadata, spec } = workflow;
  ports.sources.follow(keyOf(metadata), []);
  for (const state of await ports.engine.list(metadata.uid)) {
    if (!state.finished) await ports.engine.cancel(executionName(state.key), 'its workflow is being deleted');
  }
  const serves = (await ports.serving.list()).filter((key) => key.workflowUID === metadata.uid);
  if (spec.deletionPolicy === 'Delete') for (const key of serves) await ports.serving.remove(key);
  else for (const key of withStages(workflow, serves)) await ports.serving.orphan(key);
  const finalizers = (metadata.finalizers ?? []).filter((entry) => entry !== finalizer);
  if (finalizers.length !== (metadata.finalizers ?? []).length)
    await ports.store.update<WorkflowSpec>({ ...workflow, metadata: { ...metadata, finalizers } });
  return { kind: 'done' };
}

/** What serves for a workflow: as serving lists it, and as the status names it, should somebody have taken a label off. */
function withStages({ metadata, status }: WorkflowSpec, listed: readonly ServingKey[]): readonly ServingKey[] {
  const { namespace, name: workflow, uid: workflowUID } = metadata;
  const more = (status?.stages ?? []).map(({ name: step }) => ({ namespace, workflow, workflowUID, step }));
  return [...listed, ...more.filter(({ step }) => !listed.some((key) => key.step === step))];
}

async function announce(
  ports: Ports,
  workflow: WorkflowSpec,
  decision: Exclude<Decision, { kind: 'Again' }>,
): Promise<void> {
  if (decision.kind === 'Settled') return;
  const { metadata } = workflow;
  const affected = decision.kind === 'Run';
  const message = affected ? `run ${decision.run} decided: ${decision.summary}` : decision.summary;
  ports.log.info(affected ? 'run decided' : 'not affected', { workflow: metadata.name, summary: message });
  await ports.store.recordEvent({
    regarding: { kind: 'WorkflowSpec', namespace: metadata.namespace, name: metadata.name, uid: metadata.uid },
    type: 'Normal',
    reason: affected ? 'Affected' : 'NotAffected',
    message,
  });
}

/** Once per message: a failure that lasts is one event, counted by the store only when it comes back. */
async function tellFailure(
  ports: Ports,
  before: WorkflowSpec,
  after: WorkflowSpec,
  failure: RefitError | undefined,
): Promise<void> {
  if (!failure || before.metadata.resourceVersion === after.metadata.resourceVersion) return;
  const { namespace, name, uid } = before.metadata;
  ports.log.warn('workflow cannot be decided', { workflow: name, reason: failure.reason, error: failure.message });
  await ports.store.recordEvent({
    regarding: { kind: 'WorkflowSpec', namespace, name, uid },
    type: 'Warning',
    reason: failure.reason,
    message: failure.message,
  });
}
