/** The background pass that reads everything again, so that damage is found before someone needs the bytes. */
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isNotThere } from './faults.ts';
import { verifyObject } from './folder-objects.ts';
import { readTree } from './folder-trees.ts';
import { RefitError } from '../core/errors.ts';

export interface ScrubOptions {
  /** How fast it may read, so that steps do not notice. */
  readonly bytesPerSecond: number;
  readonly signal?: AbortSignal;
}

export interface ScrubReport {
  readonly checked: number;
  readonly bytes: number;
  /** Digests that were damaged and are set aside. */
  readonly corrupted: readonly string[];
}

/** Files in the making older than this belong to a process that is gone. Milliseconds. */
const staleAfter = 24 * 60 * 60 * 1000;
const hexName = /^[0-9a-f]{64}$/;

async function* hexNames(folder: string): AsyncGenerator<string> {
  for (const shard of (await readdir(folder)).sort()) {
    for (const name of (await readdir(join(folder, shard))).sort()) if (hexName.test(name)) yield name;
  }
}

async function removeStale(root: string): Promise<void> {
  for (const name of await readdir(join(root, 'tmp'))) {
    const path = join(root, 'tmp', name);
    try {
      if (Date.now() - (await stat(path)).mtimeMs > staleAfter) await rm(path, { recursive: true, force: true });
    } catch (error: unknown) {
      if (!isNotThere(error)) throw error;
    }
  }
}

async function treeIsWhole(root: string, hex: string): Promise<boolean> {
  try {
    return (await readTree(root, `sha256:${hex}`)) !== undefined;
  } catch (error: unknown) {
    if (error instanceof RefitError && error.reason === 'ArtifactCorrupted') return false;
    throw error;
  }
}

/** One pass over all objects and manifests. Ends early, with what it found so far, when `signal` aborts. */
export async function scrubFolder(root: string, options: ScrubOptions): Promise<ScrubReport> {
  const corrupted: string[] = [];
  let [checked, bytes] = [0, 0];
  const started = performance.now();
  async function pace(chunk: Buffer): Promise<void> {
    options.signal?.throwIfAborted();
    bytes += chunk.length;
    const ahead = (bytes / options.bytesPerSecond) * 1000 - (performance.now() - started);
    if (ahead > 5) await delay(ahead, undefined, { signal: options.signal });
  }
  try {
    await removeStale(root);
    for await (const hex of hexNames(join(root, 'objects', 'sha256'))) {
      options.signal?.throwIfAborted();
      checked++;
      if ((await verifyObject(root, hex, pace)) === undefined) corrupted.push(`sha256:${hex}`);
    }
    for await (const hex of hexNames(join(root, 'trees'))) {
      options.signal?.throwIfAborted();
      checked++;
      if (!(await treeIsWhole(root, hex))) corrupted.push(`sha256:${hex}`);
    }
  } catch (error: unknown) {
    if (options.signal?.aborted !== true) throw error;
  }
  return { checked, bytes, corrupted };
}
