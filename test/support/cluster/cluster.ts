import { existingCluster } from './existing.ts';
import { adminKubeconfig } from './node/control-plane.ts';
import { Phases } from './node/phases.ts';
import { network, registryAddress, s3Credentials, s3Endpoint } from './node/settings.ts';
import { requireState, withClusterLock } from './node/state.ts';
import { halt } from './node/supervise.ts';
import { bringUpNode, reviveApiServer, reviveS3 } from './node/up.ts';

export { kubectl, applyCrds } from './kubectl.ts';

/** A cluster with real pods. */
export interface Cluster {
  /** The path of an administrator's kubeconfig. */
  readonly kubeconfig: string;
  /** `host:port` of the registry, for this machine and in the names of images; plain HTTP. */
  readonly registry: string;
  /** An S3-compatible server, reached at the same address from pods and from this machine. */
  readonly s3: { readonly endpoint: string; readonly accessKey: string; readonly secretKey: string };
  /** The address at which pods reach servers of a test: listen there (or on 0.0.0.0), not on loopback. */
  readonly hostAddress: string;
  /** The address of the node. From this machine, cluster IPs and pod IPs can be reached as well. */
  readonly nodeAddress: string;
  /** Ends kube-apiserver; what runs in pods goes on. */
  stopApiServer(): Promise<void>;
  /** Starts kube-apiserver again; resolves when it is ready. */
  startApiServer(): Promise<void>;
  /** Ends the S3-compatible server. */
  stopS3(): Promise<void>;
  /** Starts the S3-compatible server again, with its data; resolves when it is ready. */
  startS3(): Promise<void>;
}

let ensured: Promise<Cluster> | undefined;

/**
 * The cluster that tests use: the one that `REFIT_TEST_KUBECONFIG` names, else the node of this machine, which is
 * started if it does not run and is left running. @throws Error when not root
 */
export function ensureCluster(): Promise<Cluster> {
  ensured ??= existingCluster() ?? withClusterLock(() => bringUpNode(new Phases())).then(nodeCluster);
  return ensured;
}

/** The node of this machine, which must run. @throws Error when it does not */
export function nodeCluster(): Cluster {
  if (requireState().mode !== 'node') throw new Error('only an API server runs, without a node');
  return {
    kubeconfig: adminKubeconfig(),
    registry: registryAddress,
    s3: { endpoint: s3Endpoint, ...s3Credentials },
    hostAddress: network.host,
    nodeAddress: network.node,
    stopApiServer: () => withClusterLock(() => halt('kube-apiserver')),
    startApiServer: () => withClusterLock(reviveApiServer),
    stopS3: () => withClusterLock(() => halt('s3')),
    startS3: () => withClusterLock(reviveS3),
  };
}
