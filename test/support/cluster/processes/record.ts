import { readFileSync } from 'node:fs';

/** A process that was started and is to be ended: its pid, and its start time so that nothing else is ever meant. */
export interface ProcessRecord {
  readonly name: string;
  readonly pid: number;
  /** Clock ticks after boot, field 22 of /proc/<pid>/stat; empty where there is no /proc. */
  readonly startTime: string;
}

/** The record of a running process. @throws Error when there is none of this pid */
export function recordProcess(name: string, pid: number): ProcessRecord {
  const startTime = startTimeOf(pid);
  if (startTime === undefined) throw new Error(`${name} ended at once`);
  return { name, pid, startTime };
}

/** Whether the recorded process, and no other of its pid, still runs (a zombie does not). */
export function isRunning(record: ProcessRecord): boolean {
  return startTimeOf(record.pid) === record.startTime;
}

/** Sends a signal to the recorded process if it still runs. */
export function signalProcess(record: ProcessRecord, signal: NodeJS.Signals): void {
  if (!isRunning(record)) return;
  try {
    process.kill(record.pid, signal);
  } catch (error: unknown) {
    // It ended in between.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** SIGTERM, SIGKILL after `grace` ms; resolves when it has ended. */
export async function endProcess(record: ProcessRecord, grace = 5000): Promise<void> {
  signalProcess(record, 'SIGTERM');
  signalProcess(record, 'SIGCONT');
  const deadline = Date.now() + grace;
  while (isRunning(record)) {
    if (Date.now() > deadline) signalProcess(record, 'SIGKILL');
    if (Date.now() > deadline + 20_000) throw new Error(`${record.name} (pid ${record.pid}) does not end`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** The pids of the processes whose parent is `pid`. */
export function childrenOf(pid: number): number[] {
  try {
    const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
    return text.split(' ').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

function startTimeOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold spaces; the fields after it do not.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
  } catch {
    if (process.platform === 'linux') return undefined;
    return existsElsewhere(pid) ? '' : undefined;
  }
}

function existsElsewhere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
