import { expect } from 'chai';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openObjectArtifacts } from '../../controller/artifacts/objects/artifacts.ts';
import type { ObjectArtifacts } from '../../controller/artifacts/objects/artifacts.ts';
import { openS3Objects } from '../../controller/artifacts/objects/s3.ts';
import { namespacePrefix, podArtifacts } from '../../controller/artifacts/pod-access.ts';
import { releaseContent } from '../../controller/core/release.ts';
import type { KubernetesClient } from '../../controller/kubernetes/client.ts';
import { connectKubernetes } from '../../controller/kubernetes/connect.ts';
import { systemClock } from '../../controller/runtime/clock.ts';
import { createDeploymentServing } from '../../controller/serving/deployment/serving.ts';
import type { Release, Serving, ServingKey } from '../../controller/serving/serving.ts';
import { reaches, serves } from '../apiserver/serving-fixture.ts';
import type { TestRelease } from '../apiserver/serving-fixture.ts';
import { ensureCluster } from '../support/cluster/cluster.ts';
import { controllerImage, pythonImage } from '../support/cluster/images.ts';
import { create, createNamespace, createPod, inNamespace } from '../support/cluster/pods.ts';
import type { Place } from '../support/cluster/pods.ts';
import { eventually } from '../support/eventually.ts';
import { temporaryFolder } from '../support/folder.ts';
import { silentLogger } from '../support/log.ts';
import { ensureBucket } from './support/bucket.ts';

const bucket = 'refit-serving';
const secretName = 'refit-artifacts';
const readiness = { path: '/healthz', timeoutMs: 20_000 };

