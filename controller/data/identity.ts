/** What data is, whatever names it: identities as core/pointers gives them. */

/** One file of data by its content. `bytes` where the pointer says it. */
export interface DataObject {
  readonly kind: 'lfs' | 'dvc';
  /** Lower-case hex: sha256 of LFS, md5 of DVC. */
  readonly hash: string;
  /** Of DVC: the object is the list of a directory's files. */
  readonly directory: boolean;
  readonly bytes?: number;
}

/** @returns undefined of what no store of content holds: `dvc:etag:…`, `dvc:version:…`, `dvc:files:…`, other algorithms */
export function parseIdentity(identity: string, bytes?: number): DataObject | undefined {
  const size = bytes === undefined ? {} : { bytes };
  const lfs = /^lfs:([0-9a-f]{64})$/.exec(identity)?.[1];
  if (lfs !== undefined) return { kind: 'lfs', hash: lfs, directory: false, ...size };
  const [, hash, directory] = /^dvc:([0-9a-f]{32})(\.dir)?$/.exec(identity) ?? [];
  if (hash === undefined) return undefined;
  // The size a pointer gives for a directory is that of all its files, not of the list.
  return directory === undefined
    ? { kind: 'dvc', hash, directory: false, ...size }
    : { kind: 'dvc', hash, directory: true };
}

/** The identity as text. */
export function identityText({ kind, hash, directory }: DataObject): string {
  return `${kind}:${hash}${directory ? '.dir' : ''}`;
}
