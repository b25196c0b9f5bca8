/** Listening on the stable port. */
import type { Server } from 'node:http';
import { join } from 'node:path';
import { writeDocument } from './documents.ts';
import type { Observed } from './documents.ts';
import { choosePort, readPort } from './ports.ts';

export interface Listening {
  observe(): Pick<Observed, 'port' | 'problem'>;
  /** No new connections; those that are open are cut. */
  close(): void;
}

/**
 * Listens on the folder's port, which is chosen at the first time and stays. While another program has it: tries
 * again four times a second, and says so.
 */
export function listenStable(server: Server, folder: string, changed: () => void): Listening {
  let port = readPort(folder);
  let problem: string | undefined = 'not listening yet';
  let closed = false;
  let first = true;

  function attempt(wanted: number): void {
    if (!closed) server.listen({ port: wanted, host: '127.0.0.1', backlog: 4_096 });
  }
  async function choose(): Promise<void> {
    attempt(await choosePort(folder));
  }
  server.on('listening', () => {
    const address = server.address();
    if (port === undefined && typeof address === 'object' && address !== null) {
      port = address.port;
      writeDocument(join(folder, 'port.json'), JSON.stringify({ port }));
    }
    problem = undefined;
    changed();
  });
  server.on('error', (error) => {
    // A port that was never ours is given up; the stable one never is.
    const chosen = port;
    if (chosen === undefined) {
      void choose();
      return;
    }
    const code = 'code' in error && typeof error.code === 'string' ? error.code : error.message;
    problem =
      code === 'EADDRINUSE'
        ? `port ${chosen} is taken by another program; trying again`
        : `cannot listen on port ${chosen} (${code}); trying again`;
    // Its predecessor's socket may be a moment late to go: that is not worth a word.
    if (!first) changed();
    setTimeout(() => attempt(chosen), first ? 20 : 250);
    first = false;
  });
  if (port === undefined) void choose();
  else attempt(port);

  return {
    observe: () => ({ ...(port !== undefined && { port }), ...(problem !== undefined && { problem }) }),
    close() {
      closed = true;
      server.close();
      server.closeAllConnections();
    },
  };
}
