/**
 * Clients of S3-compatible servers, made when first used (the SDK takes 80 ms to load), on one pool of connections. The server
 * may be a tenant's: what it answers is bounded in bytes and time. Headers are by Node itself: 16 KiB.
 */
import type { LookupFunction } from 'node:net';
import { Readable } from 'node:stream';
import type * as SdkModule from '@aws-sdk/client-s3';
import type { S3Client } from '@aws-sdk/client-s3';
import { RefitError } from '../../core/errors.ts';
import type { CredentialSource } from './credentials.ts';

/** Milliseconds. */
export interface S3Timeouts {
  readonly connect: number;
  /** Without a byte in either direction. */
  readonly idle: number;
  /** From a request to the head of its answer. */
  readonly answer: number;
  /** Of all tries of what is small together, until its answer is read; of an object's bytes until their first. */
  readonly whole: number;
}

export interface S3Address {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: CredentialSource;
}

type Sdk = typeof SdkModule;

/** Connections that clients share: one pool for all buckets and namespaces of a process. */
export interface S3Connections {
  open(address: S3Address): Promise<{ readonly sdk: Sdk; readonly client: S3Client }>;
  readonly timeouts: S3Timeouts;
}

/** In pods, which send large parts over whatever network they have. */
const defaults: S3Timeouts = { connect: 5_000, idle: 60_000, answer: 120_000, whole: 300_000 };
/** In the controller, which sends and reads small documents, and has others to look after. */
export const controllerTimeouts: S3Timeouts = { connect: 5_000, idle: 30_000, answer: 20_000, whole: 30_000 };
const maxSockets = 64;
/** Bytes of an answer that is read whole: a page of a list has a thousand keys of 1024 characters, escaped. */
export const maxPage = 8 * 1024 * 1024;

type Handler = S3Client['config']['requestHandler'];

async function* bounded(body: Readable): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const part of body) {
    const chunk = Buffer.isBuffer(part) ? part : Buffer.from(String(part));
    size += chunk.length;
    if (size > maxPage) {
      throw new RefitError(
        'ArtifactStoreUnavailable',
        `artifact store: found an answer of more than ${maxPage} bytes, allowed at most ${maxPage}`,
      );
    }
    yield chunk;
  }
}

/** Of the SDK's handler, which it types as anything. */
interface Exchange {
  handle(
    request: { readonly query?: Readonly<Record<string, unknown>> },
    options?: unknown,
  ): Promise<{ response: { readonly statusCode: number; body?: unknown } }>;
}

/** The SDK reads lists and errors whole, however long they are; only an object's bytes it hands on as they come. */
function withBoundedPages(handler: Handler): Handler {
  const sdk: Exchange = handler;
  const handle: Exchange['handle'] = async (request, options) => {
    const { response } = await sdk.handle(request, options);
    const { body, statusCode } = response;
    const isObject = request.query?.['x-id'] === 'GetObject' && statusCode < 300;
    if (!isObject && body instanceof Readable) response.body = Readable.from(bounded(body), { objectMode: false });
    return { response };
  };
  return new Proxy(handler, {
    get: (target, name): unknown => (name === 'handle' ? handle : Reflect.get(target, name, target)),
  });
}

/**
 * @param timeouts what differs from 5 s to connect, 60 s idle, 120 s to an answer, 300 s in all
 * @param lookup how names of servers are resolved; default: as the machine does
 */
export function createS3Connections(timeouts: Partial<S3Timeouts> = {}, lookup?: LookupFunction): S3Connections {
  const all = { ...defaults, ...timeouts };
  const { connect, idle, answer } = all;
  let first: Promise<Handler> | undefined;
  async function handler(sdk: Sdk): Promise<Handler> {
    const agent = { keepAlive: true, maxSockets, ...(lookup === undefined ? {} : { lookup }) };
    const { config } = new sdk.S3Client({
      region: 'none',
      requestHandler: {
        connectionTimeout: connect,
        socketTimeout: idle,
        requestTimeout: answer,
        throwOnRequestTimeout: true,
        httpAgent: agent,
        httpsAgent: agent,
      },
    });
    return withBoundedPages(config.requestHandler);
  }
  return {
    timeouts: all,
    async open({ endpoint, region, credentials }) {
      const sdk = await import('@aws-sdk/client-s3');
      first ??= handler(sdk);
      const client = new sdk.S3Client({
        endpoint,
        region,
        // One host name for all buckets: what servers other than AWS expect.
        forcePathStyle: true,
        requestHandler: await first,
        // `expiration` in the past: the client keeps nothing, and asks us each time.
        credentials: async () => ({ ...(await credentials(false)), expiration: new Date(0) }),
        maxAttempts: 3,
        // The newer trailing checksums are refused by many servers. Bodies are signed with their sha256 all the same.
        requestChecksumCalculation: 'WHEN_REQUIRED',
        responseChecksumValidation: 'WHEN_REQUIRED',
      });
      return { sdk, client };
    },
  };
}
