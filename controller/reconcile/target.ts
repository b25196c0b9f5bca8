import type { ReasonCommit, SourceRevision, WorkflowSpecSpec } from '../api/v1alpha1/kinds.ts';
import { parseRevision } from '../api/v1alpha1/revision.ts';
import { RefitError, isReason } from '../core/errors.ts';
import { bytesOf, displayPath } from '../core/paths.ts';
import { differenceText } from '../core/pointers/data-text.ts';
import { entryDifferences } from '../core/pointers/difference.ts';
import { isData, type SelectedEntry } from '../core/pointers/pointers.ts';
import type { History } from '../core/reasons.ts';
import type { PlanTarget } from '../core/planning.ts';
import type { Content } from '../core/resolve.ts';
import { missingLiterals, nearestPath, type Selection } from '../core/selection.ts';
import type { Engine } from '../engines/engine.ts';
import type { Git, Repository, RepositoryAccess } from '../git/git.ts';
import { repositoryOf } from './access.ts';
import type { Contents } from './contents.ts';

/** The longest range of commits that is read to explain a change. */
const EXPLAINED_COMMITS = 200;

/** Reads ranges of commits, each once: reasons and the explanation tell of the same. For as long as one decision. */
export function commitsOnce(git: Pick<Git, 'commits'>): Pick<Git, 'commits'> {
  const ranges = new Map<string, ReturnType<Git['commits']>>();
  return {
    async commits(repository, from, to, limit) {
      const key = JSON.stringify([repository, from, to]);
      const range = ranges.get(key) ?? git.commits(repository, from, to, EXPLAINED_COMMITS);
      ranges.set(key, range);
      return (await range).slice(0, limit);
    },
  };
}

interface Pinned {
  readonly url: string;
  readonly commit: string;
}

/** Sources at pinned revisions, by name. @throws RefitError SpecInvalid on a revision that is none */
export function pinnedOf(revisions: readonly SourceRevision[]): ReadonlyMap<string, Pinned> {
  return new Map(
    revisions.map(({ source, url, revision }) => {
      const parsed = parseRevision(revision);
      if (!parsed) throw new RefitError('SpecInvalid', `source ${source}: ${revision} is not a revision`);
      return [source, { url, commit: parsed.commit }];
    }),
  );
}

/** Whose credentials a source is read with at a url; undefined = none. */
export type SourceAccessOf = (source: string, url: string) => RepositoryAccess | undefined;

/** A workflow at revisions, as `planSteps` wants it. */
export function targetAt(
  spec: WorkflowSpecSpec,
  revisions: readonly SourceRevision[],
  ports: { readonly contents: Contents; readonly engine: Pick<Engine, 'identity'> },
  { access, ...options }: Pick<PlanTarget, 'forced' | 'base'> & { readonly access?: SourceAccessOf } = {},
): PlanTarget {
  return {
    spec,
    content: new PinnedContent(pinnedOf(revisions), ports.contents, access),
    engine: (environment) => ports.engine.identity(environment),
    ...options,
  };
}

class PinnedContent implements Content {
  readonly #pinned: ReadonlyMap<string, Pinned>;
  readonly #contents: Contents;
  readonly #access: SourceAccessOf | undefined;

  constructor(pinned: ReadonlyMap<string, Pinned>, contents: Contents, access: SourceAccessOf | undefined) {
    this.#pinned = pinned;
    this.#contents = contents;
    this.#access = access;
  }

  commit(source: string): string {
    return this.#at(source).commit;
  }

  async digest(source: string, paths: readonly string[] | undefined, keys?: readonly string[]): Promise<string> {
    const { repository, commit } = this.#at(source);
    const selection = await this.#select(source, paths);
    if (keys === undefined) return selection.digest;
    const [file, another] = selection.entries;
    if (file && !another) return this.#contents.keysDigest(repository, file, keys);
    const found = `${selection.count} files in source ${source} at ${commit.slice(0, 12)}`;
    throw new RefitError('InputInvalid', `${(paths ?? []).join(', ')} selects ${found}, allowed with keys is one`);
  }

