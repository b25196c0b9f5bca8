import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { RefitError, toError } from '../core/errors.ts';
import { MirrorBroken } from './broken.ts';
import { type Fetching, fetchBlobs, fetchCommit } from './fetch.ts';
import { findLocal } from './local.ts';
import { MirrorLock } from './lock.ts';
import {
  formatOf,
  isMirror,
  makeMirror,
  mirrorIdentity,
  readingDir,
  removeMirror,
  replaceMirror,
  sweepMirror,
  temporaryBeside,
  type MirrorDescription,
} from './mirror-folder.ts';
import { ObjectReader } from './objects.ts';
import { GitFailure, type GitProcesses } from './process.ts';
import type { Slots } from './slots.ts';
import type { Place } from './url.ts';

/** What all mirrors of one folder share. */
export interface MirrorSurroundings {
  /** The folder of all mirrors; each is `<folder>/<key>/repo.git`. */
  readonly folder: string;
  readonly processes: GitProcesses;
  readonly fetches: Slots;
  readonly fetchTimeoutMs: number;
  readonly idleMs: number;
  readonly onFetch: () => void;
  /** Fetch no history. Default: all of it, for changes are told from it. */
  readonly shallow?: boolean;
}

interface Open {
  readonly description: MirrorDescription;
  readonly identity: string | undefined;
  readonly reader: ObjectReader;
}

/**
 * The bare mirror of one repository: makes it, fetches into it, and makes it again when it is broken. For a local
 * repository it holds nothing of its own: it borrows the repository's objects, so that no byte is copied and no
 * configuration of that repository is ever read.
 */
export class Mirror {
  readonly place: Place;
  readonly gitDir: string;
  /** The git folder to read objects through. */
  readonly reading: string;
  readonly #home: string;
  readonly #around: MirrorSurroundings;
  readonly #lock: MirrorLock;
  readonly #onIdle: () => void;
  #open: Open | undefined;
  #opening: Promise<Open> | undefined;
  readonly #fetching = new Map<string, Promise<void>>();
  #lastFetch: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(place: Place, around: MirrorSurroundings, onIdle: () => void = () => undefined) {
    this.place = place;
    this.#around = around;
    this.#home = join(around.folder, place.key);
    this.gitDir = join(this.#home, 'repo.git');
    this.reading = place.kind === 'local' ? this.gitDir : readingDir(this.gitDir);
    this.#lock = new MirrorLock(join(this.#home, 'lock.db'));
    this.#onIdle = onIdle;
  }

