/** The keepers of the servings this controller looks after: started when they are missing, and their changes told. */
import type { ChildProcess } from 'node:child_process';
import { existsSync, watch } from 'node:fs';
import type { FSWatcher } from 'node:fs';
import { join } from 'node:path';
import { desiredFile, fileVersion, observedFile, readObserved } from './documents.ts';
import type { ProcessIdentity } from '../../engines/process/process-identity.ts';
import { isAlive } from '../../engines/process/process-identity.ts';
import { spawnKeeper } from './spawn-keeper.ts';

export interface Keepers {
  /** A keeper shall run for this serving from now on. */
  keep(name: string): void;
  forget(name: string): void;
  /** Calls with a serving's name when its observed state may have changed. @returns the end of it */
  watch(changed: (name: string) => void): () => void;
  /** Ends the looking, not the keepers. */
  close(): void;
}

interface Kept {
  readonly folder: string;
  child: ChildProcess | undefined;
  spawnedAt: number;
  keeper: ProcessIdentity | undefined;
  observed: string | undefined;
  watcher: FSWatcher | undefined;
}

/** Milliseconds between two looks whether keepers live. Every fourth reads /proc. */
const lookMs = 250;
/** Not more often than this is a keeper started that ended by itself. */
const respawnMs = 1_000;

/** @param root the folder that holds the serving folders */
export function createKeepers(root: string): Keepers {
  return new ServingKeepers(root);
}

class ServingKeepers implements Keepers {
  readonly #root: string;
  readonly #kept = new Map<string, Kept>();
  readonly #listeners = new Set<(name: string) => void>();
  readonly #timer: NodeJS.Timeout;
  #looks = 0;

  constructor(root: string) {
    this.#root = root;
    this.#timer = setInterval(() => this.#look(), lookMs);
    this.#timer.unref();
  }

  keep(name: string): void {
    const folder = join(this.#root, name);
    const fresh = { child: undefined, spawnedAt: 0, keeper: undefined, observed: undefined, watcher: undefined };
    const one = this.#kept.get(name) ?? { folder, ...fresh };
    this.#kept.set(name, one);
    one.watcher ??= watchObserved(folder, () => this.#checkObserved(name, one));
    this.#revive(name, one);
  }

  forget(name: string): void {
    this.#kept.get(name)?.watcher?.close();
    this.#kept.delete(name);
  }

  watch(changed: (name: string) => void): () => void {
    this.#listeners.add(changed);
    return () => this.#listeners.delete(changed);
  }

  close(): void {
    clearInterval(this.#timer);
    for (const one of this.#kept.values()) one.watcher?.close();
    this.#kept.clear();
  }

  #look(): void {
    this.#looks += 1;
    const thorough = this.#looks % 4 === 0;
    for (const [name, one] of this.#kept) {
      // Almost free, where reading /proc for each of many keepers would show; a zombie passes it for a second.
      if (!thorough && one.keeper !== undefined && exists(one.keeper.pid)) continue;
      this.#revive(name, one);
      if (thorough) this.#checkObserved(name, one);
    }
  }

  #revive(name: string, one: Kept): void {
    // Closed or forgotten meanwhile: not ours to start any more.
    if (this.#kept.get(name) !== one || one.child !== undefined) return;
    if (one.keeper === undefined || !isAlive(one.keeper)) one.keeper = readObserved(one.folder)?.keeper;
    if (one.keeper !== undefined && isAlive(one.keeper)) return;
    if (Date.now() - one.spawnedAt < respawnMs || !existsSync(join(one.folder, desiredFile))) return;
    one.spawnedAt = Date.now();
    const child = spawnKeeper(one.folder);
    one.child = child;
    const gone = (killed: boolean): void => {
      one.child = undefined;
      this.#notify(name);
      // One that was killed is missed at once; one that went by itself may do so again.
      if (killed) one.spawnedAt = 0;
      this.#revive(name, one);
    };
    child.once('exit', (_code, signal) => gone(signal !== null));
    child.once('error', () => gone(false));
  }

  #checkObserved(name: string, one: Kept): void {
    const version = fileVersion(join(one.folder, observedFile));
    if (version === one.observed) return;
    one.observed = version;
    this.#notify(name);
  }

  #notify(name: string): void {
    for (const listener of this.#listeners) listener(name);
  }
}

function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function watchObserved(folder: string, changed: () => void): FSWatcher | undefined {
  try {
    const watcher = watch(folder, { persistent: false }, (_event, name) => {
      if (name === observedFile) changed();
    });
    watcher.on('error', () => watcher.close());
    return watcher;
  } catch {
    // No watches left on this machine, or the folder is just being removed: the timer finds changes too.
    return undefined;
  }
}
