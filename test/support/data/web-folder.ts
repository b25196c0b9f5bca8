import { createReadStream, existsSync, statSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** A folder over HTTP, as a DVC remote may be; with user and password if it has one. */
export class WebFolder {
  readonly requests: { readonly path: string; readonly authorization: string | undefined }[] = [];
  user: { readonly name: string; readonly password: string } | undefined;
  readonly #server: http.Server;

  private constructor(folder: string) {
    this.#server = http.createServer(({ url = '/', headers }, response) => {
      this.requests.push({ path: url, authorization: headers.authorization });
      const pair = this.user && Buffer.from(`${this.user.name}:${this.user.password}`).toString('base64');
      if (pair !== undefined && headers.authorization !== `Basic ${pair}`) return void response.writeHead(401).end();
      const path = join(folder, decodeURIComponent(url));
      if (!existsSync(path) || !statSync(path).isFile()) return void response.writeHead(404).end();
      createReadStream(path).pipe(response);
    });
  }

  static async start(folder: string): Promise<WebFolder> {
    const web = new WebFolder(folder);
    await new Promise<void>((resolve) => web.#server.listen(0, '127.0.0.1', resolve));
    return web;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
