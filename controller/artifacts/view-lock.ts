/** Waiting for a lock between processes that make the same thing: all but one wait, then find it made. */
import { tryLockFile } from '../store/lock.ts';
import type { FileLock } from '../store/lock.ts';

/** Takes the lock of a file, looking again until `signal` aborts. */
export async function waitForLock(path: string, signal?: AbortSignal): Promise<FileLock> {
  for (let wait = 5; ; wait = Math.min(wait * 2, 200)) {
    signal?.throwIfAborted();
    const lock = tryLockFile(path);
    if (lock !== undefined) return lock;
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
}
