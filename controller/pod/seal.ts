/** Mounted inputs in a pod: private copies whose files and folders are read-only, as the shared ones are locally. */
import { chmodSync, lstatSync, readdirSync } from 'node:fs';
import { bufferOf, bytesOf } from '../core/paths.ts';

/**
 * Takes write permission from trees.
 * @param roots absolute; files or folders
 * @param copies absolute: what lies inside a root and stays writable
 * @param working the working directory itself stays a folder that a program may write into
 */
export function sealInputs(roots: readonly string[], copies: readonly string[], working: string): void {
  const kept = new Set(copies.map(bytesOf));
  for (const root of roots) seal(bytesOf(root), kept, bytesOf(working));
}

/** Without recursion: trees may be deep. */
function seal(root: string, kept: ReadonlySet<string>, working: string): void {
  const queue = [root];
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (kept.has(path)) continue;
    const full = bufferOf(path);
    const stat = lstatSync(full);
    if (stat.isSymbolicLink()) continue;
    if (path !== working) chmodSync(full, stat.mode & 0o555);
    if (!stat.isDirectory()) continue;
    for (const name of readdirSync(full, { encoding: 'buffer' })) queue.push(`${path}/${name.toString('latin1')}`);
  }
}
