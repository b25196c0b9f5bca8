import { expect } from 'chai';
import type { KubernetesClient, KubernetesObject } from '../../controller/kubernetes/client.ts';
import { connectKubernetes } from '../../controller/kubernetes/connect.ts';
import type { Informer } from '../../controller/kubernetes/informer.ts';
import { openInformer } from '../../controller/kubernetes/reflector.ts';
import { configMaps, secrets } from '../../controller/kubernetes/resources.ts';
import { RefitError } from '../../controller/core/errors.ts';
import { type ApiServer, startApiServer } from '../support/cluster/apiserver.ts';
import { eventually } from '../support/eventually.ts';

const namespace = 'default';

describe('informer on an API server', function () {
  this.timeout(120_000);
  let server: ApiServer;
  let client: KubernetesClient;
  let informer: Informer<KubernetesObject>;
  let seen: string[];
  let lists: number;
  /** While true, watches fail as if the network were down. */
  let isPartitioned: boolean;
  let cut: AbortController;

  before(async function () {
    this.timeout(240_000);
    server = await startApiServer();
  });
  after(() => server.stop());

  beforeEach(async () => {
    client = await connectKubernetes({ kubeconfig: server.kubeconfig, silenceMs: 2_000, timeLimitMs: 5_000 });
    seen = [];
    lists = 0;
    isPartitioned = false;
    cut = new AbortController();
    informer = openInformer<KubernetesObject>(partitionable(), configMaps, { namespace, onError: () => undefined });
    informer.watch(({ type, object }) => seen.push(`${type} ${object.metadata.name}`));
    await informer.synced;
    seen.length = 0;
  });
  afterEach(async () => {
    informer.close();
    for (const { metadata } of (await client.list(configMaps, { namespace })).items) {
      if (metadata.name !== 'kube-root-ca.crt') await client.delete(configMaps, { namespace, name: metadata.name });
    }
    await client.close();
  });

  function partitionable(): Pick<KubernetesClient, 'list' | 'watch'> {
    return {
      list: (...all) => {
        lists += 1;
        return client.list(...all);
      },
      watch: async (type, options, onLine) => {
        if (isPartitioned) throw new RefitError('KubernetesUnavailable', 'partitioned');
        await client.watch(type, { ...options, signal: AbortSignal.any([options.signal, cut.signal]) }, onLine);
      },
    };
  }

  const create = (name: string): Promise<KubernetesObject> =>
    client.create(configMaps, { metadata: { namespace, name } });
  const touch = (name: string): Promise<KubernetesObject> =>
    client.mergePatch(configMaps, { namespace, name }, { data: { at: String(Math.random()) } });
  const isTold = (...events: string[]): Promise<unknown> =>
    eventually(() => expect(seen).to.deep.equal(events), 60_000);

  it('tells what others do', async () => {
    await create('a');
    await touch('a');
    await client.delete(configMaps, { namespace, name: 'a' });
    await isTold('Added a', 'Modified a', 'Deleted a');
  });

  it('resumes after a restart of the server, and after its death', async () => {
    await create('a');
    await server.restart();
    await touch('a');
    await isTold('Added a', 'Modified a');
    await server.kill();
    await server.start();
    await client.delete(configMaps, { namespace, name: 'a' });
    await isTold('Added a', 'Modified a', 'Deleted a');
    await eventually(() => expect(informer.healthy).to.equal(true));
  });

  it('goes on after the server was silent', async () => {
    server.pause();
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    server.resume();
    await eventually(() => create('a'), 60_000);
    await isTold('Added a');
  });

  it('lists anew when its version was compacted away, and tells what it missed', async () => {
    for (const name of ['same', 'moved', 'gone', 'again']) await create(name);
    await eventually(() => expect(seen).to.have.length(4));
    seen.length = 0;
    isPartitioned = true;
    cut.abort();
    await touch('moved');
    await client.delete(configMaps, { namespace, name: 'gone' });
    await client.delete(configMaps, { namespace, name: 'again' });
    await create('again');
    await create('new');
    // The server must have forgotten what happened, and its cache too.
    await client.create(secrets, { metadata: { namespace, name: `s-${Date.now()}` } });
    await server.compact();
    await server.restart();
    const before = lists;
    cut = new AbortController();
    isPartitioned = false;
    await eventually(() => expect(seen).to.have.length(5), 60_000);
    expect(seen.toSorted()).to.deep.equal([
      'Added again',
      'Added new',
      'Deleted again',
      'Deleted gone',
      'Modified moved',
    ]);
    expect(lists).to.equal(before + 1);
    await touch('same');
    await eventually(() => expect(seen.at(-1)).to.equal('Modified same'));
  });

  it('is right after a storm of writes of its own and of others, whatever order they are heard of in', async () => {
    const names = Array.from({ length: 10 }, (_, n) => `storm-${n}`);
    const work = async (own: boolean): Promise<void> => {
      for (let round = 0; round < 60; round += 1) {
        const name = names[Math.floor(Math.random() * names.length)] ?? '';
        const key = { namespace, name };
        const current = informer.get(`${namespace}/${name}`);
        try {
          if (current !== undefined && Math.random() < 0.4) {
            await client.delete(configMaps, key);
            if (own) informer.observe(current, true);
          } else {
            const written = await (current === undefined ? create(name) : touch(name));
            if (own) informer.observe(written);
          }
        } catch (error: unknown) {
          if (!(error instanceof RefitError) || !['AlreadyExists', 'NotFound'].includes(error.reason)) throw error;
        }
      }
    };
    await Promise.all([work(true), work(true), work(false), work(false)]);
    await eventually(async () => {
      const { items } = await client.list(configMaps, { namespace });
      const versions = (objects: Iterable<KubernetesObject>): string[] =>
        [...objects].map(({ metadata }) => `${metadata.name} ${metadata.resourceVersion}`).sort();
      expect(versions(informer.list())).to.deep.equal(versions(items));
    });
    expect(lists).to.equal(1);
    const alive = new Map<string, boolean>();
    for (const event of seen) {
      const [type = '', name = ''] = event.split(' ');
      expect(alive.get(name) ?? false, `${event} in ${seen.join(', ')}`).to.equal(type !== 'Added');
      alive.set(name, type !== 'Deleted');
    }
  });
});
