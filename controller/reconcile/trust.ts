import { RefitError } from '../core/errors.ts';
import { bytesOf } from '../core/paths.ts';
import { untrustedText, type TrustMode } from '../core/trust.ts';
import type { Git, RepositoryRef, ResolvedRef } from '../git/git.ts';
import type { TrustedCommit } from './source-state.ts';

/** Which signatures a source's revisions must have; the keys are in a Secret of the namespace. */
export interface Signatures {
  readonly mode: TrustMode;
  readonly namespace: string;
  readonly secret: string;
}

/** A revision to judge. `after`: the last trusted commit. */
export interface TrustQuestion {
  readonly ref: RepositoryRef;
  readonly resolved: ResolvedRef;
  readonly signatures: Signatures;
  readonly after?: string | undefined;
}

/** Judges signatures. */
export interface Trust {
  /** @throws RefitError SourceUntrusted, naming commit and signer; SecretNotFound; what the git port throws */
  verify(question: TrustQuestion): Promise<TrustedCommit>;
}

/** @param keysOf entries of a secret, by name; it is asked anew each time, so that a changed key counts at once */
export function createTrust(
  git: Pick<Git, 'verify'>,
  keysOf: (namespace: string, secret: string) => Promise<ReadonlyMap<string, string>>,
): Trust {
  return {
    async verify({ ref, resolved, signatures, after }) {
      const { mode, namespace, secret } = signatures;
      const { commit, branch, tagObject } = resolved;
      const result = await git.verify(ref, {
        mode,
        to: commit,
        ...(after === undefined ? {} : { from: after }),
        ...(mode === 'Tag' ? { tag: bytesOf(branch) } : {}),
        ...(mode !== 'Tag' || tagObject === undefined ? {} : { tagObject }),
        keys: await keysOf(namespace, secret),
      });
      if (!result.verified) throw new RefitError('SourceUntrusted', untrustedText(result));
      return { commit, by: result.by, ...(mode === 'Tag' ? { tag: branch } : {}) };
    },
  };
}
