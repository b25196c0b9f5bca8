/** What the data of a source may come from: its LFS server, its remotes, and what a working copy of this machine has itself. */
import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import type { SourceAccess } from '../engines/engine.ts';
import { findLocal } from '../git/local.ts';
import { createGitProcesses } from '../git/process.ts';
import { Transport } from '../git/transport.ts';
import { parsePlace } from '../git/url.ts';
import { systemClock } from '../runtime/clock.ts';
import type { DataSources } from './downloads.ts';
import { askSshForLfs, webCredentialsOf } from './git-credentials.ts';
import { requireWeb } from './http.ts';
import { lfsURL } from './lfs.ts';
import type { LfsServer } from './lfs.ts';
import { repositoryOf } from './mirrored.ts';
import type { SourceCommit, Surroundings } from './mirrored.ts';
import { folderRemote, openRemote, secretCredentials } from './remotes.ts';
import type { Remote } from './remotes.ts';

/** Bytes that are free where a path is, or will be. */
export async function freeBytes(path: string): Promise<number> {
  let folder = path;
  while (!existsSync(folder)) folder = join(folder, '..');
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** Opens what the data of a source may come from. @throws RefitError SourceRefused | SecretNotFound | SourceUnavailable */
export async function dataSources(
  source: SourceCommit,
  needs: { readonly lfs: boolean; readonly dvc: boolean },
  around: Surroundings,
): Promise<DataSources> {
  const { http, store, signal } = around;
  const lfs = needs.lfs ? await lfsOf(source, around) : {};
  return { http, store, signal, remotes: needs.dvc ? remotesOf(source, around) : [], ...lfs };
}

function remotesOf({ url, access }: SourceCommit, around: Surroundings): Remote[] {
  const { http, addresses, allowLocal, namespace, secrets } = around;
  const secret = (name: string): Promise<ReadonlyMap<string, string>> => secrets.entries(namespace, name);
  const remotes = (access.dataRemotes ?? []).map((remote) =>
    openRemote(remote, { http, addresses, allowLocal, secret }),
  );
  // A working copy of this machine has what was added and never pushed.
  return isLocal(url, around) ? [...remotes, folderRemote('cache', join(url, '.dvc', 'cache'), true)] : remotes;
}

function isLocal(url: string, { allowLocal }: Surroundings): boolean {
  return allowLocal && isAbsolute(url);
}

/** The server that a source declares, else the repository's own; of a working copy of this machine also what it has itself. */
async function lfsOf(source: SourceCommit, around: Surroundings): Promise<Pick<DataSources, 'lfs' | 'lfsFolder'>> {
  const { url, access } = source;
  const folder = isLocal(url, around) ? { lfsFolder: join((await findLocal(url)).common, 'lfs', 'objects') } : {};
  if (access.lfs !== undefined) return { ...folder, lfs: declaredLfs(access.lfs, around) };
  if (isAbsolute(url)) return folder;
  const repository = repositoryOf(source, around);
  const place = parsePlace(url, around.allowLocal, repository.access);
  if (place.kind === 'remote' && place.scheme === 'ssh') {
    const processes = createGitProcesses(process.env);
    const { addresses, credentials } = around;
    const transport = new Transport({ processes, addresses, credentials, clock: systemClock, timeoutMs: 30_000 });
    try {
      return { lfs: await transport.native(place, (means) => askSshForLfs(place.url, means)) };
    } finally {
      await transport.close();
      processes.close();
    }
  }
  return { lfs: { url: lfsURL(place.url), credentials: () => webCredentialsOf(repository.access, around) } };
}

function declaredLfs({ url, secret }: NonNullable<SourceAccess['lfs']>, around: Surroundings): LfsServer {
  requireWeb(new URL(url));
  return {
    url: url.replace(/\/+$/, ''),
    async credentials() {
      if (secret === undefined) return { headers: {} };
      return secretCredentials(secret, await around.secrets.entries(around.namespace, secret));
    },
  };
}
