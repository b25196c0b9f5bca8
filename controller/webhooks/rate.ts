/** How often somebody may ask. */

/** A bucket of tokens: `burst` at once, `perSecond` more each second. */
export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

export interface Limiter {
  /** Whether there is one left for `key`; takes nothing. @returns seconds to come again after, 0: now */
  wait(key: string): number;
  /** Takes `cost`, even if that is more than is left: who costs much waits longer. */
  take(key: string, cost?: number): void;
}

/** Keys remembered; the one that was used longest ago goes first, and begins anew. */
const mostKeys = 10_000;

/** @param now milliseconds, on any clock */
export function createLimiter(rate: Rate, now: () => number): Limiter {
  const buckets = new Map<string, { left: number; at: number }>();

  function leftOf(key: string): number {
    const bucket = buckets.get(key);
    if (bucket === undefined) return rate.burst;
    return Math.min(rate.burst, bucket.left + (Math.max(now() - bucket.at, 0) / 1_000) * rate.perSecond);
  }

  return {
    wait(key) {
      const left = leftOf(key);
      return left >= 1 ? 0 : Math.ceil((1 - left) / rate.perSecond);
    },
    take(key, cost = 1) {
      // Never deeper in debt than a whole bucket: a flood must not shut its address out for hours.
      const left = Math.max(leftOf(key) - cost, -rate.burst);
      buckets.delete(key);
      buckets.set(key, { left, at: now() });
      if (buckets.size > mostKeys) for (const oldest of buckets.keys()) if (buckets.delete(oldest)) break;
    },
  };
}
