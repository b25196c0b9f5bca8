/**
 * Pointer files of DVC by their names, apart from what reads them: a repository that has none loads no YAML parser.
 */
import type { DataEntry } from './data-entry.ts';

/** What a DVC file says. */
export interface DvcFile {
  /** Byte path. */
  readonly path: string;
  readonly oid: string;
  /** Data it names, in the order of the file. */
  readonly outs: readonly DataEntry[];
  /**
   * What the file itself counts as when it is selected: its canonical text, so that formatting is no change. Undefined
   * of a `*.dvc` file that names data: it stands for the data.
   */
  readonly identity: string | undefined;
  /** `within`: the folder in or below which all that it may name is; '' = anywhere in the repository. */
  readonly problem?: { readonly line: number; readonly what: string; readonly within: string };
}

/** A blob with its object id; undefined content = over the limit. */
export interface Blob {
  readonly oid: string;
  readonly content: Buffer | undefined;
}

/** Most bytes of a DVC file. */
export const dvcFileLimit = 1_048_576;

/** Whether a byte path is that of a pointer file of DVC. */
export function isDvcFile(path: string): boolean {
  return isLockFile(path) || (path.endsWith('.dvc') && path !== '.dvc' && !path.endsWith('/.dvc'));
}

/** Whether a byte path is that of a `dvc.lock`. */
export function isLockFile(path: string): boolean {
  return path === 'dvc.lock' || path.endsWith('/dvc.lock');
}

/** The `dvc.yaml` of a `dvc.lock`. */
export function pipelineOf(lock: string): string {
  return `${lock.slice(0, -'lock'.length)}yaml`;
}
