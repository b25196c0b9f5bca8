import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, request as plainRequest } from 'node:http';
import type { IncomingMessage, RequestOptions, Server, ServerResponse } from 'node:http';
import { request as secureRequest } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { ApiServer } from '../support/cluster/apiserver.ts';

const proxied = '/api/v1/namespaces/refit-system/services/http:refit-controller:artifacts/proxy';

/**
 * An API server with an artifact server behind its service proxy: without nodes and pods the real one has nowhere to send
 * that, and it never proxies to loopback. Everything else goes to the real one as it is. As there, `Authorization` is not
 * passed on to a Service.
 */
export class Front {
  readonly #server: Server;
  readonly #behind: ApiServer;
  /** Of the artifact server. Undefined: as if there were no such Service. */
  artifacts: number | undefined;

  private constructor(server: Server, behind: ApiServer) {
    this.#server = server;
    this.#behind = behind;
  }

  static async create(behind: ApiServer): Promise<Front> {
    const server = createServer();
    const front = new Front(server, behind);
    server.on('request', (request, response) => front.#pass(request, response));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return front;
  }

  /** A kubeconfig of a person, through here. @returns its path */
  kubeconfig(of: string, folder: string): string {
    const { port } = this.#server.address() as AddressInfo;
    const config = readFileSync(of, 'utf8').replaceAll(this.#behind.url, `http://127.0.0.1:${port}`);
    const path = join(folder, 'through-the-front');
    writeFileSync(path, config);
    return path;
  }

  #pass(request: IncomingMessage, response: ServerResponse): void {
    const { url = '', method, headers } = request;
    const toService = url.startsWith(`${proxied}/`) && this.artifacts !== undefined;
    const { authorization, ...rest } = headers;
    const options: RequestOptions = toService
      ? { host: '127.0.0.1', port: this.artifacts, path: url.slice(proxied.length), method, headers: rest }
      : { path: url, method, headers: { ...rest, ...(authorization === undefined ? {} : { authorization }) } };
    const answered = (answer: IncomingMessage): void => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    };
    const onward = toService
      ? plainRequest(options, answered)
      : secureRequest(this.#behind.url, { ...options, ca: this.#behind.ca }, answered);
    onward.on('error', (error) => response.destroy(error));
    request.pipe(onward);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }
}
