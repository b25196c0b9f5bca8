import { createHash } from 'node:crypto';
import { isAbsolute, resolve } from 'node:path';
import { RefitError } from '../core/errors.ts';

/** A repository url that may be used, in its one spelling. `key`: 32 hex of its hash, the name of its mirror. */
export interface Place {
  readonly kind: 'remote' | 'local';
  readonly url: string;
  readonly key: string;
}

/**
 * Parses a repository url: http(s), or an absolute path where local ones are allowed.
 * @throws RefitError SourceRefused, naming what was found and what is allowed; credentials are never repeated
 */
export function parsePlace(url: string, allowLocal: boolean): Place {
  const allowed = allowLocal ? 'http://, https:// or an absolute path' : 'http:// or https://';
  const refuse = (found: string): never => {
    throw new RefitError('SourceRefused', `The repository url ${found}; allowed is ${allowed}.`);
  };
  if (url === '') return refuse('is empty');
  if (url.length > 4096) return refuse('is longer than 4,096 characters');
  if (/[\u0000-\u001f\u007f]/.test(url)) return refuse('has a control character');
  if (url.startsWith('-')) return refuse('starts with "-"');
  if (isAbsolute(url)) {
    if (!allowLocal) return refuse('is a local path');
    return place('local', resolve(url));
  }
  if (/^[A-Za-z0-9+.-]+::/.test(url)) return refuse('names a remote helper (scheme::)');
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):\/\//.exec(url)?.[1]?.toLowerCase();
  if (scheme === undefined) return refuse(url.includes(':') ? 'is in scp form (host:path)' : 'is a relative path');
  if (scheme !== 'http' && scheme !== 'https') return refuse(`has the scheme "${scheme}"`);
  return parseRemote(url, refuse);
}

function parseRemote(url: string, refuse: (found: string) => never): Place {
  if (!URL.canParse(url)) return refuse('cannot be parsed');
  const parsed = new URL(url);
  if (parsed.username !== '' || parsed.password !== '') return refuse('holds credentials');
  if (parsed.search !== '' || parsed.hash !== '') return refuse('has a query or a fragment');
  return place('remote', `${parsed.origin}${parsed.pathname.replace(/\/+$/, '')}`);
}

function place(kind: Place['kind'], url: string): Place {
  return { kind, url, key: createHash('sha256').update(url).digest('hex').slice(0, 32) };
}
