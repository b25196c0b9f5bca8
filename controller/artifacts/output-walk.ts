/** What a step left behind, looked at before anything of it is stored. */
import { lstatSync, readdirSync, readlinkSync } from 'node:fs';
import type { Stats } from 'node:fs';
import { RefitError } from '../core/errors.ts';
import { createTurns } from './bounded.ts';
import { bufferOf, bytesOf, displayPath } from '../core/paths.ts';

/** More entries than this in one output is OutputInvalid: archive them instead. */
export const maxOutputEntries = 200_000;
const maxDepth = 200;

/** A regular file (`stat` as of the walk) or a link (`target`) of an output; `path` is relative to it, as bytes. */
export interface WalkedEntry {
  readonly path: string;
  readonly stat: Stats;
  readonly target?: string;
}

/** What a path is, in a word a person knows. */
export function kindOf(stat: Stats): string {
  if (stat.isSocket()) return 'a socket';
  if (stat.isFIFO()) return 'a named pipe';
  if (stat.isBlockDevice() || stat.isCharacterDevice()) return 'a device';
  if (stat.isSymbolicLink()) return 'a symbolic link';
  return stat.isDirectory() ? 'a directory' : 'a file';
}

/** Whether following `text` from the link at `path` ever leaves the output, also by way of its other links. */
function leadsOut(path: string, text: string, links: ReadonlyMap<string, string>): boolean {
  if (text.startsWith('/')) return true;
  const at = path.split('/').slice(0, -1);
  const todo = text.split('/').reverse();
  let followed = 0;
  for (let part = todo.pop(); part !== undefined; part = todo.pop()) {
    if (part === '' || part === '.') continue;
    if (part === '..') {
      if (at.pop() === undefined) return true;
      continue;
    }
    const link = links.get([...at, part].join('/'));
    if (link === undefined) at.push(part);
    else if (link.startsWith('/') || ++followed > 40) return true;
    else todo.push(...link.split('/').reverse());
  }
  return false;
}

/** The first link (byte path -> target's bytes) that leads outside of the directory they are in, if any does. */
export function escapingLink(links: ReadonlyMap<string, string>): { path: string; target: string } | undefined {
  for (const [path, target] of links) if (leadsOut(path, target, links)) return { path, target };
  return undefined;
}

function checkLinks(links: ReadonlyMap<string, string>): void {
  const found = escapingLink(links);
  if (found === undefined) return;
  throw new RefitError(
    'OutputInvalid',
    `${displayPath(found.path)}: found a symbolic link to ${displayPath(found.target)}, which leads outside of the output; allowed are links inside it`,
  );
}

/**
 * All files and links below a directory, in no particular order. Empty directories do not count.
 * @throws RefitError OutputInvalid for sockets, pipes, devices, links that lead outside, or too many entries
 */
export async function walkOutput(root: string): Promise<WalkedEntry[]> {
  const base = bytesOf(root);
  const found: WalkedEntry[] = [];
  const folders = [''];
  const turn = createTurns();
  const links = new Map<string, string>();
  let seen = 0;
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    await turn();
    const names = readdirSync(bufferOf(`${base}/${folder}`), { encoding: 'buffer' });
    seen += names.length;
    if (seen > maxOutputEntries) {
      throw new RefitError('OutputInvalid', `found more than ${maxOutputEntries} entries; write an archive instead`);
    }
    for (const name of names) {
      const path = `${folder}${name.toString('latin1')}`;
      const stat = lstatSync(bufferOf(`${base}/${path}`));
      if (stat.isFile()) found.push({ path, stat });
      else if (stat.isSymbolicLink()) {
        const target = readlinkSync(bufferOf(`${base}/${path}`), { encoding: 'buffer' }).toString('latin1');
        links.set(path, target);
        found.push({ path, stat, target });
      } else if (stat.isDirectory() && path.split('/').length < maxDepth) folders.push(`${path}/`);
      else
        throw new RefitError(
          'OutputInvalid',
          `${displayPath(path)}: found ${kindOf(stat)}; allowed are files, directories and links`,
        );
    }
  }
  checkLinks(links);
  return found;
}
