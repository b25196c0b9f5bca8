/** Clients of S3-compatible servers, made when first used (the SDK takes 80 ms to load), on one pool of connections. */
import type * as SdkModule from '@aws-sdk/client-s3';
import type { S3Client } from '@aws-sdk/client-s3';
import type { CredentialSource } from './credentials.ts';

/** Milliseconds. */
export interface S3Timeouts {
  readonly connect: number;
  /** Without a byte in either direction. */
  readonly idle: number;
  /** From a request to the head of its answer. */
  readonly answer: number;
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
}

const defaults: S3Timeouts = { connect: 5_000, idle: 60_000, answer: 120_000 };
const maxSockets = 64;

/** @param timeouts what differs from 5 s to connect, 60 s idle, 120 s to an answer */
export function createS3Connections(timeouts: Partial<S3Timeouts> = {}): S3Connections {
  const { connect, idle, answer } = { ...defaults, ...timeouts };
  let first: Promise<S3Client['config']['requestHandler']> | undefined;
  async function handler(sdk: Sdk): Promise<S3Client['config']['requestHandler']> {
    const agent = { keepAlive: true, maxSockets };
    return new sdk.S3Client({
      region: 'none',
      requestHandler: {
        connectionTimeout: connect,
        socketTimeout: idle,
        requestTimeout: answer,
        throwOnRequestTimeout: true,
        httpAgent: agent,
        httpsAgent: agent,
      },
    }).config.requestHandler;
  }
  return {
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
