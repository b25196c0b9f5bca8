/** What a step is told of an input that is not fetched: where it is, and a list of what it consists of. */
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { RefitError } from '../core/errors.ts';
import { displayPath } from '../core/paths.ts';
import { entryIdentity } from '../core/content-digest.ts';
import { isData } from '../core/pointers/pointers.ts';
import type { SelectedEntry } from '../core/pointers/pointers.ts';
import type { SourceCommit } from './mirrored.ts';
import { keysOf } from './downloads.ts';
import { parseIdentity } from './identity.ts';
import { lfsURL } from './lfs.ts';
import { referenceURI } from './reference-uri.ts';

/** The manifest, version 1. Paths are as `displayPath` writes them; no URL has credentials. */
export interface ReferenceManifest {
  readonly version: 1;
  /** `git+<url>@<commit>`. */
  readonly uri: string;
  /** URL of the repository. */
  readonly source: string;
  readonly commit: string;
  /** Content digest of what is selected. */
  readonly digest: string;
  /** Where DVC's objects are, in order; and the LFS server. */
  readonly remotes: readonly { readonly name: string; readonly url: string; readonly endpoint?: string }[];
  readonly lfs?: string;
  readonly entries: readonly ReferenceEntry[];
}

export interface ReferenceEntry {
  readonly path: string;
  readonly mode: string;
  /** `git:<oid>`, `lfs:<sha256>`, `dvc:<md5>[.dir]`, `submodule:<commit>`. */
  readonly identity: string;
  /** Bytes, where a pointer says them. */
  readonly size?: number;
  /** Of a DVC object: where the first remote that may have it has it. */
  readonly uri?: string;
}

/** Entries of a manifest at most, and its bytes. */
const maxEntries = 500_000;
const maxBytes = 256 * 1024 * 1024;

/** @throws RefitError InputInvalid when it would be larger than allowed */
export function referenceManifest(source: SourceCommit, digest: string, entries: readonly SelectedEntry[]): string {
  const { url, commit, access } = source;
  if (entries.length > maxEntries) throw tooLarge(`${entries.length} entries`, `${maxEntries}`);
  const hasLfs = entries.some((entry) => isData(entry) && entry.identity.startsWith('lfs:'));
  const lfs = access.lfs?.url ?? (/^https?:/.test(url) ? lfsURL(url) : undefined);
  const manifest: ReferenceManifest = {
    version: 1,
    uri: referenceURI(url, commit),
    source: url,
    commit,
    digest,
    remotes: (access.dataRemotes ?? []).map(({ name, url: remote, endpoint }) => ({
      name,
      url: remote,
      ...(endpoint === undefined ? {} : { endpoint }),
    })),
    ...(hasLfs && lfs !== undefined ? { lfs } : {}),
    entries: entries.map((entry) => entryOf(entry, source)),
  };
  const text = `${JSON.stringify(manifest)}\n`;
  if (text.length > maxBytes) throw tooLarge(`${text.length} bytes`, `${maxBytes}`);
  return text;
}

function tooLarge(found: string, allowed: string): RefitError {
  return new RefitError('InputInvalid', `manifest of a reference: found ${found}, allowed are ${allowed}; select less`);
}

function entryOf(entry: SelectedEntry, { access }: SourceCommit): ReferenceEntry {
  const plain = {
    path: displayPath(entry.path),
    mode: entry.mode,
    identity: isData(entry) ? entry.identity : entryIdentity(entry),
  };
  if (!isData(entry)) return plain;
  const size = entry.size === undefined ? {} : { size: entry.size };
  const object = parseIdentity(entry.identity, entry);
  const remote = (access.dataRemotes ?? []).find(({ name }) => entry.remote === undefined || name === entry.remote);
  if (object?.kind !== 'dvc' || remote === undefined) return { ...plain, ...size };
  const [first] = keysOf(object);
  return { ...plain, ...size, uri: `${remote.url.replace(/\/+$/, '')}/${first ?? ''}` };
}

/** Writes a manifest where a step can read it, read-only; one that a killed process left is replaced. */
export async function writeManifest(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await rm(path, { force: true });
  await writeFile(path, text, { flag: 'wx' });
  await chmod(path, 0o444);
}
