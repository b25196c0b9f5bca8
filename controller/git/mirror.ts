import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { RefitError, toError } from '../core/errors.ts';
import { MirrorBroken } from './broken.ts';
import { findLocal } from './local.ts';
import { makeCompacted } from './mirror-compaction.ts';
import { type FetchMeans, MirrorFetches } from './mirror-fetches.ts';
import {
  formatOf,
  isMirror,
  makeMirror,
  mirrorIdentity,
  readingDir,
  removeMirror,
  replaceMirror,
  temporaryBeside,
  type MirrorDescription,
} from './mirror-folder.ts';
import { type MirrorLocks, locksOf } from './mirror-locks.ts';
import { LastUse } from './mirror-note.ts';
import { isReadable, readTree, requireNoOther } from './mirror-read.ts';
import { isOvergrown, measureMirror, noteMaking } from './mirror-size.ts';
import { evictMirror, sweepLeftovers, sweepMirror } from './mirror-sweep.ts';
import { takePlace } from './mirror-swap.ts';
import { MirrorUses } from './mirror-uses.ts';
import { ObjectReader } from './objects.ts';
import { GitFailure } from './process.ts';
import type { Place } from './url.ts';

/** What all mirrors of one folder share. */
export interface MirrorSurroundings extends FetchMeans {
  /** The folder of all mirrors; each is `<folder>/<key>/repo.git`. */
  readonly folder: string;
  readonly idleMs: number;
  /** Told after use of a mirror that was fetched into. Whoever is told compacts and evicts mirrors of this folder. */
  readonly onGrown?: (mirror: Mirror) => void;
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
  readonly #locks: MirrorLocks;
  readonly #fetches: MirrorFetches;
  readonly #uses = new MirrorUses();
  readonly #lastUse: LastUse;
  readonly #onIdle: () => void;
  #open: Open | undefined;
  #opening: Promise<Open> | undefined;
  #closed = false;

  constructor(place: Place, around: MirrorSurroundings, onIdle: () => void = () => undefined) {
    this.place = place;
    this.#around = around;
    const home = join(around.folder, place.key);
    this.#home = home;
    this.gitDir = join(home, 'repo.git');
    this.reading = place.kind === 'local' ? this.gitDir : readingDir(this.gitDir);
    this.#locks = locksOf(home);
    this.#lastUse = new LastUse(home);
    const { gitDir } = this;
    this.#fetches = new MirrorFetches({ place, home, gitDir, locks: this.#locks }, around);
    this.#onIdle = onIdle;
  }

  /**
   * Runs `work` on the mirror with `commits` readable. When it turns out to be broken, the mirror is made again and
   * `work` starts over, once.
   * @throws RefitError RevisionGone | SourceNotFound | SourceUnavailable | MirrorCorrupted
   */
  async use<T>(oid: string, commits: readonly string[], work: (reader: ObjectReader) => Promise<T>): Promise<T> {
    const used = (): Promise<T> => this.#uses.beside(() => this.#use(oid, commits, work));
    // Uses are counted in the process that keeps the mirrors; any other says that it reads.
    if (this.#around.onGrown !== undefined || this.place.kind === 'local') return used();
    await this.#makeHome().catch((error: unknown) => this.#unusable(error));
    return this.#locks.readers.shared(used);
  }

  async #use<T>(oid: string, commits: readonly string[], work: (reader: ObjectReader) => Promise<T>): Promise<T> {
    for (let again = false; ; again = true) {
      let open: Open | undefined;
      try {
        open = await this.#opened(oid, commits[0]).catch((error: unknown) => this.#unusable(error));
        await this.#lastUse.note();
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
  async run(args: readonly string[], input?: string, maxBytes?: number): Promise<Buffer> {
    try {
      return await this.#around.processes.run({
        gitDir: this.reading,
        args,
        ...(input === undefined ? {} : { input }),
        ...(maxBytes === undefined ? {} : { maxBytes }),
      });
    } catch (error: unknown) {
      if (error instanceof GitFailure && error.kind === 'exit') throw new MirrorBroken(error.message, error);
      throw error;
    }
  }

  /** Fetches blobs the mirror lacks, in one request. Nothing to do for a local repository. */
  async prefetch(oids: readonly string[]): Promise<void> {
    if (this.place.kind === 'local' || oids.length === 0) return;
    await this.#fetches.blobs(oids);
    this.#around.onGrown?.(this);
  }

  close(): void {
    this.#closed = true;
    this.#open?.reader.close();
  }

  /**
   * Makes the mirror anew when it has grown too much. The old one serves until the new one takes its place, at a moment
   * when nobody uses it; when that fails the old one stays.
   * @returns whether it did
   */
  async compact(): Promise<boolean> {
    const open = this.#open;
    if (this.place.kind === 'local' || open === undefined || !isOvergrown(await measureMirror(this.gitDir)))
      return false;
    let compacted = false;
    await this.#locks.compaction.ifFree(async () => {
      const made = temporaryBeside(this.#home, 'compaction');
      const { processes, fetchTimeoutMs: timeoutMs } = this.#around;
      const fetch = (gitDir: string, commit: string): Promise<void> =>
        this.#fetches.inBackground(gitDir, commit, () => this.#requireOpen());
      const compacting = { processes, description: open.description, from: this.gitDir, made, fetch, timeoutMs };
      try {
        await makeCompacted(compacting);
        compacted = await takePlace(compacting, {
          home: this.#home,
          locks: this.#locks,
          uses: this.#uses,
          identity: open.identity,
          shut: () => this.#shut(),
          isClosed: () => this.#closed,
        });
      } finally {
        await rm(made, { recursive: true, force: true });
      }
    });
    return compacted;
  }

