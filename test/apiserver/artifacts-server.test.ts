import { expect } from 'chai';
import { openObjectArtifacts } from '../../controller/artifacts/objects/artifacts.ts';
import { createHttpTransport } from '../../controller/artifacts/objects/http-transport.ts';
import { openHttpObjects } from '../../controller/artifacts/objects/http.ts';
import type { ObjectArtifacts } from '../../controller/artifacts/objects/artifacts.ts';
import { serveVolume } from '../../controller/artifacts/server/serve.ts';
import type { VolumeServer } from '../../controller/artifacts/server/serve.ts';
import { createArtifactStores } from '../../controller/artifacts/stores.ts';
import type { KubernetesClient, KubernetesObject } from '../../controller/kubernetes/client.ts';
import { connectKubernetes } from '../../controller/kubernetes/connect.ts';
import { tokenReviews } from '../../controller/kubernetes/resources.ts';
import { reasonOf, textOf } from '../contract/artifacts.ts';
import { kubectl, sharedApiServer } from '../support/cluster/apiserver.ts';
import type { ApiServer } from '../support/cluster/apiserver.ts';
import { eventually } from '../support/eventually.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { temporaryFolder } from '../support/folder.ts';
import { silentLogger } from '../support/log.ts';

interface Review extends KubernetesObject {
  readonly status: { readonly authenticated?: boolean };
}

const namespaces = ['artifacts-a', 'artifacts-b'] as const;

describe('the server of a volume, with tokens of a real API server', function () {
  this.timeout(300_000);
  let server: ApiServer;
  let client: KubernetesClient;
  let volume: VolumeServer;
  let folder: ReturnType<typeof temporaryFolder>;
  const clock = new FakeClock(Date.now());

  before(async () => {
    server = await sharedApiServer();
    client = await connectKubernetes({ kubeconfig: server.kubeconfig });
    folder = temporaryFolder();
    for (const namespace of namespaces) {
      await kubectl(['create', 'namespace', namespace], server);
      await eventually(() => kubectl(['-n', namespace, 'get', 'serviceaccount', 'default'], server));
    }
    await kubectl(['-n', 'artifacts-a', 'create', 'serviceaccount', 'leaving'], server);
    volume = await serveVolume({
      folder: folder.path,
      client,
      port: 0,
      host: '127.0.0.1',
      log: silentLogger,
      clock,
    });
  });
  after(async () => {
    await volume.close();
    await client.close();
    for (const namespace of namespaces) await kubectl(['delete', 'namespace', namespace, '--wait=false'], server);
    folder.remove();
  });

  async function tokenOf(namespace: string, account = 'default', audience = 'refit-artifacts'): Promise<string> {
    return (await kubectl(['-n', namespace, 'create', 'token', account, '--audience', audience], server)).trim();
  }

  async function isKnown(token: string): Promise<boolean> {
    const review = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenReview' };
    const { status } = await client.create<Review>(tokenReviews, {
      ...review,
      spec: { token, audiences: ['refit-artifacts'] },
    });
    return status.authenticated === true;
  }

  function podWith(token: string): ObjectArtifacts {
    const url = `http://127.0.0.1:${volume.port}`;
    return openObjectArtifacts(openHttpObjects(createHttpTransport({ url, token: async () => token })));
  }

  it('lets pods store and read what is of their namespace, where the controller finds it', async () => {
    const [a, b] = [podWith(await tokenOf('artifacts-a')), podWith(await tokenOf('artifacts-b'))];
    const { digest } = await a.write(Buffer.from('of a'));
    expect(await textOf(a, digest)).to.equal('of a');
    expect(await b.stat(digest)).to.equal(undefined);
    const none = (): Promise<never> => Promise.reject(new Error('no secret is needed'));
    const secrets = { read: none, entries: none };
    const stores = createArtifactStores({ secrets, installation: { kind: 'Volume', folder: folder.path } });
    expect(await textOf(stores.of('artifacts-a'), digest)).to.equal('of a');
    expect(await stores.of('artifacts-b').stat(digest)).to.equal(undefined);
  });

  it('knows no token for another audience, nor one that was changed', async () => {
    const good = await tokenOf('artifacts-a');
    const [head = '', payload = '', signature = ''] = good.split('.');
    const text = Buffer.from(payload, 'base64url').toString().replaceAll('artifacts-a', 'artifacts-b');
    const forged = [head, Buffer.from(text).toString('base64url'), signature].join('.');
    const bad = [await tokenOf('artifacts-a', 'default', 'https://kubernetes.default.svc'), forged, 'nothing', ''];
    for (const token of bad) {
      expect(await reasonOf(podWith(token).write(Buffer.from('x')))).to.equal('ArtifactStoreUnavailable');
    }
  });

  it('knows no service account that is gone, after a minute at most', async () => {
    const token = await tokenOf('artifacts-a', 'leaving');
    const pod = podWith(token);
    const { digest } = await pod.write(Buffer.from('x'));
    await kubectl(['-n', 'artifacts-a', 'delete', 'serviceaccount', 'leaving'], server);
    // The API server itself remembers a token for ten seconds.
    await eventually(async () => !(await isKnown(token)), 60_000);
    await clock.advance(61_000);
    expect(await reasonOf(pod.stat(digest))).to.equal('ArtifactStoreUnavailable');
  });
});
