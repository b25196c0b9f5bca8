/** Directory artifacts: a manifest whose bytes hash to the digest, and beside it the sizes. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { RefitError } from '../core/errors.ts';
import type { ArtifactEntry, ArtifactStat } from './artifacts.ts';
import { replaceFile } from './durable-file.ts';
import { isNotThere } from './faults.ts';
import { digestHex, objectPath, requireFolder, setAside, treePath } from './folder-layout.ts';

const prefix = 'refit-tree-v1\0';

/** One line of a manifest: what the digest covers, and the size, which it does not. */
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

/** Stores a manifest whose files are stored already. */
export async function writeTree(root: string, lines: readonly TreeLine[]): Promise<ArtifactStat> {
  const manifest = treeManifest(lines);
  const hex = createHash('sha256').update(manifest).digest('hex');
  const size = lines.reduce((sum, line) => sum + line.size, 0);
  // Sizes first: a manifest is there only when all of the artifact is.
  await replaceFile(`${treePath(root, hex)}.sizes`, JSON.stringify(lines.map((line) => line.size)), { mode: 0o444 });
  await replaceFile(treePath(root, hex), manifest, { mode: 0o444 });
  return { digest: `sha256:${hex}`, kind: 'Directory', size };
}

function parseManifest(manifest: Buffer, sizes: unknown): TreeLine[] | undefined {
  const text = manifest.toString('latin1');
  if (!text.startsWith(prefix) || !Array.isArray(sizes)) return undefined;
  const parts = text.slice(prefix.length).split('\0');
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

/**
 * A directory artifact's lines, in path order; undefined if there is none of that digest.
 * @throws RefitError ArtifactCorrupted when its manifest is not what its name says (it is then set aside)
 */
export async function readTree(root: string, digest: string): Promise<readonly TreeLine[] | undefined> {
  const hex = digestHex(digest);
  const path = treePath(root, hex);
  let manifest: Buffer;
  try {
    manifest = await readFile(path);
  } catch (error: unknown) {
    if (!isNotThere(error)) throw error;
    await requireFolder(root);
    return undefined;
  }
  const lines =
    createHash('sha256').update(manifest).digest('hex') === hex
      ? parseManifest(manifest, await readSizes(path))
      : undefined;
  if (lines !== undefined) return lines;
  await setAside(root, path, hex);
  throw new RefitError('ArtifactCorrupted', `artifact ${digest}: its manifest is damaged; set aside`);
}

async function readSizes(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(`${path}.sizes`, 'utf8'));
  } catch (error: unknown) {
    if (error instanceof SyntaxError || isNotThere(error)) return undefined;
    throw error;
  }
}

/** Lines with the texts of links, as the port gives them. @throws RefitError ArtifactMissing */
export async function treeEntries(root: string, lines: readonly TreeLine[]): Promise<ArtifactEntry[]> {
  const entries: ArtifactEntry[] = [];
  for (const line of lines) {
    if (line.mode === '120000') entries.push({ ...line, target: await readLink(root, line) });
    else entries.push(line);
  }
  return entries;
}

/** The text of a link, as a byte string. @throws RefitError ArtifactMissing */
export async function readLink(root: string, line: TreeLine): Promise<string> {
  try {
    return (await readFile(objectPath(root, line.sha256))).toString('latin1');
  } catch (error: unknown) {
    if (!isNotThere(error)) throw error;
    throw new RefitError('ArtifactMissing', `artifact sha256:${line.sha256} is not in the store`, error);
  }
}
