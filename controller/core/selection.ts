/**
 * What an input consists of at a revision: the selected entries, in path order, with their content digest. A selection
 * at another revision is made from this one and the difference of the two trees, so its cost grows with the change;
 * when nothing selected changed it is the same object.
 */
import { contentDigestOfSorted, type GitEntry } from './content-digest.ts';
import { nearest } from './nearest.ts';
import { bytesOf, comparePaths, displayPath } from './paths.ts';
import { compileGlob, isLiteral } from './glob.ts';
import { namesOf, type DataEntry, type SelectedEntry } from './pointers/data-entry.ts';
import type { Selector } from './select.ts';

export type { SelectedEntry } from './pointers/data-entry.ts';

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
  /** Data of DVC files that is selected, in path order; absent where there is none. */
  readonly data?: readonly DataEntry[];
  /** The entry of a byte path. */
  find(path: string): SelectedEntry | undefined;
}

/** What a path is now; absent = nothing. */
export interface Replacement {
  readonly path: string;
  readonly after: SelectedEntry | undefined;
}

class EntrySelection implements Selection {
  readonly entries: readonly SelectedEntry[];
  readonly data?: readonly DataEntry[];
  #digest: string | undefined;

  constructor(entries: readonly SelectedEntry[], data: readonly DataEntry[] = []) {
    this.entries = entries;
    if (data.length > 0) this.data = data;
  }

  get count(): number {
    return this.entries.length;
  }

  get digest(): string {
    return (this.#digest ??= contentDigestOfSorted(this.entries));
  }

  find(path: string): SelectedEntry | undefined {
    return findEntry(this.entries, path);
  }
}

/** The selection of entries that are in path order, each path once. `data`: what of them DVC files name. */
export function selectionOf(entries: readonly SelectedEntry[], data?: readonly DataEntry[]): Selection {
  return new EntrySelection(entries, data);
}

/** The entry of a byte path in entries that are in path order. */
export function findEntry(entries: readonly SelectedEntry[], path: string): SelectedEntry | undefined {
  const entry = entries[position(entries, path)];
  return entry?.path === path ? entry : undefined;
}

/** The selection of a whole listing, in any order. Of a path listed twice, the last counts. Cost: the tree. */
export function selectEntries(entries: Iterable<GitEntry>, selector: Selector): Selection {
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
    const before = selection.find(change.path);
    if (before?.mode !== change.after?.mode || before?.oid !== change.after?.oid) relevant.set(change.path, change);
  }
  if (relevant.size === 0) return selection;
  const replaced = [...relevant.values()].map(({ path, after }) => ({
    path,
    after: after && { path, mode: after.mode, oid: after.oid },
  }));
  return new EntrySelection(merge(selection.entries, replaced.toSorted(byPath)));
}

/**
 * The selection with some paths replaced (in path order, each once), and the data of DVC files as it is now.
 * @returns `selection` itself when nothing is replaced
 */
export function replaceEntries(
  selection: Selection,
  replaced: readonly Replacement[],
  data: readonly DataEntry[],
): Selection {
  if (replaced.length > 0) return new EntrySelection(merge(selection.entries, replaced), data);
  const same = data === selection.data || (data.length === 0 && !selection.data);
  // Data that git's own files hide for now may show later.
  return same ? selection : new EntrySelection(selection.entries, data);
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
    if (selection.entries[position(selection.entries, prefix)]?.path.startsWith(prefix) === true) return false;
    const matches = compileGlob(bytesOf(pattern));
    return selection.data?.some((entry) => namesOf(entry).some(matches)) !== true;
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

function merge(entries: readonly SelectedEntry[], changes: readonly Replacement[]): SelectedEntry[] {
  const merged: SelectedEntry[] = [];
  let next = 0;
  for (const { path, after } of changes) {
    for (let entry = entries[next]; entry !== undefined && entry.path < path; entry = entries[next]) {
      merged.push(entry);
      next += 1;
    }
    if (entries[next]?.path === path) next += 1;
    if (after) merged.push(after);
  }
  for (; next < entries.length; next += 1) {
    const entry = entries[next];
    if (entry) merged.push(entry);
  }
  return merged;
}
