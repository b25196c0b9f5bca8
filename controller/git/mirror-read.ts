import { RefitError } from '../core/errors.ts';
import type { ObjectReader } from './objects.ts';

/** The tree of a commit; undefined when the mirror does not have that commit. */
export async function readTree(reader: ObjectReader, commit: string): Promise<string | undefined> {
  const found = await reader.read(commit, 1024 * 1024);
  if (found === undefined || found.type !== 'commit') return undefined;
  return /^tree ([0-9a-f]+)\n/.exec(found.content.toString('latin1', 0, 80))?.[1];
}

/** Whether a commit and its tree are there. */
export async function isReadable(reader: ObjectReader, commit: string): Promise<boolean> {
  const tree = await readTree(reader, commit);
  return tree !== undefined && (await reader.read(tree, 64 * 1024 * 1024)) !== undefined;
}

/**
 * A tag may lead to a file or a folder. That is no fault of the mirror.
 * @throws RefitError RevisionGone when the object is there and no commit
 */
export async function requireNoOther(reader: ObjectReader, commit: string, url: string): Promise<void> {
  const type = await typeOf(reader, commit);
  if (type === undefined || type === 'commit') return;
  throw new RefitError('RevisionGone', `Object ${commit} of the repository ${url} is a ${type}, no commit.`);
}

async function typeOf(reader: ObjectReader, oid: string): Promise<string | undefined> {
  try {
    return (await reader.read(oid, 1024 * 1024))?.type;
  } catch (error: unknown) {
    if (error instanceof RangeError) return 'blob';
    throw error;
  }
}
