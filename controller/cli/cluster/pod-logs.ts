import { setTimeout as sleep } from 'node:timers/promises';
import { isReason } from '../../core/errors.ts';
import { containers, executionLabel } from '../../engines/job/names.ts';
import type { ContainerStatus, KeptPod } from '../../engines/job/objects.ts';
import type { KubernetesClient, ResourceName } from '../../kubernetes/client.ts';
import { pods } from '../../kubernetes/resources.ts';
import type { StepLogs } from '../world.ts';

/** Milliseconds between two looks at a pod that has nothing to say yet. */
const lookEveryMs = 1_000;
/** So many looks are taken for the pod that replaces one: without any, the Job is gone, and the log is stored. */
const replacementLooks = 10;

/**
 * What the pods of executions print, in their container `step`. As long as the Job is there; the controller removes it when
 * the log is stored.
 */
export function podLogs(client: KubernetesClient): StepLogs {
  return {
    lookEveryMs,
    keepsFinished: false,
    has: async (namespace, execution) => (await podsOf(client, namespace, execution)).length > 0,
    read: (namespace, execution, { follow }) =>
      follow ? followPods(client, namespace, execution) : readNewest(client, namespace, execution),
  };
}

/** Oldest first: a pod that the cluster took away may have had one before it. */
async function podsOf(client: KubernetesClient, namespace: string, execution: string): Promise<readonly KeptPod[]> {
  const { items } = await client.list<KeptPod>(pods, { namespace, labelSelector: `${executionLabel}=${execution}` });
  const bornAt = ({ metadata }: KeptPod): number => Date.parse(metadata.creationTimestamp ?? '');
  return items.toSorted((a, b) => bornAt(a) - bornAt(b));
}

function stepOf({ status }: KeptPod): ContainerStatus['state'] {
  return status?.initContainerStatuses?.find(({ name }) => name === containers.step)?.state;
}

function hasStarted(pod: KeptPod): boolean {
  const state = stepOf(pod);
  return state?.running !== undefined || state?.terminated?.startedAt !== undefined;
}

function hasEnded(pod: KeptPod): boolean {
  const { phase } = pod.status ?? {};
  return stepOf(pod)?.terminated !== undefined || phase === 'Failed' || phase === 'Succeeded';
}

/** Taken away by the cluster, or being so: its Job makes another one. */
function isDisrupted({ status, metadata }: KeptPod): boolean {
  if (metadata.deletionTimestamp !== undefined) return true;
  return (
    status?.conditions?.some(({ type, status: holds }) => type === 'DisruptionTarget' && holds === 'True') === true
  );
}

async function* readNewest(client: KubernetesClient, namespace: string, execution: string): AsyncGenerator<Buffer> {
  const newest = (await podsOf(client, namespace, execution)).findLast(hasStarted);
  if (newest) yield* client.podLog(nameOf(newest), { container: containers.step });
}

function nameOf({ metadata: { namespace = '', name } }: KeptPod): ResourceName {
  return { namespace, name };
}

/** Every pod of the execution, one after the other, until one ends that is not replaced. */
async function* followPods(client: KubernetesClient, namespace: string, execution: string): AsyncGenerator<Buffer> {
  const followed = new Set<string | undefined>();
  for (let idle = 0; idle < replacementLooks;) {
    const found = await podsOf(client, namespace, execution);
    const next = found.find(({ metadata }) => !followed.has(metadata.uid));
    if (next === undefined) {
      idle += 1;
      await sleep(lookEveryMs);
      continue;
    }
    idle = 0;
    followed.add(next.metadata.uid);
    const last = yield* followPod(client, next);
    if (last !== undefined && !isDisrupted(last)) return;
  }
}

/** @returns the pod at its end; undefined when it is gone */
async function* followPod(client: KubernetesClient, pod: KeptPod): AsyncGenerator<Buffer, KeptPod | undefined> {
  const name = nameOf(pod);
  let sent = 0;
  for (;;) {
    const now = await client.get<KeptPod>(pods, name);
    if (now === undefined || now.metadata.uid !== pod.metadata.uid) return undefined;
    // Asked again after a stream ended: a kubelet ends streams that were silent for hours, and says no reason.
    const before = sent;
    if (hasStarted(now)) {
      for await (const chunk of fromByte(client, name, { skip: before, follow: !hasEnded(now) })) {
        sent += chunk.length;
        yield chunk;
      }
    }
    if (hasEnded(now)) return now;
    if (sent === before) await sleep(lookEveryMs);
  }
}

/** What a pod's log has beyond `skip` bytes, until the container ends. */
async function* fromByte(
  client: KubernetesClient,
  name: ResourceName,
  { skip, follow }: { readonly skip: number; readonly follow: boolean },
): AsyncGenerator<Buffer> {
  let left = skip;
  try {
    for await (const chunk of client.podLog(name, { container: containers.step, follow })) {
      const rest = chunk.subarray(left);
      left = Math.max(0, left - chunk.length);
      if (rest.length > 0) yield rest;
    }
  } catch (error: unknown) {
    // Gone with its node or its Job: whatever is stored is read there.
    if (!isReason(error, 'NotFound')) throw error;
  }
}
