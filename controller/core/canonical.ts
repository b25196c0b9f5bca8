/**
 * Canonical JSON (RFC 8785): the one text of a value, whatever order its fields were written in. In a fingerprint all
 * leaves are strings, so that no number format and no null ever decides whether something is trained again.
 */
import serialize from 'canonicalize';
import { RefitError } from './errors.ts';

/** A value whose leaves are all strings. */
export type Canonical = string | readonly Canonical[] | CanonicalObject;

/** An object whose leaves are all strings. Absent, never undefined. */
export interface CanonicalObject {
  readonly [field: string]: Canonical;
}

/** RFC 8785 text of a value. @throws RefitError SpecInvalid for text that is not Unicode (a lone surrogate) */
export function canonicalText(value: Canonical): string {
  return canonicalJSON(value);
}

/** As `canonicalText`, for documents with other leaves than strings. Fields that are undefined are left out. */
export function canonicalJSON(value: unknown): string {
  try {
    const text = serialize(value);
    if (text !== undefined) return text;
  } catch (error: unknown) {
    throw new RefitError(
      'SpecInvalid',
      'a text found is not valid Unicode (a lone surrogate), allowed is any Unicode text',
      error,
    );
  }
  throw new RefitError('InternalError', 'canonical JSON of a value that is none');
}

/**
 * The fields that say something: those that are undefined, empty (`''`, `[]`, `{}`) or equal to their default are left
 * out, so that a field added later changes no fingerprint until someone sets it.
 */
export function withoutDefaults(
  fields: Readonly<Record<string, Canonical | undefined>>,
  defaults: Readonly<Record<string, Canonical>> = {},
): CanonicalObject {
  const kept: [string, Canonical][] = [];
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined || isEmpty(value)) continue;
    const standard = Object.hasOwn(defaults, name) ? defaults[name] : undefined;
    if (standard !== undefined && canonicalText(standard) === canonicalText(value)) continue;
    kept.push([name, value]);
  }
  return Object.fromEntries(kept);
}

function isEmpty(value: Canonical): boolean {
  return typeof value === 'string' ? value === '' : Object.keys(value).length === 0;
}
