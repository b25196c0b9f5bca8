import { RefitError } from '../core/errors.ts';
import type { Clock, Random } from '../runtime/clock.ts';
import { readBlobs } from './blobs.ts';
import { isBranchName } from './branch.ts';
import { MirrorBroken } from './broken.ts';
import { readChain } from './chain.ts';
import type { CommitSummary, Git, Repository, TreeChange, TreeEntry } from './git.ts';
import { watchLocal } from './local-watch.ts';
import { resolveLocal } from './local.ts';
import { readLog } from './log.ts';
import { Lookout } from './lookout.ts';
import { Memory } from './memory.ts';
import { Mirror, type MirrorSurroundings } from './mirror.ts';
import { GitFailure, createGitProcesses } from './process.ts';
import type { Poller } from './poll.ts';
import { Slots } from './slots.ts';
import { parseEntries } from './tree.ts';
import { type Place, parsePlace } from './url.ts';

export interface GitOptions {
  /** The folder of all mirrors, private to Refit. */
  readonly folder: string;
  /** Whether absolute paths are accepted as repository urls (the local mode). */
  readonly allowLocal: boolean;
  readonly clock: Clock;
  readonly random: Random;
  /** Where PATH is taken from to find git; by default this process's environment. Nothing else of it is used. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Milliseconds. `poll`: one look at a server (20 s); `fetch`: one fetch (10 min); `idle`: unused processes (30 s). */
  readonly timeouts?: { readonly poll?: number; readonly fetch?: number; readonly idle?: number };
}

/** What the adapter has done since it was made, for benchmarks. Shared and remembered answers are not counted. */
export interface GitCounters {
  readonly polls: number;
  readonly fetches: number;
  readonly diffs: number;
}

export interface GitWithCounters extends Git {
  counters(): GitCounters;
}

/** The git port by native git on bare mirrors, with polls in this process. */
export function createGit(options: GitOptions): GitWithCounters {
  return new NativeGit(options);
}

interface Known {
  readonly place: Place;
  readonly mirror: Mirror;
  readonly lookout: Lookout;
  readonly entries: Memory<readonly TreeEntry[]>;
  readonly changes: Memory<readonly TreeChange[]>;
}

/** Paths, about 150 bytes each, kept for the next question about the same trees. */
const rememberedPaths = 100_000;

class NativeGit implements GitWithCounters {
  readonly #options: GitOptions;
  readonly #known = new Map<string, Known>();
  readonly #around: MirrorSurroundings;
  #poller: Promise<Poller> | undefined;
  readonly #counters = { polls: 0, fetches: 0, diffs: 0 };

