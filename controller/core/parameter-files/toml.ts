import { parse, TomlDate, TomlError } from 'smol-toml';
import { depthLimit, FileProblem, valueLimit, type FileValue } from './value.ts';

/** Reads TOML 1.0. Dates and times are texts. @throws FileProblem naming the line */
export function parseToml(text: string): FileValue {
  try {
    const counted = { values: 0 };
    return valueOf(parse(text, { maxDepth: depthLimit, integersAsBigInt: true }), counted);
  } catch (error: unknown) {
    if (error instanceof TomlError) {
      const what = error.message.split('\n', 1)[0]?.replace(/^Invalid TOML document: /, '') ?? '';
      throw new FileProblem(error.line, what);
    }
    throw error;
  }
}

function valueOf(value: unknown, counted: { values: number }): FileValue {
  counted.values += 1;
  if (counted.values > valueLimit) throw new FileProblem(1, `more than ${valueLimit} values`);
  if (typeof value === 'string') return { kind: 'text', text: value };
  if (typeof value === 'boolean') return { kind: 'boolean', value };
  if (typeof value === 'bigint') return { kind: 'integer', digits: value.toString() };
  if (typeof value === 'number') return { kind: 'float', value };
  if (value instanceof TomlDate) return { kind: 'plain', text: value.toISOString() };
  if (Array.isArray(value)) return { kind: 'list', items: value.map((item) => valueOf(item, counted)) };
  const fields = Object.entries(value ?? {}).map(([name, field]) => [name, valueOf(field, counted)] as const);
  return { kind: 'map', fields: new Map(fields) };
}
