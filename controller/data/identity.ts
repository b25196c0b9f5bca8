/** What data is, whatever names it: identities as core/pointers gives them. */
import { createHash } from 'node:crypto';
import type { DataEntry } from '../core/pointers/pointers.ts';

/** One file of data by its content. `bytes` where the pointer says it. */
export interface DataObject {
  readonly kind: 'lfs' | 'dvc';
  /** Lower-case hex: sha256 of LFS, md5 of DVC. */
  readonly hash: string;
  /** Of DVC: the object is the list of a directory's files. */
  readonly directory: boolean;
  readonly bytes?: number;
  /** Of DVC 2 and before: the hash is that of text with unix line ends, which contents with others have too. */
  readonly legacy?: true;
}

/** @returns undefined of what no store of content holds: `dvc:etag:…`, `dvc:version:…`, `dvc:files:…`, other algorithms */
export function parseIdentity(
  identity: string,
  { size: bytes, legacy }: Pick<DataEntry, 'size' | 'legacy'> = {},
): DataObject | undefined {
  const size = bytes === undefined ? {} : { bytes };
  const lfs = /^lfs:([0-9a-f]{64})$/.exec(identity)?.[1];
  if (lfs !== undefined) return { kind: 'lfs', hash: lfs, directory: false, ...size };
  const [, hash, directory] = /^dvc:([0-9a-f]{32})(\.dir)?$/.exec(identity) ?? [];
  if (hash === undefined) return undefined;
  const dvc = { kind: 'dvc', hash, directory: directory !== undefined } as const;
  // The size is that of whoever added it, and the remote has the line ends of who pushed first.
  if (legacy === true) return { ...dvc, legacy };
  // The size a pointer gives for a directory is that of all its files, not of the list.
  return dvc.directory ? dvc : { ...dvc, ...size };
}

/** What tells one content from another: the identity, and for DVC 2 that its line ends are not known. */
export function contentKey(object: DataObject): string {
  return `${object.legacy === true ? 'legacy ' : ''}${identityText(object)}`;
}

const emptyFiles: ReadonlySet<string> = new Set(['sha256', 'md5'].map((name) => createHash(name).digest('hex')));

/** Whether it is a file of no bytes, which need not be fetched; LFS servers are never given any. */
export function isEmpty({ hash, directory }: DataObject): boolean {
  return !directory && emptyFiles.has(hash);
}

/** The identity as text. */
export function identityText({ kind, hash, directory }: DataObject): string {
  return `${kind}:${hash}${directory ? '.dir' : ''}`;
}
