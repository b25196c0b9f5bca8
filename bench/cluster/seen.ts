/** A git server that knows when it first told somebody of a commit. */
import { createServer, request as send, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GitHttpServer } from '../../test/support/git-http-server.ts';
import { epoch } from '../bench.ts';

/**
 * Stands between pollers and a real git server. A revision is seen when the answer that first names its commit has been
 * handed to the poller's connection.
 */
export class SeenServer {
  readonly #git: GitHttpServer;
  readonly #front: Server;
  readonly #host: string;
  readonly #awaited = new Map<string, (at: number) => void>();

  private constructor(git: GitHttpServer, host: string) {
    this.#git = git;
    this.#host = host;
    this.#front = createServer((request, response) => {
      const { method, headers, url = '/' } = request;
      const forward = send(new URL(url, git.origin), { ...(method ? { method } : {}), headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        const pieces: Buffer[] = [];
        answer.on('data', (piece: Buffer) => {
          if (this.#awaited.size > 0) pieces.push(piece);
          response.write(piece);
        });
        answer.on('end', () => response.end(() => this.#told(Buffer.concat(pieces))));
      });
      forward.on('error', () => response.destroy());
      request.pipe(forward);
    });
  }

  /** Serves all repositories below a folder. @param host an address that pods reach, or loopback */
  static async start(folder: string, host = '127.0.0.1'): Promise<SeenServer> {
    const server = new SeenServer(await GitHttpServer.start(folder), host);
    await new Promise<void>((resolve) => server.#front.listen(0, host, resolve));
    return server;
  }

  url(path: string): string {
    return `http://${this.#host}:${(this.#front.address() as AddressInfo).port}/${path}`;
  }

  /** When an answer first names this commit (`epoch`); ask before the push. */
  seen(commit: string): Promise<number> {
    return new Promise((resolve) => this.#awaited.set(commit, resolve));
  }

  async stop(): Promise<void> {
    this.#front.closeAllConnections();
    await new Promise((resolve) => this.#front.close(resolve));
    await this.#git.stop();
  }

  #told(answer: Buffer): void {
    const text = answer.toString('latin1');
    for (const [commit, resolve] of this.#awaited) {
      if (!text.includes(`${commit} refs/heads/`)) continue;
      this.#awaited.delete(commit);
      resolve(epoch());
    }
  }
}
