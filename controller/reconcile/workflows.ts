import type { SourceRevision, WorkflowSpec } from '../api/v1alpha1/kinds.ts';
import { formatRevision, parseRevision } from '../api/v1alpha1/revision.ts';
import { parseDuration } from '../api/v1alpha1/duration.ts';
import { RefitError, toError } from '../core/errors.ts';
import { executionName } from '../core/naming.ts';
import type { Outcome } from '../runtime/controller.ts';
import { decide, type Decision } from './decide.ts';
import { pruneHistory } from './history.ts';
import { isActive, keyOf, listRuns, parseKey, timestamp, type Ports } from './ports.ts';
import { unhandledRequest } from './requests.ts';
import { withDecision, withFailure, withoutFailure, withSummary } from './workflow-status.ts';

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
  ports.sources.follow(
    key,
    workflow.spec.sources.map(({ name: source, git }) => ({
      ref: refOf(git),
      intervalMs: parseDuration(git.interval),
      decided: decidedCommit(workflow, source),
    })),
  );
  const runs = await listRuns(ports, workflow);
  let current = workflow;
  let failure: RefitError | undefined;
  let revisions: SourceRevision[] | undefined;
  try {
    revisions = await readRevisions(ports, workflow);
    const decision = await decide(ports, workflow, runs, revisions);
    if (decision.kind === 'Again') return { kind: 'requeueAfter', ms: 0 };
    current = withoutFailure(withDecision(workflow, decision), timestamp(ports.clock));
    await announce(ports, workflow, decision);
  } catch (error) {
    if (!(error instanceof RefitError) || error.reason === 'Conflict') throw error;
    failure = error;
    current = withFailure(workflow, error, timestamp(ports.clock));
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

/** A source that fails is looked at again by `Sources`, and a mistake when it is mended; all else is tried again here. */
function afterFailure(failure: RefitError, sourcesRead: boolean): Outcome {
  if (failure.handling === 'Waiting') return { kind: 'requeueAfter', ms: WAITING_MS };
  if (failure.handling === 'Transient' && sourcesRead) throw failure;
  return { kind: 'done' };
}

/** The commit of a source that was decided last. */
function decidedCommit({ status }: WorkflowSpec, name: string): string | undefined {
  const revision = status?.sources?.find((source) => source.name === name)?.revision;
  return revision === undefined ? undefined : parseRevision(revision)?.commit;
}

/** What a git source follows, as the git port has it. */
export function refOf(git: WorkflowSpec['spec']['sources'][number]['git']): { url: string; branch?: string } {
  return { url: git.url, ...(git.ref?.branch === undefined ? {} : { branch: git.ref.branch }) };
}

/** Every source's revision as last looked at. @throws one RefitError that names every source that cannot be read */
export async function readRevisions(ports: Pick<Ports, 'sources'>, workflow: WorkflowSpec): Promise<SourceRevision[]> {
  const revisions: SourceRevision[] = [];
  const failures: { source: string; error: RefitError }[] = [];
  for (const { name, git } of workflow.spec.sources) {
    try {
      revisions.push({ source: name, url: git.url, revision: formatRevision(await ports.sources.current(refOf(git))) });
    } catch (error) {
      failures.push({
        source: name,
        error: error instanceof RefitError ? error : new RefitError('SourceUnavailable', toError(error).message, error),
      });
    }
  }
  const first = failures[0];
  if (!first) return revisions;
  const message = failures.map(({ source, error }) => `source ${source}: ${error.message}`).join('; ');
  throw new RefitError(first.error.reason, message, first.error);
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
  if (spec.deletionPolicy === 'Delete') {
    for (const key of await ports.serving.list()) if (key.workflowUID === metadata.uid) await ports.serving.remove(key);
  }
  const finalizers = (metadata.finalizers ?? []).filter((entry) => entry !== finalizer);
  if (finalizers.length !== (metadata.finalizers ?? []).length)
    await ports.store.update<WorkflowSpec>({ ...workflow, metadata: { ...metadata, finalizers } });
  return { kind: 'done' };
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
