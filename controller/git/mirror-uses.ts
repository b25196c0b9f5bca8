/** Who is at work on one mirror in this process. */
export class MirrorUses {
  #inside = 0;
  #shut: Promise<void> | undefined;

  /** Whether anybody is at work. */
  get busy(): boolean {
    return this.#inside > 0;
  }

  /** Runs `work` beside others; waits while somebody has the mirror alone. Work may hold more such work. */
  async beside<T>(work: () => Promise<T>): Promise<T> {
    while (this.#shut !== undefined) await this.#shut;
    this.#inside++;
    try {
      return await work();
    } finally {
      this.#inside--;
    }
  }

  /** Runs `work` with nobody else at work if nobody is now, else not at all: work that holds work must not wait for it. */
  async ifIdle(work: () => Promise<void>): Promise<void> {
    if (this.#inside > 0 || this.#shut !== undefined) return;
    const done = Promise.withResolvers<void>();
    this.#shut = done.promise;
    try {
      await work();
    } finally {
      this.#shut = undefined;
      done.resolve();
    }
  }
}
