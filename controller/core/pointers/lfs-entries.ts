import type { GitEntry } from '../content-digest.ts';
import { RefitError } from '../errors.ts';
import { displayPath } from '../paths.ts';
import type { DataEntry, SelectedEntry } from './data-entry.ts';
import { dvcFileLimit } from './dvc-file.ts';
import { lfsPointerLimit, parseLfsPointer } from './lfs.ts';
import { isFile, type PointerIndex } from './pointer-index.ts';
import type { ReadBlobs } from './read-blobs.ts';

/** How many blobs are read at a time, and how many are remembered. */
const batch = 20_000;
const remembered = 200_000;

/**
 * Entries with git-lfs pointers replaced by the data they name. A file that attributes give to git-lfs and that is no
 * pointer is what it is. @throws RefitError InputInvalid for a malformed pointer, or below a `.gitattributes` over the limit
 */
export async function lfsEntries(
  entries: readonly GitEntry[],
  index: PointerIndex,
  read: ReadBlobs,
): Promise<readonly SelectedEntry[]> {
  const { attributes, lfs } = index;
  const filtered = entries.map(({ path, mode, identity }) => {
    if (identity !== undefined || !isFile(mode)) return false;
    const unread = attributes.unreadFor(path);
    if (unread !== undefined) throw tooLarge(unread, path);
    return attributes.isLfs(path);
  });
  const unknown = new Set(
    entries.filter(({ oid }, at) => filtered[at] === true && !lfs.has(oid)).map(({ oid }) => oid),
  );
  if (lfs.size + unknown.size > remembered) forget(lfs, entries);
  const oids = [...unknown];
  for (let at = 0; at < oids.length; at += batch) {
    const some = oids.slice(at, at + batch);
    const contents = await read(some, lfsPointerLimit);
    for (const oid of some) {
      const content = contents.get(oid);
      lfs.set(oid, content && parseLfsPointer(content));
    }
  }
  return entries.map((entry, at) => (filtered[at] === true ? lfsEntry(entry, lfs) : entry));
}

function tooLarge(folder: string, path: string): RefitError {
  const file = displayPath(folder === '' ? '.gitattributes' : `${folder}/.gitattributes`);
  const found = `${file} has more than ${dvcFileLimit} bytes`;
  return new RefitError('InputInvalid', `${found}, so it is not known whether ${displayPath(path)} is a git-lfs file`);
}

function forget(lfs: PointerIndex['lfs'], needed: readonly GitEntry[]): void {
  const kept = new Set(needed.map(({ oid }) => oid));
  for (const oid of lfs.keys()) if (!kept.has(oid)) lfs.delete(oid);
}

function lfsEntry(entry: GitEntry, lfs: PointerIndex['lfs']): SelectedEntry {
  const pointer = lfs.get(entry.oid);
  if (pointer === undefined) return entry;
  const { path, mode, oid } = entry;
  if ('line' in pointer) {
    const { line, found, allowed } = pointer;
    throw new RefitError(
      'InputInvalid',
      `${displayPath(path)}, line ${line}: malformed git-lfs pointer: found ${found}, allowed ${allowed}`,
    );
  }
  const { size, extensions } = pointer;
  const own = extensions === undefined ? {} : { extensions };
  return { path, mode, oid, identity: `lfs:${pointer.oid}`, pointer: path, size, ...own } satisfies DataEntry;
}
