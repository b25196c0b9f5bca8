/** Whether an artifact is there and whole, as far as sizes tell; and, by reading everything, as far as bytes do. */
import { statSync } from 'node:fs';
import type { ArtifactStat } from './artifacts.ts';
import { createTurns } from './bounded.ts';
import { recordedSize } from './folder-files.ts';
import { digestHex, objectPath, requireFolder, setAside } from './folder-layout.ts';
import { objectSize, verifyObject } from './folder-objects.ts';
import { readTree } from './folder-trees.ts';
import { treeSize } from './tree-manifest.ts';
import type { TreeLine } from './tree-manifest.ts';
import { RefitError } from '../core/errors.ts';

async function readTreeOrAside(root: string, digest: string): Promise<readonly TreeLine[] | undefined> {
  try {
    return await readTree(root, digest);
  } catch (error: unknown) {
    if (error instanceof RefitError && error.reason === 'ArtifactCorrupted') return undefined;
    throw error;
  }
}

async function wholeTree(root: string, lines: readonly TreeLine[]): Promise<boolean> {
  const turn = createTurns();
  for (const line of lines) {
    await turn();
    const path = objectPath(root, line.sha256);
    const found = statSync(path, { throwIfNoEntry: false });
    if (found?.size === line.size) continue;
    if (found === undefined) await requireFolder(root);
    else await setAside(root, path, line.sha256);
    return false;
  }
  return true;
}

/** @returns undefined if it is not there, or something of it is missing or of another size (which is then set aside) */
export async function statArtifact(root: string, digest: string): Promise<ArtifactStat | undefined> {
  const hex = digestHex(digest);
  const lines = await readTreeOrAside(root, digest);
  if (lines !== undefined) {
    if (!(await wholeTree(root, lines))) return undefined;
    return { digest, kind: 'Directory', size: treeSize(lines) };
  }
  const size = await objectSize(root, hex);
  if (size === undefined) return undefined;
  const recorded = await recordedSize(root, hex);
  if (recorded === undefined || recorded === size) return { digest, kind: 'File', size };
  await setAside(root, objectPath(root, hex), hex);
  return undefined;
}

/** Re-hashes all of an artifact. @returns whether it is there and every byte is as it was stored */
export async function verifyArtifact(root: string, digest: string): Promise<boolean> {
  const lines = await readTreeOrAside(root, digest);
  if (lines === undefined) return (await verifyObject(root, digestHex(digest))) !== undefined;
  let whole = true;
  const turn = createTurns();
  for (const line of lines) {
    await turn();
    if ((await verifyObject(root, line.sha256)) !== line.size) whole = false;
  }
  return whole;
}
