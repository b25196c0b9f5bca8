import type { KubernetesClient } from '../../controller/kubernetes/client.ts';
import { connectKubernetes } from '../../controller/kubernetes/connect.ts';
import { namespaces } from '../../controller/kubernetes/resources.ts';
import { systemClock } from '../../controller/runtime/clock.ts';
import { type KubernetesStore, openKubernetesStore } from '../../controller/store/kubernetes.ts';
import { expect } from 'chai';
import { keyOf, kind, ownedBy, type Sample, sample } from '../contract/store-samples.ts';
import type { StoreUnderTest } from '../contract/store.ts';
import { eventually } from './eventually.ts';
import { applyCrds, sharedApiServer } from './cluster/apiserver.ts';

/** A store in the shared API server, in two namespaces of its own. */
export interface OpenedKubernetesStore extends StoreUnderTest {
  readonly store: KubernetesStore;
  readonly kubeconfig: string;
  readonly errors: Error[];
  /** Requests sent so far, watches aside. */
  readonly requests: () => number;
}

let withCrds: Promise<{ readonly kubeconfig: string }> | undefined;
let count = 0;

/** The shared API server with our CRDs. */
export function sharedServerWithCrds(): Promise<{ readonly kubeconfig: string }> {
  withCrds ??= sharedApiServer().then(async (server) => {
    await applyCrds(server);
    return server;
  });
  return withCrds;
}

/**
 * Waits until the garbage collector knows our kinds: it looks for new ones twice a minute. Nothing owned by a workflow goes
 * before that.
 */
export async function collectionReady(): Promise<void> {
  const made = await makeKubernetesStore('direct');
  const { store, namespace } = made;
  const owner = await store.create<Sample>(sample(namespace, 'owner'));
  for (const type of ['a', 'b']) await store.create(sample(namespace, type, { ownerReferences: [ownedBy(owner)] }));
  await store.delete(keyOf(namespace, 'owner'));
  await eventually(async () => expect(await store.list(kind, { namespace })).to.deep.equal([]), 120_000);
  await made.dispose();
}

/** Makes one: its kinds are in memory, or (`direct`) each call asks the server. */
export async function makeKubernetesStore(mode: 'watched' | 'direct' = 'watched'): Promise<OpenedKubernetesStore> {
  const { kubeconfig } = await sharedServerWithCrds();
  const { client, requests } = counted(await connectKubernetes({ kubeconfig }));
  count += 1;
  const [namespace, otherNamespace] = [`store-${process.pid}-${count}`, `store-${process.pid}-${count}-other`];
  for (const name of [namespace, otherNamespace]) await client.create(namespaces, { metadata: { name } });
  const errors: Error[] = [];
  const opened: KubernetesStore[] = [];
  const open = async (): Promise<KubernetesStore> => {
    const store = openKubernetesStore({ client, clock: systemClock, onError: (error) => errors.push(error) });
    opened.push(store);
    if (mode === 'watched') await store.synced();
    return store;
  };
  return {
    store: await open(),
    kubeconfig,
    errors,
    requests,
    namespace,
    otherNamespace,
    mayCoalesce: true,
    open,
    async dispose() {
      for (const store of opened) await store.close();
      for (const name of [namespace, otherNamespace]) await client.delete(namespaces, { name });
      await client.close();
    },
  };
}

function counted(client: KubernetesClient): { readonly client: KubernetesClient; readonly requests: () => number } {
  let sent = 0;
  const proxy = new Proxy(client, {
    get(target, name, receiver) {
      if (['get', 'list', 'create', 'replace', 'apply', 'mergePatch', 'delete'].includes(String(name))) sent += 1;
      return Reflect.get(target, name, receiver) as unknown;
    },
  });
  return { client: proxy, requests: () => sent };
}
