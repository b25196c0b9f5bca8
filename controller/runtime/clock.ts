/** Time, injected, so that tests own it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls back once after `ms`; @returns its cancellation. Timers never hold the process open when `unref` is true. */
  after(ms: number, callback: () => void): () => void;
}

/** A number in [0, 1). */
export type Random = () => number;

export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};

/** Time that no one can set: milliseconds since the process began. For what must not jump (leases); says nothing of the date. */
export const monotonicClock: Clock = { now: () => performance.now(), after: (ms, call) => systemClock.after(ms, call) };
