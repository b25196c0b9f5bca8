import type { OwnerReference } from '../store.ts';
import { type Database, integer } from './database.ts';
import type { Columns } from './rows.ts';

/** The columns of an object as a write leaves them. */
export type Written = Columns;

/** How many changes the log keeps in full, and how many of the deletions; compacted once per `step` changes. */
const kept = { changes: 1_000, deletions: 20_000, step: 128 } as const;

/** Appends to the change log. @returns its sequence: the resourceVersion of what was written */
export function recordChange(db: Database, type: 'Added' | 'Modified' | 'Deleted', columns: Columns): number {
  const sequence = db.run(
    `INSERT INTO changes (type, kind, namespace, name, uid, api_version, meta, spec, status)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    type,
    columns.kind,
    columns.namespace,
    columns.name,
    columns.uid,
    columns.apiVersion,
    columns.meta,
    columns.spec,
    columns.status,
  );
  if (sequence % kept.step === 0) compact(db, sequence);
  return sequence;
}

function compact(db: Database, newest: number): void {
  const floor = newest - kept.changes;
  const last = integer(db.get('SELECT sequence FROM floor'), 'sequence');
  if (floor <= last) return;
  db.run(`DELETE FROM changes WHERE sequence > ? AND sequence <= ? AND type <> 'Deleted'`, last, floor);
  db.run('DELETE FROM changes WHERE sequence <= ?', newest - kept.deletions);
  db.run('UPDATE floor SET sequence = ?', floor);
}

/** Makes `owners` say what `references` say. */
export function writeOwners(db: Database, id: number, references: readonly OwnerReference[]): void {
  db.run('DELETE FROM owners WHERE dependent = ?', id);
  for (const { uid } of references) db.run('INSERT OR IGNORE INTO owners (owner, dependent) VALUES (?, ?)', uid, id);
}
