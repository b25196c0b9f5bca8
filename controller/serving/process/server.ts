/** One server process: started in a group of its own or found again, watched, and ended with all it started. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ServerRecord } from './documents.ts';
import { identify, isAlive } from '../../engines/process/process-identity.ts';
import { groupLives, markedProcesses, marker, markerVariable, signal } from './identity.ts';
import { openLog } from './log-file.ts';
import type { Target } from './traffic.ts';

/** A server that ran when it was made. */
export interface Server extends Target {
  readonly record: ServerRecord;
  /** Resolves with words such as `exited with code 1`, once it and its whole group are gone. */
  readonly ended: Promise<string>;
  /** SIGTERM to the group, SIGKILL after `graceMs`. Resolves as `ended` does. Idempotent. */
  end(graceMs: number): Promise<void>;
}

export interface ServerCommand {
  readonly folder: string;
  readonly release: string;
  readonly port: number;
  readonly command: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly log: string;
}

/** Starts a server. @throws Error naming the command when the machine cannot start it */
export async function startServer(wanted: ServerCommand): Promise<Server> {
  const id = randomBytes(6).toString('hex');
  const [file = '', ...args] = wanted.command;
  const log = openLog(wanted.log);
  let child: ChildProcess;
  try {
    const env = { ...wanted.env, [markerVariable]: marker(wanted.folder, id) };
    child = spawn(file, args, { cwd: wanted.cwd, env, detached: true, stdio: ['ignore', log, log] });
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', (error) =>
        reject(new Error(`cannot start ${JSON.stringify(file)}: ${error.message}`, { cause: error })),
      );
    });
  } finally {
    closeSync(log);
  }
  const pid = child.pid ?? 0;
  const exited = new Promise<string>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve(exitWords(child.exitCode, child.signalCode));
    child.once('exit', (code, name) => resolve(exitWords(code, name)));
  });
  // A process that has ended this early is a zombie or gone: no other one can be found under its record.
  const startTime = identify(pid)?.startTime ?? '0';
  return watched(wanted.folder, { id, pid, startTime, port: wanted.port, release: wanted.release }, exited);
}

/** Takes over a server that another keeper started. @returns undefined when it is gone */
export function adoptServer(folder: string, record: ServerRecord): Server | undefined {
  if (!isAlive(record)) return undefined;
  return watched(folder, record, untilGone(record));
}

async function untilGone(record: ServerRecord): Promise<string> {
  while (isAlive(record)) await sleep(500);
  return 'ended';
}

function watched(folder: string, record: ServerRecord, exited: Promise<string>): Server {
  let leaderGone = false;
  const ended = exited.then((words) => {
    leaderGone = true;
    endRest(folder, record);
    return words;
  });
  let ending: Promise<void> | undefined;
  async function end(graceMs: number): Promise<void> {
    if (!leaderGone) signal(-record.pid, 'SIGTERM');
    const timer = new AbortController();
    const late = sleep(graceMs, undefined, { signal: timer.signal }).then(
      () => endRest(folder, record),
      () => undefined,
    );
    await ended;
    timer.abort();
    await late;
  }
  return { record, port: record.port, ended, end: (graceMs) => (ending ??= end(graceMs)) };
}

/** Kills what is left of a server: its group, and children that left the group. */
function endRest(folder: string, record: ServerRecord): void {
  // As long as a member lives the kernel gives the group's number to nobody else.
  if (isAlive(record) || groupLives(record.pid)) signal(-record.pid, 'SIGKILL');
  for (const left of markedProcesses(marker(folder, record.id))) signal(left.pid, 'SIGKILL');
}

function exitWords(code: number | null, name: NodeJS.Signals | null): string {
  return name === null ? `exited with code ${code ?? 0}` : `was ended by ${name}`;
}
