/** Attempts and notes in an object store: create-only documents. */
import { RefitError } from '../../core/errors.ts';
import type { AttemptRecord } from '../artifacts.ts';
import { forEachBounded } from '../bounded.ts';
import { attemptsNamed, parseAttempt, parseDocument } from '../record-documents.ts';
import { readWhole } from './content.ts';
import { attemptKey, attemptsFolder, noteKey } from './keys.ts';
import type { ObjectStore } from './objects.ts';

const lanes = 8;
/** Records kept in memory: they never change. */
const maxKept = 2_000;

export interface ObjectRecords {
  attempts(fingerprint: string): Promise<readonly AttemptRecord[]>;
  record(record: AttemptRecord): Promise<boolean>;
  readNote(key: string): Promise<unknown>;
  writeNote(key: string, value: unknown): Promise<boolean>;
}

async function create(objects: ObjectStore, key: string, value: unknown): Promise<boolean> {
  // Servers that do not know the condition would write over it. Only one controller writes records at a time.
  if ((await objects.head(key)) !== undefined) return false;
  return (await objects.put(key, Buffer.from(`${JSON.stringify(value)}\n`), { createOnly: true })) === 'Stored';
}

async function readText(objects: ObjectStore, key: string): Promise<string | undefined> {
  try {
    return (await readWhole(objects, key)).toString('utf8');
  } catch (error: unknown) {
    if (error instanceof RefitError && error.reason === 'ArtifactMissing') return undefined;
    throw error;
  }
}

/** The records of one namespace. */
export function openObjectRecords(objects: ObjectStore): ObjectRecords {
  const kept = new Map<string, AttemptRecord>();
  async function readAttempt(key: string): Promise<AttemptRecord> {
    const known = kept.get(key);
    if (known !== undefined) return known;
    const text = await readText(objects, key);
    if (text === undefined) {
      throw new RefitError('ArtifactStoreUnavailable', `artifact store: ${key} is listed and cannot be read`);
    }
    const record = parseAttempt(key, text);
    if (kept.size >= maxKept) for (const oldest of kept.keys()) if (kept.delete(oldest)) break;
    kept.set(key, record);
    return record;
  }
  return {
    async attempts(fingerprint) {
      const numbers = attemptsNamed(await objects.list(attemptsFolder(fingerprint)));
      const found = new Map<number, AttemptRecord>();
      await forEachBounded(numbers, lanes, async (attempt) => {
        found.set(attempt, await readAttempt(attemptKey(fingerprint, attempt)));
      });
      return numbers.flatMap((attempt) => found.get(attempt) ?? []);
    },
    record: (record) => create(objects, attemptKey(record.fingerprint, record.attempt), record),
    async readNote(key) {
      const text = await readText(objects, noteKey(key));
      return text === undefined ? undefined : parseDocument(key, text);
    },
    writeNote: (key, value) => create(objects, noteKey(key), value),
  };
}
