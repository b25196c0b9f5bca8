/** An API server without a node, with Refit's kinds. */
import type { KubernetesClient } from '../../controller/kubernetes/client.ts';
import { connectKubernetes } from '../../controller/kubernetes/connect.ts';
import { namespaces } from '../../controller/kubernetes/resources.ts';
import { applyCrds, startApiServer } from '../../test/support/cluster/apiserver.ts';
import type { Scratch } from '../scratch.ts';

/** A server of a benchmark's own, and an administrator's client of it. */
export interface Server {
  readonly kubeconfig: string;
  readonly client: KubernetesClient;
}

/** Starts one; it ends with the scratch folder. Its programs are built first if the cache has none, which takes minutes. */
export async function openServer(scratch: Scratch): Promise<Server> {
  const server = await startApiServer();
  scratch.onEnd(async () => {
    // Its processes hold no process that waits for nothing else.
    const hold = setInterval(() => undefined, 1_000);
    await server.stop();
    clearInterval(hold);
  });
  await applyCrds(server);
  const { kubeconfig } = server;
  const client = await connectKubernetes({ kubeconfig });
  scratch.onEnd(() => client.close());
  return { kubeconfig, client };
}

/** Makes namespaces. */
export async function makeNamespaces(client: KubernetesClient, names: readonly string[]): Promise<void> {
  for (const name of names)
    await client.create(namespaces, { apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
}

/** Calls `work` on every item, some at a time. */
export async function inParallel<T>(items: Iterable<T>, work: (item: T) => Promise<void>, atOnce = 16): Promise<void> {
  const left = items[Symbol.iterator]();
  const one = async (): Promise<void> => {
    for (let next = left.next(); next.done !== true; next = left.next()) await work(next.value);
  };
  await Promise.all(Array.from({ length: atOnce }, one));
}
