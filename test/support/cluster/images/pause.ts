import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheRoom } from '../build/cache.ts';
import { ensurePrograms, programKey } from '../build/parts.ts';
import { pauseImage } from '../node/settings.ts';
import { packLayout, writeImageLayout } from './layout.ts';

/** The image of the container that holds a pod's namespaces, as a tar in the cache. @returns its path */
export async function ensurePauseImage(): Promise<string> {
  const { pause } = await ensurePrograms(['pause']);
  const folder = cacheRoom('images');
  const file = join(folder, `pause-${(await programKey('pause')).slice(0, 16)}.tar`);
  if (existsSync(file)) return file;
  const work = mkdtempSync(join(folder, 'pause-'));
  try {
    const root = join(work, 'root');
    mkdirSync(root);
    copyFileSync(pause, join(root, 'pause'));
    chmodSync(join(root, 'pause'), 0o755);
    const layout = join(work, 'layout');
    await writeImageLayout(layout, pauseImage, { root, entrypoint: ['/pause'] });
    await packLayout(layout, join(work, 'pause.tar'));
    renameSync(join(work, 'pause.tar'), file);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return file;
}
