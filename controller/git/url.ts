import { createHash } from 'node:crypto';
import { isAbsolute, resolve } from 'node:path';
import { RefitError } from '../core/errors.ts';
import type { RepositoryAccess } from './git.ts';

/** How a repository is reached. */
export type Scheme = 'http' | 'https' | 'ssh';

/**
 * A repository url that may be used, in its one spelling, with whose credentials. `key`: 32 hex of the hash of both, the
 * name of its mirror: two scopes never share one.
 */
export type Place = RemotePlace | LocalPlace;

export interface LocalPlace {
  readonly kind: 'local';
  readonly url: string;
  readonly key: string;
}

export interface RemotePlace {
  readonly kind: 'remote';
  readonly scheme: Scheme;
  /** Without credentials, query and default port; scheme and host in lower case. */
  readonly url: string;
  /** `scheme://host[:port]`, the only place that credentials are sent to. */
  readonly origin: string;
  /** A name or an IPv4 address, or an IPv6 address in brackets. */
  readonly host: string;
  readonly port: number;
  readonly key: string;
  readonly access?: RepositoryAccess;
}

const defaultPorts: Readonly<Record<Scheme, number>> = { http: 80, https: 443, ssh: 22 };

/**
 * Parses a repository url: http(s), ssh, or an absolute path where local ones are allowed.
 * @throws RefitError SourceRefused, naming what was found and what is allowed; credentials are never repeated
 */
export function parsePlace(url: string, allowLocal: boolean, access?: RepositoryAccess): Place {
  const remote = 'http://, https:// or ssh://user@host/path';
  const allowed = allowLocal ? remote.replace(' or ', ', ').concat(' or an absolute path') : remote;
  const refuse = (found: string, instead = allowed): never => {
    throw new RefitError('SourceRefused', `The repository url ${found}; allowed is ${instead}.`);
  };
  const unusable = unusableText(url);
  if (unusable !== undefined) return refuse(unusable);
  if (isAbsolute(url)) {
    if (!allowLocal) return refuse('is a local path');
    // Files of this machine are read with nobody's credentials.
    return { kind: 'local', url: resolve(url), key: keyOf(resolve(url)) };
  }
  if (/^[A-Za-z0-9+.-]+::/.test(url)) return refuse('names a remote helper (scheme::)');
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):\/\//.exec(url)?.[1]?.toLowerCase();
  if (scheme === undefined) return refuseScp(url, allowed, refuse);
  if (scheme !== 'http' && scheme !== 'https' && scheme !== 'ssh') return refuse(`has the scheme "${scheme}"`);
  const parsed = scheme === 'ssh' ? parseSsh(url, refuse) : parseHttp(url, refuse);
  return { kind: 'remote', ...parsed, key: keyOf(parsed.url, access), ...(access === undefined ? {} : { access }) };
}

function unusableText(url: string): string | undefined {
  if (url === '') return 'is empty';
  if (url.length > 4096) return 'is longer than 4,096 characters';
  // git and ssh are given what a percent sign stands for; in a path of this machine it is one.
  const control = isAbsolute(url) ? /[\u0000-\u001f\u007f]/ : /[\u0000-\u001f\u007f]|%(?:[01][0-9a-f]|7f)/i;
  if (control.test(url)) return 'has a control character';
  return url.startsWith('-') ? 'starts with "-"' : undefined;
}

type Parsed = Omit<RemotePlace, 'kind' | 'key' | 'access'>;
type Refuse = (found: string, instead?: string) => never;

function refuseScp(url: string, allowed: string, refuse: Refuse): never {
  const [, user = 'git', host, path] =
    /^(?:([A-Za-z0-9._-]+)@)?([A-Za-z0-9.-]+|\[[0-9a-fA-F:.]+\]):(.*)$/.exec(url) ?? [];
  if (host === undefined || path === undefined) {
    return refuse(url.includes(':') ? 'is in scp form (host:path)' : 'is a relative path', allowed);
  }
  return refuse('is in scp form (host:path)', `${allowed}: write ssh://${user}@${host}/${path.replace(/^\/+/, '')}`);
}

function parseHttp(url: string, refuse: Refuse): Parsed {
  if (!URL.canParse(url)) return refuse('cannot be parsed');
  const parsed = new URL(url);
  if (parsed.username !== '' || parsed.password !== '') return refuse('holds credentials');
  return finish(parsed.protocol === 'https:' ? 'https' : 'http', '', parsed, refuse);
}

/** By the rules of http urls, which spell every address one way and know what a host is. */
function parseSsh(url: string, refuse: Refuse): Parsed {
  const [, authority = '', rest = ''] = /^ssh:\/\/([^/?#]*)(.*)$/i.exec(url) ?? [];
  const at = authority.lastIndexOf('@');
  const user = authority.slice(0, Math.max(at, 0));
  if (user.includes(':')) return refuse('holds a password');
  if (!/^[A-Za-z0-9_][A-Za-z0-9._-]{0,63}$/.test(user)) return refuse('names no user, or one of unusual characters');
  const place = authority.slice(at + 1);
  if (!URL.canParse(`http://${place}${rest}`)) return refuse('cannot be parsed');
  // Port 80 is no default here: what the other rules would drop is kept.
  const port = /:(\d+)$/.exec(place)?.[1];
  const parsed = new URL(`http://${place.replace(/:\d+$/, '')}${rest}`);
  if (port !== undefined && (Number(port) < 1 || Number(port) > 65_535)) return refuse('has no port from 1 to 65535');
  if (parsed.pathname === '/') return refuse('has no path');
  return finish('ssh', `${user}@`, Object.assign(parsed, { port: '' }), refuse, Number(port ?? 22));
}

function finish(scheme: Scheme, user: string, parsed: URL, refuse: Refuse, sshPort?: number): Parsed {
  if (parsed.search !== '' || parsed.hash !== '') return refuse('has a query or a fragment');
  const host = parsed.hostname.replace(/\.$/, '');
  if (host === '' || !/^(?:[a-z0-9_][a-z0-9._-]*|\[[0-9a-f:.]+\])$/.test(host))
    return refuse('has no host that can be asked');
  const port = sshPort ?? (parsed.port === '' ? defaultPorts[scheme] : Number(parsed.port));
  const authority = port === defaultPorts[scheme] ? host : `${host}:${port}`;
  const path = parsed.pathname.replace(/\/+$/, '');
  return { scheme, url: `${scheme}://${user}${authority}${path}`, origin: `${scheme}://${authority}`, host, port };
}

function keyOf(url: string, access?: RepositoryAccess): string {
  const scope = access === undefined ? '' : `\0${access.namespace}\0${access.secret}`;
  return createHash('sha256').update(`${url}${scope}`).digest('hex').slice(0, 32);
}
