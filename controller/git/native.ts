import { isReason, RefitError } from '../core/errors.ts';
import type { Verification } from '../core/trust.ts';
import type { Clock, Random } from '../runtime/clock.ts';
import type { GitCredentialsProvider } from './access.ts';
import { type AddressPolicy, createAddressPolicy } from './addresses.ts';
import { readBlobs } from './blobs.ts';
import { MirrorBroken } from './broken.ts';
import { CacheUpkeep, type Warn } from './cache-upkeep.ts';
import { readChain } from './chain.ts';
import type {
  CommitSummary,
  Git,
  Repository,
  RepositoryRef,
  ResolveOptions,
  ResolvedRef,
  TreeChange,
  TreeEntry,
  VerifyRequest,
} from './git.ts';
import { readLog, readRange } from './log.ts';
import { GitFailure, type GitProcesses, createGitProcesses } from './process.ts';
import { isObjectId, keyOf, wantedOf, watchedKey } from './refs.ts';
import type { Mirror } from './mirror.ts';
import { type KnownRepository, Repositories } from './repositories.ts';
import { HostSlots } from './slots.ts';
import { Transport } from './transport.ts';
import { parseEntries } from './tree.ts';

export interface GitOptions {
  /** The folder of all mirrors, private to Refit. */
  readonly folder: string;
  /** Whether absolute paths are accepted as repository urls (the local mode). */
  readonly allowLocal: boolean;
  readonly clock: Clock;
  readonly random: Random;
  /** Which addresses hosts may be at. By default what `createAddressPolicy` refuses; loopback is allowed with `allowLocal`. */
  readonly addresses?: AddressPolicy;
  /** Reads the secret that a repository's `access` names (`createGitAccess`). Without it such repositories are refused. */
  readonly credentials?: GitCredentialsProvider;
  /** Where PATH is taken from to find git; by default this process's environment. Nothing else of it is used. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Milliseconds. `poll`: one look at a server (20 s); `fetch`: one fetch (10 min); `idle`: unused processes (30 s). */
  readonly timeouts?: { readonly poll?: number; readonly fetch?: number; readonly idle?: number };
  /**
   * Bytes on the disk that mirrors may take together. This process then keeps the folder: compacts mirrors, and throws
   * away those least recently used that no source follows. Absent: nothing of it, for processes that soon end.
   */
  readonly cacheBytes?: number;
  /** Bytes that one fetch may write. Default: half of `cacheBytes`, 1 GiB at least; without that no bound but the disk's. */
  readonly maxFetchBytes?: number;
  /** Told of what goes wrong in the background. Default: nobody is. */
  readonly warn?: Warn;
}

/** What the adapter has done since it was made. Shared and remembered answers are not counted. */
export interface GitCounters {
  readonly polls: number;
  /** Those that somebody waited for. */
  readonly fetches: number;
  readonly diffs: number;
  /** Mirrors that were made anew because they had grown, and mirrors that were thrown away. */
  readonly compactions: number;
  readonly evictions: number;
  /** When each host that is watched answered a poll last, in seconds since the epoch. */
  readonly answered: ReadonlyMap<string, number>;
}

export interface GitWithCounters extends Git {
  counters(): GitCounters;
}

const leastFetchBytes = 1024 ** 3;
/** Bytes of the list of a commit's files: about half a million. */
const maxListing = 64 * 1024 * 1024;

/** The git port by native git on bare mirrors, with polls in this process. */
export function createGit(options: GitOptions): GitWithCounters {
  return new NativeGit(options);
}

class NativeGit implements GitWithCounters {
  readonly #options: GitOptions;
  readonly #processes: GitProcesses;
  readonly #transport: Transport;
  readonly #repositories: Repositories;
  readonly #upkeep: CacheUpkeep | undefined;
  readonly #counters = { polls: 0, fetches: 0, diffs: 0 };

