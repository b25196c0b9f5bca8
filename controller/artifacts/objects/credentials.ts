/** Keys to an object store: read when they are used, kept for a minute, and read again when they are refused. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RefitError } from '../../core/errors.ts';
import { systemClock } from '../../runtime/clock.ts';
import type { Clock } from '../../runtime/clock.ts';
import { isNotThere } from '../faults.ts';

export interface S3Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** @param fresh those that it gave last were refused: look again @throws RefitError SecretNotFound */
export type CredentialSource = (fresh: boolean) => Promise<S3Credentials>;

const keptFor = 60_000;
/** Between two looks at credentials that are refused all the time. Milliseconds. */
const refusedFor = 5_000;

/** Remembers what `read` gives for a minute; asked for fresh ones, at most every five seconds anew. */
export function keepCredentials(read: () => Promise<S3Credentials>, clock: Clock = systemClock): CredentialSource {
  let kept: { readonly at: number; readonly value: Promise<S3Credentials> } | undefined;
  return async (fresh) => {
    const age = kept === undefined ? Infinity : clock.now() - kept.at;
    if (kept !== undefined && age < (fresh ? refusedFor : keptFor)) return kept.value;
    const value = read();
    const entry = { at: clock.now(), value };
    kept = entry;
    value.catch(() => {
      if (kept === entry) kept = undefined;
    });
    return value;
  };
}

/** Reads the files of a mounted Secret: accessKeyId, secretAccessKey and, if there is one, sessionToken. */
export async function readCredentialFiles(folder: string): Promise<S3Credentials> {
  async function read(name: string): Promise<string | undefined> {
    try {
      return (await readFile(join(folder, name), 'utf8')).trim();
    } catch (error: unknown) {
      if (isNotThere(error)) return undefined;
      throw new RefitError('SecretNotFound', `artifact credentials: ${join(folder, name)} cannot be read`, error);
    }
  }
  const [accessKeyId, secretAccessKey, sessionToken] = await Promise.all(
    ['accessKeyId', 'secretAccessKey', 'sessionToken'].map(read),
  );
  if (accessKeyId === undefined || secretAccessKey === undefined) {
    throw new RefitError(
      'SecretNotFound',
      `artifact credentials: ${folder} must hold the files accessKeyId and secretAccessKey`,
    );
  }
  return { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
}
