/** From an artifact to files on this machine, every byte checked on the way. */
import { chmod, mkdir, symlink } from 'node:fs/promises';
import { RefitError } from '../core/errors.ts';
import { createTurns, forEachBounded } from './bounded.ts';
import { bufferOf, bytesOf } from '../core/paths.ts';
import { recordedSize } from './folder-files.ts';
import { digestHex } from './folder-layout.ts';
import { copyObject, objectSize } from './folder-objects.ts';
import { readLink, readTree } from './folder-trees.ts';
import { treeFolders } from './tree-manifest.ts';
import type { TreeLine } from './tree-manifest.ts';

const lanes = 8;

async function checkoutTree(root: string, digest: string, lines: readonly TreeLine[], target: string): Promise<void> {
  const base = bytesOf(target);
  await mkdir(target);
  for (const folder of treeFolders(digest, lines)) await mkdir(bufferOf(`${base}/${folder}`));
  const turn = createTurns();
  await forEachBounded(lines, lanes, async (line) => {
    await turn();
    if (line.mode === '120000') return;
    await copyObject(root, line, bufferOf(`${base}/${line.path}`), line.mode === '100755' ? 0o755 : 0o644);
  });
  // Links last: while files are written none can lead one of them elsewhere.
  for (const line of lines) {
    if (line.mode !== '120000') continue;
    await symlink(bufferOf(await readLink(root, line)), bufferOf(`${base}/${line.path}`));
  }
}

/**
 * Writes an artifact to `target`, which must not exist, as a private copy its owner may change.
 * @throws RefitError ArtifactMissing | ArtifactCorrupted
 */
export async function checkoutCopy(root: string, digest: string, target: string): Promise<void> {
  const lines = await readTree(root, digest);
  if (lines !== undefined) return checkoutTree(root, digest, lines, target);
  const sha256 = digestHex(digest);
  const size = (await recordedSize(root, sha256)) ?? (await objectSize(root, sha256));
  if (size === undefined) throw new RefitError('ArtifactMissing', `artifact ${digest} is not in the store`);
  await copyObject(root, { sha256, size }, target, 0o644);
  await chmod(target, 0o644);
}
