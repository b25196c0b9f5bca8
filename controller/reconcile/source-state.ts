import { RefitError, type Reason } from '../core/errors.ts';
import type { RepositoryRef, Repository, ResolvedRef } from '../git/git.ts';
import type { Random } from '../runtime/clock.ts';
import type { Signatures } from './trust.ts';

/** A commit whose signatures were found good, and whose they are. */
export interface TrustedCommit {
  readonly commit: string;
  readonly by: string;
  /** Of mode Tag: the name that is in what was signed. Under another the same commit is not trusted. */
  readonly tag?: string | undefined;
}

/** What a look at a ref ended in. */
export type SourceState = { readonly resolved: ResolvedRef } | { readonly error: Error };

/** A ref that somebody follows. */
export interface Following {
  readonly ref: RepositoryRef;
  readonly intervalMs: number;
  /** The commit that was decided last: while the ref is at it nothing is read, so it is not made readable either. */
  readonly decided?: string | undefined;
  /** Which signatures its revisions must have. */
  readonly verify?: Signatures | undefined;
  /** What was trusted last. */
  readonly trusted?: TrustedCommit | undefined;
}

/** A ref as it is followed, and looked at. */
export interface Followed {
  readonly key: string;
  readonly ref: RepositoryRef;
  readonly verify: Signatures | undefined;
  decided: string | undefined;
  trusted: TrustedCommit | undefined;
  /** Milliseconds of how often each follower wants it. */
  readonly followers: Map<string, number>;
  /** Of the watch, which `stop` ends. */
  intervalMs: number;
  stop: () => void;
  state: SourceState | undefined;
  /** The look under way, and the one after it that somebody waits for. */
  looking: PromiseWithResolvers<void> | undefined;
  next: PromiseWithResolvers<void> | undefined;
  /** What the next look is for; `asked` where a look of somebody else's will not do. */
  again: 'no' | 'hinted' | 'asked';
  failures: number;
  hintedAt: number;
  cancelRetry: (() => void) | undefined;
  cancelHint: (() => void) | undefined;
}

/** What tells repositories apart: address and whose credentials are used. */
function repositoryKey({ url, access }: Repository): string {
  return access === undefined ? url : `${url}\0${access.namespace}/${access.secret}`;
}

/** What tells refs apart that must be looked at for themselves. */
export function refKey(ref: RepositoryRef, verify: Signatures | undefined): string {
  const { commit = '', semver = '', tag = '', branch = '' } = ref;
  const trust = verify === undefined ? '' : `${verify.mode}/${verify.namespace}/${verify.secret}`;
  return [repositoryKey(ref), commit, semver, tag, branch, trust].join('\0');
}

/** Whether two looks saw the same. */
export function sameState(before: SourceState, now: SourceState): boolean {
  if ('error' in before) return 'error' in now && before.error.message === now.error.message;
  return (
    'resolved' in now &&
    before.resolved.commit === now.resolved.commit &&
    before.resolved.branch === now.resolved.branch
  );
}

/** Whether a revision is the one that was found trusted last. */
export function isTrusted(
  { commit, branch }: ResolvedRef,
  { mode }: Signatures,
  trusted: TrustedCommit | undefined,
): boolean {
  return commit === trusted?.commit && (mode !== 'Tag' || branch === trusted.tag);
}

/** Whether a repository is a folder of this machine. */
export function isLocal(url: string): boolean {
  return url.startsWith('/');
}

/** By their keys: several sources of a workflow may follow one ref, and it is looked at as often as any of them wants. */
export function mostOften(refs: readonly Following[]): ReadonlyMap<string, Following> {
  const found = new Map<string, Following>();
  for (const following of refs.toSorted((a, b) => b.intervalMs - a.intervalMs))
    found.set(refKey(following.ref, following.verify), following);
  return found;
}

/** A failed look is repeated after these milliseconds, doubled at each failure, or when the server asks to come back. */
const RETRY_MS = 1_000;
const RETRY_CAP_MS = 15 * 60_000;
/** A changed Secret counts within a minute, and nobody tells of it: this, a fifth at most, and the look. */
const SECRET_CAP_MS = 45_000;
const mendedBySecret: ReadonlySet<Reason> = new Set([
  'SecretNotFound',
  'CredentialsInvalid',
  'AuthenticationFailed',
  'HostKeyRefused',
  // Hosts say of what the credentials may not read that it is not there.
  'SourceNotFound',
  'SourceUntrusted',
]);

/** Milliseconds until a look that failed is repeated: longer each time, and no sooner than a server asks. */
export function retryDelay(failures: number, error: Error, random: Random = () => 0): number {
  const { reason, retryAfterMs: asked = 0 } = error instanceof RefitError ? error : {};
  const cap = reason !== undefined && mendedBySecret.has(reason) ? SECRET_CAP_MS : RETRY_CAP_MS;
  const delay = Math.min(RETRY_MS * 2 ** failures, cap) * (1 + 0.2 * random());
  return Math.min(Math.max(delay, asked), RETRY_CAP_MS);
}
