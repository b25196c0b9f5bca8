import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Kind } from '../../../controller/api/v1alpha1/kinds.ts';

/** One RFC 6902 operation of the table. */
export interface Operation {
  readonly op: 'add' | 'replace' | 'remove';
  readonly path: string;
  readonly value?: unknown;
}

/** One row of cases.yaml; the file's head says what the fields mean. */
export interface Case {
  readonly name: string;
  readonly kind: Kind;
  readonly update: boolean;
  readonly refused: string | false;
  readonly server: 'accepts' | undefined;
  /** The kind's base, with the operations of `from` applied. */
  readonly base: unknown;
  /** The base with the patch applied. */
  readonly object: unknown;
}

interface Table {
  readonly bases: Readonly<Record<string, unknown>>;
  readonly cases: readonly (Partial<Case> & {
    name: string;
    refused: string | false;
    from?: readonly Operation[];
    patch: readonly Operation[];
  })[];
}

/** The accept/refuse table, for this and for the suite that asks a real API server. */
export function readCases(): readonly Case[] {
  const table = parse(readFileSync(new URL('cases.yaml', import.meta.url), 'utf8')) as Table;
  return table.cases.map(({ from = [], patch, ...row }) => {
    const kind = row.kind ?? 'WorkflowSpec';
    const base = applyPatch(table.bases[kind], from);
    return { update: false, server: undefined, ...row, kind, base, object: applyPatch(base, patch) };
  });
}

/** A copy with the operations applied. @throws Error if a path does not exist */
export function applyPatch(document: unknown, patch: readonly Operation[]): unknown {
  const copy: unknown = structuredClone(document);
  for (const operation of patch) applyOne(copy, operation);
  return copy;
}

function applyOne(document: unknown, { op, path, value }: Operation): void {
  const keys = path.split('/').slice(1);
  const last = keys.pop() ?? '';
  let parent = document as Record<string, unknown>;
  for (const key of keys) parent = parent[key] as Record<string, unknown>;
  if (typeof parent !== 'object' || (op !== 'add' && !Object.hasOwn(parent, last))) throw new Error(`no ${path}`);
  if (Array.isArray(parent)) {
    const index = last === '-' ? parent.length : Number(last);
    if (op === 'add') parent.splice(index, 0, value);
    else parent.splice(index, 1, ...(op === 'replace' ? [value] : []));
  } else if (op === 'remove') delete parent[last];
  else parent[last] = value;
}
