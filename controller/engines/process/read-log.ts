/** Reads the log that bounded-log.ts writes, also while it grows. */
import { open, readFile } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { isNotThere } from '../../artifacts/faults.ts';
import { headLimit } from './bounded-log.ts';

const slice = 256 * 1024;

/** Where a reader is, in bytes of all that was printed. */
export interface LogPosition {
  offset: number;
}

async function* readHead(folder: string, position: LogPosition): AsyncGenerator<Buffer> {
  let file: FileHandle;
  try {
    file = await open(join(folder, 'log'), 'r');
  } catch (error: unknown) {
    if (isNotThere(error)) return;
    throw error;
  }
  try {
    while (position.offset < headLimit) {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(slice), 0, slice, position.offset);
      if (bytesRead === 0) return;
      position.offset += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

async function readTail(folder: string): Promise<{ readonly start: number; readonly bytes: Buffer } | undefined> {
  try {
    const content = await readFile(join(folder, 'log.tail'));
    const line = content.indexOf('\n');
    return { start: Number(content.toString('latin1', 0, line)), bytes: content.subarray(line + 1) };
  } catch (error: unknown) {
    if (isNotThere(error)) return undefined;
    throw error;
  }
}

/** What is there beyond `position`, which moves on. Where bytes were dropped, a line says how many. */
export async function* readLog(folder: string, position: LogPosition): AsyncGenerator<Buffer> {
  yield* readHead(folder, position);
  if (position.offset < headLimit) return;
  const tail = await readTail(folder);
  if (tail === undefined || tail.start + tail.bytes.length <= position.offset) return;
  const dropped = tail.start - position.offset;
  if (dropped > 0) yield Buffer.from(`\n[refit: ${dropped} bytes of the log were dropped here]\n`);
  yield tail.bytes.subarray(Math.max(0, -dropped));
  position.offset = tail.start + tail.bytes.length;
}
