/**
 * Local clones, read where they are, for `refit plan`: no mirror is made, nothing is written to them. Each answer is one git
 * process with the closed environment of the git adapter, so neither a person's nor a repository's settings run anything.
 */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { RefitError, toError } from '../../core/errors.ts';
import type { CommitSummary, Repository, RepositoryRef, ResolvedRef, TreeChange, TreeEntry } from '../../git/git.ts';
import { findLocal, resolveLocalRef, type LocalRepository } from '../../git/local.ts';
import { readLog } from '../../git/log.ts';
import { createGitProcesses, GitFailure, lastLine, type GitProcesses } from '../../git/process.ts';
import { wantedOf } from '../../git/refs.ts';
import { parseChanges, parseEntries } from '../../git/tree.ts';
import { readBlobs } from './clone-blobs.ts';
import { gitOutput } from './git-output.ts';
import type { Worktree } from './worktree.ts';

/** The longest range that is told, as in reconcile/target.ts. */
const explainedCommits = 200;

/** Reads clones of this machine. Ids of trees are taken wherever those of commits are. */
export class Clones {
  readonly #processes: GitProcesses = createGitProcesses(process.env);
  readonly #closing = new AbortController();
  readonly #folders = new Map<string, Promise<LocalRepository>>();
  readonly #worktrees = new Map<string, Promise<Worktree>>();
  readonly #answers = new Map<string, Promise<Buffer>>();
  readonly #histories = new Map<string, Promise<readonly CommitSummary[]>>();

