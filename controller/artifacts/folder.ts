/** The artifact port on a folder of this machine (layout: folder-layout.ts), and what only a folder can do. */
import { open, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { RefitError } from '../core/errors.ts';
import type { ArtifactEntry, Artifacts, ArtifactStat } from './artifacts.ts';
import { guardStore, isNotThere } from './faults.ts';
import { checkoutCopy } from './folder-checkout.ts';
import { recordFile } from './folder-files.ts';
import { digestHex, objectPath, prepareFolder, requireFolder } from './folder-layout.ts';
import { storeBytes } from './folder-objects.ts';
import { readAttempts, readNote, writeAttempt, writeNote } from './folder-records.ts';
import type { ScrubOptions, ScrubReport } from './folder-scrub.ts';
import { statArtifact, verifyArtifact } from './folder-stat.ts';
import { readTree, treeEntries } from './folder-trees.ts';
import { openViews } from './views.ts';
import type { View, Views } from './views.ts';

export interface FolderArtifactsOptions {
  /** Absolute path; made when something is first stored or asked for. */
  readonly folder: string;
  /** Where views are; default: `views` beside `folder`. */
  readonly views?: string;
}

/** The port, and what engine and serving of this machine use beside it. All faults are ArtifactStoreUnavailable. */
export interface FolderArtifacts extends Artifacts {
  /**
   * Stores a file or directory of this machine.
   * @throws RefitError OutputInvalid: a socket, pipe or device, a link that leads outside, too many entries, or changed
   * while it was read
   */
  publish(path: string): Promise<ArtifactStat>;
  /**
   * Puts an artifact at `target`, which must not exist: `Copy` a private, writable copy; `Mount` a link to the shared
   * read-only view. @throws RefitError ArtifactMissing | ArtifactCorrupted
   */
  checkout(digest: string, target: string, mode: 'Copy' | 'Mount', holder?: string): Promise<void>;
  /**
   * The shared read-only copy of an artifact, made once.
   * @param holder a folder; the view is kept at least as long as that folder exists
   */
  view(digest: string, holder?: string): Promise<View>;
  /** Views of anything else, by key (git selections). */
  readonly views: Views;
  /** Reads everything again at a bounded speed; sets aside what is damaged, and clears what crashes left in tmp/. */
  scrub(options: ScrubOptions): Promise<ScrubReport>;
}

async function readObject(root: string, digest: string): Promise<Readable> {
  const path = objectPath(root, digestHex(digest));
  try {
    // Opened here, so that a missing artifact is an error of this call and not of the stream.
    const file = await open(path, 'r');
    return file.createReadStream();
  } catch (error: unknown) {
    if (!isNotThere(error)) throw error;
    await requireFolder(root);
    throw new RefitError('ArtifactMissing', `artifact ${digest} is not in the store`, error);
  }
}

async function listEntries(root: string, digest: string): Promise<readonly ArtifactEntry[]> {
  const lines = await readTree(root, digest);
  if (lines === undefined) throw new RefitError('ArtifactMissing', `directory artifact ${digest} is not in the store`);
  return treeEntries(root, lines);
}

/** Opens the folder. Nothing is read or made before the first call. */
export function openFolderArtifacts(options: FolderArtifactsOptions): FolderArtifacts {
  const root = options.folder;
  const views = openViews(options.views ?? join(root, '..', 'views'));
  let prepared: Promise<void> | undefined;
  async function run<T>(doing: string, action: () => Promise<T>): Promise<T> {
    return guardStore(doing, async () => {
      prepared ??= prepareFolder(root);
      try {
        await prepared;
      } catch (error: unknown) {
        prepared = undefined;
        throw error;
      }
      return action();
    });
  }
  async function view(digest: string, holder?: string): Promise<View> {
    return views.open(`artifact-${digestHex(digest)}`, holder, (target) => checkoutCopy(root, digest, target));
  }
  return {
    views,
    stat: (digest) => run(`stat ${digest}`, () => statArtifact(root, digest)),
    read: (digest) => run(`read ${digest}`, () => readObject(root, digest)),
    list: (digest) => run(`list ${digest}`, () => listEntries(root, digest)),
    write: (content) => run('write', async () => recordFile(root, await storeBytes(root, content))),
    verify: (digest) => run(`verify ${digest}`, () => verifyArtifact(root, digest)),
    attempts: (namespace, fingerprint) =>
      run(`attempts of ${fingerprint}`, async () => {
        const records = await readAttempts(root, namespace, fingerprint);
        if (records.length === 0) await requireFolder(root);
        return records;
      }),
    record: (namespace, record) => run('record an attempt', () => writeAttempt(root, namespace, record)),
    readNote: (namespace, key) =>
      run(`note ${key}`, async () => {
        const value = await readNote(root, namespace, key);
        if (value === undefined) await requireFolder(root);
        return value;
      }),
    writeNote: (namespace, key, value) => run(`note ${key}`, () => writeNote(root, namespace, key, value)),
    publish: (path) =>
      run(`publish ${path}`, async () => (await import('./folder-publish.ts')).publishPath(root, path)),
    view: (digest, holder) => run(`view of ${digest}`, () => view(digest, holder)),
    checkout: (digest, target, mode, holder) =>
      run(`checkout of ${digest}`, async () => {
        if (mode === 'Copy') return checkoutCopy(root, digest, target);
        return symlink((await view(digest, holder)).path, target);
      }),
    scrub: (scrub) => run('scrub', async () => (await import('./folder-scrub.ts')).scrubFolder(root, scrub)),
  };
}
