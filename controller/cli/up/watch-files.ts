import { resolve } from 'node:path';

/** Editors write a file in several steps: it is read when nothing more came for this long. Milliseconds. */
const quiet = 100;

/**
 * Calls `changed` after files, or files in folders, were edited, one call at a time.
 * @returns the end of it
 */
export async function watchFiles(
  paths: readonly string[],
  cwd: string,
  changed: () => Promise<void>,
): Promise<() => Promise<void>> {
  const watched = paths.filter((path) => path !== '-').map((path) => resolve(cwd, path));
  // A watcher of nothing is never ready.
  if (watched.length === 0) return async () => undefined;
  const { watch } = await import('chokidar');
  const watcher = watch(watched, { ignoreInitial: true, depth: 0 });
  let timer: NodeJS.Timeout | undefined;
  let last = Promise.resolve();
  watcher.on('all', () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      last = last.then(changed);
    }, quiet);
  });
  await new Promise<void>((ready) => watcher.once('ready', () => ready()));
  return async () => {
    clearTimeout(timer);
    await watcher.close();
    await last;
  };
}
