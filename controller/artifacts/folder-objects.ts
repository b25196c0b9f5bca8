/**
 * Bytes by their sha256: in, verified while they stream; out, verified while they are copied. Small files, which come
 * by the ten thousand, are handled with synchronous calls: a trip through the thread pool costs more than their bytes.
 */
import { createHash } from 'node:crypto';
import {
  chmodSync,
  constants,
  mkdirSync,
  read,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { copyFile, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { RefitError } from '../core/errors.ts';
import { syncFolder } from './durable-file.ts';
import { systemCode } from './faults.ts';
import { objectPath, requireFolder, setAside, temporaryPath } from './folder-layout.ts';

/** Files up to this size are handled whole in memory; larger ones are streamed. Bytes. */
export const smallFile = 4 * 1024 * 1024;
const chunkSize = 1024 * 1024;

export interface StoredBytes {
  readonly sha256: string;
  readonly size: number;
}

/** The sha256 of bytes, as hex. */
export function hashBytes(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

const readDescriptor = promisify(read);

/** Reads an open file from its start to its end, handing every chunk to `each` before the next is read. */
export async function hashDescriptor(
  descriptor: number,
  each?: (chunk: Buffer) => Promise<unknown>,
): Promise<StoredBytes> {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(chunkSize);
  let size = 0;
  for (;;) {
    const { bytesRead } = await readDescriptor(descriptor, buffer, 0, chunkSize, size);
    if (bytesRead === 0) return { sha256: hash.digest('hex'), size };
    const chunk = buffer.subarray(0, bytesRead);
    hash.update(chunk);
    await each?.(chunk);
    size += bytesRead;
  }
}

/** Size of an object, undefined if it is not there. */
export async function objectSize(root: string, hex: string): Promise<number | undefined> {
  const size = statSync(objectPath(root, hex), { throwIfNoEntry: false })?.size;
  if (size === undefined) await requireFolder(root);
  return size;
}

/**
 * Gives a finished file in tmp/ (0444) its name by content. An object of that name and size is kept (bytes are stored
 * once); one of another size is damaged and set aside. @returns the folder whose names changed
 */
export async function adoptObject(root: string, temporary: string, bytes: StoredBytes): Promise<string> {
  const path = objectPath(root, bytes.sha256);
  const folder = dirname(path);
  const there = statSync(path, { throwIfNoEntry: false });
  if (there?.size === bytes.size) {
    rmSync(temporary);
    return folder;
  }
  if (there !== undefined) await setAside(root, path, bytes.sha256);
  mkdirSync(folder, { recursive: true });
  // Two that do this at once bring the same bytes: either may stay.
  renameSync(temporary, path);
  return folder;
}

/** Stores bytes that are in memory or arrive as a stream; on the disk when it returns. */
export async function storeBytes(root: string, content: Readable | Buffer): Promise<StoredBytes> {
  const temporary = temporaryPath(root);
  const file = await open(temporary, 'wx', 0o444);
  let bytes: StoredBytes;
  try {
    const hash = createHash('sha256');
    let size = 0;
    for await (const part of Buffer.isBuffer(content) ? [content] : content) {
      const chunk = Buffer.isBuffer(part) ? part : Buffer.from(String(part));
      hash.update(chunk);
      await file.writeFile(chunk);
      size += chunk.length;
    }
    bytes = { sha256: hash.digest('hex'), size };
    await file.sync();
  } catch (error: unknown) {
    await file.close();
    await rm(temporary, { force: true });
    throw error;
  }
  await file.close();
  await syncFolder(await adoptObject(root, temporary, bytes));
  return bytes;
}

let clonesUnsupported = false;

/** A copy that shares blocks, where the file system can. Never a hard link: a writer must not reach the store. */
async function cloneFile(from: string, to: string | Buffer): Promise<boolean> {
  if (clonesUnsupported) return false;
  try {
    await copyFile(from, to, constants.COPYFILE_FICLONE_FORCE | constants.COPYFILE_EXCL);
    return true;
  } catch (error: unknown) {
    const code = systemCode(error);
    if (!['ENOTSUP', 'EOPNOTSUPP', 'EXDEV', 'EINVAL', 'ENOSYS', 'ENOTTY'].includes(code)) throw error;
    await rm(to, { force: true });
    clonesUnsupported = true;
    return false;
  }
}

async function copyLarge(from: string, to: string | Buffer): Promise<string> {
  if (await cloneFile(from, to)) {
    const copy = await open(to, 'r');
    try {
      return (await hashDescriptor(copy.fd)).sha256;
    } finally {
      await copy.close();
    }
  }
  const source = await open(from, 'r');
  try {
    const target = await open(to, 'wx');
    try {
      return (await hashDescriptor(source.fd, (chunk) => target.writeFile(chunk))).sha256;
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

/**
 * Copies an object out and checks what was copied against its name.
 * @throws RefitError ArtifactMissing | ArtifactCorrupted (the object is then set aside)
 */
export async function copyObject(
  root: string,
  object: { readonly sha256: string; readonly size: number },
  to: string | Buffer,
  mode: number,
): Promise<void> {
  const path = objectPath(root, object.sha256);
  const there = statSync(path, { throwIfNoEntry: false });
  if (there === undefined) {
    await requireFolder(root);
    throw new RefitError('ArtifactMissing', `artifact sha256:${object.sha256} is not in the store`);
  }
  let found: string;
  // By what is there: a damaged object may be larger than it was.
  if (there.size <= smallFile) {
    const bytes = readFileSync(path);
    found = hashBytes(bytes);
    if (found === object.sha256) writeFileSync(to, bytes, { flag: 'wx' });
  } else found = await copyLarge(path, to);
  if (found !== object.sha256) {
    await rm(to, { force: true });
    await setAside(root, path, object.sha256);
    throw new RefitError(
      'ArtifactCorrupted',
      `artifact sha256:${object.sha256}: its bytes hash to ${found}; set aside`,
    );
  }
  // Not by writeFile: the umask must not decide.
  chmodSync(to, mode);
}

/** Re-hashes an object. @returns its bytes' size, or undefined if it is not there or was damaged (then set aside) */
export async function verifyObject(
  root: string,
  hex: string,
  each?: (chunk: Buffer) => Promise<unknown>,
): Promise<number | undefined> {
  const path = objectPath(root, hex);
  const there = statSync(path, { throwIfNoEntry: false });
  if (there === undefined) {
    await requireFolder(root);
    return undefined;
  }
  if (there.size <= smallFile) {
    const bytes = readFileSync(path);
    if (hashBytes(bytes) === hex) {
      await each?.(bytes);
      return bytes.length;
    }
    await setAside(root, path, hex);
    return undefined;
  }
  const file = await open(path, 'r');
  try {
    const bytes = await hashDescriptor(file.fd, each);
    if (bytes.sha256 === hex) return bytes.size;
  } finally {
    await file.close();
  }
  await setAside(root, path, hex);
  return undefined;
}
