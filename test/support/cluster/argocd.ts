/**
 * A real Argo CD beside a cluster: its repository server and application controller as processes of this machine, with a
 * Redis of theirs. No API server, no web: Applications are made with kubectl.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { ensurePackages } from './build/packages.ts';
import { ensurePrograms } from './build/parts.ts';
import { findToolchain } from './build/toolchain.ts';
import { waitUntil } from './control-plane/ready.ts';
import { kubectl, waitEstablished } from './kubectl.ts';
import { type Child, startChild } from './processes/child.ts';
import { freePorts } from './processes/ports.ts';

const namespace = 'argocd';

export interface ArgoCd {
  readonly namespace: string;
  /** The end of what its processes printed. */
  log(): string;
  stop(): Promise<void>;
}

/** Starts Argo CD on a cluster. Its configuration map `argocd-cm` is made empty; patch it afterwards. */
export async function startArgoCd(kubeconfig: string): Promise<ArgoCd> {
  const { argocd, kustomize } = await ensurePrograms(['argocd', 'kustomize']);
  await ensurePackages({ 'redis-server': 'redis-server' });
  const folder = mkdtempSync(join(tmpdir(), 'refit-argocd-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  await prepareCluster(kubeconfig, folder);
  const bin = prepareFolder(folder, argocd, kustomize);
  const [redis = 0, repository = 0, repositoryMetrics = 0, controllerMetrics = 0] = await freePorts(4);
  const env = environment(folder, bin, kubeconfig);
  const children: Child[] = [];
  const start = (name: string, command: readonly string[]): void => {
    const assigned = Object.entries(env).map(([key, value]) => `${key}=${value}`);
    children.push(startChild(name, ['env', ...assigned, ...command], join(folder, `${name}.log`)));
  };
  start('redis', ['redis-server', '--port', String(redis), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']);
  start('argocd-repo-server', [
    join(bin, 'argocd-repo-server'),
    `--redis=127.0.0.1:${redis}`,
    '--address=127.0.0.1',
    `--port=${repository}`,
    '--metrics-address=127.0.0.1',
    `--metrics-port=${repositoryMetrics}`,
    '--disable-tls',
  ]);
  start('argocd-application-controller', [
    join(bin, 'argocd-application-controller'),
    `--kubeconfig=${kubeconfig}`,
    `--namespace=${namespace}`,
    `--redis=127.0.0.1:${redis}`,
    `--repo-server=127.0.0.1:${repository}`,
    '--repo-server-plaintext',
    `--metrics-port=${controllerMetrics}`,
    '--app-resync=5',
    '--self-heal-timeout-seconds=1',
  ]);
  const log = (): string => children.map((child) => `== ${child.name}\n${child.logEnd()}`).join('\n');
  await waitUntil(
    'Argo CD',
    () => answers(`http://127.0.0.1:${controllerMetrics}/metrics`),
    () => children.find((child) => !child.running)?.logEnd(),
    60,
  );
  return {
    namespace,
    log,
    async stop() {
      for (const child of children.toReversed()) await child.stop();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}

function prepareFolder(folder: string, argocd: string, kustomize: string): string {
  const bin = join(folder, 'bin');
  for (const name of ['bin', 'tls', 'ssh', 'gpg', 'plugins', 'tmp', 'home']) mkdirSync(join(folder, name));
  for (const name of ['argocd-repo-server', 'argocd-application-controller', 'argocd-git-ask-pass'])
    symlinkSync(argocd, join(bin, name));
  symlinkSync(kustomize, join(bin, 'kustomize'));
  writeFileSync(join(folder, 'ssh', 'ssh_known_hosts'), '');
  return bin;
}

function environment(folder: string, bin: string, kubeconfig: string): Record<string, string> {
  return {
    PATH: `${bin}:${process.env['PATH'] ?? '/usr/bin:/bin'}`,
    HOME: join(folder, 'home'),
    TMPDIR: join(folder, 'tmp'),
    KUBECONFIG: kubeconfig,
    GIT_CONFIG_NOSYSTEM: '1',
    ARGOCD_FAKE_IN_CLUSTER: 'true',
    ARGOCD_GPG_ENABLED: 'false',
    ARGOCD_TLS_DATA_PATH: join(folder, 'tls'),
    ARGOCD_SSH_DATA_PATH: join(folder, 'ssh'),
    ARGOCD_GNUPGHOME: join(folder, 'gpg'),
    ARGOCD_PLUGINSOCKFILEPATH: join(folder, 'plugins'),
    ARGOCD_SYNC_WAVE_DELAY: '1',
    ARGOCD_RECONCILIATION_TIMEOUT: '5s',
  };
}

async function prepareCluster(kubeconfig: string, folder: string): Promise<void> {
  const { go } = await findToolchain();
  const part = join(import.meta.dirname, 'parts', 'argocd');
  const list = ['list', '-mod=readonly', '-m', '-f', '{{.Dir}}', 'github.com/argoproj/argo-cd/v3'];
  const environmentOfGo = { ...process.env, GOTOOLCHAIN: 'local', GOWORK: 'off' };
  const module = execFileSync(go, list, { cwd: part, env: environmentOfGo, encoding: 'utf8' }).trim();
  const file = join(folder, 'objects.yaml');
  writeFileSync(
    file,
    objects()
      .map((object) => stringify(object))
      .join('---\n'),
  );
  await kubectl(['apply', '--server-side', '--force-conflicts', '-k', join(module, 'manifests', 'crds')], {
    kubeconfig,
  });
  await waitEstablished(['crd/appprojects.argoproj.io', 'crd/applications.argoproj.io'], { kubeconfig });
  await kubectl(['apply', '--server-side', '-f', file], { kubeconfig });
}

function objects(): object[] {
  const meta = (name: string): object => ({ name, namespace, labels: { 'app.kubernetes.io/part-of': 'argocd' } });
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: meta('argocd-cm') },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: meta('argocd-rbac-cm') },
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: meta('argocd-secret'),
      stringData: { 'server.secretkey': 'of-a-test' },
    },
    {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AppProject',
      metadata: { name: 'default', namespace },
      spec: {
        sourceRepos: ['*'],
        destinations: [{ server: '*', namespace: '*' }],
        clusterResourceWhitelist: [{ group: '*', kind: '*' }],
      },
    },
  ];
}
