import type { Engine, ExecutionKey, ExecutionState } from '../engines/engine.ts';

/** What an attempt is made of: there is one execution of it at a time, because results are shared in a namespace. */
export type Wanted = Pick<ExecutionKey, 'namespace' | 'fingerprint'>;

export interface CapacityOptions<T> {
  readonly engine: Engine;
  readonly wanted: Wanted;
  /** Starts it. Of one fingerprint in a namespace never called twice at once, else beside others. */
  readonly start: () => Promise<T>;
  /** Whether what `start` returned says that there is an execution now. */
  readonly isStarted: (started: T) => boolean;
  /** Who asks: one that asks again and again waits once. */
  readonly waiter: string;
  /** There may be room now: ask again. */
  readonly wake: () => void;
}

/**
 * How many executions may be under way at once. Who is turned away is told when one ends, so nobody has to ask again
 * on a timer.
 */
export class Capacity {
  readonly #limit: number;
  /** By who waits: what it is woken by holds a whole run. */
  readonly #waiting = new Map<string, () => void>();
  /** What is being started: perhaps not in the engine's list yet. */
  readonly #starting = new Set<Wanted>();
  #turn: Promise<unknown> = Promise.resolve();

  constructor(limit = Number.POSITIVE_INFINITY) {
    this.#limit = limit;
  }

  /**
   * Starts one more. Undefined when there is no room, or one of the same fingerprint exists (also one that is being started,
   * or whose end is not recorded yet): `wake` is then called later. Nobody waits while another one starts.
   */
  async start<T>(options: CapacityOptions<T>): Promise<T | undefined> {
    const { wanted, start, isStarted } = options;
    // A place of its own, also beside one of the same fingerprint.
    const place: Wanted = { namespace: wanted.namespace, fingerprint: wanted.fingerprint };
    const look = this.#turn.then(() => this.#reserve(options, place));
    this.#turn = look.catch(() => undefined);
    if (!(await look)) return undefined;
    let isUsed = false;
    try {
      const started = await start();
      isUsed = isStarted(started);
      return started;
    } finally {
      this.#starting.delete(place);
      // Nothing came of it, and nothing will end.
      if (!isUsed) this.freed();
    }
  }

  /** An execution ended: everybody who waits may try again. */
  freed(): void {
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const wake of waiting) wake();
  }

  /** One at a time, and nothing of a tenant's is asked meanwhile. */
  async #reserve(
    { engine, waiter, wake }: Pick<CapacityOptions<unknown>, 'engine' | 'waiter' | 'wake'>,
    place: Wanted,
  ): Promise<boolean> {
    // Both before looking: an end that comes while this looks wakes it too, and a start that is over meanwhile counts.
    this.#waiting.set(waiter, wake);
    const starting = [...this.#starting];
    const executions = await engine.list();
    const underWay = executions.filter((state) => !state.finished);
    const unseen = starting.filter((other) => !underWay.some((state) => isSame(state.key, other)));
    if (underWay.length + unseen.length >= this.#limit) return false;
    if ([...executions.map(keyOf), ...starting].some((other) => isSame(other, place))) return false;
    this.#waiting.delete(waiter);
    this.#starting.add(place);
    return true;
  }
}

function keyOf({ key }: ExecutionState): Wanted {
  return key;
}

function isSame(one: Wanted, other: Wanted): boolean {
  return one.fingerprint === other.fingerprint && one.namespace === other.namespace;
}
