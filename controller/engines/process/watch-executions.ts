/** Hints that an execution may have changed: file events, and a slow look at all while any is unfinished. */
import { existsSync, mkdirSync, watch } from 'node:fs';
import type { FSWatcher } from 'node:fs';
import { join } from 'node:path';
import { executionNames } from './observe.ts';

/** Milliseconds between two looks at unfinished executions, for what file events do not tell: a supervisor that is gone. */
const rescan = 2_000;

/** Of what is written in an execution's folder, that which changes its state. */
const telling = new Set(['supervisor.json', 'status.json', 'exit.json']);

/**
 * Calls with the name whenever an execution may have changed. Files events may be lost or refused (inotify limits):
 * the rescan makes up for it.
 * @returns the end of it
 */
export function watchExecutions(executions: string, changed: (name: string) => void): () => void {
  const folders = new Map<string, FSWatcher>();
  let ended = false;
  function forget(name: string): void {
    folders.get(name)?.close();
    folders.delete(name);
  }
  function tell(name: string): void {
    if (!ended) changed(name);
  }
  function follow(name: string): void {
    const folder = join(executions, name);
    if (ended || folders.has(name) || existsSync(join(folder, 'exit.json')) || !existsSync(folder)) return;
    const watcher = tryWatch(folder, (file) => {
      if (file !== undefined && !telling.has(file)) return;
      tell(name);
      if (existsSync(join(folder, 'exit.json')) || !existsSync(folder)) forget(name);
    });
    if (watcher === undefined) return;
    watcher.on('error', () => forget(name));
    folders.set(name, watcher);
  }
  async function look(): Promise<void> {
    for (const name of await executionNames(executions)) {
      if (existsSync(join(executions, name, 'exit.json'))) forget(name);
      else {
        follow(name);
        tell(name);
      }
    }
    for (const name of folders.keys()) if (!existsSync(join(executions, name))) forget(name);
  }
  mkdirSync(executions, { recursive: true });
  const top = tryWatch(executions, (name) => {
    if (name === undefined || name.startsWith('.')) return;
    follow(name);
    tell(name);
  });
  top?.on('error', () => top.close());
  // A folder that cannot be read now is read at the next look.
  const timer = setInterval(() => void look().catch(() => undefined), rescan);
  timer.unref();
  void look().catch(() => undefined);
  return () => {
    ended = true;
    clearInterval(timer);
    top?.close();
    for (const name of folders.keys()) forget(name);
  };
}

/** @returns undefined where the system has no watch left to give */
function tryWatch(folder: string, event: (name: string | undefined) => void): FSWatcher | undefined {
  try {
    return watch(folder, { persistent: false }, (_kind, name) => event(name ?? undefined));
  } catch (error: unknown) {
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}
