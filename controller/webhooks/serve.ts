/**
 * What hurries a look at a repository, over HTTP. It never says what there is, and decides nothing.
 *
 *     POST /webhooks/<namespace>/<secret>      a delivery of a git host, signed with the token of that Secret
 *     POST /refresh/<namespace>/<workflow>     with a bearer token whose owner may patch the workflow
 */
import { type Server, createServer } from 'node:http';
import { Door, type WebhookServerOptions } from './door.ts';

export interface WebhookServer {
  readonly port: number;
  /**
   * Takes no more, lets what is under way come to its end for some seconds, then ends all connections. Hints that wait are
   * forgotten: the next poll sees what they meant.
   */
  close(): Promise<void>;
}

/** Serves until closed. @throws errors of listening */
export async function serveWebhooks(options: WebhookServerOptions): Promise<WebhookServer> {
  const door = new Door(options);
  const { limits } = door;
  const server = createServer(
    {
      headersTimeout: limits.headers,
      requestTimeout: limits.request,
      keepAliveTimeout: 60_000,
      connectionsCheckingInterval: Math.min(1_000, limits.headers),
      maxHeaderSize: 16_384,
    },
    (request, response) => void door.answer(request, response),
  );
  server.maxConnections = limits.connections;
  const port = await listen(server, options.port, options.host);
  return {
    port,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      const patience = setTimeout(() => server.closeAllConnections(), limits.ending);
      // One that is kept alive after its answer would be waited for.
      const sweep = setInterval(() => server.closeIdleConnections(), 20);
      await closed;
      clearTimeout(patience);
      clearInterval(sweep);
      door.close();
    },
  };
}

function listen(server: Server, port: number, host: string | undefined): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}
