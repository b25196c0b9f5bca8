/** From an object store to files of this machine, every byte checked on the way. All of it appears at the target, or nothing. */
import { chmod, lstat, mkdir, open, rename, rm, symlink } from 'node:fs/promises';
import { RefitError } from '../../core/errors.ts';
import { bufferOf, bytesOf } from '../../core/paths.ts';
import { forEachBounded } from '../bounded.ts';
import { temporaryBeside } from '../durable-file.ts';
import { isNotThere } from '../faults.ts';
import { digestHex } from '../folder-layout.ts';
import { escapingLink } from '../output-walk.ts';
import { makeRemovable } from '../stat-list.ts';
import { treeFolders } from '../tree-manifest.ts';
import type { TreeLine } from '../tree-manifest.ts';
import { openVerified, readLink, verifiedBytes } from './content.ts';
import { objectKey } from './keys.ts';
import type { ObjectStore } from './objects.ts';
import { orDiscardTree, readTree } from './stat.ts';

const lanes = 16;

/** `Copy`: its owner may change it. `Mount`: read-only. */
export type CheckoutMode = 'Copy' | 'Mount';

function fileMode(mode: CheckoutMode, executable: boolean): number {
  if (mode === 'Copy') return executable ? 0o755 : 0o644;
  return executable ? 0o555 : 0o444;
}

async function writeBytes(bytes: AsyncIterable<Buffer>, to: string | Buffer, mode: number): Promise<number> {
  const file = await open(to, 'wx');
  let size = 0;
  try {
    for await (const chunk of bytes) {
      await file.writeFile(chunk);
      size += chunk.length;
    }
    // Not when opening: the umask must not decide.
    await file.chmod(mode);
  } finally {
    await file.close();
  }
  return size;
}

async function readLinks(
  objects: ObjectStore,
  digest: string,
  lines: readonly TreeLine[],
): Promise<Map<string, string>> {
  const links = new Map<string, string>();
  await forEachBounded(
    lines.filter(({ mode }) => mode === '120000'),
    lanes,
    async (link) => {
      links.set(link.path, await readLink(objects, link));
    },
  );
  if (escapingLink(links) === undefined) return links;
  throw new RefitError('ArtifactCorrupted', `artifact ${digest}: found a symbolic link that leads out of it`);
}

async function checkoutTree(
  objects: ObjectStore,
  digest: string,
  lines: readonly TreeLine[],
  target: { readonly path: string; readonly mode: CheckoutMode },
): Promise<void> {
  const base = bytesOf(target.path);
  const folders = treeFolders(digest, lines);
  const links = await readLinks(objects, digest, lines);
  await mkdir(target.path);
  for (const folder of folders) await mkdir(bufferOf(`${base}/${folder}`));
  await forEachBounded(lines, lanes, async (line) => {
    if (line.mode === '120000') return;
    const bytes = verifiedBytes(objects, objectKey(line.sha256), line.sha256);
    const to = bufferOf(`${base}/${line.path}`);
    const size = await writeBytes(bytes, to, fileMode(target.mode, line.mode === '100755'));
    if (size === line.size) return;
    throw new RefitError(
      'ArtifactCorrupted',
      `artifact ${digest}: found a file of ${size} bytes listed as ${line.size}`,
    );
  });
  // Links last: while files are written none can lead one of them elsewhere.
  for (const [path, text] of links) await symlink(bufferOf(text), bufferOf(`${base}/${path}`));
  const folderMode = target.mode === 'Copy' ? 0o755 : 0o555;
  for (const folder of [...folders].toReversed()) await chmod(bufferOf(`${base}/${folder}`), folderMode);
  await chmod(target.path, folderMode);
}

async function requireFree(target: string): Promise<void> {
  try {
    await lstat(target);
  } catch (error: unknown) {
    if (isNotThere(error)) return;
    throw error;
  }
  throw new RefitError('InternalError', `checkout: ${target} exists already`);
}

async function write(objects: ObjectStore, digest: string, path: string, mode: CheckoutMode): Promise<void> {
  const lines = await readTree(objects, digest);
  if (lines !== undefined) {
    return orDiscardTree(objects, digest, () => checkoutTree(objects, digest, lines, { path, mode }));
  }
  const hex = digestHex(digest);
  await writeBytes(await openVerified(objects, objectKey(hex), hex), path, fileMode(mode, false));
}

/**
 * Puts an artifact at `target`, which must not exist and whose folder must.
 * @throws RefitError ArtifactMissing | ArtifactCorrupted (what was bad is discarded) | ArtifactStoreUnavailable
 */
export async function checkoutTo(
  objects: ObjectStore,
  digest: string,
  target: string,
  mode: CheckoutMode,
): Promise<void> {
  await requireFree(target);
  const temporary = temporaryBeside(target);
  try {
    await write(objects, digest, temporary, mode);
    await rename(temporary, target);
  } catch (error: unknown) {
    if (mode === 'Mount') makeRemovable(temporary);
    await rm(temporary, { recursive: true, force: true });
    throw error;
  }
}
