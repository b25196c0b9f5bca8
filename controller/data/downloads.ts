/** Gets objects into the store from wherever they may be: LFS servers by the hundred, DVC remotes one by one in their order. */
import { Readable } from 'node:stream';
import { isReason } from '../core/errors.ts';
import type { RefitError } from '../core/errors.ts';
import { eachLimited } from './each.ts';
import { NotHere, notAvailable } from './faults.ts';
import type { MissingData } from './faults.ts';
import type { DataHttp } from './http.ts';
import { contentKey, identityText, isEmpty } from './identity.ts';
import type { DataObject } from './identity.ts';
import { askLfs, batchSize } from './lfs.ts';
import type { LfsDownload, LfsServer } from './lfs.ts';
import { folderRemote } from './remotes.ts';
import type { Remote } from './remotes.ts';
import { repeated, resumed } from './resumed.ts';
import type { Opened } from './resumed.ts';
import type { DataStore } from './store.ts';
import { storeVerified } from './verified.ts';
import { openWeb } from './web.ts';

/** One object, and who wants it. */
export interface Wanted {
  readonly object: DataObject;
  /** Byte path of the data in its source; for messages. */
  readonly path: string;
  /** The one DVC remote that its pointer names. */
  readonly remote?: string | undefined;
}

/** Where objects come from and go to. */
export interface DataSources {
  readonly http: DataHttp;
  readonly store: DataStore;
  /** undefined: there is none for such a repository. */
  readonly lfs?: LfsServer;
  /** LFS objects of a working copy of this machine (`<git folder>/lfs/objects`), looked at first. */
  readonly lfsFolder?: string;
  readonly remotes: readonly Remote[];
  readonly signal: AbortSignal;
}

/** Transfers at once. */
const concurrency = 8;
/** When so much is missing, the rest is not asked for. */
const maxMissing = 50;

/**
 * Makes the store have all of them. What it got stays there when this throws, so that doing it again goes on from there.
 * @throws RefitError DataNotAvailable naming what no place has; SourceUnavailable | SourceRefused | SecretNotFound; errors of the file
 *   system as they are
 */
export async function fetchObjects(wanted: readonly Wanted[], sources: DataSources): Promise<void> {
  const absent = distinct(wanted).filter(({ object }) => !sources.store.has(object));
  const missing: MissingData[] = [];
  for (const one of absent.filter(({ object }) => isEmpty(object))) {
    const write = (file: string): Promise<void> => storeVerified(Readable.from([]), file, one.object);
    await collect(missing, one, () => sources.store.add(one.object, write));
  }
  const elsewhere = absent.filter(({ object }) => !isEmpty(object));
  await fetchLfs(
    elsewhere.filter(({ object }) => object.kind === 'lfs'),
    sources,
    missing,
  );
  const ofDvc = elsewhere.filter(({ object }) => object.kind === 'dvc');
  await eachLimited(ofDvc, concurrency, async (one) => {
    if (missing.length < maxMissing) await collect(missing, one, () => fetchDvc(one, sources));
  });
  if (missing.length > 0) throw notAvailable(missing);
}

function distinct(wanted: readonly Wanted[]): Wanted[] {
  return [...new Map(wanted.map((one) => [contentKey(one.object), one])).values()];
}

/** Tells what a place found among what is missing; every other error ends it all. */
async function collect(missing: MissingData[], { object, path }: Wanted, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error: unknown) {
    if (!(error instanceof NotHere)) throw error;
    missing.push({ path, identity: identityText(object), found: [error.message] });
  }
}

async function fetchLfs(wanted: readonly Wanted[], sources: DataSources, missing: MissingData[]): Promise<void> {
  const { lfs, http } = sources;
  const elsewhere = await takeLocal(wanted, sources);
  for (let at = 0; at < elsewhere.length && missing.length < maxMissing; at += batchSize) {
    const some = elsewhere.slice(at, at + batchSize);
    if (lfs === undefined) {
      const found = ['the working copy does not have it, and sources[].git.lfs.url names no server'];
      missing.push(...some.map(({ object, path }) => ({ path, identity: identityText(object), found })));
      continue;
    }
    const answers = await repeated(sources.signal, () =>
      askLfs(
        http,
        lfs,
        some.map(({ object }) => object),
      ),
    );
    await eachLimited(some, concurrency, async (one) => {
      await collect(missing, one, async () => {
        const answer = answers.get(one.object.hash);
        if (answer === undefined || answer instanceof NotHere)
          throw answer ?? new NotHere('the LFS server says nothing of it');
        await alone(one, sources, () => downloadLfs(one, answer, lfs, sources));
      });
    });
  }
}

