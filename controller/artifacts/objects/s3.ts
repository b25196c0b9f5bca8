/** Objects in a bucket of an S3-compatible server. */
import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { RefitError } from '../../core/errors.ts';
import { backoffDelay } from '../../runtime/backoff.ts';
import { readWhole } from './content.ts';
import type { ByteRange, ObjectStore, PutOptions } from './objects.ts';
import { createS3Connections } from './s3-client.ts';
import type { S3Address, S3Connections } from './s3-client.ts';
import { isNoSuchKey, isRefusal, readFault, s3Unavailable } from './s3-faults.ts';
import type { S3Fault } from './s3-faults.ts';
import { readBody, singlePut, uploadParts } from './s3-upload.ts';

export interface S3ObjectsOptions extends S3Address {
  readonly bucket: string;
  /** Of all keys, without slashes at its ends: where the namespace's objects are. */
  readonly prefix: string;
  /** Default: connections of its own. */
  readonly connections?: S3Connections;
}

type Opened = Awaited<ReturnType<S3Connections['open']>> & {
  /** For every request: ends it when its time is over. */
  readonly within: { readonly abortSignal: AbortSignal };
};
type Answer<T> = { readonly value: T } | { readonly fault: S3Fault; readonly error: unknown };

/** How often a write is tried that another one of the same key was in the way of. */
const conflictTries = 5;
/** A folder of attempts has a few keys; a server that always has one more page is not followed. */
const maxNames = 50_000;
const maxPages = 100;

/**
 * One bucket, as the operations below see it. `ask` gives faults of the server back, for their meaning depends.
 * `repeatable` (default): when refused, `action` is done again with credentials that changed meanwhile.
 */
interface Bucket {
  readonly name: string;
  key(key: string): string;
  ask<T>(action: (opened: Opened) => Promise<T>, repeatable?: boolean): Promise<Answer<T>>;
}

function openBucket(options: S3ObjectsOptions): Bucket {
  const connections = options.connections ?? createS3Connections();
  let opening: ReturnType<S3Connections['open']> | undefined;
  async function once<T>(action: (opened: Opened) => Promise<T>, small: boolean): Promise<Answer<T>> {
    opening ??= connections.open(options);
    const opened = await opening;
    const abort = new AbortController();
    const { whole } = connections.timeouts;
    const timer = small ? setTimeout(() => abort.abort(), whole) : undefined;
    try {
      return { value: await action({ ...opened, within: { abortSignal: abort.signal } }) };
    } catch (thrown: unknown) {
      const error = abort.signal.aborted ? tookTooLong(whole, thrown) : thrown;
      return { fault: readFault(error), error };
    } finally {
      clearTimeout(timer);
    }
  }
  return {
    name: options.bucket,
    key: (key) => `${options.prefix}/${key}`,
    async ask(action, repeatable = true) {
      // A stream is what cannot be sent again: as large as it likes, and as long on its way.
      const answer = await once(action, repeatable);
      if ('value' in answer || !isRefusal(answer.fault) || !repeatable) return answer;
      const [used, now] = [await options.credentials(false), await options.credentials(true)];
      const same = used.accessKeyId === now.accessKeyId && used.secretAccessKey === now.secretAccessKey;
      return same && used.sessionToken === now.sessionToken ? answer : once(action, repeatable);
    },
  };
}

function tookTooLong(ms: number, cause: unknown): Error {
  const error = new Error(`no answer within ${ms} ms`, { cause });
  error.name = 'TimeoutError';
  return error;
}

async function getObject(bucket: Bucket, key: string, range?: ByteRange): Promise<Answer<Readable | undefined>> {
  const answer = await bucket.ask(async ({ sdk, client, within }) => {
    const Range = range === undefined ? undefined : `bytes=${range.start}-${range.end ?? ''}`;
    const { Body } = await client.send(
      new sdk.GetObjectCommand({
        Bucket: bucket.name,
        Key: bucket.key(key),
        ...(Range === undefined ? {} : { Range }),
      }),
      within,
    );
    if (Body instanceof Readable) return Body;
    throw new TypeError('the answer has no stream');
  });
  if ('value' in answer) return answer;
  if (answer.fault.status === 416) return { value: Readable.from([], { objectMode: false }) };
  return isNoSuchKey(answer.fault) ? { value: undefined } : answer;
}

function valueOf<T>(bucket: Bucket, doing: string, answer: Answer<T>): T {
  if ('value' in answer) return answer.value;
  throw s3Unavailable(doing, bucket.name, answer.error);
}

async function get(bucket: Bucket, key: string, range?: ByteRange): Promise<Readable | undefined> {
  return valueOf(bucket, `read ${key}`, await getObject(bucket, key, range));
}

async function head(bucket: Bucket, key: string): Promise<{ size: number } | undefined> {
  const look = () =>
    bucket.ask(async ({ sdk, client, within }) => {
      const found = await client.send(new sdk.HeadObjectCommand({ Bucket: bucket.name, Key: bucket.key(key) }), within);
      return { size: found.ContentLength ?? 0 };
    });
  const answer = await look();
  if ('value' in answer || answer.fault.status !== 404) return valueOf(bucket, `look at ${key}`, answer);
  // The 404 of a HEAD has no body that says what is missing. A GET's has.
  const body = await get(bucket, key, { start: 0, end: 0 });
  if (body === undefined) return undefined;
  body.destroy();
  return valueOf(bucket, `look at ${key}`, await look());
}

