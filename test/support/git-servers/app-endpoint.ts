import { createVerify } from 'node:crypto';
import type http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Certificate } from '../cluster/certificates/authority.ts';

/** Where GitHub Apps get tokens: checks the proof of the app, and gives a new token each time. */
export class AppEndpoint {
  /** Claims of each request whose signature was right. */
  readonly claims: { readonly iat: number; readonly exp: number; readonly iss: string }[] = [];
  readonly paths: string[] = [];
  /** Tokens given, in order. */
  readonly tokens: string[] = [];
  /** Milliseconds that a token is good for. */
  lifeMs = 60 * 60_000;
  now: () => number = Date.now;
  /** A status, and headers, to answer with instead. */
  fault: { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string } | undefined;
  readonly #server: https.Server;

  private constructor(tls: Certificate, publicKey: string) {
    this.#server = https.createServer({ cert: tls.certificate, key: tls.key }, (request, response) =>
      this.#answer(publicKey, request, response),
    );
  }

  static async start(tls: Certificate, publicKey: string): Promise<AppEndpoint> {
    const endpoint = new AppEndpoint(tls, publicKey);
    await new Promise<void>((resolve) => endpoint.#server.listen(0, '127.0.0.1', resolve));
    return endpoint;
  }

  url(host = '127.0.0.1'): string {
    return `https://${host}:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #answer(publicKey: string, request: http.IncomingMessage, response: http.ServerResponse): void {
    this.paths.push(request.url ?? '');
    if (this.fault !== undefined) {
      const { status, headers = {}, body = '{}' } = this.fault;
      response.writeHead(status, headers).end(body);
      return;
    }
    const [head = '', claims = '', signature = ''] = (request.headers.authorization ?? '')
      .replace('Bearer ', '')
      .split('.');
    if (!createVerify('RSA-SHA256').update(`${head}.${claims}`).verify(publicKey, signature, 'base64url')) {
      response.writeHead(401).end('{}');
      return;
    }
    this.claims.push(JSON.parse(Buffer.from(claims, 'base64url').toString()) as (typeof this.claims)[number]);
    const token = `ghs_installation-token-${this.tokens.length + 1}`;
    this.tokens.push(token);
    const expires = new Date(this.now() + this.lifeMs).toISOString();
    response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify({ token, expires_at: expires }));
  }
}
