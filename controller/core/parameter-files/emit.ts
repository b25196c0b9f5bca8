/** Writes values as files that YAML 1.1 and 1.2, JSON and TOML parsers read as the same values. Deterministic. */
import { floatText, sortedFields, type FileValue } from './value.ts';

/** JSON, indented. */
export function emitJSON(value: FileValue): string {
  return `${jsonText(value, '')}\n`;
}

/** Block style for maps, flow style for lists. */
export function emitYaml(value: FileValue): string {
  return value.kind === 'map' && value.fields.size > 0 ? yamlFields(value, '') : `${yamlInline(value)}\n`;
}

/** Tables for maps, inline tables within lists. */
export function emitToml(value: FileValue): string {
  return value.kind === 'map' ? tomlTable(value.fields, []) : '';
}

function jsonText(value: FileValue, indent: string): string {
  const inner = `${indent}  `;
  switch (value.kind) {
    case 'list':
      return value.items.length === 0
        ? '[]'
        : `[\n${value.items.map((item) => `${inner}${jsonText(item, inner)}`).join(',\n')}\n${indent}]`;
    case 'map':
      return value.fields.size === 0
        ? '{}'
        : `{\n${sortedFields(value.fields)
            .map(([name, field]) => `${inner}${quoted(name)}: ${jsonText(field, inner)}`)
            .join(',\n')}\n${indent}}`;
    case 'plain':
      return quoted(value.text);
    case 'float':
      // JSON has no infinity, but numbers that are read as one.
      return Number.isFinite(value.value) ? scalar(value) : value.value > 0 ? '1e999' : '-1e999';
    default:
      return scalar(value);
  }
}

type FileMap = Extract<FileValue, { kind: 'map' }>;

function yamlFields({ fields, bare }: FileMap, indent: string): string {
  return sortedFields(fields)
    .map(([name, field]) => {
      const plain = /^[A-Za-z_][A-Za-z0-9_-]*$/.test(name) && !words.test(name);
      const key = plain || bare?.has(name) === true ? name : quoted(name);
      return field.kind === 'map' && field.fields.size > 0
        ? `${indent}${key}:\n${yamlFields(field, `${indent}  `)}`
        : `${indent}${key}: ${yamlInline(field)}\n`;
    })
    .join('');
}

/** What some YAML takes for something else than a text. */
const words = /^(?:y|n|yes|no|on|off|true|false|null)$/i;

function yamlInline(value: FileValue): string {
  switch (value.kind) {
    case 'list':
      return `[${value.items.map(yamlInline).join(', ')}]`;
    case 'map':
      return `{${sortedFields(value.fields)
        .map(([name, field]) => `${value.bare?.has(name) === true ? name : quoted(name)}: ${yamlInline(field)}`)
        .join(', ')}}`;
    case 'plain':
      return value.text;
    case 'float': {
      if (!Number.isFinite(value.value)) return floatText(value.value).replace(/(inf|nan)$/, '.$1');
      // YAML 1.1 wants a dot and a sign.
      return floatText(value.value).replace(/^(-?\d+)e/, '$1.0e');
    }
    default:
      return scalar(value);
  }
}

function tomlTable(fields: ReadonlyMap<string, FileValue>, path: readonly string[]): string {
  const sorted = sortedFields(fields);
  const own = sorted.filter(([, field]) => field.kind !== 'map');
  const tables = sorted.flatMap(([name, field]) => (field.kind === 'map' ? [[name, field.fields] as const] : []));
  const head = path.length > 0 && (own.length > 0 || tables.length === 0) ? `[${path.map(tomlKey).join('.')}]\n` : '';
  const lines = own.map(([name, field]) => `${tomlKey(name)} = ${tomlInline(field)}\n`).join('');
  return [`${head}${lines}`, ...tables.map(([name, inner]) => tomlTable(inner, [...path, name]))].join('');
}

function tomlKey(name: string): string {
  return /^[A-Za-z0-9_-]+$/.test(name) ? name : quoted(name);
}

function tomlInline(value: FileValue): string {
  switch (value.kind) {
    case 'list':
      return `[${value.items.map(tomlInline).join(', ')}]`;
    case 'map':
      return `{ ${sortedFields(value.fields)
        .map(([name, field]) => `${tomlKey(name)} = ${tomlInline(field)}`)
        .join(', ')} }`;
    case 'plain':
      return value.text;
    default:
      return scalar(value);
  }
}

function scalar(value: FileValue): string {
  switch (value.kind) {
    case 'text':
      return quoted(value.text);
    case 'boolean':
      return String(value.value);
    case 'integer':
      return value.digits;
    case 'float':
      return floatText(value.value);
    default:
      return 'null';
  }
}

/** In quotes as JSON, YAML and TOML read them; nothing but what is printable stands as it is. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
