import type { GitEntry } from '../content-digest.ts';
import { RefitError } from '../errors.ts';
import { comparePaths, displayPath } from '../paths.ts';
import type { Selector } from '../select.ts';
import {
  applyChanges,
  replaceEntries,
  selectEntries,
  selectionOf,
  type EntryChange,
  type Selection,
} from '../selection.ts';
import { isData, namesOf, type DataEntry, type SelectedEntry } from './data-entry.ts';
import { isSame } from './difference.ts';
import { isLockFile, type DvcFile } from './dvc-file.ts';
import { lfsEntries } from './lfs-entries.ts';
import { indexPointers, isFile, type PointerIndex } from './pointer-index.ts';
import type { ReadBlobs } from './read-blobs.ts';

/**
 * The selection of a whole listing of a commit, data that pointers name included. Reads `.gitattributes`, DVC files and
 * those selected blobs that git-lfs's attributes name, and nothing else. The digest of what it returns is the content
 * digest that decisions are made on.
 * @throws RefitError InputInvalid for a malformed pointer, naming file and line
 */
export async function selectData(entries: Iterable<GitEntry>, selector: Selector, read: ReadBlobs): Promise<Selection> {
  const listing = [...entries];
  return selectIndexed(listing, selector, await indexPointers(listing, read), read);
}

/** As `selectData`, with an index of the same listing. Cost: the listing. */
export async function selectIndexed(
  listing: Iterable<GitEntry>,
  selector: Selector,
  index: PointerIndex,
  read: ReadBlobs,
): Promise<Selection> {
  const plain = selectEntries(listing, selector);
  if (index.empty) return plain;
  const tracked = await trackedEntries(plain.entries, index, read);
  const data = selectedData(index, selector, (path) => index.files.has(path) || isFile(plain.find(path)?.mode ?? ''));
  if (data.length === 0) return selectionOf(tracked);
  // What git tracks itself is what is there; DVC keeps its data out of git.
  const paths = new Set(tracked.map(({ path }) => path));
  const added = data.filter(({ path }) => !paths.has(path));
  return selectionOf(
    [...tracked, ...added].toSorted((a, b) => comparePaths(a.path, b.path)),
    data,
  );
}

/** A selection and the index of the tree it was made of. */
export interface IndexedSelection {
  readonly selection: Selection;
  readonly index: PointerIndex;
}

/**
 * The selection after `changes` between its tree and that of `index`. Cost: the changes, and the data if DVC files are
 * among them.
 * @returns the selection itself when nothing selected changed; undefined when attributes moved, which any path may feel:
 * it is to be made of the whole listing
 * @throws RefitError InputInvalid for a malformed pointer
 */
export async function changeSelection(
  last: IndexedSelection,
  changes: readonly EntryChange[],
  selector: Selector,
  index: PointerIndex,
  read: ReadBlobs,
): Promise<Selection | undefined> {
  const { selection } = last;
  if (index.attributes !== last.index.attributes) return undefined;
  if (index.empty && last.index.empty) return applyChanges(selection, changes, selector);
  const before = selection.data ?? [];
  const touched = new Map<string, GitEntry | undefined>();
  for (const { path, after } of changes)
    if (selector.selects(path)) touched.set(path, after && { path, mode: after.mode, oid: after.oid });
  const wasTracked = (path: string): SelectedEntry | undefined => {
    const entry = selection.find(path);
    return entry && isTracked(entry) ? entry : undefined;
  };
  // Of what is not told to have changed: a file that is read is in the index, and its own entry may not count.
  const isTrackedFile = (path: string): boolean =>
    index.files.has(path) || isFile((touched.has(path) ? touched.get(path) : wasTracked(path))?.mode ?? '');
  const unchanged = index.dvc === last.index.dvc && !hasProblem(index);
  const data = unchanged ? before : selectedData(index, selector, isTrackedFile);
  const tracked = await trackedEntries(
    [...touched.values()].filter((entry) => entry !== undefined),
    index,
    read,
  );
  const now = new Map(tracked.map((entry) => [entry.path, entry]));
  const named = new Map(data.map((entry) => [entry.path, entry]));
  const paths = new Set([...touched.keys(), ...differing(before, data)]);
  const replaced = [...paths].toSorted(comparePaths).flatMap((path) => {
    const after = (touched.has(path) ? now.get(path) : wasTracked(path)) ?? named.get(path);
    return same(selection.find(path), after) ? [] : [{ path, after }];
  });
  return replaceEntries(selection, replaced, data);
}

