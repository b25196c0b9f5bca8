/**
 * JSON read for its texts: every number, string and boolean as it is written, names never turned into properties.
 * Accepts what Python's json module writes beyond the standard: NaN, Infinity, -Infinity. Linear, bounded depth.
 */

/** Numbers, booleans, NaN and Infinity as written, strings decoded and made well-formed Unicode. Of names written twice the last is kept. */
export type JSONTree = string | null | readonly JSONTree[] | ReadonlyMap<string, JSONTree>;

/** What was read, or in words what is wrong and where. */
export type ReadJSON =
  { readonly ok: true; readonly tree: JSONTree } | { readonly ok: false; readonly problem: string };

const blank = /[ \t\r\n]*/y;
const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|-?Infinity|NaN|true|false|null/y;
const plain = /[^"\\\u0000-\u001f]*/y;

/** Reads a whole text. Never throws. */
export function readJSON(text: string, maxDepth: number): ReadJSON {
  const reader = new Reader(text, maxDepth);
  const tree = reader.read();
  return tree === undefined ? { ok: false, problem: reader.problem } : { ok: true, tree };
}

/** A position in a text. Methods return undefined once `problem` is set. */
class Reader {
  problem = '';
  readonly #text: string;
  readonly #maxDepth: number;
  #at: number;

  constructor(text: string, maxDepth: number) {
    this.#text = text;
    this.#maxDepth = maxDepth;
    this.#at = text.startsWith('\ufeff') ? 1 : 0;
  }

  read(): JSONTree | undefined {
    const tree = this.#value(0);
    if (tree === undefined) return undefined;
    this.#skip(blank);
    return this.#at < this.#text.length ? this.#fail('the end') : tree;
  }

  #value(depth: number): JSONTree | undefined {
    this.#skip(blank);
    const next = this.#text[this.#at];
    if (next === '"') return this.#string();
    if (next === '{' || next === '[') {
      if (depth >= this.#maxDepth) {
        this.problem = `found values nested deeper than ${this.#maxDepth}, allowed at most ${this.#maxDepth}`;
        return undefined;
      }
      this.#at += 1;
      return next === '{' ? this.#object(depth + 1) : this.#list(depth + 1);
    }
    const word = this.#skip(scalar);
    if (word === '') return this.#fail('a JSON value');
    return word === 'null' ? null : word;
  }

  #object(depth: number): JSONTree | undefined {
    const entries = new Map<string, JSONTree>();
    if (this.#take('}')) return entries;
    for (;;) {
      this.#skip(blank);
      const name = this.#string();
      if (name === undefined) return undefined;
      if (!this.#take(':')) return this.#fail('":"');
      const value = this.#value(depth);
      if (value === undefined) return undefined;
      entries.set(name, value);
      if (this.#take('}')) return entries;
      if (!this.#take(',')) return this.#fail('"," or "}"');
    }
  }

  #list(depth: number): JSONTree | undefined {
    const items: JSONTree[] = [];
    if (this.#take(']')) return items;
    for (;;) {
      const value = this.#value(depth);
      if (value === undefined) return undefined;
      items.push(value);
      if (this.#take(']')) return items;
      if (!this.#take(',')) return this.#fail('"," or "]"');
    }
  }

  #string(): string | undefined {
    if (this.#text[this.#at] !== '"') return this.#fail('a text in quotes');
    const start = this.#at;
    this.#at += 1;
    for (;;) {
      this.#skip(plain);
      const next = this.#text[this.#at];
      if (next === '\\') this.#at += 2;
      else if (next !== '"') return this.#fail('a text that ends, without control characters');
      else {
        this.#at += 1;
        return this.#decode(start);
      }
    }
  }

  #decode(start: number): string | undefined {
    try {
      const value: unknown = JSON.parse(this.#text.slice(start, this.#at));
      if (typeof value === 'string') return value.toWellFormed();
    } catch {
      // An escape that JSON does not have: told like any other fault.
    }
    this.#at = start;
    return this.#fail('a text with JSON escapes');
  }

  #take(mark: string): boolean {
    this.#skip(blank);
    if (this.#text[this.#at] !== mark) return false;
    this.#at += 1;
    return true;
  }

  #skip(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? '';
    this.#at += found.length;
    return found;
  }

  #fail(allowed: string): undefined {
    const before = this.#text.slice(0, this.#at).split('\n');
    const column = (before.at(-1)?.length ?? 0) + 1;
    const rest = this.#text.slice(this.#at, this.#at + 20);
    const found = rest === '' ? 'the end of the file' : JSON.stringify(rest);
    this.problem = `not JSON: line ${before.length}, column ${column}: found ${found}, allowed ${allowed}`;
    return undefined;
  }
}
