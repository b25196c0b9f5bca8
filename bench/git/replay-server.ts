/** A git server that repeats its answers, so that one which is asked all the time is never what is waited for. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GitHttpServer } from '../../test/support/git-http-server.ts';

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Headers that answers depend on, and those of an answer that are passed on. */
const asked = ['content-type', 'content-encoding', 'git-protocol'];
const told = ['content-type', 'cache-control', 'expires', 'pragma'];

/**
 * Stands in front of a real git server. What it has answered once it answers again, byte by byte: for repositories to
 * which nothing is pushed.
 */
export class ReplayServer {
  /** Listings of refs that have been answered. */
  polls = 0;
  readonly #git: GitHttpServer;
  readonly #front: Server;
  readonly #answers = new Map<string, Promise<Answer>>();

  private constructor(git: GitHttpServer) {
    this.#git = git;
    this.#front = createServer({ keepAliveTimeout: 65_000 }, (request, response) => {
      this.#answer(request, response).catch(() => response.destroy());
    });
  }

  /** Serves all repositories below a folder, on loopback. */
  static async start(folder: string): Promise<ReplayServer> {
    const server = new ReplayServer(await GitHttpServer.start(folder));
    await new Promise<void>((resolve) => server.#front.listen(0, '127.0.0.1', resolve));
    return server;
  }

  url(path: string): string {
    return `http://127.0.0.1:${(this.#front.address() as AddressInfo).port}/${path}`;
  }

  async stop(): Promise<void> {
    this.#front.closeAllConnections();
    await new Promise((resolve) => this.#front.close(resolve));
    await this.#git.stop();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const pieces: Buffer[] = [];
    for await (const piece of request) if (Buffer.isBuffer(piece)) pieces.push(piece);
    const body = Buffer.concat(pieces);
    const headers = Object.fromEntries(asked.flatMap((name) => headerOf(request.headers[name], name)));
    const { method = 'GET', url = '/' } = request;
    const key = JSON.stringify([method, url, headers, body.toString('latin1')]);
    const answer = this.#answers.get(key) ?? this.#ask(url, { method, headers, ...(method === 'GET' ? {} : { body }) });
    this.#answers.set(key, answer);
    const found = await answer;
    // What failed is asked again.
    if (found.status !== 200) this.#answers.delete(key);
    response.writeHead(found.status, { ...found.headers, 'content-length': found.body.length });
    response.end(found.body, () => {
      if (body.includes('command=ls-refs')) this.polls += 1;
    });
  }

  async #ask(
    url: string,
    question: { method: string; headers: Record<string, string>; body?: Buffer },
  ): Promise<Answer> {
    const { body, ...rest } = question;
    const answer = await fetch(`${this.#git.origin}${url}`, {
      ...rest,
      ...(body === undefined ? {} : { body: new Uint8Array(body) }),
    });
    const headers = Object.fromEntries(told.flatMap((name) => headerOf(answer.headers.get(name), name)));
    return { status: answer.status, headers, body: Buffer.from(await answer.arrayBuffer()) };
  }
}

function headerOf(value: string | string[] | null | undefined, name: string): [string, string][] {
  return typeof value === 'string' ? [[name, value]] : [];
}
