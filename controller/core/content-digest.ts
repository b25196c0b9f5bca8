/**
 * Content digest (design section 4): what selected entries of a revision contain, whatever commit they come from.
 * sha256 over the entries sorted by raw path bytes, each `mode SP identity NUL path NUL`.
 */
import { sha256OfBytes } from './hash.ts';
import { comparePaths } from './paths.ts';

/** One selected entry. `path` is a byte path; `identity` is `<kind>:<hash>`. */
export interface ContentEntry {
  readonly path: string;
  readonly mode: string;
  readonly identity: string;
}

/** A tree entry as git lists it, as far as a digest needs it. mode: 100644|100755|120000|160000. */
export interface GitEntry {
  readonly path: string;
  readonly mode: string;
  readonly oid: string;
  /** What it counts as where that is not its blob: data that a pointer names, a DVC file by its canonical text. */
  readonly identity?: string;
}

const gitlink = '160000';

/** What an entry is by content: `git:<oid>` of a file or symlink, `submodule:<commit>` of a gitlink, else its own. */
export function entryIdentity(entry: GitEntry): string {
  if (entry.identity !== undefined) return entry.identity;
  return entry.mode === gitlink ? `submodule:${entry.oid}` : `git:${entry.oid}`;
}

/** The digest of entries in any order. @returns `sha256:<hex>` */
export function contentDigest(entries: Iterable<ContentEntry>): string {
  const sorted = [...entries].toSorted((a, b) => comparePaths(a.path, b.path));
  let text = '';
  for (const { mode, identity, path } of sorted) text += `${mode} ${identity}\0${path}\0`;
  return sha256OfBytes(text);
}

/** As `contentDigest`, of entries that are in path order already. Nothing is copied or sorted. */
export function contentDigestOfSorted(entries: readonly GitEntry[]): string {
  let text = '';
  for (const entry of entries) text += `${entry.mode} ${entryIdentity(entry)}\0${entry.path}\0`;
  return sha256OfBytes(text);
}