  async parameter({ source, file, key }: Parameters<Content['parameter']>[0]): Promise<string> {
    const entry = (await this.#select(source, [file])).find(bytesOf(file));
    const { repository, commit } = this.#at(source);
    if (entry) return this.#contents.parameter(repository, entry, key);
    throw new RefitError('InputNotFound', `${file} is no file in source ${source} at ${commit.slice(0, 12)}`);
  }

  #at(source: string): { readonly repository: Repository; readonly commit: string } {
    const found = this.#pinned.get(source);
    if (!found) throw new RefitError('SpecInvalid', `source ${source}: has no revision`);
    return { repository: repositoryOf(found.url, this.#access?.(source, found.url)), commit: found.commit };
  }

  /** A selection in which something is, and something of every literal. */
  async #select(source: string, paths: readonly string[] | undefined): Promise<Selection> {
    const { repository, commit } = this.#at(source);
    const contents = this.#contents;
    const selection = await contents.select(repository, commit, paths);
    const missing = missingLiterals(selection, contents.selector(paths));
    if (selection.count > 0 && missing.length === 0) return selection;
    const everything = await contents.select(repository, commit, undefined);
    const [first] = missing.length > 0 ? missing : (paths ?? []);
    const nearest = first === undefined ? undefined : nearestPath(first, everything.entries);
    const what = missing.length > 0 ? missing.join(', ') : (paths ?? ['everything']).join(', ');
    const whole =
      first === undefined ? undefined : everything.data?.find(({ path }) => bytesOf(first).startsWith(`${path}/`));
    const hint = whole
      ? `; ${displayPath(whole.path)} is a DVC directory, which is selected whole`
      : nearest === undefined
        ? ''
        : `; the nearest path is ${displayPath(nearest)}`;
    throw new RefitError(
      'InputNotFound',
      `${what} selects nothing in source ${source} at ${commit.slice(0, 12)}${hint}`,
    );
  }
}

/** History between two sets of revisions, for reasons. A base that is gone explains nothing and is no error. */
export function historyBetween(
  from: readonly SourceRevision[],
  to: readonly SourceRevision[],
  ports: { readonly git: Pick<Git, 'commits'>; readonly contents: Contents },
  access?: SourceAccessOf,
): History {
  const base = pinnedOf(from);
  const now = pinnedOf(to);
  const ranges = new Map<string, ReturnType<Git['commits']>>();
  return async (source, paths, keys) => {
    const before = base.get(source);
    const after = now.get(source);
    const nothing = { changes: [], commits: [], truncated: false };
    if (!before || !after || before.url !== after.url || before.commit === after.commit) return nothing;
    const repository = repositoryOf(after.url, access?.(source, after.url));
    try {
      const selector = ports.contents.selector(paths);
      const between = [before.commit, after.commit] as const;
      const changes =
        (keys && (await changedKeys(ports.contents, repository, between, { paths, keys }))) ??
        (await selectedChanges(ports.contents, repository, between, paths));
      const range = ranges.get(source) ?? ports.git.commits(repository, before.commit, after.commit, EXPLAINED_COMMITS);
      ranges.set(source, range);
      const summaries = await range;
      const pointers = new Set(changes.flatMap((change) => change.pointers ?? []));
      const commits: ReasonCommit[] = summaries
        .filter((commit) => commit.paths.some((path) => selector.selects(path) || pointers.has(path)))
        .map(({ sha, author, subject }) => ({ sha, author, subject }));
      return { changes, commits, truncated: summaries.length >= EXPLAINED_COMMITS };
    } catch (error) {
      if (isReason(error, 'RevisionGone') || isReason(error, 'InputInvalid')) return nothing;
      throw error;
    }
  };
}

interface Change {
  readonly path: string;
  readonly text?: string;
  /** The files that say so, of data. */
  readonly pointers?: readonly string[];
}

/** What differs in a selection: of plain trees what git says, else what counts otherwise, in the user's terms. */
async function selectedChanges(
  contents: Contents,
  repository: Repository,
  [from, to]: readonly [string, string],
  paths: readonly string[] | undefined,
): Promise<readonly Change[]> {
  if ((await contents.isPlain(repository, from)) && (await contents.isPlain(repository, to))) {
    const selector = contents.selector(paths);
    return (await contents.changes(repository, from, to)).filter((change) => selector.selects(change.path));
  }
  const before = await contents.select(repository, from, paths);
  const after = await contents.select(repository, to, paths);
  return entryDifferences(before.entries, after.entries).map((difference) => ({
    path: difference.path,
    text: differenceText(difference),
    pointers: [difference.before, difference.after].flatMap(pointerOf),
  }));
}

/** Of an input with keys, what differs of its one file. @returns undefined when it is not one of the same path */
async function changedKeys(
  contents: Contents,
  repository: Repository,
  [from, to]: readonly [string, string],
  { paths, keys }: { readonly paths: readonly string[] | undefined; readonly keys: readonly string[] },
): Promise<readonly Change[] | undefined> {
  const [before, after] = await Promise.all([from, to].map((commit) => contents.select(repository, commit, paths)));
  const [old, now] = [before?.entries[0], after?.entries[0]];
  if (before?.count !== 1 || after?.count !== 1 || !old || !now || old.path !== now.path) return undefined;
  const changes = await contents.keyChanges(repository, [old, now], keys);
  return changes.map((text) => ({ path: now.path, text: `${displayPath(now.path)} ${text}` }));
}

function pointerOf(entry: SelectedEntry | undefined): readonly string[] {
  return entry && isData(entry) ? [entry.pointer] : [];
}
