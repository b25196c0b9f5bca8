/** Data on its way to the disk: every byte is counted and hashed, and what is not what was asked for never gets its name. */
import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';
import { closeSync, openSync, rmSync, write, writeSync } from 'node:fs';
import { promisify } from 'node:util';
import type { DataObject } from './identity.ts';
import { maxDirectoryBytes } from './directory.ts';
import { NotHere } from './faults.ts';

const writeAsync = promisify(write);

/** DVC hashes text in pieces of this size when it leaves line ends aside (dvc-data `Dos2UnixHashStreamFile`). Bytes. */
const dvcChunk = 2 ** 20;

/**
 * Writes content to `target`, which does not exist; it is gone again when this throws.
 * The hash of an object of DVC 2 may be that of the text with unix line ends.
 * @throws NotHere when the content is not the object's; errors of `content` and of the file system as they are
 */
export async function storeVerified(
  content: AsyncIterable<Uint8Array>,
  target: string,
  object: DataObject,
): Promise<void> {
  const file = openSync(target, 'wx', 0o600);
  try {
    await writeVerified(content, file, object);
  } catch (error: unknown) {
    rmSync(target, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
}

async function writeVerified(content: AsyncIterable<Uint8Array>, file: number, object: DataObject): Promise<void> {
  const checks = checksOf(object);
  const allowed = object.bytes ?? (object.directory ? maxDirectoryBytes : Infinity);
  let size = 0;
  for await (const piece of content) {
    size += piece.length;
    if (size > allowed) break;
    for (const check of checks) check.update(piece);
    // Small files are the many: one call beats a trip through the thread pool.
    for (let at = 0; at < piece.length;) {
      at += piece.length <= 65_536 ? writeSync(file, piece, at) : (await writeAsync(file, piece, at)).bytesWritten;
    }
  }
  if (size > allowed) throw new NotHere(`has more than ${allowed} bytes`);
  if (object.bytes !== undefined && size < allowed) throw new NotHere(`has ${size} instead of ${allowed} bytes`);
  const hashes = checks.map((check) => check.digest());
  if (!hashes.includes(object.hash)) throw new NotHere(`has other content (hash ${hashes[0]})`);
}

interface Check {
  update(piece: Uint8Array): void;
  digest(): string;
}

function checksOf({ kind, legacy }: DataObject): Check[] {
  if (kind === 'lfs') return [plain(createHash('sha256'))];
  return legacy === true ? [plain(createHash('md5')), unixText(createHash('md5'))] : [plain(createHash('md5'))];
}

function plain(hash: Hash): Check {
  return { update: (piece) => void hash.update(piece), digest: () => hash.digest('hex') };
}

function unixText(hash: Hash): Check {
  let pending = Buffer.alloc(0);
  const take = (bytes: Buffer): void => void hash.update(bytes.toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
  return {
    update(piece) {
      pending = Buffer.concat([pending, piece]);
      let at = 0;
      for (; pending.length - at >= dvcChunk; at += dvcChunk) take(pending.subarray(at, at + dvcChunk));
      pending = pending.subarray(at);
    },
    digest() {
      take(pending);
      return hash.digest('hex');
    },
  };
}
