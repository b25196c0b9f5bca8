import type { StageStatus, WorkflowSpec } from '../api/v1alpha1/kinds.ts';
import { isReason } from '../core/errors.ts';
import { refusalOf } from '../core/refusals.ts';
import { readRelease } from '../core/release.ts';
import type { ServingKey, ServingPlacement, ServingState } from '../serving/serving.ts';
import type { Outcome } from '../runtime/controller.ts';
import type { DeployOutcome } from '../runtime/measures.ts';
import type { EventInput } from '../store/store.ts';
import { syncModelStages } from './models.ts';
import { parseKey, portsOf, timestamp, type Ports } from './ports.ts';

/** How many releases that did not become ready are remembered per stage. */
const BLOCKED = 10;
/** Longest message of a stage. */
const MESSAGE = 2_000;
/** How soon an unfinished rollout, and how late a settled stage, is looked at again without a hint. */
const ROLLOUT_LOOK_MS = 1_000;
const REFUSED_LOOK_MS = 5_000;
const SETTLED_LOOK_MS = 30_000;
/** How messages begin that are about now, and go when their cause does; the others say why a release failed. */
const TROUBLE = 'not carried out: ';

/**
 * Reconciles one stage, by `namespace/workflow/step`: serving is made what `status.stages[]` states, and nothing else
 * states it. Reads neither git nor runs: the release it names is an artifact that holds all serving needs.
 */
export async function reconcileStage(ports: Ports, key: string): Promise<Outcome> {
  const { namespace, name, rest: step = '' } = parseKey(key);
  const workflow = await ports.store.get<WorkflowSpec>({ kind: 'WorkflowSpec', namespace, name });
  const stage = workflow?.status?.stages?.find((candidate) => candidate.name === step);
  if (!workflow || workflow.metadata.deletionTimestamp !== undefined || !stage) return { kind: 'done' };
  const refused = await ensured(ports, workflow, stage);
  const observed = await ports.serving.observe(servingKey(workflow, step));
  const next = nextStage(stage, observed, timestamp(ports.clock), refused?.why, refused?.lost);
  if (next !== stage) await writeStage(ports, workflow, stage, next);
  if (next.release !== stage.release) return { kind: 'requeueAfter', ms: 0 };
  if (next.phase !== 'Progressing') return { kind: 'requeueAfter', ms: SETTLED_LOOK_MS };
  return { kind: 'requeueAfter', ms: refused === undefined ? ROLLOUT_LOOK_MS : REFUSED_LOOK_MS };
}

interface Refused {
  readonly why: string;
  /** What serving needs is not stored any more: no rollout comes of it. */
  readonly lost: boolean;
}

/**
 * Asks for what the stage wants. @returns why that is refused: it is asked for again, because a corrected spec, and whatever
 * else was in the way, shall be found out by itself
 */
async function ensured(ports: Ports, workflow: WorkflowSpec, stage: StageStatus): Promise<Refused | undefined> {
  const { artifacts } = portsOf(ports, workflow);
  const { deletionPolicy } = workflow.spec;
  const facts = { deletionPolicy, ...(stage.live ? { live: stage.live } : {}) };
  const key = servingKey(workflow, stage.name);
  try {
    const release = { digest: stage.release, content: await readRelease(artifacts, stage.release) };
    await ports.serving.ensure(key, release, stage.run, placementOf(workflow, stage.name), facts);
    return undefined;
  } catch (error) {
    const isCorrupted = isReason(error, 'ArtifactCorrupted');
    if (isCorrupted || isReason(error, 'ArtifactMissing')) {
      // Set aside, so that a retry stores it anew.
      if (isCorrupted) await artifacts.verify(stage.release);
      return { why: error.message, lost: true };
    }
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    return { why: refusal.error.message, lost: false };
  }
}

