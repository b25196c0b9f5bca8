import { readFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { isIPv6 } from 'node:net';
import { join } from 'node:path';
import { type Access, remember } from './access.ts';

/** Where the kubelet mounts it (https://kubernetes.io/docs/tasks/run-application/access-api-from-pod/). */
export const serviceAccountFolder = '/var/run/secrets/kubernetes.io/serviceaccount';
/** The kubelet rotates the token at 80 % of its life and the file changes under us; client-go looks once a minute too. */
const tokenMs = 60_000;

/** Whether this process runs in a pod that has a service account. */
export function isInCluster(folder: string = serviceAccountFolder): boolean {
  return process.env['KUBERNETES_SERVICE_HOST'] !== undefined && existsSync(join(folder, 'token'));
}

/**
 * The pod's own service account: three files, read here and not by client-node, which takes 60 MB of memory to load.
 * @throws Error when the files cannot be read
 */
export async function serviceAccountAccess(folder: string = serviceAccountFolder): Promise<Access> {
  const host = process.env['KUBERNETES_SERVICE_HOST'] ?? '';
  const port = process.env['KUBERNETES_SERVICE_PORT'] ?? '443';
  const namespace = (await readFile(join(folder, 'namespace'), 'utf8')).trim();
  const credentials = remember(tokenMs, async () => {
    const token = (await readFile(join(folder, 'token'), 'utf8')).trim();
    const ca = await readFile(join(folder, 'ca.crt'));
    return { headers: { authorization: `Bearer ${token}` }, tls: { ca } };
  });
  return {
    server: `https://${isIPv6(host) ? `[${host}]` : host}:${port}`,
    namespace: namespace === '' ? 'default' : namespace,
    current: () => credentials.get(),
    async renew() {
      credentials.forget();
    },
  };
}
