/**
 * What `.gitattributes` files say of git-lfs (gitattributes(5)): whether a path has `filter=lfs`. Only that is kept of
 * them. Deeper files win over those above, later lines over earlier ones, and in a line the later attribute; macros may
 * be defined in the topmost file only.
 */
import { compileAttributePattern, type AttributePattern } from './attribute-pattern.ts';

/** A line longer than this does not count, as in git. */
const maxLine = 2_048;

/** A state of an attribute: a value, `true` (set), `false` (unset), or `undefined` (unspecified on purpose, `!name`). */
interface Assignment {
  readonly name: string;
  readonly value: string | boolean | undefined;
}

interface Rule {
  readonly matches: AttributePattern;
  readonly assigns: readonly Assignment[];
}

/** One file: its rules, and macros if it is the topmost. */
export interface AttributesFile {
  readonly rules: readonly Rule[];
  readonly macros: ReadonlyMap<string, readonly Assignment[]>;
  /** Over the limit: what it says is not known. */
  readonly unread?: true;
}

/** What all files of a tree say together. */
export interface Attributes {
  /** No file has a say in `filter=lfs`: no path has it. */
  readonly none: boolean;
  /** Whether git-lfs filters the byte path. */
  isLfs(path: string): boolean;
  /** The folder at or above it whose file is over the limit, so that `isLfs` is not known. */
  unreadFor(path: string): string | undefined;
}

/** Parses one file. What git would not understand, it warns of and passes over; so does this. */
export function parseAttributes(content: Buffer): AttributesFile {
  const rules: Rule[] = [];
  const macros = new Map<string, readonly Assignment[]>();
  const text = content.toString('latin1');
  for (const line of text.replace(/^\u00ef\u00bb\u00bf/, '').split('\n')) {
    if (line.length > maxLine) continue;
    const read = readPattern(line.replace(/^[ \t\r]+/, ''));
    if (read === undefined) continue;
    const assigns = parseAssignments(read.rest);
    if (assigns === undefined) continue;
    if (read.macro) {
      if (isName(read.pattern)) macros.set(read.pattern, assigns);
      continue;
    }
    const matches = compileAttributePattern(read.pattern);
    if (matches && assigns.length > 0) rules.push({ matches, assigns });
  }
  return { rules, macros };
}

/** A file over the limit. */
export const unreadAttributes: AttributesFile = { rules: [], macros: new Map(), unread: true };

/** The files of a tree by their folder, `''` for the topmost. */
export function combineAttributes(files: ReadonlyMap<string, AttributesFile>): Attributes {
  const macros = files.get('')?.macros ?? new Map<string, readonly Assignment[]>();
  const relevant = relevantNames(macros);
  const byFolder = new Map<string, readonly Rule[]>();
  for (const [folder, { rules }] of files) {
    const kept = rules.filter(({ assigns }) => assigns.some(({ name }) => relevant.has(name)));
    if (kept.length > 0) byFolder.set(folder, kept.toReversed());
  }
  const unread = new Set([...files].filter(([, file]) => file.unread === true).map(([folder]) => folder));
  const all = [...byFolder.values()].flatMap((rules) => rules.flatMap(({ assigns }) => assigns));
  const asks = [...all, ...[...macros.values()].flat()].some(({ name, value }) => name === 'filter' && value === 'lfs');
  if (unread.size === 0 && (!asks || all.length === 0)) return noAttributes;
  return {
    none: false,
    isLfs: (path) => filterOf(path, byFolder, macros) === 'lfs',
    unreadFor: (path) => (unread.size === 0 ? undefined : unreadAbove(path, unread)),
  };
}

/** Of a tree without any. */
export const noAttributes: Attributes = { none: true, isLfs: () => false, unreadFor: () => undefined };

function unreadAbove(path: string, unread: ReadonlySet<string>): string | undefined {
  // Of the topmost file, macros reach into all others.
  if (unread.has('')) return '';
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
    const folder = path.slice(0, end);
    if (unread.has(folder)) return folder;
  }
  return undefined;
}

