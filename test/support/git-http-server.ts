import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { cleanGitEnvironment } from './git-repository.ts';

/** How the server is to fail: with a status, a redirect, an answer cut short, or none at all. */
export type GitHttpFault =
  | { readonly kind: 'status'; readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  | { readonly kind: 'redirect'; readonly location: string }
  /** `bytes` of the body, then the connection is cut; with `clean`, the answer ends as if it were whole. */
  | { readonly kind: 'truncate'; readonly bytes: number; readonly clean?: boolean }
  /** `bytes` of the body, then nothing more. */
  | { readonly kind: 'stall'; readonly bytes: number }
  | { readonly kind: 'hang' };

/** One request the server was asked. `body` is unpacked: it holds `command=ls-refs` for a poll, `command=fetch` for a fetch. */
export interface GitHttpRequestRecord {
  readonly method: string;
  readonly url: string;
  readonly body: string;
}

/**
 * A real git server for tests: smart HTTP by `git http-backend` over all repositories below one folder.
 * `<folder>/a/b.git` is at `url('a/b.git')`.
 */
export class GitHttpServer {
  /** Requests since the start, or since a test emptied it. */
  readonly requests: GitHttpRequestRecord[] = [];
  /** Asked for each request; what it returns is done instead of an answer. */
  fault: (request: GitHttpRequestRecord) => GitHttpFault | undefined = () => undefined;
  /** The protocol the server speaks when it is asked for one (`version=2`): `version=1`, or nothing for the oldest. */
  protocol: (asked: string) => string = (asked) => asked;
  /** Waited for before each answer. */
  hold: () => Promise<void> = async () => undefined;
  readonly #server: http.Server;
  readonly #backends = new Set<ChildProcess>();
  readonly #folder: string;
  readonly #host: string;
  readonly #backend: string;

  private constructor(folder: string, host: string) {
    this.#folder = folder;
    this.#host = host;
    this.#backend = `${execFileSync('git', ['--exec-path'], { encoding: 'utf8' }).trim()}/git-http-backend`;
    this.#server = http.createServer((request, response) => void this.#answer(request, response));
  }

  /** @param host an address of this machine: loopback, or one that pods reach */
  static async start(folder: string, host = '127.0.0.1'): Promise<GitHttpServer> {
    const server = new GitHttpServer(folder, host);
    await new Promise<void>((resolve) => server.#server.listen(0, host, resolve));
    return server;
  }

  get origin(): string {
    return `http://${this.#host}:${(this.#server.address() as AddressInfo).port}`;
  }

  url(path: string): string {
    return `${this.origin}/${path}`;
  }

  async stop(): Promise<void> {
    for (const backend of this.#backends) backend.kill('SIGKILL');
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const pieces: Buffer[] = [];
    for await (const piece of request) if (Buffer.isBuffer(piece)) pieces.push(piece);
    const body = Buffer.concat(pieces);
    const plain = request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body;
    const record = { method: request.method ?? '', url: request.url ?? '', body: plain.toString('latin1') };
    this.requests.push(record);
    await this.hold();
    const fault = this.fault(record);
    if (fault?.kind === 'hang') return;
    if (fault?.kind === 'status') return void response.writeHead(fault.status, fault.headers).end('injected');
    if (fault?.kind === 'redirect') return void response.writeHead(302, { location: fault.location }).end();
    this.#serve(request, body, response, fault);
  }

  #serve(request: http.IncomingMessage, body: Buffer, response: http.ServerResponse, cut?: GitHttpFault): void {
    const url = new URL(request.url ?? '/', this.origin);
    const header = (name: string): string => String(request.headers[name] ?? '');
    const env = cleanGitEnvironment({
      GIT_PROJECT_ROOT: this.#folder,
      GIT_HTTP_EXPORT_ALL: '1',
      REQUEST_METHOD: request.method ?? 'GET',
      PATH_INFO: decodeURIComponent(url.pathname),
      QUERY_STRING: url.search.slice(1),
      CONTENT_TYPE: header('content-type'),
      CONTENT_LENGTH: String(body.length),
      HTTP_CONTENT_ENCODING: header('content-encoding'),
      GIT_PROTOCOL: this.protocol(header('git-protocol')),
      REMOTE_USER: 'test',
      REMOTE_ADDR: this.#host,
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'http.receivepack',
      GIT_CONFIG_VALUE_0: 'true',
    });
    const backend = spawn(this.#backend, { env });
    this.#backends.add(backend);
    backend.once('close', () => this.#backends.delete(backend));
    backend.stdin.on('error', () => undefined);
    backend.stdin.end(body);
    respond(backend.stdout, response, cut);
  }
}

/** Turns the CGI answer (headers, empty line, body) into an HTTP one, cut short if asked. */
function respond(cgi: NodeJS.ReadableStream, response: http.ServerResponse, cut: GitHttpFault | undefined): void {
  let head: Buffer | undefined = Buffer.alloc(0);
  let left = cut !== undefined && 'bytes' in cut ? cut.bytes : Number.POSITIVE_INFINITY;
  const send = (bytes: Buffer): void => {
    if (left <= 0) return;
    response.write(bytes.subarray(0, left));
    left -= bytes.length;
    if (left > 0 || cut?.kind !== 'truncate') return;
    // What was written must leave before the connection is cut.
    if (cut.clean === true) response.end();
    else setImmediate(() => response.destroy());
  };
  cgi.on('data', (piece: Buffer) => {
    if (head === undefined) return send(piece);
    head = Buffer.concat([head, piece]);
    const end = head.indexOf('\r\n\r\n');
    if (end < 0) return;
    const lines = head.toString('latin1', 0, end).split('\r\n');
    const status = lines.find((line) => /^status:/i.test(line));
    for (const line of lines) {
      const colon = line.indexOf(':');
      if (line !== status) response.setHeader(line.slice(0, colon), line.slice(colon + 1).trim());
    }
    response.statusCode = status === undefined ? 200 : Number(/\d+/.exec(status)?.[0]);
    const body = head.subarray(end + 4);
    head = undefined;
    if (body.length > 0) send(body);
  });
  cgi.on('end', () => {
    if (cut?.kind !== 'stall') response.end();
  });
}
