import type { WatchEvent } from '../store.ts';
import { type Database, integer, type Row } from './database.ts';
import { toWatchEvent } from './rows.ts';
import { watchFile } from './watch-file.ts';

interface Watcher {
  readonly kind: string;
  readonly changed: (event: WatchEvent) => void;
  /** The last sequence that is not this watcher's. */
  readonly after: number;
}

const batch = 100;

/**
 * Changes after `cursor` and up to `floor`, where the log was compacted: the deletions that are still kept, and of the
 * rest the newest state. An object that changed again after the floor comes with that change.
 */
const compacted = `SELECT sequence, type, kind, namespace, name, uid, api_version, meta, spec, status FROM changes
    WHERE sequence > ?1 AND sequence <= ?2
  UNION ALL
  SELECT sequence, CASE WHEN created > ?1 THEN 'Added' ELSE 'Modified' END,
    kind, namespace, name, uid, api_version, meta, spec, status FROM objects
    WHERE sequence > ?1 AND sequence <= ?2
  ORDER BY sequence`;

function newestSequence(db: Database): number {
  return integer(
    db.get(`SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'changes'), 0) AS newest`),
    'newest',
  );
}

/** The next changes after `cursor`, on one snapshot. */
function nextChanges(db: Database, cursor: number): { readonly rows: Row[]; readonly cursor: number } {
  return db.read(() => {
    const floor = integer(db.get('SELECT sequence FROM floor'), 'sequence');
    if (cursor < floor) return { rows: db.all(compacted, cursor, floor), cursor: floor };
    const rows = db.all('SELECT * FROM changes WHERE sequence > ? ORDER BY sequence LIMIT ?', cursor, batch);
    const last = rows.at(-1);
    return { rows, cursor: last === undefined ? cursor : integer(last, 'sequence') };
  });
}

/** Delivers the change log to watchers: what this process wrote and what others did, in the order of the commits. */
export class ChangeFeed {
  readonly #db: Database;
  readonly #failed: (error: unknown) => void;
  readonly #watchers = new Set<Watcher>();
  #cursor = 0;
  #version = 0;
  #scheduled = false;
  #draining = false;
  #unreadable = false;
  #stopWatchingFile: (() => void) | undefined;

  /** @param failed is told what a callback threw, and once per outage that the log could not be read */
  constructor(db: Database, failed: (error: unknown) => void) {
    this.#db = db;
    this.#failed = failed;
  }

  /** Calls for every change of the kind after this one. @returns the end of it */
  watch(kind: string, changed: (event: WatchEvent) => void): () => void {
    // Before the sequence is read: a commit in between must still look new.
    const version = this.#dataVersion();
    const after = newestSequence(this.#db);
    if (this.#watchers.size === 0) {
      this.#cursor = after;
      this.#version = version;
    }
    this.#stopWatchingFile ??= watchFile(this.#db.file, () => this.#look());
    const watcher: Watcher = { kind, changed, after };
    this.#watchers.add(watcher);
    return () => {
      this.#watchers.delete(watcher);
      if (this.#watchers.size === 0) this.close();
    };
  }

  /** This process wrote: delivers in a microtask. */
  wrote(): void {
    if (this.#scheduled || this.#watchers.size === 0) return;
    this.#scheduled = true;
    queueMicrotask(() => {
      this.#scheduled = false;
      this.#guarded(() => this.#drain());
    });
  }

  close(): void {
    this.#watchers.clear();
    this.#stopWatchingFile?.();
    this.#stopWatchingFile = undefined;
  }

  /** Moves when another connection commits; reading it costs microseconds. */
  #dataVersion(): number {
    return integer(this.#db.get('PRAGMA data_version'), 'data_version');
  }

  #look(): void {
    this.#guarded(() => {
      const found = this.#dataVersion();
      if (found === this.#version && !this.#unreadable) return;
      this.#drain();
      this.#version = found;
    });
  }

  #drain(): void {
    while (this.#watchers.size > 0) {
      const next = nextChanges(this.#db, this.#cursor);
      if (next.cursor === this.#cursor) return;
      // Moved before the callbacks run: what they throw or write never delivers a change twice.
      this.#cursor = next.cursor;
      for (const row of next.rows) this.#deliver(row);
    }
  }

  #deliver(row: Row): void {
    const sequence = integer(row, 'sequence');
    for (const watcher of this.#watchers) {
      if (watcher.kind !== row['kind'] || sequence <= watcher.after || !this.#watchers.has(watcher)) continue;
      try {
        watcher.changed(toWatchEvent(row));
      } catch (thrown: unknown) {
        this.#failed(thrown);
      }
    }
  }

  #guarded(work: () => void): void {
    if (this.#draining) return;
    this.#draining = true;
    try {
      work();
      this.#unreadable = false;
    } catch (thrown: unknown) {
      if (!this.#unreadable) this.#failed(thrown);
      this.#unreadable = true;
    } finally {
      this.#draining = false;
    }
  }
}
