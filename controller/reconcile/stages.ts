import type { StageStatus, WorkflowSpec } from '../api/v1alpha1/kinds.ts';
import { RefitError } from '../core/errors.ts';
import type { Release, ServingKey, ServingPlacement, ServingState } from '../serving/serving.ts';
import type { Outcome } from '../runtime/controller.ts';
import type { DeployOutcome } from '../runtime/measures.ts';
import { syncModelStages } from './models.ts';
import { keyOf, parseKey, portsOf, timestamp, type Ports, type WorkflowPorts } from './ports.ts';

/** How many releases that did not become ready are remembered per stage. */
const BLOCKED = 10;
/** Longest message of a stage. */
const MESSAGE = 2_000;
/** How soon an unfinished rollout, and how late a settled stage, is looked at again without a hint. */
const ROLLOUT_LOOK_MS = 1_000;
const SETTLED_LOOK_MS = 30_000;

/**
 * Reconciles one stage, by `namespace/workflow/step`: serving is made what `status.stages[]` states, and nothing else
 * states it. Reads neither git nor runs: the release it names is an artifact that holds all serving needs.
 */
export async function reconcileStage(ports: Ports, key: string): Promise<Outcome> {
  const { namespace, name, rest: step = '' } = parseKey(key);
  const workflow = await ports.store.get<WorkflowSpec>({ kind: 'WorkflowSpec', namespace, name });
  const stage = workflow?.status?.stages?.find((candidate) => candidate.name === step);
  if (!workflow || workflow.metadata.deletionTimestamp !== undefined || !stage) return { kind: 'done' };
  const serving: ServingKey = { namespace, workflow: name, workflowUID: workflow.metadata.uid, step };
  const release = await readRelease(portsOf(ports, workflow), stage.release);
  await ports.serving.ensure(
    serving,
    { digest: stage.release, content: release },
    stage.run,
    placementOf(workflow, step),
  );
  const observed = await ports.serving.observe(serving);
  const next = observed ? nextStage(stage, observed, timestamp(ports.clock)) : stage;
  if (next !== stage) await writeStage(ports, workflow, next);
  if (next.release !== stage.release) return { kind: 'requeueAfter', ms: 0 };
  return { kind: 'requeueAfter', ms: next.phase === 'Progressing' ? ROLLOUT_LOOK_MS : SETTLED_LOOK_MS };
}

/** Undefined: the step is no longer in the spec. */
function placementOf({ spec }: WorkflowSpec, name: string): ServingPlacement | undefined {
  const deployment = spec.steps.find((step) => step.name === name)?.deploy?.deployment;
  if (!deployment) return undefined;
  return {
    deletionPolicy: spec.deletionPolicy,
    ...(spec.serviceAccountName === undefined ? {} : { serviceAccountName: spec.serviceAccountName }),
    ...(spec.artifacts ? { artifacts: spec.artifacts } : {}),
    ...(deployment.resources ? { resources: deployment.resources } : {}),
    ...(deployment.pod ? { pod: deployment.pod } : {}),
  };
}

/** What a stage's status becomes, given what serves. Pure. Returns the same object when nothing moved. */
export function nextStage(stage: StageStatus, observed: ServingState, now: string): StageStatus {
  if (observed.live === stage.release) return liveStage(stage, observed.url, now);
  const rollout = observed.rollout;
  const failed = rollout?.release === stage.release && rollout.phase === 'Failed';
  return failed && stage.phase !== 'Failed' ? returnedStage(stage, rollout.message, observed.url) : stage;
}

function liveStage(stage: StageStatus, url: string | undefined, now: string): StageStatus {
  if (stage.phase === 'Live' && stage.live?.release === stage.release && stage.url === url) return stage;
  const { message: _message, blocked: before, ...rest } = stage;
  const { sequence, model, identity, release, run } = stage;
  const since = stage.live?.release === release ? stage.live.since : now;
  // Blocked until replaced: the model that serves now is not, nor is one that served well up to now.
  const served = [model, stage.live?.model];
  const blocked = (before ?? []).filter((entry) => entry.identity !== identity && !served.includes(entry.model));
  return {
    ...rest,
    ...(url === undefined ? {} : { url }),
    phase: 'Live',
    live: { sequence, model, identity, release, run, since },
    ...(blocked.length > 0 ? { blocked } : {}),
  };
}

/** Returns by itself: what served is what shall serve again, under the number of the decision that failed. */
function returnedStage(stage: StageStatus, why: string, url: string | undefined): StageStatus {
  const { identity, model, run, live } = stage;
  const message = why.slice(0, MESSAGE);
  const others = (stage.blocked ?? []).filter((entry) => entry.identity !== identity);
  const blocked = [...others, { identity, model, run, message }].slice(-BLOCKED);
  const next: StageStatus = { ...stage, ...(url === undefined ? {} : { url }), message, blocked };
  if (!live) return { ...next, phase: 'Failed' };
  return { ...next, phase: 'Live', model: live.model, identity: live.identity, release: live.release, run: live.run };
}

async function writeStage(ports: Ports, workflow: WorkflowSpec, stage: StageStatus): Promise<void> {
  const stages = (workflow.status?.stages ?? []).map((candidate) =>
    candidate.name === stage.name ? stage : candidate,
  );
  const status = { ...workflow.status, observedGeneration: workflow.status?.observedGeneration ?? -1, stages };
  // Model states first: that a model was live must not be lost between the two writes.
  await syncModelStages(ports, { ...workflow, status });
  await ports.store.updateStatus<WorkflowSpec>({ ...workflow, status });
  ports.measures?.deployed(deployOutcome(stage));
  ports.log.info('stage moved', {
    workflow: workflow.metadata.name,
    step: stage.name,
    phase: stage.phase,
    model: stage.live?.model,
    message: stage.message,
  });
  await ports.store.recordEvent({
    regarding: {
      kind: 'WorkflowSpec',
      namespace: workflow.metadata.namespace,
      name: workflow.metadata.name,
      uid: workflow.metadata.uid,
    },
    type: stage.message === undefined ? 'Normal' : 'Warning',
    reason: stage.message === undefined ? 'StageLive' : 'RolloutFailed',
    message: stage.message ?? `${stage.name} serves ${stage.live?.model ?? 'nothing'} at ${stage.url ?? '?'}`,
  });
  ports.enqueue.workflow(workflow.metadata);
}

function deployOutcome({ phase, message }: StageStatus): DeployOutcome {
  if (message === undefined) return 'Live';
  return phase === 'Failed' ? 'Failed' : 'Returned';
}

/** @throws RefitError ArtifactMissing */
async function readRelease(ports: WorkflowPorts, digest: string): Promise<Release> {
  const chunks: Buffer[] = [];
  for await (const chunk of await ports.artifacts.read(digest)) chunks.push(Buffer.from(chunk as Uint8Array));
  const value: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  if (typeof value !== 'object' || value === null || !('model' in value))
    throw new RefitError('ArtifactCorrupted', `release ${digest} is not one`);
  return value as Release;
}

/** Keys of all stages of a workflow. */
export function stageKeys(workflow: WorkflowSpec): readonly string[] {
  return (workflow.status?.stages ?? []).map((stage) => `${keyOf(workflow.metadata)}/${stage.name}`);
}
