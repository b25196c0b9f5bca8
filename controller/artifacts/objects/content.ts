/** Bytes by their sha256 out of an object store: a broken connection is taken up again, and every byte is checked. */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { collectBytes } from '../../core/bounded-bytes.ts';
import { RefitError, toError } from '../../core/errors.ts';
import { backoffDelay } from '../../runtime/backoff.ts';
import { emptySha256, objectKey } from './keys.ts';
import type { ObjectStore } from './objects.ts';

/** How often a download is taken up again without a byte in between. */
const resumptions = 4;
/** A download may have no bytes for this long in all, … Milliseconds. */
const patience = 30_000;
/** … and this much longer for every byte it had: who sends a byte now and then is not waited for for ever. */
const patiencePerByte = 1_000 / (16 * 1024);

/** ArtifactMissing. */
export function artifactMissing(hex: string): RefitError {
  return new RefitError('ArtifactMissing', `artifact sha256:${hex} is not in the store`);
}

async function* open(objects: ObjectStore, key: string, start: number): AsyncGenerator<Buffer> {
  const body = await objects.get(key, start === 0 ? undefined : { start });
  if (body === undefined) throw new RefitError('ArtifactMissing', `object ${key} is not in the store`);
  for await (const chunk of body) yield Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
}

/**
 * The bytes of an object. Where the connection breaks it goes on at the next byte. Nothing is checked here.
 * @param now milliseconds of a clock that only goes forward
 * @throws RefitError ArtifactMissing | ArtifactStoreUnavailable
 */
export async function* resumedBytes(
  objects: ObjectStore,
  key: string,
  now: () => number = () => performance.now(),
): AsyncGenerator<Buffer> {
  let at = 0;
  let waited = 0;
  let since = now();
  for (let failures = 0; ; failures++) {
    try {
      for await (const chunk of open(objects, key, at)) {
        at += chunk.length;
        failures = 0;
        waited += now() - since;
        if (waited > patience + at * patiencePerByte) throw tooSlow(key, at, waited);
        yield chunk;
        // The time that the reader took is not the server's.
        since = now();
      }
      return;
    } catch (thrown: unknown) {
      // What the store itself says is an answer; only a stream that broke is worth another look.
      if (thrown instanceof RefitError) throw thrown;
      if (failures >= resumptions) {
        throw new RefitError('ArtifactStoreUnavailable', `artifact store: reading ${key} broke off`, toError(thrown));
      }
      await delay(backoffDelay(failures, { base: 100, cap: 2000 }));
    }
  }
}

function tooSlow(key: string, bytes: number, waited: number): RefitError {
  const seconds = Math.round(waited / 1000);
  return new RefitError('ArtifactStoreUnavailable', `artifact store: reading ${key}: ${bytes} bytes in ${seconds} s`);
}

async function hashObject(objects: ObjectStore, key: string): Promise<{ sha256: string; size: number } | undefined> {
  const hash = createHash('sha256');
  let size = 0;
  try {
    for await (const chunk of resumedBytes(objects, key)) {
      hash.update(chunk);
      size += chunk.length;
    }
  } catch (error: unknown) {
    if (error instanceof RefitError && error.reason === 'ArtifactMissing') return undefined;
    throw error;
  }
  return { sha256: hash.digest('hex'), size };
}

/** Reads an object again. A bad one is discarded. @returns its size, or undefined if it is not there or was bad */
export async function verifyObject(objects: ObjectStore, key: string, hex: string): Promise<number | undefined> {
  const found = await hashObject(objects, key);
  if (found === undefined || found.sha256 === hex) return found?.size;
  // Once more, so that nothing good goes for a fault of the way to here.
  const again = await hashObject(objects, key);
  if (again === undefined || again.sha256 === hex) return again?.size;
  await objects.discard(key);
  return undefined;
}

async function damaged(objects: ObjectStore, key: string, hex: string, found: string): Promise<RefitError> {
  if ((await verifyObject(objects, key, hex)) === undefined) {
    return new RefitError('ArtifactCorrupted', `artifact sha256:${hex}: its bytes hash to ${found}; set aside`);
  }
  return new RefitError(
    'ArtifactStoreUnavailable',
    `artifact store: sha256:${hex} arrived as ${found}, but is whole in the store`,
  );
}

/**
 * The bytes of the object that `key` names by its sha256. Whoever gets to the end without an error has the right ones.
 * @throws RefitError ArtifactMissing | ArtifactCorrupted (it is then discarded) | ArtifactStoreUnavailable
 */
export async function* verifiedBytes(objects: ObjectStore, key: string, hex: string): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of resumedBytes(objects, key)) {
    hash.update(chunk);
    size += chunk.length;
    yield chunk;
  }
  const found = hash.digest('hex');
  if (found === hex) return;
  // An empty object of another name is what discarding leaves where nothing may be deleted.
  if (size === 0 && hex !== emptySha256) throw artifactMissing(hex);
  throw await damaged(objects, key, hex, found);
}

/** As a stream, opened: what is not there is an error of this call and not of the stream. */
export async function openVerified(objects: ObjectStore, key: string, hex: string): Promise<Readable> {
  const bytes = verifiedBytes(objects, key, hex);
  const first = await bytes.next();
  async function* all(): AsyncGenerator<Buffer> {
    if (first.done === true) return;
    yield first.value;
    yield* bytes;
  }
  return Readable.from(all(), { objectMode: false });
}

/**
 * Everything of an object in memory.
 * @returns undefined if it has more than `limit` bytes @throws RefitError ArtifactMissing | ArtifactStoreUnavailable
 */
export function readWhole(objects: ObjectStore, key: string, limit: number): Promise<Buffer | undefined> {
  return collectBytes(resumedBytes(objects, key), limit);
}

/**
 * The text of a symbolic link, as bytes. Its size is what the directory's document says; nothing longer is read.
 * @throws RefitError as `verifiedBytes`; ArtifactCorrupted for one of another size
 */
export async function readLink(
  objects: ObjectStore,
  { sha256, size }: { readonly sha256: string; readonly size: number },
): Promise<string> {
  const text = await collectBytes(verifiedBytes(objects, objectKey(sha256), sha256), size);
  if (text?.length === size) return text.toString('latin1');
  throw new RefitError('ArtifactCorrupted', `artifact sha256:${sha256}: found a link's text that is not ${size} bytes`);
}
