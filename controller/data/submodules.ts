/** Where the submodules of a commit come from. What a repository says of that is hostile: it may not choose where credentials go. */
import { isAbsolute, join } from 'node:path';
import { RefitError } from '../core/errors.ts';
import { displayPath } from '../core/paths.ts';
import { fetchMissing, withMirror } from '../git/export.ts';
import type { MirroredCommit } from '../git/export.ts';
import { parsePlace } from '../git/url.ts';
import type { SourceCommit } from './mirrored.ts';

/** Levels of submodules within submodules. */
export const maxDepth = 4;
/** Submodules of one commit. */
const maxModules = 1000;
const maxBytes = 1024 * 1024;

/**
 * The URLs in `.gitmodules`, by byte path. git itself parses it, as data: it includes nothing and configures nothing.
 * @param oid of the blob `.gitmodules`
 * @throws RefitError InputInvalid when it is none
 */
export function readModules(request: MirroredCommit, oid: string): Promise<ReadonlyMap<string, string>> {
  return withMirror(request, (mirror) =>
    mirror.use(request.commit, [request.commit], async (reader) => {
      await fetchMissing(mirror, [{ oid, mode: '100644' }]);
      const blob = await reader.read(oid, maxBytes);
      if (blob?.type !== 'blob') throw new RefitError('InputInvalid', '.gitmodules: found no file');
      const args = ['config', '-z', `--blob=${oid}`, '--no-includes', '--get-regexp', '^submodule\\..*\\.(path|url)$'];
      return parseModules((await mirror.run(args)).toString('latin1'));
    }),
  );
}

/** Entries are `submodule.<name>.path LF value NUL`. */
function parseModules(text: string): ReadonlyMap<string, string> {
  const names = new Map<string, { path?: string; url?: string }>();
  for (const entry of text.split('\0')) {
    const [, name, key, value] = /^submodule\.([^]*)\.(path|url)\n([^]*)$/.exec(entry) ?? [];
    if (name === undefined || value === undefined) continue;
    names.set(name, { ...names.get(name), [key === 'path' ? 'path' : 'url']: value });
    if (names.size > maxModules) {
      throw new RefitError('InputInvalid', `.gitmodules: found more than ${maxModules} submodules`);
    }
  }
  const urls = new Map<string, string>();
  for (const { path, url } of names.values()) if (path !== undefined && url !== undefined) urls.set(path, url);
  return urls;
}

/**
 * The source of a submodule. A relative URL is one of the superproject's own host, and is asked with its Secret, as is an absolute one of
 * the same scheme, user, host and port; every other is asked without credentials.
 * @param path byte path of the submodule, for messages
 * @throws RefitError InputInvalid for a URL that is not followed
 */
export function submoduleSource(parent: SourceCommit, path: string, url: string, commit: string): SourceCommit {
  const at = (why: string): RefitError =>
    new RefitError(
      'InputInvalid',
      `submodule ${displayPath(path).slice(0, 300)}: url ${displayPath(url).slice(0, 200)}: ${why}`,
    );
  const resolved = isRelative(url) ? resolveRelative(parent.url, url) : fromScp(url);
  if (resolved === undefined) throw at('leads out of the host of the repository');
  const local = isAbsolute(parent.url);
  if (isAbsolute(resolved) && !local)
    throw at('found a local path, allowed is a URL, or one relative to the repository');
  let place;
  try {
    place = parsePlace(resolved, local);
  } catch (error: unknown) {
    throw error instanceof RefitError ? at(error.message) : error;
  }
  const { secret } = parent.access;
  const same = secret !== undefined && authorityOf(place.url) === authorityOf(parsePlace(parent.url, true).url);
  return { url: place.url, commit, access: same ? { secret } : {} };
}

function isRelative(url: string): boolean {
  return url.startsWith('./') || url.startsWith('../');
}

/** Scheme, user, host and port: all before the path. */
function authorityOf(url: string): string {
  return isAbsolute(url) ? '/' : (/^[a-z]+:\/\/[^/]*/.exec(url)?.[0] ?? url);
}

/** As git does (git-submodule(1)): against the repository's URL as a folder. @returns undefined when it climbs above the host */
function resolveRelative(base: string, url: string): string | undefined {
  const authority = isAbsolute(base) ? '' : authorityOf(base);
  const parts = base
    .slice(authority.length)
    .split('/')
    .filter((part) => part !== '');
  for (const part of url.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  if (parts.length === 0) return undefined;
  return isAbsolute(base) ? join('/', ...parts) : `${authority}/${parts.join('/')}`;
}

/** `git@host:team/repo.git`, as forges show it. */
function fromScp(url: string): string {
  const [, user, host, path] = /^([A-Za-z0-9._-]+)@([A-Za-z0-9.-]+):(?!\/\/)([^]+)$/.exec(url) ?? [];
  return user === undefined || host === undefined || path === undefined
    ? url
    : `ssh://${user}@${host}/${path.replace(/^\/+/, '')}`;
}
