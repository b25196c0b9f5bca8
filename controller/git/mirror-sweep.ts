import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pinsFolder } from './fetch.ts';
import { adoptFinished, finished, isMissing, leftovers, removeMirror } from './mirror-folder.ts';
import { type MirrorLocks, ifUnused } from './mirror-locks.ts';

/**
 * Removes what killed processes left: half-made mirrors, packs without an index, and git's own temporary files and locks.
 * The lock of the files must be held alone.
 */
export async function sweepMirror(home: string): Promise<void> {
  await adoptFinished(home);
  await rm(finished(home), { recursive: true, force: true });
  await removeFrom(home, (name) => name.startsWith(leftovers.fetch));
  const gitDir = join(home, 'repo.git');
  await removeFrom(gitDir, isLock);
  await removeFrom(join(gitDir, pinsFolder), isLock);
  const packs = join(gitDir, 'objects', 'pack');
  const names = new Set(await list(packs));
  await removeFrom(packs, (name) => isUnfinished(name, names));
}

/** As `sweepMirror`, and what a compaction left, where no process is at the same work. */
export async function sweepLeftovers(home: string, locks: MirrorLocks): Promise<void> {
  await locks.files.ifFree(() => sweepMirror(home));
  const unfinished = (name: string): boolean => name.startsWith(leftovers.compaction);
  if ((await list(home)).some(unfinished)) await locks.compaction.ifFree(() => removeFrom(home, unfinished));
}

/**
 * Throws a mirror away if nobody uses it. What stays are empty files that others may be waiting at.
 * @returns whether it did
 */
export async function evictMirror(home: string, locks: MirrorLocks, before: () => void): Promise<boolean> {
  let evicted = false;
  await locks.compaction.ifFree(async () => {
    evicted = await ifUnused(locks, async () => {
      before();
      await removeMirror(home);
      await removeFrom(home, (name) => !name.endsWith('.db'));
    });
  });
  return evicted;
}

function isLock(name: string): boolean {
  return name.endsWith('.lock');
}

/** git puts the index in its place last, and marks a pack to be kept only until a ref leads to it. */
function isUnfinished(name: string, names: ReadonlySet<string>): boolean {
  if (name.startsWith('tmp_') || name.startsWith('.tmp-') || name.endsWith('.keep')) return true;
  const [, base] = /^(pack-[0-9a-f]+)\.(?:pack|rev|promisor|mtimes)$/.exec(name) ?? [];
  return base !== undefined && !names.has(`${base}.idx`);
}

async function removeFrom(folder: string, unwanted: (name: string) => boolean): Promise<void> {
  for (const name of await list(folder)) {
    if (unwanted(name)) await rm(join(folder, name), { recursive: true, force: true });
  }
}

async function list(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
}
