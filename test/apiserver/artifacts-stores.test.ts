import { expect } from 'chai';
import { openPodArtifacts } from '../../controller/artifacts/objects/pod.ts';
import { parsePodArtifacts, podArtifacts } from '../../controller/artifacts/pod-access.ts';
import type { ArtifactPlace } from '../../controller/artifacts/artifacts.ts';
import { createArtifactStores } from '../../controller/artifacts/stores.ts';
import { RefitError } from '../../controller/core/errors.ts';
import type { Secrets } from '../../controller/secrets/secrets.ts';
import { sha256Hex } from '../../controller/core/hash.ts';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { attemptRecord, reasonOf, textOf } from '../contract/artifacts.ts';
import { temporaryFolder } from '../support/folder.ts';
import { startS3Server } from '../support/s3-server.ts';
import type { S3Server } from '../support/s3-server.ts';

describe('artifacts of the namespaces of a cluster', function () {
  this.timeout(180_000);
  let server: S3Server;
  let values: Map<string, string>;
  let secrets: Secrets & { readonly reads: string[] };
  before(async () => {
    server = await startS3Server();
  });
  after(() => server.stop());
  beforeEach(() => {
    values = new Map();
    const reads: string[] = [];
    secrets = {
      reads,
      async read(namespace, name, key) {
        reads.push(`${namespace}/${name}/${key}`);
        const value = values.get(`${namespace}/${name}/${key}`);
        if (value === undefined) throw new RefitError('SecretNotFound', `secret ${name}, key ${key}: not found`);
        return value;
      },
      entries: () => Promise.reject(new Error('only single keys are read')),
    };
  });

  function place(prefix: string): ArtifactPlace {
    return { s3: { endpoint: server.endpoint, bucket: server.bucket, prefix, secretRef: { name: 's3' } } };
  }

  function giveSecret(namespace: string): void {
    for (const [key, value] of Object.entries(server.secret)) values.set(`${namespace}/s3/${key}`, `${value}\n`);
  }

  function installation(prefix: string) {
    const { endpoint, bucket } = server;
    return { kind: 'S3', endpoint, bucket, prefix, credentials: async () => server.credentials } as const;
  }

  it('wait for the Secret that a workflow names, and go on when it is there', async () => {
    const stores = createArtifactStores({ secrets, installation: installation('own') });
    const artifacts = stores.of('ml', place('team'));
    expect(secrets.reads).to.deep.equal([]);
    for (const action of [
      () => artifacts.stat(sha256Hex('x')),
      () => artifacts.attempts('ml', attemptRecord(1).fingerprint),
      () => artifacts.write(Buffer.from('x')),
    ]) {
      expect(await reasonOf(action())).to.equal('SecretNotFound');
    }
    giveSecret('ml');
    const { digest } = await artifacts.write(Buffer.from('x'));
    expect(await textOf(artifacts, digest)).to.equal('x');
    const before = secrets.reads.length;
    expect(await stores.of('ml', place('team')).stat(digest)).to.have.property('size', 1);
    expect(secrets.reads).to.have.length(before);
  });

  it('never meet: not in one bucket under one prefix, not with the place of the installation', async () => {
    const stores = createArtifactStores({ secrets, installation: installation('team') });
    giveSecret('ml');
    giveSecret('other');
    const ml = stores.of('ml', place('team'));
    const { digest } = await ml.write(Buffer.from('secret'));
    await ml.record('ml', attemptRecord(1));
    const other = stores.of('other', place('team'));
    expect(await other.stat(digest)).to.equal(undefined);
    expect(await other.attempts('other', attemptRecord(1).fingerprint)).to.deep.equal([]);
    expect(await reasonOf(other.attempts('ml', attemptRecord(1).fingerprint))).to.equal('ArtifactStoreUnavailable');
    expect(await stores.of('other').stat(digest)).to.equal(undefined);
    // A namespace cannot name itself into another: its own name always follows the prefix.
    const inside = stores.of('other', place('team/ml'));
    expect(await inside.stat(digest)).to.equal(undefined);
    expect(() => stores.of('../ml')).to.throw(RefitError, 'namespace');
  });

  it('are where pods find them, in a bucket of the installation', async () => {
    const stores = createArtifactStores({ secrets, installation: installation('whole') });
    const { endpoint, bucket } = server;
    const access = podArtifacts('ml', undefined, {
      kind: 'S3',
      endpoint,
      bucket,
      prefix: 'whole',
      podSecretRef: { name: 'refit-artifacts' },
    });
    expect(access).to.deep.include({ prefix: 'whole/ml', secretName: 'refit-artifacts', region: 'us-east-1' });
    const folder = temporaryFolder();
    mkdirSync(join(folder.path, 'secret'));
    for (const [name, value] of Object.entries(server.secret)) writeFileSync(join(folder.path, 'secret', name), value);
    const pod = await openPodArtifacts(parsePodArtifacts(JSON.parse(JSON.stringify(access))), folder.path);
    const { digest } = await pod.write(Buffer.from('from a pod'));
    expect(await textOf(stores.of('ml'), digest)).to.equal('from a pod');
    expect(await stores.of('other').stat(digest)).to.equal(undefined);
    folder.remove();
  });

  it('are on a volume for a trial', async () => {
    const folder = temporaryFolder();
    const stores = createArtifactStores({ secrets, installation: { kind: 'Volume', folder: folder.path } });
    const { digest } = await stores.of('ml').write(Buffer.from('x'));
    expect(await stores.of('ml').stat(digest)).to.have.property('size', 1);
    expect(await stores.of('other').stat(digest)).to.equal(undefined);
    const access = podArtifacts('ml', undefined, { kind: 'Volume', url: 'http://a:1' });
    expect(access).to.deep.equal({ kind: 'Http', url: 'http://a:1', audience: 'refit-artifacts' });
    expect(podArtifacts('ml', place('team'), { kind: 'Volume', url: 'http://a:1' })).to.deep.include({
      prefix: 'team/ml',
      secretName: 's3',
    });
    for (const value of [undefined, {}, { kind: 'Http' }, { kind: 'S3', endpoint: 1 }, { kind: 'File' }]) {
      expect(() => parsePodArtifacts(value)).to.throw(RefitError);
    }
    folder.remove();
  });
});
