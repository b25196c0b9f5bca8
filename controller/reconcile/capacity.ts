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
   * Starts one more by `start`, one caller at a time. Undefined when there is no room, or `mustWait` for one that
   * exists (also one whose end is not recorded yet): `wake` is then called later.
   */
  start<T>(
    engine: Engine,
    start: () => Promise<T>,
    { wake, mustWait }: { readonly wake: () => void; readonly mustWait: (other: ExecutionState) => boolean },
  ): Promise<T | undefined> {
    const mine = this.#turn.then(async () => {
      // Before looking: an end that comes while this looks must wake it too.
      this.#waiting.add(wake);
      const executions = await engine.list();
      const underWay = executions.filter((state) => !state.finished);
      if (underWay.length >= this.#limit || executions.some(mustWait)) return undefined;
      this.#waiting.delete(wake);
      return start();
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
