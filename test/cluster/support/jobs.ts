/** What the test sees of Jobs and their pods. */
import type { KubernetesObject } from '../../../controller/kubernetes/client.ts';
import { jobs, pods } from '../../../controller/kubernetes/resources.ts';
import type { Installation } from './installation.ts';

export interface ContainerStatus {
  readonly name: string;
  readonly state?: {
    readonly running?: { readonly startedAt?: string };
    readonly terminated?: { readonly exitCode: number; readonly finishedAt?: string };
    readonly waiting?: { readonly reason?: string };
  };
}

export interface Pod extends KubernetesObject {
  readonly spec: { readonly nodeName?: string };
  readonly status?: {
    readonly phase?: string;
    readonly podIP?: string;
    readonly initContainerStatuses?: readonly ContainerStatus[];
    readonly containerStatuses?: readonly ContainerStatus[];
  };
}

/** Jobs of a namespace, by step. */
export async function jobsOf({ client }: Installation, namespace: string, step?: string): Promise<KubernetesObject[]> {
  const labelSelector = step === undefined ? 'refit.dev/execution' : `refit.dev/step=${step}`;
  return [...(await client.list(jobs, { namespace, labelSelector })).items];
}

/** Pods of a step's Jobs. */
export async function stepPods({ client }: Installation, namespace: string, step: string): Promise<Pod[]> {
  return [...(await client.list<Pod>(pods, { namespace, labelSelector: `refit.dev/step=${step}` })).items];
}

/** Whether the user's own container runs now. */
export function isStepRunning(pod: Pod): boolean {
  return pod.status?.initContainerStatuses?.find(({ name }) => name === 'step')?.state?.running !== undefined;
}
