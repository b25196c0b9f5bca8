import { join } from 'node:path';
import { MirrorLock } from './lock.ts';

/** The locks between processes on one mirror. */
export interface MirrorLocks {
  /** Shared by fetches; held alone by what moves or removes files. */
  readonly files: MirrorLock;
  /** Shared by processes that read a mirror while another one may compact or evict it, such as the fetch of a step. */
  readonly readers: MirrorLock;
  /** Held alone by whoever makes the mirror anew beside the old one. */
  readonly compaction: MirrorLock;
}

/** @param home the folder of one mirror, which need not be there yet */
export function locksOf(home: string): MirrorLocks {
  const lock = (name: string): MirrorLock => new MirrorLock(join(home, name));
  return { files: lock('lock.db'), readers: lock('readers.db'), compaction: lock('compaction.db') };
}

/** Runs `work` if no process fetches into the mirror or reads it under a lock. @returns whether it ran */
export async function ifUnused(locks: MirrorLocks, work: () => Promise<void>): Promise<boolean> {
  let ran = false;
  await locks.readers.ifFree(() =>
    locks.files.ifFree(async () => {
      ran = true;
      await work();
    }),
  );
  return ran;
}
