import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { RefitError, toError } from '../core/errors.ts';

/** A lock held; it is given back by `release` (which may be called twice) or by the end of the process, however it ends. */
export interface FileLock {
  release(): void;
}

/** SQLite's result code for a lock that another holds. */
const busy = 5;
/** Milliseconds that lockState waits: a holder killed a moment ago may not be quite gone. */
const patience = 1_000;

/** Keeps the connections: one that were collected as garbage would give its lock back. */
const held = new Set<DatabaseSync>();

function acquire(path: string, timeout: number): FileLock | undefined {
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(path, { timeout });
    db.exec('BEGIN EXCLUSIVE');
  } catch (thrown: unknown) {
    if (db?.isOpen === true) db.close();
    const error = toError(thrown);
    if ('errcode' in error && Number(error.errcode) % 256 === busy) return undefined;
    throw new RefitError('StoreUnavailable', `lock ${path}: ${error.message}`, error);
  }
  const connection = db;
  held.add(connection);
  return {
    release() {
      held.delete(connection);
      if (connection.isOpen) connection.close();
    },
  };
}

/**
 * Takes an exclusive lock on `path`, which is made when missing and must be used for nothing else. The kernel holds it
 * for this process: kill -9 releases it, children do not inherit it, a second attempt in the same process fails too.
 * @returns undefined when it is held
 * @throws RefitError StoreUnavailable when the file cannot be opened
 */
export function tryLockFile(path: string): FileLock | undefined {
  return acquire(path, 0);
}

/**
 * Takes the state folder for this process: one controller per folder.
 * @throws RefitError StateLocked, naming the process that has it; StoreUnavailable when the folder cannot be written
 */
export function lockState(folder: string): FileLock {
  const note = join(folder, 'lock.pid');
  const lock = acquire(join(folder, 'lock.db'), patience);
  if (lock === undefined) {
    const pid = readPid(note);
    throw new RefitError(
      'StateLocked',
      `state folder ${folder}: found in use by ${pid === undefined ? 'another process' : `process ${pid}`}, allowed is one controller`,
    );
  }
  try {
    writeFileSync(note, `${process.pid}\n`);
  } catch (thrown: unknown) {
    lock.release();
    throw new RefitError('StoreUnavailable', `lock ${note}: ${toError(thrown).message}`, thrown);
  }
  let mine = true;
  return {
    release() {
      // A second call must not take the note of who has the folder by then.
      if (mine) rmSync(note, { force: true });
      mine = false;
      lock.release();
    },
  };
}

/**
 * Looks whether a controller has the state folder, without taking it.
 * @returns the pid of that controller (0 when it is not known yet), undefined when there is none
 */
export function stateHolder(folder: string): number | undefined {
  if (!existsSync(join(folder, 'lock.db'))) return undefined;
  const lock = tryLockFile(join(folder, 'lock.db'));
  lock?.release();
  return lock === undefined ? (readPid(join(folder, 'lock.pid')) ?? 0) : undefined;
}

/** The pid in the sidecar file, when such a process exists: a killed holder leaves its own behind. */
function readPid(note: string): number | undefined {
  if (!existsSync(note)) return undefined;
  const pid = Number.parseInt(readFileSync(note, 'utf8'), 10);
  return Number.isSafeInteger(pid) && pid > 0 && isAlive(pid) ? pid : undefined;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (thrown: unknown) {
    const error = toError(thrown);
    return 'code' in error && error.code === 'EPERM';
  }
}
