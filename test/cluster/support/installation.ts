/** Refit as a user installs it: from its image and an edited copy of its manifests. */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { stringify } from 'yaml';
import type { KubernetesClient } from '../../../controller/kubernetes/client.ts';
import { connectKubernetes } from '../../../controller/kubernetes/connect.ts';
import { ensureCluster, kubectl, type Cluster } from '../../support/cluster/cluster.ts';
import { controllerImage, digitsImage } from '../../support/cluster/images.ts';
import { eventually } from '../../support/eventually.ts';
import { ensureBucket } from './bucket.ts';

const root = join(import.meta.dirname, '..', '..', '..');

/** The controller's namespace, as the manifests have it. */
export const systemNamespace = 'refit-system';
/** The bucket of the production overlay. */
export const bucket = 'refit';

/** Results outlive their namespace, so that of a test is another one each time. */
export function freshName(name: string): string {
  return `${name}-${randomBytes(3).toString('hex')}`;
}

/** `trial`: one replica, artifacts on its volume. `production`: two replicas, artifacts in the bucket. */
export type Overlay = 'trial' | 'production';

export interface Installation {
  readonly cluster: Cluster;
  /** An administrator's. */
  readonly client: KubernetesClient;
  readonly overlay: Overlay;
  /** The image of examples/digits, as a workflow names it. */
  readonly digitsImage: string;
  /** @returns what it printed @throws Error with what it printed to stderr */
  readonly kubectl: (args: readonly string[], input?: string) => Promise<string>;
  /** The `refit` command, as a person runs it. */
  readonly refit: (args: readonly string[]) => Promise<string>;
}

let installed: Promise<Installation> | undefined;
let current: Overlay | undefined;

/** The installation of one overlay; made when it is first asked for, or when another one is installed. */
export function ensureInstallation(overlay: Overlay = 'production'): Promise<Installation> {
  if (current !== overlay) installed = install(overlay);
  current = overlay;
  return installed ?? install(overlay);
}

/** What was installed is gone, or somebody else's: the next one who asks installs anew. */
export function forgetInstallation(): void {
  current = undefined;
}

async function install(overlay: Overlay): Promise<Installation> {
  const cluster = await ensureCluster();
  const image = await controllerImage();
  const run = (args: readonly string[], input?: string): Promise<string> =>
    kubectl(args, { kubeconfig: cluster.kubeconfig, timeout: 300_000, ...(input === undefined ? {} : { input }) });
  const folder = mkdtempSync(join(tmpdir(), 'refit-manifests-'));
  try {
    const edited = copyManifests(folder, overlay, cluster, image);
    if (overlay === 'production') await prepareBucket(cluster, run);
    else await freeVolume(run);
    await run(['apply', '--server-side', '--force-conflicts', '-k', edited]);
    // The trial's name of the image stays what it was when the image became another.
    if (overlay === 'trial') await run(['rollout', 'restart', '-n', systemNamespace, 'deployment/refit-controller']);
    await run(['rollout', 'status', '-n', systemNamespace, 'deployment/refit-controller', '--timeout=180s']);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return {
    cluster,
    client: await connectKubernetes({ kubeconfig: cluster.kubeconfig }),
    overlay,
    digitsImage: await digitsImage(),
    kubectl: run,
    async refit(args) {
      const command = join(root, 'controller', 'cli', 'refit.sh');
      const { stdout } = await promisify(execFile)(command, [...args, '--kubeconfig', cluster.kubeconfig]);
      return stdout;
    },
  };
}

/** A copy of the manifests, edited as docs/install.md has a person edit them. @returns the overlay's folder */
export function copyManifests(folder: string, overlay: Overlay, cluster: Cluster, image: string): string {
  for (const name of ['crds', 'manifests']) cpSync(join(root, name), join(folder, name), { recursive: true });
  const edited = join(folder, 'manifests', 'overlays', overlay);
  if (overlay === 'production') editProduction(edited, cluster, image);
  return edited;
}

/** The store and the image. */
function editProduction(folder: string, { s3 }: Cluster, image: string): void {
  const config = join(folder, 'config.yaml');
  const colon = image.lastIndexOf(':');
  edit(config, /endpoint: .*/, `endpoint: ${s3.endpoint}`);
  edit(config, /region: .*/, 'region: us-east-1');
  edit(config, /bucket: .*/, `bucket: ${bucket}`);
  const kustomization = join(folder, 'kustomization.yaml');
  edit(kustomization, /newName: .*/, `newName: ${image.slice(0, colon)}`);
  edit(kustomization, /newTag: .*/, `newTag: ${image.slice(colon + 1)}`);
}

function edit(file: string, pattern: RegExp, text: string): void {
  const before = readFileSync(file, 'utf8');
  if (before.split(pattern).length !== 2) throw new Error(`${file}: found not exactly one ${String(pattern)}`);
  writeFileSync(file, before.replace(pattern, text));
}

/** The node's volume keeps what it has when its claim goes, and waits to be freed. */
async function freeVolume(run: Installation['kubectl']): Promise<void> {
  const phase = await run(['get', 'pv', 'refit-trial', '-o', 'jsonpath={.status.phase}', '--ignore-not-found']);
  if (phase === 'Released')
    await run(['patch', 'pv', 'refit-trial', '--type=merge', '-p', '{"spec":{"claimRef":null}}']);
}

async function prepareBucket(cluster: Cluster, run: Installation['kubectl']): Promise<void> {
  await ensureBucket(cluster.s3, bucket);
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: systemNamespace } };
  await run(['apply', '--server-side', '-f', '-'], stringify(namespace));
  await giveKeys(run, cluster, systemNamespace);
}

/** The Secret with the keys of the bucket, for the controller's namespace or one with workflows. */
export async function giveKeys(
  run: Installation['kubectl'],
  { s3 }: Pick<Cluster, 's3'>,
  namespace: string,
): Promise<void> {
  const secret = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'refit-s3', namespace },
    stringData: { accessKeyId: s3.accessKey, secretAccessKey: s3.secretKey },
  };
  await run(['apply', '--server-side', '-f', '-'], stringify(secret));
}

/** After a test that failed: prints the end of what every controller pod printed. */
export async function tellAfter(test: Mocha.Test | undefined, installation: Installation): Promise<void> {
  if (test?.state === 'failed') process.stderr.write(`${await controllerLog(installation)}\n`);
}

async function controllerLog({ kubectl: run }: Installation, lines = 60): Promise<string> {
  const selector = 'app.kubernetes.io/name=refit,app.kubernetes.io/component=controller';
  return run(['logs', '-n', systemNamespace, '-l', selector, `--tail=${lines}`, '--prefix', '--ignore-errors']);
}

/** Waits until as many controller pods are ready as the overlay has. */
export async function controllersReady({ kubectl: run, overlay }: Installation): Promise<void> {
  const path = 'jsonpath={.status.readyReplicas}';
  await eventually(async () => {
    const ready = await run(['get', 'deployment', 'refit-controller', '-n', systemNamespace, '-o', path]);
    return ready === (overlay === 'trial' ? '1' : '2');
  }, 120_000);
}
