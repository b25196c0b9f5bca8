import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensurePrograms } from '../build/parts.ts';
import { Authority, writeServiceAccountKeys } from '../certificates/authority.ts';
import { writeKubeconfig } from '../certificates/kubeconfig.ts';
import { apiServerCommand, controllerManagerCommand, etcdCommand } from '../control-plane/commands.ts';
import { freePorts } from '../processes/ports.ts';
import { adminKubeconfig, certificatesFolder } from './control-plane.ts';
import { takeDown } from './down.ts';
import type { Phases } from './phases.ts';
import { isApiReady } from './ready.ts';
import { runPath } from './settings.ts';
import { isWhole, readState, requireState, writeState } from './state.ts';
import { launch, waitFor } from './supervise.ts';

/**
 * Makes etcd, kube-apiserver and kube-controller-manager run on free loopback ports, without a node and without root.
 * Call it under `withClusterLock`. @throws Error when a node runs
 */
export async function bringUpApiServer(phases: Phases): Promise<void> {
  const state = readState();
  if (state?.mode === 'node') throw new Error('a whole node runs: use it, or take it `down` first');
  if (state !== undefined && isWhole(state)) return;
  const programs = await phases.run('programs', () =>
    ensurePrograms(['etcd', 'kube-apiserver', 'kube-controller-manager', 'kubectl']),
  );
  if (state !== undefined) await takeDown(state);
  await phases.run('control plane', () => start(programs));
  writeState({ ...requireState(), complete: true });
}

async function start(programs: Record<'etcd' | 'kube-apiserver' | 'kube-controller-manager', string>): Promise<void> {
  const folder = certificatesFolder();
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const [api = 0, etcd = 0, etcdPeer = 0] = await freePorts(3);
  const url = `https://127.0.0.1:${api}`;
  writeState({ mode: 'apiserver-only', complete: false, processes: [], url });
  const authority = await Authority.create(folder);
  const serving = await authority.issue('apiserver', {
    commonName: 'kube-apiserver',
    names: ['DNS:localhost', 'IP:127.0.0.1'],
  });
  const identity = await authority.issue('admin', { commonName: 'refit-admin', organization: 'system:masters' });
  const serviceAccountKeys = writeServiceAccountKeys(folder);
  const kubeconfig = writeKubeconfig(adminKubeconfig(), { url, ca: authority.ca.certificate, identity });
  const data = join(runPath(), 'etcd');
  await launch({
    name: 'etcd',
    command: etcdCommand({ program: programs.etcd, data, clientPort: etcd, peerPort: etcdPeer }),
  });
  const command = apiServerCommand({
    program: programs['kube-apiserver'],
    etcdPort: etcd,
    bindAddress: '127.0.0.1',
    port: api,
    ca: authority.ca,
    serving,
    serviceAccountKeys,
    serviceRange: '10.0.0.0/24',
  });
  const server = await launch({ name: 'kube-apiserver', command: [...command, '--endpoint-reconciler-type=none'] });
  await waitFor(server, () => isApiReady());
  const manager = await launch({
    name: 'kube-controller-manager',
    command: controllerManagerCommand(programs['kube-controller-manager'], {
      kubeconfig,
      ca: authority.ca,
      serviceAccountKey: serviceAccountKeys.privateFile,
    }),
  });
  await waitFor(manager, () => isApiReady('/api/v1/namespaces/default/serviceaccounts/default'));
}
