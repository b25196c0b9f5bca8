import { expect } from 'chai';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { join } from 'node:path';
import { type Cluster, ensureCluster } from '../support/cluster/cluster.ts';
import { baseImage, ensureImage, pythonImage } from '../support/cluster/images.ts';
import {
  type Place,
  create,
  createNamespace,
  createPod,
  inNamespace,
  restricted,
  runPod,
} from '../support/cluster/pods.ts';
import { eventually } from '../support/eventually.ts';
import { temporaryFolder } from '../support/folder.ts';

const suffix = randomBytes(4).toString('hex');

describe('the cluster of the tests', function () {
  this.timeout(1_800_000);
  let cluster: Cluster;
  let place: Place;
  let base: string;
  let python: string;

  before(async () => {
    cluster = await ensureCluster();
    base = await baseImage();
    python = await pythonImage();
    place = await createNamespace(cluster.kubeconfig, `node-${suffix}`);
  });

  after(async () => {
    await inNamespace(place, ['delete', 'namespace', place.namespace, '--wait=false']);
  });

  it('runs a Job of two init containers and a container, and tells their logs and last words', async () => {
    const container = (name: string, script: string): unknown => ({
      name,
      image: base,
      command: ['sh', '-ec', script],
      securityContext: restricted,
      volumeMounts: [{ name: 'work', mountPath: '/data' }],
    });
    const spec = {
      restartPolicy: 'Never',
      securityContext: { fsGroup: 65_532 },
      volumes: [{ name: 'work', emptyDir: {} }],
      initContainers: [
        container('fetch', 'echo one >/data/a'),
        container('step', 'cat /data/a; echo two >>/data/a; id -u'),
      ],
      containers: [container('publish', 'cat /data/a; echo -n "{}" >/dev/termination-log')],
    };
    const job = { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'three' } };
    await create(place, { ...job, spec: { backoffLimit: 0, template: { spec } } });
    await inNamespace(place, ['wait', '--for=condition=Complete', 'job/three', '--timeout=120s']);
    expect(await inNamespace(place, ['logs', 'job/three', '-c', 'step'])).to.equal('one\n65532\n');
    expect(await inNamespace(place, ['logs', 'job/three'])).to.contain('one\ntwo\n');
    const words = 'jsonpath={.items[0].status.containerStatuses[0].state.terminated.message}';
    expect(await inNamespace(place, ['get', 'pods', '-l', 'job-name=three', '-o', words])).to.equal('{}');
  });

  it('resolves services, and reaches pods by the name and this machine by its address', async () => {
    const serve = ['python3', '-m', 'http.server', '8080', '--directory', '/etc'];
    // Ready without a probe means only that the process began; it listens later.
    const listening = { readinessProbe: { httpGet: { path: '/hostname', port: 8080 }, periodSeconds: 1 } };
    const server = { name: 'server', image: python, command: serve, labels: { app: 'server' }, container: listening };
    await createPod(place, server);
    const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'server' } };
    await create(place, { ...service, spec: { selector: { app: 'server' }, ports: [{ port: 80, targetPort: 8080 }] } });
    await inNamespace(place, ['wait', '--for=condition=Ready', 'pod/server', '--timeout=120s']);

    const host = http.createServer((_request, response) => response.end('from the machine'));
    await new Promise<void>((resolve) => host.listen(0, cluster.hostAddress, resolve));
    try {
      const address = host.address();
      const port = typeof address === 'object' ? address?.port : undefined;
      const script = [
        'import socket, time, urllib.request as http',
        'get = lambda url: http.urlopen(url, timeout=10).read().decode()',
        'for name in ["server", "kubernetes.default.svc.cluster.local"]: print(socket.gethostbyname(name))',
        // kube-proxy hears of an endpoint after the pod is Ready, and refuses until it did.
        'end = time.monotonic() + 60',
        'while True:',
        '  try: print(get("http://server/hostname").strip()); break',
        '  except OSError:',
        '    if time.monotonic() > end: raise',
        '    time.sleep(0.1)',
        `print(get("http://${cluster.hostAddress}:${port}/"))`,
        'try: socket.gethostbyname("nowhere.example.com")',
        'except socket.gaierror: print("unknown")',
      ].join('\n');
      const log = await runPod(place, { name: 'client', image: python, command: ['python3', '-c', script] });
      const ips = await inNamespace(place, ['get', 'service', 'server', '-o', 'jsonpath={.spec.clusterIP}']);
      const lines = log.trim().split('\n');
      expect(lines[0]).to.equal(ips);
      expect(lines[1]).to.match(/^\d+\.\d+\.\d+\.1$/);
      expect(lines[2]).to.equal('server');
      expect(lines.slice(3)).to.deep.equal(['from the machine', 'unknown']);
      const fromHere = await fetch(`http://${ips}/hostname`, { signal: AbortSignal.timeout(20_000) });
      expect((await fromHere.text()).trim()).to.equal('server');
    } finally {
      host.close();
    }
  });

  it('lets a pod reach the API by cluster IP, and go on while the API server is away', async () => {
    const script = [
      'import os, ssl, urllib.request as http',
      'folder = "/var/run/secrets/kubernetes.io/serviceaccount/"',
      'url = "https://%(KUBERNETES_SERVICE_HOST)s:%(KUBERNETES_SERVICE_PORT)s/api" % os.environ',
      'headers = {"authorization": "Bearer " + open(folder + "token").read()}',
      'context = ssl.create_default_context(cafile=folder + "ca.crt")',
      'print(http.urlopen(http.Request(url, headers=headers), context=context, timeout=10).status)',
    ].join('\n');
    const request = { name: 'api', image: python, command: ['python3', '-c', script] };
    expect(await runPod(place, request)).to.equal('200\n');
    const version = () => inNamespace(place, ['get', '--raw', '/version', '--request-timeout=2s']);
    await cluster.stopApiServer();
    try {
      expect(await version().catch(String)).to.match(/refused|connect/);
    } finally {
      await cluster.startApiServer();
    }
    expect(await version()).to.contain('v1.36');
    expect(await inNamespace(place, ['get', 'pod', 'server', '-o', 'jsonpath={.status.phase}'])).to.equal('Running');
  });

  it('builds an image, pushes it, and pulls it; a second call does nothing', async () => {
    const folder = temporaryFolder();
    try {
      const dockerfile = join(folder.path, 'Dockerfile');
      const context = join(folder.path, 'context');
      mkdirSync(context);
      writeFileSync(
        dockerfile,
        'ARG BASE\nFROM ${BASE}\nCOPY word /word\nRUN cat /word >/twice && cat /word >>/twice\n',
      );
      writeFileSync(join(context, 'word'), `${suffix}\n`);
      const name = `localhost/built-${suffix}:1`;
      const request = { dockerfile, context, args: { BASE: base }, names: [name] };
      const reference = await ensureImage('refit-test/built', request);
      expect(await ensureImage('refit-test/built', request)).to.equal(reference);
      const command = ['cat', '/twice'];
      expect(await runPod(place, { name: 'pulled', image: reference, command })).to.equal(`${suffix}\n${suffix}\n`);
      expect(await runPod(place, { name: 'named', image: name, command })).to.equal(`${suffix}\n${suffix}\n`);
    } finally {
      folder.remove();
    }
  });

  it('has an S3-compatible server that pods reach, with data that outlives a stop', async () => {
    const env = Object.entries({
      S3_ENDPOINT: cluster.s3.endpoint,
      S3_ACCESS_KEY: cluster.s3.accessKey,
      S3_SECRET_KEY: cluster.s3.secretKey,
      S3_BUCKET: `bucket-${suffix}`,
    }).map(([name, value]) => ({ name, value }));
    const script = readFileSync(join(import.meta.dirname, 's3-client.py'), 'utf8');
    const command = ['python3', '-c', script];
    expect(await runPod(place, { name: 's3', image: python, command, container: { env } })).to.equal('from a pod\n');
    await cluster.stopS3();
    try {
      expect(await fetch(cluster.s3.endpoint).then(String, () => 'no answer')).to.equal('no answer');
    } finally {
      await cluster.startS3();
    }
    const readAgain = script.replace(/^ask\("PUT".*$/gm, '');
    const again = { name: 's3-again', image: python, command: ['python3', '-c', readAgain], container: { env } };
    expect(await runPod(place, again)).to.equal('from a pod\n');
  });

  it('enforces memory limits, binds the volume of the trial, and refuses a pod that is not restricted', async () => {
    const claim = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'trial' } };
    const spec = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } };
    await create(place, { ...claim, spec: { ...spec, storageClassName: '', volumeName: 'refit-trial' } });
    await inNamespace(place, ['wait', '--for=jsonpath={.status.phase}=Bound', 'pvc/trial', '--timeout=60s']);
    const volumes = { volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'trial' } }] };
    const container = { volumeMounts: [{ name: 'v', mountPath: '/v' }] };
    const command = ['sh', '-ec', 'echo kept >/v/a; cat /v/a; rm /v/a'];
    expect(await runPod(place, { name: 'volume', image: base, command, container, spec: volumes })).to.equal('kept\n');
    await inNamespace(place, ['delete', 'pod/volume', 'pvc/trial']);
    const free = ['patch', 'pv', 'refit-trial', '--type=merge', '-p', '{"spec":{"claimRef":null}}'];
    await inNamespace(place, free);

    const limits = { resources: { limits: { memory: '32Mi' } } };
    const eat = ['python3', '-c', 'b = bytearray(200_000_000)'];
    await createPod(place, { name: 'eater', image: python, command: eat, container: limits });
    const reason = 'jsonpath={.status.containerStatuses[0].state.terminated.reason}';
    await eventually(
      async () => (await inNamespace(place, ['get', 'pod', 'eater', '-o', reason])) === 'OOMKilled',
      60_000,
    );
    const open = { name: 'open', image: base, command: ['true'], container: { securityContext: {} } };
    expect(await createPod(place, open).catch(String)).to.contain('violates PodSecurity');
  });
});
