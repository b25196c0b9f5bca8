import type { LookupAddress } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { type LookupFunction, isIP } from 'node:net';
import { callbackify } from 'node:util';
import { RefitError } from '../core/errors.ts';
import type { AddressPolicy } from './addresses.ts';
import type { GitProxy } from './credentials.ts';
import { Slots } from './slots.ts';

/** Bytes of an answer: about 400,000 refs. Those that are larger than `smallBody` are read two at a time, of all hosts together. */
const maxBody = 32 * 1024 * 1024;
const smallBody = 1024 * 1024;
/** Milliseconds that an idle connection is kept. */
const idleMs = 90_000;

/** How an origin is connected to. The same object is the same pool of connections; another one never shares them. */
export interface HttpConnection {
  readonly origin: string;
  readonly ca?: string;
  readonly clientCertificate?: { readonly certificate: string; readonly key: string };
  readonly proxy?: GitProxy;
}

export interface HttpQuestion {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Buffer;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Asks over HTTP: connections kept alive, addresses checked and pinned, no redirects, a deadline, a bound on answers. */
export interface HttpClient {
  /** @throws RefitError SourceUnavailable | AddressRefused; a status is no error, a redirect is */
  ask(question: HttpQuestion, connection: HttpConnection): Promise<HttpAnswer>;
  close(): void;
}

interface Pool {
  readonly agent: http.Agent;
  /** Cuts its connections, also those that are only being made. */
  end(): void;
}

/** @param timeoutMs of one request with its whole answer */
export function createHttpClient(addresses: AddressPolicy, timeoutMs: number): HttpClient {
  const pools = new Map<HttpConnection, Pool>();
  const lookup = pinnedLookup(addresses);
  const large = new Slots(2);

  async function poolOf(connection: HttpConnection): Promise<Pool> {
    const known = pools.get(connection);
    if (known !== undefined) return known;
    const made = await makePool(connection, lookup);
    for (const [other, { agent }] of pools) if (isIdle(agent)) pools.delete(other);
    const pool = pools.get(connection) ?? made;
    pools.set(connection, pool);
    return pool;
  }

  const once = async (question: HttpQuestion, connection: HttpConnection): Promise<HttpAnswer> =>
    send(question, connection, (await poolOf(connection)).agent, { timeoutMs, large });

  return {
    async ask(question, connection) {
      try {
        if (new URL(question.url).origin !== connection.origin) throw new Error('the url is of another origin');
        addresses.check(new URL(question.url).hostname);
        if (connection.proxy !== undefined) addresses.check(new URL(connection.proxy.url).hostname);
        const answer = await once(question, connection).catch((error: unknown) => {
          // The server closed an idle connection just as it was used again: nothing was asked yet.
          if (isReset(error)) return once(question, connection);
          throw error;
        });
        refuseRedirect(question.url, answer.status);
        return answer;
      } catch (error: unknown) {
        if (isTimeout(error) && connection.proxy !== undefined) {
          // A proxy that hangs holds the places of the pool for ever.
          pools.get(connection)?.end();
          pools.delete(connection);
        }
        throw failure(question.url, error, timeoutMs);
      }
    },
    close() {
      for (const pool of pools.values()) pool.end();
      pools.clear();
    },
  };
}

/** One request with its whole answer. */
function send(
  { method, url, headers, body = Buffer.alloc(0) }: HttpQuestion,
  { clientCertificate, ca }: HttpConnection,
  agent: http.Agent,
  { timeoutMs, large }: { readonly timeoutMs: number; readonly large: Slots },
): Promise<HttpAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<HttpAnswer>();
  const ending = new AbortController();
  const timer = setTimeout(() => {
    // Of a request that still waits for its connection Node says nothing.
    reject(new DOMException('timeout', 'TimeoutError'));
    ending.abort();
  }, timeoutMs);
  const sent = (url.startsWith('https:') ? https : http).request(url, {
    agent,
    method,
    headers: { ...headers, 'content-length': String(body.length) },
    signal: ending.signal,
    ...(ca === undefined ? {} : { ca }),
    // Of the request, not of the pool: an https proxy must not see it.
    ...(clientCertificate === undefined ? {} : { cert: clientCertificate.certificate, key: clientCertificate.key }),
  });
  sent.once('error', (error) => reject(Object.assign(error, { reused: sent.reusedSocket })));
  // What a proxy says instead of a connection is no answer of the server.
  sent.once('proxyConnect', ({ statusCode }: { statusCode: number }) => {
    if (statusCode !== 200) reject(new Error(`the proxy answered ${statusCode}`));
  });
  sent.once('response', (response) => void collect(response, large).then(resolve, reject));
  sent.end(body);
  return promise.finally(() => clearTimeout(timer));
}

