import http from 'node:http';
import https from 'node:https';
import type { GitHttpRequest, GitHttpResponse, HttpClient } from 'isomorphic-git';
import { RefitError } from '../core/errors.ts';

const maxBody = 64 * 1024 * 1024;

/** A client for polls: connections kept alive, no redirects, a deadline, a bound on the answer. */
export interface PollClient extends HttpClient {
  close(): void;
}

/**
 * @param timeoutMs of one request with its whole answer
 * @returns what isomorphic-git calls; its requests throw RefitError SourceUnavailable
 */
export function createPollClient(timeoutMs: number): PollClient {
  const options = { keepAlive: true, maxSockets: 4, maxTotalSockets: 20, scheduling: 'fifo' } as const;
  const agents = { http: new http.Agent(options), https: new https.Agent(options) };

  async function once(request: GitHttpRequest, body: Buffer): Promise<GitHttpResponse> {
    const { promise, resolve, reject } = Promise.withResolvers<GitHttpResponse>();
    const secure = request.url.startsWith('https:');
    const sent = (secure ? https : http).request(request.url, {
      agent: secure ? agents.https : agents.http,
      method: request.method ?? 'GET',
      headers: { ...request.headers, 'content-length': String(body.length) },
      signal: AbortSignal.timeout(timeoutMs),
    });
    sent.once('error', (error) => reject(Object.assign(error, { reused: sent.reusedSocket })));
    sent.once('response', (response) => {
      collect(response)
        .then((bytes) => answer(request, response, bytes))
        .then(resolve, reject);
    });
    sent.end(body);
    return promise;
  }

  return {
    async request(request) {
      const body = await gather(request.body);
      try {
        return await once(request, body);
      } catch (error: unknown) {
        // The server closed an idle connection just as it was used again: nothing was asked yet.
        if (isReset(error)) return once(request, body).catch((second: unknown) => fail(request.url, second, timeoutMs));
        return fail(request.url, error, timeoutMs);
      }
    },
    close() {
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}

function isReset(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    error.code === 'ECONNRESET' &&
    'reused' in error &&
    error.reused === true
  );
}

function fail(url: string, error: unknown, timeoutMs: number): never {
  if (error instanceof RefitError) throw error;
  const origin = new URL(url).origin;
  const aborted = error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError');
  const why = aborted ? `no answer within ${timeoutMs} ms` : describe(error);
  throw new RefitError('SourceUnavailable', `The git server ${origin} cannot be asked: ${why}.`, error);
}

function describe(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return describe(error.errors[0]);
  return error instanceof Error ? error.message.slice(0, 200) : String(error);
}

async function gather(body: GitHttpRequest['body']): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  if (body !== undefined) for await (const piece of body) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function collect(response: http.IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of response) {
    if (!Buffer.isBuffer(piece)) continue;
    size += piece.length;
    if (size > maxBody) throw new Error(`the answer is longer than ${maxBody} bytes`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

function answer(request: GitHttpRequest, response: http.IncomingMessage, bytes: Buffer): GitHttpResponse {
  const statusCode = response.statusCode ?? 0;
  if (statusCode >= 300 && statusCode < 400) {
    throw new RefitError(
      'SourceUnavailable',
      `The git server answers ${request.url} with a redirect, which is not followed: name the url it leads to.`,
    );
  }
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(response.headers)) headers[name] = String(value);
  return {
    url: request.url,
    method: request.method ?? 'GET',
    headers,
    statusCode,
    statusMessage: response.statusMessage ?? '',
    body: iterate(bytes),
  };
}

async function* iterate(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, void> {
  yield bytes;
}
