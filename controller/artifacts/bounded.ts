/** Bounds on work over many items: how many at once, and how long without a look at anything else. */
import { setImmediate } from 'node:timers/promises';

/** Milliseconds of synchronous work between two turns of the event loop. */
const longestTurn = 15;

/** @returns to be awaited between pieces of synchronous work; lets others have a turn when enough time went by */
export function createTurns(): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < longestTurn) return;
    await setImmediate();
    last = performance.now();
  };
}

/** Runs `work` over all items, at most `limit` at a time. The first failure stops the rest and is thrown. */
export async function forEachBounded<T>(
  items: Iterable<T>,
  limit: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = items[Symbol.iterator]();
  let stopped = false;
  async function lane(): Promise<void> {
    while (!stopped) {
      const next = queue.next();
      if (next.done === true) return;
      try {
        await work(next.value);
      } catch (error: unknown) {
        stopped = true;
        throw error;
      }
    }
  }
  const settled = await Promise.allSettled(Array.from({ length: limit }, lane));
  const failed = settled.find((lane) => lane.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}
