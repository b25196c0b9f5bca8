/**
 * What an input consists of at a revision: the selected entries, in path order, with their content digest. A selection
 * at another revision is made from this one and the difference of the two trees, so its cost grows with the change;
 * when nothing selected changed it is the same object.
 */
import { contentDigestOfSorted, type GitEntry } from './content-digest.ts';
import { nearest } from './nearest.ts';
import { bytesOf, comparePaths, displayPath } from './paths.ts';
import { isLiteral } from './glob.ts';
import type { Selector } from './select.ts';

/** One selected entry, as git's trees hold it. */
export type SelectedEntry = GitEntry;

/** A path that differs between two trees. A side that is absent does not exist there. */
export interface EntryChange {
  readonly path: string;
  readonly before?: { readonly mode: string; readonly oid: string } | undefined;
  readonly after?: { readonly mode: string; readonly oid: string } | undefined;
}

/** Selected entries of one revision. Immutable. */
export interface Selection {
  /** In path order, each path once. */
  readonly entries: readonly SelectedEntry[];
  /** `entries.length`. */
  readonly count: number;
  /** Content digest, `sha256:<hex>`; worked out at the first use. */
  readonly digest: string;
}

class EntrySelection implements Selection {
  readonly entries: readonly SelectedEntry[];
  #digest: string | undefined;

  constructor(entries: readonly SelectedEntry[]) {
    this.entries = entries;
  }

  get count(): number {
    return this.entries.length;
  }

  get digest(): string {
    return (this.#digest ??= contentDigestOfSorted(this.entries));
  }
}

/** The selection of a whole listing, in any order. Of a path listed twice, the last counts. Cost: the tree. */
export function selectEntries(entries: Iterable<SelectedEntry>, selector: Selector): Selection {
  const selected: SelectedEntry[] = [];
  let ordered = true;
  let last: string | undefined;
  for (const entry of entries) {
    if (!selector.everything && !selector.selects(entry.path)) continue;
    if (last !== undefined && entry.path <= last) ordered = false;
    last = entry.path;
    selected.push(entry);
  }
  return new EntrySelection(ordered ? selected : sortEntries(selected));
}

/**
 * The selection after `changes` (in any order; `after` alone counts, so a change already applied does no harm).
 * @returns `selection` itself when none of them changes it
 */
export function applyChanges(selection: Selection, changes: readonly EntryChange[], selector: Selector): Selection {
  const relevant = new Map<string, EntryChange>();
  for (const change of changes) {
    relevant.delete(change.path);
    if (!selector.selects(change.path)) continue;
    const known = selection.entries[position(selection.entries, change.path)];
    const before = known?.path === change.path ? known : undefined;
    if (before?.mode !== change.after?.mode || before?.oid !== change.after?.oid) relevant.set(change.path, change);
  }
  if (relevant.size === 0) return selection;
  return new EntrySelection(merge(selection.entries, [...relevant.values()].toSorted(byPath)));
}

/**
 * The literal patterns (as written) that select nothing. Each is an `InputNotFound`, as is a selection with `count` 0.
 */
export function missingLiterals(selection: Selection, selector: Selector): readonly string[] {
  return selector.literals.filter((pattern) => {
    const below = pattern.endsWith('/');
    const path = bytesOf(below ? pattern.slice(0, -1) : pattern);
    if (!below && selection.entries[position(selection.entries, path)]?.path === path) return false;
    const prefix = `${path}/`;
    return selection.entries[position(selection.entries, prefix)]?.path.startsWith(prefix) !== true;
  });
}

/**
 * The path or directory of a listing that a pattern was probably meant to name: the nearest by spelling, else one of
 * the same name elsewhere. A byte path. @returns undefined when nothing is near
 */
export function nearestPath(pattern: string, entries: Iterable<{ readonly path: string }>): string | undefined {
  const body = pattern.replace(/^!/, '').replace(/\/$/, '');
  const wanted = isLiteral(body) ? body : literalDirectory(body);
  if (wanted === '') return undefined;
  const known = new Set<string>();
  for (const { path } of entries) {
    for (let end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) known.add(path.slice(0, end));
    known.add(path);
  }
  const byText = new Map([...known].map((path) => [displayPath(path), path]));
  byText.delete(wanted);
  const name = `/${wanted.slice(wanted.lastIndexOf('/') + 1)}`;
  const found = nearest(wanted, byText.keys()) ?? [...byText.keys()].find((text) => `/${text}`.endsWith(name));
  return found === undefined ? undefined : byText.get(found);
}

function literalDirectory(pattern: string): string {
  const wildcard = pattern.search(/[*?]/);
  const end = pattern.lastIndexOf('/', wildcard);
  return end < 0 ? '' : pattern.slice(0, end);
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return comparePaths(a.path, b.path);
}

function sortEntries(entries: readonly SelectedEntry[]): readonly SelectedEntry[] {
  return [...new Map(entries.map((entry) => [entry.path, entry])).values()].toSorted(byPath);
}

/** Where `path` is, or would be, in entries in path order. */
function position(entries: readonly SelectedEntry[], path: string): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const entry = entries[middle];
    if (entry !== undefined && entry.path < path) low = middle + 1;
    else high = middle;
  }
  return low;
}

function merge(entries: readonly SelectedEntry[], changes: readonly EntryChange[]): SelectedEntry[] {
  const merged: SelectedEntry[] = [];
  let next = 0;
  for (const { path, after } of changes) {
    for (let entry = entries[next]; entry !== undefined && entry.path < path; entry = entries[next]) {
      merged.push(entry);
      next += 1;
    }
    if (entries[next]?.path === path) next += 1;
    if (after) merged.push({ path, mode: after.mode, oid: after.oid });
  }
  for (; next < entries.length; next += 1) {
    const entry = entries[next];
    if (entry) merged.push(entry);
  }
  return merged;
}
