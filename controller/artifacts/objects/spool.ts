/** A stream whose digest must be known before it can be stored: kept in memory while it is small, else in a file. */
import { createHash, randomBytes } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

/** Bytes. */
const inMemory = 4 * 1024 * 1024;

export interface Spooled {
  readonly sha256: string;
  readonly size: number;
  /** Opens the bytes, from the start. */
  body(): Readable | Buffer;
}

/** Reads `content` to its end, and gives it to `use`; its file goes when that settles. */
export async function withSpooled<T>(content: Readable, use: (spooled: Spooled) => Promise<T>): Promise<T> {
  const hash = createHash('sha256');
  const path = join(tmpdir(), `refit-spool-${randomBytes(8).toString('hex')}`);
  let chunks: Buffer[] = [];
  let size = 0;
  let file: FileHandle | undefined;
  try {
    for await (const part of content) {
      const chunk = Buffer.isBuffer(part) ? part : Buffer.from(String(part));
      hash.update(chunk);
      size += chunk.length;
      if (size <= inMemory) {
        chunks.push(chunk);
        continue;
      }
      if (file === undefined) {
        file = await open(path, 'wx+', 0o600);
        for (const earlier of chunks) await file.writeFile(earlier);
        chunks = [];
      }
      await file.writeFile(chunk);
    }
    const spool = file;
    const whole = Buffer.concat(chunks);
    return await use({
      sha256: hash.digest('hex'),
      size,
      body: () => spool?.createReadStream({ start: 0, autoClose: false }) ?? whole,
    });
  } finally {
    await file?.close();
    await rm(path, { force: true });
  }
}
