/**
 * One holder at a time per lock, without anybody waiting: who finds it held goes away and is called when it may be free.
 * Callers are keys of lines (one line per queue), so that a line whose workers are all busy keeps no other from its turn.
 */
export class KeyedLock {
  readonly #held = new Set<string>();
  /** Keys to call, by lock, then by line: the longest waiting first. */
  readonly #waiting = new Map<string, Map<Line, Set<string>>>();

  /** A line of callers. `call`: the lock that `key` found held may be free, and it shall `hold` again. */
  line(call: (key: string) => void): Line {
    return new Line(this, call);
  }

  /** Takes the lock if it is free; else `key` is called when it may be. @returns whether it was taken */
  take(lock: string, line: Line, key: string): boolean {
    if (!this.#held.has(lock)) {
      this.#held.add(lock);
      this.#forget(lock, line, key);
      return true;
    }
    const lines = this.#waiting.get(lock) ?? new Map<Line, Set<string>>();
    this.#waiting.set(lock, lines.set(line, (lines.get(line) ?? new Set()).add(key)));
    return false;
  }

  /** Gives it back, and calls the first of every line. */
  release(lock: string): void {
    this.#held.delete(lock);
    for (const line of this.#waiting.get(lock)?.keys() ?? []) this.callNext(lock, line);
  }

  /** Calls the first of a line, unless the lock is held: whoever holds it calls then. */
  callNext(lock: string, line: Line): void {
    const [key] = this.#waiting.get(lock)?.get(line) ?? [];
    if (key === undefined || this.#held.has(lock)) return;
    this.#forget(lock, line, key);
    line.called(lock, key);
  }

  #forget(lock: string, line: Line, key: string): void {
    const lines = this.#waiting.get(lock);
    const keys = lines?.get(line);
    keys?.delete(key);
    if (keys?.size === 0) lines?.delete(line);
    if (lines?.size === 0) this.#waiting.delete(lock);
  }
}

/** Those who call for locks by one queue. */
export class Line {
  readonly #locks: KeyedLock;
  readonly #call: (key: string) => void;
  /** Keys that were called and did not come yet, with the lock they were called for. */
  readonly #called = new Map<string, string>();

  constructor(locks: KeyedLock, call: (key: string) => void) {
    this.#locks = locks;
    this.#call = call;
  }

  /**
   * Runs `work` under the lock that `lockOf` names, and settles as it does. `Held`: somebody else holds it; nothing was done,
   * and the key is called once it may be free. A key is in here once at a time.
   */
  async hold<T>(key: string, lockOf: () => Promise<string>, work: () => Promise<T>): Promise<T | 'Held'> {
    const before = this.#called.get(key);
    this.#called.delete(key);
    let lock: string | undefined;
    try {
      lock = await lockOf();
    } finally {
      // It was called and wants another lock by now, or none: its turn is the next one's.
      if (before !== undefined && before !== lock) this.#locks.callNext(before, this);
    }
    if (!this.#locks.take(lock, this, key)) return 'Held';
    try {
      return await work();
    } finally {
      this.#locks.release(lock);
    }
  }

  /** For `KeyedLock` alone. */
  called(lock: string, key: string): void {
    const before = this.#called.get(key);
    this.#called.set(key, lock);
    if (before !== undefined && before !== lock) this.#locks.callNext(before, this);
    this.#call(key);
  }
}
