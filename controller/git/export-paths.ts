import { RefitError } from '../core/errors.ts';
import { displayPath } from '../core/paths.ts';
import type { TreeEntry } from './git.ts';

/** Bytes of a path: a file system takes 4,095 with the folder of the workspace before it. */
const longestPath = 3_584;

/** The error for a file of a source that cannot be written into a workspace. */
export function invalidInput(path: string, why: string): RefitError {
  return new RefitError('InputInvalid', `The source path ${displayPath(path).slice(0, 300)} ${why}.`);
}

/**
 * Refuses entries that could be written outside their folder, or over each other: git's own checkout refuses them too,
 * but a hostile server can serve any tree.
 * @throws RefitError InputInvalid
 */
export function checkPaths(entries: readonly TreeEntry[]): void {
  const leaves = new Set<string>();
  for (const { path } of entries) {
    checkPath(path);
    if (leaves.has(path)) throw invalidInput(path, 'is in the tree twice');
    leaves.add(path);
  }
  for (const { path } of entries) {
    for (let slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      if (leaves.has(path.slice(0, slash))) throw invalidInput(path, 'goes through a file or a symlink');
    }
  }
}

function checkPath(path: string): void {
  if (path === '' || path.startsWith('/')) throw invalidInput(path, 'is absolute or empty');
  if (path.length > longestPath) throw invalidInput(path, `has ${path.length} bytes, allowed are ${longestPath}`);
  if (path.includes('\0')) throw invalidInput(path, 'holds a NUL byte');
  for (const part of path.split('/')) checkPart(path, part);
}

function checkPart(path: string, part: string): void {
  if (part === '' || part === '.' || part === '..') throw invalidInput(path, 'has an empty, "." or ".." part');
  if (part.toLowerCase() === '.git') throw invalidInput(path, 'has a part ".git"');
  if (part.length > 255) throw invalidInput(path, 'has a part of more than 255 bytes');
}

/**
 * Refuses symlinks that lead out of the folder, also by way of other symlinks. One that leads to nothing inside is fine.
 * @param links byte path of each symlink and its text
 * @throws RefitError InputInvalid
 */
export function checkLinks(links: ReadonlyMap<string, string>): void {
  for (const [path, text] of links) {
    if (text === '' || text.length > 4096) throw invalidInput(path, 'is a symlink with an empty or over-long target');
    if (text.includes('\0')) throw invalidInput(path, 'is a symlink with a NUL byte in its target');
    if (!staysInside(path, text, links)) {
      throw invalidInput(
        path,
        `is a symlink to ${displayPath(text).slice(0, 200)}, which is outside of what is selected`,
      );
    }
  }
}

function staysInside(path: string, text: string, links: ReadonlyMap<string, string>): boolean {
  const at = path.split('/').slice(0, -1);
  const todo = text.split('/').reverse();
  if (text.startsWith('/')) return false;
  let followed = 0;
  for (let part = todo.pop(); part !== undefined; part = todo.pop()) {
    if (part === '' || part === '.') continue;
    if (part === '..') {
      if (at.pop() === undefined) return false;
      continue;
    }
    at.push(part);
    const next = links.get(at.join('/'));
    if (next === undefined) continue;
    // A circle of symlinks leads nowhere, so not outside either; the kernel gives up after 40 too.
    if (next.startsWith('/') || ++followed > 40) return followed > 40;
    at.pop();
    todo.push(...next.split('/').reverse());
  }
  return true;
}
