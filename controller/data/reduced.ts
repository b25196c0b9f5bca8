/** An input of `keys`: its one file, reduced to them. */
import { basename, dirname } from 'node:path';
import { contentDigestOfSorted } from '../core/content-digest.ts';
import { RefitError } from '../core/errors.ts';
import { fileLimit, keysIdentity, reduceToKeys } from '../core/parameter-files/parameter-file.ts';
import { bytesOf, displayPath } from '../core/paths.ts';
import { isData } from '../core/pointers/pointers.ts';
import type { ReadBlobs, SelectedEntry } from '../core/pointers/pointers.ts';
import { ExportTarget } from '../git/export-target.ts';

/** The file as a step sees it. */
export interface ReducedFile {
  /** Byte path. */
  readonly path: string;
  readonly executable: boolean;
  readonly content: Buffer;
  /** Content digest, as it was decided on. */
  readonly digest: string;
}

/**
 * @param entries what the input selects: one file
 * @throws RefitError InputInvalid (more than one file, or none that git keeps itself; malformed) | InputNotFound (a key)
 */
export async function reduceFile(
  entries: readonly SelectedEntry[],
  keys: readonly string[],
  read: ReadBlobs,
): Promise<ReducedFile> {
  const [file, another] = entries;
  if (file === undefined || another !== undefined || isData(file) || !/^100(?:644|755)$/.test(file.mode)) {
    const found =
      entries.length === 1
        ? `${displayPath(file?.path ?? '')}, which git does not keep as a file`
        : `${entries.length} files`;
    throw new RefitError('InputInvalid', `an input with keys: found ${found}, allowed is one file`);
  }
  const { path, mode, oid } = file;
  const content = (await read([oid], fileLimit)).get(oid);
  if (content === undefined) {
    throw new RefitError('InputInvalid', `${displayPath(path)} has more than ${fileLimit} bytes`);
  }
  const digest = contentDigestOfSorted([{ path, mode, oid, identity: keysIdentity(path, content, keys) }]);
  return { path, executable: mode === '100755', content: reduceToKeys(path, content, keys), digest };
}

/**
 * Writes it below `target`, where it is in the repository, or as `target` itself.
 * @throws RefitError InputInvalid
 */
export async function writeReduced(
  { path, executable, content }: ReducedFile,
  target: string,
  itself = false,
): Promise<void> {
  const bytes = async function* (): AsyncGenerator<Buffer> {
    yield content;
  };
  const [root, name] = itself ? [dirname(target), bytesOf(basename(target))] : [target, path];
  await new ExportTarget(root).file(name, executable, content.length, bytes());
}
