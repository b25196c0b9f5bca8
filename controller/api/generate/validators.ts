import { Ajv } from 'ajv';
import type { Options } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import type { Definition, Schema } from './crd.ts';
import { closeObjects, walk } from './crd.ts';

const options: Options = {
  allErrors: true,
  useDefaults: true,
  strict: true,
  // core/validate words its own
  messages: false,
  // checked by patterns and bounds; ajv's own formats would be a run-time dependency
  formats: { int32: true, int64: true, 'date-time': true },
  code: { source: true, esm: true, lines: true },
};

const kubernetesKeywords = [
  'x-kubernetes-list-type',
  'x-kubernetes-list-map-keys',
  'x-kubernetes-validations',
  'x-kubernetes-preserve-unknown-fields',
];

/** One ES module with a closed validator per kind, named `validate<Kind>`. Changes the definitions' schemas. */
export function generateValidators(definitions: readonly Definition[]): string {
  const ajv = new Ajv(options);
  ajv.addVocabulary(kubernetesKeywords);
  const names: Record<string, string> = {};
  for (const definition of definitions) {
    ajv.addSchema(wholeObject(definition), definition.kind);
    names[`validate${definition.kind}`] = definition.kind;
  }
  const code = standalone.default(ajv, names);
  return ['/* Generated from crds/ by `npm run generate`. */', importRuntime(code)].join('\n') + '\n';
}

/** Declarations of the module that `generateValidators` makes. */
export function generateValidatorTypes(definitions: readonly Definition[]): string {
  const lines = definitions.map(({ kind }) => `export declare const validate${kind}: SchemaValidator;`);
  return `/* Generated from crds/ by \`npm run generate\`. */
/** One finding of a validator, as ajv writes it. */
export interface SchemaError {
  keyword: string;
  /** JSON pointer. */
  instancePath: string;
  params: Record<string, unknown>;
}

/** Fills in defaults (in place) and says whether the object has the kind's shape; if not, \`errors\` says why. */
export interface SchemaValidator {
  (object: unknown): boolean;
  errors?: SchemaError[] | null;
}

${lines.join('\n')}
`;
}

/** The names of the fields at every place of one kind, for messages about unknown fields. Changes the definition's schema. */
export function generateFields(definition: Definition): string {
  const places: string[] = [];
  walk(wholeObject(definition), ({ properties }, path) => {
    if (properties !== undefined) places.push(`  ${JSON.stringify(path)}: ${JSON.stringify(Object.keys(properties))},`);
  });
  return `/* Generated from crds/ by \`npm run generate\`. */
/** The fields there are at every place of a ${definition.kind}, by paths such as \`spec.steps[].run\`; '' is the root. */
export const knownFields: Readonly<Record<string, readonly string[]>> = {
${places.join('\n')}
};
`;
}

const text: Schema = { type: 'string' };
const texts: Schema = { type: 'object', additionalProperties: { type: 'string', maxLength: 262144 } };

/** What the API server adds to every schema: the type's identity and the metadata. */
function wholeObject({ kind, schema }: Definition): Schema {
  const name = schema.properties?.['metadata']?.properties?.['name'];
  if (name === undefined) throw new Error(`${kind}: metadata.name is wanted`);
  schema.properties = {
    ...schema.properties,
    apiVersion: { type: 'string', const: 'refit.dev/v1alpha1' },
    kind: { type: 'string', const: kind },
    metadata: {
      type: 'object',
      required: ['name'],
      properties: {
        name,
        namespace: { type: 'string', minLength: 1, maxLength: 63, pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$' },
        labels: {
          type: 'object',
          additionalProperties: {
            type: 'string',
            maxLength: 63,
            pattern: '^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$',
          },
        },
        annotations: texts,
        finalizers: { type: 'array', items: text },
        ownerReferences: { type: 'array', items: { type: 'object', additionalProperties: true } },
        managedFields: { type: 'array', items: { type: 'object', additionalProperties: true } },
        uid: text,
        resourceVersion: text,
        generation: { type: 'integer' },
        creationTimestamp: text,
        deletionTimestamp: text,
        deletionGracePeriodSeconds: { type: 'integer' },
      },
    },
  };
  schema.required = ['apiVersion', 'kind', 'metadata', ...(schema.required ?? [])];
  closeObjects(schema);
  walk(schema, (node) => {
    delete node.description;
    delete node['x-kubernetes-validations'];
  });
  return schema;
}

/** ajv writes `require` for its run-time functions even in an ES module. */
function importRuntime(code: string): string {
  const imports: string[] = [];
  const body = code.replaceAll(/const (\w+) = require\("(ajv\/dist\/runtime\/\w+)"\)\.default;/g, (_, name, path) => {
    imports.push(`import ${name}Module from '${path}.js';`);
    return `const ${name} = ${name}Module.default;`;
  });
  if (body.includes('require(')) throw new Error('the generated validators still call require');
  return [...new Set(imports), body].join('\n');
}
