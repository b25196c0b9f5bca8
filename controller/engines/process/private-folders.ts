/** HOME and TMPDIR of a step. */
import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemCode } from '../../artifacts/faults.ts';

/** A socket's path has at most 107 bytes, and tools add some 40 to TMPDIR (multiprocessing, joblib). */
const longestDirect = 64;

function shortLink(folder: string): string {
  const hash = createHash('sha256').update(folder).digest('hex').slice(0, 20);
  return join(tmpdir(), `refit-${hash}`);
}

/** Whether the name is our own link to `target`; anything else there is somebody's, and not touched. */
function isOurs(link: string, target: string): boolean {
  const stat = lstatSync(link, { throwIfNoEntry: false });
  return stat?.isSymbolicLink() === true && stat.uid === process.getuid?.() && readlinkSync(link) === target;
}

/** Makes both. Where the execution's folder is too deep for sockets, TMPDIR is a short link to a folder in it. */
export function makePrivateFolders(folder: string): { readonly HOME: string; readonly TMPDIR: string } {
  const home = join(folder, 'home');
  const temporary = join(folder, 'tmp');
  mkdirSync(home, { recursive: true, mode: 0o700 });
  mkdirSync(temporary, { recursive: true, mode: 0o700 });
  if (temporary.length <= longestDirect) return { HOME: home, TMPDIR: temporary };
  const link = shortLink(folder);
  try {
    symlinkSync(temporary, link);
  } catch (error: unknown) {
    if (systemCode(error) !== 'EEXIST' || !isOurs(link, temporary)) return { HOME: home, TMPDIR: temporary };
  }
  return { HOME: home, TMPDIR: link };
}

/** Removes the short link, if there is one. */
export function removeShortLink(folder: string): void {
  const link = shortLink(folder);
  if (isOurs(link, join(folder, 'tmp'))) rmSync(link, { force: true });
}
