import { RefitError } from '../core/errors.ts';
import { nearest } from '../core/nearest.ts';

/** The error for a branch that is not there, with up to three names that come nearest. */
export function branchNotFound(url: string, branch: string | undefined, names: readonly string[]): RefitError {
  if (names.length === 0) return new RefitError('RefNotFound', `The repository ${url} has no branches yet.`);
  if (branch === undefined) {
    const some = names.slice(0, 3).join(', ');
    return new RefitError('RefNotFound', `The repository ${url} has no commit on its default branch; it has ${some}.`);
  }
  return new RefitError('RefNotFound', `The repository ${url} has no branch "${branch}"; ${nearby(branch, names)}.`);
}

/** The same for a tag. */
export function tagNotFound(url: string, tag: string, names: readonly string[]): RefitError {
  const hint = names.length === 0 ? 'it has no tags' : nearby(tag, names);
  return new RefitError('RefNotFound', `The repository ${url} has no tag "${tag}"; ${hint}.`);
}

/** The same for a range of versions. @param highest the tags of the highest versions there are */
export function versionNotFound(url: string, range: string, highest: readonly string[]): RefitError {
  const hint = highest.length === 0 ? 'it has no tag that is a version' : `the highest are ${highest.join(', ')}`;
  return new RefitError('RefNotFound', `The repository ${url} has no tag within "${range}"; ${hint}.`);
}

function nearby(name: string, names: readonly string[]): string {
  const near = nearestThree(name, names);
  return near.length > 0 ? `nearest: ${near.join(', ')}` : `it has ${names.slice(0, 3).join(', ')}`;
}

function nearestThree(branch: string, names: readonly string[]): string[] {
  const left = new Set(names);
  const found: string[] = [];
  for (let next = nearest(branch, left); next !== undefined && found.length < 3; next = nearest(branch, left)) {
    found.push(next);
    left.delete(next);
  }
  return found;
}
