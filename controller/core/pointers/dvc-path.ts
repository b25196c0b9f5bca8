/** Outside of the repository, or a URL: nothing that a path of the repository can stand for. */
export type Place = string | undefined;

/**
 * A path from a folder of the repository (`''` = its root), as DVC writes them, with `/`.
 * @returns a byte path without `.` and `..`, '' for the root; undefined when it is a URL, absolute, or leads out
 */
export function resolvePath(folder: Place, path: string): Place {
  if (folder === undefined || path.includes('\0') || /^(?:[A-Za-z][A-Za-z0-9+.-]*:|[/~])/.test(path)) return undefined;
  const segments = folder === '' ? [] : folder.split('/');
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') segments.push(segment);
    else if (segments.pop() === undefined) return undefined;
  }
  // No data may be put where git keeps what is its own.
  return segments.some((segment) => segment.toLowerCase() === '.git') ? undefined : segments.join('/');
}
