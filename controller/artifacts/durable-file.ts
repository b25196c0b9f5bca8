/** Files that are either wholly there, on the disk, or not at all. */
import { randomBytes } from 'node:crypto';
import { link, mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { systemCode } from './faults.ts';

/** A name for a file in the making, beside where it will be. Never equal to a final name: it starts with a dot. */
export function temporaryBeside(path: string): string {
  return join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);
}

/** Makes a folder's entries (names added, renamed, removed) survive a power cut. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function writeTemporary(path: string, content: string | Buffer, mode: number, sync: boolean): Promise<string> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = temporaryBeside(path);
  const file = await open(temporary, 'wx', mode);
  try {
    await file.writeFile(content);
    if (sync) await file.sync();
  } catch (error: unknown) {
    await file.close();
    await rm(temporary, { force: true });
    throw error;
  }
  await file.close();
  return temporary;
}

/**
 * Replaces a file in one step: a reader sees the old content or the new. Parents are made.
 * `durable` (default) also forces it to the disk; without it only other processes, not a power cut, are safe.
 */
export async function replaceFile(
  path: string,
  content: string | Buffer,
  options: { readonly mode?: number; readonly durable?: boolean } = {},
): Promise<void> {
  const durable = options.durable ?? true;
  const temporary = await writeTemporary(path, content, options.mode ?? 0o644, durable);
  try {
    await rename(temporary, path);
  } catch (error: unknown) {
    await rm(temporary, { force: true });
    throw error;
  }
  if (durable) await syncFolder(dirname(path));
}

/**
 * Creates a file in one step, whole, and on the disk unless `durable` is false.
 * @returns false, changing nothing, if the name is taken
 */
export async function createFile(
  path: string,
  content: string | Buffer,
  options: { readonly mode?: number; readonly durable?: boolean } = {},
): Promise<boolean> {
  const durable = options.durable ?? true;
  const temporary = await writeTemporary(path, content, options.mode ?? 0o644, durable);
  try {
    // link(2) refuses a taken name, which rename(2) does not.
    await link(temporary, path);
  } catch (error: unknown) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(temporary, { force: true });
  }
  if (durable) await syncFolder(dirname(path));
  return true;
}
