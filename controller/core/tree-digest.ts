/**
 * Artifact digest of a directory (design section 4): sha256 of `refit-tree-v1 NUL` and its lines sorted by raw path
 * bytes, each `mode SP sha256 NUL path NUL`. Times, owners and empty directories do not count.
 */
import { hexOf, sha256OfBytes } from './hash.ts';
import { comparePaths } from './paths.ts';

/**
 * A file of a directory artifact. `path`: byte path below it. mode: 100644 | 100755 | 120000. `sha256`: 64 hex (a
 * `sha256:` before them is allowed) of the file's bytes, of a symlink of its target's text.
 */
export interface TreeFile {
  readonly path: string;
  readonly mode: string;
  readonly sha256: string;
}

/** The digest of a directory's files in any order. @returns `sha256:<hex>` */
export function treeDigest(files: Iterable<TreeFile>): string {
  const sorted = [...files].toSorted((a, b) => comparePaths(a.path, b.path));
  let text = 'refit-tree-v1\0';
  for (const { mode, sha256, path } of sorted) text += `${mode} ${hexOf(sha256)}\0${path}\0`;
  return sha256OfBytes(text);
}
