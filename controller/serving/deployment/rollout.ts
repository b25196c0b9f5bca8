/** How far a Deployment is, as `kubectl rollout status` judges it, and when it has failed. Pure. */
import type { Condition, DeploymentObject, PodObject } from './objects.ts';
import { isReady, podsOf, podTrouble, startedAt } from './pods.ts';
import type { Trouble } from './pods.ts';

/** What a rollout is judged by. */
export interface RolloutFacts {
  readonly deployment: DeploymentObject;
  readonly pods: Iterable<PodObject>;
  /** The release of the template. */
  readonly release: string;
  /** How long a server may take to become ready once it can start. Milliseconds. */
  readonly timeoutMs: number;
  /** When this rollout began, and what time it is; milliseconds since the epoch. */
  readonly startedAt: number;
  readonly now: number;
}

/** Times in a status are whole seconds, cut off. */
const roundingMs = 1_000;

/**
 * All pods are of the template and available, and no other is left: what `kubectl rollout status` calls successfully rolled out
 * (https://github.com/kubernetes/kubectl/blob/v0.36.3/pkg/polymorphichelpers/rollout_status.go). One that somebody scaled to
 * nothing is complete as well.
 */
export function isComplete({ metadata, spec, status = {} }: DeploymentObject): boolean {
  const { updatedReplicas = 0, replicas = 0, availableReplicas = 0 } = status;
  if (!isCurrent({ metadata, status }) || spec.paused === true) return false;
  return updatedReplicas >= (spec.replicas ?? 1) && replicas <= updatedReplicas && availableReplicas >= updatedReplicas;
}

/** Whether the status speaks of the spec as it is. */
function isCurrent({ metadata, status }: Pick<DeploymentObject, 'metadata' | 'status'>): boolean {
  return (status?.observedGeneration ?? 0) >= (metadata.generation ?? 0);
}

/**
 * Why the template's pods will not become ready: the Deployment's deadline passed, a server that could start was not ready
 * in time, or one ended too often. @returns undefined while there is hope
 */
export function rolloutFailure(facts: RolloutFacts): Trouble | undefined {
  const { deployment, timeoutMs, now } = facts;
  if (!isCurrent(deployment)) return undefined;
  const waiting = waitingPods(facts);
  for (const pod of waiting) {
    const trouble = podTrouble(pod);
    if (trouble.final) return trouble;
    const since = startedAt(pod);
    if (since === undefined || now - Math.max(since, facts.startedAt) <= timeoutMs) continue;
    return { ...trouble, message: `not ready within ${timeoutMs / 1_000}s: ${trouble.message}` };
  }
  if (!isPastDeadline(facts)) return undefined;
  const trouble = waiting.map(podTrouble)[0] ?? deploymentTrouble(deployment);
  return { ...trouble, message: `the rollout came to a stand: ${trouble.message}` };
}

/** What is waited for. */
export function progressOf(facts: Pick<RolloutFacts, 'deployment' | 'pods' | 'release'>): Trouble {
  const { deployment } = facts;
  if (!isCurrent(deployment))
    return { reason: 'Progressing', message: 'the Deployment was changed just now', final: false };
  const [first] = waitingPods(facts)
    .map(podTrouble)
    .toSorted((a, b) => Number(b.final) - Number(a.final));
  return first ?? deploymentTrouble(deployment);
}

function waitingPods({ pods, release }: Pick<RolloutFacts, 'pods' | 'release'>): PodObject[] {
  return podsOf(pods, release).filter((pod) => !isReady(pod));
}

/**
 * The condition stays from an earlier rollout of the same template until the next progress, so it counts only once so much
 * time has passed in this one.
 */
function isPastDeadline({ deployment, startedAt, now }: RolloutFacts): boolean {
  const { progressDeadlineSeconds = 600 } = deployment.spec;
  const condition = conditionOf(deployment, 'Progressing');
  const passed = now - startedAt + roundingMs >= progressDeadlineSeconds * 1_000;
  return passed && condition?.status === 'False' && condition.reason === 'ProgressDeadlineExceeded';
}

/** A quota, Pod Security, a missing ServiceAccount: then there is no pod that could tell. */
function deploymentTrouble(deployment: DeploymentObject): Trouble {
  const failure = conditionOf(deployment, 'ReplicaFailure');
  if (failure?.status === 'True') {
    return {
      reason: 'PodNotCreated',
      message: `no pod can be made: ${failure.message ?? failure.reason ?? ''}`,
      final: false,
    };
  }
  const { updatedReplicas = 0, availableReplicas = 0, replicas = 0 } = deployment.status ?? {};
  const wanted = deployment.spec.replicas ?? 1;
  const old = Math.max(replicas - updatedReplicas, 0);
  const message =
    old > 0 && updatedReplicas >= wanted
      ? `${old} old pods are still to end`
      : `${Math.min(updatedReplicas, availableReplicas)} of ${wanted} pods are there`;
  return { reason: 'Progressing', message, final: false };
}

function conditionOf({ status }: DeploymentObject, type: string): Condition | undefined {
  return status?.conditions?.find((condition) => condition.type === type);
}
