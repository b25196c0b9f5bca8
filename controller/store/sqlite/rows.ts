import type { NewObject, ObjectKey, ObjectMeta, StoredObject, WatchEvent } from '../store.ts';
import { integer, text, type Row } from './database.ts';

/** What `meta` holds as JSON: metadata without what has a column of its own. */
export type MetaColumn = Omit<ObjectMeta, 'name' | 'namespace' | 'uid' | 'resourceVersion'>;

/** The columns that the tables `objects` and `changes` share, as text. */
export interface Columns {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly apiVersion: string;
  readonly meta: string;
  readonly spec: string;
  readonly status: string | null;
}

/** A row of `objects`. */
export interface ObjectRow extends Columns {
  readonly id: number;
  readonly sequence: number;
}

function toColumns(row: Row): Columns {
  const status = row['status'];
  return {
    kind: text(row, 'kind'),
    namespace: text(row, 'namespace'),
    name: text(row, 'name'),
    uid: text(row, 'uid'),
    apiVersion: text(row, 'api_version'),
    meta: text(row, 'meta'),
    spec: text(row, 'spec'),
    status: typeof status === 'string' ? status : null,
  };
}

export function toObjectRow(row: Row): ObjectRow {
  return { ...toColumns(row), id: integer(row, 'id'), sequence: integer(row, 'sequence') };
}

export function readMeta(columns: Pick<Columns, 'meta'>): MetaColumn {
  return JSON.parse(columns.meta) as MetaColumn;
}

/** The object of a row, a fresh copy. Its type is the caller's word, as it is with every client of the Kubernetes API. */
export function toObject<T extends StoredObject>(columns: Columns, sequence: number): T {
  const spec: unknown = JSON.parse(columns.spec);
  const object: StoredObject = {
    apiVersion: columns.apiVersion,
    kind: columns.kind,
    metadata: {
      name: columns.name,
      namespace: columns.namespace,
      uid: columns.uid,
      resourceVersion: String(sequence),
      ...readMeta(columns),
    },
    spec,
    ...(columns.status !== null && { status: JSON.parse(columns.status) as unknown }),
  };
  return object as T;
}

export function rowToObject<T extends StoredObject>(row: Row): T {
  return toObject(toColumns(row), integer(row, 'sequence'));
}

export function toWatchEvent(row: Row): WatchEvent {
  const type = text(row, 'type');
  return {
    type: type === 'Added' || type === 'Deleted' ? type : 'Modified',
    object: rowToObject(row),
  };
}

/** The key of an object. */
export function keyOf(object: StoredObject | NewObject): ObjectKey {
  return { kind: object.kind, namespace: object.metadata.namespace, name: object.metadata.name };
}

/** JSON text of a spec or status; `undefined` has none. */
export function toJson(value: unknown): string | null {
  return JSON.stringify(value) ?? null;
}
