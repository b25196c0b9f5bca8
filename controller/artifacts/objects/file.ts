/** Objects as files of a folder: what the volume's server serves, and the controller beside it writes to directly. */
import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { RefitError } from '../../core/errors.ts';
import { replaceFile, syncFolder } from '../durable-file.ts';
import { guardStore, isNotThere, systemCode } from '../faults.ts';
import type { ByteRange, ObjectStore, PutOptions } from './objects.ts';

/** A folder with the objects of many namespaces. */
export interface FileVolume {
  /** Cheap: reads nothing. */
  objects(namespace: string): ObjectStore;
}

const namePattern = /^(?!\.{1,2}$)[A-Za-z0-9=._-]{1,250}$/;
/** Files in the making older than this belong to a process that is gone. Milliseconds. */
const staleAfter = 24 * 60 * 60 * 1000;

function markerPath(folder: string): string {
  return join(folder, 'refit-volume.json');
}

async function removeStale(folder: string): Promise<void> {
  for (const name of await readdir(join(folder, 'tmp'))) {
    const path = join(folder, 'tmp', name);
    const found = await stat(path).catch((error: unknown) => {
      if (isNotThere(error)) return undefined;
      throw error;
    });
    if (found !== undefined && Date.now() - found.mtimeMs > staleAfter) await rm(path, { force: true });
  }
}

/** Makes the volume's marker and folder for files in the making. @throws system errors | RefitError */
async function prepareVolume(folder: string): Promise<void> {
  await mkdir(join(folder, 'tmp'), { recursive: true });
  const marker = await readFile(markerPath(folder), 'utf8').catch((error: unknown) => {
    if (isNotThere(error)) return undefined;
    throw error;
  });
  if (marker === undefined) await replaceFile(markerPath(folder), '{"layout":"1"}\n');
  else if (!marker.includes('"layout":"1"')) {
    throw new RefitError(
      'ArtifactStoreUnavailable',
      `${markerPath(folder)}: found ${marker.trim()}, allowed is layout 1`,
    );
  }
  await removeStale(folder);
}

/** Before "not there": a volume that is not mounted any more holds nothing either. */
async function requireVolume(folder: string): Promise<void> {
  try {
    await stat(markerPath(folder));
  } catch (error: unknown) {
    throw new RefitError('ArtifactStoreUnavailable', `artifact store: ${markerPath(folder)} cannot be read`, error);
  }
}

async function orUndefined<T>(folder: string, action: Promise<T>): Promise<T | undefined> {
  try {
    return await action;
  } catch (error: unknown) {
    if (!isNotThere(error)) throw error;
    await requireVolume(folder);
    return undefined;
  }
}

async function writeBody(path: string, body: Readable | Buffer): Promise<void> {
  const file = await open(path, 'wx', 0o444);
  try {
    if (Buffer.isBuffer(body)) await file.writeFile(body);
    else for await (const chunk of body) await file.writeFile(Buffer.isBuffer(chunk) ? chunk : String(chunk));
    await file.sync();
  } finally {
    await file.close();
  }
}

async function adopt(temporary: string, path: string, createOnly: boolean): Promise<'Stored' | 'Exists'> {
  await mkdir(dirname(path), { recursive: true });
  if (createOnly) {
    try {
      // link(2) refuses a taken name, which rename(2) does not.
      await link(temporary, path);
    } catch (error: unknown) {
      if (systemCode(error) === 'EEXIST') return 'Exists';
      throw error;
    }
  } else await rename(temporary, path);
  await syncFolder(dirname(path));
  return 'Stored';
}

async function putFile(
  folder: string,
  path: string,
  body: Readable | Buffer,
  { createOnly }: PutOptions,
): Promise<'Stored' | 'Exists'> {
  const temporary = join(folder, 'tmp', randomBytes(12).toString('hex'));
  try {
    await writeBody(temporary, body);
    return await adopt(temporary, path, createOnly);
  } finally {
    await rm(temporary, { force: true });
  }
}

async function getFile(folder: string, path: string, range?: ByteRange): Promise<Readable | undefined> {
  const file = await orUndefined(folder, open(path, 'r'));
  if (file === undefined) return undefined;
  const { size } = await file.stat();
  if (range === undefined || range.start < size) return file.createReadStream({ ...range });
  await file.close();
  return Readable.from([], { objectMode: false });
}

function pathOf(folder: string, namespace: string, key: string): string {
  const names = [namespace, ...key.split('/')];
  if (names.every((name) => namePattern.test(name))) return join(folder, 'namespaces', ...names);
  throw new RefitError('InternalError', `object key: found ${JSON.stringify(key)}, allowed are names joined by /`);
}

async function headFile(folder: string, path: string): Promise<{ size: number } | undefined> {
  const found = await orUndefined(folder, stat(path));
  if (found === undefined) return undefined;
  if (found.isFile()) return { size: found.size };
  throw new RefitError('ArtifactStoreUnavailable', `artifact store: ${path} is no file`);
}

/** @param folder absolute; made, with its marker, when something is first asked of it */
export function openFileVolume(folder: string): FileVolume {
  let prepared: Promise<void> | undefined;
  async function run<T>(doing: string, action: () => Promise<T>): Promise<T> {
    return guardStore(doing, async () => {
      prepared ??= prepareVolume(folder);
      try {
        await prepared;
      } catch (error: unknown) {
        prepared = undefined;
        throw error;
      }
      return action();
    });
  }
  return {
    objects(namespace) {
      const path = (key: string): string => pathOf(folder, namespace, key);
      return {
        head: (key) => run(`look at ${key}`, () => headFile(folder, path(key))),
        get: (key, range) => run(`read ${key}`, () => getFile(folder, path(key), range)),
        put: (key, body, options) => run(`write ${key}`, () => putFile(folder, path(key), body, options)),
        list: (key) => run(`list ${key}`, async () => (await orUndefined(folder, readdir(path(key)))) ?? []),
        discard: (key) => run(`discard ${key}`, () => rm(path(key), { force: true })),
      };
    },
  };
}

/** One namespace of a volume. */
export function openFileObjects(options: { readonly folder: string; readonly namespace: string }): ObjectStore {
  return openFileVolume(options.folder).objects(options.namespace);
}