async function makePool({ origin, ca, proxy }: HttpConnection, lookup: LookupFunction): Promise<Pool> {
  const ending = new AbortController();
  const options = {
    keepAlive: true,
    maxSockets: 4,
    maxFreeSockets: 4,
    scheduling: 'fifo',
    timeout: idleMs,
    lookup,
  } as const;
  if (proxy === undefined) {
    const agent = origin.startsWith('https:') ? new https.Agent(options) : new http.Agent(options);
    return { agent, end: () => agent.destroy() };
  }
  const { HttpsProxyAgent } = await import('https-proxy-agent');
  const { username, password } = proxy;
  const headers = username === undefined ? {} : { 'proxy-authorization': basic(username, password ?? '') };
  const trusted = ca === undefined ? {} : { ca };
  const agent = new HttpsProxyAgent(new URL(proxy.url), { ...options, ...trusted, headers, signal: ending.signal });
  return {
    agent,
    end() {
      ending.abort();
      agent.destroy();
    },
  };
}

/** The value of a header of basic authentication (RFC 7617). */
export function basic(username: string, password: string): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

function isIdle(agent: http.Agent): boolean {
  return [agent.sockets, agent.freeSockets, agent.requests].every((list) => Object.keys(list).length === 0);
}

/** Names are resolved by the policy: only what it allowed is connected to. */
function pinnedLookup(addresses: AddressPolicy): LookupFunction {
  return (hostname, options, callback) => {
    const find = async (): Promise<LookupAddress[]> => {
      const all = (await addresses.resolve(hostname)).map((address) => ({ address, family: isIP(address) }));
      const { family } = options;
      const fitting = family === 4 || family === 6 ? all.filter((one) => one.family === family) : all;
      if (fitting.length === 0) throw new Error(`${hostname} has no address of this family`);
      return fitting;
    };
    callbackify(find)((error, found) => {
      const [first] = found ?? [];
      if (first === undefined) callback(error ?? new Error('no address'), '', 0);
      else if (options.all === true) callback(null, found);
      else callback(null, first.address, first.family);
    });
  };
}

function isReset(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error) || !('reused' in error)) return false;
  return error.code === 'ECONNRESET' && error.reused === true;
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError');
}

function failure(url: string, error: unknown, timeoutMs: number): RefitError {
  if (error instanceof RefitError) return error;
  const why = isTimeout(error) ? `no answer within ${timeoutMs} ms` : describe(error);
  return new RefitError('SourceUnavailable', `The git server ${new URL(url).origin} cannot be asked: ${why}.`, error);
}

function describe(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return describe(error.errors[0]);
  return error instanceof Error ? error.message.slice(0, 200) : String(error);
}

async function collect(response: http.IncomingMessage, large: Slots): Promise<HttpAnswer> {
  const pieces: Buffer[] = [];
  let size = 0;
  const body: AsyncIterator<unknown> = response[Symbol.asyncIterator]();
  /** @returns whether that was all */
  async function take(most: number): Promise<boolean> {
    while (size <= most) {
      const next: IteratorResult<unknown, unknown> = await body.next();
      if (next.done === true) return true;
      if (!Buffer.isBuffer(next.value)) continue;
      size += next.value.length;
      pieces.push(next.value);
    }
    return false;
  }
  try {
    const whole = (await take(smallBody)) || (await large.run(() => take(maxBody)));
    if (!whole) throw new Error(`the answer is longer than ${maxBody} bytes`);
    return { status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(pieces) };
  } finally {
    response.destroy();
  }
}

function refuseRedirect(url: string, status: number): void {
  if (status < 300 || status >= 400) return;
  throw new RefitError(
    'SourceUnavailable',
    `The git server answers ${url} with a redirect, which is not followed: name the url it leads to.`,
  );
}
