import { existsSync, rmSync } from 'node:fs';
import { endProcess, isRunning, signalProcess } from '../processes/record.ts';
import { removeCgroups } from './cgroups.ts';
import { network, runFolder } from './settings.ts';
import type { ClusterState } from './state.ts';

/**
 * Ends everything the state lists and removes the run folder. Call it under `withClusterLock`. The cache (programs,
 * images, the registry's content) stays.
 */
export async function takeDown(state: ClusterState): Promise<void> {
  if (state.holder !== undefined) {
    // The kernel ends every process of the node with its first one: containers, shims, servers.
    signalProcess(state.holder, 'SIGKILL');
    await endProcess(state.holder);
    await interfaceGone();
    await removeCgroups();
  }
  // In reverse: the API server before the etcd it would complain about.
  for (const record of state.processes.toReversed()) {
    if (isRunning(record)) await endProcess(record, 3000);
  }
  rmSync(runFolder(), { recursive: true, force: true, maxRetries: 5 });
}

async function interfaceGone(): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (existsSync(`/sys/class/net/${network.hostInterface}`)) {
    if (Date.now() > deadline) throw new Error(`the interface ${network.hostInterface} does not go`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
