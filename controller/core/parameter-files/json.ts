import { depthLimit, FileProblem, valueLimit, type FileValue } from './value.ts';
import { integerDigits } from './yaml.ts';

/** Reads JSON (RFC 8259). A key that stands twice is refused. @throws FileProblem naming the line */
export function parseJSON(text: string): FileValue {
  return new Reader(text).all();
}

const number = /-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?/y;
const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const blanks = /[ \t\n\r]*/y;
const literal = /true|false|null/y;

class Reader {
  readonly #text: string;
  #at = 0;
  #values = 0;
  #line = 1;
  #counted = 0;

  constructor(text: string) {
    this.#text = text;
  }

  all(): FileValue {
    const value = this.#value(0);
    this.#take(blanks);
    if (this.#at < this.#text.length) throw this.#problem('the end of the file');
    return value;
  }

  #value(depth: number): FileValue {
    this.#take(blanks);
    const line = this.#here();
    this.#values += 1;
    if (this.#values > valueLimit) throw new FileProblem(line, `more than ${valueLimit} values`);
    if (depth > depthLimit) throw new FileProblem(line, `nested too deeply, allowed are ${depthLimit} levels`);
    const next = this.#text.charAt(this.#at);
    if (next === '{') return { line, kind: 'map', fields: this.#fields(depth) };
    if (next === '[') return { line, kind: 'list', items: this.#items(depth) };
    if (next === '"') return { line, kind: 'text', text: this.#string() };
    const word = this.#take(literal);
    if (word === 'null') return { line, kind: 'null' };
    if (word !== undefined) return { line, kind: 'boolean', value: word === 'true' };
    const digits = this.#take(number);
    if (digits === undefined) throw this.#problem('a JSON value');
    return /[.eE]/.test(digits)
      ? { line, kind: 'float', value: Number(digits) }
      : { line, kind: 'integer', digits: integerDigits(digits) };
  }

  #fields(depth: number): ReadonlyMap<string, FileValue> {
    const fields = new Map<string, FileValue>();
    this.#at += 1;
    this.#take(blanks);
    for (let more = this.#text.charAt(this.#at) !== '}'; more; more = this.#more('}')) {
      this.#take(blanks);
      const line = this.#here();
      const name = this.#string();
      if (fields.has(name)) throw new FileProblem(line, `the key ${JSON.stringify(name)} a second time`);
      this.#take(blanks);
      if (this.#text.charAt(this.#at) !== ':') throw this.#problem('":"');
      this.#at += 1;
      fields.set(name, this.#value(depth + 1));
    }
    this.#at += 1;
    return fields;
  }

  #items(depth: number): FileValue[] {
    const items: FileValue[] = [];
    this.#at += 1;
    this.#take(blanks);
    for (let more = this.#text.charAt(this.#at) !== ']'; more; more = this.#more(']'))
      items.push(this.#value(depth + 1));
    this.#at += 1;
    return items;
  }

  /** Passes a comma. @returns false at the end of the list */
  #more(end: string): boolean {
    this.#take(blanks);
    const next = this.#text.charAt(this.#at);
    if (next === end) return false;
    if (next !== ',') throw this.#problem(`"," or "${end}"`);
    this.#at += 1;
    return true;
  }

  #string(): string {
    const quoted = this.#take(string);
    if (quoted === undefined) throw this.#problem('a text in quotes');
    return String(JSON.parse(quoted));
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  #here(): number {
    for (; this.#counted < this.#at; this.#counted += 1)
      if (this.#text.charCodeAt(this.#counted) === 10) this.#line += 1;
    return this.#line;
  }

  #problem(expected: string): FileProblem {
    const found = this.#at < this.#text.length ? JSON.stringify(this.#text.charAt(this.#at)) : 'the end of the file';
    return new FileProblem(this.#here(), `found ${found}, expected ${expected}`);
  }
}