  /**
   * Runs `work` on the mirror with `commits` readable. When it turns out to be broken, the mirror is made again and
   * `work` starts over, once.
   * @throws RefitError RevisionGone | SourceNotFound | SourceUnavailable | MirrorCorrupted
   */
  async use<T>(oid: string, commits: readonly string[], work: (reader: ObjectReader) => Promise<T>): Promise<T> {
    for (let again = false; ; again = true) {
      let open: Open | undefined;
      try {
        open = await this.#opened(oid, commits[0]).catch((error: unknown) => this.#unusable(error));
        for (const commit of commits) {
          await this.#makeReadable(open, commit).catch((error: unknown) => this.#unusable(error));
        }
        return await work(open.reader);
      } catch (error: unknown) {
        if (error instanceof GitFailure && error.kind !== 'exit') throw unavailable(error);
        if (!(error instanceof MirrorBroken)) throw error;
        if (this.#closed) throw new RefitError('SourceUnavailable', 'The git adapter has been closed.', error);
        if (again) throw this.#corrupted(error);
        await this.#discard(open);
      }
    }
  }

  /** The tree of a readable commit. */
  async tree(reader: ObjectReader, commit: string): Promise<string> {
    const tree = await readTree(reader, commit);
    if (tree === undefined) throw new MirrorBroken(`commit ${commit} is not readable`);
    return tree;
  }

  /** Runs git on the mirror, the answer of which must be a success. @throws MirrorBroken */
  async run(args: readonly string[], input?: string): Promise<Buffer> {
    try {
      return await this.#around.processes.run({
        gitDir: this.reading,
        args,
        ...(input === undefined ? {} : { input }),
      });
    } catch (error: unknown) {
      if (error instanceof GitFailure && error.kind === 'exit') throw new MirrorBroken(error.message, error);
      throw error;
    }
  }

  /** Fetches blobs the mirror lacks, in one request. Nothing to do for a local repository. */
  async prefetch(oids: readonly string[]): Promise<void> {
    if (this.place.kind === 'local' || oids.length === 0) return;
    await this.#lock.shared(() => this.#around.fetches.run(() => fetchBlobs(this.#fetchInto(this.gitDir), oids)));
  }

  close(): void {
    this.#closed = true;
    this.#open?.reader.close();
  }

  /** What the file system says about the folder of mirrors (full, not writable) is not the fault of the source. */
  #unusable(error: unknown): never {
    if (error instanceof RefitError || error instanceof MirrorBroken || error instanceof GitFailure) throw error;
    const message = `The mirror of ${this.place.url} cannot be used: ${toError(error).message}.`;
    throw new RefitError('SourceUnavailable', message, error);
  }

  #corrupted(error: MirrorBroken): RefitError {
    const { kind, url } = this.place;
    if (kind === 'remote') {
      return new RefitError('MirrorCorrupted', `The mirror of ${url} stays unreadable: ${error.message}.`, error);
    }
    return new RefitError('SourceUnavailable', `Objects of ${url} cannot be read: ${error.message}.`, error);
  }

  /** The mirror, opened, and made if it is not there or is of something else. */
  async #opened(oid: string, commit: string | undefined): Promise<Open> {
    const { kind, url } = this.place;
    const borrows = kind === 'local' ? join((await findLocal(url)).common, 'objects') : undefined;
    const description = {
      version: 1,
      url,
      format: formatOf(oid),
      ...(borrows === undefined ? {} : { borrows }),
    } as const;
    const open = this.#open;
    if (open && open.description.format === description.format && open.description.borrows === borrows) return open;
    this.#opening ??= this.#make(description, commit).finally(() => (this.#opening = undefined));
    const made = await this.#opening;
    return made.description.format === description.format ? made : this.#opened(oid, commit);
  }

  async #make(description: MirrorDescription, commit: string | undefined): Promise<Open> {
    this.#open?.reader.close();
    this.#open = undefined;
    if (!(await isMirror(this.gitDir, description))) {
      await mkdir(this.#home, { recursive: true, mode: 0o700 });
      await this.#lock.exclusive(async () => {
        // Another process may have made it while this one waited.
        if (await isMirror(this.gitDir, description)) return;
        await sweepMirror(this.#home);
        const made = temporaryBeside(this.#home);
        try {
          await makeMirror(made, description);
          if (commit !== undefined && this.place.kind === 'remote') await this.#fetchCommit(made, commit);
          await replaceMirror(this.#home, made);
        } finally {
          await sweepMirror(this.#home);
        }
      });
    }
    const { processes, idleMs } = this.#around;
    const reader = new ObjectReader(processes, this.reading, idleMs, this.#onIdle);
    this.#open = { description, identity: await mirrorIdentity(this.gitDir), reader };
    return this.#open;
  }

  async #makeReadable(open: Open, commit: string): Promise<void> {
    if (await isReadable(open.reader, commit)) return;
    if (!(await isMirror(this.gitDir, open.description))) throw new MirrorBroken('the mirror is not whole');
    if (this.place.kind === 'local') throw gone(this.place.url, commit);
    await this.#fetchOnce(open, commit);
    if (!(await isReadable(open.reader, commit)))
      throw new MirrorBroken(`commit ${commit} was fetched but is not there`);
  }

  /** One fetch per commit, one after the other for the mirror. */
  #fetchOnce(open: Open, commit: string): Promise<void> {
    const running = this.#fetching.get(commit);
    if (running) return running;
    const ended = this.#lastFetch
      .then(() => this.#fetchWithLock(open, commit))
      .finally(() => this.#fetching.delete(commit));
    this.#fetching.set(commit, ended);
    this.#lastFetch = ended.then(nothing, nothing);
    return ended;
  }

  async #fetchWithLock(open: Open, commit: string): Promise<void> {
    await this.#sweep();
    try {
      await this.#lock.shared(async () => {
        // Another process may have fetched it while this one waited.
        if (!(await isReadable(open.reader, commit))) await this.#fetchCommit(this.gitDir, commit);
      });
    } catch (error: unknown) {
      await this.#sweep();
      // Or have done so at the same moment, and held the lock of the pin.
      if (!(await isReadable(open.reader, commit))) throw error;
    }
  }

  /** Removes what killed fetches left, when no fetch of any process is under way. */
  #sweep(): Promise<void> {
    return this.#lock.ifFree(() => sweepMirror(this.#home));
  }

  #fetchCommit(gitDir: string, commit: string): Promise<void> {
    return this.#around.fetches.run(() => fetchCommit(this.#fetchInto(gitDir), commit));
  }

  #fetchInto(gitDir: string): Fetching {
    this.#around.onFetch();
    const { processes, fetchTimeoutMs, shallow = false } = this.#around;
    return { processes, url: this.place.url, gitDir, timeoutMs: fetchTimeoutMs, shallow };
  }

  /** Takes a broken mirror away, unless it has been made again meanwhile, by this process or another. */
  async #discard(broken: Open | undefined): Promise<void> {
    broken?.reader.close();
    if (broken !== undefined && this.#open !== broken) return;
    this.#open = undefined;
    await mkdir(this.#home, { recursive: true, mode: 0o700 });
    await this.#lock.exclusive(async () => {
      if (broken !== undefined && (await mirrorIdentity(this.gitDir)) !== broken.identity) return;
      await removeMirror(this.#home);
    });
  }
}

function nothing(): void {
  // The outcome is told to whoever asked for the fetch; the next in the row only waits for its end.
}

/** Nothing is wrong with the mirror: git could not be started, was killed, or had too much to do. */
function unavailable(error: GitFailure): RefitError {
  return new RefitError('SourceUnavailable', `${error.message}.`, error);
}

function gone(url: string, commit: string): RefitError {
  return new RefitError('RevisionGone', `The repository ${url} no longer has commit ${commit}.`);
}

/** The tree of a commit; undefined when the mirror does not have that commit. */
async function readTree(reader: ObjectReader, commit: string): Promise<string | undefined> {
  const found = await reader.read(commit, 1024 * 1024);
  if (found === undefined || found.type !== 'commit') return undefined;
  return /^tree ([0-9a-f]+)\n/.exec(found.content.toString('latin1', 0, 80))?.[1];
}

async function isReadable(reader: ObjectReader, commit: string): Promise<boolean> {
  const tree = await readTree(reader, commit);
  return tree !== undefined && (await reader.read(tree, 64 * 1024 * 1024)) !== undefined;
}
