import { expect } from 'chai';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KubernetesClient, KubernetesObject } from '../../controller/kubernetes/client.ts';
import { connectKubernetes } from '../../controller/kubernetes/connect.ts';
import { openConnection } from '../../controller/kubernetes/connection.ts';
import { createClient } from '../../controller/kubernetes/requests.ts';
import * as types from '../../controller/kubernetes/resources.ts';
import { serviceAccountAccess } from '../../controller/kubernetes/service-account.ts';
import { refused } from '../contract/store-samples.ts';
import { type ApiServer, sharedApiServer } from '../support/cluster/apiserver.ts';
import { temporaryFolder } from '../support/folder.ts';

interface ConfigMap extends KubernetesObject {
  readonly data?: Readonly<Record<string, string>>;
}

const namespace = `client-${process.pid}`;
const name = { namespace, name: 'a' };

function configMap(data: Record<string, string>, metadata: object = {}): object {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { ...name, ...metadata }, data };
}

describe('kubernetes client on an API server', () => {
  let server: ApiServer;
  let client: KubernetesClient;
  before(async function () {
    this.timeout(240_000);
    server = await sharedApiServer();
    client = await connectKubernetes({ kubeconfig: server.kubeconfig });
    await client.create(types.namespaces, { metadata: { name: namespace } });
  });
  after(async () => {
    await client.delete(types.namespaces, { name: namespace });
    await client.close();
  });
  afterEach(() => client.delete(types.configMaps, name));

  it('creates, reads, replaces, patches and deletes', async () => {
    const made = await client.create<ConfigMap>(types.configMaps, configMap({ a: '1' }));
    await refused(client.create(types.configMaps, configMap({})), 'AlreadyExists');
    const replaced = await client.replace<ConfigMap>(types.configMaps, { ...made, data: { a: '2' } });
    await refused(client.replace<ConfigMap>(types.configMaps, { ...made, data: { a: '3' } }), 'Conflict');
    const patched = await client.mergePatch<ConfigMap>(types.configMaps, name, { data: { b: '4' } });
    expect(patched.data).to.deep.equal({ a: '2', b: '4' });
    expect(await client.get(types.configMaps, name)).to.deep.equal(patched);
    await refused(
      client.delete(types.configMaps, name, { resourceVersion: replaced.metadata.resourceVersion ?? '' }),
      'Conflict',
    );
    expect(await client.delete(types.configMaps, name)).to.equal(undefined);
    expect(await client.delete(types.configMaps, name)).to.equal(undefined);
    expect(await client.get(types.configMaps, name)).to.equal(undefined);
  });

  it('says what is left of an object that is held', async () => {
    await client.create(types.configMaps, configMap({}, { finalizers: ['refit.dev/test'] }));
    const left = await client.delete(types.configMaps, name);
    expect(left).to.have.nested.property('metadata.deletionTimestamp');
    await client.mergePatch(types.configMaps, name, { metadata: { finalizers: null } });
  });

  it('applies: takes fields back that it no longer sets, leaves those of others, holds to a uid', async () => {
    const first = await client.apply<ConfigMap>(types.configMaps, configMap({ a: '1', b: '2' }));
    await client.mergePatch(types.configMaps, name, { data: { theirs: 'x' } });
    // The merge patch above is the same manager by another operation, which is a manager of its own.
    const second = await client.apply<ConfigMap>(types.configMaps, configMap({ a: '3' }, { uid: first.metadata.uid }));
    expect(second.data).to.deep.equal({ a: '3', theirs: 'x' });
    const again = await client.apply<ConfigMap>(types.configMaps, configMap({ a: '3' }, { uid: first.metadata.uid }));
    expect(again.metadata.resourceVersion).to.equal(second.metadata.resourceVersion);
    const another = { uid: 'f0e1d2c3-0000-4000-8000-000000000000' };
    await refused(client.apply(types.configMaps, configMap({}, another)), 'Conflict');
    await client.delete(types.configMaps, name);
    await refused(client.apply(types.configMaps, configMap({}, another)), 'Conflict');
    expect(await client.get(types.configMaps, name)).to.equal(undefined);
  });

  it('lists more than a page', async () => {
    const all = Array.from({ length: 620 }, (_, n) => `m-${n}`);
    await Promise.all(
      all.map((one) =>
        client.create(types.configMaps, { metadata: { namespace, name: one, labels: { many: 'yes' } } }),
      ),
    );
    const { items } = await client.list(types.configMaps, { namespace, labelSelector: 'many=yes' });
    expect(items).to.have.length(620);
    expect(new Set(items.map(({ metadata }) => metadata.name)).size).to.equal(620);
  });

  it('makes tokens, and tells what one may not do, and one that is none', async () => {
    const token = await client.create<KubernetesObject & { status: { token: string } }>(
      types.serviceAccounts,
      {
        apiVersion: 'authentication.k8s.io/v1',
        kind: 'TokenRequest',
        metadata: { namespace, name: 'default' },
        spec: { expirationSeconds: 600 },
      },
      'token',
    );
    const mine = await connectKubernetes({ kubeconfig: server.kubeconfigWithToken('mine', token.status.token) });
    const error = await refused(mine.get(types.secrets, name), 'AccessDenied');
    expect(error.message).to.contain(`system:serviceaccount:${namespace}:default`).and.not.contain(token.status.token);
    await mine.close();
    const nobody = await connectKubernetes({ kubeconfig: server.kubeconfigWithToken('nobody', 'no-token') });
    const unknown = await refused(nobody.get(types.secrets, name), 'KubernetesUnavailable');
    expect(unknown.message).to.contain('401').and.not.contain('no-token');
    await nobody.close();
  });

  it('reaches the cluster it runs in by the files of its service account, and by a token that is rotated', async () => {
    const folder = temporaryFolder();
    const account = join(folder.path, 'serviceaccount');
    mkdirSync(account);
    const request = {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenRequest',
      metadata: { namespace, name: 'default' },
      spec: {},
    };
    const { status } = await client.create<KubernetesObject & { status: { token: string } }>(
      types.serviceAccounts,
      request,
      'token',
    );
    writeFileSync(join(account, 'ca.crt'), server.ca);
    writeFileSync(join(account, 'namespace'), namespace);
    writeFileSync(join(account, 'token'), 'expired');
    const { hostname, port } = new URL(server.url);
    const before = { ...process.env };
    Object.assign(process.env, { KUBERNETES_SERVICE_HOST: hostname, KUBERNETES_SERVICE_PORT: port });
    try {
      const access = await serviceAccountAccess(account);
      expect(access.namespace).to.equal(namespace);
      const connection = await openConnection({ access, concurrency: 4, timeLimitMs: 10_000 });
      const inside = createClient({ connection, namespace, timeLimitMs: 10_000, silenceMs: 10_000 });
      await refused(inside.get(types.configMaps, name), 'KubernetesUnavailable');
      writeFileSync(join(account, 'token'), status.token);
      // 403, not 401: who it is, is known.
      await refused(inside.get(types.configMaps, name), 'AccessDenied');
      await inside.close();
    } finally {
      process.env = before;
      folder.remove();
    }
  });
});
