/** A commit of a source, and what reaches it. */
import type { SourceAccess } from '../engines/engine.ts';
import type { GitCredentialsProvider } from '../git/access.ts';
import type { AddressPolicy } from '../git/addresses.ts';
import type { GitReach, MirroredCommit } from '../git/export.ts';
import type { Repository } from '../git/git.ts';
import type { Secrets } from '../secrets/secrets.ts';
import type { DataHttp } from './http.ts';
import type { DataStore } from './store.ts';

/** What all sources of an execution share. */
export interface Surroundings {
  /** The folder of all mirrors. */
  readonly mirrors: string;
  /** No more of a history than the commit is fetched: for mirrors that are used once. */
  readonly shallow: boolean;
  /** Of the workflow: where its Secrets are. */
  readonly namespace: string;
  readonly secrets: Pick<Secrets, 'entries'>;
  readonly credentials: GitCredentialsProvider;
  readonly addresses: AddressPolicy;
  /** Whether folders of this machine may be repositories and remotes. */
  readonly allowLocal: boolean;
  readonly http: DataHttp;
  readonly store: DataStore;
  readonly signal: AbortSignal;
}

/** A commit of a source. */
export interface SourceCommit {
  readonly url: string;
  readonly commit: string;
  readonly access: SourceAccess;
}

/** As the git port names it: with the Secret, in the workflow's namespace. */
export function repositoryOf({ url, access: { secret } }: SourceCommit, { namespace }: Surroundings): Repository {
  return secret === undefined ? { url } : { url, access: { namespace, secret } };
}

/** As the mirrors are asked for it. */
export function mirrored(source: SourceCommit, around: Surroundings): MirroredCommit {
  const { mirrors, shallow, addresses, credentials } = around;
  const reach: GitReach = { addresses, credentials };
  return { mirrors, repository: repositoryOf(source, around), commit: source.commit, shallow, reach };
}
