/** Deployments, Services and pods of stages, as the API server has them and as they are kept. */
import type { KubernetesMeta, KubernetesObject } from '../../kubernetes/client.ts';
import { workflowLabel } from '../../engines/job/names.ts';
import { releaseAnnotation, stageLabel } from './names.ts';

/** As in any status. */
export interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
  readonly lastTransitionTime?: string;
}

/** The fields of a Deployment that are read; all others are kept for comparison. */
export interface DeploymentObject extends KubernetesObject {
  readonly spec: {
    readonly replicas?: number;
    readonly paused?: boolean;
    readonly progressDeadlineSeconds?: number;
    readonly template: { readonly metadata?: { readonly annotations?: Readonly<Record<string, string>> } };
  };
  readonly status?: {
    readonly observedGeneration?: number;
    /** Pods that are not terminating. */
    readonly replicas?: number;
    readonly updatedReplicas?: number;
    readonly availableReplicas?: number;
    readonly conditions?: readonly Condition[];
  };
}

/** A container's end, as in a pod's status. Times are ISO 8601 in whole seconds. */
export interface Terminated {
  readonly exitCode: number;
  readonly signal?: number;
  readonly reason?: string;
  readonly message?: string;
  readonly finishedAt?: string;
}

export interface ContainerStatus {
  readonly name: string;
  readonly restartCount?: number;
  readonly state?: {
    readonly waiting?: { readonly reason?: string; readonly message?: string };
    readonly running?: { readonly startedAt?: string };
    readonly terminated?: Terminated;
  };
  readonly lastState?: { readonly terminated?: Terminated };
}

/** A server's pod. */
export interface PodObject extends KubernetesObject {
  readonly status?: {
    readonly phase?: string;
    readonly conditions?: readonly Condition[];
    readonly initContainerStatuses?: readonly ContainerStatus[];
    readonly containerStatuses?: readonly ContainerStatus[];
  };
}

/** Which release a Deployment's template, or a pod, is of. */
export function releaseOf(metadata: { readonly annotations?: Readonly<Record<string, string>> } | undefined): string {
  return metadata?.annotations?.[releaseAnnotation] ?? '';
}

/** Characters of a message of Kubernetes that are kept. */
const maxMessage = 2_000;
const keptConditions = new Set(['Ready', 'PodScheduled']);

/** What is kept of a pod. */
export function keepPod(pod: PodObject): PodObject {
  const { status } = pod;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: keepMeta(pod.metadata),
    status: {
      ...(status?.phase === undefined ? {} : { phase: status.phase }),
      conditions: (status?.conditions ?? []).filter(({ type }) => keptConditions.has(type)),
      initContainerStatuses: (status?.initContainerStatuses ?? []).map(keepContainer),
      containerStatuses: (status?.containerStatuses ?? []).map(keepContainer),
    },
  };
}

function keepMeta(metadata: KubernetesMeta): KubernetesMeta {
  const { name, namespace, uid, resourceVersion, deletionTimestamp, labels = {} } = metadata;
  const fields = { namespace, uid, resourceVersion, deletionTimestamp };
  const kept = Object.entries(labels).filter(([label]) => label === workflowLabel || label === stageLabel);
  return {
    name,
    ...Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)),
    labels: Object.fromEntries(kept),
    annotations: { [releaseAnnotation]: releaseOf(metadata) },
  };
}

function keepContainer({ name, restartCount, state, lastState }: ContainerStatus): ContainerStatus {
  const last = lastState?.terminated;
  return {
    name,
    ...(restartCount === undefined ? {} : { restartCount }),
    ...(state === undefined ? {} : { state: keepState(state) }),
    ...(last === undefined ? {} : { lastState: { terminated: keepTerminated(last) } }),
  };
}

function keepState(state: NonNullable<ContainerStatus['state']>): NonNullable<ContainerStatus['state']> {
  if (state.terminated) return { terminated: keepTerminated(state.terminated) };
  if (!state.waiting) return state;
  const { reason, message } = state.waiting;
  return {
    waiting: {
      ...(reason === undefined ? {} : { reason }),
      ...(message === undefined ? {} : { message: message.slice(0, maxMessage) }),
    },
  };
}

function keepTerminated({ exitCode, signal, reason, message, finishedAt }: Terminated): Terminated {
  return {
    exitCode,
    ...(signal === undefined ? {} : { signal }),
    ...(reason === undefined ? {} : { reason }),
    ...(message === undefined ? {} : { message: message.slice(-maxMessage) }),
    ...(finishedAt === undefined ? {} : { finishedAt }),
  };
}
