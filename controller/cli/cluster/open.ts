import type { KubernetesClient } from '../../kubernetes/client.ts';
import { connectKubernetes } from '../../kubernetes/connect.ts';
import type { ClusterChoice, World } from '../world.ts';
import { clusterArtifacts } from './artifacts.ts';
import { forKubeconfig, forPerson } from './failure.ts';
import { readingStore, typeOf } from './store.ts';

/**
 * Runs `work` on a cluster, with the rights of whoever calls. Nothing is sent before `work` asks for something.
 * @throws HintedError when there is no such cluster, or it refuses
 */
export async function withCluster<T>(choice: ClusterChoice, work: (world: World) => Promise<T>): Promise<T> {
  const client = await connectTo(choice);
  try {
    return await work(worldOf(client, choice));
  } catch (error: unknown) {
    throw forPerson(error);
  } finally {
    await client.close();
  }
}

/** @throws HintedError when there is no such kubeconfig or context */
export async function connectTo({ kubeconfig, context, namespace }: ClusterChoice): Promise<KubernetesClient> {
  try {
    return await connectKubernetes({
      ...(kubeconfig === undefined ? {} : { kubeconfig }),
      ...(context === undefined ? {} : { context }),
      ...(namespace === undefined ? {} : { namespace }),
    });
  } catch (error: unknown) {
    throw forKubeconfig(error);
  }
}

function worldOf(client: KubernetesClient, { namespace, allNamespaces }: ClusterChoice): World {
  return {
    store: readingStore(client),
    namespace: allNamespaces ? undefined : client.namespace,
    pinned: namespace !== undefined,
    artifacts: clusterArtifacts(client),
    logs: async () => (await import('./pod-logs.ts')).podLogs(client),
    async request({ kind, metadata }, annotation, value) {
      const name = { namespace: metadata.namespace, name: metadata.name };
      await client.mergePatch(typeOf(kind), name, { metadata: { annotations: { [annotation]: value } } });
    },
    outlook: () => '',
    shown: ({ namespace: of, name }) => `${of}/${name}`,
    apply: 'kubectl apply -f FILE',
  };
}
