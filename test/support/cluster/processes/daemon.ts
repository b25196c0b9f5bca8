import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { type ProcessRecord, childrenOf, recordProcess } from './record.ts';

/** What a daemon is started with. */
export interface DaemonOptions {
  readonly logFile: string;
  readonly env?: NodeJS.ProcessEnv;
  /** The program (`unshare`, `nsenter`) forks, and its only child is what is meant. */
  readonly forks?: boolean;
}

/** Starts a process that outlives this one, writing to a log. @throws Error when it ends at once */
export async function startDaemon(
  name: string,
  command: readonly string[],
  options: DaemonOptions,
): Promise<ProcessRecord> {
  const [program, ...args] = command;
  if (program === undefined) throw new Error(`${name}: there is no command`);
  const log = openSync(options.logFile, 'a');
  const child = spawn(program, args, { detached: true, stdio: ['ignore', log, log], env: options.env ?? process.env });
  closeSync(log);
  const failed = new Promise<never>((_resolve, reject) => {
    child.once('error', (error) => reject(new Error(`cannot run ${name}: ${error.message}`)));
    child.once('exit', (code, signal) =>
      reject(new Error(`${name} ended with ${code ?? signal ?? 'nothing'}, see ${options.logFile}`)),
    );
  });
  failed.catch(() => undefined);
  child.unref();
  const pid = await Promise.race([failed, options.forks === true ? onlyChild(child.pid) : ownPid(child.pid)]);
  return recordProcess(name, pid);
}

async function ownPid(pid: number | undefined): Promise<number> {
  // `error` of a program that is not there comes in the next turn.
  await new Promise((resolve) => setImmediate(resolve));
  if (pid === undefined) return new Promise(() => undefined);
  return pid;
}

async function onlyChild(pid: number | undefined): Promise<number> {
  for (let wait = 0; pid !== undefined && wait < 1000; wait++) {
    const [child] = childrenOf(pid);
    if (child !== undefined) return child;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error('the process did not fork');
}
