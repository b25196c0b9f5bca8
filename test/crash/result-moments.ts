/** When verdicts and rollouts happen, as their files tell. */
import { join } from 'node:path';
import { readJson, type FolderWatch } from './folder-watch.ts';
import type { Sign } from './moments.ts';

/** Tells when a gate's verdict was kept. */
export function watchVerdict(state: string, watched: FolderWatch, tell: (sign: Sign) => void): void {
  watched.add(join(state, 'artifacts', 'notes', 'default', 'verdicts'), (name) => {
    if (name.endsWith('=.json') && !name.startsWith('.')) tell('Now');
  });
}

/** Tells when serving was asked for a release that does not serve yet, or when traffic moved to another one. */
export function watchRollout(
  state: string,
  at: 'asked' | 'live',
  watched: FolderWatch,
  tell: (sign: Sign) => void,
): void {
  watched.addEach(join(state, 'serving'), (folder) => {
    const before = liveRelease(folder);
    const look = (): void => {
      const live = liveRelease(folder);
      const asked = desiredRelease(folder);
      if (at === 'live' ? live !== before : asked !== undefined && asked !== live) tell('Now');
    };
    watched.add(folder, look);
    look();
  });
}

function liveRelease(folder: string): string | undefined {
  const observed = readJson(join(folder, 'observed.json')) as { live?: { release: string } } | undefined;
  return observed?.live?.release;
}

function desiredRelease(folder: string): string | undefined {
  const desired = readJson(join(folder, 'desired.json')) as { release: { digest: string } } | undefined;
  return desired?.release.digest;
}
