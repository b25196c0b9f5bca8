/**
 * Files of data by their hash, on this machine:
 *
 *     <root>/lfs/ab/cdef…  <root>/dvc/ab/cdef…    read-only; verified when they were written
 *     <root>/dvc2/ab/cdef…                        the same of DVC 2, whose hash leaves line ends aside
 *     <root>/tmp/          what is being written
 *     <root>/locks/        who fetches what; a fixed number of files
 *
 * `Shared` is a cache of several processes, bounded by least recent use; what it gives away are copies. `Private` belongs to
 * one execution in a pod; what it gives away it has no more.
 */
import {
  chmodSync,
  constants,
  copyFileSync,
  linkSync,
  lstatSync,
  mkdirSync,
  renameSync,
  unlinkSync,
  utimesSync,
} from 'node:fs';
import { copyFile, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { isNotThere } from '../artifacts/faults.ts';
import { waitForLock } from '../artifacts/view-lock.ts';
import { tryLockFile } from '../store/lock.ts';
import type { DataObject } from './identity.ts';

/** Where fetched data is kept. */
export interface DataStore {
  readonly kind: 'Shared' | 'Private';
  /** Whether it has the object, whole and as it was written. */
  has(object: DataObject): boolean;
  /** Adds an object: `write` makes a file at a path that does not exist, and checks what it writes. */
  add(object: DataObject, write: (path: string) => Promise<void>): Promise<void>;
  /** The object's file, for reading. */
  path(object: DataObject): string;
  /**
   * Puts the object at `target`, which does not exist, as a file of its own.
   * @param again whether it will be asked for once more
   * @returns false if it is no longer there
   */
  give(object: DataObject, target: Buffer, executable: boolean, again: boolean): Promise<boolean>;
  /**
   * Runs `work` while no other process does for the same hash. Within that of a directory there may be some of objects, never the
   * other way round.
   */
  alone<T>(what: 'directory' | 'object', hash: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** Removes what was not used for longest until it is within its budget. */
  trim(): Promise<void>;
}

/** Time of last modification of what is whole: a file that anybody wrote to since has another. The time of last access says when it was used. */
const sealedAt = new Date(86_400_000);
/** Not removed although over budget: an execution that fetched it may be about to copy it. Milliseconds. */
const recent = 10 * 60_000;
/** Larger files are copied without holding up everything else. Bytes. */
const copyAside = 1024 * 1024;

/** @param budget bytes that a Shared store may have after `trim` */
export function openDataStore(root: string, kind: DataStore['kind'], budget = Infinity): DataStore {
  const pathOf = (object: DataObject): string =>
    join(root, object.legacy === true ? 'dvc2' : object.kind, object.hash.slice(0, 2), object.hash.slice(2));
  const made = new Set<string>();
  function ensure(folder: string): void {
    if (made.has(folder)) return;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    made.add(folder);
  }
  // The list of a DVC directory is kept under its hash too; a file of the same md5 would be the same bytes.
  return {
    kind,
    path: pathOf,
    has: (object) => isWhole(pathOf(object), object),
    async add(object, write) {
      const temporary = join(root, 'tmp', randomBytes(9).toString('hex'));
      ensure(join(root, 'tmp'));
      await write(temporary);
      chmodSync(temporary, 0o444);
      utimesSync(temporary, new Date(), sealedAt);
      const path = pathOf(object);
      ensure(join(path, '..'));
      renameSync(temporary, path);
    },
    async give(object, target, executable, again) {
      try {
        const mode = executable ? 0o755 : 0o644;
        if (kind === 'Private' && !again) move(pathOf(object), target);
        else await copy(pathOf(object), target);
        // The umask must not decide what a step sees.
        chmodSync(target, mode);
        return true;
      } catch (error: unknown) {
        if (isNotThere(error)) return false;
        throw error;
      }
    },
    async alone(what, hash, work, signal) {
      if (kind === 'Private') return work();
      await mkdir(join(root, 'locks'), { recursive: true, mode: 0o700 });
      const lock = await waitForLock(join(root, 'locks', `${what}-${hash.slice(0, 3)}`), signal);
      try {
        return await work();
      } finally {
        lock.release();
      }
    },
    trim: () => (kind === 'Private' ? Promise.resolve() : trim(root, budget)),
  };
}

function isWhole(path: string, { bytes }: DataObject): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined || !found.isFile() || found.mtimeMs !== sealedAt.getTime()) return false;
  if (bytes !== undefined && found.size !== bytes) return false;
  utimesSync(path, new Date(), sealedAt);
  return true;
}

function move(from: string, target: Buffer): void {
  // Unlike rename, link does not replace what is there.
  linkSync(from, target);
  unlinkSync(from);
  const now = new Date();
  utimesSync(target, now, now);
}

async function copy(from: string, target: Buffer): Promise<void> {
  const mode = constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE;
  if (lstatSync(from).size <= copyAside) copyFileSync(from, target, mode);
  else await copyFile(from, target, mode);
}

interface Kept {
  readonly path: string;
  readonly size: number;
  readonly used: number;
}

async function trim(root: string, budget: number): Promise<void> {
  await mkdir(join(root, 'locks'), { recursive: true, mode: 0o700 });
  const lock = tryLockFile(join(root, 'locks', 'trim'));
  if (lock === undefined) return;
  try {
    const now = Date.now();
    const kept = (await Promise.all(['lfs', 'dvc', 'dvc2'].map((kind) => listKept(join(root, kind))))).flat();
    let total = kept.reduce((sum, { size }) => sum + size, 0);
    for (const { path, size, used } of kept.sort((a, b) => a.used - b.used)) {
      if (total <= budget || now - used < recent) break;
      await rm(path, { force: true });
      total -= size;
    }
    await sweep(join(root, 'tmp'), now);
  } finally {
    lock.release();
  }
}

async function listKept(folder: string): Promise<Kept[]> {
  const kept: Kept[] = [];
  for (const shard of await names(folder)) {
    for (const name of await names(join(folder, shard))) {
      const path = join(folder, shard, name);
      const found = lstatSync(path, { throwIfNoEntry: false });
      if (found !== undefined) kept.push({ path, size: found.size, used: found.atimeMs });
    }
  }
  return kept;
}

async function names(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error: unknown) {
    if (isNotThere(error)) return [];
    throw error;
  }
}

/** A day: nothing is written for so long without a byte. */
const abandoned = 24 * 60 * 60_000;

/** What killed processes left. */
async function sweep(folder: string, now: number): Promise<void> {
  for (const name of await names(folder)) {
    const path = join(folder, name);
    try {
      if (now - (await stat(path)).mtimeMs > abandoned) await rm(path, { force: true });
    } catch (error: unknown) {
      if (!isNotThere(error)) throw error;
    }
  }
}
