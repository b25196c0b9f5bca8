/** Whether artifacts are in an object store, and whether every byte of them is right. */
import type { ArtifactStat } from '../artifacts.ts';
import { collectBytes } from '../../core/bounded-bytes.ts';
import { RefitError } from '../../core/errors.ts';
import { forEachBounded } from '../bounded.ts';
import { digestHex } from '../folder-layout.ts';
import { maxTreeBytes } from '../limits.ts';
import type { TreeLine } from '../tree-manifest.ts';
import { artifactMissing, readWhole, verifyObject } from './content.ts';
import { emptySha256, objectKey, treeKey } from './keys.ts';
import type { ObjectStore } from './objects.ts';
import { headerBytes, parseTreeDocument, parseTreeHeader } from './trees.ts';

/** What kind an artifact was when it was seen last: one request then tells that it is still there. */
const maxKinds = 10_000;
const lanes = 8;

async function statFile(objects: ObjectStore, digest: string): Promise<ArtifactStat | undefined> {
  const hex = digestHex(digest);
  const found = await objects.head(objectKey(hex));
  if (found === undefined || (found.size === 0 && hex !== emptySha256)) return undefined;
  return { digest, kind: 'File', size: found.size };
}

async function statTree(objects: ObjectStore, digest: string): Promise<ArtifactStat | undefined> {
  const body = await objects.get(treeKey(digestHex(digest)), { start: 0, end: headerBytes - 1 });
  if (body === undefined) return undefined;
  const start = await collectBytes(body, headerBytes);
  // More than was asked for: a server that does not know ranges.
  const head = start && parseTreeHeader(start);
  return head && { digest, kind: 'Directory', size: head.size };
}

/** A `stat` that remembers kinds, for one store. */
export function openStat(objects: ObjectStore): (digest: string) => Promise<ArtifactStat | undefined> {
  const kinds = new Map<string, ArtifactStat['kind']>();
  return async (digest) => {
    const kind = kinds.get(digest);
    const likely = kind && (await (kind === 'File' ? statFile : statTree)(objects, digest));
    if (likely !== undefined) return likely;
    const [tree, file] = await Promise.all([statTree(objects, digest), statFile(objects, digest)]);
    const found = tree ?? file;
    if (kinds.size >= maxKinds) kinds.clear();
    if (found !== undefined) kinds.set(digest, found.kind);
    return found;
  };
}

/**
 * A directory artifact's lines; undefined if there is none of that digest.
 * @throws RefitError ArtifactCorrupted when its document is not what its name says (it is then discarded)
 */
export async function readTree(objects: ObjectStore, digest: string): Promise<readonly TreeLine[] | undefined> {
  const hex = digestHex(digest);
  let bytes: Buffer | undefined;
  try {
    bytes = await readWhole(objects, treeKey(hex), maxTreeBytes);
  } catch (error: unknown) {
    if (error instanceof RefitError && error.reason === 'ArtifactMissing') return undefined;
    throw error;
  }
  // What discarding leaves where nothing may be deleted.
  if (bytes?.length === 0) return undefined;
  const lines = bytes && parseTreeDocument(hex, bytes);
  if (lines !== undefined) return lines;
  await objects.discard(treeKey(hex));
  throw new RefitError('ArtifactCorrupted', `artifact ${digest}: its manifest is damaged; set aside`);
}

/**
 * Runs `work` on a directory artifact's content. Finding something of it missing or damaged discards its document, so that
 * `stat` does not find it any more and its step runs again.
 */
export async function orDiscardTree<T>(objects: ObjectStore, digest: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error: unknown) {
    const incomplete =
      error instanceof RefitError && (error.reason === 'ArtifactMissing' || error.reason === 'ArtifactCorrupted');
    if (incomplete) await objects.discard(treeKey(digestHex(digest)));
    throw error;
  }
}

/** Reads all of an artifact again. @returns whether it is there and every byte is as it was stored */
export async function verifyArtifact(objects: ObjectStore, digest: string): Promise<boolean> {
  let lines: readonly TreeLine[] | undefined;
  try {
    lines = await readTree(objects, digest);
  } catch (error: unknown) {
    if (error instanceof RefitError && error.reason === 'ArtifactCorrupted') return false;
    throw error;
  }
  const hex = digestHex(digest);
  if (lines === undefined) {
    const size = await verifyObject(objects, objectKey(hex), hex);
    return size !== undefined;
  }
  const sizes = new Map(lines.map(({ sha256, size }) => [sha256, size]));
  let whole = true;
  // All of it: every bad file is to be found, not only the first.
  await forEachBounded(sizes, lanes, async ([sha256, size]) => {
    if ((await verifyObject(objects, objectKey(sha256), sha256)) !== size) whole = false;
  });
  if (!whole) await objects.discard(treeKey(hex));
  return whole;
}

/** @throws RefitError ArtifactMissing | ArtifactCorrupted */
export async function requireTree(objects: ObjectStore, digest: string): Promise<readonly TreeLine[]> {
  const lines = await readTree(objects, digest);
  if (lines === undefined) throw artifactMissing(digestHex(digest));
  return lines;
}
