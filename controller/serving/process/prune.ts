/** Removing what retired releases left. */
import { readdirSync, renameSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { removeShortLink } from '../../engines/process/private-folders.ts';
import { isMissing, releaseFolder, releaseLog } from './documents.ts';

/**
 * Removes the folders and logs of all releases but `keep` (digests). A folder is renamed before this returns, so that
 * the same release can be made again while the old files are still being removed.
 */
export function pruneReleases(folder: string, keep: readonly string[]): void {
  const releases = new Set(keep.map((digest) => basename(releaseFolder(folder, digest))));
  const logs = new Set(keep.map((digest) => basename(releaseLog(folder, digest))));
  for (const name of names(join(folder, 'releases'))) {
    if (releases.has(name)) continue;
    const path = join(folder, 'releases', name);
    const trash = name.startsWith('.trash-')
      ? path
      : join(folder, 'releases', `.trash-${name}-${process.hrtime.bigint()}`);
    if (trash !== path) {
      removeShortLink(path);
      renameSync(path, trash);
    }
    // What cannot be removed now is found again at the next call.
    rm(trash, { recursive: true, force: true }).catch(() => undefined);
  }
  for (const name of names(join(folder, 'logs'))) {
    if (name !== 'keeper.log' && !logs.has(name.replace(/\.1(\.tmp)?$/, '')))
      rm(join(folder, 'logs', name), { force: true }).catch(() => undefined);
  }
}

/** Removes what the releases of a serving folder have outside of it. */
export function releaseShortLinks(folder: string): void {
  for (const name of names(join(folder, 'releases'))) removeShortLink(join(folder, 'releases', name));
}

function names(path: string): readonly string[] {
  try {
    return readdirSync(path);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}
