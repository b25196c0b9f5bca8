/**
 * Values and keys of YAML, JSON and TOML files of a source (`parameters[].from`, `inputs[].keys`). What is asked for
 * counts by its value: other keys, comments and formatting affect nothing.
 */
import { RefitError } from '../errors.ts';
import { sha256Hex } from '../hash.ts';
import { nearest } from '../nearest.ts';
import { displayPath } from '../paths.ts';
import { emitJSON, emitToml, emitYaml } from './emit.ts';
import { parseJSON } from './json.ts';
import { parseToml } from './toml.ts';
import { fileLimit, FileProblem, floatText, valueJSON, type FileValue } from './value.ts';
import { parseYaml } from './yaml.ts';

export { fileLimit } from './value.ts';

/** A file of values, by its ending. */
export type FileFormat = 'yaml' | 'json' | 'toml';

const formats: Readonly<Record<string, FileFormat>> = { yaml: 'yaml', yml: 'yaml', json: 'json', toml: 'toml' };
const allowedFormats = 'a YAML (.yaml, .yml), JSON (.json) or TOML (.toml) file';

/** The format of a file by its name, as text or byte path. @returns undefined for any other ending */
export function formatOf(path: string): FileFormat | undefined {
  return formats[/\.([A-Za-z]+)$/.exec(path)?.[1]?.toLowerCase() ?? ''];
}

/** What is wrong with the name of a file that values are to be read from. @returns undefined when nothing is */
export function fileNameProblem(path: string): { found: string; allowed: string } | undefined {
  if (formatOf(path) !== undefined) return undefined;
  const python = path.endsWith('.py')
    ? '; Python files are not read, since no code of a repository runs for a decision'
    : '';
  return { found: JSON.stringify(path), allowed: `${allowedFormats}${python}` };
}

/**
 * The value of a key as a parameter: texts as they are, numbers in their shortest spelling, `true` and `false`, lists
 * and maps as canonical JSON.
 * @param path byte path, for its format and for messages
 * @throws RefitError InputNotFound for a key that is not there, naming the nearest; InputInvalid for a file that is
 * malformed, naming the line, and for null
 */
export function parameterValue(path: string, content: Buffer, key: string): string {
  const value = lookUp(readValues(path, content), key, path);
  switch (value.kind) {
    case 'text':
    case 'plain':
      return value.text;
    case 'integer':
      return value.digits;
    case 'float':
      return floatText(value.value);
    case 'null': {
      const where = value.line === undefined ? '' : `, line ${value.line}`;
      throw new RefitError('InputInvalid', `${displayPath(path)}${where}: ${key}: found null, allowed is a value`);
    }
    default:
      return valueJSON(value);
  }
}

/**
 * What a file reduced to keys counts as: `keys:` and the sha256 of the canonical JSON of `{key: value}`.
 * @throws RefitError as `parameterValue`, null being a value like others
 */
export function keysIdentity(path: string, content: Buffer, keys: readonly string[]): string {
  const file = readValues(path, content);
  const fields = new Map(keys.map((key) => [key, lookUp(file, key, path)]));
  const bare = new Set(keys.filter((key) => bareSegments(file, key.split('.')).includes(true)));
  return `keys:${sha256Hex(valueJSON({ kind: 'map', fields, bare }, true)).slice('sha256:'.length)}`;
}

/**
 * The bytes of a file reduced to keys, in the file's own format, nested keys kept nested, maps in the order of their
 * names. Files of one `keysIdentity` give the same bytes. @throws RefitError as `keysIdentity`
 */
