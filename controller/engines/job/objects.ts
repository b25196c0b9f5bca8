/** Jobs and pods as the engine keeps them: what state is read from, and nothing else. */
import type { KubernetesMeta, KubernetesObject } from '../../kubernetes/client.ts';
import { requestAnnotation } from '../../pod/program.ts';
import { endAnnotation, executionLabel, fingerprintAnnotation, scratchAnnotation, secretsAnnotation } from './names.ts';
import { readFacts } from './facts.ts';
import type { ExecutionFacts } from './facts.ts';

/** As in the status of Jobs and pods. */
export interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
  readonly lastTransitionTime?: string;
}

/** A Job, of an execution or not: `execution` is there when it is one of ours. */
export interface KeptJob extends KubernetesObject {
  readonly execution?: ExecutionFacts;
  readonly spec?: { readonly suspend?: boolean };
  readonly status?: { readonly conditions?: readonly Condition[] };
}

/** A container's end. Times are ISO 8601 in whole seconds. */
export interface Terminated {
  readonly exitCode: number;
  readonly signal?: number;
  readonly reason?: string;
  readonly message?: string;
  readonly startedAt?: string;
  readonly finishedAt?: string;
}

export interface ContainerStatus {
  readonly name: string;
  /** What the image's name was found to be: a digest, mostly with the repository before it. '' before it is pulled. */
  readonly imageID?: string;
  readonly state?: {
    readonly waiting?: { readonly reason?: string; readonly message?: string };
    readonly running?: { readonly startedAt?: string };
    readonly terminated?: Terminated;
  };
}

/** A pod of an execution. */
export interface KeptPod extends KubernetesObject {
  readonly spec?: { readonly nodeName?: string };
  readonly status?: {
    readonly phase?: string;
    readonly reason?: string;
    readonly message?: string;
    readonly conditions?: readonly Condition[];
    readonly initContainerStatuses?: readonly ContainerStatus[];
    readonly containerStatuses?: readonly ContainerStatus[];
  };
}

/** A Job as the API server has it. */
export interface RawJob extends KubernetesObject {
  readonly spec?: {
    readonly suspend?: boolean;
    readonly template?: { readonly metadata?: { readonly annotations?: Readonly<Record<string, string>> } };
  };
  readonly status?: { readonly conditions?: readonly Condition[] };
}

/** Characters of a message of Kubernetes that are kept. */
const maxMessage = 1500;

function keepMeta(metadata: KubernetesMeta, annotations: readonly string[]): KubernetesMeta {
  const { name, namespace, uid, resourceVersion, creationTimestamp, deletionTimestamp, ownerReferences, labels } =
    metadata;
  const kept = Object.entries(metadata.annotations ?? {}).filter(([key]) => annotations.includes(key));
  const execution = labels?.[executionLabel];
  const fields = { name, namespace, uid, resourceVersion, creationTimestamp, deletionTimestamp, ownerReferences };
  return {
    ...withoutUndefined(fields),
    name,
    ...(execution === undefined ? {} : { labels: { [executionLabel]: execution } }),
    ...(kept.length === 0 ? {} : { annotations: Object.fromEntries(kept) }),
  };
}

/** The fields that are there. */
export function withoutUndefined<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}

/** What is kept of a Job. Kept ones stay as they are, so that it does not matter how often it is called. */
export function keepJob(job: RawJob | KeptJob): KeptJob {
  if ('execution' in job) return job;
  const raw: RawJob = job;
  const execution = readFacts(raw.metadata, raw.spec?.template?.metadata?.annotations?.[requestAnnotation]);
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: keepMeta(raw.metadata, [endAnnotation, scratchAnnotation, fingerprintAnnotation, secretsAnnotation]),
    ...(execution === undefined ? {} : { execution }),
    ...(raw.spec?.suspend === undefined ? {} : { spec: { suspend: raw.spec.suspend } }),
    ...(raw.status?.conditions === undefined
      ? {}
      : { status: { conditions: raw.status.conditions.map(keepCondition) } }),
  };
}

function keepCondition({ type, status, reason, message, lastTransitionTime }: Condition): Condition {
  return {
    type,
    status,
    ...(reason === undefined ? {} : { reason }),
    ...(message === undefined ? {} : { message: message.slice(0, maxMessage) }),
    ...(lastTransitionTime === undefined ? {} : { lastTransitionTime }),
  };
}

/** What is kept of a pod. */
export function keepPod(pod: KeptPod): KeptPod {
  const { status } = pod;
  const texts = { phase: status?.phase, reason: status?.reason, message: status?.message?.slice(0, maxMessage) };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: keepMeta(pod.metadata, []),
    ...(pod.spec?.nodeName === undefined ? {} : { spec: { nodeName: pod.spec.nodeName } }),
    status: {
      ...withoutUndefined(texts),
      conditions: (status?.conditions ?? []).filter(({ type }) => watched.has(type)).map(keepCondition),
      initContainerStatuses: (status?.initContainerStatuses ?? []).map(keepContainer),
      containerStatuses: (status?.containerStatuses ?? []).map(keepContainer),
    },
  };
}

const watched = new Set(['PodScheduled', 'DisruptionTarget']);

/** Printable, and no longer than a repository and a digest may be. */
const imageForm = /^[\x21-\x7e]{1,512}$/;

function keepContainer({ name, imageID, state }: ContainerStatus): ContainerStatus {
  const kept = { name, ...(imageID !== undefined && imageForm.test(imageID) ? { imageID } : {}) };
  if (state?.terminated) {
    const { exitCode, signal, reason, message, startedAt, finishedAt } = state.terminated;
    const rest = { signal, reason, message: message?.slice(0, 4096), startedAt, finishedAt };
    return { ...kept, state: { terminated: { exitCode, ...withoutUndefined(rest) } } };
  }
  if (state?.running) return { ...kept, state: { running: state.running } };
  if (state?.waiting === undefined) return kept;
  const { reason, message } = state.waiting;
  return { ...kept, state: { waiting: withoutUndefined({ reason, message: message?.slice(0, maxMessage) }) } };
}

/** The state of one of the pod's containers. */
export function containerOf(pod: KeptPod | undefined, name: string): ContainerStatus['state'] {
  return statusOf(pod, name)?.state;
}

/** The image that one of the pod's containers runs, as the node found it; undefined before it is pulled. */
export function imageOf(pod: KeptPod | undefined, name: string): string | undefined {
  return statusOf(pod, name)?.imageID;
}

function statusOf(pod: KeptPod | undefined, name: string): ContainerStatus | undefined {
  const { initContainerStatuses = [], containerStatuses = [] } = pod?.status ?? {};
  return [...initContainerStatuses, ...containerStatuses].find((status) => status.name === name);
}

/** Whether the Job made the pod: a label alone anybody can put on a pod. */
export function isPodOf(job: KeptJob, pod: KeptPod): boolean {
  const owners = pod.metadata.ownerReferences ?? [];
  return owners.some(({ uid, controller }) => controller === true && uid === job.metadata.uid);
}