function isTracked(entry: SelectedEntry): boolean {
  return !isData(entry) || entry.pointer === entry.path;
}

function same(before: SelectedEntry | undefined, after: SelectedEntry | undefined): boolean {
  return before && after ? isSame(before, after) : before === after;
}

function differing(before: readonly DataEntry[], after: readonly DataEntry[]): readonly string[] {
  if (before === after) return [];
  const then = new Map(before.map((entry) => [entry.path, entry]));
  const changed = after.filter((entry) => !same(then.get(entry.path), entry)).map(({ path }) => path);
  const still = new Set(after.map(({ path }) => path));
  return [...changed, ...before.filter(({ path }) => !still.has(path)).map(({ path }) => path)];
}

/** What selected entries of a tree count as: DVC files by what they stand for, git-lfs pointers by what they name. */
async function trackedEntries(
  entries: readonly GitEntry[],
  index: PointerIndex,
  read: ReadBlobs,
): Promise<readonly SelectedEntry[]> {
  const counted =
    index.dvc.size === 0 ? entries : entries.flatMap((entry) => dvcEntry(entry, index.dvc.get(entry.path)));
  return index.attributes.none ? counted : lfsEntries(counted, index, read);
}

function dvcEntry(entry: GitEntry, file: DvcFile | undefined): readonly GitEntry[] {
  if (!file || !isFile(entry.mode)) return [entry];
  if (file.problem) throw malformed(file);
  return file.identity === undefined ? [] : [{ ...entry, identity: file.identity }];
}

/** The data of DVC files that patterns select by its path or by the pointer's, in path order, each path once. */
function selectedData(
  index: PointerIndex,
  selector: Selector,
  isTrackedFile: (path: string) => boolean,
): readonly DataEntry[] {
  const selected = new Map<string, DataEntry>();
  const named = hasProblem(index)
    ? new Set([...index.dvc.values()].flatMap(({ outs }) => outs.map(pathOf)))
    : undefined;
  // DVC allows no data within other data: what another pointer names is whole.
  const isKnown = (path: string): boolean => named?.has(path) === true || isTrackedFile(path);
  for (const file of index.dvc.values()) {
    if (file.problem && mayConcern(file.path, file.problem.within, selector, isKnown)) throw malformed(file);
    for (const out of file.outs) {
      // Outs of a pipeline are many, of many stages: its lock file stands for none of them.
      if (
        !selector.selectsAny(
          isLockFile(out.pointer) ? namesOf(out).filter((name) => name !== out.pointer) : namesOf(out),
        )
      )
        continue;
      const other = selected.get(out.path);
      if (other && !same(other, out)) throw twice(other, out);
      selected.set(out.path, out);
    }
  }
  return [...selected.values()].toSorted((a, b) => comparePaths(a.path, b.path));
}

function pathOf({ path }: DataEntry): string {
  return path;
}

function hasProblem({ dvc }: PointerIndex): boolean {
  for (const { problem } of dvc.values()) if (problem) return true;
  return false;
}

/**
 * Whether patterns could select data of a file that cannot be read: what it named may be anything in its reach, and
 * without it a step would be given other data. Files that git tracks, and data that other pointers name, are known.
 */
function mayConcern(path: string, within: string, selector: Selector, isKnown: (path: string) => boolean): boolean {
  if (selector.selects(path)) return true;
  return selector.mayReach(within, isLockFile(path) ? undefined : path, isKnown);
}

function malformed({ path, problem }: DvcFile): RefitError {
  return new RefitError('InputInvalid', `${displayPath(path)}, line ${problem?.line ?? 1}: ${problem?.what ?? ''}`);
}

function twice(one: DataEntry, other: DataEntry): RefitError {
  const [first, second] = [one.pointer, other.pointer].toSorted();
  return new RefitError(
    'InputInvalid',
    `${displayPath(one.path)} is named with two versions, by ${displayPath(first ?? '')} and ${displayPath(second ?? '')}, allowed is one`,
  );
}
