import type { ReasonCommit, SourceRevision, WorkflowSpecSpec } from '../api/v1alpha1/kinds.ts';
import { parseRevision } from '../api/v1alpha1/revision.ts';
import { RefitError, isReason } from '../core/errors.ts';
import { displayPath } from '../core/paths.ts';
import type { History } from '../core/reasons.ts';
import type { PlanTarget } from '../core/planning.ts';
import type { Content } from '../core/resolve.ts';
import { missingLiterals, nearestPath } from '../core/selection.ts';
import type { Engine } from '../engines/engine.ts';
import type { Git } from '../git/git.ts';
import type { Contents } from './contents.ts';

/** The longest range of commits that is read to explain a change. */
const EXPLAINED_COMMITS = 200;

/** Reads ranges of commits, each once: reasons and the explanation tell of the same. For as long as one decision. */
export function commitsOnce(git: Pick<Git, 'commits'>): Pick<Git, 'commits'> {
  const ranges = new Map<string, ReturnType<Git['commits']>>();
  return {
    async commits(repository, from, to, limit) {
      const key = `${repository.url}\0${from}\0${to}`;
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

/** A workflow at revisions, as `planSteps` wants it. */
export function targetAt(
  spec: WorkflowSpecSpec,
  revisions: readonly SourceRevision[],
  ports: { readonly contents: Contents; readonly engine: Pick<Engine, 'identity'> },
  options: Pick<PlanTarget, 'forced' | 'base'> = {},
): PlanTarget {
  return {
    spec,
    content: contentAt(pinnedOf(revisions), ports.contents),
    engine: (environment) => ports.engine.identity(environment),
    ...options,
  };
}

function contentAt(pinned: ReadonlyMap<string, Pinned>, contents: Contents): Content {
  function at(source: string): Pinned {
    const found = pinned.get(source);
    if (!found) throw new RefitError('SpecInvalid', `source ${source}: has no revision`);
    return found;
  }
  return {
    commit: (source) => at(source).commit,
    async digest(source, paths) {
      const { url, commit } = at(source);
      const selection = await contents.select({ url }, commit, paths);
      const missing = missingLiterals(selection, contents.selector(paths));
      if (selection.count > 0 && missing.length === 0) return selection.digest;
      const everything = await contents.select({ url }, commit, undefined);
      const [first] = missing.length > 0 ? missing : (paths ?? []);
      const nearest = first === undefined ? undefined : nearestPath(first, everything.entries);
      const what = missing.length > 0 ? missing.join(', ') : (paths ?? ['everything']).join(', ');
      const hint = nearest === undefined ? '' : `; the nearest path is ${displayPath(nearest)}`;
      throw new RefitError(
        'InputNotFound',
        `${what} selects nothing in source ${source} at ${commit.slice(0, 12)}${hint}`,
      );
    },
  };
}

/** History between two sets of revisions, for reasons. A base that is gone explains nothing and is no error. */
export function historyBetween(
  from: readonly SourceRevision[],
  to: readonly SourceRevision[],
  ports: { readonly git: Pick<Git, 'commits'>; readonly contents: Contents },
): History {
  const base = pinnedOf(from);
  const now = pinnedOf(to);
  const ranges = new Map<string, ReturnType<Git['commits']>>();
  return async (source, paths) => {
    const before = base.get(source);
    const after = now.get(source);
    const nothing = { changes: [], commits: [], truncated: false };
    if (!before || !after || before.url !== after.url || before.commit === after.commit) return nothing;
    try {
      const selector = ports.contents.selector(paths);
      const all = await ports.contents.changes(after, before.commit, after.commit);
      const changes = all.filter((change) => selector.selects(change.path));
      const range = ranges.get(source) ?? ports.git.commits(after, before.commit, after.commit, EXPLAINED_COMMITS);
      ranges.set(source, range);
      const summaries = await range;
      const commits: ReasonCommit[] = summaries
        .filter((commit) => commit.paths.some((path) => selector.selects(path)))
        .map(({ sha, author, subject }) => ({ sha, author, subject }));
      return { changes, commits, truncated: summaries.length >= EXPLAINED_COMMITS };
    } catch (error) {
      if (isReason(error, 'RevisionGone')) return nothing;
      throw error;
    }
  };
}
