import { expect } from 'chai';
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openObjectArtifacts } from '../../controller/artifacts/objects/artifacts.ts';
import type { ObjectArtifacts } from '../../controller/artifacts/objects/artifacts.ts';
import { openS3Objects } from '../../controller/artifacts/objects/s3.ts';
import { namespacePrefix, podArtifacts } from '../../controller/artifacts/pod-access.ts';
import { executionName } from '../../controller/core/naming.ts';
import { compilePatterns } from '../../controller/core/select.ts';
import { selectEntries } from '../../controller/core/selection.ts';
import type { Engine, ExecutionInput, ExecutionRequest, ExecutionState } from '../../controller/engines/engine.ts';
import { createJobEngine } from '../../controller/engines/job/engine.ts';
import { executionLabel } from '../../controller/engines/job/names.ts';
import { listEntries } from '../../controller/git/export.ts';
import type { KubernetesClient } from '../../controller/kubernetes/client.ts';
import { connectKubernetes } from '../../controller/kubernetes/connect.ts';
import { pods, workflowSpecs } from '../../controller/kubernetes/resources.ts';
import { systemClock } from '../../controller/runtime/clock.ts';
import { createKubernetesSecrets } from '../../controller/secrets/kubernetes.ts';
import { applyCrds, ensureCluster } from '../support/cluster/cluster.ts';
import { controllerImage, pythonImage } from '../support/cluster/images.ts';
import { create, createNamespace, inNamespace } from '../support/cluster/pods.ts';
import type { Place } from '../support/cluster/pods.ts';
import { eventually } from '../support/eventually.ts';
import { temporaryFolder } from '../support/folder.ts';
import { GitHttpServer } from '../support/git-http-server.ts';
import { TestRepository } from '../support/git-repository.ts';
import { silentLogger } from '../support/log.ts';
import { ensureBucket } from './support/bucket.ts';

const bucketName = 'refit-jobs';

const train = `
import json, os, pathlib, signal, sys, time
def polite(*_):
    print('told to go', flush=True)
    sys.exit(3)
signal.signal(signal.SIGTERM, polite)
mode = os.environ.get('MODE', '')
print('mode', mode, os.environ.get('TOKEN', ''), flush=True)
assert os.getuid() == 65532 and not os.path.exists('/refit/artifacts') and not os.path.exists('/refit/own')
assert not os.path.exists('/var/run/secrets/kubernetes.io')
if mode == 'fail':
    sys.exit(7)
if mode == 'sleep':
    time.sleep(600)
if mode == 'memory':
    block = bytearray(400 * 1024 * 1024)
rows = pathlib.Path(sys.argv[1]).read_text()
pathlib.Path(os.environ['HOME'], 'x').write_text('home is writable')
pathlib.Path(os.environ['REFIT_OUTPUT_MODEL']).write_text('model of ' + rows)
pathlib.Path('metrics.json').write_text(json.dumps({'acc': 0.5}))
`;

