/** Directory artifacts: a manifest whose bytes hash to the digest, and beside it the sizes. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { RefitError } from '../core/errors.ts';
import type { ArtifactEntry, ArtifactStat } from './artifacts.ts';
import { replaceFile } from './durable-file.ts';
import { isNotThere } from './faults.ts';
import { digestHex, objectPath, requireFolder, setAside, treePath } from './folder-layout.ts';
import { parseTreeManifest, treeManifest, treeSize } from './tree-manifest.ts';
import type { TreeLine } from './tree-manifest.ts';

/** Stores a manifest whose files are stored already. */
export async function writeTree(root: string, lines: readonly TreeLine[]): Promise<ArtifactStat> {
  const manifest = treeManifest(lines);
  const hex = createHash('sha256').update(manifest).digest('hex');
  // Sizes first: a manifest is there only when all of the artifact is.
  await replaceFile(`${treePath(root, hex)}.sizes`, JSON.stringify(lines.map((line) => line.size)), { mode: 0o444 });
  await replaceFile(treePath(root, hex), manifest, { mode: 0o444 });
  return { digest: `sha256:${hex}`, kind: 'Directory', size: treeSize(lines) };
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
      ? parseTreeManifest(manifest, await readSizes(path))
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
