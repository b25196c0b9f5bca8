import { join } from 'node:path';
import type { Sources } from '../reconcile/sources.ts';
import type { Logger } from '../runtime/log.ts';
import { folderKeys } from './folder-keys.ts';
import { sourceHints } from './hints.ts';
import { type WebhookServer, serveWebhooks } from './serve.ts';

export interface LocalWebhooks {
  /** The state folder, whose `secrets` hold the tokens. */
  readonly state: string;
  readonly address: { readonly host: string; readonly port: number };
  readonly sources: Pick<Sources, 'hint'>;
  readonly log: Logger;
}

/**
 * Receives webhooks for the controller of one machine. There is no `/refresh`: whoever may ask for that has a shell, where
 * `refit run` does it. @throws errors of listening
 */
export async function openLocalWebhooks({ state, address, sources, log }: LocalWebhooks): Promise<WebhookServer> {
  const hints = sourceHints(sources);
  const server = await serveWebhooks({
    ...address,
    keys: folderKeys(join(state, 'secrets')),
    hints: () => hints,
    leader: () => undefined,
    log,
  });
  log.info('webhooks are served', { port: server.port });
  return server;
}

/** `host:port`, `[::1]:port` or only `port` (loopback). @returns undefined for anything else */
export function parseListenAddress(text: string): LocalWebhooks['address'] | undefined {
  const [, bracketed, plain, digits = ''] = /^(?:\[([0-9a-fA-F:]+)\]:|([A-Za-z0-9.-]+):)?(\d{1,5})$/.exec(text) ?? [];
  const port = Number(digits);
  if (digits === '' || port > 65_535) return undefined;
  return { host: bracketed ?? plain ?? '127.0.0.1', port };
}
