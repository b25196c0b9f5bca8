import { compile } from 'json-schema-to-typescript';
import type { Definition, Schema } from './crd.ts';
import { closeObjects, walk } from './crd.ts';
import { sharedTypes, typeNames } from './type-names.ts';

const banner = (kind: string): string =>
  `/** The types of ${kind}, as objects are after defaults are applied. Generated from crds/ by \`npm run generate\`. */`;

/** The TypeScript of one kind's `spec` and `status`. Changes the definition's schema. */
export async function generateTypes(definition: Definition): Promise<string> {
  const { kind, schema } = definition;
  closeObjects(schema);
  requireDefaulted(schema);
  const imports = nameTypes(kind, schema);
  const { spec, status } = schema.properties ?? {};
  if (spec === undefined || status === undefined) throw new Error(`${kind}: spec and status are wanted`);
  const root: Schema = {
    type: 'object',
    title: `${kind}Fields`,
    description: `What a ${kind} has beside its metadata.`,
    additionalProperties: false,
    required: ['spec'],
    properties: { spec, status },
  };
  const body = await compile(root as Parameters<typeof compile>[0], `${kind}Fields`, {
    bannerComment: '',
    ignoreMinAndMaxItems: true,
    unknownAny: true,
    style: { singleQuote: true, printWidth: 120 },
  });
  return [banner(kind), ...imports, body].join('\n');
}

/** A field with a default is always there once defaults are applied. */
function requireDefaulted(schema: Schema): void {
  walk(schema, (node) => {
    const defaulted = Object.entries(node.properties ?? {}).filter(([, child]) => child.default !== undefined);
    if (defaulted.length > 0)
      node.required = [...new Set([...(node.required ?? []), ...defaulted.map(([name]) => name)])];
  });
}

function nameTypes(kind: string, schema: Schema): string[] {
  const names = { ...typeNames[kind] };
  const shared = { ...sharedTypes[kind] };
  const imports = new Set<string>();
  walk(schema, (node, path) => {
    const name = names[path];
    const other = shared[path];
    if (name !== undefined) node.title = name;
    if (other !== undefined) {
      node.tsType = other.type;
      if (other.from !== undefined) imports.add(`import type { ${other.type} } from '${other.from}';`);
    }
    delete names[path];
    delete shared[path];
  });
  const stale = [...Object.keys(names), ...Object.keys(shared)];
  if (stale.length > 0) throw new Error(`type-names.ts: ${kind} has no ${stale.join(', ')}`);
  return [...imports].sort();
}