export function reduceToKeys(path: string, content: Buffer, keys: readonly string[]): Buffer {
  const file = readValues(path, content);
  let reduced: FileMap = { kind: 'map', fields: new Map() };
  // Shorter keys first: one that is named whole has all that is named of it.
  for (const key of keys.toSorted((a, b) => a.length - b.length)) {
    const segments = key.split('.');
    const bare = bareSegments(file, segments);
    reduced = put(
      reduced,
      segments.map((name, at) => ({ name, bare: bare[at] === true })),
      lookUp(file, key, path),
    );
  }
  const emit = { yaml: emitYaml, json: emitJSON, toml: emitToml }[formatOf(path) ?? 'yaml'];
  return Buffer.from(emit(reduced), 'utf8');
}

type FileMap = Extract<FileValue, { kind: 'map' }>;

interface Segment {
  readonly name: string;
  readonly bare: boolean;
}

function put(map: FileMap, [segment, ...rest]: readonly Segment[], value: FileValue): FileMap {
  if (segment === undefined) return map;
  const { name, bare } = segment;
  const there = map.fields.get(name);
  const inner: FileMap = there?.kind === 'map' ? there : { kind: 'map', fields: new Map() };
  return {
    kind: 'map',
    fields: new Map([...map.fields, [name, rest.length === 0 ? value : put(inner, rest, value)]]),
    bare: new Set([...(map.bare ?? []), ...(bare ? [name] : [])]),
  };
}

/** Which names of a key stand in the file as something else than texts. */
function bareSegments(file: FileValue, segments: readonly string[]): readonly boolean[] {
  let value: FileValue | undefined = file;
  return segments.map((name) => {
    const map: FileMap | undefined = value?.kind === 'map' ? value : undefined;
    value = map?.fields.get(name);
    return map?.bare?.has(name) === true;
  });
}

/** A whole file. @throws RefitError InputInvalid naming the file and, where there is one, the line */
export function readValues(path: string, content: Buffer): FileValue {
  const shown = displayPath(path);
  const problem = fileNameProblem(path);
  if (problem) throw new RefitError('InputInvalid', `${shown}: allowed is ${problem.allowed}`);
  if (content.length > fileLimit)
    throw new RefitError('InputInvalid', `${shown} has ${content.length} bytes, allowed are ${fileLimit}`);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch (error: unknown) {
    throw new RefitError('InputInvalid', `${shown} is not UTF-8 text`, error);
  }
  const parse = { yaml: parseYaml, json: parseJSON, toml: parseToml }[formatOf(path) ?? 'yaml'];
  try {
    return parse(text);
  } catch (error: unknown) {
    if (error instanceof FileProblem)
      throw new RefitError('InputInvalid', `${shown}, line ${error.line}: ${error.message}`, error);
    throw error;
  }
}

/** The value of a key. @returns undefined when it is not there */
export function lookUpValue(file: FileValue, key: string): FileValue | undefined {
  let value: FileValue | undefined = file;
  for (const segment of key.split('.')) value = value?.kind === 'map' ? value.fields.get(segment) : undefined;
  return value;
}

function lookUp(file: FileValue, key: string, path: string): FileValue {
  let value = file;
  const segments = key.split('.');
  for (const [index, segment] of segments.entries()) {
    const next = value.kind === 'map' ? value.fields.get(segment) : undefined;
    if (next === undefined) throw notThere(value, segments, index, path);
    value = next;
  }
  return value;
}

function notThere(value: FileValue, segments: readonly string[], index: number, path: string): RefitError {
  const key = segments.join('.');
  const above = segments.slice(0, index).join('.');
  const names = value.kind === 'map' ? [...value.fields.keys()] : [];
  const near = nearest(segments[index] ?? '', names);
  const told = names.slice(0, 20).join(', ');
  const more = names.length > 20 ? ', …' : '';
  const has = value.kind === 'map' ? `has ${told === '' ? 'no keys' : `${told}${more}`}` : `is a ${value.kind}`;
  const hint = near === undefined ? '' : `; the nearest key is ${[...segments.slice(0, index), near].join('.')}`;
  return new RefitError(
    'InputNotFound',
    `key ${key} is not in ${displayPath(path)}: ${above === '' ? 'the file' : above} ${has}${hint}`,
  );
}
