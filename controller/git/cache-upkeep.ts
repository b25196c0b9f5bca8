import { join } from 'node:path';
import { toError } from '../core/errors.ts';
import type { Clock } from '../runtime/clock.ts';
import { holdBudget } from './cache-budget.ts';
import type { Mirror } from './mirror.ts';
import { locksOf } from './mirror-locks.ts';
import { evictMirror } from './mirror-sweep.ts';

/** Told of what somebody should know, in a constant phrase and fields. */
export type Warn = (message: string, fields: Readonly<Record<string, string | number>>) => void;

export interface UpkeepMeans {
  readonly folder: string;
  /** Bytes on the disk of all mirrors together. */
  readonly maxBytes: number;
  readonly clock: Clock;
  /** The mirror of a key, where this process knows it, and whether a source follows it. */
  readonly known: (key: string) => { readonly mirror: Mirror; readonly followed: boolean } | undefined;
  readonly warn: Warn;
}

/** Milliseconds between two passes over the folder. */
const passMs = 10 * 60_000;
/** Milliseconds until a mirror that could not be compacted is tried again. */
const retryMs = 60 * 60_000;

/**
 * Keeps the mirrors of one folder small: compacts those that have grown, and holds the budget of all. All of it in the
 * background, one thing at a time; nobody waits for it, and what fails is left as it is.
 */
export class CacheUpkeep {
  readonly #means: UpkeepMeans;
  readonly #waiting = new Set<Mirror>();
  readonly #notBefore = new WeakMap<Mirror, number>();
  readonly #done = { compactions: 0, evictions: 0 };
  #work: Promise<void> = Promise.resolve();
  #passDue = Number.NEGATIVE_INFINITY;
  #cancelPass: (() => void) | undefined;
  #closed = false;

  constructor(means: UpkeepMeans) {
    this.#means = means;
  }

  /** What was done since the start. */
  get done(): { readonly compactions: number; readonly evictions: number } {
    return this.#done;
  }

  /** Passes over the folder now, and again ten minutes later if something is fetched by then. */
  start(): void {
    if (this.#closed || this.#cancelPass !== undefined) return;
    const { clock } = this.#means;
    const wait = this.#passDue - clock.now();
    const pass = (): void => {
      this.#cancelPass = undefined;
      this.#passDue = clock.now() + passMs;
      this.#then(() => this.#pass());
    };
    if (wait > 0) this.#cancelPass = clock.after(wait, pass);
    else pass();
  }

  /** A mirror was fetched into. */
  grown(mirror: Mirror): void {
    if (this.#closed) return;
    this.start();
    if (this.#waiting.has(mirror) || (this.#notBefore.get(mirror) ?? 0) > this.#means.clock.now()) return;
    this.#waiting.add(mirror);
    this.#then(() => this.#compact(mirror));
  }

  /** Begins nothing more. @returns the end of what is under way */
  close(): Promise<void> {
    this.#closed = true;
    this.#cancelPass?.();
    return this.#work;
  }

  #then(work: () => Promise<void>): void {
    this.#work = this.#work.then(async () => {
      if (!this.#closed) await work();
    });
  }

  async #compact(mirror: Mirror): Promise<void> {
    const { clock, warn } = this.#means;
    this.#waiting.delete(mirror);
    try {
      if (await mirror.compact()) this.#done.compactions++;
    } catch (error: unknown) {
      if (this.#closed) return;
      this.#notBefore.set(mirror, clock.now() + retryMs);
      warn('a mirror could not be compacted', { repository: mirror.place.url, error: toError(error).message });
    }
  }

  async #pass(): Promise<void> {
    const { folder, maxBytes, known, warn } = this.#means;
    const evict = (key: string): Promise<boolean> => {
      const home = join(folder, key);
      return known(key)?.mirror.evict() ?? evictMirror(home, locksOf(home), () => undefined);
    };
    try {
      const isFollowed = (key: string): boolean => known(key)?.followed === true;
      const { bytes, mirrors, evicted } = await holdBudget({ folder, maxBytes, isFollowed, evict });
      this.#done.evictions += evicted;
      if (bytes > maxBytes) {
        warn('mirrors take more than they may: all that are left are followed or in use', { bytes, maxBytes, mirrors });
      }
    } catch (error: unknown) {
      warn('the folder of mirrors could not be looked through', { error: toError(error).message });
    }
  }
}
