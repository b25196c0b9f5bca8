import { RefitError } from '../core/errors.ts';
import { type GitFailure, lastLine } from './process.ts';
import type { RemotePlace } from './url.ts';

/** Who was asked for what: `secret` is the name of the one whose credentials were sent. */
export interface Asked {
  readonly url: string;
  readonly secret?: string | undefined;
}

/** Milliseconds; a host that wants to be left alone for longer is asked again after them. */
const longestRetryAfter = 15 * 60_000;

/** What is asked of a place. */
export function askedOf({ url, access }: Pick<RemotePlace, 'url' | 'access'>): Asked {
  return { url, secret: access?.secret };
}

/**
 * Milliseconds that a `Retry-After` header says (seconds or a date, RFC 9110 section 10.2.3), at most 15 minutes.
 * @param now milliseconds since the epoch
 */
export function retryAfter(header: string | undefined, now: number): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d{1,10}$/.test(text)) return Math.min(Number(text) * 1000, longestRetryAfter);
  const date = /^[A-Z][a-z]{2,8},? /.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.min(Math.max(date - now, 0), longestRetryAfter);
}

/** The error of a host that asked to be left alone, now or before. It tells no time: a status would be written each time. */
export function leftAlone(url: string, wait: number, cause?: unknown): RefitError {
  const message = `The git server of ${url} asks to be left alone for a while (Retry-After).`;
  return new RefitError('SourceUnavailable', message, cause, wait);
}

/**
 * The error for a status a git server answered with. Hosts hide private repositories behind 401, 403 and 404 alike.
 * @param wait milliseconds that it asked to be left alone
 */
export function serverRefusal({ url, secret }: Asked, status: number, cause: unknown, wait?: number): RefitError {
  if (wait !== undefined && (status === 429 || status === 503 || status === 403)) {
    return leftAlone(url, wait, cause);
  }
  if (status === 404 || status === 410) {
    return new RefitError('SourceNotFound', `There is no repository at ${url} (the server answered ${status}).`, cause);
  }
  if ((status === 401 || status === 403) && secret !== undefined) {
    const message = `The git server refuses the credentials of secret ${secret} for ${url}: it answered ${status}.`;
    return new RefitError('AuthenticationFailed', message, cause);
  }
  if (status === 401 || status === 403) {
    const message = `The repository ${url} does not exist or is private: the server answered ${status}.`;
    return new RefitError('SourceNotFound', message, cause);
  }
  return new RefitError('SourceUnavailable', `The git server answered ${status} for ${url}.`, cause);
}

/** The same for what git or ssh says about such an answer; undefined when it speaks of something else. */
export function refusalOf(asked: Asked, failure: GitFailure): RefitError | undefined {
  const said = failure.stderr;
  const status = /returned error: (\d{3})/.exec(said)?.[1];
  if (/CONNECT tunnel failed|Received HTTP code \d+ from proxy/.test(said)) {
    return new RefitError(
      'SourceUnavailable',
      `The proxy for ${asked.url} refused the connection: ${lastLine(said)}.`,
      failure,
    );
  }
  if (status !== undefined) return serverRefusal(asked, Number(status), failure);
  if (/could not read Username|Authentication failed/.test(said)) return serverRefusal(asked, 401, failure);
  if (/^fatal: repository '.*' not found/m.test(said)) return serverRefusal(asked, 404, failure);
  return asked.url.startsWith('ssh://') ? sshRefusal(asked, failure) : undefined;
}

function sshRefusal({ url, secret = '' }: Asked, failure: GitFailure): RefitError | undefined {
  const said = failure.stderr;
  if (/Host key verification failed|No \S+ host key is known for|HOST IDENTIFICATION HAS CHANGED/.test(said)) {
    const message = `The key of the host of ${url} is none of those that known_hosts of secret ${secret} has for it.`;
    return new RefitError('HostKeyRefused', message, failure);
  }
  if (/Permission denied|Load key |incorrect passphrase|Too many authentication failures/.test(said)) {
    const message = `The host of ${url} refuses the key of secret ${secret}, or the key cannot be read.`;
    return new RefitError('AuthenticationFailed', message, failure);
  }
  if (/does not appear to be a git repository|[Rr]epository not found|not exist/.test(said)) {
    return new RefitError('SourceNotFound', `There is no repository at ${url}, or its key may not read it.`, failure);
  }
  if (/^ssh: |Connection (?:closed|refused|timed out|reset)|kex_exchange/m.test(said)) {
    const line = said.split('\n').find((text) => /^ssh: |Connection |kex_exchange/.test(text)) ?? '';
    return new RefitError('SourceUnavailable', `The host of ${url} cannot be reached: ${lastLine(line)}.`, failure);
  }
  return undefined;
}
