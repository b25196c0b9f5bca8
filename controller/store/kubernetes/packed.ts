import type { KubernetesMeta, KubernetesObject } from '../../kubernetes/client.ts';
import type { StoredObject } from '../store.ts';

/**
 * An object as the cache holds it: its JSON text, and of its metadata what it is found by. Text takes a quarter of the
 * memory of parsed objects, and reading it makes the copy that the store owes its callers anyway.
 */
export interface Packed extends KubernetesObject {
  readonly text: string;
  /** Something was left out: `get` asks the server. */
  readonly isStripped: boolean;
}

interface Parts {
  readonly spec?: unknown;
  readonly status?: { readonly phase?: unknown; readonly steps?: unknown };
}

/** Packs what the server sent; what is packed stays as it is. `Whole`: with everything, also of finished runs. */
export function pack(object: KubernetesObject, extent: 'Whole' | 'Stripped' = 'Stripped'): Packed {
  if (isPacked(object)) return object;
  const { managedFields: _managedFields, ...metadata } = object.metadata as KubernetesMeta & {
    managedFields?: unknown;
  };
  const { spec, status } = object as Parts;
  const { apiVersion, kind } = object;
  const isStripped = extent === 'Stripped' && isFinishedRun(kind, status) && status?.steps !== undefined;
  const kept = isStripped ? { ...status, steps: undefined } : status;
  const { name, namespace, uid, resourceVersion, labels, ownerReferences } = metadata;
  return {
    apiVersion,
    kind,
    metadata: {
      name,
      ...(namespace !== undefined && { namespace }),
      ...(uid !== undefined && { uid }),
      ...(resourceVersion !== undefined && { resourceVersion }),
      ...(labels !== undefined && { labels }),
      ...(ownerReferences !== undefined && { ownerReferences }),
    },
    text: JSON.stringify({ apiVersion, kind, metadata, spec, status: kept }),
    isStripped,
  };
}

function isPacked(object: KubernetesObject): object is Packed {
  return 'text' in object && 'isStripped' in object;
}

/**
 * The step table is most of a run, and of a run that has ended nobody reads it from a list: history, retries and
 * conditions read spec, phase, message and times (controller/reconcile/{history,requests,workflow-status,decide}.ts).
 */
function isFinishedRun(kind: string, status: Parts['status']): boolean {
  const phase = status?.phase ?? 'Pending';
  return kind === 'WorkflowRun' && phase !== 'Pending' && phase !== 'Running';
}

/** The caller's own copy. */
export function unpack<T extends StoredObject>(packed: Packed): T {
  return JSON.parse(packed.text) as T;
}

/** What the server sent, as callers get it. */
export function toStored<T extends StoredObject>(object: KubernetesObject): T {
  const { managedFields: _managedFields, ...metadata } = object.metadata as KubernetesMeta & {
    managedFields?: unknown;
  };
  const { apiVersion, kind } = object;
  const { spec, status } = object as Parts;
  return { apiVersion, kind, metadata, spec, ...(status !== undefined && { status }) } as unknown as T;
}
