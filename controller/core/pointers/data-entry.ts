import type { GitEntry } from '../content-digest.ts';

/**
 * Data that a pointer file of a repository names. It counts by its identity, not by the pointer's bytes, so a pointer
 * that is only reformatted changes nothing. `oid` is the pointer file's blob.
 */
export interface DataEntry extends GitEntry {
  /** Byte path of the data, from the root of the repository. Of a git-lfs file, that of the pointer too. */
  readonly path: string;
  /** 100644 or 100755 of a file; 040000 of a DVC directory. */
  readonly mode: string;
  /**
   * `lfs:<sha256>`; `dvc:<md5>` of a file, `dvc:<md5>.dir` of a directory; `dvc:version:…`, `dvc:etag:…` and
   * `dvc:checksum:…` of what DVC keeps without an md5, `dvc:files:<sha256>` of a directory whose files it lists, and
   * `dvc:import:<sha256>` of what was imported without being downloaded.
   */
  readonly identity: string;
  /** Byte path of the pointer file. */
  readonly pointer: string;
  /** Bytes, as the pointer says. */
  readonly size?: number;
  /** Files of a DVC directory, as the pointer says. */
  readonly files?: number;
  /** The DVC remote that the out names. */
  readonly remote?: string;
  /** git-lfs extensions that the identity's content is to be decoded with. */
  readonly extensions?: readonly string[];
  /** Written by DVC 2 or before: its md5 is of text with line ends made LF, and remotes hold it at another place. */
  readonly legacy?: true;
}

/** What a selection consists of: what git tracks itself, and data that pointer files name. */
export type SelectedEntry = GitEntry | DataEntry;

/** The mode under which a DVC directory counts. */
export const directoryMode = '040000';

/** Whether an entry is data that a pointer names. */
export function isData(entry: SelectedEntry): entry is DataEntry {
  return 'pointer' in entry;
}

/** By which names patterns select data of a DVC file: its path, all that is in it, the pointer's path. */
export function namesOf({ path, mode, pointer }: DataEntry): readonly string[] {
  return mode === directoryMode ? [path, `${path}/${anyName}`, pointer] : [path, pointer];
}

/** A name for what is in a folder that nobody has listed. */
export const anyName = '\u0001';
