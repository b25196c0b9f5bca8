import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { Certificate } from '../cluster/certificates/authority.ts';
import type { GitHttpServer } from '../git-http-server.ts';

export interface GuardOptions {
  /** What the server shows; without it the server speaks plain HTTP. */
  readonly tls?: Certificate;
  /** Clients must show a certificate of this authority (PEM). */
  readonly clientAuthority?: string;
  /** Whether a request with this Authorization is let through. By default every one. */
  readonly admit?: (authorization: string | undefined) => boolean;
  /** An address of this machine: loopback by default, or one that pods reach. */
  readonly host?: string;
}

/** A request that the guard saw. */
export interface GuardedRequest {
  readonly path: string;
  readonly authorization: string | undefined;
  /** The common name of the client's certificate. */
  readonly client: string | undefined;
  readonly admitted: boolean;
  /** Its connection: equal for requests on one. */
  readonly connection: number;
}

/** Stands before a git server: TLS, client certificates, authentication; passes on what it lets through. */
export class GuardedServer {
  readonly requests: GuardedRequest[] = [];
  /** Answers instead of the git server, when it returns true. */
  intercept: (request: http.IncomingMessage, response: http.ServerResponse) => boolean = () => false;
  admit: (authorization: string | undefined) => boolean;
  readonly #server: http.Server;
  readonly #secure: boolean;
  readonly #host: string;
  #connections = 0;
  readonly #ids = new WeakMap<object, number>();

  private constructor(behind: GitHttpServer, options: GuardOptions) {
    this.admit = options.admit ?? (() => true);
    this.#secure = options.tls !== undefined;
    this.#host = options.host ?? '127.0.0.1';
    const listener = (request: http.IncomingMessage, response: http.ServerResponse): void =>
      this.#answer(behind, request, response);
    this.#server =
      options.tls === undefined
        ? http.createServer(listener)
        : https.createServer(
            {
              cert: options.tls.certificate,
              key: options.tls.key,
              ...(options.clientAuthority === undefined
                ? {}
                : { ca: options.clientAuthority, requestCert: true, rejectUnauthorized: true }),
            },
            listener,
          );
    this.#server.keepAliveTimeout = 60_000;
  }

  static async start(behind: GitHttpServer, options: GuardOptions = {}): Promise<GuardedServer> {
    const guard = new GuardedServer(behind, options);
    await new Promise<void>((resolve) => guard.#server.listen(0, guard.#host, resolve));
    return guard;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** @param host another name of it */
  url(path: string, host = this.#host): string {
    return `${this.#secure ? 'https' : 'http'}://${host}:${this.port}/${path}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #answer(behind: GitHttpServer, request: http.IncomingMessage, response: http.ServerResponse): void {
    const { authorization } = request.headers;
    const admitted = this.admit(authorization);
    const { socket } = request;
    const id = this.#ids.get(socket) ?? this.#connections++;
    this.#ids.set(socket, id);
    const client = 'getPeerCertificate' in socket ? commonNameOf(socket) : undefined;
    this.requests.push({ path: request.url ?? '', authorization, client, admitted, connection: id });
    if (this.intercept(request, response)) return;
    if (!admitted) {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end('who are you?');
      return;
    }
    const { authorization: _, ...headers } = request.headers;
    const options = { method: request.method, headers };
    const passed = http.request(`${behind.origin}${request.url ?? '/'}`, options, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    passed.on('error', () => response.destroy());
    request.pipe(passed);
  }
}

function commonNameOf(socket: object): string | undefined {
  const certificate = (socket as TLSSocket).getPeerCertificate();
  const name = certificate.subject?.CN;
  return typeof name === 'string' ? name : undefined;
}
