/** Deployments and pods with the statuses Kubernetes 1.36 gives them at each point of a rollout. */
import { recordAnnotations } from '../../../../controller/serving/deployment/record.ts';
import type { StageRecord } from '../../../../controller/serving/deployment/record.ts';
import type { Condition, DeploymentObject, PodObject } from '../../../../controller/serving/deployment/objects.ts';

/** When rollouts of these tests begin. */
export const began = Date.parse('2030-01-01T00:00:00Z');

/** A release and its model, told apart by a letter. */
export function served(letter: string): { release: string; model: string } {
  return { release: `sha256:${letter.repeat(64)}`, model: `sha256:model-${letter}` };
}

/** A record that wants `letter`. */
export function record(letter: string, change: Partial<StageRecord> = {}): StageRecord {
  return { release: served(letter).release, again: 'digits-1', failed: [], startedAt: began, ...change };
}

const progressing: Readonly<Record<string, Condition>> = {
  updated: { type: 'Progressing', status: 'True', reason: 'ReplicaSetUpdated' },
  complete: { type: 'Progressing', status: 'True', reason: 'NewReplicaSetAvailable' },
  deadline: {
    type: 'Progressing',
    status: 'False',
    reason: 'ProgressDeadlineExceeded',
    message: 'ReplicaSet "digits-serve-5d8f" has timed out progressing.',
  },
};

/** What a Deployment's status says. */
export type Point = 'Unseen' | 'Complete' | 'Surging' | 'OldLeft' | 'Deadline' | 'Quota' | 'ScaledToZero';

const points: Readonly<
  Record<Point, NonNullable<DeploymentObject['status']> & { generation: number; replicas?: number }>
> = {
  Unseen: { generation: 3, observedGeneration: 2, replicas: 1, updatedReplicas: 1, availableReplicas: 1 },
  Complete: {
    generation: 3,
    observedGeneration: 3,
    replicas: 1,
    updatedReplicas: 1,
    availableReplicas: 1,
    conditions: conditions('complete'),
  },
  Surging: {
    generation: 3,
    observedGeneration: 3,
    replicas: 2,
    updatedReplicas: 1,
    availableReplicas: 1,
    conditions: conditions('updated'),
  },
  OldLeft: {
    generation: 3,
    observedGeneration: 3,
    replicas: 2,
    updatedReplicas: 1,
    availableReplicas: 2,
    conditions: conditions('updated'),
  },
  Deadline: {
    generation: 3,
    observedGeneration: 3,
    replicas: 2,
    updatedReplicas: 1,
    availableReplicas: 1,
    conditions: conditions('deadline'),
  },
  Quota: {
    generation: 3,
    observedGeneration: 3,
    replicas: 1,
    availableReplicas: 1,
    conditions: [
      ...conditions('updated'),
      {
        type: 'ReplicaFailure',
        status: 'True',
        reason: 'FailedCreate',
        message: 'pods "digits-serve-5d8f-" is forbidden: exceeded quota: team',
      },
    ],
  },
  ScaledToZero: { generation: 3, observedGeneration: 3, conditions: conditions('complete') },
};

function conditions(name: string): Condition[] {
  const found = progressing[name];
  return found === undefined ? [] : [found];
}

/** A Deployment whose template serves `letter`. */
export function deployment(letter: string, point: Point, remembered: StageRecord): DeploymentObject {
  const { generation, ...status } = points[point];
  const { release, model } = served(letter);
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'digits-serve', namespace: 'ml', generation, annotations: recordAnnotations(remembered) },
    spec: {
      replicas: point === 'ScaledToZero' ? 0 : 1,
      progressDeadlineSeconds: 660,
      template: { metadata: { annotations: { 'refit.dev/release': release, 'refit.dev/model': model } } },
    },
    status,
  };
}

/** A pod that serves `letter`; `status` in place of that of one that is ready. */
export function pod(letter: string, name: string, status: PodObject['status'] = ready): PodObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'ml', annotations: { 'refit.dev/release': served(letter).release } },
    ...(status === undefined ? {} : { status }),
  };
}

const at = '2030-01-01T00:00:05Z';
const fetched = { name: 'fetch', state: { terminated: { exitCode: 0, reason: 'Completed', finishedAt: at } } };

/** Conditions of a pod that was scheduled. */
function podConditions(isReady: boolean): Condition[] {
  return [
    { type: 'PodScheduled', status: 'True' },
    { type: 'Ready', status: isReady ? 'True' : 'False', lastTransitionTime: '2030-01-01T00:00:01Z' },
  ];
}

/** A server that answers. */
export const ready: NonNullable<PodObject['status']> = {
  phase: 'Running',
  conditions: podConditions(true),
  initContainerStatuses: [fetched],
  containerStatuses: [{ name: 'server', restartCount: 0, state: { running: { startedAt: at } } }],
};

/** A server that was started and does not answer. */
export const starting: NonNullable<PodObject['status']> = { ...ready, conditions: podConditions(false) };

/** A server that ends again and again. */
export function looping(
  restartCount: number,
  ended: object = { exitCode: 1, message: 'no such model' },
): PodObject['status'] {
  return {
    ...starting,
    containerStatuses: [
      {
        name: 'server',
        restartCount,
        state: { waiting: { reason: 'CrashLoopBackOff', message: 'back-off 40s restarting failed container' } },
        lastState: { terminated: { exitCode: 1, ...ended } },
      },
    ],
  };
}

/** A pod whose container waits for `reason`. */
export function waiting(container: 'fetch' | 'server', reason: string, message: string): PodObject['status'] {
  const status = { name: container, state: { waiting: { reason, message } } };
  return container === 'fetch'
    ? { phase: 'Pending', conditions: podConditions(false), initContainerStatuses: [status] }
    : { ...starting, containerStatuses: [status] };
}

/** A pod that no node takes. */
export const unschedulable: NonNullable<PodObject['status']> = {
  phase: 'Pending',
  conditions: [
    {
      type: 'PodScheduled',
      status: 'False',
      reason: 'Unschedulable',
      message: '0/3 nodes are available: 3 Insufficient cpu.',
    },
  ],
};

/** A pod whose release cannot be laid out. */
export function unfetched(message: string): PodObject['status'] {
  return {
    phase: 'Pending',
    conditions: podConditions(false),
    initContainerStatuses: [{ name: 'fetch', restartCount: 1, state: { terminated: { exitCode: 1, message } } }],
  };
}
