import type { DatabaseSync } from 'node:sqlite';
import { RefitError } from '../../core/errors.ts';

/** `REFT`: marks the file as Refit's, so that a database of something else is never written to. */
const applicationId = 0x52454654;

/**
 * The schema, one step per version; a step that was released never changes. resourceVersion is the sequence of the
 * change log: AUTOINCREMENT never gives a number twice, and the write lock makes its order the order of the commits.
 * `floor.sequence` is the last change that compaction took.
 */
const migrations: readonly string[] = [
  `CREATE TABLE objects (
     id INTEGER PRIMARY KEY,
     kind TEXT NOT NULL, namespace TEXT NOT NULL, name TEXT NOT NULL, uid TEXT NOT NULL UNIQUE,
     sequence INTEGER NOT NULL, created INTEGER NOT NULL, api_version TEXT NOT NULL,
     meta TEXT NOT NULL, spec TEXT NOT NULL, status TEXT,
     UNIQUE (kind, namespace, name));
   CREATE INDEX objects_sequence ON objects (sequence);
   CREATE TABLE owners (
     owner TEXT NOT NULL, dependent INTEGER NOT NULL REFERENCES objects (id) ON DELETE CASCADE,
     PRIMARY KEY (owner, dependent)) WITHOUT ROWID;
   CREATE INDEX owners_dependent ON owners (dependent);
   CREATE TABLE changes (
     sequence INTEGER PRIMARY KEY AUTOINCREMENT,
     type TEXT NOT NULL, kind TEXT NOT NULL, namespace TEXT NOT NULL, name TEXT NOT NULL, uid TEXT NOT NULL,
     api_version TEXT NOT NULL, meta TEXT NOT NULL, spec TEXT NOT NULL, status TEXT);
   CREATE TABLE floor (sequence INTEGER NOT NULL);
   INSERT INTO floor VALUES (0);
   CREATE TABLE events (
     id INTEGER PRIMARY KEY, touched INTEGER NOT NULL,
     kind TEXT NOT NULL, namespace TEXT NOT NULL, name TEXT NOT NULL, uid TEXT NOT NULL,
     type TEXT NOT NULL, reason TEXT NOT NULL, message TEXT NOT NULL,
     count INTEGER NOT NULL, first_seen TEXT NOT NULL, last_seen TEXT NOT NULL,
     UNIQUE (uid, type, reason, message));
   CREATE INDEX events_touched ON events (touched);
   CREATE INDEX events_object ON events (uid, touched);`,
];

function pragma(db: DatabaseSync, name: string): number {
  return Number(db.prepare(`PRAGMA ${name}`).get()?.[name]);
}

/** The schema version of the file. @throws RefitError StateNewer; StoreUnavailable for a database of something else */
function readVersion(db: DatabaseSync, file: string): number {
  const version = pragma(db, 'user_version');
  const id = pragma(db, 'application_id');
  const tables = Number(db.prepare('SELECT count(*) AS n FROM sqlite_schema').get()?.['n']);
  if (id !== applicationId && (id !== 0 || tables > 0)) {
    throw new RefitError(
      'StoreUnavailable',
      `store ${file}: found a database of another program, allowed is one of Refit`,
    );
  }
  if (version > migrations.length) {
    throw new RefitError(
      'StateNewer',
      `store ${file}: found schema version ${version}, written by a newer Refit; this one knows up to ${migrations.length}`,
    );
  }
  return version;
}

/** Runs `work` in one transaction: reads of one snapshot, writes all or none. */
function within<T>(db: DatabaseSync, begin: 'BEGIN' | 'BEGIN IMMEDIATE', work: () => T): T {
  db.exec(begin);
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } finally {
    if (db.isTransaction) db.exec('ROLLBACK');
  }
}

/** Brings the schema up to date; `prepareFile` is called before the first write and only when the file is ours. */
export function migrate(db: DatabaseSync, file: string, prepareFile: () => void): void {
  // On one snapshot: another process may be making the file just now.
  const look = (): number => within(db, 'BEGIN', () => readVersion(db, file));
  look();
  prepareFile();
  if (look() === migrations.length) return;
  within(db, 'BEGIN IMMEDIATE', () => {
    // Another process may have done it between the look and the lock.
    for (const step of migrations.slice(readVersion(db, file))) db.exec(step);
    db.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${migrations.length}`);
  });
}
