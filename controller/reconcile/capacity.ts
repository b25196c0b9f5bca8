import type { Engine, ExecutionState } from '../engines/engine.ts';

/**
 * How many executions may be under way at once. Who is turned away is told when one ends, so nobody has to ask again
 * on a timer.
 */
export class Capacity {
  readonly #limit: number;
  readonly #waiting = new Set<() => void>();
  #turn: Promise<unknown> = Promise.resolve();

  constructor(limit = Number.POSITIVE_INFINITY) {
    this.#limit = limit;
  }

  /**
   * Starts one more by `start`, one caller at a time. Undefined when there is no room, or `mustWait` for one of those
   * under way: `wake` is then called later.
   */
  start<T>(
    engine: Engine,
    start: () => Promise<T>,
    { wake, mustWait }: { readonly wake: () => void; readonly mustWait: (other: ExecutionState) => boolean },
  ): Promise<T | undefined> {
    const mine = this.#turn.then(async () => {
      const underWay = (await engine.list()).filter((state) => !state.finished);
      if (underWay.length < this.#limit && !underWay.some(mustWait)) return start();
      this.#waiting.add(wake);
      return undefined;
    });
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  /** An execution ended: everybody who waits may try again. */
  freed(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const wake of waiting) wake();
  }
}
