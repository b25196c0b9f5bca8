import { mkdirSync } from 'node:fs';
import { getuid } from 'node:process';
import { ensureNodePackages } from '../build/packages.ts';
import { type Program, ensurePrograms } from '../build/parts.ts';
import { Authority, writeServiceAccountKeys } from '../certificates/authority.ts';
import { ensurePauseImage } from '../images/pause.ts';
import { isRunning } from '../processes/record.ts';
import { makeCgroups } from './cgroups.ts';
import { containerdCommand, containerdSocket, kubeletCommand, proxyCommand } from './containers.ts';
import { type Credentials, certificatesFolder, controlPlaneCommands, issueCredentials } from './control-plane.ts';
import { takeDown } from './down.ts';
import { runInNode, startHolder } from './namespaces.ts';
import { connectNode } from './network.ts';
import { applyClusterObjects } from './objects.ts';
import type { Phases } from './phases.ts';
import { isApiReady, isKubeletReady, isListening, isRegistryReady, isS3Ready, waitForNode } from './ready.ts';
import { dnsCommand, registryCommand, registryEnvironment, s3Command, s3Environment } from './services.ts';
import { network, ports, runPath } from './settings.ts';
import { type ClusterState, isWhole, readState, requireProcess, requireState, writeState } from './state.ts';
import { launch, relaunch, waitFor } from './supervise.ts';

const nodePrograms = [
  'etcd',
  'kube-apiserver',
  'kube-controller-manager',
  'kube-scheduler',
  'kubelet',
  'kube-proxy',
  'kubectl',
  'containerd',
  'containerd-shim-runc-v2',
  'ctr',
  'coredns',
  'registry',
  'versitygw',
  'pause',
] as const satisfies readonly Program[];

type Programs = Record<(typeof nodePrograms)[number], string>;

/**
 * Makes the one-node cluster run: starts it, starts again what of it ended, or does nothing. Call it under
 * `withClusterLock`. @throws Error when not root, or when another kind of cluster runs
 */
export async function bringUpNode(phases: Phases): Promise<void> {
  if (getuid?.() !== 0) {
    throw new Error('a node needs root (namespaces, mounts): run as root, or take `up --apiserver-only`');
  }
  const state = readState();
  if (state?.mode === 'apiserver-only') throw new Error('an API server alone runs: take it `down` first');
  if (state !== undefined && isWhole(state)) return;
  if (state?.complete === true && state.holder !== undefined && isRunning(state.holder)) {
    return phases.run('what had ended', () => repair(state));
  }
  const programs = await phases.run('programs', async () => {
    await ensureNodePackages();
    return ensurePrograms(nodePrograms);
  });
  const pause = await phases.run('pause image', ensurePauseImage);
  if (state !== undefined) await takeDown(state);
  try {
    await start(programs, pause, phases);
  } catch (error: unknown) {
    throw new Error(`the cluster did not come up (logs: ${runPath('*.log')})`, { cause: error });
  }
}

/** Starts again what ended; data, pods and addresses are those from before. */
async function repair(state: ClusterState): Promise<void> {
  for (const { name } of state.processes) await relaunch(name);
  await waitFor(requireProcess('kube-apiserver'), () => isApiReady());
  await Promise.all([
    waitFor(requireProcess('registry'), isRegistryReady),
    waitFor(requireProcess('s3'), isS3Ready),
    waitFor(requireProcess('kubelet'), isKubeletReady),
    waitForNode(),
  ]);
}

async function start(programs: Programs, pause: string, phases: Phases): Promise<void> {
  const url = `https://${network.node}:${ports.api}`;
  mkdirSync(certificatesFolder(), { recursive: true, mode: 0o700 });
  writeState({ mode: 'node', complete: false, processes: [], url });
  makeCgroups();
  await phases.run('namespaces and network', async () => {
    const holder = await startHolder();
    writeState({ ...requireState(), holder });
    await connectNode(holder);
  });
  const credentials = await phases.run('certificates', async () => {
    const authority = await Authority.create(certificatesFolder());
    return issueCredentials(authority, writeServiceAccountKeys(certificatesFolder()), url);
  });
  await phases.run('control plane, containerd, registry, S3', () => startBase(programs, pause, credentials));
  await phases.run('kubelet, kube-proxy, DNS: node ready', () => startNode(programs, credentials));
  writeState({ ...requireState(), complete: true });
}

async function startBase(programs: Programs, pause: string, credentials: Credentials): Promise<void> {
  const commands = controlPlaneCommands(programs, credentials);
  await launch({ name: 'etcd', command: commands.etcd });
  const apiServer = await launch({ name: 'kube-apiserver', command: commands['kube-apiserver'] });
  const containerd = await launch({ name: 'containerd', command: containerdCommand(programs.containerd) });
  const registry = await launch({
    name: 'registry',
    command: registryCommand(programs.registry),
    env: registryEnvironment,
  });
  const s3 = await launch({ name: 's3', command: s3Command(programs.versitygw), env: s3Environment });
  await Promise.all([
    waitFor(apiServer, () => isApiReady()),
    waitFor(containerd, () => importImage(programs.ctr, pause)),
    waitFor(registry, isRegistryReady),
    waitFor(s3, isS3Ready),
  ]);
}

async function startNode(programs: Programs, credentials: Credentials): Promise<void> {
  const commands = controlPlaneCommands(programs, credentials);
  // First: CoreDNS would wait longer each time it is refused.
  await applyClusterObjects();
  for (const name of ['kube-controller-manager', 'kube-scheduler'] as const) {
    await launch({ name, command: commands[name] });
  }
  const kubelet = await launch({ name: 'kubelet', command: kubeletCommand(programs.kubelet, credentials) });
  await launch({ name: 'kube-proxy', command: proxyCommand(programs['kube-proxy'], credentials) });
  const dns = await launch({ name: 'coredns', command: dnsCommand(programs.coredns, credentials) });
  await Promise.all([waitFor(kubelet, isKubeletReady), waitFor(dns, () => isListening(network.node, ports.dns))]);
  await waitForNode();
}

/** Imports a tar of images into containerd. @returns false while containerd does not answer */
async function importImage(ctr: string, file: string): Promise<boolean> {
  const { holder } = requireState();
  if (holder === undefined) return false;
  try {
    await runInNode(holder, [ctr, '--address', containerdSocket, '-n', 'k8s.io', 'images', 'import', '--local', file]);
    return true;
  } catch {
    return false;
  }
}

/** Starts kube-apiserver again after `halt('kube-apiserver')`; resolves when it is ready. */
export async function reviveApiServer(): Promise<void> {
  await waitFor(await relaunch('kube-apiserver'), () => isApiReady());
}

/** Starts the S3-compatible server again after `halt('s3')`; resolves when it is ready. */
export async function reviveS3(): Promise<void> {
  await waitFor(await relaunch('s3'), isS3Ready);
}
