/**
 * Values of YAML, JSON and TOML files, the same whatever the format. Numbers keep what a program could see of them:
 * whether they are whole, and all digits.
 */

/** A value. `line` is where it begins in its file, from 1; absent where the format's parser does not tell. */
export type FileValue = { readonly line?: number } & (
  | { readonly kind: 'text'; readonly text: string }
  /** Unquoted YAML that YAML 1.1 and 1.2 read differently (`yes`, `010`, `1e-3`, `2024-01-31`): it counts as written. */
  | { readonly kind: 'plain'; readonly text: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  /** Decimal digits, with `-` where negative. */
  | { readonly kind: 'integer'; readonly digits: string }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'null' }
  | { readonly kind: 'list'; readonly items: readonly FileValue[] }
  /** `bare`: names without quotes that YAML reads as something else than texts (`0`, `1.5`, `yes`, a date). */
  | { readonly kind: 'map'; readonly fields: ReadonlyMap<string, FileValue>; readonly bare?: ReadonlySet<string> }
);

/** Something is wrong with the text of a file. `line` from 1. */
export class FileProblem extends Error {
  readonly line: number;

  constructor(line: number, what: string) {
    super(what);
    this.name = 'FileProblem';
    this.line = line;
  }
}

/** Most bytes of a file that is read. */
export const fileLimit = 1_048_576;

/** Most levels of lists and maps within each other, and most values, aliases counted wherever they stand for something. */
export const depthLimit = 64;
export const valueLimit = 200_000;

/** The shortest decimal that is the same double, with `.0` where it is whole: `0.010` is `0.01`, `1.0` stays `1.0`. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  const text = Object.is(value, -0) ? '-0' : String(value);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

/**
 * Canonical JSON of a value: as RFC 8785, except that whole floats keep `.0` and integers all their digits, since
 * programs tell them apart. What YAML versions read differently is `{"plain":"<as written>"}`; `inf` and `nan` are texts.
 * @param bare whether names that are no texts stand without quotes, which makes it no JSON
 */
export function valueJSON(value: FileValue, bare = false): string {
  switch (value.kind) {
    case 'text':
      return JSON.stringify(value.text);
    case 'plain':
      return `{"plain":${JSON.stringify(value.text)}}`;
    case 'boolean':
      return String(value.value);
    case 'integer':
      return value.digits;
    case 'float':
      return Number.isFinite(value.value) ? floatText(value.value) : JSON.stringify(floatText(value.value));
    case 'null':
      return 'null';
    case 'list':
      return `[${value.items.map((item) => valueJSON(item, bare)).join(',')}]`;
    case 'map':
      return `{${sortedFields(value.fields)
        .map(([name, field]) => {
          const text = bare && value.bare?.has(name) === true ? name : JSON.stringify(name);
          return `${text}:${valueJSON(field, bare)}`;
        })
        .join(',')}}`;
  }
}

/** The fields by UTF-16 code units of their names, as RFC 8785 orders them. */
export function sortedFields(fields: ReadonlyMap<string, FileValue>): readonly (readonly [string, FileValue])[] {
  return [...fields].toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/** What a value is called in messages. */
export function kindText({ kind }: FileValue): string {
  return kind === 'integer' || kind === 'float' ? 'a number' : kind === 'null' ? 'null' : `a ${kind}`;
}
