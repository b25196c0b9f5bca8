// oxlint-disable-next-line no-restricted-imports -- a lock that the kernel releases; no data is kept in it
import type { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * A lock between processes on one mirror, held by the kernel, so that a killed holder never leaves it behind: an
 * empty SQLite file. Fetches share it (git's own writes are safe beside each other); what moves or removes files of
 * the mirror holds it alone.
 */
export class MirrorLock {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  /** Runs `work` beside other shared holders. Waits as long as one holds it alone. */
  shared<T>(work: () => Promise<T>): Promise<T> {
    return this.#hold('shared', work);
  }

  /** Runs `work` with no other holder. Waits for all of them. */
  exclusive<T>(work: () => Promise<T>): Promise<T> {
    return this.#hold('exclusive', work);
  }

  /** Runs `work` alone if nobody holds it now, else not at all. */
  async ifFree(work: () => Promise<void>): Promise<void> {
    const database = await this.#acquire('exclusive');
    if (database === undefined) return;
    try {
      await work();
    } finally {
      database.close();
    }
  }

  async #hold<T>(kind: 'shared' | 'exclusive', work: () => Promise<T>): Promise<T> {
    for (;;) {
      const database = await this.#acquire(kind);
      if (database === undefined) {
        await sleep(20);
        continue;
      }
      try {
        return await work();
      } finally {
        database.close();
      }
    }
  }

  async #acquire(kind: 'shared' | 'exclusive'): Promise<DatabaseSync | undefined> {
    // oxlint-disable-next-line no-restricted-imports -- as above
    const { DatabaseSync } = await import('node:sqlite');
    const database = new DatabaseSync(this.#file, { timeout: 0 });
    try {
      // Reading takes the shared lock, and an open transaction keeps it.
      database.exec(kind === 'exclusive' ? 'BEGIN EXCLUSIVE' : 'BEGIN; SELECT count(*) FROM sqlite_schema');
      return database;
    } catch (error: unknown) {
      database.close();
      if (error instanceof Error && /locked|busy/i.test(error.message)) return undefined;
      throw error;
    }
  }
}
