/** The manifest of a directory artifact: the bytes that its digest is the sha256 of (design section 4). */
import { RefitError } from '../core/errors.ts';

const prefix = 'refit-tree-v1\0';

/** One line of a manifest: what the digest covers, and the size, which it does not. `path`: bytes, below the directory. */
export interface TreeLine {
  readonly path: string;
  readonly mode: string;
  readonly sha256: string;
  readonly size: number;
}

/** The bytes that a directory's digest is the sha256 of. `lines` in byte order of their paths. */
export function treeManifest(lines: readonly TreeLine[]): Buffer {
  const text = lines.map((line) => `${line.mode} ${line.sha256}\0${line.path}\0`).join('');
  return Buffer.from(prefix + text, 'latin1');
}

/** The lines of a manifest, given the size of each file in its order; undefined if the two are not of that form. */
export function parseTreeManifest(manifest: Buffer, sizes: unknown): TreeLine[] | undefined {
  const text = manifest.toString('latin1');
  if (!text.startsWith(prefix) || !Array.isArray(sizes)) return undefined;
  // One more than fits: enough to see that it does not.
  const parts = text.slice(prefix.length).split('\0', sizes.length * 2 + 2);
  if (parts.pop() !== '' || parts.length !== sizes.length * 2) return undefined;
  const lines: TreeLine[] = [];
  for (const [index, size] of sizes.entries()) {
    const line = /^(100644|100755|120000) ([0-9a-f]{64})$/.exec(parts[index * 2] ?? '');
    const path = parts[index * 2 + 1];
    const [mode, sha256] = [line?.[1], line?.[2]];
    if (mode === undefined || sha256 === undefined || path === undefined || !Number.isSafeInteger(size))
      return undefined;
    lines.push({ path, mode, sha256, size: Number(size) });
  }
  return lines;
}

/** The sum of the sizes of all files: bytes. */
export function treeSize(lines: readonly TreeLine[]): number {
  return lines.reduce((sum, line) => sum + line.size, 0);
}

/** Every folder that a path of `lines` is in, parents first. @throws RefitError ArtifactCorrupted on a path that leads out */
export function treeFolders(digest: string, lines: readonly TreeLine[]): Set<string> {
  const folders = new Set<string>();
  for (const { path } of lines) {
    const names = path.split('/');
    if (names.some((name) => name === '' || name === '.' || name === '..')) {
      throw new RefitError('ArtifactCorrupted', `artifact ${digest}: found an entry whose path leads out of it`);
    }
    for (let depth = 1; depth < names.length; depth++) folders.add(names.slice(0, depth).join('/'));
  }
  return folders;
}
