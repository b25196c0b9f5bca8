/** Executions as their folders tell, for what no command of Refit is meant to tell: process ids. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { until } from './processes.ts';

/** The folder that has a folder for each execution. */
export function executionsOf(state: string): string {
  return join(state, 'executions');
}

/** `Fetching`, `Running` or `Publishing`; undefined before that. */
export function phaseOf(folder: string): string | undefined {
  const status = readJson(join(folder, 'status.json'));
  return typeof status === 'object' && status !== null && 'phase' in status ? String(status.phase) : undefined;
}

/** The process that carries the execution out; undefined before there is one. */
export function supervisorOf(folder: string): number | undefined {
  const identity = readJson(join(folder, 'supervisor.json'));
  return typeof identity === 'object' && identity !== null && 'pid' in identity ? Number(identity.pid) : undefined;
}

/** Whether there is such a process. */
export function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Ends the steps that go on without a controller, and waits until they are gone. */
export async function endExecutions(state: string): Promise<void> {
  const root = executionsOf(state);
  const folders = existsSync(root) ? readdirSync(root).map((name) => join(root, name)) : [];
  for (const folder of folders) {
    const pid = existsSync(join(folder, 'exit.json')) ? undefined : supervisorOf(folder);
    if (pid === undefined || !isThere(pid)) continue;
    process.kill(pid, 'SIGTERM');
    await until(`the end of process ${pid}`, 15_000, () => (isThere(pid) ? undefined : true), { every: 20 });
  }
}

/** Undefined when there is no such file. */
function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
