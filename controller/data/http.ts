/**
 * Requests for data over HTTP(S): connections kept and shared, no redirects, no silence longer than allowed, no server that
 * sends next to nothing for hours. Who is asked is up to the address rules; what is sent along is up to the caller.
 */
import { request as httpRequest } from 'node:http';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { RefitError, toError } from '../core/errors.ts';
import type { AddressPolicy } from '../git/addresses.ts';
import type { GitProxy } from '../git/credentials.ts';
import { createAgents } from './agents.ts';
import type { TLSMaterial } from './agents.ts';

/** What goes to one origin: headers that authenticate, certificates. Never to another. */
export interface Credentials {
  readonly headers: Readonly<Record<string, string>>;
  readonly tls?: TLSMaterial;
  /** The way out of the network; not bound to the origin, for what it hands out may be anywhere. */
  readonly proxy?: GitProxy;
}

export interface DataRequest {
  readonly method?: 'GET' | 'POST';
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly tls?: TLSMaterial | undefined;
  readonly proxy?: GitProxy | undefined;
  readonly body?: Buffer;
}

export interface DataAnswer {
  readonly status: number;
  header(name: string): string | undefined;
  /** Must be read or destroyed. */
  readonly body: IncomingMessage;
}

export interface DataHttp {
  /** @throws RefitError SourceUnavailable (no answer, silence, a redirect) | SourceRefused (an address that is not allowed) */
  send(request: DataRequest): Promise<DataAnswer>;
  close(): void;
}

export interface DataHttpOptions {
  /** Who may be asked; the same rules as for git. Left out: everybody. */
  readonly addresses?: AddressPolicy | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds without a byte after which a request is given up. Default 60,000. */
  readonly idleMs?: number;
}

/** Bytes per second that an answer must come with, averaged over `paceMs`. */
const slowest = 256;
const paceMs = 120_000;

/** No connection is made before the first request. */
export function createDataHttp({ addresses, signal, idleMs = 60_000 }: DataHttpOptions): DataHttp {
  const agents = createAgents(addresses, idleMs);
  async function send(request: DataRequest): Promise<DataAnswer> {
    const { url, method = 'GET', headers = {}, tls, body } = request;
    requireWeb(url);
    addresses?.checkScheme(url.protocol.slice(0, -1));
    // An address is connected to without being looked up.
    addresses?.check(url.hostname);
    const agent = await agents.of(request);
    const { promise, resolve, reject } = Promise.withResolvers<DataAnswer>();
    const length = body === undefined ? {} : { 'content-length': String(body.length) };
    const sent = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, {
      method,
      agent,
      // Of the request, not of the pool: a proxy must not see the certificate.
      ...(tls?.cert === undefined ? {} : { cert: tls.cert, key: tls.key }),
      headers: { 'user-agent': 'refit', ...headers, ...length },
      ...(signal === undefined ? {} : { signal }),
    });
    sent.setTimeout(idleMs, () => sent.destroy(silent(url, idleMs)));
    sent.once('error', (error) => reject(signal?.aborted === true ? toError(signal.reason) : unavailable(url, error)));
    // What a proxy says instead of a connection is no answer of the server: nothing is known of the data.
    sent.once('proxyConnect', ({ statusCode }: { readonly statusCode: number }) => {
      if (statusCode !== 200) reject(unavailable(url, new Error(`the proxy answered ${statusCode}`)));
    });
    sent.once('response', (response) => {
      watchPace(url, sent, response);
      resolve(answerOf(response));
    });
    sent.end(body);
    return promise;
  }
  return {
    send,
    close: () => agents.close(),
  };
}

/** @throws RefitError SourceRefused */
export function requireWeb(url: URL): void {
  const web = url.protocol === 'https:' || url.protocol === 'http:';
  if (web && url.username === '' && url.password === '') return;
  const found = web ? 'user or password in a URL' : `the scheme ${url.protocol.slice(0, 40)}`;
  throw new RefitError(
    'SourceRefused',
    `data at ${url.host}: found ${found}, allowed are http:// and https:// without`,
  );
}

/** Where a URL leads, without its query: signed URLs carry their signature there. */
export function shownURL(url: URL): string {
  return `${url.origin}${url.pathname}`.slice(0, 500);
}

/** Maps what went wrong between here and the server. */
export function unavailable(url: { readonly host: string }, error: unknown): RefitError {
  if (error instanceof RefitError) return error;
  const inner: unknown = error instanceof AggregateError ? error.errors[0] : error;
  if (inner instanceof RefitError) return inner;
  const cause = toError(inner);
  return new RefitError('SourceUnavailable', `data at ${url.host}: no answer (${cause.message.slice(0, 200)})`, cause);
}

function silent(url: URL, idleMs: number): RefitError {
  return new RefitError('SourceUnavailable', `data at ${url.host}: silent for ${idleMs / 1000} s`);
}

function answerOf(response: IncomingMessage): DataAnswer {
  return {
    status: response.statusCode ?? 0,
    header(name) {
      const value = response.headers[name];
      return Array.isArray(value) ? value[0] : value;
    },
    body: response,
  };
}

/** Socket timeouts are reset by every byte, so that a byte a minute would hold a step for ever. */
function watchPace(url: URL, request: ClientRequest, response: IncomingMessage): void {
  let before = 0;
  const socket = response.socket;
  const start = socket.bytesRead;
  const timer = setInterval(() => {
    const read = socket.bytesRead - start;
    // Who does not read (a full disk, a slow one) is not the server's fault.
    const tooSlow = read - before < (slowest * paceMs) / 1000 && response.readableFlowing !== false;
    before = read;
    if (tooSlow && !response.complete && response.readableLength === 0) {
      request.destroy(
        new RefitError('SourceUnavailable', `data at ${url.host}: slower than ${slowest} bytes per second`),
      );
    }
  }, paceMs);
  timer.unref();
  response.once('close', () => clearInterval(timer));
}

/** A small answer, whole. @throws RefitError SourceUnavailable when it is longer than `maxBytes` */
export async function readAnswer(url: URL, { body }: DataAnswer, maxBytes: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  try {
    for await (const piece of body) {
      const bytes = Buffer.from(piece as Uint8Array);
      size += bytes.length;
      if (size > maxBytes) {
        const found = `found an answer of more than ${maxBytes} bytes`;
        throw new RefitError('SourceUnavailable', `data at ${url.host}: ${found}, allowed are ${maxBytes}`);
      }
      pieces.push(bytes);
    }
  } catch (error: unknown) {
    throw unavailable(url, error);
  }
  return Buffer.concat(pieces);
}
