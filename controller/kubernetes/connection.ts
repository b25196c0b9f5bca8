import type { Dispatcher } from 'undici';
import type { Access, Credentials, TlsOptions } from './access.ts';

/** What is sent; the answer's status is not judged here. */
export interface ApiRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** From the server's root, with its query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  readonly signal?: AbortSignal;
  /** Answers that last (watches, logs) have connections of their own, so that they never keep a request waiting. */
  readonly lasting?: boolean;
  /** Ends an answer that says nothing for so long, in milliseconds. Default: as long as the time limit of requests. */
  readonly silenceMs?: number;
}

export interface ApiResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: AsyncIterable<Buffer> & { text(): Promise<string>; dump(): Promise<void> };
}

export interface Connection {
  /** Answers 401 with the same request and credentials read anew, once. @throws what undici or the credentials throw */
  send(request: ApiRequest): Promise<ApiResponse>;
  close(): Promise<void>;
}

export interface ConnectionOptions {
  readonly access: Access;
  /** Requests under way at once, not counting those that last; more wait. */
  readonly concurrency: number;
  /** Milliseconds. */
  readonly timeLimitMs: number;
}

/** Below the 90 s after which an API server closes idle connections. */
const idleMs = 60_000;
/**
 * A peer that is gone is found 10 s after this by the kernel: Node probes once a second, ten times. Half of what load
 * balancers usually allow an idle connection.
 */
const keepAliveMs = 30_000;

/**
 * Connections that are kept and shared (client-node makes an Agent per request: research in docs/adr/0006). One set for as
 * long as the bytes of CA and client certificate stay the same; a set that is replaced finishes what is under way.
 */
export async function openConnection(options: ConnectionOptions): Promise<Connection> {
  const pools = await createPools(options);
  const { access } = options;
  const attempt = async (request: ApiRequest): Promise<ApiResponse> => {
    const credentials = await access.current();
    return dispatch(pools.of(credentials.tls), request, credentials, options);
  };
  return {
    async send(request) {
      const first = await attempt(request);
      if (first.status !== 401) return first;
      await first.body.dump();
      await access.renew();
      return attempt(request);
    },
    close: () => pools.close(),
  };
}

interface Pools {
  readonly requests: Dispatcher;
  readonly lasting: Dispatcher;
}

async function dispatch(
  pools: Pools,
  request: ApiRequest,
  credentials: Credentials,
  { access, timeLimitMs }: ConnectionOptions,
): Promise<ApiResponse> {
  const { origin, pathname } = new URL(access.server);
  const { statusCode, headers, body } = await (request.lasting === true ? pools.lasting : pools.requests).request({
    origin,
    path: pathname.replace(/\/$/, '') + request.path,
    method: request.method,
    headers: {
      accept: 'application/json, */*',
      'user-agent': 'refit-controller',
      ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...request.headers,
      ...credentials.headers,
    },
    headersTimeout: timeLimitMs,
    bodyTimeout: request.silenceMs ?? timeLimitMs,
    ...(request.body === undefined ? {} : { body: request.body }),
    ...(request.signal === undefined ? {} : { signal: request.signal }),
  });
  return { status: statusCode, headers, body };
}

async function createPools(
  options: ConnectionOptions,
): Promise<{ of(tls: TlsOptions): Pools; close(): Promise<void> }> {
  const { Agent, ProxyAgent } = await import('undici');
  const { proxy } = options.access;
  if (proxy !== undefined && !/^https?:/.test(proxy))
    throw new Error(`proxy ${new URL(proxy).protocol} is not supported`);
  const create = (tls: TlsOptions, connections: number | null): Dispatcher => {
    // HTTP/1.1: a stalled HTTP/2 connection would take every request and watch with it.
    const common = { allowH2: false, connections, keepAliveTimeout: idleMs, keepAliveMaxTimeout: idleMs };
    const connect = { ...tls, keepAlive: true, keepAliveInitialDelay: keepAliveMs, timeout: options.timeLimitMs };
    if (proxy === undefined) return new Agent({ ...common, connect });
    return new ProxyAgent({ ...common, uri: proxy, requestTls: connect });
  };
  let current: (Pools & { readonly key: string }) | undefined;
  /** Of the last request: the same object holds the same bytes. */
  let last: TlsOptions | undefined;
  const ending = new Set<Promise<unknown>>();
  return {
    of(tls) {
      if (current !== undefined && last === tls) return current;
      last = tls;
      const key = JSON.stringify(tls);
      if (current?.key === key) return current;
      if (current !== undefined) {
        for (const pool of [current.requests, current.lasting]) {
          const end = pool.close().finally(() => ending.delete(end));
          ending.add(end);
        }
      }
      current = { key, requests: create(tls, options.concurrency), lasting: create(tls, null) };
      return current;
    },
    async close() {
      await Promise.all([current?.requests.destroy(), current?.lasting.destroy()]);
      current = undefined;
      await Promise.all(ending);
    },
  };
}
