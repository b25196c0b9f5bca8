import type { KubernetesMeta, KubernetesObject } from '../../../controller/kubernetes/client.ts';

/** A ConfigMap of namespace `ml`, of which a test cares for name and version alone. */
export function configMap(name: string, resourceVersion = '1', more: Partial<KubernetesMeta> = {}): KubernetesObject {
  const metadata = { name, namespace: 'ml', uid: `uid-${name}`, resourceVersion, ...more };
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata };
}

/** A line of a watch about it. */
export function line(type: 'ADDED' | 'MODIFIED' | 'DELETED', name: string, resourceVersion: string): object {
  return { type, object: configMap(name, resourceVersion) };
}
