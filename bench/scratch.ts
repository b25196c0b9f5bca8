/** The folder a benchmark makes its fixtures in, and the end of whatever it started. */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeRemovable } from '../controller/artifacts/stat-list.ts';

export interface Scratch {
  /** Absolute, without symbolic links, empty at first. */
  readonly folder: string;
  /** Called before the folder is removed, the last one first. */
  readonly onEnd: (end: () => Promise<void> | void) => void;
}

/** Makes a folder below the system's temporary one (TMPDIR). `end` ends what was started, then removes the folder. */
export function createScratch(): Scratch & { end(): Promise<void> } {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'refit-bench-')));
  const endings: (() => Promise<void> | void)[] = [];
  return {
    folder,
    onEnd: (end) => void endings.push(end),
    async end() {
      for (const end of endings.splice(0).toReversed()) await end();
      // Views are read-only, also to their owner.
      makeRemovable(folder);
      rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}
