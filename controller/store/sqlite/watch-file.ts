import { type FSWatcher, watch } from 'node:fs';
import { basename, dirname } from 'node:path';

/** Milliseconds: between looks without a hint, and from a hint to its look. */
const pace = { poll: 1_000, hint: 10 } as const;

/**
 * Calls `look` when another process may have written the database: soon after a change in its folder, and once a second
 * for file systems that tell nothing. Keeps no process alive. Real time on purpose: it is about other processes.
 * @returns the end of it
 */
export function watchFile(file: string, look: () => void): () => void {
  let hinted: NodeJS.Timeout | undefined;
  const hint = (): void => {
    // The write of the log is seen before its commit is: look a little later, and once for a burst.
    hinted ??= setTimeout(() => {
      hinted = undefined;
      look();
    }, pace.hint).unref();
  };
  const poll = setInterval(look, pace.poll).unref();
  const watcher = watchFolder(file, hint);
  return () => {
    clearTimeout(hinted);
    clearInterval(poll);
    watcher?.close();
  };
}

function watchFolder(file: string, hint: () => void): FSWatcher | undefined {
  const log = `${basename(file)}-wal`;
  try {
    const watcher = watch(dirname(file), { persistent: false }, (_type, name) => {
      if (name === null || name === log) hint();
    });
    // Out of watches, or the folder is gone: the poll remains.
    watcher.on('error', () => watcher.close());
    return watcher;
  } catch {
    return undefined;
  }
}
