/** Puts what was fetched where the step expects it: a private copy, or a way to the shared read-only view. */
import {
  constants,
  chmodSync,
  copyFileSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  symlinkSync,
} from 'node:fs';
import { bufferOf, bytesOf } from '../../core/paths.ts';

/** Calls for every entry below a tree, parents first; `path` is '' or begins with `/`, as bytes. */
function walk(root: string, each: (path: string, full: Buffer) => void): void {
  const base = bytesOf(root);
  const queue = [''];
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    const full = bufferOf(`${base}${path}`);
    each(path, full);
    if (!lstatSync(full).isDirectory()) continue;
    for (const name of readdirSync(full, { encoding: 'buffer' })) queue.push(`${path}/${name.toString('latin1')}`);
  }
}

/** Copies a view to `target`, which does not exist: writable, owned by nobody else, sharing no file with the view. */
export function copyView(view: string, target: string): void {
  const base = bytesOf(target);
  walk(view, (path, full) => {
    const to = bufferOf(`${base}${path}`);
    const stat = lstatSync(full);
    if (stat.isDirectory()) mkdirSync(to);
    else if (stat.isSymbolicLink()) symlinkSync(readlinkSync(full, { encoding: 'buffer' }), to);
    else {
      copyFileSync(full, to, constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL);
      chmodSync(to, stat.mode | 0o644);
    }
  });
}

/**
 * Makes a view reachable at `target`, which does not exist. With other inputs inside it, folders on the way to them are
 * real and everything else in them is a link into the view.
 * @param nested paths inside it, relative, where something else will be
 */
export function mountView(view: string, target: string, nested: readonly string[], real = false): void {
  mountBytes(bytesOf(view), bytesOf(target), nested.map(bytesOf), real);
}

function mountBytes(view: string, target: string, nested: readonly string[], real: boolean): void {
  if ((nested.length === 0 && !real) || !lstatSync(bufferOf(view)).isDirectory()) {
    symlinkSync(bufferOf(view), bufferOf(target));
    return;
  }
  mkdirSync(bufferOf(target), { recursive: true });
  for (const entry of readdirSync(bufferOf(view), { encoding: 'buffer' })) {
    const name = entry.toString('latin1');
    const below = nested.filter((path) => path.startsWith(`${name}/`)).map((path) => path.slice(name.length + 1));
    mountBytes(`${view}/${name}`, `${target}/${name}`, below, false);
  }
}
