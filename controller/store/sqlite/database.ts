import { DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from 'node:sqlite';
import { RefitError, toError } from '../../core/errors.ts';
import { migrate } from './schema.ts';

export type Row = Record<string, SQLOutputValue>;

/** One connection to the file: prepared statements kept, foreign errors mapped, every write one immediate transaction. */
export interface Database {
  readonly file: string;
  all(sql: string, ...values: SQLInputValue[]): Row[];
  get(sql: string, ...values: SQLInputValue[]): Row | undefined;
  /** @returns the row id of the last insert */
  run(sql: string, ...values: SQLInputValue[]): number;
  /** Runs `work` with the write lock held; nothing of it is kept when it throws. Not nestable. */
  write<T>(work: () => T): T;
  /** Runs `work` on one snapshot. Not nestable. */
  read<T>(work: () => T): T;
  close(): void;
}

/** How long a write waits for the write of another process, in milliseconds; theirs take a few. */
const busyTimeout = 5_000;

/** Primary result codes of SQLite (https://sqlite.org/rescode.html). */
const code = { busy: 5, corrupt: 11, cannotOpen: 14, constraint: 19, notADatabase: 26 } as const;

function errorCode(error: Error): number | undefined {
  return 'errcode' in error && typeof error.errcode === 'number' ? error.errcode & 0xff : undefined;
}

/** Maps what SQLite throws to the table; a RefitError passes through. */
export function storeError(thrown: unknown, file: string): RefitError {
  if (thrown instanceof RefitError) return thrown;
  const error = toError(thrown);
  const found = errorCode(error);
  if (found === undefined || found === code.constraint) return new RefitError('InternalError', error.message, error);
  const hints: Partial<Record<number, string>> = {
    [code.busy]: ': another process keeps it locked',
    [code.corrupt]: ': the file is damaged',
    [code.notADatabase]: ': the file is not a database',
    [code.cannotOpen]: ': the file or its folder is missing or not accessible',
  };
  return new RefitError('StoreUnavailable', `store ${file}: ${error.message}${hints[found] ?? ''}`, error);
}

/** Changing the journal mode does not wait for others by itself: SQLite gives Busy at once. */
function enterWriteAheadLog(db: DatabaseSync): void {
  const deadline = Date.now() + busyTimeout;
  for (;;) {
    try {
      db.exec('PRAGMA journal_mode = WAL');
      return;
    } catch (thrown: unknown) {
      if (errorCode(toError(thrown)) !== code.busy || Date.now() > deadline) throw thrown;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}

function connect(file: string): DatabaseSync {
  const db = new DatabaseSync(file, { timeout: busyTimeout });
  try {
    // The version is judged before anything is written: a file of a newer Refit stays as it is.
    migrate(db, file, () => enterWriteAheadLog(db));
    db.exec('PRAGMA synchronous = NORMAL; PRAGMA journal_size_limit = 16777216; PRAGMA cache_size = -8192');
    return db;
  } catch (thrown: unknown) {
    db.close();
    throw thrown;
  }
}

function connectOrExplain(file: string): DatabaseSync {
  try {
    return connect(file);
  } catch (thrown: unknown) {
    throw storeError(thrown, file);
  }
}

/**
 * Opens or makes the file, and brings its schema up to date.
 * @throws RefitError StoreUnavailable | StateNewer
 */
export function openDatabase(file: string): Database {
  const db = connectOrExplain(file);
  const statements = new Map<string, StatementSync>();
  const prepare = (sql: string): StatementSync => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const statement = db.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
  const guarded = <T>(work: () => T): T => {
    if (!db.isOpen) throw new RefitError('StoreUnavailable', `store ${file}: closed`);
    try {
      return work();
    } catch (thrown: unknown) {
      throw storeError(thrown, file);
    }
  };
  const transaction = <T>(begin: string, work: () => T): T =>
    guarded(() => {
      prepare(begin).run();
      try {
        const result = work();
        prepare('COMMIT').run();
        return result;
      } finally {
        // A full disk or an I/O error may have rolled back already.
        if (db.isTransaction) prepare('ROLLBACK').run();
      }
    });
  return {
    file,
    all: (sql, ...values) => guarded(() => prepare(sql).all(...values)),
    get: (sql, ...values) => guarded(() => prepare(sql).get(...values)),
    run: (sql, ...values) => guarded(() => Number(prepare(sql).run(...values).lastInsertRowid)),
    write: (work) => transaction('BEGIN IMMEDIATE', work),
    read: (work) => transaction('BEGIN', work),
    close() {
      if (db.isOpen) db.close();
    },
  };
}

/** The text of a column. @throws RefitError InternalError when it holds none */
export function text(row: Row, column: string): string {
  const value = row[column];
  if (typeof value === 'string') return value;
  throw new RefitError('InternalError', `store: column ${column} holds ${typeof value}, not text`);
}

/** The integer of a column. @throws RefitError InternalError when it holds none */
export function integer(row: Row | undefined, column: string): number {
  const value = row?.[column];
  if (typeof value === 'number') return value;
  throw new RefitError('InternalError', `store: column ${column} holds ${typeof value}, not a number`);
}
