import { RefitError } from '../core/errors.ts';
import type { GitFailure } from './process.ts';

/** The error for a status a git server answered with. Hosts hide private repositories behind 401, 403 and 404 alike. */
export function serverRefusal(url: string, status: number, cause: unknown): RefitError {
  if (status === 404 || status === 410) {
    return new RefitError('SourceNotFound', `There is no repository at ${url} (the server answered ${status}).`, cause);
  }
  if (status === 401 || status === 403) {
    const message = `The repository ${url} does not exist or is private: the server answered ${status}.`;
    return new RefitError('SourceNotFound', message, cause);
  }
  return new RefitError('SourceUnavailable', `The git server answered ${status} for ${url}.`, cause);
}

/** The same for what git says about such an answer; undefined when it speaks of something else. */
export function refusalOf(url: string, failure: GitFailure): RefitError | undefined {
  const status = /returned error: (\d{3})/.exec(failure.stderr)?.[1];
  if (status !== undefined) return serverRefusal(url, Number(status), failure);
  if (/could not read Username|Authentication failed/.test(failure.stderr)) return serverRefusal(url, 401, failure);
  if (/^fatal: repository '.*' not found/m.test(failure.stderr)) return serverRefusal(url, 404, failure);
  return undefined;
}