/** The attributes that may decide the filter: itself, and macros that lead to it. */
function relevantNames(macros: ReadonlyMap<string, readonly Assignment[]>): ReadonlySet<string> {
  const names = new Set(['filter']);
  for (let size = 0; size < names.size;) {
    size = names.size;
    for (const [name, assigns] of macros) if (assigns.some((assign) => names.has(assign.name))) names.add(name);
  }
  return names;
}

type Known = Map<string, Assignment['value']>;

function filterOf(
  path: string,
  byFolder: ReadonlyMap<string, readonly Rule[]>,
  macros: ReadonlyMap<string, readonly Assignment[]>,
): Assignment['value'] {
  const known: Known = new Map();
  for (let end = path.lastIndexOf('/'); ; end = path.lastIndexOf('/', end - 1)) {
    const rules = byFolder.get(end < 0 ? '' : path.slice(0, end)) ?? [];
    const below = end < 0 ? path : path.slice(end + 1);
    for (const { matches, assigns } of rules) {
      if (matches(below)) assign(assigns, known, macros);
      if (known.has('filter')) return known.get('filter');
    }
    if (end < 0) return undefined;
  }
}

/** From the last to the first: what is known already stays, and a macro that becomes set brings its own. */
function assign(
  assigns: readonly Assignment[],
  known: Known,
  macros: ReadonlyMap<string, readonly Assignment[]>,
): void {
  for (const { name, value } of assigns.toReversed()) {
    if (known.has(name)) continue;
    known.set(name, value);
    const macro = value === true ? macros.get(name) : undefined;
    if (macro) assign(macro, known, macros);
  }
}

/** The pattern of a line, quoted as in C or bare, or the macro it defines. */
function readPattern(line: string): { pattern: string; macro: boolean; rest: string } | undefined {
  if (line === '' || line.startsWith('#')) return undefined;
  const quoted = line.startsWith('"') ? readQuoted(line) : undefined;
  const end = /[ \t\r]/.exec(line)?.index ?? line.length;
  const { pattern, rest } = quoted ?? { pattern: line.slice(0, end), rest: line.slice(end) };
  if (!pattern.startsWith('[attr]') || quoted) return { pattern, macro: false, rest };
  const name = pattern.slice('[attr]'.length) || (/^[ \t\r]*([^ \t\r]+)/.exec(rest)?.[1] ?? '');
  const after = pattern === '[attr]' ? rest.replace(/^[ \t\r]*[^ \t\r]+/, '') : rest;
  return { pattern: name, macro: true, rest: after };
}

const escapes: Readonly<Record<string, string>> = { a: '\u0007', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

function readQuoted(line: string): { pattern: string; rest: string } | undefined {
  const quoted = /^"((?:[^"\\]|\\(?:[abfnrtv"\\]|[0-3][0-7]{2}))*)"/.exec(line);
  if (!quoted) return undefined;
  const pattern = (quoted[1] ?? '').replace(/\\([0-7]{3}|.)/g, (_, code: string) =>
    code.length === 3 ? String.fromCharCode(Number.parseInt(code, 8)) : (escapes[code] ?? code),
  );
  return { pattern, rest: line.slice(quoted[0].length) };
}

/** Undefined when one is none: then the line does not count. */
function parseAssignments(text: string): Assignment[] | undefined {
  const assigns: Assignment[] = [];
  for (const part of text.split(/[ \t\r]+/)) {
    if (part === '') continue;
    const assignment = parseAssignment(part);
    if (assignment === undefined) return undefined;
    assigns.push(assignment);
  }
  return assigns;
}

function parseAssignment(text: string): Assignment | undefined {
  const sign = text.charAt(0);
  if (sign === '-' || sign === '!') {
    const name = text.slice(1).replace(/=.*$/, '');
    return isName(name) ? { name, value: sign === '-' ? false : undefined } : undefined;
  }
  const equals = text.indexOf('=');
  const name = equals < 0 ? text : text.slice(0, equals);
  return isName(name) ? { name, value: equals < 0 ? true : text.slice(equals + 1) } : undefined;
}

/** git's `attr_name_valid`, and what it keeps for itself. */
function isName(name: string): boolean {
  return /^[-A-Za-z0-9_.]+$/.test(name) && !name.startsWith('-') && !name.startsWith('builtin_');
}
