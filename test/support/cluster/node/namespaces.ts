import { existsSync, readFileSync, rmSync } from 'node:fs';
import { run } from '../build/run.ts';
import { startDaemon } from '../processes/daemon.ts';
import { type ProcessRecord, isRunning } from '../processes/record.ts';
import { runPath } from './settings.ts';

/**
 * The node is a set of namespaces (mounts, network, processes) whose first process does nothing but wait. What the
 * kubelet mounts, what kube-proxy writes into iptables and what containers leave behind is seen by nobody else and ends
 * with that process, even when it is killed. `/run`, `/var/lib` and `/var/log` are empty file systems in it, so that the
 * files programs insist on never reach the machine.
 */
export async function startHolder(): Promise<ProcessRecord> {
  for (const hidden of ['/run/', '/var/lib/', '/var/log/']) {
    if (runPath().startsWith(hidden)) {
      throw new Error(
        `the cache of the cluster is ${runPath()}: set REFIT_CLUSTER_CACHE to a folder outside ${hidden}`,
      );
    }
  }
  const [ready, logFile] = [runPath('holder.ready'), runPath('holder.log')];
  rmSync(ready, { force: true });
  const script = [
    'set -e',
    'for folder in /run /var/lib /var/log; do mount -t tmpfs -o mode=0755 refit $folder; done',
    'ip link set lo up',
    'sysctl() { echo "$2" >"/proc/sys/$1"; }',
    'sysctl net/ipv4/ip_forward 1',
    'sysctl net/ipv4/conf/all/rp_filter 0',
    'sysctl net/ipv4/conf/default/rp_filter 0',
    `: >'${ready}'`,
    // A shell that waits also collects the children that others left to it.
    'trap "" TERM INT HUP',
    'while :; do sleep 3600 & wait $!; done',
  ].join('\n');
  const unshare = ['unshare', '--mount', '--propagation', 'private', '--net', '--pid', '--fork', '--mount-proc'];
  const command = [...unshare, '--', 'sh', '-c', script];
  const holder = await startDaemon('node', command, { logFile, forks: true, env: nodeEnvironment() });
  while (!existsSync(ready)) {
    if (!isRunning(holder)) throw new Error(`the node's namespaces cannot be made: ${readFileSync(logFile, 'utf8')}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return holder;
}

/** Runs a program inside the node to its end. @returns stdout */
export function runInNode(holder: ProcessRecord, command: readonly string[], input?: string): Promise<string> {
  const [program = 'true', ...args] = [...enter(holder), ...command];
  return run(program, args, { env: nodeEnvironment(), ...(input === undefined ? {} : { input }) });
}

/** Starts a process inside the node that outlives this one. */
export function startInNode(
  holder: ProcessRecord,
  name: string,
  command: readonly string[],
  env: Record<string, string> = {},
): Promise<ProcessRecord> {
  const logFile = runPath(`${name}.log`);
  return startDaemon(name, [...enter(holder), ...command], {
    logFile,
    forks: true,
    env: { ...nodeEnvironment(), ...env },
  });
}

function enter(holder: ProcessRecord): string[] {
  if (!isRunning(holder)) throw new Error('the node does not run');
  return ['nsenter', `--target=${holder.pid}`, '--mount', '--net', '--pid', '--'];
}

/** A small environment: nothing of this machine's proxies and credentials reaches the node. */
function nodeEnvironment(): NodeJS.ProcessEnv {
  return { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', HOME: '/root', LANG: 'C.UTF-8' };
}
