/** Gets objects into the store from wherever they may be: LFS servers by the hundred, DVC remotes one by one in their order. */
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { isReason } from '../core/errors.ts';
import type { RefitError } from '../core/errors.ts';
import { eachLimited } from './each.ts';
import { NotHere, notAvailable } from './faults.ts';
import type { MissingData } from './faults.ts';
import { unavailable } from './http.ts';
import type { DataHttp } from './http.ts';
import { identityText } from './identity.ts';
import type { DataObject } from './identity.ts';
import { askLfs, batchSize } from './lfs.ts';
import type { LfsDownload, LfsServer } from './lfs.ts';
import { folderRemote, notGiven } from './remotes.ts';
import type { Remote } from './remotes.ts';
import type { DataStore } from './store.ts';
import { storeVerified } from './verified.ts';

/** One object, and who wants it. */
export interface Wanted {
  readonly object: DataObject;
  /** Byte path of the data in its source; for messages. */
  readonly path: string;
  /** The one DVC remote that its pointer names. */
  readonly remote?: string | undefined;
  /** DVC 2 and before. */
  readonly legacy?: boolean | undefined;
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
/** Waits before the second and third try of one object, in milliseconds. */
const waits = [300, 1_500];
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
  await fetchLfs(
    absent.filter(({ object }) => object.kind === 'lfs'),
    sources,
    missing,
  );
  const ofDvc = absent.filter(({ object }) => object.kind === 'dvc');
  await eachLimited(ofDvc, concurrency, async (one) => {
    if (missing.length < maxMissing) await collect(missing, one, () => fetchDvc(one, sources));
  });
  if (missing.length > 0) throw notAvailable(missing);
}

function distinct(wanted: readonly Wanted[]): Wanted[] {
  return [...new Map(wanted.map((one) => [identityText(one.object), one])).values()];
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
        await alone(one, sources, () => downloadLfs(one, answer, sources));
      });
    });
  }
}

/** Takes what the working copy has. @returns the others */
async function takeLocal(wanted: readonly Wanted[], { lfsFolder, store }: DataSources): Promise<readonly Wanted[]> {
  if (lfsFolder === undefined) return wanted;
  const folder = folderRemote('working copy', lfsFolder);
  const others: Wanted[] = [];
  for (const one of wanted) {
    const { object } = one;
    const key = `${object.hash.slice(0, 2)}/${object.hash.slice(2, 4)}/${object.hash}`;
    try {
      await store.add(object, async (file) =>
        storeVerified(guarded('this machine', await folder.read(key)), file, object),
      );
    } catch (error: unknown) {
      if (!(error instanceof NotHere)) throw error;
      others.push(one);
    }
  }
  return others;
}

function downloadLfs({ object }: Wanted, from: LfsDownload, sources: DataSources): Promise<void> {
  return repeated(sources.signal, () =>
    sources.store.add(object, async (file) => {
      const { url } = from;
      const answer = await sources.http.send(from);
      if (answer.status !== 200) {
        answer.body.destroy();
        throw notGiven(`LFS object at ${url.origin}`, answer.status);
      }
      await storeVerified(guarded(url.host, answer.body), file, object);
    }),
  );
}

/** Bytes from which on it matters that no other process fetches the same. */
const shareFrom = 1024 * 1024;

async function alone({ object }: Wanted, { store, signal }: DataSources, work: () => Promise<void>): Promise<void> {
  // Of small ones it is no loss when two fetch them: each is put in place whole.
  if (store.kind === 'Private' || (object.bytes ?? 0) < shareFrom) return work();
  await store.alone('object', object.hash, async () => (store.has(object) ? undefined : work()), signal);
}

/** The places of an object in a remote (dvc-data: `files/md5` since DVC 3, the root before). */
export function keysOf({
  object: { hash, directory },
  legacy,
}: Pick<Wanted, 'object' | 'legacy'>): readonly { key: string; legacy: boolean }[] {
  const name = `${hash.slice(0, 2)}/${hash.slice(2)}${directory ? '.dir' : ''}`;
  const current = { key: `files/md5/${name}`, legacy: false };
  return legacy === true ? [{ key: name, legacy: true }, current] : [current];
}

async function fetchDvc(wanted: Wanted, sources: DataSources): Promise<void> {
  const remotes = sources.remotes.filter(
    ({ name, own }) => own === true || wanted.remote === undefined || name === wanted.remote,
  );
  if (remotes.length === 0) {
    const named =
      wanted.remote === undefined ? 'lists none' : `does not list ${wanted.remote}, the remote that its pointer names`;
    throw new NotHere(`sources[].git.dataRemotes ${named}`);
  }
  await alone(wanted, sources, async () => {
    const found: string[] = [];
    let outage: RefitError | undefined;
    for (const remote of remotes) {
      for (const { key, legacy } of keysOf(wanted)) {
        try {
          return await repeated(sources.signal, () => download(wanted, remote, key, legacy, sources));
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

function download(
  { object }: Wanted,
  remote: Remote,
  key: string,
  legacy: boolean,
  { store }: DataSources,
): Promise<void> {
  return store.add(object, async (file) => {
    const body = await remote.read(key);
    try {
      await storeVerified(guarded(`remote ${remote.name}`, body), file, object, legacy);
    } catch (error: unknown) {
      if (error instanceof NotHere) throw new NotHere(`remote ${remote.name}: ${key} ${error.message}`);
      throw error;
    } finally {
      body.destroy();
    }
  });
}

/** The bytes of an answer; what breaks on the way is the source's fault, and never the disk's. */
async function* guarded(place: string, body: Readable): AsyncGenerator<Uint8Array> {
  try {
    for await (const piece of body) if (piece instanceof Uint8Array) yield piece;
  } catch (error: unknown) {
    throw unavailable({ host: place }, error);
  }
}

/** Again, when there was no answer or it broke off. */
async function repeated<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries++) {
    signal.throwIfAborted();
    try {
      return await work();
    } catch (error: unknown) {
      const wait = waits[tries];
      if (wait === undefined || !isReason(error, 'SourceUnavailable')) throw error;
      await delay(wait, undefined, { signal });
    }
  }
}
