import { type Fetching, fetchBlobs, fetchCommit } from './fetch.ts';
import { MirrorBroken } from './broken.ts';
import type { MirrorLocks } from './mirror-locks.ts';
import { isReadable } from './mirror-read.ts';
import { sweepLeftovers } from './mirror-sweep.ts';
import type { ObjectReader } from './objects.ts';
import type { GitProcesses } from './process.ts';
import { askedOf } from './server-refusal.ts';
import type { HostSlots } from './slots.ts';
import type { Transport } from './transport.ts';
import type { Place } from './url.ts';

/** What fetches of all mirrors share. */
export interface FetchMeans {
  readonly processes: GitProcesses;
  readonly transport: Transport;
  readonly fetches: HostSlots;
  readonly fetchTimeoutMs: number;
  readonly onFetch: () => void;
  /** Bytes that one fetch may write. */
  readonly maxFetchBytes?: number;
  /** Fetch no history. Default: all of it, for changes are told from it. */
  readonly shallow?: boolean;
}

/** Where a mirror is, and what it is of. */
export interface MirrorHome {
  readonly place: Place;
  readonly home: string;
  readonly gitDir: string;
  readonly locks: MirrorLocks;
}

/** Fetches into one mirror: of a commit once at a time, however many ask for it, and beside other processes. */
export class MirrorFetches {
  readonly #at: MirrorHome;
  readonly #means: FetchMeans;
  readonly #running = new Map<string, Promise<void>>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(at: MirrorHome, means: FetchMeans) {
    this.#at = at;
    this.#means = means;
  }

  /** One fetch per commit, one after the other for the mirror. */
  once(reader: ObjectReader, commit: string): Promise<void> {
    const running = this.#running.get(commit);
    if (running) return running;
    const ended = this.#last.then(() => this.#withLock(reader, commit)).finally(() => this.#running.delete(commit));
    this.#running.set(commit, ended);
    this.#last = ended.then(nothing, nothing);
    return ended;
  }

  /** Fetches blobs in one request. */
  async blobs(oids: readonly string[]): Promise<void> {
    const { gitDir, locks } = this.#at;
    await locks.files.shared(() => this.#inTurn(gitDir, (fetching) => fetchBlobs(fetching, oids)));
  }

  /** Fetches a commit into a mirror that is being made. */
  commit(gitDir: string, commit: string): Promise<void> {
    return this.#inTurn(gitDir, (fetching) => fetchCommit(fetching, commit));
  }

  /**
   * As `commit`, but nobody waits for it: it takes nobody's turn and counts as no fetch.
   * @param begin called before a host is asked; what it throws is thrown
   */
  inBackground(gitDir: string, commit: string, begin: () => void): Promise<void> {
    return this.#into(gitDir, begin, (fetching) => fetchCommit(fetching, commit));
  }

  async #withLock(reader: ObjectReader, commit: string): Promise<void> {
    const { home, gitDir, locks } = this.#at;
    await sweepLeftovers(home, locks);
    try {
      await locks.files.shared(async () => {
        // Another process may have fetched it while this one waited.
        if (!(await isReadable(reader, commit))) await this.commit(gitDir, commit);
      });
    } catch (error: unknown) {
      await sweepLeftovers(home, locks);
      // Or have done so at the same moment, and held the lock of the pin.
      if (!(await isReadable(reader, commit))) throw error;
    }
  }

  #inTurn(gitDir: string, fetch: (fetching: Fetching) => Promise<void>): Promise<void> {
    const { fetches, onFetch } = this.#means;
    const { place } = this.#at;
    const host = place.kind === 'local' ? '' : `${place.host}:${place.port}`;
    return fetches.run(host, () => this.#into(gitDir, onFetch, fetch));
  }

  async #into(gitDir: string, begin: () => void, fetch: (fetching: Fetching) => Promise<void>): Promise<void> {
    const { place } = this.#at;
    const { processes, transport, fetchTimeoutMs: timeoutMs, shallow = false, maxFetchBytes: maxBytes } = this.#means;
    if (place.kind === 'local') throw new MirrorBroken('a local repository is read, never fetched');
    await transport.native(place, (access) => {
      begin();
      const bound = maxBytes === undefined ? {} : { maxBytes };
      return fetch({ processes, asked: askedOf(place), access, gitDir, timeoutMs, shallow, ...bound });
    });
  }
}

function nothing(): void {
  // The outcome is told to whoever asked for the fetch; the next in the row only waits for its end.
}
