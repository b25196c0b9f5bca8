/** From what Kubernetes says of a Job and its pods to what an execution is at. Pure; every text in it may be hostile. */
import type { ExecutionPhase } from '../engine.ts';
import { disruption, readEnd } from './read-end.ts';
import type { End } from './read-end.ts';
import { containers } from './names.ts';
import { containerOf, isPodOf } from './objects.ts';
import type { KeptJob, KeptPod } from './objects.ts';
import { noPodTrouble, podTrouble, replacedTrouble } from './trouble.ts';
import type { Trouble } from './trouble.ts';

/** Where an execution stands: under way, or how it ended. */
export type Reading =
  | {
      readonly kind: 'Live';
      readonly phase: Extract<ExecutionPhase, 'Pending' | 'Fetching' | 'Running' | 'Publishing'>;
      readonly message: string;
      readonly pod?: KeptPod;
      /** Of the user's container. */
      readonly startedAt?: string;
      /** Why it does not get on; bounded by the engine. */
      readonly trouble?: Trouble;
      /** Uid of a pod that was disrupted and is replaced. */
      readonly disrupted?: string;
    }
  | { readonly kind: 'Ended'; readonly end: End };

/**
 * Reads the state of an execution.
 * @param pods all of the Job that exist
 * @param abandoned a pod that was told to go and does not counts as gone
 */
export function readExecution(job: KeptJob, pods: readonly KeptPod[], abandoned = false): Reading {
  const own = pods.filter((pod) => isPodOf(job, pod));
  const pod = currentPod(own);
  const end = readEnd(job, pod, own, abandoned);
  if (end !== undefined) return { kind: 'Ended', end };
  return pod === undefined ? withoutPod(job) : livePod(job, pod);
}

/** The one that got furthest: one that succeeded, else the newest that is not going, else the newest. */
function currentPod(pods: readonly KeptPod[]): KeptPod | undefined {
  const rank = (pod: KeptPod): number => {
    if (containerOf(pod, containers.publish)?.terminated?.exitCode === 0) return 2;
    return pod.metadata.deletionTimestamp === undefined && pod.status?.phase !== 'Failed' ? 1 : 0;
  };
  const age = (pod: KeptPod): string => `${pod.metadata.creationTimestamp ?? ''} ${pod.metadata.name}`;
  return pods.toSorted((a, b) => rank(b) - rank(a) || (age(a) < age(b) ? 1 : -1))[0];
}

function withoutPod(job: KeptJob): Reading {
  if (job.spec?.suspend === true) {
    return { kind: 'Live', phase: 'Pending', message: 'the Job is suspended: waits for its queue to admit it' };
  }
  const trouble = noPodTrouble(job);
  return { kind: 'Live', phase: 'Pending', message: '', trouble };
}

function livePod(job: KeptJob, pod: KeptPod): Reading {
  const hasStep = job.execution?.hasStep ?? true;
  const startedAt = containerOf(pod, containers.step)?.running?.startedAt;
  const trouble = isReplaced(pod) ? replacedTrouble(job, pod) : podTrouble(pod, hasStep);
  return {
    kind: 'Live',
    phase: isReplaced(pod) || isTakenBack(job, pod) ? 'Pending' : phaseOf(pod, hasStep),
    message: trouble?.message ?? '',
    pod,
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(trouble === undefined ? {} : { trouble }),
    ...(disruption(pod) === undefined || pod.metadata.uid === undefined ? {} : { disrupted: pod.metadata.uid }),
  };
}

/** A pod whose Job was suspended while it ran. */
function isTakenBack(job: KeptJob, pod: KeptPod): boolean {
  return job.spec?.suspend === true && pod.metadata.deletionTimestamp !== undefined;
}

/** A pod that was disrupted and has ended: the Job makes another. */
function isReplaced(pod: KeptPod): boolean {
  return disruption(pod) !== undefined && pod.status?.phase === 'Failed';
}

function phaseOf(pod: KeptPod, hasStep: boolean): Extract<Reading, { kind: 'Live' }>['phase'] {
  const step = containerOf(pod, containers.step);
  const fetch = containerOf(pod, containers.fetch);
  if (containerOf(pod, containers.publish)?.running || step?.terminated) return 'Publishing';
  if (step?.running) return 'Running';
  if (fetch?.terminated) return hasStep ? 'Fetching' : 'Publishing';
  return fetch?.running ? 'Fetching' : 'Pending';
}
