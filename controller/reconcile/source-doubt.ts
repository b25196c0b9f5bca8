import { RefitError, isReason } from '../core/errors.ts';
import type { Git, RepositoryRef } from '../git/git.ts';
import { isLocal, type SourceState } from './source-state.ts';

/** What was seen of a ref before. */
interface SeenBefore {
  readonly ref: RepositoryRef;
  readonly state: SourceState | undefined;
  readonly decided: string | undefined;
}

/**
 * Whether what a look saw may be the answer of a replica that lags: the branch is gone, or it is at an ancestor of where it
 * was. A repository on this machine has no replica; a tag or a range is said to move.
 */
export async function isDoubtful(
  git: Pick<Git, 'commits'>,
  { ref, state: before, decided }: SeenBefore,
  now: SourceState,
): Promise<boolean> {
  const seen = before && 'resolved' in before ? before.resolved.commit : undefined;
  const known = seen ?? decided;
  if (known === undefined || isLocal(ref.url) || ref.commit !== undefined) return false;
  if ('error' in now) {
    const believed = before && 'error' in before && isReason(before.error, 'RefNotFound');
    return believed !== true && isReason(now.error, 'RefNotFound');
  }
  if (ref.tag !== undefined || ref.semver !== undefined || now.resolved.commit === known) return false;
  try {
    // Nothing that the known commit does not have already: it is an ancestor, or history cannot tell.
    return (await git.commits(ref, known, now.resolved.commit, 1)).length === 0;
  } catch {
    // A look has nobody to tell what is wrong with history: the move is believed.
    return false;
  }
}

/** Of a ref that was never seen twice at the same commit, and whose every answer is doubtful. */
export function flapping(looks: number): RefitError {
  return new RefitError('SourceUnavailable', `its answers differ: found another one in each of ${looks} looks`);
}
