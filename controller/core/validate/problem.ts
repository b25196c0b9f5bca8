import { nearest } from '../nearest.ts';

/** Keys and list indices from the root of a document to a field. */
export type FieldPath = readonly (string | number)[];

/** One thing that is wrong, or (as a warning) odd, at one field. */
export interface Problem {
  /** Which rule found it, kebab-case; the same in messages of tests and in test/unit/validate/cases.yaml. */
  readonly rule: string;
  readonly path: FieldPath;
  /** The path as text: `spec.steps[2].run.command`; '' is the whole document. */
  readonly field: string;
  readonly found: string;
  readonly allowed: string;
  /** `field: found …, allowed …` */
  readonly message: string;
}

/** A problem with its texts put together. */
export function problem(rule: string, path: FieldPath, found: string, allowed: string): Problem {
  const field = fieldText(path);
  const text = `found ${found}, allowed ${allowed}`;
  return { rule, path, field, found, allowed, message: field === '' ? text : `${field}: ${text}` };
}

/** `spec.steps[2].run.command`; keys that are no plain words in brackets and quotes. */
export function fieldText(path: FieldPath): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    if (!/^[A-Za-z_][A-Za-z0-9_-]*$/.test(part)) return `${text}[${JSON.stringify(part)}]`;
    return text === '' ? part : `${text}.${part}`;
  }, '');
}

/** The path of a text that `fieldText` makes of plain words and indices: `steps[1].inputs[0].from`. */
export function fieldPath(text: string): FieldPath {
  return [...text.matchAll(/([A-Za-z_][A-Za-z0-9_-]*)|\[(\d+)\]/g)].map(([, key, index]) => key ?? Number(index));
}

/** A value for a message: text in quotes, cut; lists and objects by what they are. */
export function describeValue(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (typeof value === 'string') return quoteText(value);
  if (typeof value === 'number' || typeof value === 'boolean') return `the ${typeof value} ${value}`;
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return typeof value === 'object' ? `an object (${cutList(Object.keys(value))})` : `a ${typeof value}`;
}

/** Text in single quotes, control characters escaped, at most 80 characters of it; of a url without user and password. */
export function quoteText(text: string): string {
  const shown = text.replaceAll(/\/\/[^/\s]*@/g, '//***@');
  const characters = Array.from(shown);
  const cut = characters.length > 80 ? `${characters.slice(0, 80).join('')}…` : shown;
  return `'${JSON.stringify(cut).slice(1, -1).replaceAll('\\"', '"')}'`;
}

/** `a step (prepare, train)`, with the name that `wrong` was probably meant to be. */
export function oneOf(noun: string, names: Iterable<string>, wrong?: string): string {
  const known = [...new Set(names)].filter((name) => name !== '');
  if (known.length === 0) return `${noun}, of which there is none`;
  const near = wrong === undefined ? undefined : nearest(wrong, known);
  return `${noun} (${cutList(known)})${near === undefined ? '' : `; did you mean ${near}?`}`;
}

function cutList(names: readonly string[]): string {
  const shown = names.slice(0, 20).map((name) => (name.length > 80 ? `${name.slice(0, 80)}…` : name));
  return shown.join(', ') + (names.length > 20 ? `, and ${names.length - 20} more` : '');
}
