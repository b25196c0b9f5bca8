import { isDeepStrictEqual } from 'node:util';
import { RefitError } from '../../core/errors.ts';
import { checkKey, checkMeta, describeKey, normaliseMeta, type OwnMeta } from '../metadata.ts';
import type { NewObject, ObjectKey, StoredObject } from '../store.ts';
import type { Database } from './database.ts';
import { collectDependents, expire, remove } from './removal.ts';
import { keyOf, type MetaColumn, type ObjectRow, readMeta, toJson, toObject, toObjectRow } from './rows.ts';
import { type Written, recordChange, writeOwners } from './write.ts';

/** What the functions here need; each of them is called inside one write transaction. */
export interface ObjectTables {
  readonly db: Database;
  /** Now, as metadata writes it: RFC 3339 in whole seconds. */
  now(): string;
  uid(): string;
}

const byKey = 'SELECT * FROM objects WHERE kind = ? AND namespace = ? AND name = ?';

export function findRow(db: Database, key: ObjectKey): ObjectRow | undefined {
  const row = db.get(byKey, key.kind, key.namespace, key.name);
  return row === undefined ? undefined : toObjectRow(row);
}

/** The row that a write means. @throws RefitError NotFound | Conflict */
function rowToWrite(db: Database, object: StoredObject): ObjectRow {
  const key = keyOf(object);
  const row = findRow(db, key);
  if (row === undefined) throw new RefitError('NotFound', `${describeKey(key)} does not exist`);
  // Kubernetes takes an update without uid, never one of these kinds without resourceVersion.
  const { uid, resourceVersion } = object.metadata;
  checkPreconditions(row, { ...(uid && { uid }), resourceVersion: resourceVersion || 'none' });
  return row;
}

function checkPreconditions(row: ObjectRow, expected: { uid?: string; resourceVersion?: string }): void {
  if (expected.uid !== undefined && expected.uid !== row.uid) {
    throw new RefitError('Conflict', `${describeKey(row)}: found uid ${row.uid}, expected ${expected.uid}`);
  }
  if (expected.resourceVersion !== undefined && expected.resourceVersion !== String(row.sequence)) {
    throw new RefitError(
      'Conflict',
      `${describeKey(row)}: found resourceVersion ${row.sequence}, expected ${expected.resourceVersion}`,
    );
  }
}