  constructor(options: GitOptions) {
    this.#options = options;
    const { folder, allowLocal, clock, random, timeouts = {}, credentials, cacheBytes } = options;
    const pollTimeoutMs = timeouts.poll ?? 20_000;
    const processes = createGitProcesses(options.environment ?? process.env);
    const addresses = options.addresses ?? createAddressPolicy({ loopback: allowLocal });
    const transport = new Transport({ processes, addresses, credentials, clock, timeoutMs: pollTimeoutMs });
    this.#processes = processes;
    this.#transport = transport;
    this.#upkeep = cacheBytes === undefined ? undefined : this.#createUpkeep(cacheBytes);
    const upkeep = this.#upkeep;
    const { maxFetchBytes = cacheBytes && Math.max(cacheBytes / 2, leastFetchBytes) } = options;
    const around = {
      folder,
      processes,
      transport,
      // 4 of one host: one that is slow must not keep all others waiting.
      fetches: new HostSlots(6, 4),
      fetchTimeoutMs: timeouts.fetch ?? 600_000,
      idleMs: timeouts.idle ?? 30_000,
      onFetch: () => void this.#counters.fetches++,
      ...(maxFetchBytes === undefined ? {} : { maxFetchBytes }),
      ...(upkeep === undefined ? {} : { onGrown: (mirror: Mirror) => upkeep.grown(mirror) }),
    };
    const onPoll = (): void => void this.#counters.polls++;
    this.#repositories = new Repositories({ around, allowLocal, clock, random, pollTimeoutMs, onPoll });
    upkeep?.start();
  }