function servingKey({ metadata: { namespace, name, uid } }: WorkflowSpec, step: string): ServingKey {
  return { namespace, workflow: name, workflowUID: uid, step };
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

/**
 * What a stage's status becomes, given what serves, and why what it wants is refused, if it is, or `lost` for good. Pure.
 * Returns the same object when nothing moved.
 */
export function nextStage(
  stage: StageStatus,
  observed: ServingState | undefined,
  now: string,
  refused?: string,
  lost = false,
): StageStatus {
  if (observed?.live === stage.release) return withTrouble(liveStage(stage, observed.url, now), refused);
  const failed = lost ? refused : failureOf(stage, observed);
  if (stage.live?.release === stage.release)
    return withTrouble(keptStage(stage, failed !== undefined), refused ?? failed);
  // Why a first release failed stays told until it is replaced.
  if (stage.phase === 'Failed') return stage;
  return failed === undefined ? withTrouble(stage, refused) : returnedStage(stage, failed, observed?.url);
}

/** Why the rollout of what the stage wants has failed. */
function failureOf({ release }: StageStatus, observed: ServingState | undefined): string | undefined {
  const rollout = observed?.rollout;
  return rollout?.release === release && rollout.phase === 'Failed' ? rollout.message : undefined;
}

/** What was live has nothing to return to but itself: it stays wanted, and blocks no later deploy. */
function keptStage(stage: StageStatus, failed: boolean): StageStatus {
  return failed && stage.phase === 'Progressing' ? { ...stage, phase: 'Live' } : stage;
}

/** Says what keeps a stage from being as it is wanted, for as long as that is so. */
function withTrouble(stage: StageStatus, why: string | undefined): StageStatus {
  if (why !== undefined) {
    const message = `${TROUBLE}${why}`.slice(0, MESSAGE);
    return stage.message === message ? stage : { ...stage, message };
  }
  if (!isTrouble(stage)) return stage;
  const { message: _message, ...rest } = stage;
  return rest;
}

function isTrouble({ message }: StageStatus): boolean {
  return message?.startsWith(TROUBLE) === true;
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

async function writeStage(
  ports: Ports,
  workflow: WorkflowSpec,
  before: StageStatus,
  stage: StageStatus,
): Promise<void> {
  const stages = (workflow.status?.stages ?? []).map((candidate) =>
    candidate.name === stage.name ? stage : candidate,
  );
  const status = { ...workflow.status, observedGeneration: workflow.status?.observedGeneration ?? -1, stages };
  // Model states first: that a model was live must not be lost between the two writes.
  await syncModelStages(ports, { ...workflow, status });
  await ports.store.updateStatus<WorkflowSpec>({ ...workflow, status });
  if (stage.phase !== before.phase) ports.measures?.deployed(deployOutcome(stage));
  ports.log.info('stage moved', {
    workflow: workflow.metadata.name,
    step: stage.name,
    phase: stage.phase,
    model: stage.live?.model,
    message: stage.message,
  });
  const { namespace, name, uid } = workflow.metadata;
  const event = eventOf(stage);
  if (event) await ports.store.recordEvent({ regarding: { kind: 'WorkflowSpec', namespace, name, uid }, ...event });
  ports.enqueue.workflow(workflow.metadata);
}

/** A rollout that goes on after all is no news. */
function eventOf(stage: StageStatus): Pick<EventInput, 'type' | 'reason' | 'message'> | undefined {
  const { name, phase, message, live, url } = stage;
  if (message !== undefined)
    return { type: 'Warning', reason: isTrouble(stage) ? 'StageRefused' : 'RolloutFailed', message };
  if (phase === 'Progressing') return undefined;
  return {
    type: 'Normal',
    reason: 'StageLive',
    message: `${name} serves ${live?.model ?? 'nothing'} at ${url ?? '?'}`,
  };
}

function deployOutcome(stage: StageStatus): DeployOutcome {
  const { phase, message } = stage;
  if (message === undefined || (phase === 'Live' && isTrouble(stage))) return 'Live';
  return phase === 'Failed' ? 'Failed' : 'Returned';
}
