/** Opening what a step wrote, so that what is read is what the walk saw. */
import { closeSync, constants, fstatSync, openSync } from 'node:fs';
import type { Stats } from 'node:fs';
import { RefitError } from '../core/errors.ts';
import { displayPath } from '../core/paths.ts';
import { systemCode } from './faults.ts';

/** OutputInvalid: something still writes to the output. `name`: byte path. */
export function changedWhileRead(name: string): RefitError {
  return new RefitError(
    'OutputInvalid',
    `${displayPath(name)}: changed while it was read; nothing may write to it after the step`,
  );
}

function sameFile(a: Stats, b: Stats): boolean {
  return a.ino === b.ino && a.size === b.size && a.mtimeMs === b.mtimeMs && a.ctimeMs === b.ctimeMs;
}

function openRegular(path: Buffer, name: string): number {
  try {
    // O_NOFOLLOW: what was a file at the walk must not have become a link; O_NONBLOCK: nor a pipe that waits.
    return openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error: unknown) {
    if (['ELOOP', 'ENOENT'].includes(systemCode(error))) throw changedWhileRead(name);
    if (systemCode(error) !== 'EACCES') throw error;
    throw new RefitError('OutputInvalid', `${displayPath(name)}: found a file that its owner may not read`, error);
  }
}

/**
 * Opens a file of an output for reading. `expected`: its stat at the walk; `name`: byte path for messages.
 * @returns a descriptor, the caller's to close @throws RefitError OutputInvalid: it is another one now, or unreadable
 */
export function openOutputFile(path: Buffer, expected: Stats, name: string): number {
  const descriptor = openRegular(path, name);
  if (isUnchanged(descriptor, expected)) return descriptor;
  closeSync(descriptor);
  throw changedWhileRead(name);
}

/** Whether an open file is as it was at the walk: asked again after it was read. */
export function isUnchanged(descriptor: number, expected: Stats): boolean {
  return sameFile(expected, fstatSync(descriptor));
}

/** The git mode of a file: executable by its owner or not. */
export function outputMode(stat: Stats): '100644' | '100755' {
  return (stat.mode & 0o100) === 0 ? '100644' : '100755';
}
