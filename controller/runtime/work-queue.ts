import { type BackoffOptions, backoffDelay } from './backoff.ts';
import type { Clock } from './clock.ts';
import { DueHeap } from './due-heap.ts';

export interface WorkQueueOptions {
  readonly clock: Clock;
  readonly backoff?: BackoffOptions;
  /** Told how long a key stood ready when a worker takes it, in milliseconds. */
  readonly onTaken?: (waitedMs: number) => void;
}

/** setTimeout fires at once for more than 2^31 - 1 ms; a longer wait is armed again. */
const longestTimer = 24 * 60 * 60_000;

/**
 * Keys to look at, as in client-go's workqueue: a key stands in the queue once, however often it is added; it is never
 * handed out while it is being worked on; added meanwhile, it comes again after `done`. Nothing added is dropped before
 * shutdown, and nothing is said about why a key was added: the work reads the world.
 */
export class WorkQueue {
  readonly #clock: Clock;
  readonly #backoff: BackoffOptions;
  readonly #onTaken: ((waitedMs: number) => void) | undefined;
  /** Since when. */
  readonly #ready = new Map<string, number>();
  readonly #processing = new Set<string>();
  /** Since when. */
  readonly #dirty = new Map<string, number>();
  readonly #delayed = new DueHeap();
  readonly #failures = new Map<string, number>();
  readonly #takers: ((key: string | undefined) => void)[] = [];
  readonly #drained: (() => void)[] = [];
  #cancelTimer: (() => void) | undefined;
  #timerDue = Infinity;
  #closed = false;
  #activity = 0;

  constructor(options: WorkQueueOptions) {
    this.#clock = options.clock;
    this.#backoff = options.backoff ?? {};
    this.#onTaken = options.onTaken;
  }

  /** Asks for the key to be worked on as soon as possible. After shutdown it does nothing. */
  add(key: string): void {
    if (this.#closed) return;
    this.#activity += 1;
    const waiting = this.#processing.has(key) ? this.#dirty : this.#ready;
    if (!waiting.has(key)) waiting.set(key, this.#clock.now());
    this.#hand();
  }

  /** Asks for the key in `ms` milliseconds; of several times asked for, the earliest stands until it has come. */
  addAfter(key: string, ms: number): void {
    if (this.#closed) return;
    if (!(ms > 0)) {
      this.add(key);
      return;
    }
    this.#delayed.add(key, this.#clock.now() + ms);
    this.#arm();
  }

  /** Counts a failure of the key, and asks for it after its backoff. @returns that delay in milliseconds */
  addRateLimited(key: string): number {
    const failures = this.#failures.get(key) ?? 0;
    this.#failures.set(key, failures + 1);
    const ms = backoffDelay(failures, this.#backoff);
    this.addAfter(key, ms);
    return ms;
  }

  /** The key is well: its next failure is its first. */
  forget(key: string): void {
    this.#failures.delete(key);
  }

  /** How often in a row the key failed. */
  failures(key: string): number {
    return this.#failures.get(key) ?? 0;
  }

  /** Waits for a key, which is the caller's until `done`. @returns undefined when the queue is shut down and empty */
  async take(): Promise<string | undefined> {
    return new Promise((resolve) => {
      this.#takers.push(resolve);
      this.#hand();
    });
  }

  /** Gives a taken key back. */
  done(key: string): void {
    if (!this.#processing.delete(key)) return;
    this.#activity += 1;
    const since = this.#dirty.get(key);
    if (since !== undefined) this.#ready.set(key, since);
    this.#dirty.delete(key);
    this.#hand();
  }

  /** Keys ready, being worked on, and waiting for their time. */
  get depth(): { readonly ready: number; readonly processing: number; readonly delayed: number } {
    return { ready: this.#ready.size, processing: this.#processing.size, delayed: this.#delayed.size };
  }

  /** Rises with everything added and done: unchanged between two looks, nothing happened between them. */
  get activity(): number {
    return this.#activity;
  }

  /** Whether nothing is ready, in work, or due within `horizon` milliseconds. */
  isIdle(horizon = 0): boolean {
    const next = this.#delayed.next();
    const quiet = this.#ready.size === 0 && this.#processing.size === 0;
    return quiet && (next === undefined || next > this.#clock.now() + horizon);
  }

  /**
   * Takes nothing more and drops what is not due yet. What is ready is still handed out, unless `drop` is set: the next
   * start looks at everything anyway. May be called again, to drop.
   * @returns settled when nothing is ready or being worked on
   */
  async shutDown(options: { readonly drop?: boolean } = {}): Promise<void> {
    this.#closed = true;
    this.#delayed.clear();
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    if (options.drop === true) {
      this.#ready.clear();
      this.#dirty.clear();
    }
    return new Promise((resolve) => {
      this.#drained.push(resolve);
      this.#hand();
    });
  }

  #hand(): void {
    for (const [key, since] of this.#ready) {
      const taker = this.#takers.shift();
      if (taker === undefined) return;
      this.#ready.delete(key);
      this.#processing.add(key);
      this.#onTaken?.(this.#clock.now() - since);
      taker(key);
    }
    // A dirty key still comes back from its worker, so its takers must stay.
    if (!this.#closed || this.#dirty.size > 0) return;
    for (const taker of this.#takers.splice(0)) taker(undefined);
    if (this.#processing.size === 0) for (const resolve of this.#drained.splice(0)) resolve();
  }

  #arm(): void {
    const due = this.#delayed.next();
    if (due === undefined || (this.#cancelTimer !== undefined && this.#timerDue <= due)) return;
    this.#cancelTimer?.();
    this.#timerDue = due;
    const ms = Math.min(Math.max(due - this.#clock.now(), 0), longestTimer);
    this.#cancelTimer = this.#clock.after(ms, () => {
      this.#cancelTimer = undefined;
      for (const key of this.#delayed.take(this.#clock.now())) this.add(key);
      this.#arm();
    });
  }
}