describe('steps as Jobs on a real node', function () {
  this.timeout(1_800_000);
  const folder = temporaryFolder();
  let place: Place;
  let client: KubernetesClient;
  let engine: Engine;
  let artifacts: ObjectArtifacts;
  let git: GitHttpServer;
  let image: string;
  let workflowUID: string;
  let inputs: readonly ExecutionInput[];
  let attempt = 0;
  let installed: Place;
  let replicas: string;
  const controller = (...verb: string[]): string[] => [...verb, 'deployment', 'refit-controller'];

  before(async () => {
    const cluster = await ensureCluster();
    // An installed controller would record and remove what is looked at here.
    installed = { kubeconfig: cluster.kubeconfig, namespace: 'refit-system' };
    replicas = await inNamespace(installed, [
      ...controller('get'),
      '--ignore-not-found',
      '-o=jsonpath={.spec.replicas}',
    ]);
    if (replicas !== '') {
      await inNamespace(installed, [...controller('scale'), '--replicas=0']);
      await inNamespace(installed, [
        'wait',
        '--for=delete',
        'pods',
        '--selector=app.kubernetes.io/component=controller',
        '--timeout=120s',
      ]);
    }
    image = await pythonImage();
    const own = await controllerImage();
    // Pod Security `restricted` is enforced in it.
    place = await createNamespace(cluster.kubeconfig, `job-${randomBytes(4).toString('hex')}`);
    await applyCrds(cluster);
    const { namespace } = place;
    const { endpoint, accessKey, secretKey } = cluster.s3;
    await ensureBucket(cluster.s3, bucketName);
    const credentials = { accessKeyId: accessKey, secretAccessKey: secretKey };
    await create(place, { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'store' }, stringData: credentials });
    await create(place, {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'hub' },
      stringData: { token: 'hunter2hunter2' },
    });
    const prefix = namespacePrefix(undefined, namespace);
    const s3 = { endpoint, bucket: bucketName, region: 'us-east-1', prefix };
    artifacts = openObjectArtifacts(openS3Objects({ ...s3, credentials: async () => credentials }), { namespace });
    client = await connectKubernetes({ kubeconfig: cluster.kubeconfig });
    const installation = { kind: 'S3', endpoint, bucket: bucketName, podSecretRef: { name: 'store' } } as const;
    engine = createJobEngine({
      client,
      stores: { of: () => artifacts },
      secrets: createKubernetesSecrets(client),
      image: own,
      podArtifacts: (where, at) => podArtifacts(where, at, installation),
      clock: systemClock,
      random: Math.random,
      log: silentLogger,
      watchNamespace: namespace,
    });
    mkdirSync(join(folder.path, 'git'));
    git = await GitHttpServer.start(join(folder.path, 'git'), cluster.hostAddress);
    const repository = await TestRepository.create(join(folder.path, 'git', 'code.git'), { bare: true });
    repository.write('train.py', train).write('data/rows.csv', '1,2');
    const source = { url: git.url('code.git'), commit: await repository.commit('first') };
    inputs = [
      await input(source, 'code', '.', 'Copy', ['train.py']),
      await input(source, 'data', '../data', 'Mount', ['data']),
    ];
    const workflow = await client.create(workflowSpecs, {
      apiVersion: 'refit.dev/v1alpha1',
      kind: 'WorkflowSpec',
      metadata: { name: 'w', namespace },
      spec: {
        // Nobody else is to carry it out: there is no such host.
        sources: [{ name: 'code', git: { url: 'http://git.invalid/code.git' } }],
        steps: [{ name: 'train', run: { image, command: ['true'] } }],
      },
    });
    workflowUID = workflow.metadata.uid ?? '';
  });

  after(async () => {
    await engine.close();
    await client.close();
    await git.stop();
    await inNamespace(place, ['delete', 'namespace', place.namespace, '--wait=false']);
    folder.remove();
    if (replicas === '') return;
    await inNamespace(installed, [...controller('scale'), `--replicas=${replicas}`]);
    await inNamespace(installed, [...controller('rollout', 'status'), '--timeout=120s']);
  });

  async function input(
    source: { readonly url: string; readonly commit: string },
    name: string,
    path: string,
    mode: 'Copy' | 'Mount',
    paths: readonly string[],
  ): Promise<ExecutionInput> {
    const mirrors = join(folder.path, 'mirrors');
    const entries = await listEntries({ mirrors, repository: { url: source.url }, commit: source.commit });
    const { digest } = selectEntries(entries, compilePatterns(paths));
    return { name, path, mode, digest, from: { kind: 'Git', ...source, paths } };
  }

  function request(mode: string, over: Partial<ExecutionRequest> = {}): ExecutionRequest {
    const { namespace } = place;
    const fingerprint = `sha256:${'ab'.repeat(32)}`;
    return {
      key: {
        namespace,
        workflow: 'w',
        workflowUID,
        step: 'train',
        subject: 'candidate',
        fingerprint,
        attempt: ++attempt,
      },
      command: ['python3', 'train.py', '{{ inputs.data.path }}/data/rows.csv'],
      args: [],
      env: [
        { name: 'MODE', value: mode },
        { name: 'TOKEN', secret: { name: 'hub', key: 'token' } },
      ],
      environment: { name: 'py', image },
      inputs,
      outputs: [
        { name: 'model', kind: 'model' },
        { name: 'report', kind: 'metrics', path: 'metrics.json' },
      ],
      timeoutMs: 300_000,
      context: {},
      ...over,
    };
  }

  const until = (wanted: ExecutionRequest, check: (state: ExecutionState) => boolean): Promise<ExecutionState> =>
    eventually(async () => {
      const state = await engine.observe(executionName(wanted.key));
      if (state !== undefined && check(state)) return state;
      throw new Error(`is ${state?.phase ?? 'not there'}: ${state?.reason ?? ''} ${state?.message ?? ''}`);
    }, 180_000);

  async function run(wanted: ExecutionRequest): Promise<ExecutionState> {
    await engine.ensure(wanted);
    return until(wanted, ({ finished }) => finished);
  }

  async function running(wanted: ExecutionRequest): Promise<string> {
    await engine.ensure(wanted);
    await listening(wanted);
    return podOf(wanted);
  }

  /** Its process has begun, and will hear when it is told to go: a container that runs is not there yet. */
  async function listening(wanted: ExecutionRequest): Promise<void> {
    await until(wanted, ({ phase }) => phase === 'Running');
    await eventually(async () => (await log(wanted)).includes('mode'), 60_000);
  }

  async function podOf(wanted: ExecutionRequest): Promise<string> {
    const labelSelector = `${executionLabel}=${executionName(wanted.key)}`;
    const { items } = await client.list(pods, { namespace: place.namespace, labelSelector });
    return items[0]?.metadata.name ?? '';
  }

  async function log(wanted: ExecutionRequest): Promise<string> {
    const chunks: Buffer[] = [];
    for await (const chunk of engine.logs(executionName(wanted.key), { follow: false })) chunks.push(chunk);
    return Buffer.concat(chunks).toString('utf8');
  }

  async function text(digest: string | undefined): Promise<string> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of await artifacts.read(digest ?? '')) chunks.push(chunk as Uint8Array);
    return Buffer.concat(chunks).toString('utf8');
  }

  it('fetches, runs and publishes; nothing of it is left in the cluster', async () => {
    const wanted = request('', {
      placement: { resources: { limits: { memory: '256Mi' } }, workspace: { size: '1Gi' } },
    });
    const state = await run(wanted);
    expect(state).to.include({ phase: 'Succeeded', exitCode: 0 });
    expect(state.metrics).to.deep.equal({ report: { acc: '0.5' } });
    expect(await text(state.outputs[0]?.digest)).to.equal('model of 1,2');
    expect(await log(wanted)).to.equal('mode  ***\n');
    await engine.remove(executionName(wanted.key));
    await eventually(async () => (await podOf(wanted)) === '');
  });

  it('feeds what it published to the next step', async () => {
    const { outputs } = await run(request(''));
    const model = {
      name: 'data',
      path: '../data',
      mode: 'Mount',
      digest: outputs[0]?.digest ?? '',
      from: { kind: 'Artifact' },
    } as const;
    const command = ['python3', 'train.py', '{{ inputs.data.path }}'];
    const state = await run(request('', { command, inputs: [...inputs.slice(0, 1), model] }));
    expect(await text(state.outputs[0]?.digest)).to.equal('model of model of 1,2');
  });

  it('captures inputs', async () => {
    const { command: _none, ...capture } = request('', { outputs: [], env: [] });
    const state = await run(capture);
    expect(state).to.include({ phase: 'Succeeded' });
    expect(state.outputs.map(({ name }) => name)).to.deep.equal(['code', 'data']);
  });

  it('tells a failure with the last lines printed, secrets taken out', async () => {
    const state = await run(request('fail'));
    expect(state).to.include({ phase: 'Failed', reason: 'ExitCode', exitCode: 7 });
    expect(state.message).to.equal('exit code 7; the last it printed:\nmode fail ***');
  });

  it('tells that it ran out of memory, and that there is no such command', async () => {
    const limits = { resources: { limits: { memory: '128Mi' } } };
    const memory = run(request('memory', { placement: limits }));
    const command = run(request('', { command: ['no-such-program'] }));
    expect(await memory).to.include({ phase: 'Failed', reason: 'OOMKilled' });
    expect(await command).to.include({ phase: 'Failed', reason: 'CommandNotFound' });
  });

  it('ends what takes too long and what is cancelled, politely, and keeps what they printed', async () => {
    const slow = request('sleep', { timeoutMs: 3000 });
    const unwanted = request('sleep');
    await Promise.all([engine.ensure(slow), running(unwanted)]);
    await engine.cancel(executionName(unwanted.key), 'nobody wants it');
    expect(await until(slow, ({ finished }) => finished)).to.include({ phase: 'Failed', reason: 'Timeout' });
    expect(await until(unwanted, ({ finished }) => finished)).to.include({
      phase: 'Cancelled',
      message: 'nobody wants it',
    });
    // The kubelet may add that it finds the container no more.
    expect(await log(slow)).to.match(/^mode sleep \*\*\*\ntold to go\n/);
    expect(await log(unwanted)).to.match(/^mode sleep \*\*\*\ntold to go\n/);
  });

  it('goes on after an eviction, and ends as infrastructure when its pod is deleted by hand', async () => {
    const wanted = request('sleep');
    const first = await running(wanted);
    const metadata = { name: first, namespace: place.namespace };
    await client.create(pods, { apiVersion: 'policy/v1', kind: 'Eviction', metadata }, 'eviction');
    await eventually(async () => !['', first].includes(await podOf(wanted)), 120_000);
    await listening(wanted);
    await client.delete(pods, { namespace: place.namespace, name: await podOf(wanted) });
    const state = await until(wanted, ({ finished }) => finished);
    expect(state.phase).to.equal('Infrastructure');
    expect(state.reason).to.be.oneOf(['PodDeleted', 'PodGone']);
    expect(await log(wanted)).to.contain('told to go');
  });

  it('says why an image cannot be pulled', async () => {
    const wanted = request('', { environment: { name: 'py', image: 'registry.invalid/none:1' } });
    await engine.ensure(wanted);
    const state = await until(wanted, ({ message }) => message.includes('cannot be pulled'));
    expect(state.finished).to.equal(false);
    await engine.cancel(executionName(wanted.key), 'enough');
    expect(await until(wanted, ({ finished }) => finished)).to.include({ phase: 'Cancelled' });
    const invalid = await run(request('', { environment: { name: 'py', image: 'Not A Name' } }));
    expect(invalid).to.include({ phase: 'Failed', reason: 'InvalidImageName' });
  });
});
