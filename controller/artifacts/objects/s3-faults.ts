/** The one place where errors of the S3 client become errors of the artifact store. */
import { RefitError, toError } from '../../core/errors.ts';

/** What an error of the client says: the server's code, or the system's; and the status, if there was an answer. */
export interface S3Fault {
  readonly code: string;
  readonly status: number | undefined;
  /** How often the client sent the request. */
  readonly attempts: number;
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? new Map(Object.entries(value)).get(name) : undefined;
}

/** Reads an error as the client throws them. */
export function readFault(error: unknown): S3Fault {
  const metadata = field(error, '$metadata');
  const status = field(metadata, 'httpStatusCode');
  const attempts = field(metadata, 'attempts');
  const system = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  return {
    code: system || (error instanceof Error ? error.name : 'Error'),
    status: typeof status === 'number' ? status : undefined,
    attempts: typeof attempts === 'number' ? attempts : 1,
  };
}

/**
 * The server said in so many words that the key is not there. The bare 404 of a HEAD does not: some servers answer it to
 * a wrong access key too (versitygw 1.8), and all of them to a bucket that is gone.
 */
export function isNoSuchKey(fault: S3Fault): boolean {
  return fault.code === 'NoSuchKey';
}

/** Whether other credentials might help. */
export function isRefusal({ code, status }: S3Fault): boolean {
  if (status === 401 || status === 403) return true;
  return status === 400 || status === 404 ? /Token|Access|Signature|Credential|User/.test(code) : false;
}

/** The message names bucket and operation; what the server says is left out but for its code. */
export function s3Unavailable(doing: string, bucket: string, error: unknown): RefitError {
  if (error instanceof RefitError) return error;
  const fault = readFault(error);
  const said = fault.status === undefined ? fault.code : `${fault.status} ${fault.code}`;
  const what = isRefusal(fault) ? `access denied (${said})` : said;
  return new RefitError(
    'ArtifactStoreUnavailable',
    `artifact store: bucket ${bucket}: ${doing}: ${what}`,
    toError(error),
  );
}
