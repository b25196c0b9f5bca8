/** A namespace on the real node with a repository and one workflow of one step, and a controller beside the cluster. */
import { stringify } from 'yaml';
import type { KubernetesClient } from '../../controller/kubernetes/client.ts';
import { connectKubernetes } from '../../controller/kubernetes/connect.ts';
import { workflowSpecs } from '../../controller/kubernetes/resources.ts';
import { ensureBucket } from '../../test/cluster/support/bucket.ts';
import { giveKeys } from '../../test/cluster/support/installation.ts';
import { applyCrds, ensureCluster, kubectl, type Cluster } from '../../test/support/cluster/cluster.ts';
import { controllerImage, digitsImage } from '../../test/support/cluster/images.ts';
import { Repository } from '../repository.ts';
import type { Scratch } from '../scratch.ts';
import { sourceOf, workflowOf } from '../workflow.ts';
import { startController, steady, type ClusterController } from './controller.ts';
import { SeenServer } from './seen.ts';

const bucket = 'refit-bench';
const system = 'refit-system';

/** What a step prints and makes; never the same twice, so that it is uploaded each time. */
const program = `import time
print("ok")
open("table.txt", "w").write(f"{time.time_ns()}\\n{open('rows.txt').read()}")
`;

export interface OneStep {
  readonly namespace: string;
  readonly client: KubernetesClient;
  readonly controller: ClusterController;
  readonly git: SeenServer;
  readonly origin: Repository;
  readonly author: Repository;
}

type Kubectl = (args: readonly string[], input?: string) => Promise<string>;

/** Makes all of it; the namespace goes with the scratch folder. An installed controller does nothing meanwhile. */
export async function openOneStep(scratch: Scratch, namespace: string): Promise<OneStep> {
  const cluster = await ensureCluster();
  const { kubeconfig } = cluster;
  const tell: Kubectl = (args, input) =>
    kubectl(args, { kubeconfig, timeout: 300_000, ...(input === undefined ? {} : { input }) });
  const [image, stepImage] = [await controllerImage(), await digitsImage()];
  await rest(scratch, tell);
  await applyCrds(cluster);
  await ensureBucket(cluster.s3, bucket);
  const client = await connectKubernetes({ kubeconfig });
  scratch.onEnd(() => client.close());
  await makeNamespace(scratch, tell, cluster, namespace);
  const origin = await Repository.create(`${scratch.folder}/git/code.git`, [
    ['make.py', program],
    ['rows.txt', '0\n'],
  ]);
  const author = await origin.clone(`${scratch.folder}/author.git`);
  const git = await SeenServer.start(`${scratch.folder}/git`, cluster.hostAddress);
  scratch.onEnd(() => git.stop());
  const { apiVersion, kind, spec, metadata } = workflowOf('table', specOf(git.url('code.git'), stepImage));
  await client.create(workflowSpecs, { apiVersion, kind, spec, metadata: { ...metadata, namespace } });
  const controller = await start(scratch, cluster, image, namespace);
  return { namespace, client, controller, git, origin, author };
}

async function makeNamespace(scratch: Scratch, tell: Kubectl, cluster: Cluster, name: string): Promise<void> {
  const labels = { 'pod-security.kubernetes.io/enforce': 'restricted' };
  await tell(['apply', '-f', '-'], stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } }));
  scratch.onEnd(async () => {
    // Its controller has ended, and with it who would take the finalizers off.
    const patch = '{"metadata":{"finalizers":null}}';
    await tell(['patch', 'workflowspecs', 'table', '-n', name, '--type=merge', '-p', patch]);
    await tell(['delete', 'namespace', name, '--timeout=120s']);
  });
  await giveKeys(tell, cluster, name);
}

/** Two controllers would share the work. */
async function rest(scratch: Scratch, tell: Kubectl): Promise<void> {
  const deployment = ['deployment/refit-controller', '-n', system];
  const replicas = await tell(['get', ...deployment, '--ignore-not-found', '-o', 'jsonpath={.spec.replicas}']);
  if (replicas === '' || replicas === '0') return;
  await tell(['scale', ...deployment, '--replicas=0']);
  scratch.onEnd(async () => {
    await tell(['scale', ...deployment, `--replicas=${replicas}`]);
  });
  await tell([
    'wait',
    '--for=delete',
    'pod',
    '-n',
    system,
    '-l',
    'app.kubernetes.io/component=controller',
    '--timeout=60s',
  ]);
}

async function start(
  scratch: Scratch,
  { kubeconfig, s3 }: Cluster,
  image: string,
  namespace: string,
): Promise<ClusterController> {
  const controller = await startController({
    fields: {
      kubeconfig,
      namespace,
      'watch-namespace': namespace,
      image,
      'leader-election': 'false',
      'git-folder': `${scratch.folder}/mirrors`,
      'git-allow-addresses': '127.0.0.0/8',
      'artifacts-s3-endpoint': s3.endpoint,
      'artifacts-s3-bucket': bucket,
      'artifacts-s3-prefix': `run-${process.pid}-${Date.now()}`,
      'artifacts-s3-region': 'us-east-1',
      'artifacts-s3-pod-secret-ref-name': 'refit-s3',
    },
    environment: { REFIT_S3_ACCESS_KEY_ID: s3.accessKey, REFIT_S3_SECRET_ACCESS_KEY: s3.secretKey },
  });
  scratch.onEnd(() => controller.stop());
  await steady(controller, 1, 30_000);
  return controller;
}

function specOf(url: string, image: string): unknown {
  return {
    sources: [sourceOf('code', url, '1s')],
    // None is pruned while runs are counted: that is one request more for each beyond the history.
    history: { successful: 100 },
    steps: [
      {
        name: 'make',
        run: { image, command: ['python3', 'make.py'] },
        inputs: [{ name: 'code', source: 'code' }],
        outputs: [{ name: 'table', path: 'table.txt' }],
      },
    ],
  };
}
