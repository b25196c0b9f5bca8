import type { FieldPath } from './problem.ts';

/** The value at a path; undefined where there is none. Own properties only. */
export function valueAt(document: unknown, path: FieldPath): unknown {
  let value = document;
  for (const part of path) value = child(value, part);
  return value;
}

/** Sets the value at a path whose parent exists; does nothing otherwise. */
export function setAt(document: unknown, path: FieldPath, value: unknown): void {
  const last = path.at(-1);
  const parent = valueAt(document, path.slice(0, -1));
  if (last === undefined || typeof parent !== 'object' || parent === null) return;
  Object.defineProperty(parent, last, { value, writable: true, enumerable: true, configurable: true });
}

/** The path of a JSON pointer (RFC 6901); parts that select from a list of `document` become numbers. */
export function pathOfPointer(document: unknown, pointer: string): FieldPath {
  const path: (string | number)[] = [];
  let value = document;
  for (const escaped of pointer.split('/').slice(1)) {
    const key = escaped.replaceAll('~1', '/').replaceAll('~0', '~');
    const part = Array.isArray(value) ? Number(key) : key;
    path.push(part);
    value = child(value, part);
  }
  return path;
}

function child(value: unknown, part: string | number): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
  return (value as Record<string | number, unknown>)[part];
}
