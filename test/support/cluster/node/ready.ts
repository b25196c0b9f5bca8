import net from 'node:net';
import { Authority } from '../certificates/authority.ts';
import { getStatus } from '../control-plane/ready.ts';
import { kubectl } from '../kubectl.ts';
import { waitUntil } from '../control-plane/ready.ts';
import { adminKubeconfig, certificatesFolder } from './control-plane.ts';
import { network, nodeName, registryAddress, s3Endpoint } from './settings.ts';
import { s3HealthPath } from './services.ts';
import { requireState } from './state.ts';

/** Whether the API server says that it is ready. */
export async function isApiReady(path = '/readyz'): Promise<boolean> {
  const folder = certificatesFolder();
  const [ca, identity] = [Authority.read(folder, 'ca'), Authority.read(folder, 'admin')];
  return (await getStatus({ url: requireState().url, ca: ca.certificate, identity }, path)) === 200;
}

/** Whether the registry answers. */
export function isRegistryReady(): Promise<boolean> {
  return answers(`http://${registryAddress}/v2/`);
}

/** Whether the S3-compatible server answers. */
export function isS3Ready(): Promise<boolean> {
  return answers(`${s3Endpoint}${s3HealthPath}`);
}

/** Whether the kubelet listens. */
export function isKubeletReady(): Promise<boolean> {
  return isListening(network.node, 10_250);
}

/** Whether something accepts connections. */
export function isListening(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect({ host, port, timeout: 1000 });
    const finish = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => finish(true));
    socket.once('timeout', () => finish(false));
    socket.once('error', () => finish(false));
  });
}

/** Waits until pods can be started: the node is Ready and the default namespace has its service account. */
export async function waitForNode(): Promise<void> {
  const options = { kubeconfig: adminKubeconfig() };
  const account = '/api/v1/namespaces/default/serviceaccounts/default';
  await waitUntil(
    'default service account',
    () => isApiReady(account),
    () => undefined,
  );
  await waitUntil(
    'node',
    () => isApiReady(`/api/v1/nodes/${nodeName}`),
    () => undefined,
  );
  await kubectl(['wait', '--for=condition=Ready', `node/${nodeName}`, '--timeout=120s'], options);
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2000) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
