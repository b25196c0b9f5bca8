/**
 * The git port: what revision a source is at, what a revision contains, what differs between two.
 * Nothing here checks a tree out, runs a hook, or reads a repository's configuration.
 *
 * Paths are byte strings: JavaScript strings with one char (0-255, latin1) per byte of the path as git stores it, so
 * that `<` orders them as git does and no name is lost to decoding. `displayPath` in core/paths.ts makes them readable.
 */
import type { TrustMode, Verification } from '../core/trust.ts';

/**
 * Where a repository is. `url` is http(s)://…, ssh://user@host/path or an absolute local path (a bare repository or a
 * working copy).
 */
export interface Repository {
  readonly url: string;
  /** Absent: without credentials. */
  readonly access?: RepositoryAccess;
}

/** Whose credentials are used: a Secret of a namespace, never its values. Mirrors of two accesses are two mirrors. */
export interface RepositoryAccess {
  readonly namespace: string;
  readonly secret: string;
}

/** What of a repository is followed: `commit` before `semver`, `tag` and `branch`; none = the remote's default branch. */
export interface RepositoryRef extends Repository {
  readonly branch?: string;
  readonly tag?: string;
  readonly semver?: string;
  readonly commit?: string;
}

/**
 * `branch` is the short name of what was resolved: of the branch, of the tag, or of a commit its first 12 digits;
 * `commit` is 40 or 64 lower-case hex.
 */
export interface ResolvedRef {
  readonly branch: string;
  readonly commit: string;
  /** The id of the annotated tag that leads to the commit. */
  readonly tagObject?: string;
}

/** What is to be verified. */
export interface VerifyRequest {
  readonly mode: TrustMode;
  /** Range: the last trusted commit; none at first sight, when the head alone is checked. */
  readonly from?: string;
  /** The commit that is to be used. */
  readonly to: string;
  /** Tag: the short name of the tag that was resolved, one char per byte. */
  readonly tag?: string;
  /** Tag: the id of the annotated tag; none for a lightweight one, which cannot be signed. */
  readonly tagObject?: string;
  /** Entries of the secret of signing keys, by name. */
  readonly keys: ReadonlyMap<string, string>;
}

/** How a look is made. */
export interface ResolveOptions {
  /** What a look saw a moment ago will not do: somebody says that it has moved since. */
  readonly fresh?: boolean;
}

/** One entry of a commit's tree, recursive. Trees themselves are not listed. mode: 100644|100755|120000|160000. */
export interface TreeEntry {
  readonly path: string;
  readonly mode: string;
  readonly oid: string;
}

/** A path that differs between two trees; `before`/`after` undefined = added/deleted. Renames are delete + add. */
export interface TreeChange {
  readonly path: string;
  readonly before?: { readonly mode: string; readonly oid: string };
  readonly after?: { readonly mode: string; readonly oid: string };
}

export interface CommitSummary {
  readonly sha: string;
  readonly author: string;
  readonly email: string;
  /** ISO 8601 */
  readonly time: string;
  /** First line of the message, control characters removed, at most 200 characters. */
  readonly subject: string;
  /** Byte paths the commit touched against its first parent; at most 1,000, then `truncated`. */
  readonly paths: readonly string[];
  readonly truncated: boolean;
}

export interface Git {
  /**
   * Asks the repository now. Calls for one repository at the same moment share one look.
   * @throws RefitError SourceNotFound | RefNotFound | SourceUnavailable | SourceRefused
   */
  resolve(ref: RepositoryRef, options?: ResolveOptions): Promise<ResolvedRef>;

  /**
   * Makes a commit and its trees readable (fetches it, once, if they are not) and pins it in the mirror.
   * A corrupted mirror is made again on the way.
   * @throws RefitError RevisionGone when the repository no longer has it; SourceUnavailable
   */
  ensure(repository: Repository, commit: string): Promise<void>;

  /** All entries of a commit in path order. Cost: the tree. @throws RevisionGone */
  entries(repository: Repository, commit: string): Promise<readonly TreeEntry[]>;

  /** Entries that differ, in path order. Cost: the difference. @throws RevisionGone if either commit is not readable. */
  changes(repository: Repository, from: string, to: string): Promise<readonly TreeChange[]>;

  /** Commits reachable from `to` and not from `from`, newest first, at most `limit`; [] where history cannot tell. */
  commits(repository: Repository, from: string, to: string, limit: number): Promise<readonly CommitSummary[]>;

  /** The commit's own summary. @throws RevisionGone */
  commit(repository: Repository, commit: string): Promise<CommitSummary>;

  /**
   * Bytes of blobs by oid, prefetched in one batch. For pointer, parameter and lock files. A blob over `maxBytes` throws,
   * or is left out with `oversize: 'Skip'`.
   */
  blobs(
    repository: Repository,
    oids: readonly string[],
    maxBytes: number,
    oversize?: 'Skip',
  ): Promise<ReadonlyMap<string, Buffer>>;

  /**
   * Whether a readable revision is signed as asked.
   * @throws RefitError CredentialsInvalid (keys that cannot be read); RevisionGone; SourceUnavailable
   */
  verify(repository: Repository, request: VerifyRequest): Promise<Verification>;

  /**
   * Calls `changed` whenever the ref may have moved: fs events for a local repository, a timer with jitter for a remote
   * one. A hint only: the listener resolves again. Watches of one repository share their looks.
   * @returns the end of this watch
   */
  watch(ref: RepositoryRef, intervalMs: number, changed: () => void): () => void;

  /** Ends child processes and watches. */
  close(): Promise<void>;
}
