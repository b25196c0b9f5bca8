/** One request to a volume's server over HTTP: pooled connections, a token read for each, no silence longer than allowed. */
import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { RefitError, toError } from '../../core/errors.ts';

export interface HttpQuestion {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'DELETE';
  /** From `/v1/` on. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Readable | Buffer;
}

export interface HttpAnswer {
  readonly status: number;
  header(name: string): string | undefined;
  readonly body: AsyncIterable<Buffer>;
}

/** @throws system errors when there was no answer */
export type HttpTransport = (question: HttpQuestion) => Promise<HttpAnswer>;

export interface HttpTransportOptions {
  /** Of the server, such as `http://refit-artifacts.refit-system.svc:8085`. */
  readonly url: string;
  /** Asked for every request: the kubelet renews it. */
  readonly token: () => Promise<string>;
  /** Milliseconds without a byte after which a request is given up. Default 60,000. */
  readonly idle?: number;
}

/** Larger bodies wait until the server says it wants them. Bytes. */
const askFirst = 1024 * 1024;
const maxSockets = 32;

function sendBody(request: ClientRequest, body: Readable | Buffer | undefined, ask: boolean): Promise<void> {
  if (body === undefined) return Promise.resolve(void request.end());
  if (Buffer.isBuffer(body) && !ask) return Promise.resolve(void request.end(body));
  return new Promise((resolve, reject) => {
    request.once('close', resolve);
    const send = (): void => {
      pipeline(Buffer.isBuffer(body) ? [body] : body, request).then(resolve, reject);
    };
    if (ask) request.once('continue', send).flushHeaders();
    else send();
  });
}

function answerOf(message: IncomingMessage): HttpAnswer {
  return {
    status: message.statusCode ?? 0,
    header(name) {
      const value = message.headers[name];
      return Array.isArray(value) ? value[0] : value;
    },
    body: message,
  };
}

/** Connections are kept and shared by all requests of one transport; none is made before the first. */
export function createHttpTransport({ url, token, idle = 60_000 }: HttpTransportOptions): HttpTransport {
  const base = new URL(url);
  const secure = base.protocol === 'https:';
  const agent = new (secure ? HttpsAgent : HttpAgent)({ keepAlive: true, maxSockets });
  const folder = base.pathname.replace(/\/$/, '');
  return async ({ method, path, headers, body }) => {
    const ask = body !== undefined && Number(headers['content-length'] ?? Infinity) > askFirst;
    const all = {
      ...headers,
      authorization: `Bearer ${await token()}`,
      ...(ask ? { expect: '100-continue' } : {}),
    };
    const request = (secure ? httpsRequest : httpRequest)(base, { method, path: folder + path, agent, headers: all });
    request.setTimeout(idle, () => {
      request.destroy(new RefitError('ArtifactStoreUnavailable', `artifact store: ${base.host} is silent`));
    });
    const answered = new Promise<HttpAnswer>((resolve, reject) => {
      request.once('response', (message) => resolve(answerOf(message)));
      request.once('error', reject);
    });
    const sent = sendBody(request, body, ask);
    // An answer may come before the body is through (a refusal), and counts; then the rest of the body is of no interest.
    const failed = new Promise<never>((_, reject) => {
      sent.catch((error: unknown) => {
        if (error instanceof RefitError) reject(error);
        else answered.catch(() => reject(toError(error)));
      });
    });
    return Promise.race([answered, failed]);
  };
}