  /** What a source's ref is at; HEAD without one. @throws RefitError SourceNotFound | RefNotFound | SpecInvalid */
  async resolve(ref: RepositoryRef): Promise<ResolvedRef> {
    const wanted = wantedOf(ref);
    if (wanted !== undefined) return resolveLocalRef(this.#processes, ref.url, wanted);
    const commit = await this.revision(ref, ref.commit ?? '');
    return { branch: commit.slice(0, 12), commit };
  }

  /** The commit of anything that `git rev-parse` understands. @throws RefitError SourceNotFound | RefNotFound */
  async revision({ url }: Repository, text: string): Promise<string> {
    const { gitDir } = await this.#folder(url);
    // What is not there is found out by whoever reads it.
    if (/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text)) return text;
    // `:/text` takes all that follows for the text of a commit message.
    const wanted = text.startsWith(':/') ? text : `${text}^{commit}`;
    try {
      const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', wanted];
      return (await this.#processes.run({ gitDir, args })).toString('latin1').trim();
    } catch (error: unknown) {
      if (!(error instanceof GitFailure) || error.kind !== 'exit') throw unreadable(url, error);
      throw new RefitError('RefNotFound', `The repository ${url} has no commit ${JSON.stringify(text)}.`, error);
    }
  }

  /** The working copy as it would be committed now. @throws RefitError SourceNotFound | SourceUnavailable */
  async worktree({ url }: Repository): Promise<Worktree> {
    const folder = await this.#folder(url);
    if ((await stat(join(url, '.git')).catch(() => undefined)) === undefined)
      throw new RefitError('SourceNotFound', `The repository ${url} is bare: it has no working copy.`);
    return remembered(this.#worktrees, url, async () => (await import('./worktree.ts')).writeWorktree(url, folder));
  }

  /** What `git ls-tree -r -z` says of a commit. @throws RefitError RevisionGone */
  list(repository: Repository, commit: string): Promise<Buffer> {
    return this.#list(repository, commit);
  }

  async entries(repository: Repository, commit: string): Promise<readonly TreeEntry[]> {
    return parseEntries(await this.list(repository, commit));
  }

  async changes(repository: Repository, from: string, to: string): Promise<readonly TreeChange[]> {
    return parseChanges(await this.#compare(repository, from, to));
  }

  /** Blobs of at most `maxBytes`, by id; a larger one is left out. @throws RefitError RevisionGone */
  async blobs({ url }: Repository, oids: readonly string[], maxBytes: number): Promise<ReadonlyMap<string, Buffer>> {
    if (oids.length === 0) return new Map();
    // What a working copy has that no commit has is in a folder of its own, which reads the repository's objects too.
    const worktree = await this.#worktrees.get(url);
    const gitDir = worktree?.reading ?? (await this.#folder(url)).gitDir;
    try {
      return await readBlobs(this.#processes, gitDir, oids, maxBytes);
    } catch (error: unknown) {
      if (!(error instanceof GitFailure) || error.kind !== 'exit') throw unreadable(url, error);
      throw new RefitError('RevisionGone', `The repository ${url} cannot be read: ${lastLine(error.stderr)}.`, error);
    }
  }

  /** Commits between, newest first; [] where history cannot tell. */
  async commits(repository: Repository, from: string, to: string, limit: number): Promise<readonly CommitSummary[]> {
    return (await this.#history(repository, from, to)).slice(0, limit);
  }

  /**
   * Has git list `from`, compare the two and tell the commits between, so that the answers come while this process does
   * other things. Settles when git is at work on them.
   */
  async prefetch(repository: Repository, from: string, to: string): Promise<void> {
    const questions = [(started: () => void) => this.#list(repository, from, started)];
    if (from !== to) questions.push((started) => this.#compare(repository, from, to, started));
    // The log is started at once; nobody needs to wait for that.
    if (from !== to) this.#history(repository, from, to).catch(ignored);
    await Promise.all(questions.map(untilStarted));
  }

  /** Ends what is under way and removes what was written. */
  async close(): Promise<void> {
    this.#closing.abort();
    this.#processes.close();
    const worktrees = await Promise.allSettled(this.#worktrees.values());
    for (const made of worktrees) if (made.status === 'fulfilled') await made.value.remove();
  }

  #folder(url: string): Promise<LocalRepository> {
    return remembered(this.#folders, url, () => findLocal(url));
  }

  #list(repository: Repository, commit: string, started = ignored): Promise<Buffer> {
    return this.#ask(repository, [commit], ['ls-tree', '-r', '-z', '--full-tree', commit], started);
  }

  #compare(repository: Repository, from: string, to: string, started = ignored): Promise<Buffer> {
    const args = ['diff-tree', '-r', '-z', '--raw', '--no-renames', '--full-index', from, to];
    return this.#ask(repository, [from, to], args, started);
  }

  #history({ url }: Repository, from: string, to: string): Promise<readonly CommitSummary[]> {
    return remembered(this.#histories, [url, from, to].join('\0'), async () => {
      const { gitDir } = await this.#folder(url);
      // The commits that led to a working copy are those of its HEAD.
      const worktree = await this.#worktrees.get(url);
      const head = worktree?.tree === to ? worktree.head : to;
      try {
        return await readLog(this.#processes, gitDir, [`^${from}`, head], explainedCommits);
      } catch (error: unknown) {
        // History that cannot be told explains nothing, and nothing depends on it.
        if (error instanceof GitFailure && error.kind === 'exit') return [];
        throw unreadable(url, error);
      }
    });
  }

  /** Each question is put once. */
  #ask({ url }: Repository, ids: readonly string[], args: readonly string[], started: () => void): Promise<Buffer> {
    return remembered(this.#answers, [url, ...args].join('\0'), async () => {
      // The tree of a working copy is in a folder of its own, which reads the repository's objects too.
      const worktree = await this.#worktrees.get(url);
      const gitDir = worktree && ids.includes(worktree.tree) ? worktree.reading : (await this.#folder(url)).gitDir;
      try {
        return await gitOutput(gitDir, args, this.#closing.signal, started);
      } catch (error: unknown) {
        if (!(error instanceof GitFailure) || error.kind !== 'exit') throw unreadable(url, error);
        throw new RefitError('RevisionGone', `The repository ${url} cannot be read: ${lastLine(error.stderr)}.`, error);
      }
    });
  }
}

/** Settles when a question is being answered, or has been. Its failure is for whoever asks it. */
function untilStarted(ask: (started: () => void) => Promise<unknown>): Promise<void> {
  return new Promise((started) => {
    ask(started).then(
      () => started(),
      () => started(),
    );
  });
}

/** Whoever asks gets the failure of what was begun early; if nobody does, it was none. */
function ignored(): void {}

function remembered<V>(known: Map<string, Promise<V>>, key: string, make: () => Promise<V>): Promise<V> {
  const found = known.get(key) ?? make();
  known.set(key, found);
  return found;
}

function unreadable(url: string, error: unknown): RefitError {
  return new RefitError('SourceUnavailable', `The repository ${url} cannot be read: ${toError(error).message}.`, error);
}
