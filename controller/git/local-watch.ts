import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../runtime/clock.ts';
import { findLocal } from './local.ts';

const lookAgainMs = 250;
/** chokidar drops a change of a file within 50 ms of another one: who commits twice in that time would be seen once. */
const droppedMs = 60;

/**
 * Watches the refs of a local repository with chokidar and calls `hint` at every sign of a change. When the repository
 * is replaced, or is not there yet, it watches anew as soon as there is one.
 * @returns its end
 */
export function watchLocal(path: string, clock: Clock, hint: () => void): () => void {
  const watch = new LocalWatch(path, clock, hint);
  watch.arm();
  return () => watch.close();
}

class LocalWatch {
  readonly #path: string;
  readonly #clock: Clock;
  readonly #hint: () => void;
  #watcher: { close(): Promise<void> } | undefined;
  #identity: string | undefined;
  #retry: (() => void) | undefined;
  #afterwards: (() => void) | undefined;
  #checking = false;
  #closed = false;

  constructor(path: string, clock: Clock, hint: () => void) {
    this.#path = path;
    this.#clock = clock;
    this.#hint = hint;
  }

  arm(): void {
    this.#arm().catch(() => this.#later());
  }

  close(): void {
    this.#closed = true;
    this.#retry?.();
    this.#afterwards?.();
    this.#release();
  }

  async #arm(): Promise<void> {
    this.#release();
    const [{ watch }, { gitDir, common }] = await Promise.all([import('chokidar'), findLocal(this.#path)]);
    const identity = await identify(common);
    if (this.#closed) return;
    const places = [join(gitDir, 'HEAD'), join(common, 'packed-refs'), join(common, 'refs'), join(common, 'reftable')];
    const watcher = watch(places, { ignoreInitial: true, atomic: false, ignored: (file) => file.endsWith('.lock') });
    this.#watcher = watcher;
    this.#identity = identity;
    watcher.on('all', () => this.#changed());
    watcher.on('error', () => this.#later());
    // What happened before the watch stood was not seen.
    watcher.once('ready', () => this.#changed());
  }

  #changed(): void {
    this.#hint();
    this.#afterwards?.();
    this.#afterwards = this.#closed ? undefined : this.#clock.after(droppedMs, this.#hint);
    if (this.#checking || this.#closed) return;
    this.#checking = true;
    this.#check()
      .catch(() => this.#later())
      .finally(() => (this.#checking = false));
  }

  /** Watches of a folder that was removed stay silent for ever, also when there is one of that name again. */
  async #check(): Promise<void> {
    const { common } = await findLocal(this.#path);
    if ((await identify(common)) !== this.#identity) this.arm();
  }

  #later(): void {
    if (this.#closed) return;
    this.#retry?.();
    this.#retry = this.#clock.after(lookAgainMs, () => this.arm());
  }

  #release(): void {
    const watcher = this.#watcher;
    this.#watcher = undefined;
    // Nothing depends on when its handles are gone.
    void watcher?.close();
  }
}

async function identify(common: string): Promise<string> {
  const [folder, refs] = await Promise.all([stat(common), stat(join(common, 'refs'))]);
  return `${folder.dev}:${folder.ino}:${refs.ino}`;
}