  constructor(options: GitOptions) {
    this.#options = options;
    const processes = createGitProcesses(options.environment ?? process.env);
    this.#around = {
      folder: options.folder,
      processes,
      fetches: new Slots(4),
      fetchTimeoutMs: options.timeouts?.fetch ?? 600_000,
      idleMs: options.timeouts?.idle ?? 30_000,
      onFetch: () => this.#counters.fetches++,
    };
  }

  async resolve(ref: Parameters<Git['resolve']>[0]): ReturnType<Git['resolve']> {
    const { lookout } = this.#of(ref);
    if (ref.branch !== undefined && !isBranchName(ref.branch)) {
      throw new RefitError('RefNotFound', `"${ref.branch.slice(0, 100)}" is not a branch name that git allows.`);
    }
    return lookout.resolve(ref.branch);
  }

  async ensure(repository: Repository, commit: string): Promise<void> {
    await this.#of(repository).mirror.use(checked(commit), [commit], async () => undefined);
  }

  async entries(repository: Repository, commit: string): Promise<readonly TreeEntry[]> {
    const { mirror, entries } = this.#of(repository);
    // What is remembered is told without a look at the mirror: a commit never changes.
    return entries.get(checked(commit), () =>
      mirror.use(commit, [commit], async () =>
        parseEntries(await mirror.run(['ls-tree', '-r', '-z', '--full-tree', commit])),
      ),
    );
  }

  async changes(repository: Repository, from: string, to: string): Promise<readonly TreeChange[]> {
    const { mirror, changes } = this.#of(repository);
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
    const { mirror } = this.#of(repository);
    if (limit < 1 || checked(from).length !== checked(to).length) return [];
    try {
      return await mirror.use(to, [to, from], async (reader) => {
        const changes = (parent: string, commit: string): Promise<readonly TreeChange[]> =>
          this.changes(repository, parent, commit);
        const chain = await readChain(reader, changes, from, to);
        return chain?.slice(0, limit) ?? readLog(this.#around.processes, mirror.reading, [`^${from}`, to], limit);
      });
    } catch (error: unknown) {
      // A base that is gone, or a history that was cut: there is nothing to tell, and nothing depends on it.
      if (error instanceof GitFailure && error.kind === 'exit') return [];
      if (error instanceof RefitError && error.reason === 'RevisionGone') return [];
      throw error;
    }
  }

  async commit(repository: Repository, commit: string): Promise<CommitSummary> {
    const { mirror } = this.#of(repository);
    const summaries = await mirror.use(checked(commit), [commit], async () => {
      try {
        return await readLog(this.#around.processes, mirror.reading, [commit], 1);
      } catch (error: unknown) {
        if (error instanceof GitFailure && error.kind === 'exit') throw new MirrorBroken(error.message, error);
        throw error;
      }
    });
    const summary = summaries[0];
    if (summary === undefined) throw gone(repository.url, commit);
    return summary;
  }

  async blobs(repository: Repository, oids: readonly string[], maxBytes: number): Promise<ReadonlyMap<string, Buffer>> {
    const first = oids[0];
    if (first === undefined) return new Map();
    for (const oid of oids) checked(oid);
    const { mirror } = this.#of(repository);
    return mirror.use(first, [], (reader) => readBlobs(mirror, reader, oids, maxBytes));
  }

  watch(repository: Repository, intervalMs: number, changed: () => void): () => void {
    return this.#of(repository).lookout.watch(intervalMs, changed);
  }

  counters(): GitCounters {
    return { ...this.#counters };
  }

  async close(): Promise<void> {
    for (const { lookout, mirror } of this.#known.values()) {
      lookout.close();
      mirror.close();
    }
    this.#known.clear();
    (await this.#poller)?.close();
    this.#around.processes.close();
  }

  #of(repository: Repository): Known {
    const place = parsePlace(repository.url, this.#options.allowLocal);
    const known = this.#known.get(place.key);
    if (known) return known;
    const entries = new Memory<readonly TreeEntry[]>(rememberedPaths, (list) => list.length);
    const changes = new Memory<readonly TreeChange[]>(rememberedPaths, (list) => list.length);
    const forget = (): void => {
      entries.clear();
      changes.clear();
    };
    const made = {
      place,
      entries,
      changes,
      mirror: new Mirror(place, this.#around, forget),
      lookout: this.#lookout(place),
    };
    this.#known.set(place.key, made);
    return made;
  }

  async #poll(url: string, branch: string | undefined): ReturnType<Git['resolve']> {
    // Loaded when first needed: a plan between local clones asks no server.
    this.#poller ??= import('./poll.ts').then(({ createPoller }) =>
      createPoller(this.#around.processes, this.#options.timeouts?.poll ?? 20_000),
    );
    return (await this.#poller).poll(url, branch);
  }

  #lookout({ kind, url }: Place): Lookout {
    const { clock, random } = this.#options;
    const ask = (branch: string | undefined): ReturnType<Git['resolve']> => {
      this.#counters.polls++;
      return kind === 'local' ? resolveLocal(this.#around.processes, url, branch) : this.#poll(url, branch);
    };
    const listen = (hint: () => void): (() => void) => watchLocal(url, clock, hint);
    return new Lookout({ ask, clock, random, ...(kind === 'local' ? { listen } : {}) });
  }
}

function checked(oid: string): string {
  if (/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(oid)) return oid;
  throw new RefitError('RevisionGone', `"${oid.slice(0, 100)}" is not an object id: 40 or 64 lower-case hex digits.`);
}

function gone(url: string, commit: string): RefitError {
  return new RefitError('RevisionGone', `The repository ${url} no longer has commit ${commit}.`);
}
