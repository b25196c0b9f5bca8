/** The server of webhooks in a cluster, joined as the configuration says. */
import type { Config } from '../config.ts';
import { remember } from '../kubernetes/access.ts';
import type { KubernetesClient } from '../kubernetes/client.ts';
import { systemClock } from '../runtime/clock.ts';
import type { AnnouncedLease } from '../runtime/lease.ts';
import type { Logger } from '../runtime/log.ts';
import type { Metrics } from '../runtime/metrics.ts';
import { type Hints, sourceHints } from './hints.ts';
import { kubernetesKeys } from './keys.ts';
import { clusterPermission } from './refresh.ts';
import { serveWebhooks } from './serve.ts';

/** Milliseconds for which one look at the Lease does, made when the leader is not where it was. */
const lookMs = 1_000;

export interface ClusterWebhooks {
  readonly config: Config;
  /** One that reviews and reads on every replica, whoever leads. */
  readonly client: KubernetesClient;
  readonly metrics: Pick<Metrics, 'observeWebhook'>;
  readonly log: Logger;
  /** What this process follows while it leads. */
  readonly sources: () => Parameters<typeof sourceHints>[0] | undefined;
  /** The Lease, which says where the leader is; undefined before the election, and without one. */
  readonly lease: () => AnnouncedLease | undefined;
}

/** Serves them on every replica, unless that is turned off. @throws errors of listening */
export async function openClusterWebhooks(
  options: ClusterWebhooks,
): Promise<{ readonly port: number; close(): Promise<void> } | undefined> {
  const { config, client, metrics, log, sources, lease } = options;
  if (!config.webhooks.enabled) return undefined;
  const hints = (): Hints | undefined => {
    const followed = sources();
    return followed && sourceHints(followed);
  };
  const looked = remember(lookMs, async () => {
    await lease()?.read();
    return lease()?.leaderAddress();
  });
  const server = await serveWebhooks({
    port: config.ports.webhooks,
    ...(config.address === undefined ? {} : { host: config.address }),
    keys: kubernetesKeys(client, config.watchNamespace),
    permission: clusterPermission(client, systemClock),
    hints,
    leader: () => lease()?.leaderAddress(),
    findLeader: () => looked.get(),
    proxies: config.webhooks.proxies,
    observe: (result) => metrics.observeWebhook(result),
    log,
  });
  log.info('webhooks are served', { port: server.port });
  return server;
}

/** Where other replicas reach a port of this one; undefined outside of a pod. @param ip POD_IP */
export function announcedAddress(ip: string | undefined, port: number | undefined): string | undefined {
  if (ip === undefined || ip === '' || port === undefined) return undefined;
  return ip.includes(':') ? `[${ip}]:${port}` : `${ip}:${port}`;
}