/** @throws RefitError AlreadyExists | SpecInvalid */
export function createObject<T extends StoredObject>(tables: ObjectTables, object: NewObject): T {
  const { db } = tables;
  const key = keyOf(object);
  checkKey(key);
  checkMeta(key, object.metadata);
  if (findRow(db, key) !== undefined) throw new RefitError('AlreadyExists', `${describeKey(key)} exists already`);
  const meta: MetaColumn = { generation: 1, creationTimestamp: tables.now(), ...normaliseMeta(object.metadata) };
  const columns: Written = {
    ...key,
    uid: tables.uid(),
    apiVersion: object.apiVersion,
    meta: JSON.stringify(meta),
    spec: toJson(object.spec) ?? 'null',
    status: toJson(object.status),
  };
  const sequence = recordChange(db, 'Added', columns);
  const id = db.run(
    `INSERT INTO objects (kind, namespace, name, uid, sequence, created, api_version, meta, spec, status)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    columns.kind,
    columns.namespace,
    columns.name,
    columns.uid,
    sequence,
    sequence,
    columns.apiVersion,
    columns.meta,
    columns.spec,
    columns.status,
  );
  writeOwners(db, id, meta.ownerReferences ?? []);
  return toObject(columns, sequence);
}

function checkFinalizers(row: ObjectRow, old: MetaColumn, next: OwnMeta): void {
  if (old.deletionTimestamp === undefined) return;
  const added = (next.finalizers ?? []).filter((name) => !(old.finalizers ?? []).includes(name));
  if (added.length === 0) return;
  throw new RefitError(
    'SpecInvalid',
    `${describeKey(row)}: metadata.finalizers: found ${added.join(', ')} added, allowed is only removal: the object is being deleted`,
  );
}

function save<T extends StoredObject>(db: Database, row: ObjectRow, next: Written): T {
  const sequence = recordChange(db, 'Modified', next);
  db.run(
    'UPDATE objects SET sequence = ?, meta = ?, spec = ?, status = ? WHERE id = ?',
    sequence,
    next.meta,
    next.spec,
    next.status,
    row.id,
  );
  return toObject(next, sequence);
}

function same(left: string | null, right: string | null): boolean {
  if (left === right) return true;
  if (left === null || right === null) return false;
  return isDeepStrictEqual(JSON.parse(left), JSON.parse(right));
}

/** Writes spec and the caller's part of metadata. @throws RefitError NotFound | Conflict | SpecInvalid */
export function updateObject<T extends StoredObject>(tables: ObjectTables, object: StoredObject): T {
  const { db } = tables;
  const row = rowToWrite(db, object);
  const old = readMeta(row);
  checkMeta(row, object.metadata, old);
  const own = normaliseMeta(object.metadata);
  checkFinalizers(row, old, own);
  const spec = toJson(object.spec) ?? 'null';
  const specChanged = !same(spec, row.spec);
  const meta: MetaColumn = {
    generation: specChanged ? old.generation + 1 : old.generation,
    creationTimestamp: old.creationTimestamp,
    ...(old.deletionTimestamp !== undefined && { deletionTimestamp: old.deletionTimestamp }),
    ...own,
  };
  const next: Written = { ...row, meta: JSON.stringify(meta), spec: specChanged ? spec : row.spec };
  if (!specChanged && same(next.meta, row.meta)) return toObject(row, row.sequence);
  if (meta.deletionTimestamp !== undefined && meta.finalizers === undefined) {
    const sequence = remove(tables, { ...row, ...next });
    return toObject(next, sequence);
  }
  const saved = save<T>(db, row, next);
  writeOwners(db, row.id, meta.ownerReferences ?? []);
  return saved;
}

/** Writes status and nothing else. @throws RefitError NotFound | Conflict */
export function updateStatus<T extends StoredObject>(tables: ObjectTables, object: StoredObject): T {
  const row = rowToWrite(tables.db, object);
  const status = toJson(object.status);
  return same(status, row.status) ? toObject(row, row.sequence) : save(tables.db, row, { ...row, status });
}

/** @throws RefitError Conflict when a precondition does not hold */
export function deleteObject(
  tables: ObjectTables,
  key: ObjectKey,
  preconditions: { uid?: string; resourceVersion?: string },
): void {
  const row = findRow(tables.db, key);
  if (row === undefined) return;
  checkPreconditions(row, preconditions);
  expire(tables, row);
}

const orphans = `FROM objects AS d JOIN owners AS link ON link.dependent = d.id WHERE NOT EXISTS
  (SELECT 1 FROM owners AS other JOIN objects AS owner ON owner.uid = other.owner WHERE other.dependent = d.id)`;

/** Whether some object names owners of which none exists. Needs no write lock. */
export function hasOrphans(db: Database): boolean {
  return db.get(`SELECT 1 ${orphans} LIMIT 1`) !== undefined;
}

/** Whether an object as just written names owners of which none exists. */
export function isOrphan(db: Database, object: StoredObject): boolean {
  const owners = object.metadata.ownerReferences ?? [];
  return (
    owners.length > 0 && owners.every(({ uid }) => db.get('SELECT 1 FROM objects WHERE uid = ?', uid) === undefined)
  );
}

/** Deletes objects whose owners were gone before they were written: Kubernetes' collector takes these too. */
export function collectOrphans(tables: ObjectTables): void {
  collectDependents(tables, tables.db.all(`SELECT DISTINCT d.* ${orphans}`).map(toObjectRow));
}