  /** Throws the mirror away if nobody uses it. @returns whether it did */
  async evict(): Promise<boolean> {
    let evicted = false;
    await this.#uses.ifIdle(async () => {
      evicted = await evictMirror(this.#home, this.#locks, () => this.#shut());
    });
    return evicted;
  }

  /** What is read next is read from the mirror that is there then. */
  #shut(): void {
    this.#open?.reader.close();
    this.#open = undefined;
  }

  /** A process that began after all others were ended would be waited for. @throws Error */
  #requireOpen(): void {
    if (this.#closed) throw new Error('the git adapter has been closed');
  }

  #makeHome(): Promise<unknown> {
    return mkdir(this.#home, { recursive: true, mode: 0o700 });
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
    this.#shut();
    if (!(await isMirror(this.gitDir, description))) {
      await this.#makeHome();
      await this.#locks.files.exclusive(async () => {
        await sweepMirror(this.#home);
        // Another process may have made it while this one waited.
        if (await isMirror(this.gitDir, description)) return;
        const made = temporaryBeside(this.#home);
        try {
          await makeMirror(made, description);
          if (commit !== undefined && this.place.kind === 'remote') await this.#fetches.commit(made, commit);
          await noteMaking(made);
          await replaceMirror(this.#home, made);
        } finally {
          await sweepMirror(this.#home);
        }
      });
      await sweepLeftovers(this.#home, this.#locks);
      this.#around.onGrown?.(this);
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
    await this.#fetches.once(open.reader, commit);
    this.#around.onGrown?.(this);
    if (await isReadable(open.reader, commit)) return;
    await requireNoOther(open.reader, commit, this.place.url);
    throw new MirrorBroken(`commit ${commit} was fetched but is not there`);
  }

  /** Takes a broken mirror away, unless it has been made again meanwhile, by this process or another. */
  async #discard(broken: Open | undefined): Promise<void> {
    broken?.reader.close();
    if (broken !== undefined && this.#open !== broken) return;
    this.#open = undefined;
    await this.#makeHome();
    await this.#locks.files.exclusive(async () => {
      if (broken !== undefined && (await mirrorIdentity(this.gitDir)) !== broken.identity) return;
      await removeMirror(this.#home);
    });
  }
}

/** Nothing is wrong with the mirror: git could not be started, was killed, or had too much to do. */
function unavailable(error: GitFailure): RefitError {
  return new RefitError('SourceUnavailable', `${error.message}.`, error);
}

function gone(url: string, commit: string): RefitError {
  return new RefitError('RevisionGone', `The repository ${url} no longer has commit ${commit}.`);
}
