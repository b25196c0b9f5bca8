import { isAlias, isMap, isScalar, isSeq, LineCounter, parseAllDocuments } from 'yaml';
import type { Alias, Document, Node, ParsedNode, Scalar, YAMLMap } from 'yaml';
import { depthLimit, FileProblem, valueLimit, type FileValue } from './value.ts';

/**
 * Reads YAML 1.2 (core schema) without tags of its own; aliases and merge keys (`<<`) are put in. An empty text is null.
 * @throws FileProblem naming the line; also for more than one document, levels over 64, or values over 200,000
 */
export function parseYaml(text: string): FileValue {
  const lines = new LineCounter();
  const document = parseOne(text, lines);
  return new Reader(lines).read(document.contents, 0);
}

function parseOne(text: string, lines: LineCounter): Document.Parsed {
  refuseDeepNesting(text);
  const options = { lineCounter: lines, schema: 'core', prettyErrors: false, uniqueKeys: false, strict: true } as const;
  let documents: ReturnType<typeof parseAllDocuments>;
  try {
    documents = parseAllDocuments(text, { ...options, resolveKnownTags: false, logLevel: 'silent' });
  } catch (error: unknown) {
    if (error instanceof RangeError) throw new FileProblem(1, `nested too deeply, allowed are ${depthLimit} levels`);
    throw error;
  }
  if ('empty' in documents) return parseOne('null', lines);
  const [document, another] = documents;
  if (document === undefined) throw new FileProblem(1, 'no YAML document');
  const problem = document.errors[0] ?? document.warnings[0];
  if (problem) {
    // The library makes a full stack an error of the document.
    const deep = problem.message.startsWith('Maximum call stack');
    const what = deep ? `nested too deeply, allowed are ${depthLimit} levels` : problem.message.split('\n', 1)[0];
    throw new FileProblem(lines.linePos(problem.pos[0]).line, what ?? '');
  }
  if (another) throw new FileProblem(lines.linePos(another.range?.[0] ?? 0).line, 'more than one YAML document');
  return document as Document.Parsed;
}

/** The parser recurses, and goes back over what is nested; what is too deep for us never reaches it. */
function refuseDeepNesting(text: string): void {
  let depth = 0;
  let line = 1;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 10) line += 1;
    else if (code === 91 || code === 123) depth += 1;
    else if ((code === 93 || code === 125) && depth > 0) depth -= 1;
    // Brackets in texts and comments count too, which are rarely as many and not closed.
    if (depth > 16 * depthLimit) throw new FileProblem(line, `nested too deeply, allowed are ${depthLimit} levels`);
  }
}

/** Merge keys: what is there stays, and the first that has a name counts. */
function mergeInto(fields: Map<string, FileValue>, bare: Set<string>, merged: readonly FileValue[]): void {
  for (const from of merged) {
    if (from.kind !== 'map') throw new FileProblem(from.line ?? 1, 'a merge key (<<) of what is no map');
    for (const [name, field] of from.fields) {
      if (fields.has(name)) continue;
      fields.set(name, field);
      if (from.bare?.has(name) === true) bare.add(name);
    }
  }
}

type Named = Omit<Extract<FileValue, { kind: 'map' }>, 'kind' | 'line'>;

class Reader {
  readonly #lines: LineCounter;
  /** The library looks for each from the beginning, which is quadratic. */
  readonly #anchors = new Map<string, Node>();
  #aliases = 0;
  #values = 0;

  constructor(lines: LineCounter) {
    this.#lines = lines;
  }

