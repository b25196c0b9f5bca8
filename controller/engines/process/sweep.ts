/**
 * Ends every process of an execution: its process group and session, and whatever left both (setsid, double fork) but
 * carries the marker in its environment. A process that leaves the session and clears its environment is not found:
 * that takes a container.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { systemCode } from '../../artifacts/faults.ts';
import { isOfThisBoot, processStat } from './process-identity.ts';
import type { ProcessIdentity } from './process-identity.ts';

/** The environment variable that marks every process of an execution. */
export const marker = 'REFIT_EXECUTION';
/** Looks in all; enough for what forks while it is being ended. */
const rounds = 100;

/** Sends a signal. @returns false if there is nobody to take it */
export function signalProcess(pid: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(pid, signal);
    return true;
  } catch (error: unknown) {
    if (systemCode(error) === 'ESRCH' || systemCode(error) === 'EPERM') return false;
    throw error;
  }
}

/** What /proc says of a process, '' of one that is gone or another user's. */
function peek(read: () => string): string {
  try {
    return read();
  } catch (error: unknown) {
    if (['ENOENT', 'ESRCH', 'EACCES', 'EPERM', 'ENOTDIR'].includes(systemCode(error))) return '';
    throw error;
  }
}

function belongs(pid: number, name: string, step: ProcessIdentity | undefined): boolean {
  const stat = processStat(pid);
  if (stat === undefined || stat.state === 'Z' || stat.state === 'X') return false;
  if (step !== undefined && (stat.group === step.pid || stat.session === step.pid)) {
    // A number given to another group since then has a younger leader.
    const leader = processStat(step.pid);
    if (leader === undefined || step.startTime.endsWith(`/${leader.startTicks}`)) return true;
  }
  const environment = `\0${peek(() => readFileSync(`/proc/${pid}/environ`, 'latin1'))}\0`;
  return environment.includes(`\0${marker}=${name}\0`);
}

function membersOf(name: string, step: ProcessIdentity | undefined): number[] {
  const found: number[] = [];
  for (const entry of readdirSync('/proc')) {
    const pid = Number(entry);
    if (Number.isInteger(pid) && pid !== process.pid && belongs(pid, name, step)) found.push(pid);
  }
  return found;
}

/**
 * Kills until none is left.
 * @param name of the execution; @param step the user's process, if one was started
 * @returns how many were killed
 */
export async function sweepProcesses(name: string, step: ProcessIdentity | undefined): Promise<number> {
  const group = step !== undefined && isOfThisBoot(step) ? step : undefined;
  if (process.platform !== 'linux') return group !== undefined && signalProcess(-group.pid, 'SIGKILL') ? 1 : 0;
  const killed = new Set<number>();
  for (let round = 0; round < rounds; round++) {
    const members = membersOf(name, group);
    if (members.length === 0) break;
    // All are stopped before any is killed, so that none can replace another.
    for (const pid of members) signalProcess(pid, 'SIGSTOP');
    for (const pid of members) {
      signalProcess(pid, 'SIGKILL');
      killed.add(pid);
    }
    await delay(Math.min(round * 2, 50));
  }
  return killed.size;
}
