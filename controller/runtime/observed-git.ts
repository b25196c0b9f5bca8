import { RefitError } from '../core/errors.ts';
import type { Git, Repository } from '../git/git.ts';
import type { Clock } from './clock.ts';
import type { GitObserver } from './metrics.ts';

export interface ObservedGitOptions {
  readonly observe: GitObserver;
  readonly clock: Clock;
  /** Fetches so far: `ensure` asks the repository only when it must, and only then it is worth telling. */
  readonly fetches: () => number;
  /** Schemes that urls may have, such as `https`. */
  readonly schemes: readonly string[];
}

/**
 * A git port that tells of the calls that ask a repository, and refuses urls of schemes that are not allowed
 * (SourceRefused).
 */
export function observeGit(git: Git, options: ObservedGitOptions): Git {
  const { observe, clock, fetches } = options;
  const told = async <T>(operation: 'resolve' | 'fetch', ask: () => Promise<T>): Promise<T> => {
    const began = clock.now();
    const before = fetches();
    const tell = (reason?: string): void => {
      if (operation === 'fetch' && reason === undefined && fetches() === before) return;
      observe({ operation, seconds: (clock.now() - began) / 1000, ...(reason === undefined ? {} : { reason }) });
    };
    try {
      const answer = await ask();
      tell();
      return answer;
    } catch (thrown: unknown) {
      tell(thrown instanceof RefitError ? thrown.reason : 'InternalError');
      throw thrown;
    }
  };
  const checked = <T extends Repository>(repository: T): T => {
    requireScheme(repository.url, options.schemes);
    return repository;
  };
  return {
    resolve: async (ref, how) => told('resolve', () => git.resolve(checked(ref), how)),
    ensure: async (repository, commit) => told('fetch', () => git.ensure(checked(repository), commit)),
    entries: async (repository, commit) => git.entries(checked(repository), commit),
    changes: async (repository, from, to) => git.changes(checked(repository), from, to),
    commits: async (repository, from, to, limit) => git.commits(checked(repository), from, to, limit),
    commit: async (repository, commit) => git.commit(checked(repository), commit),
    blobs: async (repository, oids, maxBytes, oversize) => git.blobs(checked(repository), oids, maxBytes, oversize),
    verify: async (repository, request) => git.verify(checked(repository), request),
    // What may not be asked does not move either: `resolve` is where it is told.
    watch: (repository, intervalMs, changed) =>
      isAllowed(repository.url, options.schemes) ? git.watch(repository, intervalMs, changed) : () => undefined,
    close: () => git.close(),
  };
}

function isAllowed(url: string, schemes: readonly string[]): boolean {
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):\/\//.exec(url)?.[1]?.toLowerCase();
  // What has no scheme at all is refused by the adapter, in its own words.
  return scheme === undefined || schemes.includes(scheme);
}

function requireScheme(url: string, schemes: readonly string[]): void {
  if (isAllowed(url, schemes)) return;
  const allowed = schemes.map((scheme) => `${scheme}://`).join(' or ');
  const scheme = url.split(':', 1)[0] ?? '';
  throw new RefitError('SourceRefused', `The repository url has the scheme "${scheme}"; allowed here is ${allowed}.`);
}