/** A create-only write that was sent more than once finds its own first try: then it did store. */
async function wasOurs(bucket: Bucket, key: string, body: Buffer, fault: S3Fault): Promise<boolean> {
  if (fault.attempts < 2) return false;
  const found = await readWhole(bucketObjects(bucket), key, body.length);
  return found?.equals(body) ?? false;
}

/** Sends a body once, as far as the client does not send it again by itself. */
async function send(bucket: Bucket, key: string, body: Readable | Buffer, options: PutOptions): Promise<Answer<void>> {
  const target = { Bucket: bucket.name, Key: bucket.key(key), ...(options.createOnly ? { IfNoneMatch: '*' } : {}) };
  return bucket.ask(async ({ sdk, client, within }) => {
    if (Buffer.isBuffer(body)) await client.send(new sdk.PutObjectCommand({ ...target, Body: body }), within);
    else await uploadParts(client, target, body, options.size);
  }, Buffer.isBuffer(body));
}

/** A create-only write, again while another one of the same key is in its way. */
async function create(bucket: Bucket, key: string, body: Buffer): Promise<'Stored' | 'Exists'> {
  let createOnly = true;
  for (let tries = 1; ; tries++) {
    const answer = await send(bucket, key, body, { createOnly });
    if ('value' in answer) return 'Stored';
    const { fault } = answer;
    if (fault.status === 412) return (await wasOurs(bucket, key, body, fault)) ? 'Stored' : 'Exists';
    // A server without conditions: the records look before they write, and content is the same in any case.
    const unknown = createOnly && fault.status === 501;
    const busy = fault.code === 'ConditionalRequestConflict';
    if (tries > conflictTries || !(unknown || busy)) throw s3Unavailable(`write ${key}`, bucket.name, answer.error);
    if (unknown) createOnly = false;
    else await delay(backoffDelay(tries, { base: 50, cap: 1000 }));
  }
}

async function put(
  bucket: Bucket,
  key: string,
  content: Readable | Buffer,
  options: PutOptions,
): Promise<'Stored' | 'Exists'> {
  const small = Buffer.isBuffer(content) || (options.size ?? Infinity) <= singlePut;
  const body = small && !Buffer.isBuffer(content) ? await readBody(content) : content;
  if (options.createOnly && Buffer.isBuffer(body)) return create(bucket, key, body);
  const answer = await send(bucket, key, body, options);
  if ('fault' in answer && options.createOnly && answer.fault.status === 412) return 'Exists';
  valueOf(bucket, `write ${key}`, answer);
  return 'Stored';
}

async function list(bucket: Bucket, folder: string): Promise<string[]> {
  const prefix = `${bucket.key(folder)}/`;
  const names: string[] = [];
  let token: string | undefined;
  for (let pages = 1; ; pages++) {
    const answer = await bucket.ask(({ sdk, client, within }) =>
      client.send(
        new sdk.ListObjectsV2Command({
          Bucket: bucket.name,
          Prefix: prefix,
          ...(token === undefined ? {} : { ContinuationToken: token }),
        }),
        within,
      ),
    );
    const page = valueOf(bucket, `list ${folder}`, answer);
    for (const { Key } of page.Contents ?? []) if (Key !== undefined) names.push(Key.slice(prefix.length));
    token = page.IsTruncated === true ? page.NextContinuationToken : undefined;
    if (token === undefined) break;
    if (pages >= maxPages || names.length > maxNames) {
      const found = `found more than ${names.length} keys in ${pages} pages`;
      const allowed = `allowed are ${maxNames} keys in ${maxPages} pages`;
      throw new RefitError('ArtifactStoreUnavailable', `artifact store: list ${folder}: ${found}, ${allowed}`);
    }
  }
  return names.filter((name) => name !== '' && !name.includes('/'));
}

async function discard(bucket: Bucket, key: string): Promise<void> {
  const answer = await bucket.ask(({ sdk, client, within }) =>
    client.send(new sdk.DeleteObjectCommand({ Bucket: bucket.name, Key: bucket.key(key) }), within),
  );
  if ('value' in answer) return;
  // Publishers need no right to delete: an empty object counts as none.
  if (!isRefusal(answer.fault)) throw s3Unavailable(`discard ${key}`, bucket.name, answer.error);
  await put(bucket, key, Buffer.alloc(0), { createOnly: false });
}

function bucketObjects(bucket: Bucket): ObjectStore {
  return {
    head: (key) => head(bucket, key),
    get: (key, range) => get(bucket, key, range),
    put: (key, body, options) => put(bucket, key, body, options),
    list: (folder) => list(bucket, folder),
    discard: (key) => discard(bucket, key),
  };
}

/** Connects to nothing before the first call. Credentials that are refused are looked at again once, then it is a fault. */
export function openS3Objects(options: S3ObjectsOptions): ObjectStore {
  return bucketObjects(openBucket(options));
}
