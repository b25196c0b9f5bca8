/** Tests a byte path, relative to the folder of the `.gitattributes` file and without a `/` at its start. */
export type AttributePattern = (path: string) => boolean;

/**
 * Compiles a pattern of `.gitattributes` by git's rules (gitattributes(5), wildmatch with WM_PATHNAME): without a `/` it
 * is for names at any depth, else for paths from the file's folder; `*`, `?` and `[...]` stop at `/`, `**` between
 * slashes does not; a backslash takes the next byte as it is. One that ends with `/` matches nothing, as in git.
 * @returns undefined for a pattern that git does not allow there (`!`), or that matches nothing
 */
export function compileAttributePattern(pattern: string): AttributePattern | undefined {
  if (pattern === '' || pattern.startsWith('!') || pattern.endsWith('/')) return undefined;
  const anchored = pattern.includes('/');
  const tokens = tokenize(pattern.startsWith('/') ? pattern.slice(1) : pattern);
  if (tokens === undefined) return undefined;
  const matches = compile(tokens);
  return anchored ? matches : (path) => matches(path.slice(path.lastIndexOf('/') + 1));
}

/** `dirs`: any whole folders, none too, each with its `/`; `any`: all bytes; `some`: bytes without `/`; `one`: one of them. */
type Token = 'dirs' | 'any' | 'some' | 'one' | { readonly text: string } | { readonly set: ReadonlySet<number> };

const slash = 47;

function tokenize(pattern: string): Token[] | undefined {
  const tokens: Token[] = [];
  let text = '';
  for (let at = 0; at < pattern.length;) {
    const read = readToken(pattern, at);
    if (read === undefined) return undefined;
    if (typeof read.token === 'object' && 'text' in read.token) text += read.token.text;
    else {
      if (text !== '') tokens.push({ text });
      text = '';
      tokens.push(read.token);
    }
    at = read.end;
  }
  if (text !== '') tokens.push({ text });
  return tokens;
}

/** The token that begins at `at`, and where the next one does; undefined for what git does not understand. */
function readToken(pattern: string, at: number): { token: Token; end: number } | undefined {
  const character = pattern.charAt(at);
  if (character === '[') {
    const read = readSet(pattern, at);
    return read && { token: { set: read.set }, end: read.end };
  }
  if (character === '*') return readStars(pattern, at);
  if (character === '?') return { token: 'one', end: at + 1 };
  if (character !== '\\') return { token: { text: character }, end: at + 1 };
  return at + 1 === pattern.length ? undefined : { token: { text: pattern.charAt(at + 1) }, end: at + 2 };
}

function readStars(pattern: string, at: number): { token: Token; end: number } {
  const end = endOfStars(pattern, at);
  const whole = end - at === 2 && (at === 0 || pattern.charAt(at - 1) === '/');
  if (whole && pattern.charAt(end) === '/') return { token: 'dirs', end: end + 1 };
  return { token: whole && end === pattern.length ? 'any' : 'some', end };
}

function endOfStars(pattern: string, at: number): number {
  let end = at;
  while (pattern.charAt(end) === '*') end += 1;
  return end;
}

const classes: Readonly<Record<string, RegExp>> = {
  alnum: /[0-9A-Za-z]/,
  alpha: /[A-Za-z]/,
  blank: /[ \t]/,
  cntrl: /[\u0000-\u001f\u007f]/,
  digit: /[0-9]/,
  graph: /[!-~]/,
  lower: /[a-z]/,
  print: /[ -~]/,
  punct: /[!-/:-@[-`{-~]/,
  space: /[ \t-\r]/,
  upper: /[A-Z]/,
  xdigit: /[0-9A-Fa-f]/,
};

/** A `[...]` that begins at `at`. @returns undefined when it is not closed, or names a class that is none */
function readSet(pattern: string, at: number): { set: ReadonlySet<number>; end: number } | undefined {
  const negated = pattern.charAt(at + 1) === '!' || pattern.charAt(at + 1) === '^';
  const begin = negated ? at + 2 : at + 1;
  const members = new Set<number>();
  let next = begin;
  // A `]` right at the beginning is one of the bytes.
  while (next === begin || pattern.charAt(next) !== ']') {
    if (next >= pattern.length) return undefined;
    const read = readMembers(pattern, next);
    if (read === undefined) return undefined;
    for (const byte of read.bytes) members.add(byte);
    next = read.end;
  }
  const set = new Set(allBytes.filter((byte) => byte !== slash && members.has(byte) !== negated));
  return { set, end: next + 1 };
}

const allBytes = Array.from({ length: 256 }, (_, byte) => byte);

/** A class, a range, or a byte. */
function readMembers(pattern: string, at: number): { bytes: readonly number[]; end: number } | undefined {
  const named = /^\[:([a-z]*):\]/.exec(pattern.slice(at, at + 12));
  if (named) {
    const test = classes[named[1] ?? ''];
    const bytes = test && allBytes.filter((byte) => test.test(String.fromCharCode(byte)));
    return bytes && { bytes, end: at + named[0].length };
  }
  const low = readByte(pattern, at);
  const ranges = pattern.charAt(low.end) === '-' && low.end + 1 < pattern.length && pattern.charAt(low.end + 1) !== ']';
  const high = ranges ? readByte(pattern, low.end + 1) : low;
  return { bytes: allBytes.filter((byte) => byte >= low.byte && byte <= high.byte), end: high.end };
}

function readByte(pattern: string, at: number): { byte: number; end: number } {
  const escaped = pattern.charAt(at) === '\\' && at + 1 < pattern.length ? 1 : 0;
  return { byte: pattern.charCodeAt(at + escaped), end: at + escaped + 1 };
}

/** The shapes people write are compared as they are; all else runs side by side, in path times pattern. */
function compile(tokens: readonly Token[]): AttributePattern {
  const [first, second] = tokens;
  if (tokens.length === 1 && typeof first === 'object' && 'text' in first) return (path) => path === first.text;
  if (tokens.length === 2 && first === 'some' && typeof second === 'object' && 'text' in second) {
    const { text } = second;
    return (path) => path.endsWith(text) && !path.slice(0, path.length - text.length).includes('/');
  }
  const states = tokens.flatMap((token): Token[] =>
    typeof token === 'object' && 'text' in token ? token.text.split('').map((text) => ({ text })) : [token],
  );
  return (path) => simulate(states, path);
}

/** A state is the index of what comes next; half a state more is within folders of a `dirs`. */
function simulate(states: readonly Token[], path: string): boolean {
  let active = reach(states, new Set([0]));
  for (let at = 0; at < path.length && active.size > 0; at += 1) {
    const byte = path.charCodeAt(at);
    const next = new Set<number>();
    for (const state of active) {
      const index = Math.floor(state);
      const token = states[index];
      if (token === undefined) continue;
      if (token === 'dirs') next.add(byte === slash ? index : index + 0.5);
      else if (token === 'any' || (token === 'some' && byte !== slash)) next.add(state);
      else if (accepts(token, byte)) next.add(state + 1);
    }
    active = reach(states, next);
  }
  return active.has(states.length);
}

function accepts(token: Token, byte: number): boolean {
  if (token === 'one') return byte !== slash;
  if (typeof token !== 'object') return false;
  return 'set' in token ? token.set.has(byte) : token.text.charCodeAt(0) === byte;
}

/** What follows without a byte. */
function reach(states: readonly Token[], active: Set<number>): Set<number> {
  for (const state of active) {
    const token = states[state];
    if (token === 'any' || token === 'some' || token === 'dirs') active.add(state + 1);
  }
  return active;
}
