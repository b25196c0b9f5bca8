/**
 * Which process a pid means. A pid comes back; a pid with the kernel's start time, in one boot of one machine, does not.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { isNotThere, systemCode } from '../../artifacts/faults.ts';

export interface ProcessIdentity {
  readonly pid: number;
  /** `<boot id>/<clock ticks since boot>` on Linux, what `ps -o lstart` says elsewhere. */
  readonly startTime: string;
}

/** Fields of /proc/<pid>/stat that matter here. */
export interface ProcessStat {
  /** One letter; Z is a zombie. */
  readonly state: string;
  readonly group: number;
  readonly session: number;
  /** Clock ticks since boot. */
  readonly startTicks: string;
}

/** @returns undefined if there is no such process (or no /proc) */
export function processStat(pid: number): ProcessStat | undefined {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/stat`, 'latin1');
  } catch (error: unknown) {
    // ESRCH: it went away between open and read.
    if (isNotThere(error) || systemCode(error) === 'ESRCH') return undefined;
    throw error;
  }
  // The second field is the program's name in parentheses, which may itself hold spaces and parentheses.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0] ?? '', group: Number(fields[2]), session: Number(fields[3]), startTicks: fields[19] ?? '' };
}

let boot: string | undefined;

function bootId(): string {
  boot ??= readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
  return boot;
}

function startTimeByPs(pid: number): string | undefined {
  try {
    const text = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
      encoding: 'latin1',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return text.trim() === '' ? undefined : text.trim();
  } catch (error: unknown) {
    // ps exits 1 when there is no such process; that it cannot be run at all is another matter.
    if (systemCode(error) === '') return undefined;
    throw error;
  }
}

/** When the kernel started the process; undefined if there is none, or only its zombie. */
export function startTimeOf(pid: number): string | undefined {
  if (process.platform !== 'linux') return startTimeByPs(pid);
  const stat = processStat(pid);
  return stat === undefined || stat.state === 'Z' || stat.state === 'X' ? undefined : `${bootId()}/${stat.startTicks}`;
}

/** Identity of a process that runs. @returns undefined if it does not */
export function identify(pid: number): ProcessIdentity | undefined {
  const startTime = startTimeOf(pid);
  return startTime === undefined ? undefined : { pid, startTime };
}

/** As `identify`, of a child that has not been waited for: it is there even if it has ended already. */
export function identifyChild(pid: number): ProcessIdentity {
  const ticks = process.platform === 'linux' ? processStat(pid)?.startTicks : undefined;
  return { pid, startTime: ticks === undefined ? (startTimeOf(pid) ?? '') : `${bootId()}/${ticks}` };
}

/** Whether that very process still runs. */
export function isAlive(identity: ProcessIdentity): boolean {
  return startTimeOf(identity.pid) === identity.startTime;
}

/** Whether an identity is of this boot; one of an earlier boot names nothing that can still run. */
export function isOfThisBoot(identity: ProcessIdentity): boolean {
  return process.platform !== 'linux' || identity.startTime.startsWith(`${bootId()}/`);
}
