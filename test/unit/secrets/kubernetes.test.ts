import { expect } from 'chai';
import { RefitError } from '../../../controller/core/errors.ts';
import type { KubernetesClient, KubernetesObject, ResourceName } from '../../../controller/kubernetes/client.ts';
import { createKubernetesSecrets } from '../../../controller/secrets/kubernetes.ts';
import { refused } from '../../contract/store-samples.ts';

describe('kubernetes secrets', () => {
  let data: Record<string, string> | undefined;
  let failure: RefitError | undefined;
  let asked: string[];
  let resourceVersion: string;
  let now: number;
  const client = {
    async get(_type: unknown, { namespace = '', name }: ResourceName) {
      asked.push(`${namespace}/${name}`);
      if (failure !== undefined) throw failure;
      return data === undefined
        ? undefined
        : ({ data, metadata: { name, resourceVersion } } as unknown as KubernetesObject);
    },
  } as unknown as Pick<KubernetesClient, 'get'>;
  const base64 = (text: string): string => Buffer.from(text).toString('base64');

  beforeEach(() => {
    data = { token: base64('grüße'), other: base64('x') };
    failure = undefined;
    asked = [];
    resourceVersion = '1';
    now = 0;
  });

  it('read one key, and the next of the same secret without another request', async () => {
    const secrets = createKubernetesSecrets(client, () => now);
    expect(await secrets.read('ml', 'hub', 'token')).to.equal('grüße');
    expect(await secrets.read('ml', 'hub', 'other')).to.equal('x');
    await secrets.require('ml', 'hub', ['token', 'other']);
    expect(asked).to.deep.equal(['ml/hub']);
    await secrets.read('other', 'hub', 'token');
    expect(asked).to.deep.equal(['ml/hub', 'other/hub']);
  });

  it('see a value that was changed within seconds', async () => {
    const secrets = createKubernetesSecrets(client, () => now);
    await secrets.read('ml', 'hub', 'token');
    data = { token: base64('new') };
    now += 6_000;
    expect(await secrets.read('ml', 'hub', 'token')).to.equal('new');
  });

  it('tell their version anew, and with it the values of that version', async () => {
    const secrets = createKubernetesSecrets(client, () => now);
    expect(await secrets.version('ml', 'hub')).to.equal('1');
    await secrets.read('ml', 'hub', 'token');
    data = { token: base64('new') };
    resourceVersion = '2';
    expect(await secrets.version('ml', 'hub')).to.equal('2');
    expect(await secrets.read('ml', 'hub', 'token')).to.equal('new');
    expect(asked).to.have.length(2);
    data = undefined;
    expect(await secrets.version('ml', 'hub')).to.equal(undefined);
  });

  it('name what is missing, never what is there', async () => {
    const secrets = createKubernetesSecrets(client, () => now);
    const noKey = await refused(secrets.read('ml', 'hub', 'password'), 'SecretNotFound');
    expect(noKey.message).to.equal('secret hub, key password: not found; it has other, token');
    data = undefined;
    const none = await refused(secrets.require('ml', 'gone', ['a']), 'SecretNotFound');
    expect(none.message).to.equal('secret gone, key a: not found; there is no such secret in ml');
  });

  it('give all keys of one secret at once, or say that there is none', async () => {
    const secrets = createKubernetesSecrets(client, () => now);
    expect([...(await secrets.entries('ml', 'hub'))]).to.deep.equal([
      ['token', 'grüße'],
      ['other', 'x'],
    ]);
    data = undefined;
    now += 6_000;
    expect((await refused(secrets.entries('ml', 'hub'), 'SecretNotFound')).message).to.contain('no such secret in ml');
  });

  it('see a secret as soon as it is made', async () => {
    const secrets = createKubernetesSecrets(client, () => now);
    data = undefined;
    await refused(secrets.read('ml', 'hub', 'token'), 'SecretNotFound');
    data = { token: base64('x') };
    expect(await secrets.read('ml', 'hub', 'token')).to.equal('x');
  });

  it('wait for a permission as for the secret, and pass an outage on', async () => {
    const secrets = createKubernetesSecrets(client, () => now);
    failure = new RefitError('AccessDenied', 'may not get secrets');
    await refused(secrets.read('ml', 'hub', 'token'), 'SecretNotFound');
    failure = new RefitError('KubernetesUnavailable', 'down');
    await refused(secrets.read('ml', 'hub', 'token'), 'KubernetesUnavailable');
    failure = undefined;
    expect(await secrets.read('ml', 'hub', 'token')).to.equal('grüße');
  });
});
