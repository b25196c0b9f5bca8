import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * The folder of everything built once for the test cluster: binaries, images, toolchains. `REFIT_CLUSTER_CACHE` names
 * it, else it is `refit/cluster` in `XDG_CACHE_HOME` or `~/.cache`. It is outside the repository and may be deleted.
 */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  const named = env['REFIT_CLUSTER_CACHE'];
  if (named !== undefined && named !== '') return named;
  const base = env['XDG_CACHE_HOME'];
  return join(base !== undefined && base !== '' ? base : join(homedir(), '.cache'), 'refit', 'cluster');
}

/** A folder of the cache, made if it is not there. */
export function cacheRoom(name: string): string {
  const folder = join(cacheFolder(), name);
  mkdirSync(folder, { recursive: true });
  return folder;
}
