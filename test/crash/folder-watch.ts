/** Several watched folders, ended together. */
import { existsSync, readFileSync, readdirSync, watch, type FSWatcher } from 'node:fs';
import { join } from 'node:path';

/** File events of folders. */
export class FolderWatch {
  readonly #all = new Map<string, FSWatcher>();
  readonly #ends: (() => void)[] = [];
  #closed = false;

  get closed(): boolean {
    return this.#closed;
  }

  /** Watches a folder, once; one that is gone is not. `changed` gets the name of what changed in it. */
  add(folder: string, changed: (name: string) => void): void {
    if (this.#closed || this.#all.has(folder) || !existsSync(folder)) return;
    try {
      const watcher = watch(folder, (_, name) => changed(name ?? ''));
      watcher.on('error', () => watcher.close());
      this.#all.set(folder, watcher);
    } catch (error) {
      // It was removed since.
      if (!isMissing(error)) throw error;
    }
  }

  /** Calls for every folder there is in `root`, and for every one that comes. */
  addEach(root: string, found: (folder: string, name: string) => void): void {
    const tell = (name: string): void => {
      if (name !== '' && !name.startsWith('.') && !this.#closed) found(join(root, name), name);
    };
    this.add(root, tell);
    for (const name of readdirSync(root)) tell(name);
  }

  /** Something else that ends with the watch. */
  onClose(end: () => void): void {
    this.#ends.push(end);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const end of this.#ends) end();
    for (const watcher of this.#all.values()) watcher.close();
  }
}

/** Undefined when there is no such file. */
export function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
