/**
 * Finding the processes of servings: what a server left behind is known by a marker in its environment, keepers by
 * their command line. Reads Linux' /proc; elsewhere nothing is found.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { identify, processStat } from '../../engines/process/process-identity.ts';
import type { ProcessIdentity } from '../../engines/process/process-identity.ts';

/** The variable that marks a server and all its children: `<serving folder>#<server id>`. */
export const markerVariable = 'REFIT_SERVING';

function readProc(pid: number, file: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1');
  } catch {
    // Gone, or another user's: neither is a process of ours.
    return undefined;
  }
}

/** The marker of a server. */
export function marker(folder: string, id: string): string {
  return `${folder}#${id}`;
}

/** Living processes whose marker starts with `prefix`: a folder and '#', a whole marker, or a state folder's path. */
export function markedProcesses(prefix: string): readonly (ProcessIdentity & { readonly marker: string })[] {
  const found = [];
  for (const pid of otherProcesses()) {
    const value = environmentOf(pid, markerVariable);
    if (value === undefined || !value.startsWith(prefix)) continue;
    const identity = identify(pid);
    if (identity !== undefined) found.push({ ...identity, marker: value });
  }
  return found;
}

/** Living processes that run `script` with `argument` as a Node program does: `node … script argument`. */
export function scriptProcesses(script: string, argument: (text: string) => boolean): readonly ProcessIdentity[] {
  const found = [];
  for (const pid of otherProcesses()) {
    const words = (readProc(pid, 'cmdline') ?? '').split('\0');
    const at = words.findIndex((word) => Buffer.from(word, 'latin1').toString() === script);
    const given = words[at + 1];
    if (at < 1 || given === undefined || !argument(Buffer.from(given, 'latin1').toString())) continue;
    const identity = identify(pid);
    if (identity !== undefined) found.push(identity);
  }
  return found;
}

function otherProcesses(): readonly number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => Number.isInteger(pid) && pid !== process.pid);
}

function environmentOf(pid: number, variable: string): string | undefined {
  const text = readProc(pid, 'environ');
  if (text === undefined || !text.includes(`${variable}=`)) return undefined;
  const line = text.split('\0').find((entry) => entry.startsWith(`${variable}=`));
  return line === undefined ? undefined : Buffer.from(line.slice(variable.length + 1), 'latin1').toString('utf8');
}

/** Whether any process of the group lives. */
export function groupLives(group: number): boolean {
  return otherProcesses().some((pid) => {
    const stat = processStat(pid);
    return stat?.group === group && stat.state !== 'Z';
  });
}

/** Signals a process, or with a negative pid a group; nothing happens when it is gone. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && (error.code === 'ESRCH' || error.code === 'EPERM'))) throw error;
  }
}

/** The folder that holds the servings of a state folder. */
export function servingRoot(state: string): string {
  return join(state, 'serving');
}
