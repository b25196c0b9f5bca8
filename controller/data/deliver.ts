/** Data that pointers name, at the paths that they name: fetched into the store, then put into a workspace. */
import { readFile } from 'node:fs/promises';
import { RefitError } from '../core/errors.ts';
import { displayPath } from '../core/paths.ts';
import { directoryMode } from '../core/pointers/pointers.ts';
import type { DataEntry } from '../core/pointers/pointers.ts';
import { ExportTarget } from '../git/export-target.ts';
import { readDirectory } from './directory.ts';
import { fetchObjects } from './downloads.ts';
import type { DataSources, Wanted } from './downloads.ts';
import { notAvailable } from './faults.ts';
import { contentKey, parseIdentity } from './identity.ts';
import type { DataObject } from './identity.ts';

/** A file to be put into a workspace. */
interface Leaf {
  /** Byte path. */
  readonly path: string;
  readonly object: DataObject;
  readonly executable: boolean;
}

/** What was fetched, and is to be placed. */
export interface FetchedData {
  /** Byte paths of all files, and of folders that must be there though they are empty. */
  readonly files: readonly Leaf[];
  readonly folders: readonly string[];
}

/** Bytes that must stay free beside what is fetched. */
const spare = 64 * 1024 * 1024;

/**
 * Fetches all that entries name into the store.
 * @param free bytes that there is room for
 * @throws RefitError DataNotAvailable | SourceUnavailable | SourceRefused | SecretNotFound | InputInvalid (a list of files that is none);
 *   an error with the code ENOSPC when there is no room for what the pointers say
 */
export async function fetchData(
  entries: readonly DataEntry[],
  sources: DataSources,
  free: () => Promise<number>,
): Promise<FetchedData> {
  const known = entries.map((entry) => ({ entry, object: objectOf(entry) }));
  await requireRoom(entries, free);
  const directories = known.filter(({ object }) => object.directory);
  await fetchObjects(directories.map(wantedOf), sources);
  const files: Leaf[] = [];
  const wanted: Wanted[] = [];
  for (const { entry, object } of known) {
    if (object.directory) continue;
    files.push({ path: entry.path, object, executable: entry.mode === '100755' });
    wanted.push(wantedOf({ entry, object }));
  }
  for (const { entry, object } of directories) {
    const list = await readFile(sources.store.path(object));
    for (const { path, hash } of readDirectory(entry.path, list)) {
      const file: DataObject = { ...object, hash, directory: false };
      files.push({ path: `${entry.path}/${path}`, object: file, executable: false });
      wanted.push({ ...wantedOf({ entry, object: file }), path: `${entry.path}/${path}` });
    }
  }
  // One after the other where another process wants the same directory: it finds all there then.
  const key = directories[0]?.object.hash;
  const fetch = (): Promise<void> => fetchObjects(wanted, sources);
  await (key === undefined ? fetch() : sources.store.alone('directory', key, fetch, sources.signal));
  return { files, folders: directories.map(({ entry }) => entry.path) };
}

function objectOf(entry: DataEntry): DataObject {
  const [extension] = entry.extensions ?? [];
  if (extension !== undefined) {
    const path = displayPath(entry.path).slice(0, 300);
    const found = `found the git-lfs extension ${displayPath(extension).slice(0, 100)}, a program that would have to decode it`;
    throw new RefitError(
      'InputInvalid',
      `${path}: ${found}; allowed are pointers without extensions, or mode: Reference`,
    );
  }
  const object = parseIdentity(entry.identity, entry);
  if (object !== undefined && object.directory === (entry.mode === directoryMode)) return object;
  const found = [
    'it is kept without an md5 of the whole, so no store of content has it; `dvc push` to one, or use mode: Reference',
  ];
  throw notAvailable([{ path: entry.path, identity: entry.identity.slice(0, 120), found }]);
}

function wantedOf({ entry, object }: { readonly entry: DataEntry; readonly object: DataObject }): Wanted {
  const { path, remote } = entry;
  return { object, path, remote };
}

async function requireRoom(entries: readonly DataEntry[], free: () => Promise<number>): Promise<void> {
  const bytes = entries.reduce((sum, { size = 0 }) => sum + size, 0);
  if (bytes === 0) return;
  const room = await free();
  if (bytes + spare <= room) return;
  const text = `the data has ${bytes} bytes, and there is room for ${Math.max(0, room - spare)}`;
  throw Object.assign(new Error(text), { code: 'ENOSPC' });
}

/**
 * Puts fetched data below `root`, into whatever is there already, over none of it and through no symlink.
 * @throws RefitError InputInvalid when something is in the way; DataNotAvailable never
 */
export async function placeData(data: FetchedData, root: string, sources: DataSources): Promise<void> {
  const target = new ExportTarget(root);
  for (const folder of data.folders) target.folder(folder);
  const uses = new Map<string, number>();
  for (const { object } of data.files) {
    const key = contentKey(object);
    uses.set(key, (uses.get(key) ?? 0) + 1);
  }
  for (const { path, object, executable } of data.files) {
    sources.signal.throwIfAborted();
    const key = contentKey(object);
    const left = (uses.get(key) ?? 1) - 1;
    uses.set(key, left);
    if (await sources.store.give(object, target.place(path), executable, left > 0)) continue;
    // Somebody emptied the cache since: what begins again fetches it again.
    throw new RefitError('SourceUnavailable', `data ${key}: was removed from the cache while it was used`);
  }
}
