/** Large bodies, in parts: each part is in memory once, so it can be sent again, and is signed with its sha256. */
import type { S3Client } from '@aws-sdk/client-s3';
import type { Readable } from 'node:stream';

/** Bytes. A body up to this size is one request. */
export const singlePut = 8 * 1024 * 1024;
const maxParts = 9_000;
/** Parts on their way at once. */
const lanes = 3;

/** All of a stream that has at most `singlePut` bytes. */
export async function readBody(body: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of body) chunks.push(Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk)));
  return Buffer.concat(chunks);
}

/** A failure aborts the upload, so that its parts do not stay (those of a killed process: a lifecycle rule of the bucket). */
export async function uploadParts(
  client: S3Client,
  target: { readonly Bucket: string; readonly Key: string; readonly IfNoneMatch?: string },
  body: Readable,
  size: number | undefined,
): Promise<void> {
  const { Upload } = await import('@aws-sdk/lib-storage');
  const upload = new Upload({
    client,
    // Without the size, it takes `start` and `end` of some streams for one.
    params: { ...target, Body: body, ...(size === undefined ? {} : { ContentLength: size }) },
    partSize: Math.max(singlePut, Math.ceil((size ?? 0) / maxParts)),
    queueSize: lanes,
    leavePartsOnError: false,
  });
  await upload.done();
}
