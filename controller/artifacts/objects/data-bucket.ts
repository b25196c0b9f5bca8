/** Reads objects of somebody else's bucket: data of users, not artifacts of Refit. */
import type { LookupFunction } from 'node:net';
import { Readable } from 'node:stream';
import { RefitError, toError } from '../../core/errors.ts';
import type { S3Credentials } from './credentials.ts';
import { createS3Connections } from './s3-client.ts';
import { isNoSuchKey, isRefusal, readFault } from './s3-faults.ts';

/** A bucket with keys to it. */
export interface DataBucketOptions {
  /** Of the store, http(s). */
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  /** Asked for every request. @throws RefitError SecretNotFound */
  readonly credentials: () => Promise<S3Credentials>;
  /** Resolves the endpoint's name, to allowed addresses only. */
  readonly lookup?: LookupFunction;
}

/** An object's bytes, or in words what was found instead. */
export type DataObjectAnswer =
  | { readonly kind: 'Object'; readonly body: Readable; readonly etag: string | undefined }
  | { readonly kind: 'None'; readonly found: string };

/** The byte that is read from on, of the very object that has this ETag. */
export interface ObjectPart {
  readonly from: number;
  readonly etag: string | undefined;
}

/**
 * Nothing is connected to before the first read.
 * @returns reads one object @throws RefitError SourceUnavailable when the store cannot be asked; what `credentials` throws
 */
export function openDataBucket(
  options: DataBucketOptions,
): (key: string, part: ObjectPart) => Promise<DataObjectAnswer> {
  const { endpoint, region, bucket, credentials, lookup } = options;
  const connections = createS3Connections({}, lookup);
  let opening: ReturnType<typeof connections.open> | undefined;
  return async (key, { from, etag }) => {
    opening ??= connections.open({ endpoint, region, credentials: () => credentials() });
    const { sdk, client } = await opening;
    try {
      const part = {
        ...(from === 0 ? {} : { Range: `bytes=${from}-` }),
        ...(etag === undefined ? {} : { IfMatch: etag }),
      };
      const answer = await client.send(new sdk.GetObjectCommand({ Bucket: bucket, Key: key, ...part }));
      if (!(answer.Body instanceof Readable)) throw new TypeError('the answer has no stream');
      if (from === 0 || answer.ContentRange?.startsWith(`bytes ${from}-`) === true) {
        return { kind: 'Object', body: answer.Body, etag: answer.ETag };
      }
      answer.Body.destroy();
      throw new TypeError(`the answer is not that from byte ${from} on`);
    } catch (error: unknown) {
      if (error instanceof RefitError) throw error;
      const fault = readFault(error);
      if (isNoSuchKey(fault) || fault.status === 404) return { kind: 'None', found: `is not there (${fault.code})` };
      // Keys that may not list a bucket get this answer for what is not in it.
      if (isRefusal(fault)) return { kind: 'None', found: `is not given (${fault.status ?? ''} ${fault.code})` };
      const said = fault.status === undefined ? fault.code : `${fault.status} ${fault.code}`;
      throw new RefitError(
        'SourceUnavailable',
        `data at ${new URL(endpoint).host}: bucket ${bucket}: ${said}`,
        toError(error),
      );
    }
  };
}
