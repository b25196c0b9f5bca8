/**
 * Views: read-only copies on the disk of what steps and servers consume, made once and shared.
 *
 *     <views>/<key>/<generation>/content     the file or directory
 *     <views>/<key>/<generation>.json        its stat list; written last, so that a half-made generation has none
 *     <views>/<key>/leases/                  who uses it: files that name a folder; a lease holds while the folder exists
 *
 * A view is never linked to the store: root may write to a read-only file. An altered one is left to who uses it now
 * and a new generation is made.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceFile } from './durable-file.ts';
import { isNotThere } from './faults.ts';
import { waitForLock } from './view-lock.ts';
import { makeRemovable, sealTree, statList, statListDiffers } from './stat-list.ts';

const keyPattern = /^[a-z]+-[0-9a-f]{64}$/;

export interface View {
  /** The file or directory; read-only. */
  readonly path: string;
  readonly key: string;
  readonly generation: number;
}

/** Writes what a view shall contain to `target`, which does not exist yet. It checks what it writes. */
export type ViewMaker = (target: string) => Promise<void>;

export interface Views {
  /**
   * The view of `key` (`artifact-<hex>`, `selection-<hex>`), made if there is none or it was altered.
   * @param holder a folder; the view is not pruned while that folder exists
   */
  open(key: string, holder: string | undefined, make: ViewMaker): Promise<View>;
  /** As `open`, but makes nothing. */
  existing(key: string, holder: string | undefined): Promise<View | undefined>;
  /** A path of the view that was altered since it was made, or undefined. Cheap: stats, no reading. */
  altered(view: View): Promise<string | undefined>;
  /** Removes what nobody holds: altered and half-made generations, and views not opened for `unusedMs`. */
  prune(unusedMs: number, now: number): Promise<void>;
}

function contentPath(folder: string, generation: number): string {
  return join(folder, String(generation), 'content');
}

async function generations(folder: string): Promise<number[]> {
  const names = await readdir(folder);
  const found = names.flatMap((name) => /^([1-9][0-9]{0,8})(?:\.json)?$/.exec(name)?.[1] ?? []).map(Number);
  return [...new Set(found)].sort((a, b) => b - a);
}

async function alteredPath(folder: string, generation: number): Promise<string | undefined> {
  let recorded: string;
  try {
    recorded = await readFile(join(folder, `${generation}.json`), 'utf8');
  } catch (error: unknown) {
    if (isNotThere(error)) return '.';
    throw error;
  }
  return statListDiffers(contentPath(folder, generation), recorded);
}

async function newest(folder: string): Promise<number | undefined> {
  const found = await generations(folder);
  return found.find((generation) => existsSync(join(folder, `${generation}.json`)));
}

async function hold(folder: string, holder: string | undefined): Promise<void> {
  if (holder !== undefined) {
    const name = createHash('sha256').update(holder).digest('hex').slice(0, 32);
    await replaceFile(join(folder, 'leases', name), holder, { durable: false });
  }
  const now = new Date();
  await utimes(folder, now, now);
}

async function held(folder: string): Promise<boolean> {
  const leases = join(folder, 'leases');
  let live = false;
  for (const name of await readdir(leases)) {
    if (name.startsWith('.')) continue;
    if (existsSync(await readFile(join(leases, name), 'utf8'))) live = true;
    else await rm(join(leases, name), { force: true });
  }
  return live;
}

async function makeGeneration(folder: string, make: ViewMaker): Promise<number> {
  const found = await generations(folder);
  const generation = (found[0] ?? 0) + 1;
  const content = contentPath(folder, generation);
  await mkdir(join(folder, String(generation)), { recursive: true });
  try {
    await make(content);
    sealTree(content);
    await replaceFile(join(folder, `${generation}.json`), statList(content), { durable: false });
  } catch (error: unknown) {
    await removeGeneration(folder, generation);
    throw error;
  }
  return generation;
}

async function removeGeneration(folder: string, generation: number): Promise<void> {
  await rm(join(folder, `${generation}.json`), { force: true });
  makeRemovable(join(folder, String(generation)));
  await rm(join(folder, String(generation)), { recursive: true, force: true });
}

async function pruneKey(folder: string, unusedBefore: number, lastUsed: number): Promise<void> {
  if (await held(folder)) return;
  const keep = lastUsed < unusedBefore ? undefined : await newest(folder);
  for (const generation of await generations(folder)) {
    if (generation !== keep) await removeGeneration(folder, generation);
  }
}

/** Views in a folder, which is made when the first is. */
export function openViews(root: string): Views {
  function folderOf(key: string): string {
    if (!keyPattern.test(key)) throw new Error(`view: found ${JSON.stringify(key)}, allowed is <word>-<64 hex>`);
    return join(root, key);
  }
  async function usable(folder: string): Promise<number | undefined> {
    const generation = await newest(folder);
    return generation !== undefined && (await alteredPath(folder, generation)) === undefined ? generation : undefined;
  }
  return {
    async open(key, holder, make) {
      const folder = folderOf(key);
      await mkdir(join(folder, 'leases'), { recursive: true });
      await hold(folder, holder);
      let generation = await usable(folder);
      if (generation === undefined) {
        const lock = await waitForLock(join(folder, 'lock'));
        try {
          generation = (await usable(folder)) ?? (await makeGeneration(folder, make));
        } finally {
          lock.release();
        }
      }
      return { key, generation, path: contentPath(folder, generation) };
    },
    async existing(key, holder) {
      const folder = folderOf(key);
      if (!existsSync(folder)) return undefined;
      await hold(folder, holder);
      const generation = await usable(folder);
      return generation === undefined ? undefined : { key, generation, path: contentPath(folder, generation) };
    },
    async altered(view) {
      return alteredPath(folderOf(view.key), view.generation);
    },
    async prune(unusedMs, now) {
      for (const key of existsSync(root) ? await readdir(root) : []) {
        if (!keyPattern.test(key)) continue;
        const folder = join(root, key);
        const lastUsed = (await stat(folder)).mtimeMs;
        const lock = await waitForLock(join(folder, 'lock'));
        try {
          await pruneKey(folder, now - unusedMs, lastUsed);
        } finally {
          lock.release();
        }
      }
    },
  };
}
