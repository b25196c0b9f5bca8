/** Modules of the repository that Python scripts import: DVC shows a stage all of the working copy, Refit what is declared. */
import { posix } from 'node:path';

/** What of the repository is asked. */
export interface Modules {
  readonly exists: (path: string) => boolean;
  /** The text of a file; undefined of one that is no file, or too long to have been written by a person. */
  readonly read: (path: string) => string | undefined;
}

/** No pipeline of a person has more; a repository may. */
const maxModules = 200;

/**
 * Follows the import statements of scripts. Names are looked for where Python does: beside the script, and from the
 * folder that it is run in. What is computed at run time is not found.
 * @param scripts paths of files from the root of the repository; others than `*.py` are left aside
 * @param workingDir where the command runs
 * @returns paths of modules that are none of `scripts`, in the order they were found
 */
export function importedModules(scripts: readonly string[], workingDir: string, modules: Modules): readonly string[] {
  const python = scripts.filter((path) => path.endsWith('.py'));
  const found = new Set(python);
  for (const script of python) {
    const roots = [...new Set([folderOf(script), workingDir, ''])];
    const queue = [script];
    for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
      for (const path of modulesOf(at, roots, modules)) {
        if (found.has(path) || found.size >= maxModules) continue;
        found.add(path);
        queue.push(path);
      }
    }
  }
  return [...found].slice(new Set(python).size);
}

/** Files of the modules that a file imports. */
function modulesOf(file: string, roots: readonly string[], modules: Modules): string[] {
  return namesIn(modules.read(file) ?? '').flatMap((name) => {
    const dots = /^\.*/.exec(name)?.[0].length ?? 0;
    const parts = name.slice(dots).split('.').filter(Boolean);
    const up = Array.from({ length: Math.max(0, dots - 1) }, () => '..');
    const places = dots === 0 ? roots : [posix.join(folderOf(file), ...up)];
    for (const place of places) {
      const files = filesOf(place === '.' ? '' : place, parts, modules);
      if (files.length > 0) return files;
    }
    return [];
  });
}

/** `a.b` is a/b.py, or a/b/__init__.py; the packages around it are imported too. Its end may be no module, but a name in one. */
function filesOf(place: string, parts: readonly string[], { exists }: Modules): string[] {
  const files: string[] = [];
  for (let length = 0; length <= parts.length; length += 1) {
    const base = posix.join(place, ...parts.slice(0, length));
    const own = [length === 0 ? '' : `${base}.py`, length === 0 && place === '' ? '' : posix.join(base, '__init__.py')];
    files.push(...own.filter((path) => path !== '' && !path.startsWith('..') && exists(path)));
  }
  // The folder's own __init__.py alone is none of the name's.
  return parts.length > 0 && files.every((path) => path === posix.join(place, '__init__.py')) ? [] : files;
}

/** Dotted names; `from a import b` is `a` and `a.b`. */
function namesIn(text: string): string[] {
  const plain = text.replaceAll(/\\\r?\n/g, ' ').replaceAll(/#.*$/gm, '');
  const names: string[] = [];
  for (const [, from, list] of plain.matchAll(/^[ \t]*from[ \t]+([\w.]+)[ \t]+import[ \t]+(\([^)]*\)|[^\n;]*)/gm)) {
    if (from === undefined || list === undefined) continue;
    const ends = firstWords(list.replaceAll(/[()]/g, ''));
    names.push(from, ...ends.map((end) => (from.endsWith('.') ? `${from}${end}` : `${from}.${end}`)));
  }
  for (const [, list] of plain.matchAll(/^[ \t]*import[ \t]+([^\n;]*)/gm)) names.push(...firstWords(list ?? ''));
  return [...new Set(names)];
}

function firstWords(list: string): string[] {
  return list.split(',').flatMap((each) => /^\s*([\w.]+)/.exec(each)?.[1] ?? []);
}

function folderOf(path: string): string {
  const folder = posix.dirname(path);
  return folder === '.' ? '' : folder;
}
