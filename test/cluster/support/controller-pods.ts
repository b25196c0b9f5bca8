/** The controller's pods from the outside: which one leads, and how it dies. */
import { readFileSync, readdirSync } from 'node:fs';
import type { KubernetesObject } from '../../../controller/kubernetes/client.ts';
import { leases } from '../../../controller/kubernetes/resources.ts';
import { eventually } from '../../support/eventually.ts';
import { systemNamespace, type Installation } from './installation.ts';

interface Lease extends KubernetesObject {
  readonly spec: { readonly holderIdentity?: string; readonly leaseTransitions?: number };
}

/** The process that leads, as the lease names it: its pod, and what tells two lives of a pod apart. */
export async function leader({ client }: Installation): Promise<string | undefined> {
  const lease = await client.get<Lease>(leases, { namespace: systemNamespace, name: 'refit-controller' });
  const holder = lease?.spec.holderIdentity ?? '';
  return holder === '' ? undefined : holder;
}

/** Ends the leading controller's process with SIGKILL: nothing is released, nothing is written. @returns who it was */
export async function killLeader(installation: Installation): Promise<string> {
  const killed = await eventually(async () => {
    const identity = await leader(installation);
    if (identity === undefined) throw new Error('no controller leads');
    return identity;
  });
  const [pod = ''] = killed.split('_');
  const pids = controllerProcesses(pod);
  if (pids.length === 0) throw new Error(`found no controller process of pod ${pod}`);
  for (const pid of pids) process.kill(pid, 'SIGKILL');
  return killed;
}

/** Processes of this machine that are the controller of a pod: the node's containers are processes like all others. */
function controllerProcesses(pod: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'latin1').split('\0');
        // Not tini, which would pass a signal on.
        if (!command[0]?.endsWith('node') || !command.some((part) => part.endsWith('/controller.ts'))) return false;
        return readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0').includes(`POD_NAME=${pod}`);
      } catch (error: unknown) {
        // It ended meanwhile.
        if (error instanceof Error && 'code' in error) return false;
        throw error;
      }
    });
}
