import { formatRevision } from '../../api/v1alpha1/revision.ts';
import type { SourceRevision, WorkflowSpecSpec } from '../../api/v1alpha1/kinds.ts';
import { isReason } from '../../core/errors.ts';
import { UsageError } from '../failure.ts';
import { isLocal, type PlanGit } from './plan-git.ts';

/** What `--to` may say instead of a revision. */
export const worktreeWord = 'WORKTREE';

/** What a person asked for, by source. */
export interface Wanted {
  readonly from: ReadonlyMap<string, string>;
  readonly to: ReadonlyMap<string, string>;
}

/** A source between two revisions. `from` is absent without `--from`. `shown` is how `to` is told. */
export interface SourceRange {
  readonly source: string;
  readonly from?: SourceRevision;
  readonly to: SourceRevision;
  readonly shown: string;
}

/**
 * Finds the revisions of all sources, side by side. With `--from` for any source, sources without one have not moved.
 * @throws RefitError of the first source that cannot be read; UsageError
 */
export function findRevisions(git: PlanGit, spec: WorkflowSpecSpec, wanted: Wanted): Promise<SourceRange[]> {
  return Promise.all(spec.sources.map((source) => findRange(git, source, wanted)));
}

type Source = WorkflowSpecSpec['sources'][number];

async function findRange(git: PlanGit, source: Source, wanted: Wanted): Promise<SourceRange> {
  const fromText = wanted.from.get(source.name);
  const [to, from] = await Promise.all([
    findTo(git, source, wanted.to.get(source.name)),
    fromText === undefined ? undefined : commitOf(git, source, fromText),
  ]);
  const range = { source: source.name, to: to.revision, shown: to.shown };
  if (fromText === undefined || from === undefined)
    return wanted.from.size === 0 ? range : { ...range, from: to.revision };
  const branch = await branchOf(git, source);
  return { ...range, from: revisionAt(source, branch, from) };
}

async function findTo(
  git: PlanGit,
  source: Source,
  text: string | undefined,
): Promise<{ revision: SourceRevision; shown: string }> {
  const repository = { url: source.git.url };
  if (text === worktreeWord) {
    if (!isLocal(repository))
      throw new UsageError(
        `--to ${source.name}=${worktreeWord}: ${repository.url} has no working copy here`,
        `Name a clone with --source ${source.name}=PATH.`,
      );
    const { tree } = await git.clones.worktree(repository);
    return { revision: revisionAt(source, worktreeWord, tree), shown: worktreeWord };
  }
  const revision =
    text === undefined
      ? await git
          .resolve({ ...repository, ...source.git.ref })
          .then(({ branch, commit }) => revisionAt(source, branch, commit))
      : revisionAt(source, await branchOf(git, source), await commitOf(git, source, text));
  return { revision, shown: revision.revision };
}

/** The branch a revision is told with: the source's own, else the one the repository is on. */
async function branchOf(git: PlanGit, source: Source): Promise<string> {
  const named = source.git.ref?.branch;
  if (named !== undefined) return named;
  try {
    return (await git.resolve({ url: source.git.url })).branch;
  } catch (error: unknown) {
    // A clone that is on no branch with a commit can still be asked for others.
    if (isReason(error, 'RefNotFound')) return 'HEAD';
    throw error;
  }
}

async function commitOf(git: PlanGit, source: Source, text: string): Promise<string> {
  const repository = { url: source.git.url };
  if (isLocal(repository)) return git.clones.revision(repository, text);
  if (/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text)) {
    await git.ensure(repository, text);
    return text;
  }
  return (await git.resolve({ ...repository, branch: text })).commit;
}

function revisionAt(source: Source, branch: string, commit: string): SourceRevision {
  return { source: source.name, url: source.git.url, revision: formatRevision({ branch, commit }) };
}
