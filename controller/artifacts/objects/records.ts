/** Attempts and notes in an object store: create-only documents. */
import { RefitError } from '../../core/errors.ts';
import type { AttemptRecord } from '../artifacts.ts';
import { forEachBounded } from '../bounded.ts';
import { maxAttempts, maxAttemptsBytes, maxNoteBytes, maxRecordBytes } from '../limits.ts';
import { attemptsNamed, parseAttempt, parseDocument } from '../record-documents.ts';
import { readWhole } from './content.ts';
import { attemptKey, attemptsFolder, noteKey } from './keys.ts';
import type { ObjectStore } from './objects.ts';

const lanes = 4;
/** Records kept in memory, as they never change: how many, and bytes of their texts in all. */
const maxKept = 2_000;
const maxKeptBytes = 8 * 1024 * 1024;

export interface ObjectRecords {
  attempts(fingerprint: string): Promise<readonly AttemptRecord[]>;
  record(record: AttemptRecord): Promise<boolean>;
  readNote(key: string): Promise<unknown>;
  writeNote(key: string, value: unknown): Promise<boolean>;
}

interface Read {
  readonly record: AttemptRecord;
  readonly bytes: number;
}

async function create(objects: ObjectStore, key: string, value: unknown): Promise<boolean> {
  // Servers that do not know the condition would write over it. Only one controller writes records at a time.
  if ((await objects.head(key)) !== undefined) return false;
  return (await objects.put(key, Buffer.from(`${JSON.stringify(value)}\n`), { createOnly: true })) === 'Stored';
}

function refused(what: string): RefitError {
  return new RefitError('ArtifactStoreUnavailable', `artifact store: ${what}`);
}

async function readDocument(objects: ObjectStore, key: string, limit: number): Promise<Buffer | undefined> {
  let bytes: Buffer | undefined;
  try {
    bytes = await readWhole(objects, key, limit);
  } catch (error: unknown) {
    if (error instanceof RefitError && error.reason === 'ArtifactMissing') return undefined;
    throw error;
  }
  if (bytes !== undefined) return bytes;
  throw refused(`${key}: found more than ${limit} bytes, allowed at most ${limit}`);
}

/** What was read last, within bounds of number and bytes. */
class Kept {
  readonly #records = new Map<string, Read>();
  #bytes = 0;

  get(key: string): Read | undefined {
    return this.#records.get(key);
  }

  set(key: string, read: Read): void {
    if (read.bytes > maxKeptBytes || this.#records.has(key)) return;
    this.#records.set(key, read);
    this.#bytes += read.bytes;
    for (const [oldest, { bytes }] of this.#records) {
      if (this.#records.size <= maxKept && this.#bytes <= maxKeptBytes) break;
      this.#records.delete(oldest);
      this.#bytes -= bytes;
    }
  }
}

/** The records of one namespace. */
export function openObjectRecords(objects: ObjectStore): ObjectRecords {
  const kept = new Kept();
  async function readAttempt(key: string): Promise<Read> {
    const known = kept.get(key);
    if (known !== undefined) return known;
    const bytes = await readDocument(objects, key, maxRecordBytes);
    if (bytes === undefined) throw refused(`${key} is listed and cannot be read`);
    const read = { record: parseAttempt(key, bytes.toString('utf8')), bytes: bytes.length };
    kept.set(key, read);
    return read;
  }
  return {
    async attempts(fingerprint) {
      const folder = attemptsFolder(fingerprint);
      const numbers = attemptsNamed(await objects.list(folder));
      if (numbers.length > maxAttempts)
        throw refused(`${folder}: found ${numbers.length} attempts, allowed at most ${maxAttempts}`);
      const found = new Map<number, AttemptRecord>();
      let size = 0;
      await forEachBounded(numbers, lanes, async (attempt) => {
        const { record, bytes } = await readAttempt(attemptKey(fingerprint, attempt));
        size += bytes;
        if (size > maxAttemptsBytes)
          throw refused(`${folder}: found more than ${maxAttemptsBytes} bytes, allowed at most ${maxAttemptsBytes}`);
        found.set(attempt, record);
      });
      return numbers.flatMap((attempt) => found.get(attempt) ?? []);
    },
    record: (record) => create(objects, attemptKey(record.fingerprint, record.attempt), record),
    async readNote(key) {
      const bytes = await readDocument(objects, noteKey(key), maxNoteBytes);
      return bytes === undefined ? undefined : parseDocument(key, bytes.toString('utf8'));
    },
    writeNote: (key, value) => create(objects, noteKey(key), value),
  };
}