  #createUpkeep(maxBytes: number): CacheUpkeep {
    const { folder, clock, warn = () => undefined } = this.#options;
    const known = (key: string): { mirror: Mirror; followed: boolean } | undefined => {
      const found = this.#repositories.byKey(key);
      return found && { mirror: found.mirror, followed: found.lookout.isWatched };
    };
    return new CacheUpkeep({ folder, maxBytes, clock, known, warn });
  }

  async resolve(ref: RepositoryRef, { fresh = false }: ResolveOptions = {}): Promise<ResolvedRef> {
    const known = this.#repositories.of(ref);
    const wanted = wantedOf(ref);
    if (wanted !== undefined) return known.lookout.resolve(keyOf(wanted), fresh);
    return this.#resolveCommit(known, ref, ref.commit ?? '');
  }

  /** A commit is at itself, as soon as it could be read. */
  async #resolveCommit(
    { named }: KnownRepository,
    { url, access }: RepositoryRef,
    commit: string,
  ): Promise<ResolvedRef> {
    if (!isObjectId(commit)) {
      const found = JSON.stringify(commit.slice(0, 100));
      throw new RefitError(
        'RefNotFound',
        `${found} is no commit of ${url}; allowed are 40 or 64 lower-case hex digits.`,
      );
    }
    if (!named.has(commit)) {
      await this.ensure({ url, ...(access === undefined ? {} : { access }) }, commit).catch((error: unknown) => {
        if (!isReason(error, 'RevisionGone')) throw error;
        throw new RefitError('RefNotFound', `The repository ${url} has no commit ${commit}.`, error);
      });
      if (named.size >= 1000) named.clear();
      named.add(commit);
    }
    return { branch: commit.slice(0, 12), commit };
  }

  async ensure(repository: Repository, commit: string): Promise<void> {
    await this.#repositories.of(repository).mirror.use(checked(commit), [commit], async () => undefined);
  }

  async entries(repository: Repository, commit: string): Promise<readonly TreeEntry[]> {
    const { mirror, entries } = this.#repositories.of(repository);
    // What is remembered is told without a look at the mirror: a commit never changes.
    return entries.get(checked(commit), () =>
      mirror.use(commit, [commit], async () =>
        parseEntries(await mirror.run(['ls-tree', '-r', '-z', '--full-tree', commit], '', maxListing)),
      ),
    );
  }

  async changes(repository: Repository, from: string, to: string): Promise<readonly TreeChange[]> {
    const { mirror, changes } = this.#repositories.of(repository);
    if (checked(from).length !== checked(to).length) throw gone(repository.url, from);
    return changes.get(`${from} ${to}`, () =>
      mirror.use(to, [to, from], async (reader) => {
        const [before, after] = [await mirror.tree(reader, from), await mirror.tree(reader, to)];
        if (before === after) return [];
        this.#counters.diffs++;
        const found = await reader.changes(before, after);
        if (found === undefined) throw new MirrorBroken(`the tree of ${from} or ${to} is not readable`);
        return found;
      }),
    );
  }

  async commits(repository: Repository, from: string, to: string, limit: number): Promise<readonly CommitSummary[]> {
    const { mirror } = this.#repositories.of(repository);
    if (limit < 1 || checked(from).length !== checked(to).length) return [];
    try {
      return await mirror.use(to, [to, from], async (reader) => {
        const changes = (parent: string, commit: string): Promise<readonly TreeChange[]> =>
          this.changes(repository, parent, commit);
        const chain = await readChain(reader, changes, from, to);
        return chain?.slice(0, limit) ?? readRange(this.#processes, mirror.reading, { from, to }, limit);
      });
    } catch (error: unknown) {
      // A base that is gone, or a history that was cut: there is nothing to tell, and nothing depends on it.
      if (error instanceof GitFailure && error.kind === 'exit') return [];
      if (error instanceof RefitError && error.reason === 'RevisionGone') return [];
      // A commit in between that is too large to be listed, and may have been taken back since, holds up nothing.
      if (error instanceof RefitError && error.cause instanceof GitFailure && error.cause.kind === 'output') return [];
      throw error;
    }
  }

  async commit(repository: Repository, commit: string): Promise<CommitSummary> {
    const { mirror } = this.#repositories.of(repository);
    const summaries = await mirror.use(checked(commit), [commit], async () => {
      try {
        return await readLog(this.#processes, mirror.reading, [commit], 1);
      } catch (error: unknown) {
        if (error instanceof GitFailure && error.kind === 'exit') throw new MirrorBroken(error.message, error);
        throw error;
      }
    });
    const summary = summaries[0];
    if (summary === undefined) throw gone(repository.url, commit);
    return summary;
  }

  async blobs(
    repository: Repository,
    oids: readonly string[],
    maxBytes: number,
    oversize?: 'Skip',
  ): Promise<ReadonlyMap<string, Buffer>> {
    const first = oids[0];
    if (first === undefined) return new Map();
    for (const oid of oids) checked(oid);
    const { mirror } = this.#repositories.of(repository);
    return mirror.use(first, [], (reader) => readBlobs(mirror, reader, oids, { maxBytes, skips: oversize === 'Skip' }));
  }

  async verify(repository: Repository, request: VerifyRequest): Promise<Verification> {
    // Loaded when first needed: few sources have signatures checked.
    const { verifyInMirror } = await import('./signatures/verify.ts');
    return verifyInMirror(this.#repositories.of(repository).mirror, request, () => this.#options.clock.now());
  }

  watch(ref: RepositoryRef, intervalMs: number, changed: () => void): () => void {
    return this.#repositories.of(ref).lookout.watch(watchedKey(ref), intervalMs, changed);
  }

  counters(): GitCounters {
    const { compactions, evictions } = this.#upkeep?.done ?? { compactions: 0, evictions: 0 };
    return { ...this.#counters, compactions, evictions, answered: this.#repositories.answered() };
  }

  async close(): Promise<void> {
    const tidied = this.#upkeep?.close();
    this.#repositories.close();
    await this.#transport.close();
    this.#processes.close();
    await tidied;
  }
}

function checked(oid: string): string {
  if (isObjectId(oid)) return oid;
  throw new RefitError('RevisionGone', `"${oid.slice(0, 100)}" is not an object id: 40 or 64 lower-case hex digits.`);
}

function gone(url: string, commit: string): RefitError {
  return new RefitError('RevisionGone', `The repository ${url} no longer has commit ${commit}.`);
}