/** Takes what the working copy has. @returns the others */
async function takeLocal(
  wanted: readonly Wanted[],
  { lfsFolder, store, signal }: DataSources,
): Promise<readonly Wanted[]> {
  if (lfsFolder === undefined) return wanted;
  const folder = folderRemote('working copy', lfsFolder);
  const others: Wanted[] = [];
  for (const one of wanted) {
    const { object } = one;
    const key = `${object.hash.slice(0, 2)}/${object.hash.slice(2, 4)}/${object.hash}`;
    try {
      await store.add(object, async (file) => keep('this machine', await folder.read(key), file, object, { signal }));
    } catch (error: unknown) {
      if (!(error instanceof NotHere)) throw error;
      others.push(one);
    }
  }
  return others;
}

/** Links are for a while, and the last of a batch is fetched long after the first: one that is refused is asked for once more. */
async function downloadLfs(wanted: Wanted, from: LfsDownload, lfs: LfsServer, sources: DataSources): Promise<void> {
  const { object } = wanted;
  const download = ({ url, headers, tls, proxy }: LfsDownload): Promise<void> =>
    repeated(sources.signal, () =>
      sources.store.add(object, async (file) => {
        const opened = await openWeb(sources.http, { url, headers, tls, proxy }, `LFS object at ${url.origin}`);
        await keep(url.host, opened, file, object, sources);
      }),
    );
  try {
    await download(from);
  } catch (error: unknown) {
    if (!(error instanceof NotHere)) throw error;
    const again = (await repeated(sources.signal, () => askLfs(sources.http, lfs, [object]))).get(object.hash);
    if (again === undefined || again instanceof NotHere || isSameLink(again, from)) throw error;
    await download(again);
  }
}

function isSameLink(one: LfsDownload, other: LfsDownload): boolean {
  return one.url.href === other.url.href && JSON.stringify(one.headers) === JSON.stringify(other.headers);
}

/** Writes what was opened to a file that does not exist. */
async function keep(
  place: string,
  opened: Opened,
  file: string,
  object: DataObject,
  { signal }: Pick<DataSources, 'signal'>,
): Promise<void> {
  try {
    await storeVerified(resumed(place, opened, signal), file, object);
  } finally {
    opened.body.destroy();
  }
}

/** Bytes from which on it matters that no other process fetches the same. */
const shareFrom = 1024 * 1024;

async function alone({ object }: Wanted, { store, signal }: DataSources, work: () => Promise<void>): Promise<void> {
  // Of small ones it is no loss when two fetch them: each is put in place whole.
  if (store.kind === 'Private' || (object.bytes ?? 0) < shareFrom) return work();
  await store.alone('object', object.hash, async () => (store.has(object) ? undefined : work()), signal);
}

/** The places of an object in a remote (dvc-data: `files/md5` since DVC 3, the root before). */
export function keysOf({ hash, directory, legacy }: DataObject): readonly string[] {
  const name = `${hash.slice(0, 2)}/${hash.slice(2)}${directory ? '.dir' : ''}`;
  return legacy === true ? [name, `files/md5/${name}`] : [`files/md5/${name}`];
}

async function fetchDvc(wanted: Wanted, sources: DataSources): Promise<void> {
  const remotes = sources.remotes.filter(
    ({ name, own }) => own === true || wanted.remote === undefined || name === wanted.remote,
  );
  const unlisted: string[] = [];
  if (remotes.every(({ own }) => own === true)) {
    const named =
      wanted.remote === undefined
        ? 'lists none'
        : `does not list ${wanted.remote.slice(0, 100)}, the remote that its pointer names`;
    unlisted.push(`sources[].git.dataRemotes ${named}`);
  }
  await alone(wanted, sources, async () => {
    const found = [...unlisted];
    let outage: RefitError | undefined;
    for (const remote of remotes) {
      for (const key of keysOf(wanted.object)) {
        try {
          return await repeated(sources.signal, () => download(wanted, remote, key, sources));
        } catch (error: unknown) {
          if (error instanceof NotHere) found.push(error.message);
          else if (isReason(error, 'SourceUnavailable')) outage ??= error;
          else throw error;
        }
      }
    }
    // One that cannot be asked may have it: then nobody can say that it is not there.
    throw outage ?? new NotHere(found.join('; '));
  });
}

function download({ object }: Wanted, remote: Remote, key: string, { store, signal }: DataSources): Promise<void> {
  return store.add(object, async (file) => {
    const opened = await remote.read(key);
    try {
      await keep(`remote ${remote.name}`, opened, file, object, { signal });
    } catch (error: unknown) {
      if (error instanceof NotHere) throw new NotHere(`remote ${remote.name}: ${key} ${error.message}`);
      throw error;
    }
  });
}
