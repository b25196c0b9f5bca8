/**
 * A server's log: a plain file that it writes to itself, so that it never notices its keeper's death (a pipe would
 * break then). Bounded from outside by copying the tail away and truncating, which appending writers do not notice.
 */
import {
  closeSync,
  copyFileSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { createRedactor } from '../../engines/process/redactor.ts';

/** Opens the log for appending; the caller closes it. */
export function openLog(path: string): number {
  mkdirSync(dirname(path), { recursive: true });
  return openSync(path, 'a', 0o600);
}

/** Bytes in the log now; 0 when there is none. */
export function logSize(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

/** Moves the log's content to `<path>.1` once it passes `limit` bytes; keeps no more than `limit` of it. @returns bytes it had */
export function boundLog(path: string, limit: number): number {
  const size = logSize(path);
  if (size <= limit) return size;
  const file = openSync(path, 'r+');
  try {
    if (size <= 2 * limit) copyFileSync(path, `${path}.1.tmp`);
    else writeFileSync(`${path}.1.tmp`, readBytes(file, size - limit, limit), { mode: 0o600 });
    ftruncateSync(file, 0);
  } finally {
    closeSync(file);
  }
  renameSync(`${path}.1.tmp`, `${path}.1`);
  return size;
}

function readBytes(file: number, from: number, length: number): Buffer {
  const buffer = Buffer.alloc(length);
  const read = readSync(file, buffer, 0, length, from);
  return buffer.subarray(0, read);
}

/**
 * The last lines written since the log had `from` bytes, fit for a status message: at most ten lines and 600
 * characters, one line, control characters escaped, `secrets` taken out.
 */
export function logTail(path: string, from: number, secrets: readonly string[]): string {
  const size = logSize(path);
  const start = Math.max(size < from ? 0 : from, size - 16_384);
  if (size <= start) return '';
  const file = openSync(path, 'r');
  let text: string;
  try {
    text = readBytes(file, start, size - start).toString('utf8');
  } finally {
    closeSync(file);
  }
  const lines = concealed(text, secrets)
    .split(/\r?\n/)
    .map((line) => line.trimEnd());
  const last = lines.filter((line) => line !== '').slice(-10);
  return escaped(last.join(' | ')).slice(-600);
}

function concealed(text: string, secrets: readonly string[]): string {
  const redactor = createRedactor(secrets);
  return Buffer.concat([redactor.push(Buffer.from(text)), redactor.end()]).toString();
}

function escaped(text: string): string {
  return text.replaceAll(
    /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufffd]/g,
    (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
