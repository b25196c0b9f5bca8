import { RefitError, toError } from '../core/errors.ts';
import type { Access } from './access.ts';
import type { KubernetesClient } from './client.ts';
import { openConnection } from './connection.ts';
import { kubeconfigAccess, kubeconfigFiles } from './kubeconfig.ts';
import { createClient } from './requests.ts';
import { isInCluster, serviceAccountAccess } from './service-account.ts';

export interface ConnectOptions {
  /** A kubeconfig. Default: KUBECONFIG, else the pod's service account, else ~/.kube/config. */
  readonly kubeconfig?: string;
  /** Default: the kubeconfig's current context. */
  readonly context?: string;
  /** Default: the context's, or the pod's. */
  readonly namespace?: string;
  /** Milliseconds for a request with its whole answer. Default 30 s. */
  readonly timeLimitMs?: number;
  /** Milliseconds of silence after which a watch is taken for dead. Default 150 s: bookmarks come every one or two minutes. */
  readonly silenceMs?: number;
  /** Requests under way at once; more wait. Default 32. */
  readonly concurrency?: number;
}

/**
 * The API server of a kubeconfig or of the cluster we run in. Sends nothing yet.
 * @throws RefitError KubernetesUnavailable when there is no kubeconfig, or nothing usable in it
 */
export async function connectKubernetes(options: ConnectOptions = {}): Promise<KubernetesClient> {
  const { timeLimitMs = 30_000, silenceMs = 150_000, concurrency = 32 } = options;
  const access = await findAccess(options);
  const connection = await openConnection({ access, concurrency, timeLimitMs });
  return createClient({ connection, namespace: options.namespace ?? access.namespace, timeLimitMs, silenceMs });
}

async function findAccess({ kubeconfig, context }: ConnectOptions): Promise<Access> {
  const named = kubeconfig !== undefined || context !== undefined || (process.env['KUBECONFIG'] ?? '') !== '';
  try {
    if (!named && isInCluster()) return await serviceAccountAccess();
    return await kubeconfigAccess(kubeconfigFiles(kubeconfig), context);
  } catch (error: unknown) {
    const message = `no access to a cluster: ${toError(error).message}`;
    throw new RefitError('KubernetesUnavailable', message, error);
  }
}
