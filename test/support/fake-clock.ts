import type { Clock } from '../../controller/runtime/clock.ts';

interface Timer {
  readonly due: number;
  readonly callback: () => void;
}

/** A clock that a test moves. Timers fire in the order of their due time, each at its own time. */
export class FakeClock implements Clock {
  #now: number;
  readonly #timers = new Set<Timer>();

  /** @param start milliseconds since the epoch */
  constructor(start = Date.UTC(2030, 0, 1)) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  after(ms: number, callback: () => void): () => void {
    const timer = { due: this.#now + Math.max(ms, 0), callback };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** How many timers wait. */
  get pending(): number {
    return this.#timers.size;
  }

  /** Moves time by `ms`, lets promises settle before, between and after timers. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    await settle();
    for (let timer = this.#next(end); timer !== undefined; timer = this.#next(end)) {
      this.#timers.delete(timer);
      this.#now = Math.max(this.#now, timer.due);
      timer.callback();
      await settle();
    }
    this.#now = end;
  }

  /** Sets the time without firing anything, as when a machine's clock is set. */
  set(now: number): void {
    this.#now = now;
  }

  #next(end: number): Timer | undefined {
    let found: Timer | undefined;
    for (const timer of this.#timers) {
      if (timer.due <= end && (found === undefined || timer.due < found.due)) found = timer;
    }
    return found;
  }
}

/** Lets every promise that can go on go on. */
export async function settle(): Promise<void> {
  await new Promise<void>((resolve) => setImmediate(resolve));
}
