/**
 * One path pattern as a test on byte paths, in time linear in path times pattern whatever they are: no regular
 * expressions, no backtracking. select.ts combines patterns into a selection; the language is described there.
 */

/** A pattern's test. @returns whether the byte path is selected by it, directly or as below a directory it names */
export type PathTest = (path: string) => boolean;

/** `*`, `?`, `**`, and `**` followed by `/` at the start of a segment (zero or more whole directories). */
type Token = '*' | '?' | '**' | '**/' | { readonly text: string };

const slash = 47;

/** Whether a pattern has no wildcard. */
export function isLiteral(pattern: string): boolean {
  return !pattern.includes('*') && !pattern.includes('?');
}

/** Compiles a pattern without its `!`; byte text, already checked. */
export function compileGlob(pattern: string): PathTest {
  const directoryOnly = pattern.endsWith('/');
  const bare = directoryOnly ? pattern.slice(0, -1) : pattern;
  if (isLiteral(bare)) return directoryOnly ? literalBelow(bare) : literalOrBelow(bare);
  const tokens = tokenize(bare);
  const below = compileTokens(tokensBelow(tokens));
  if (directoryOnly) return below;
  const exact = compileTokens(tokens);
  // Only a last segment that is a name names a directory: `data/*` stops at `/`, `**` + `/lib` does not.
  const lastSegment = bare.slice(bare.lastIndexOf('/') + 1);
  return isLiteral(lastSegment) ? (path) => exact(path) || below(path) : exact;
}

function literalOrBelow(name: string): PathTest {
  const { length } = name;
  return (path) => path.startsWith(name) && (path.length === length || path.charCodeAt(length) === slash);
}

function literalBelow(name: string): PathTest {
  const prefix = `${name}/`;
  return (path) => path.length > prefix.length && path.startsWith(prefix);
}

/** All below a directory that matches. */
function tokensBelow(tokens: readonly Token[]): Token[] {
  const last = tokens.at(-1);
  return typeof last === 'object'
    ? [...tokens.slice(0, -1), { text: `${last.text}/` }, '**']
    : [...tokens, { text: '/' }, '**'];
}

function tokenize(pattern: string): Token[] {
  const tokens: Token[] = [];
  let text = '';
  const flush = (token: Token): void => {
    if (text !== '') tokens.push({ text });
    text = '';
    tokens.push(token);
  };
  for (let at = 0; at < pattern.length;) {
    const character = pattern.charAt(at);
    let end = at + 1;
    if (character === '*') while (pattern.charAt(end) === '*') end += 1;
    const whole = at === 0 || pattern.charAt(at - 1) === '/';
    if (character === '?') flush('?');
    else if (character !== '*') text += character;
    else if (end - at === 1) flush('*');
    else if (whole && pattern.charAt(end) === '/') {
      flush('**/');
      end += 1;
    } else flush('**');
    at = end;
  }
  if (text !== '') tokens.push({ text });
  return tokens;
}

/** Literal ends are compared as they are; what is between them by the shapes people write, or by simulation. */
function compileTokens(tokens: readonly Token[]): PathTest {
  const first = tokens[0];
  const last = tokens.at(-1);
  const prefix = typeof first === 'object' ? first.text : '';
  const suffix = tokens.length > 1 && typeof last === 'object' ? last.text : '';
  const middle = tokens.slice(prefix === '' ? 0 : 1, suffix === '' ? tokens.length : -1);
  const rest = compileMiddle(middle);
  const least = prefix.length + suffix.length;
  return (path) =>
    path.length >= least &&
    path.startsWith(prefix) &&
    path.endsWith(suffix) &&
    rest(path, prefix.length, path.length - suffix.length);
}

type MiddleTest = (path: string, from: number, to: number) => boolean;

function compileMiddle(tokens: readonly Token[]): MiddleTest {
  const shape = tokens.map((token) => (typeof token === 'object' ? 'text' : token)).join(' ');
  if (shape === '') return (_path, from, to) => from === to;
  if (shape === '**' || shape === '**/ *') return () => true;
  if (shape === '*') return (path, from, to) => !slashWithin(path, from, to);
  if (shape === '**/') return (path, from, to) => from === to || path.charCodeAt(to - 1) === slash;
  const name = tokens[1];
  if (shape === '**/ text **' && typeof name === 'object') return startsSegment(name.text);
  return simulate(tokens);
}

/** Whether a text stands at the start of some segment; anything may follow. The first place leaves the most room. */
function startsSegment(text: string): MiddleTest {
  const inner = `/${text}`;
  return (path, from, to) => {
    if (path.startsWith(text, from) && from + text.length <= to) return true;
    const at = path.indexOf(inner, from);
    return at >= 0 && at + inner.length <= to;
  };
}

function slashWithin(path: string, from: number, to: number): boolean {
  const at = path.indexOf('/', from);
  return at >= 0 && at < to;
}

/**
 * A state of the automaton: a byte to match, `?` or a wildcard that stays where it is. A `**` with its `/` is two:
 * `fork` (nothing, or directories) and `in` (within directories: leaves after a slash only).
 */
type State = '*' | '?' | '**' | 'fork' | 'in' | number;

/** A set of states, and the sets it was seen to lead to, by byte. */
interface Node {
  readonly active: readonly number[];
  readonly accepts: boolean;
  readonly next: (Node | undefined)[];
}

/** Sets of one pattern held at a time; people's patterns need a handful, hostile ones are made again and again. */
const maxNodes = 512;

/** Runs all ways to match side by side, remembering what was worked out: a DFA made on the way. */
function simulate(tokens: readonly Token[]): MiddleTest {
  const states = statesOf(tokens);
  const nodes = new Map<string, Node>();
  const nodeOf = (active: readonly number[]): Node => {
    const key = active.join();
    const known = nodes.get(key);
    if (known) return known;
    if (nodes.size >= maxNodes) {
      for (const node of nodes.values()) node.next.length = 0;
      nodes.clear();
    }
    const node = { active, accepts: active.at(-1) === states.length, next: [] };
    nodes.set(key, node);
    return node;
  };
  const start = reach(states, [0]);
  return (path, from, to) => {
    let node = nodeOf(start);
    for (let at = from; at < to; at += 1) {
      const byte = path.charCodeAt(at);
      node = node.next[byte] ??= nodeOf(advance(states, node.active, byte));
      if (node.active.length === 0) return false;
    }
    return node.accepts;
  };
}

function statesOf(tokens: readonly Token[]): readonly State[] {
  const states: State[] = [];
  for (const token of tokens) {
    if (typeof token === 'object') for (const character of token.text) states.push(character.charCodeAt(0));
    else if (token === '**/') states.push('fork', 'in');
    else states.push(token);
  }
  return states;
}

/** The seeds (ascending) and all states that follow them without a byte. Ascending, each once. */
function reach(states: readonly State[], seeds: readonly number[]): number[] {
  const active: number[] = [];
  for (const seed of seeds) {
    for (let at = seed; at > (active.at(-1) ?? -1); at += 1) {
      active.push(at);
      const state = states[at];
      const passes = state === '*' || state === '**' || state === 'fork' || (state === 'in' && at !== seed);
      if (!passes) break;
    }
  }
  return active;
}

function advance(states: readonly State[], active: readonly number[], byte: number): number[] {
  const seeds: number[] = [];
  for (const at of active) {
    const state = states[at];
    if (state === '**' || state === 'in' || (state === '*' && byte !== slash)) seeds.push(at);
    if (state === byte || (state === '?' && byte !== slash) || (state === 'in' && byte === slash)) seeds.push(at + 1);
  }
  return reach(states, seeds);
}
