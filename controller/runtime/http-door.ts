import { type Server, type ServerResponse, createServer } from 'node:http';
import { toError } from '../core/errors.ts';

export interface Page {
  readonly status: number;
  /** Default: plain text. */
  readonly type?: string;
  readonly body: string;
}

export interface HttpDoorOptions {
  /** The address it listens on. Default: all. */
  readonly address?: string;
  /** 0: any free one. */
  readonly port: number;
  /** By path, without query. */
  readonly pages: Readonly<Record<string, () => Page | Promise<Page>>>;
  /** Told what a page threw; who asked gets 500 and nothing of it. */
  readonly onError: (error: Error) => void;
}

export interface HttpDoor {
  readonly port: number;
  /** Takes no more connections and ends those there are. */
  close(): Promise<void>;
}

/** Milliseconds in which a request must be there. Probes and scrapers are near and small. */
const patience = 5_000;

/** A few pages to read, for probes and scrapers. @throws the error of `listen` (the port is taken, …) */
export async function openHttpDoor(options: HttpDoorOptions): Promise<HttpDoor> {
  const server = createServer(
    { headersTimeout: patience, requestTimeout: patience, keepAliveTimeout: 60_000, maxHeaderSize: 8_192 },
    (request, response) => {
      void answer(options, request.method ?? '', request.url ?? '/', response);
    },
  );
  await listen(server, options);
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : options.port,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function listen(server: Server, { address, port }: HttpDoorOptions): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, ...(address === undefined ? {} : { host: address }) }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

async function answer(options: HttpDoorOptions, method: string, url: string, response: ServerResponse): Promise<void> {
  const page = await readPage(options, method, url);
  response.writeHead(page.status, {
    'content-type': page.type ?? 'text/plain; charset=utf-8',
    'content-length': Buffer.byteLength(page.body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...(page.status === 405 ? { allow: 'GET, HEAD' } : {}),
  });
  response.end(method === 'HEAD' ? '' : page.body);
}

async function readPage({ pages, onError }: HttpDoorOptions, method: string, url: string): Promise<Page> {
  const path = url.split('?', 1)[0] ?? '/';
  const read = Object.hasOwn(pages, path) ? pages[path] : undefined;
  if (!read) return { status: 404, body: 'not found\n' };
  if (method !== 'GET' && method !== 'HEAD') return { status: 405, body: 'GET only\n' };
  try {
    return await read();
  } catch (thrown: unknown) {
    onError(toError(thrown));
    return { status: 500, body: 'internal error\n' };
  }
}
