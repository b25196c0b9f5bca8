/** When verdicts and rollouts happen, as their files tell. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readJson, type FolderWatch } from './folder-watch.ts';
import type { Sign } from './moments.ts';

/** Tells when a gate's verdict was kept. */
export function watchVerdict(state: string, watched: FolderWatch, tell: (sign: Sign) => void): void {
  watched.add(join(state, 'artifacts', 'notes', 'default', 'verdicts'), (name) => {
    if (name.endsWith('=.json') && !name.startsWith('.')) tell('Now');
  });
}

/** Tells when serving was asked for a release, or when traffic moved to one. */
export function watchRollout(
  state: string,
  at: 'asked' | 'live',
  watched: FolderWatch,
  tell: (sign: Sign) => void,
): void {
  let begun = false;
  watched.addEach(join(state, 'serving'), (folder) => {
    let before = liveRelease(folder);
    watched.add(folder, (name) => {
      if (at === 'asked' && name === 'desired.json') tell('Now');
      if (at === 'asked') return;
      const live = liveRelease(folder);
      if (live !== before) tell('Now');
      before = live;
    });
    if (begun && at === 'asked' && existsSync(join(folder, 'desired.json'))) tell('Now');
  });
  begun = true;
}

function liveRelease(folder: string): string | undefined {
  const observed = readJson(join(folder, 'observed.json')) as { live?: { release: string } } | undefined;
  return observed?.live?.release;
}
