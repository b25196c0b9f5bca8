/** Why an execution does not get on, in words for a person, and how long that may last: nothing waits for ever. */
import { lastLines } from '../process/readable.ts';
import { containers } from './names.ts';
import type { ContainerStatus, KeptJob, KeptPod } from './objects.ts';

/** How long each kind of waiting may last before the attempt ends. Milliseconds. */
export interface Bounds {
  /** An image that cannot be pulled, a container that cannot be made. */
  readonly containerMs: number;
  /** No node has room, or a quota is used up: clusters grow, and others end. */
  readonly capacityMs: number;
  /** A pod that is scheduled and does not start, or that is to go and does not. */
  readonly stuckMs: number;
}

export const standardBounds: Bounds = {
  containerMs: 5 * 60_000,
  capacityMs: 24 * 60 * 60_000,
  stuckMs: 20 * 60_000,
};

/** A reason to wait. While `reason` stays the same it is the same trouble. */
export interface Trouble {
  /** UpperCamel; the execution's when it comes to its end by it. */
  readonly reason: string;
  readonly message: string;
  /** Which bound applies; Now: there is nothing to wait for. */
  readonly bound: keyof Bounds | 'Now';
  /** How it ends: Failed when only another spec can mend it. */
  readonly phase: 'Failed' | 'Infrastructure';
  /** Events of this object say more: Kubernetes puts into no status why a Job has no pod, or a volume is not there. */
  readonly events?: { readonly kind: 'Job' | 'Pod'; readonly uid: string };
}

const pulling = new Set([
  'ErrImagePull',
  'ImagePullBackOff',
  'ErrImageNeverPull',
  'ImageInspectError',
  'RegistryUnavailable',
]);

/** A Job without a pod. Events say why (quota, Pod Security, a ServiceAccount that is not there). */
export function noPodTrouble(job: KeptJob): Trouble {
  const { uid } = job.metadata;
  return {
    reason: 'PodNotCreated',
    message: '',
    bound: 'capacityMs',
    phase: 'Infrastructure',
    ...(uid === undefined ? {} : { events: { kind: 'Job', uid } }),
  };
}

/** A Job whose pod was disrupted, before the next is there. */
export function replacedTrouble(job: KeptJob, pod: KeptPod): Trouble {
  return { ...noPodTrouble(job), message: `${disruptionText(pod)}; another takes its place` };
}

function disruptionText(pod: KeptPod): string {
  const disrupted = pod.status?.conditions?.find(
    ({ type, status }) => type === 'DisruptionTarget' && status === 'True',
  );
  return disrupted === undefined ? 'its pod is being deleted' : `its pod had to go: ${readable(disrupted.message)}`;
}

/** What keeps a pod from getting on; undefined when nothing is known to. */
export function podTrouble(pod: KeptPod, hasStep: boolean): Trouble | undefined {
  if (pod.metadata.deletionTimestamp !== undefined) {
    return infrastructure('PodTerminating', disruptionText(pod), 'stuckMs');
  }
  const scheduled = pod.status?.conditions?.find(({ type }) => type === 'PodScheduled');
  if (scheduled?.status === 'False') return unscheduled(scheduled.reason, scheduled.message);
  const statuses = [...(pod.status?.initContainerStatuses ?? []), ...(pod.status?.containerStatuses ?? [])];
  const next = nextContainer(statuses, hasStep);
  if (next?.state?.waiting) return waitingTrouble(pod, next, statuses);
  const unknown = pod.status?.phase === 'Unknown';
  return unknown ? infrastructure('NodeLost', 'its node does not answer', 'stuckMs') : undefined;
}

/** The first in their order that has not ended. */
function nextContainer(statuses: readonly ContainerStatus[], hasStep: boolean): ContainerStatus | undefined {
  const order = Object.values(containers).filter((name) => hasStep || name !== containers.step);
  const found = order.map((name) => statuses.find((status) => status.name === name));
  return found.find((status) => status?.state?.terminated === undefined);
}

function unscheduled(reason: string | undefined, message: string | undefined): Trouble {
  if (reason === 'SchedulingGated')
    return infrastructure('SchedulingGated', 'waits for a scheduling gate', 'capacityMs');
  return infrastructure('Unschedulable', `no node takes the pod: ${readable(message)}`, 'capacityMs');
}

function waitingTrouble(pod: KeptPod, { name, state }: ContainerStatus, all: readonly ContainerStatus[]): Trouble {
  const { reason = '', message } = state?.waiting ?? {};
  if (reason === 'InvalidImageName') {
    return { reason, message: `image of ${name}: ${readable(message)}`, bound: 'Now', phase: 'Failed' };
  }
  if (pulling.has(reason)) {
    return infrastructure(
      'ImagePullFailed',
      `the image of ${name} cannot be pulled: ${readable(message)}`,
      'containerMs',
    );
  }
  if (reason === 'CreateContainerConfigError' || reason === 'CreateContainerError' || reason === 'RunContainerError') {
    return infrastructure(
      'ContainerNotCreated',
      `container ${name} cannot be made: ${readable(message)}`,
      'containerMs',
    );
  }
  const begun = all.some(({ state: other }) => other?.running ?? other?.terminated);
  const events =
    pod.metadata.uid === undefined || begun ? {} : { events: { kind: 'Pod', uid: pod.metadata.uid } as const };
  return { ...infrastructure('PodNotStarted', '', begun ? 'capacityMs' : 'stuckMs'), ...events };
}

function infrastructure(reason: string, message: string, bound: keyof Bounds): Trouble {
  return { reason, message, bound, phase: 'Infrastructure' };
}

/** A text of Kubernetes, which may quote anybody's, as one line. */
export function readable(text: string | undefined): string {
  const lines = lastLines(Buffer.from(text ?? ''), 10, 1000);
  return lines.length === 0 ? 'no reason is given' : lines.join(' | ');
}
