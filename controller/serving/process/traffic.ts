/** Where requests go: one server at a time, changed at once; requests that come while there is none wait. */
export interface Target {
  readonly port: number;
}

export interface Traffic {
  /** From now on new requests go to `target`; those that wait go there at once. Undefined: they wait. */
  direct(target: Target | undefined): void;
  /** Says whether waiting makes sense: a server is being started. When not, requests are refused at once. */
  expect(coming: boolean): void;
  /** The target for one request, which counts as in flight there until `release`. Undefined: none came in time. */
  acquire(signal: AbortSignal | undefined): Target | Promise<Target | undefined>;
  release(target: Target): void;
  /** Resolves when no request is in flight at `target`, or after `ms`. */
  drained(target: Target, ms: number): Promise<void>;
  /** Requests in flight at `target`. */
  inFlight(target: Target): number;
}

/** @param waitMs how long one request waits; @param limit how many may */
export function createTraffic(waitMs: number, limit: number): Traffic {
  return new ServingTraffic(waitMs, limit);
}

type Settle = (target: Target | undefined) => void;

class ServingTraffic implements Traffic {
  readonly #waitMs: number;
  readonly #limit: number;
  readonly #counts = new Map<Target, number>();
  readonly #idle = new Map<Target, () => void>();
  readonly #waiters = new Set<Settle>();
  #current: Target | undefined;
  #coming = true;

  constructor(waitMs: number, limit: number) {
    this.#waitMs = waitMs;
    this.#limit = limit;
  }

  direct(target: Target | undefined): void {
    this.#current = target;
    if (target !== undefined) this.#settleAll(target);
  }

  expect(coming: boolean): void {
    this.#coming = coming;
    if (!coming && this.#current === undefined) this.#settleAll(undefined);
  }

  acquire(signal: AbortSignal | undefined): Target | Promise<Target | undefined> {
    if (this.#current !== undefined) return this.#count(this.#current);
    if (!this.#coming || this.#waiters.size >= this.#limit) return Promise.resolve(undefined);
    return this.#wait(signal);
  }

  release(target: Target): void {
    const left = (this.#counts.get(target) ?? 1) - 1;
    if (left > 0) {
      this.#counts.set(target, left);
      return;
    }
    this.#counts.delete(target);
    this.#idle.get(target)?.();
  }

  async drained(target: Target, ms: number): Promise<void> {
    if (!this.#counts.has(target)) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#idle.set(target, () => {
        clearTimeout(timer);
        resolve();
      });
    });
    this.#idle.delete(target);
  }

  inFlight(target: Target): number {
    return this.#counts.get(target) ?? 0;
  }

  #count(target: Target): Target {
    this.#counts.set(target, (this.#counts.get(target) ?? 0) + 1);
    return target;
  }

  #settleAll(target: Target | undefined): void {
    for (const settle of this.#waiters) settle(target);
  }

  async #wait(signal: AbortSignal | undefined): Promise<Target | undefined> {
    return new Promise((resolve) => {
      const settle: Settle = (target) => {
        this.#waiters.delete(settle);
        clearTimeout(timer);
        signal?.removeEventListener('abort', giveUp);
        resolve(target === undefined ? undefined : this.#count(target));
      };
      const giveUp = (): void => settle(undefined);
      const timer = setTimeout(giveUp, this.#waitMs);
      signal?.addEventListener('abort', giveUp);
      this.#waiters.add(settle);
    });
  }
}
