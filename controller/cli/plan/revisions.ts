import { formatRevision } from '../../api/v1alpha1/revision.ts';
import type { SourceRevision, WorkflowSpecSpec } from '../../api/v1alpha1/kinds.ts';
import { isReason, RefitError, toError } from '../../core/errors.ts';
import { accessOf, repositoryOf } from '../../reconcile/access.ts';
import type { Repository } from '../../git/git.ts';
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

/** Where a source is asked: in the namespace of its workflow, beside which its secret is. */
interface Asked {
  readonly git: PlanGit;
  readonly source: Source;
  readonly repository: Repository;
}

type Source = WorkflowSpecSpec['sources'][number];

/**
 * Finds the revisions of all sources, side by side. With `--from` for any source, sources without one have not moved.
 * @throws RefitError that names every source that cannot be read; UsageError
 */
export async function findRevisions(
  git: PlanGit,
  { spec, namespace }: { readonly spec: WorkflowSpecSpec; readonly namespace: string },
  wanted: Wanted,
): Promise<SourceRange[]> {
  const ask = (source: Source): Promise<SourceRange> =>
    findRange({ git, source, repository: repositoryOf(source.git.url, accessOf(namespace, source)) }, wanted);
  const found = await Promise.allSettled(spec.sources.map(ask));
  const failures = found.flatMap((one, index) =>
    one.status === 'rejected' ? [{ source: spec.sources[index]?.name ?? '', error: toError(one.reason) }] : [],
  );
  throwFailures(failures);
  return found.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
}

/** All that is wrong with sources in one error, of the first one's reason. */
function throwFailures(failures: readonly { readonly source: string; readonly error: Error }[]): void {
  const first = failures[0]?.error;
  if (first === undefined) return;
  if (!(first instanceof RefitError)) throw first;
  const told = failures.map(({ source, error }) => `source ${source}: ${error.message}`);
  throw new RefitError(first.reason, told.join('; '), first);
}

async function findRange(asked: Asked, wanted: Wanted): Promise<SourceRange> {
  const { source } = asked;
  const fromText = wanted.from.get(source.name);
  const [to, from] = await Promise.all([
    findTo(asked, wanted.to.get(source.name)),
    fromText === undefined ? undefined : commitOf(asked, fromText),
  ]);
  const range = { source: source.name, to: to.revision, shown: to.shown };
  if (fromText === undefined || from === undefined)
    return wanted.from.size === 0 ? range : { ...range, from: to.revision };
  return { ...range, from: revisionAt(source, await branchOf(asked), from) };
}

async function findTo(asked: Asked, text: string | undefined): Promise<{ revision: SourceRevision; shown: string }> {
  const { git, source, repository } = asked;
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
      : revisionAt(source, await branchOf(asked), await commitOf(asked, text));
  return { revision, shown: revision.revision };
}

/** The branch a revision is told with: the source's own, else the one the repository is on. */
async function branchOf({ git, source, repository }: Asked): Promise<string> {
  const named = source.git.ref?.branch;
  if (named !== undefined) return named;
  try {
    return (await git.resolve(repository)).branch;
  } catch (error: unknown) {
    // A clone that is on no branch with a commit can still be asked for others.
    if (isReason(error, 'RefNotFound')) return 'HEAD';
    throw error;
  }
}

async function commitOf({ git, repository }: Asked, text: string): Promise<string> {
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
