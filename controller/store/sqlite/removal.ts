import type { Database } from './database.ts';
import { type MetaColumn, type ObjectRow, readMeta, toObjectRow } from './rows.ts';
import { recordChange } from './write.ts';

/** What the functions here need; each of them is called inside one write transaction. */
export interface RemovalTables {
  readonly db: Database;
  /** Now, as metadata writes it. */
  now(): string;
}

/** Deletes an object: at once, or, with finalizers, by giving it a deletionTimestamp. */
export function expire(tables: RemovalTables, row: ObjectRow): void {
  const meta = readMeta(row);
  if (meta.finalizers === undefined) {
    remove(tables, row);
  } else if (meta.deletionTimestamp === undefined) {
    const marked: MetaColumn = { ...meta, deletionTimestamp: tables.now() };
    const next = { ...row, meta: JSON.stringify(marked) };
    const sequence = recordChange(tables.db, 'Modified', next);
    tables.db.run('UPDATE objects SET sequence = ?, meta = ? WHERE id = ?', sequence, next.meta, row.id);
  }
}

/** Takes the object away, and its dependents in the same transaction: a crash leaves none behind. @returns its last sequence */
export function remove(tables: RemovalTables, row: ObjectRow): number {
  const sequence = erase(tables.db, row);
  collectDependents(tables, dependentsWithoutOwner(tables.db, row.uid));
  return sequence;
}

function erase(db: Database, row: ObjectRow): number {
  const sequence = recordChange(db, 'Deleted', row);
  db.run('DELETE FROM owners WHERE dependent = ?', row.id);
  db.run('DELETE FROM objects WHERE id = ?', row.id);
  return sequence;
}

function dependentsWithoutOwner(db: Database, uid: string): ObjectRow[] {
  const rows = db.all(
    `SELECT d.* FROM owners AS link JOIN objects AS d ON d.id = link.dependent WHERE link.owner = ? AND NOT EXISTS
       (SELECT 1 FROM owners AS other JOIN objects AS owner ON owner.uid = other.owner WHERE other.dependent = d.id)
     ORDER BY d.id`,
    uid,
  );
  return rows.map(toObjectRow);
}

/** Deletes `rows` and whatever that leaves without owners, breadth first. Those with finalizers are only marked. */
export function collectDependents(tables: RemovalTables, rows: readonly ObjectRow[]): void {
  const waiting = [...rows];
  for (let row = waiting.shift(); row !== undefined; row = waiting.shift()) {
    if (readMeta(row).finalizers !== undefined) {
      expire(tables, row);
      continue;
    }
    erase(tables.db, row);
    waiting.push(...dependentsWithoutOwner(tables.db, row.uid));
  }
}
