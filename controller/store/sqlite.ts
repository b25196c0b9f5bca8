import { toError } from '../core/errors.ts';
import type { Clock } from '../runtime/clock.ts';
import { ChangeFeed } from './sqlite/changes.ts';
import { type Database, openDatabase } from './sqlite/database.ts';
import { readEvents, writeEvent } from './sqlite/events.ts';
import {
  collectOrphans,
  createObject,
  deleteObject,
  findRow,
  hasOrphans,
  isOrphan,
  type ObjectTables,
  updateObject,
  updateStatus,
} from './sqlite/objects.ts';
import { rowToObject, toObject } from './sqlite/rows.ts';
import type { Store, StoredObject } from './store.ts';

export interface SqliteStoreOptions {
  /** The database; its folder must exist. */
  readonly file: string;
  /** For the times in metadata and events. */
  readonly clock: Pick<Clock, 'now'>;
  /** Default: random UUIDs. */
  readonly uid?: () => string;
  /** Told what a watch callback threw, and outages met while looking for changes. Default: a process warning. */
  readonly onError?: (error: Error) => void;
}

/**
 * The store in one SQLite file, which several processes may open at once (docs/adr/0003-store.md). Dependents and objects
 * whose owners were gone before are deleted with the semantics of Kubernetes' background collection.
 * @throws RefitError StoreUnavailable when the file cannot be opened; StateNewer when a newer Refit wrote it
 */
export function openSqliteStore(options: SqliteStoreOptions): Store {
  const db = openDatabase(options.file);
  const { clock, onError = (error: Error) => process.emitWarning(error) } = options;
  const feed = new ChangeFeed(db, (thrown) => onError(toError(thrown)));
  const tables = createTables(db, options);
  const write = <T>(work: () => T): T => {
    const result = db.write(work);
    feed.wrote();
    return result;
  };
  const collector = createCollector(db, () => write(() => collectOrphans(tables)), onError);
  collector.schedule();
  const collectIfOrphan = <T extends StoredObject>(object: T): T => {
    if (isOrphan(db, object)) collector.schedule();
    return object;
  };
  return {
    async get<T extends StoredObject>(key: Parameters<Store['get']>[0]) {
      const row = findRow(db, key);
      return row === undefined ? undefined : toObject<T>(row, row.sequence);
    },
    async list<T extends StoredObject>(...[kind, selection = {}]: Parameters<Store['list']>) {
      return listRows<T>(db, kind, selection);
    },
    async create<T extends StoredObject>(object: Parameters<Store['create']>[0]) {
      return collectIfOrphan(write(() => createObject<T>(tables, object)));
    },
    async update<T extends StoredObject>(object: T) {
      return collectIfOrphan(write(() => updateObject<T>(tables, object)));
    },
    async updateStatus<T extends StoredObject>(object: T) {
      return write(() => updateStatus<T>(tables, object));
    },
    async delete(key, preconditions = {}) {
      write(() => deleteObject(tables, key, preconditions));
    },
    watch: (kind, changed) => feed.watch(kind, changed),
    async recordEvent(event) {
      db.write(() => writeEvent(db, event, new Date(clock.now()).toISOString()));
    },
    async events(selection = {}) {
      return readEvents(db, selection);
    },
    async close() {
      collector.close();
      feed.close();
      db.close();
    },
  };
}

function createTables(db: Database, options: SqliteStoreOptions): ObjectTables {
  return {
    db,
    now: () => new Date(options.clock.now()).toISOString().replace(/\.\d+Z$/, 'Z'),
    uid: options.uid ?? (() => crypto.randomUUID()),
  };
}

function listRows<T extends StoredObject>(
  db: Database,
  kind: string,
  selection: { namespace?: string; labels?: Record<string, string>; ownerUID?: string },
): T[] {
  const conditions = ['kind = ?'];
  const values = [kind];
  if (selection.namespace !== undefined) {
    conditions.push('namespace = ?');
    values.push(selection.namespace);
  }
  if (selection.ownerUID !== undefined) {
    conditions.push('id IN (SELECT dependent FROM owners WHERE owner = ?)');
    values.push(selection.ownerUID);
  }
  for (const [key, value] of Object.entries(selection.labels ?? {})) {
    conditions.push(`EXISTS (SELECT 1 FROM json_each(objects.meta, '$.labels') AS l WHERE l.key = ? AND l.value = ?)`);
    values.push(key, value);
  }
  return db
    .all(`SELECT * FROM objects WHERE ${conditions.join(' AND ')} ORDER BY namespace, name`, ...values)
    .map((row) => rowToObject<T>(row));
}

/** Looks for orphans a turn later: as in Kubernetes, who creates one gets it and loses it afterwards. */
function createCollector(
  db: Database,
  collect: () => void,
  onError: (error: Error) => void,
): { schedule(): void; close(): void } {
  let pending: NodeJS.Immediate | undefined;
  const sweep = (): void => {
    pending = undefined;
    try {
      if (hasOrphans(db)) collect();
    } catch (thrown: unknown) {
      onError(toError(thrown));
    }
  };
  return {
    schedule() {
      pending ??= setImmediate(sweep);
    },
    close() {
      clearImmediate(pending);
    },
  };
}
