/** The list of a DVC directory (`<md5>.dir`): JSON of `{md5, relpath}`. Made by whoever pushes data, so read as hostile input. */
import { RefitError } from '../core/errors.ts';
import { bytesOf, displayPath } from '../core/paths.ts';
import { checkPaths } from '../git/export-paths.ts';

/** One file of a directory. */
export interface DirectoryFile {
  /** Byte path below the directory. */
  readonly path: string;
  /** md5, lower-case hex. */
  readonly hash: string;
}

/** Files of one directory at most. */
export const maxDirectoryFiles = 1_000_000;
/** Bytes of a list at most: paths of 150 bytes for as many files. */
export const maxDirectoryBytes = 256 * 1024 * 1024;

/**
 * @param path byte path of the directory, for messages
 * @throws RefitError InputInvalid for a list that is none, or with paths that lead elsewhere or stand in each other's way
 */
export function readDirectory(path: string, list: Buffer): readonly DirectoryFile[] {
  const invalid = (why: string): RefitError =>
    new RefitError('InputInvalid', `DVC directory ${displayPath(path).slice(0, 300)}: ${why}`);
  let value: unknown;
  try {
    value = JSON.parse(list.toString('utf8'));
  } catch (error: unknown) {
    throw error instanceof SyntaxError ? invalid('its list of files is no JSON') : error;
  }
  if (!Array.isArray(value)) throw invalid('its list of files is no JSON list');
  if (value.length > maxDirectoryFiles) {
    throw invalid(`found ${value.length} files, allowed are ${maxDirectoryFiles}`);
  }
  const items: readonly unknown[] = value;
  const files = items.map((item, index): DirectoryFile => {
    const { md5, relpath }: { md5?: unknown; relpath?: unknown } =
      typeof item === 'object' && item !== null ? item : {};
    if (
      typeof md5 !== 'string' ||
      !/^[0-9a-f]{32}$/.test(md5) ||
      typeof relpath !== 'string' ||
      relpath.length > 4096
    ) {
      throw invalid(`file ${index + 1} of its list has no md5 and relpath`);
    }
    return { path: bytesOf(relpath), hash: md5 };
  });
  checkPaths(files.map(({ path: file }) => ({ path: `${path}/${file}`, mode: '100644', oid: '' })));
  return files;
}
