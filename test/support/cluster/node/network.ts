import { existsSync } from 'node:fs';
import { run } from '../build/run.ts';
import type { ProcessRecord } from '../processes/record.ts';
import { runInNode } from './namespaces.ts';
import { network } from './settings.ts';

/**
 * Joins the node to this machine: a pair of virtual interfaces, and routes to pods and services. Both ends and the routes
 * vanish with the node's network namespace.
 */
export async function connectNode(holder: ProcessRecord): Promise<void> {
  const { hostInterface, nodeInterface, host, node, linkBits } = network;
  if (existsSync(`/sys/class/net/${hostInterface}`)) {
    throw new Error(
      `there is an interface ${hostInterface} that this tool has no record of: remove what uses it first`,
    );
  }
  await refuseTakenNetwork();
  await ip(`link add ${hostInterface} type veth peer name ${nodeInterface} netns ${holder.pid}`);
  await ip(`addr add ${host}/${linkBits} dev ${hostInterface}`);
  await ip(`link set ${hostInterface} up`);
  for (const range of [network.pods, network.services]) await ip(`route add ${range} via ${node}`);
  const inside = [
    `ip addr add ${node}/${linkBits} dev ${nodeInterface}`,
    `ip link set ${nodeInterface} up`,
    // Without a route the node's own programs could not even begin to reach a service; iptables sends them elsewhere.
    `ip route add ${network.services} dev ${nodeInterface}`,
    // Everything else answers at once that it cannot be reached, where packets into the void would wait for minutes.
    'ip route add unreachable default',
  ];
  await runInNode(holder, ['sh', '-ec', inside.join('\n')]);
}

async function refuseTakenNetwork(): Promise<void> {
  const routes = await run('ip', [
    '-4',
    'route',
    'show',
    'to',
    'root',
    `${network.host.split('.').slice(0, 2).join('.')}.0.0/16`,
  ]);
  if (routes.trim() === '') return;
  throw new Error(`this machine has routes that the cluster would use (set REFIT_CLUSTER_NETWORK): ${routes.trim()}`);
}

async function ip(args: string): Promise<void> {
  await run('ip', args.split(' '));
}
