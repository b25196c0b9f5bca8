import { createHash } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request that the server was asked. */
export interface LfsRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: http.IncomingHttpHeaders;
}

/**
 * An LFS server for tests: the batch API with basic transfers, as the real `git lfs` client speaks it. Objects are in memory; the API
 * asks for user and password, objects for the header that the API hands out.
 */
export class LfsServer {
  readonly objects = new Map<string, Buffer>();
  readonly requests: LfsRequest[] = [];
  /** Of the API; undefined: everybody. */
  user: { readonly name: string; readonly password: string } | undefined;
  /** Where objects are handed out; default: this server, with `x-object-key`. */
  hrefOf: (oid: string) => { readonly href: string; readonly header?: Readonly<Record<string, string>> };
  /** What a download answers instead of the object. */
  broken: (oid: string, content: Buffer) => Buffer | number | undefined = () => undefined;
  readonly #server: http.Server;
  readonly #host: string;

  private constructor(host: string) {
    this.#host = host;
    this.hrefOf = (oid) => ({ href: `${this.origin}/objects/${oid}`, header: { 'x-object-key': 'of-this-object' } });
    this.#server = http.createServer((request, response) => {
      this.#answer(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
    });
  }

  /** @param host an address of this machine: loopback, or one that pods reach */
  static async start(host = '127.0.0.1'): Promise<LfsServer> {
    const server = new LfsServer(host);
    await new Promise<void>((resolve) => server.#server.listen(0, host, resolve));
    return server;
  }

  get origin(): string {
    return `http://${this.#host}:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Of the API of a repository. */
  get url(): string {
    return `${this.origin}/team/data.git/info/lfs`;
  }

  /** Adds an object. @returns its oid */
  add(content: string | Buffer): string {
    const bytes = Buffer.from(content);
    const oid = createHash('sha256').update(bytes).digest('hex');
    this.objects.set(oid, bytes);
    return oid;
  }

  /** Paths that were downloaded. */
  downloads(): string[] {
    return this.requests
      .filter(({ method, path }) => method === 'GET' && path.startsWith('/objects/'))
      .map(({ path }) => path);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const path = request.url ?? '';
    this.requests.push({ method: request.method ?? '', path, headers: request.headers });
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(Buffer.from(piece as Uint8Array));
    const body = Buffer.concat(pieces);
    const oid = /^\/objects\/([0-9a-f]{64})$/.exec(path)?.[1];
    if (oid !== undefined) return this.#object(request, response, oid, body);
    if (!this.#isKnown(request)) {
      return void response
        .writeHead(401, { 'www-authenticate': 'Basic realm="lfs"' })
        .end('{"message":"who are you?"}');
    }
    if (!path.endsWith('/info/lfs/objects/batch')) return void response.writeHead(404).end('{}');
    response.setHeader('content-type', 'application/vnd.git-lfs+json');
    response.end(JSON.stringify(this.#batch(JSON.parse(body.toString('utf8')) as Batch)));
  }

  #isKnown({ headers }: http.IncomingMessage): boolean {
    if (this.user === undefined) return true;
    const pair = Buffer.from(`${this.user.name}:${this.user.password}`).toString('base64');
    return headers.authorization === `Basic ${pair}`;
  }

  #batch({ operation, objects }: Batch): object {
    return {
      transfer: 'basic',
      objects: objects.map(({ oid, size }) => {
        const there = this.objects.has(oid);
        if (operation === 'upload') return { oid, size, ...(there ? {} : { actions: { upload: this.hrefOf(oid) } }) };
        if (!there) return { oid, size, error: { code: 404, message: 'Object does not exist' } };
        return { oid, size, actions: { download: this.hrefOf(oid) } };
      }),
    };
  }

  #object(request: http.IncomingMessage, response: http.ServerResponse, oid: string, body: Buffer): void {
    if (request.headers['x-object-key'] !== 'of-this-object') return void response.writeHead(403).end();
    if (request.method === 'PUT') {
      this.objects.set(oid, body);
      return void response.end();
    }
    const content = this.objects.get(oid);
    if (content === undefined) return void response.writeHead(404).end();
    const instead = this.broken(oid, content);
    if (typeof instead === 'number') return void response.writeHead(instead, { location: '/elsewhere' }).end();
    response.end(instead ?? content);
  }
}

interface Batch {
  readonly operation: string;
  readonly objects: readonly { readonly oid: string; readonly size: number }[];
}
