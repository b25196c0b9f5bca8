import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cacheRoom } from '../build/cache.ts';
import { withLock } from '../build/lock.ts';
import { ensureImagePackages } from '../build/packages.ts';
import { say, secondsSince } from '../build/progress.ts';
import { run } from '../build/run.ts';
import { type ImageInputs, imageKey } from './key.ts';
import { isPushed, referenceOf } from './registry.ts';

const certificates = '/etc/ssl/certs/ca-certificates.crt';

/**
 * Builds an image with buildah and puts it into the node's registry, unless one of the same inputs is there. The tag is
 * the key of the inputs. Root only; the node must run. @returns its reference
 */
export async function ensureBuiltImage(repository: string, inputs: ImageInputs): Promise<string> {
  const key = imageKey(inputs);
  const reference = referenceOf(repository, key);
  if (await isPushed(repository, key)) return reference;
  return withLock(join(cacheRoom('images'), '.build.lock'), async () => {
    if (!(await isPushed(repository, key))) await buildAndPush(reference, inputs);
    return reference;
  });
}

async function buildAndPush(reference: string, inputs: ImageInputs): Promise<void> {
  await ensureImagePackages();
  const start = Date.now();
  say(`building image ${reference} ...`);
  const build = ['bud', '--isolation', 'chroot', '--format', 'oci', '--layers', '--tls-verify=false'];
  // Steps that download trust what this machine trusts.
  if (existsSync(certificates)) build.push('--volume', `${certificates}:${certificates}:ro`);
  for (const [name, value] of Object.entries(inputs.args ?? {})) build.push('--build-arg', `${name}=${value}`);
  build.push('--file', inputs.dockerfile, '--tag', reference, inputs.context);
  // What a build that failed left behind.
  await buildah(['rm', '--all']);
  await buildah(build);
  await buildah(['push', '--tls-verify=false', reference, `docker://${reference}`]);
  await forgetOlder(reference);
  say(`built image ${reference} in ${secondsSince(start)}`);
}

/** Removes earlier images of the same repository from the store; the registry keeps them. */
async function forgetOlder(reference: string): Promise<void> {
  const names = await buildah(['images', '--format', '{{.Name}}:{{.Tag}}']);
  const repository = reference.slice(0, reference.lastIndexOf(':') + 1);
  const older = names.split('\n').filter((name) => name.startsWith(repository) && name !== reference);
  if (older.length > 0) await buildah(['rmi', ...older]);
}

/**
 * Runs buildah with a store of its own in the cache: nothing of a store the machine's user has is seen or changed. Its
 * mounts are seen by nobody else and end with it, also when it fails; what it knows of mounts must not outlive them.
 */
async function buildah(args: readonly string[]): Promise<string> {
  const [store, mounts] = [cacheRoom('images/store'), cacheRoom('images/store-run')];
  const script = 'mount -t tmpfs refit "$1" && shift && exec buildah "$@"';
  const apart = ['--mount', '--propagation', 'private', '--', 'sh', '-c', script, 'sh', mounts];
  return run('unshare', [...apart, '--root', store, '--runroot', mounts, '--storage-driver', 'overlay', ...args]);
}
