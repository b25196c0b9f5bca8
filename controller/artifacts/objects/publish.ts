/** From a path of this machine to an artifact in an object store: every file moves once, whichever outputs share it. */
import { createHash } from 'node:crypto';
import { closeSync, read, readFileSync } from 'node:fs';
import type { Stats } from 'node:fs';
import { lstat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { RefitError } from '../../core/errors.ts';
import { bufferOf, bytesOf, comparePaths } from '../../core/paths.ts';
import type { ArtifactStat } from '../artifacts.ts';
import { createTurns, forEachBounded } from '../bounded.ts';
import { hashBytes, hashDescriptor } from '../folder-objects.ts';
import type { StoredBytes } from '../folder-objects.ts';
import { changedWhileRead, isUnchanged, openOutputFile, outputMode } from '../output-files.ts';
import { kindOf, walkOutput } from '../output-walk.ts';
import type { WalkedEntry } from '../output-walk.ts';
import type { TreeLine } from '../tree-manifest.ts';
import { objectKey, treeKey } from './keys.ts';
import type { ObjectStore } from './objects.ts';
import { treeDocument } from './trees.ts';

/** Files up to this size are in memory while they are sent, so they can be sent again. Bytes. */
const smallFile = 1024 * 1024;
const chunkSize = 256 * 1024;
const readDescriptor = promisify(read);
/** How many are on their way at once. */
const smallLanes = 16;
const largeLanes = 2;

/** One publication: what it has sent already, and whether what it asks for has been there lately. */
interface Sending {
  readonly objects: ObjectStore;
  readonly sent: Map<string, Promise<void>>;
  likelyThere: boolean;
}

async function isThere({ objects }: Sending, { sha256, size }: StoredBytes): Promise<boolean> {
  return (await objects.head(objectKey(sha256)))?.size === size;
}

/** Small objects are mostly all new or all there: what the last one was decides whether to ask before sending. */
async function sendSmall(sending: Sending, bytes: StoredBytes, content: Buffer): Promise<void> {
  const { objects } = sending;
  if (sending.likelyThere) {
    sending.likelyThere = await isThere(sending, bytes);
    if (sending.likelyThere) return;
  }
  if ((await objects.put(objectKey(bytes.sha256), content, { createOnly: true })) === 'Stored') return;
  sending.likelyThere = true;
  // One of another size is what discarding leaves, or damaged.
  if (!(await isThere(sending, bytes))) await objects.put(objectKey(bytes.sha256), content, { createOnly: false });
}

/** The bytes of an open file; fails at their end, so that nothing is stored, when they are not those that were expected. */
async function* expectedBytes(descriptor: number, expected: string, name: string): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  let at = 0;
  for (;;) {
    // Not a stream of node:fs: destroying one closes the descriptor, which is the caller's.
    const { bytesRead, buffer } = await readDescriptor(descriptor, Buffer.allocUnsafeSlow(chunkSize), 0, chunkSize, at);
    if (bytesRead === 0) break;
    at += bytesRead;
    const chunk = buffer.subarray(0, bytesRead);
    hash.update(chunk);
    yield chunk;
  }
  if (hash.digest('hex') !== expected) throw changedWhileRead(name);
}

async function sendLarge(sending: Sending, bytes: StoredBytes, descriptor: number, name: string): Promise<void> {
  if (await isThere(sending, bytes)) return;
  const body = Readable.from(expectedBytes(descriptor, bytes.sha256, name), { objectMode: false });
  try {
    await sending.objects.put(objectKey(bytes.sha256), body, { size: bytes.size, createOnly: false });
  } finally {
    body.destroy();
  }
}

/** Sends content that is not on its way yet, and waits for it either way. */
async function sendOnce(sending: Sending, sha256: string, send: () => Promise<void>): Promise<void> {
  let sent = sending.sent.get(sha256);
  if (sent === undefined) {
    sent = send();
    sending.sent.set(sha256, sent);
  }
  await sent;
}

async function sendFile(sending: Sending, path: Buffer, stat: Stats, name: string): Promise<StoredBytes> {
  const descriptor = openOutputFile(path, stat, name);
  try {
    const content = stat.size <= smallFile ? readFileSync(descriptor) : undefined;
    const bytes =
      content === undefined ? await hashDescriptor(descriptor) : { sha256: hashBytes(content), size: content.length };
    if (bytes.size !== stat.size || !isUnchanged(descriptor, stat)) throw changedWhileRead(name);
    await sendOnce(sending, bytes.sha256, () =>
      content === undefined ? sendLarge(sending, bytes, descriptor, name) : sendSmall(sending, bytes, content),
    );
    return bytes;
  } finally {
    closeSync(descriptor);
  }
}

async function sendEntry(sending: Sending, base: string, entry: WalkedEntry): Promise<TreeLine> {
  if (entry.target === undefined) {
    const bytes = await sendFile(sending, bufferOf(`${base}/${entry.path}`), entry.stat, entry.path);
    return { path: entry.path, mode: outputMode(entry.stat), ...bytes };
  }
  const text = bufferOf(entry.target);
  const bytes = { sha256: hashBytes(text), size: text.length };
  await sendOnce(sending, bytes.sha256, () => sendSmall(sending, bytes, text));
  return { path: entry.path, mode: '120000', ...bytes };
}

async function publishDirectory(sending: Sending, path: string): Promise<ArtifactStat> {
  const entries = await walkOutput(path);
  const base = bytesOf(path);
  const lines: TreeLine[] = [];
  const turn = createTurns();
  const isLarge = (entry: WalkedEntry): boolean => entry.target === undefined && entry.stat.size > smallFile;
  const send = async (entry: WalkedEntry): Promise<void> => {
    await turn();
    lines.push(await sendEntry(sending, base, entry));
  };
  await forEachBounded(
    entries.filter((entry) => !isLarge(entry)),
    smallLanes,
    send,
  );
  await forEachBounded(entries.filter(isLarge), largeLanes, send);
  if ((await walkOutput(path)).length !== entries.length) throw changedWhileRead('.');
  const document = treeDocument(lines.sort((a, b) => comparePaths(a.path, b.path)));
  // Over one that may be there: it says the same, or is damaged.
  await sending.objects.put(treeKey(document.sha256), document.bytes, { createOnly: false });
  return { digest: `sha256:${document.sha256}`, kind: 'Directory', size: document.size };
}

/**
 * Stores a file or directory. What the store has is not sent again; a directory is there when all of its files are.
 * @throws RefitError OutputInvalid (output-walk.ts; or it changed while it was read) | ArtifactStoreUnavailable
 */
export async function publishPath(objects: ObjectStore, path: string): Promise<ArtifactStat> {
  const stat = await lstat(path);
  const sending: Sending = { objects, sent: new Map(), likelyThere: false };
  if (stat.isDirectory()) return publishDirectory(sending, path);
  if (!stat.isFile()) {
    throw new RefitError('OutputInvalid', `found ${kindOf(stat)}; an output is a file or a directory itself`);
  }
  const bytes = await sendFile(sending, Buffer.from(path), stat, bytesOf(path.slice(path.lastIndexOf('/') + 1)));
  return { digest: `sha256:${bytes.sha256}`, kind: 'File', size: bytes.size };
}

/** Stores bytes in memory as a file artifact. */
export async function storeBytes(objects: ObjectStore, content: Buffer): Promise<ArtifactStat> {
  const bytes = { sha256: hashBytes(content), size: content.length };
  await sendSmall({ objects, sent: new Map(), likelyThere: false }, bytes, content);
  return { digest: `sha256:${bytes.sha256}`, kind: 'File', size: bytes.size };
}
