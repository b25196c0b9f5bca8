/** Where every error of an API server, and of the way to it, becomes one of the table in core/errors.ts: here, once. */
import { RefitError, type Reason, toError } from '../core/errors.ts';
import { parseForeignJSON } from '../core/foreign-json.ts';

/** Characters of a server's message that are kept. */
const messageLimit = 1_000;

/** What an API server answered instead of what was asked for: the `cause` of the RefitError. */
export class ApiStatus extends Error {
  readonly code: number;
  /** Kubernetes' own word, such as `AlreadyExists`. */
  readonly reason: string;
  /** When the server wants to be asked again. */
  readonly retryAfterSeconds: number | undefined;
  /** The fields that are refused. */
  readonly fields: readonly string[];
  constructor(answer: Pick<ApiStatus, 'code' | 'reason' | 'message' | 'retryAfterSeconds' | 'fields'>) {
    super(answer.message);
    this.name = 'ApiStatus';
    this.code = answer.code;
    this.reason = answer.reason;
    this.retryAfterSeconds = answer.retryAfterSeconds;
    this.fields = answer.fields;
  }
}

/** The answer of the API server that an error comes from; undefined if there was none (a network that is down). */
export function apiStatusOf(error: unknown): ApiStatus | undefined {
  if (error instanceof ApiStatus) return error;
  return error instanceof RefitError && error.cause instanceof ApiStatus ? error.cause : undefined;
}

/**
 * Reads an answer that is not 2xx. `body` is a Status document where the API server itself answered, and anything
 * where something before it did.
 */
export function readApiStatus(code: number, body: string, retryAfter?: string): ApiStatus {
  const status = parseStatus(body);
  const message = status?.message ?? body.trim();
  return new ApiStatus({
    code: status?.code ?? code,
    reason: status?.reason ?? '',
    message: message === '' ? `HTTP status ${code}` : message.slice(0, messageLimit),
    retryAfterSeconds: wholeSeconds(retryAfter ?? status?.details?.retryAfterSeconds),
    fields: (status?.details?.causes ?? []).flatMap(({ field }) => field ?? []),
  });
}

function wholeSeconds(value: string | number | undefined): number | undefined {
  const seconds = Number(value);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined;
}

interface StatusDocument {
  readonly code?: number;
  readonly reason?: string;
  readonly message?: string;
  readonly details?: { readonly retryAfterSeconds?: number; readonly causes?: readonly { readonly field?: string }[] };
}

function parseStatus(body: string): StatusDocument | undefined {
  // A proxy's page, or plain text: the caller takes it as it is.
  const value = parseForeignJSON(body);
  return isStatusDocument(value) ? value : undefined;
}

/** By its kind; that its fields are of their types is the API server's word. */
function isStatusDocument(value: unknown): value is StatusDocument {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'Status';
}

/** As an error of the table. `what` was asked, such as `WorkflowRun ml/digits-1`. */
export function fromApiStatus(what: string, status: ApiStatus): RefitError {
  const told = status.message.includes(what) ? status.message : `${what}: ${status.message}`;
  return new RefitError(reasonOf(status), `API server: ${told} (${status.code})`, status);
}

const byCode: Readonly<Record<number, Reason>> = {
  400: 'ObjectRefused',
  403: 'AccessDenied',
  404: 'NotFound',
  405: 'ObjectRefused',
  406: 'ObjectRefused',
  409: 'Conflict',
  410: 'Expired',
  412: 'Conflict',
  413: 'ObjectRefused',
  415: 'ObjectRefused',
  422: 'ObjectRefused',
};

function reasonOf({ code, reason, fields }: ApiStatus): Reason {
  // An apply that carries a uid meets another object of that name: the uid is a precondition, and reported as a field.
  if (code === 422 && fields.includes('metadata.uid')) return 'Conflict';
  if (reason === 'AlreadyExists') return 'AlreadyExists';
  if (reason === 'Expired' || reason === 'Gone') return 'Expired';
  return byCode[code] ?? 'KubernetesUnavailable';
}

/** A request that got no answer: the network, TLS, a credential that cannot be had, the time limit. */
export function unreachable(what: string, thrown: unknown): RefitError {
  if (thrown instanceof RefitError) return thrown;
  const error = toError(thrown);
  return new RefitError('KubernetesUnavailable', `API server: ${what}: ${describeCause(error)}`, error);
}

/** undici says "fetch failed" or nothing at all, and has what happened in `cause` or `code`. */
function describeCause(error: Error): string {
  const inner = error instanceof AggregateError ? (error.errors as unknown[])[0] : error.cause;
  const innermost = error.message === '' && inner !== undefined ? toError(inner) : error;
  const code = 'code' in innermost && typeof innermost.code === 'string' ? ` (${innermost.code})` : '';
  return `${innermost.message === '' ? innermost.name : innermost.message}${code}`.slice(0, messageLimit);
}
