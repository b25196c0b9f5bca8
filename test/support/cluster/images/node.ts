import { ensurePrograms } from '../build/parts.ts';
import { containerdSocket } from '../node/containers.ts';
import { runInNode } from '../node/namespaces.ts';
import { requireState } from '../node/state.ts';

/**
 * Brings an image of the node's registry into containerd, under the further name that a manifest uses
 * (`docker.io/library/refit-controller:0.1.0` for `refit-controller:0.1.0`). A pod then needs `IfNotPresent`, which is
 * the default for a tag that is not `latest`.
 */
export async function nameOnNode(reference: string, name: string): Promise<void> {
  const { holder } = requireState();
  if (holder === undefined) throw new Error('an API server alone has no images');
  const { ctr } = await ensurePrograms(['ctr']);
  const images = [ctr, '--address', containerdSocket, '-n', 'k8s.io', 'images'];
  await runInNode(holder, [...images, 'pull', '--plain-http', '--local', reference]);
  await runInNode(holder, [...images, 'tag', '--force', reference, fullName(name)]);
}

/** The name as containerd knows it: with its registry, and `library` where a name has one word. */
export function fullName(name: string): string {
  const [first = '', ...rest] = name.split('/');
  if (rest.length === 0) return `docker.io/library/${name}`;
  const isHost = first.includes('.') || first.includes(':') || first === 'localhost';
  return isHost ? name : `docker.io/${name}`;
}
