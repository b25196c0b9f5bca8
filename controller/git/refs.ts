import { RefitError } from '../core/errors.ts';
import { isRefName } from '../core/ref-name.ts';
import { branchNotFound, tagNotFound, versionNotFound } from './branch.ts';
import type { RepositoryRef, ResolvedRef } from './git.ts';

const heads = 'refs/heads/';
const tags = 'refs/tags/';
const longestRange = 256;

/** What of a repository is looked for by looking at its refs. */
export type Wanted =
  | { readonly kind: 'head' }
  | { readonly kind: 'branch'; readonly name: string }
  | { readonly kind: 'tag'; readonly name: string }
  | { readonly kind: 'semver'; readonly range: string };

/** A ref as a server or a repository lists it. `peeled`: what an annotated tag leads to. */
export interface ListedRef {
  readonly ref: string;
  readonly oid: string;
  readonly target?: string | undefined;
  readonly peeled?: string | undefined;
}

/** What a source's ref asks the refs for; undefined when it names a commit. @throws RefitError RefNotFound | SpecInvalid */
export function wantedOf({ branch, tag, semver, commit }: RepositoryRef): Wanted | undefined {
  if (commit !== undefined) return undefined;
  if (semver !== undefined) {
    if (semver.length <= longestRange && !/[\u0000-\u001f\u007f]/.test(semver))
      return { kind: 'semver', range: semver };
    throw new RefitError(
      'SpecInvalid',
      `The semver range has ${semver.length} characters; allowed are ${longestRange}.`,
    );
  }
  if (tag !== undefined) return { kind: 'tag', name: checkedName('tag', tag) };
  if (branch !== undefined) return { kind: 'branch', name: checkedName('branch', branch) };
  return { kind: 'head' };
}

function checkedName(what: string, name: string): string {
  // Tags have the same names as branches.
  if (isRefName(name)) return name;
  throw new RefitError('RefNotFound', `${JSON.stringify(name.slice(0, 100))} is not a ${what} name that git allows.`);
}

/** A string that is another for everything else that can be wanted; `''` for the default branch. */
export function keyOf(wanted: Wanted): string {
  if (wanted.kind === 'head') return '';
  return `${wanted.kind} ${wanted.kind === 'semver' ? wanted.range : wanted.name}`;
}

/** The key of what a ref follows; undefined where refs do not tell: of a commit, and of a name that git does not allow. */
export function watchedKey(ref: RepositoryRef): string | undefined {
  try {
    const wanted = wantedOf(ref);
    return wanted && keyOf(wanted);
  } catch (error: unknown) {
    if (error instanceof RefitError) return undefined;
    throw error;
  }
}

/** What has this key. */
export function wantedFrom(key: string): Wanted {
  const [, kind, rest = ''] = /^(branch|tag|semver) (.*)$/s.exec(key) ?? [];
  if (kind === 'semver') return { kind, range: rest };
  if (kind === 'tag' || kind === 'branch') return { kind, name: rest };
  return { kind: 'head' };
}

/** What the names of the refs that can be meant begin with. */
export function prefixOf(wanted: Wanted): string {
  if (wanted.kind === 'head') return 'HEAD';
  if (wanted.kind === 'branch') return `${heads}${wanted.name}`;
  return wanted.kind === 'tag' ? `${tags}${wanted.name}` : tags;
}

/** Where to look for names that come near. */
export function neighboursOf(wanted: Wanted): string {
  return wanted.kind === 'tag' || wanted.kind === 'semver' ? tags : heads;
}

/**
 * Exactly the ref that is meant among those listed; undefined when it is not there.
 * @throws RefitError SpecInvalid for what is no range
 */
export async function chooseRef(refs: readonly ListedRef[], wanted: Wanted): Promise<ResolvedRef | undefined> {
  if (wanted.kind === 'semver') {
    const { highestVersion } = await import('./versions.ts');
    const names = refs.filter(({ ref }) => ref.startsWith(tags)).map(({ ref }) => ref.slice(tags.length));
    const name = highestVersion(wanted.range, names);
    return name === undefined ? undefined : chooseRef(refs, { kind: 'tag', name });
  }
  const found = refs.find(({ ref }) => ref === prefixOf(wanted));
  if (found === undefined || !isObjectId(found.oid)) return undefined;
  if (wanted.kind === 'tag') {
    if (found.peeled === undefined) return { branch: wanted.name, commit: found.oid };
    return isObjectId(found.peeled) ? { branch: wanted.name, commit: found.peeled, tagObject: found.oid } : undefined;
  }
  if (wanted.kind === 'branch') return { branch: wanted.name, commit: found.oid };
  const target = found.target?.startsWith(heads) === true ? found.target.slice(heads.length) : '';
  // A server may say anything, and this is shown.
  return { branch: isRefName(target) ? target : 'HEAD', commit: found.oid };
}

/** The error for what is not among the refs, naming what comes nearest of those of its kind. */
export async function refNotFound(url: string, wanted: Wanted, refs: readonly ListedRef[]): Promise<RefitError> {
  const names = namesBeside(refs, wanted);
  if (wanted.kind === 'tag') return tagNotFound(url, wanted.name, names);
  if (wanted.kind !== 'semver') return branchNotFound(url, wanted.kind === 'branch' ? wanted.name : undefined, names);
  const { highestTags } = await import('./versions.ts');
  return versionNotFound(url, wanted.range, highestTags(names));
}

/** Short names of those refs that are of the same kind as what is wanted. */
function namesBeside(refs: readonly ListedRef[], wanted: Wanted): string[] {
  const prefix = neighboursOf(wanted);
  return refs
    .filter(({ ref }) => ref.startsWith(prefix))
    .map(({ ref }) => ref.slice(prefix.length))
    .filter(isRefName);
}

/** Refs from lines of id and name, where what a tag leads to is listed as `<tag>^{}`. */
export function withPeeled(lines: Iterable<readonly (string | undefined)[]>): ListedRef[] {
  const refs = new Map<string, ListedRef>();
  for (const [oid, name] of lines) {
    if (oid === undefined || name === undefined) continue;
    const tag = name.endsWith('^{}') ? refs.get(name.slice(0, -3)) : undefined;
    if (tag !== undefined) refs.set(tag.ref, { ...tag, peeled: oid });
    else refs.set(name, { ref: name, oid });
  }
  return [...refs.values()];
}

/** Whether it is a whole id of SHA-1 or SHA-256. */
export function isObjectId(text: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);
}
