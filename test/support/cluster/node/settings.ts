import { join } from 'node:path';
import { cacheFolder } from '../build/cache.ts';

const prefix = process.env['REFIT_CLUSTER_NETWORK'] ?? '10.213';
if (!/^\d{1,3}\.\d{1,3}$/.test(prefix))
  throw new Error(`REFIT_CLUSTER_NETWORK is ${prefix}: write two numbers, as in 10.213`);
const suffix = prefix.replace('.', '-');

/**
 * The addresses of the one node. They are private to this machine: the node lives in a network namespace, joined to the
 * machine by one pair of virtual interfaces, and routes nothing to the outside. `REFIT_CLUSTER_NETWORK` (two numbers,
 * `10.213`) moves all of them where they collide with somebody's network.
 */
export const network = {
  hostInterface: `refit-${suffix}`,
  nodeInterface: 'eth0',
  /** This machine, as pods and the node reach it. */
  host: `${prefix}.0.1`,
  /** The node, as this machine and pods reach it. */
  node: `${prefix}.0.2`,
  linkBits: 30,
  pods: `${prefix}.64.0/18`,
  services: `${prefix}.128.0/18`,
  apiService: `${prefix}.128.1`,
  dnsService: `${prefix}.128.10`,
} as const;

/** Ports on the node's address. */
export const ports = { api: 6443, registry: 5000, s3: 7070, dns: 53, etcd: 2379, etcdPeer: 2380 } as const;

/** The name of the one node. */
export const nodeName = 'refit-node';

/** The address of the node's registry, as it stands in the name of an image. Plain HTTP. */
export const registryAddress = `${network.node}:${ports.registry}`;

/** The credentials of the S3-compatible server of the test node. They protect nothing: it can be reached from this machine only. */
export const s3Credentials = { accessKey: 'refit-test', secretKey: 'refit-test-secret' } as const;

/** Where the S3-compatible server is reached, from pods and from this machine. */
export const s3Endpoint = `http://${network.node}:${ports.s3}`;

/** The cgroup below which all containers are, in every hierarchy. */
export const cgroupName = `refit-${suffix}`;

/** The name under which containerd knows the image of the container that holds a pod's namespaces. */
export const pauseImage = 'localhost/refit-pause:1';

/**
 * Everything that lives from `up` to `down`. `REFIT_CLUSTER_RUN` names another folder: with another network, a second
 * cluster runs beside the first.
 */
export function runFolder(): string {
  const named = process.env['REFIT_CLUSTER_RUN'];
  return named !== undefined && named !== '' ? named : join(cacheFolder(), 'run');
}

/** A path in the run folder. */
export function runPath(...names: readonly string[]): string {
  return join(runFolder(), ...names);
}
