import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** The part of a structural schema that the generators read. */
export interface Schema {
  type?: string;
  title?: string;
  description?: string;
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  items?: Schema;
  required?: string[];
  default?: unknown;
  tsType?: string;
  [keyword: string]: unknown;
}

/** A CRD's kind and the schema of its one version. */
export interface Definition {
  readonly kind: string;
  readonly schema: Schema;
}

interface CrdDocument {
  spec: { names: { kind: string }; versions: { schema: { openAPIV3Schema: Schema } }[] };
}

/** The kinds, in the order of their files under `crds/`. */
export const crdFiles = [
  'refit.dev_workflowspecs.yaml',
  'refit.dev_workflowruns.yaml',
  'refit.dev_modelversions.yaml',
] as const;

/** Reads one CRD. Every call gives a schema of its own. */
export function readDefinition(folder: URL, file: string): Definition {
  const document = parse(readFileSync(new URL(file, folder), 'utf8')) as CrdDocument;
  const version = document.spec.versions[0];
  if (version === undefined) throw new Error(`${file}: no version`);
  return { kind: document.spec.names.kind, schema: version.schema.openAPIV3Schema };
}

/** Calls `visit` for a schema and all below it, parents first, with paths such as `spec.steps[].run`. */
export function walk(schema: Schema, visit: (schema: Schema, path: string) => void, path = ''): void {
  visit(schema, path);
  for (const [name, child] of Object.entries(schema.properties ?? {})) {
    walk(child, visit, path === '' ? name : `${path}.${name}`);
  }
  if (schema.items !== undefined) walk(schema.items, visit, `${path}[]`);
  if (typeof schema.additionalProperties === 'object') walk(schema.additionalProperties, visit, `${path}{}`);
}

/** Makes fields that the schema does not know an error, as strict field validation of the API server does. */
export function closeObjects(schema: Schema): void {
  walk(schema, (node) => {
    if (node.type !== 'object' || node['x-kubernetes-preserve-unknown-fields'] === true) return;
    node.additionalProperties ??= false;
  });
}
