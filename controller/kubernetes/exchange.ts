import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiRequest, ApiResponse, Connection } from './connection.ts';
import { type ApiStatus, apiStatusOf, fromApiStatus, readApiStatus, unreachable } from './errors.ts';

/** A request with what messages call its object, such as `Job ml/train-1`. */
export type NamedRequest = ApiRequest & { readonly what: string };

export interface ExchangeOptions {
  /** Milliseconds for one call with everything it repeats. */
  readonly timeLimitMs: number;
}

/** GETs are sent so often at most. A write is never repeated here: nobody knows whether it was carried out. */
const tries = 3;
/** Milliseconds before a repetition when the server names none; full jitter. */
const pauseMs = 500;

/**
 * A request and its whole answer, within the time limit.
 * @returns the JSON document @throws RefitError, see KubernetesClient
 */
export async function exchange(
  connection: Connection,
  request: NamedRequest,
  options: ExchangeOptions,
): Promise<unknown> {
  const limit = deadline(options.timeLimitMs, request.signal);
  try {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await once(connection, { ...request, signal: limit.signal });
      } catch (error: unknown) {
        const pause = pauseBefore(request, error, attempt);
        if (pause === undefined || limit.leftMs() <= pause) throw error;
        await sleep(pause);
      }
    }
  } finally {
    limit.end();
  }
}

async function once(connection: Connection, request: NamedRequest): Promise<unknown> {
  const { status, headers, text } = await readAll(connection, request);
  if (status < 200 || status > 299) {
    throw fromApiStatus(request.what, readApiStatus(status, text, single(headers['retry-after'])));
  }
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch {
    // Neither the text nor V8's message, which quotes it: it may be of a Secret.
    throw unreachable(request.what, new Error(`the answer is not JSON (${text.length} characters)`));
  }
}

async function readAll(
  connection: Connection,
  request: NamedRequest,
): Promise<{ status: number; headers: ApiResponse['headers']; text: string }> {
  try {
    const { status, headers, body } = await connection.send(request);
    return { status, headers, text: await body.text() };
  } catch (error: unknown) {
    throw unreachable(request.what, error);
  }
}

/** @throws RefitError for an answer that is not 2xx */
export async function requireWell(request: NamedRequest, response: ApiResponse): Promise<void> {
  if (response.status >= 200 && response.status <= 299) return;
  const text = await response.body.text();
  throw fromApiStatus(request.what, readApiStatus(response.status, text, single(response.headers['retry-after'])));
}

function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

/** Milliseconds until the next try; undefined: there is none. */
function pauseBefore(request: ApiRequest, error: unknown, attempt: number): number | undefined {
  if (request.method !== 'GET' || attempt >= tries || request.signal?.aborted === true) return undefined;
  const status = apiStatusOf(error);
  if (status !== undefined && !isPassing(status)) return undefined;
  if (status?.retryAfterSeconds !== undefined) return status.retryAfterSeconds * 1_000;
  return Math.random() * pauseMs * attempt;
}

function isPassing({ code }: ApiStatus): boolean {
  return code === 429 || code >= 500;
}

/** A signal that aborts after `ms` or with `outer`; `end` lets go of both. */
export function deadline(
  ms: number,
  outer?: AbortSignal,
): { readonly signal: AbortSignal; leftMs(): number; end(): void } {
  const controller = new AbortController();
  const until = performance.now() + ms;
  const timer = setTimeout(() => controller.abort(new Error(`no answer within ${ms / 1_000} s`)), ms);
  const abort = (): void => controller.abort(outer?.reason);
  if (outer?.aborted === true) abort();
  outer?.addEventListener('abort', abort, { once: true });
  return {
    signal: controller.signal,
    leftMs: () => until - performance.now(),
    end() {
      clearTimeout(timer);
      outer?.removeEventListener('abort', abort);
    },
  };
}
