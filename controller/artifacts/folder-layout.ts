/**
 * Where things are in the artifact folder:
 *
 *     refit-artifacts.json            says that this folder is one, and of which layout
 *     objects/sha256/ab/<hex>         bytes of files (and texts of links), 0444, by their sha256
 *     files/ab/<hex>                  the size of a file artifact, as it was when it was stored
 *     trees/ab/<hex>[.sizes]          a directory artifact's manifest (bytes that hash to its digest) and its sizes
 *     attempts/ notes/                records (folder-records.ts)
 *     quarantine/                     what was found damaged
 *     tmp/                            files in the making
 */
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { RefitError } from '../core/errors.ts';
import { replaceFile } from './durable-file.ts';
import { isNotThere } from './faults.ts';

const digestPattern = /^sha256:([0-9a-f]{64})$/;

/** The hex of `sha256:<64 hex>`. @throws RefitError InternalError on anything else, so that no path is ever made of it */
export function digestHex(digest: string): string {
  const hex = digestPattern.exec(digest)?.[1];
  if (hex === undefined) {
    throw new RefitError(
      'InternalError',
      `digest: found ${JSON.stringify(digest)}, allowed is sha256:<64 lower-case hex>`,
    );
  }
  return hex;
}

export function objectPath(root: string, hex: string): string {
  return join(root, 'objects', 'sha256', hex.slice(0, 2), hex);
}

export function filePath(root: string, hex: string): string {
  return join(root, 'files', hex.slice(0, 2), hex);
}

export function treePath(root: string, hex: string): string {
  return join(root, 'trees', hex.slice(0, 2), hex);
}

function markerPath(root: string): string {
  return join(root, 'refit-artifacts.json');
}

/** A new name in tmp/. */
export function temporaryPath(root: string): string {
  return join(root, 'tmp', randomBytes(12).toString('hex'));
}

/** Makes the folder if there is none. @throws RefitError ArtifactStoreUnavailable if it is of a layout of the future */
export async function prepareFolder(root: string): Promise<void> {
  for (const name of ['objects/sha256', 'files', 'trees', 'attempts', 'notes', 'quarantine', 'tmp']) {
    await mkdir(join(root, name), { recursive: true });
  }
  const marker = await readFile(markerPath(root), 'utf8').catch((error: unknown) => {
    if (isNotThere(error)) return undefined;
    throw error;
  });
  if (marker === undefined) await replaceFile(markerPath(root), '{"layout":"1"}\n');
  else if (!marker.includes('"layout":"1"')) {
    throw new RefitError(
      'ArtifactStoreUnavailable',
      `${markerPath(root)}: found ${marker.trim()}, allowed is layout 1`,
    );
  }
}

/**
 * Called before "not there" is answered: a folder that is gone as a whole (an unmounted disk) holds no results either,
 * and must not read as an empty store.
 */
export async function requireFolder(root: string): Promise<void> {
  try {
    await stat(markerPath(root));
  } catch (error: unknown) {
    throw new RefitError('ArtifactStoreUnavailable', `artifact store: ${markerPath(root)} cannot be read`, error);
  }
}

/** Moves a damaged file out of the way, keeping it for a person to look at. */
export async function setAside(root: string, path: string, hex: string): Promise<void> {
  try {
    await rename(path, join(root, 'quarantine', `${hex}.${randomBytes(4).toString('hex')}`));
  } catch (error: unknown) {
    if (!isNotThere(error)) throw error;
  }
}