  read(node: Node | ParsedNode | null | undefined, depth: number): FileValue {
    if (!node) return { kind: 'null' };
    const line = this.#line(node);
    this.#values += 1;
    if (this.#values > valueLimit) throw new FileProblem(line, `more than ${valueLimit} values`);
    if (depth > depthLimit) throw new FileProblem(line, `nested too deeply, allowed are ${depthLimit} levels`);
    if (isAlias(node)) return this.#aliased(node, depth);
    // Within an alias all have been seen, and later ones of the same name count.
    if (this.#aliases === 0 && node.anchor !== undefined) this.#anchors.set(node.anchor, node);
    if (isScalar(node)) return { line, ...scalarValue(node) };
    if (isSeq<Node>(node)) return { line, kind: 'list', items: node.items.map((item) => this.read(item, depth + 1)) };
    if (isMap<Node, Node | null>(node)) return { line, kind: 'map', ...this.#fields(node, depth) };
    throw new FileProblem(line, 'neither a value, a list nor a map');
  }

  #fields(map: YAMLMap<Node, Node | null>, depth: number): Named {
    const fields = new Map<string, FileValue>();
    const bare = new Set<string>();
    const merged: FileValue[] = [];
    for (const { key, value } of map.items) {
      const name = isAlias(key) ? this.#target(key) : key;
      if (!isScalar(name)) throw new FileProblem(this.#line(key), 'a key that is a list or a map');
      const own = name.type === 'PLAIN' ? (name.source ?? '') : String(name.value);
      // Not left to the library, whose search is quadratic.
      if (fields.has(own))
        throw new FileProblem(this.#line(key), `the key ${JSON.stringify(own)} a second time; keys are unique`);
      const field = this.read(value, depth + 1);
      if (name.type === 'PLAIN' && name.source === '<<')
        merged.push(...(field.kind === 'list' ? field.items : [field]));
      else {
        fields.set(own, field);
        if (own !== '' && scalarValue(name).kind !== 'text') bare.add(own);
      }
    }
    mergeInto(fields, bare, merged);
    return bare.size === 0 ? { fields } : { fields, bare };
  }

  #aliased(alias: Alias, depth: number): FileValue {
    const target = this.#target(alias);
    this.#aliases += 1;
    const value = this.read(target, depth + 1);
    this.#aliases -= 1;
    return value;
  }

  #target(alias: Alias): Node {
    const target = this.#anchors.get(alias.source);
    if (target === undefined) throw new FileProblem(this.#line(alias), `an alias *${alias.source} of nothing`);
    return target;
  }

  #line(node: Node): number {
    return this.#lines.linePos(node.range?.[0] ?? 0).line;
  }
}

/** What YAML 1.1 (which Python's YAML reads) takes for something else than a text. */
const special11 = [
  /^(?:y|Y|yes|Yes|YES|n|N|no|No|NO|on|On|ON|off|Off|OFF)$/,
  /^[-+]?(?:0b[0-1_]+|0[0-7_]+|0x[0-9a-fA-F_]+|[0-9][0-9_]*(?::[0-5]?[0-9])*)$/,
  /^[-+]?(?:[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?)$/,
  /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*$/,
  /^\d{4}-\d{1,2}-\d{1,2}(?:(?:[Tt]|[ \t]+)\d{1,2}:\d{2}:\d{2}(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d{1,2}(?::?\d{2})?))?)?$/,
];
/** Numbers that both versions read as the same number. */
const integer = /^(?:[-+]?(?:0|[1-9][0-9]*)|0x[0-9a-fA-F]+)$/;
const float = /^(?:(?:[-+]?[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][-+][0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;

function scalarValue(node: Scalar): FileValue {
  const { value, source = '' } = node;
  if (node.type !== 'PLAIN') return { kind: 'text', text: String(value) };
  if (value === null) return { kind: 'null' };
  if (typeof value === 'boolean') return { kind: 'boolean', value };
  if (integer.test(source)) return { kind: 'integer', digits: integerDigits(source) };
  if (typeof value === 'number' && float.test(source)) return { kind: 'float', value };
  const differs = typeof value === 'number' || special11.some((pattern) => pattern.test(source));
  return { kind: differs ? 'plain' : 'text', text: typeof value === 'string' ? value : source };
}

/** Decimal digits of an integer in any spelling that `BigInt` takes, or with a sign. */
export function integerDigits(text: string): string {
  const negative = text.startsWith('-');
  const digits = BigInt(text.replace(/^[-+]/, '')).toString();
  return negative && digits !== '0' ? `-${digits}` : digits;
}