describe('serving on a real node', function () {
  this.timeout(1_800_000);
  const folder = temporaryFolder();
  let place: Place;
  let client: KubernetesClient;
  let artifacts: ObjectArtifacts;
  let serving: Serving;
  let key: ServingKey;
  let image: string;
  let inputs: Release['inputs'];

  before(async () => {
    const cluster = await ensureCluster();
    image = await pythonImage();
    const own = await controllerImage();
    // Pod Security `restricted` is enforced in it.
    place = await createNamespace(cluster.kubeconfig, `serving-${randomBytes(4).toString('hex')}`);
    const { namespace } = place;
    const { endpoint, accessKey, secretKey } = cluster.s3;
    await ensureBucket(cluster.s3, bucket);
    const credentials = { accessKeyId: accessKey, secretAccessKey: secretKey };
    await create(place, { apiVersion: 'v1', kind: 'Secret', metadata: { name: secretName }, stringData: credentials });
    const prefix = namespacePrefix(undefined, namespace);
    const objects = openS3Objects({
      endpoint,
      bucket,
      region: 'us-east-1',
      prefix,
      credentials: async () => credentials,
    });
    artifacts = openObjectArtifacts(objects, { namespace });
    client = await connectKubernetes({ kubeconfig: cluster.kubeconfig });
    inputs = [await input('code', '.', 'Copy', 'serving-server.py'), await input('labels', '../labels', 'Mount')];
    const installation = { kind: 'S3', endpoint, bucket, podSecretRef: { name: secretName } } as const;
    serving = createDeploymentServing({
      client,
      stores: { of: () => artifacts },
      image: own,
      podArtifacts: (where, at) => podArtifacts(where, at, installation),
      clock: systemClock,
      random: Math.random,
      log: silentLogger,
      watchNamespace: namespace,
    });
    key = { namespace, workflow: 'digits', workflowUID: '11111111-1111-4111-8111-111111111111', step: 'serve' };
  });

  after(async () => {
    await serving.remove(key);
    await serving.close();
    await client.close();
    await inNamespace(place, ['delete', 'namespace', place.namespace, '--wait=false']);
    folder.remove();
  });

  async function input(
    name: string,
    path: string,
    mode: 'Copy' | 'Mount',
    file?: string,
  ): Promise<Release['inputs'][number]> {
    const root = join(folder.path, name);
    mkdirSync(root);
    const text = file === undefined ? '0 1 2' : readFileSync(join(import.meta.dirname, file), 'utf8');
    writeFileSync(join(root, file ?? 'labels.txt'), text);
    const { digest } = await artifacts.publish(root);
    return { name, path, mode, digest, artifact: digest };
  }

  async function release(model: string, mode: string, change: Partial<Release> = {}): Promise<TestRelease> {
    const stat = await artifacts.write(Buffer.from(model));
    const content: Release = {
      model: stat.digest,
      modelName: 'models/model.txt',
      command: ['python3', 'serving-server.py', '{{ inputs.labels.path }}/labels.txt'],
      args: [],
      env: [{ name: 'MODE', value: mode }],
      environment: { name: 'py', image },
      inputs,
      port: 8080,
      readiness,
      ...change,
    };
    return { digest: (await artifacts.write(Buffer.from(releaseContent(content)))).digest, content };
  }

  async function clientLines(): Promise<string[]> {
    return (await inNamespace(place, ['logs', 'client'])).trim().split('\n');
  }

  async function asked(): Promise<number> {
    const counts = (await clientLines()).filter((line) => line.startsWith('COUNT'));
    return Number(counts.at(-1)?.slice('COUNT '.length) ?? 0);
  }

  it('loses no request over new releases, and over one that ends and one that hangs', async () => {
    const [a, b] = [await release('a', 'good'), await release('b', 'good')];
    const { url = '' } = await serves(serving, key, a, 'digits-1');
    const script = readFileSync(join(import.meta.dirname, 'serving-client.py'), 'utf8');
    await createPod(place, { name: 'client', image, command: ['python3', '-c', script, url] });
    await eventually(async () => (await clientLines()).includes('SEEN a'), 60_000);

    await serves(serving, key, b, 'digits-2');
    await eventually(async () => (await clientLines()).includes('SEEN b'), 60_000);

    const ends = await reaches(
      serving,
      key,
      { release: await release('c', 'exit'), again: 'digits-3' },
      ({ rollout }) => rollout?.phase === 'Failed',
    );
    expect(ends.rollout?.reason).to.equal('Exited');
    expect(ends.rollout?.message).to.match(
      /not ready within 20s: the server ended with exit code 1.*cannot load the model/,
    );
    expect(ends).to.deep.include({ live: b.digest, healthy: true });
    await serves(serving, key, b, 'digits-2');

    const hangs = await reaches(
      serving,
      key,
      { release: await release('d', 'hang'), again: 'digits-4' },
      ({ rollout }) => rollout?.phase === 'Failed',
    );
    expect(hangs.rollout).to.deep.include({
      reason: 'NotReady',
      message: 'not ready within 20s: the server is not ready yet',
    });
    await serves(serving, key, b, 'digits-2');

    await serves(serving, key, await release('e', 'good', { port: 9090 }), 'digits-5');
    await eventually(async () => (await clientLines()).includes('SEEN e'), 60_000);
    const before = await asked();
    await eventually(async () => (await asked()) > before + 50, 60_000);
    // Every server that was replaced has ended by now, with all it was asked.
    await eventually(async () => {
      const pods = await inNamespace(place, ['get', 'pods', '-l', 'refit.dev/stage', '-o', 'name']);
      expect(pods.trim().split('\n')).to.have.length(1);
    }, 120_000);
    expect(await asked()).to.be.above(300);
    const lines = await clientLines();
    expect(lines.filter((line) => line.startsWith('FAILED'))).to.deep.equal([]);
    expect(lines.filter((line) => line.startsWith('SEEN'))).to.deep.equal(['SEEN a', 'SEEN b', 'SEEN e']);
  });

  it('gives a server its model read-only, its inputs, and no more rights than it needs', async () => {
    await serves(serving, key, await release('f', 'good'), 'digits-6');
    const script = 'import sys, urllib.request; print(urllib.request.urlopen(sys.argv[1]).read().decode())';
    await eventually(async () => {
      const text = await inNamespace(place, [
        'exec',
        'client',
        '--',
        'python3',
        '-c',
        script,
        `http://digits-serve.${place.namespace}.svc/state`,
      ]);
      expect(JSON.parse(text)).to.deep.equal({
        model: 'f',
        modelWritable: false,
        user: 65532,
        workspaceWritable: true,
        labels: '0 1 2',
        token: false,
      });
    }, 60_000);
  });

  it('says which secret is missing, and goes on when it is there', async () => {
    const secret = { name: 'hub', key: 'token' };
    const wanted = { release: await release('g', 'good', { env: [{ name: 'TOKEN', secret }] }), again: 'digits-7' };
    const { rollout } = await reaches(serving, key, wanted, (state) => state.rollout?.message.includes('hub') === true);
    expect(rollout?.message).to.contain('container server cannot be made: secret "hub" not found');
    await create(place, {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'hub' },
      stringData: { token: 't0ken' },
    });
    await serves(serving, key, wanted.release, wanted.again);
  });

  it('brings back a server whose pod was deleted', async () => {
    const { release: last, again } = { release: await release('h', 'good'), again: 'digits-8' };
    await serves(serving, key, last, again);
    const names = ['get', 'pods', '-l', 'refit.dev/stage', '-o', 'jsonpath={.items[*].metadata.name}'];
    const before = await inNamespace(place, names);
    await inNamespace(place, ['delete', 'pods', '-l', 'refit.dev/stage', '--wait=true', '--timeout=120s']);
    const state = await serves(serving, key, last, again);
    expect(state).to.deep.include({ live: last.digest, restarts: 0 });
    expect(await inNamespace(place, names)).to.not.equal(before);
  });
});
