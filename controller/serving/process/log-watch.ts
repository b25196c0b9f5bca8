/** Keeps the logs of running servers bounded. */
import { boundLog } from './log-file.ts';
import { releaseLog } from './documents.ts';

/** Looks every second, ten times as often while a log grows fast. */
export function keepLogsBounded(folder: string, releases: () => readonly string[], limit: number): void {
  const sizes = new Map<string, number>();
  function look(): void {
    let fast = false;
    for (const release of new Set(releases())) {
      const path = releaseLog(folder, release);
      const size = bound(path, limit);
      fast ||= size - Math.min(sizes.get(path) ?? 0, size) > limit / 8;
      sizes.set(path, size > limit ? 0 : size);
    }
    setTimeout(look, fast ? 100 : 1_000).unref();
  }
  look();
}

function bound(path: string, limit: number): number {
  try {
    return boundLog(path, limit);
  } catch {
    // A full disk must not end a server that answers; the next look tries again.
    return 0;
  }
}
