/** Selected files of a commit, on the disk, data that pointers name included: judged against the digest the decision was made on. */
import type { FolderArtifacts } from '../../artifacts/folder.ts';
import type { View } from '../../artifacts/views.ts';
import type { DataOptions } from '../../data/open.ts';
import type { TreeEntry } from '../../git/git.ts';
import type { ExecutionInput, SourceAccess } from '../engine.ts';

/** Which files of which commit, and what they must be. */
export interface SelectionRequest extends SourceAccess {
  readonly url: string;
  readonly commit: string;
  readonly paths: readonly string[];
  /** The one selected file is reduced to these keys. */
  readonly keys?: readonly string[];
  /** Of an input with keys: what is written is the file itself, not a folder that has it. */
  readonly file?: boolean;
  /** Content digest. */
  readonly digest: string;
  /** For messages: `input code`, `lock of environment py`. */
  readonly what: string;
}

/** Writes selections; nothing is shared but fetched data. */
export interface SelectionWriter {
  /** Writes the files to `target`, which does not exist. */
  write(request: SelectionRequest, target: string): Promise<void>;
  /** The list of what a reference stands for, as text. Nothing of it is fetched. */
  manifest(request: SelectionRequest): Promise<string>;
  /** Every path of the commit that is a file. */
  paths(url: string, commit: string, secret?: string): Promise<readonly TreeEntry[]>;
}

/** What an input of a source asks for. One with keys is its file, at its path; as the working directory it is a folder that has the file. */
export function selectionOf(
  { name, path, digest }: Pick<ExecutionInput, 'name' | 'path' | 'digest'>,
  from: Extract<ExecutionInput['from'], { kind: 'Git' }>,
): SelectionRequest {
  const file = from.keys !== undefined && path !== '.';
  return { ...from, digest, what: `input ${name}`, ...(file ? { file } : {}) };
}

export interface SelectionFetcher extends SelectionWriter {
  /** The shared read-only view, made if there is none. */
  view(request: SelectionRequest, holder: string): Promise<View>;
  /** The view if there is one already; nothing is made. */
  existingView(request: SelectionRequest, holder: string): Promise<View | undefined>;
}

/** Opened, and its code loaded, at the first use. @param options what reaches repositories and data, and where fetched data is kept */
export function openSelectionWriter(options: DataOptions): SelectionWriter {
  let opening: Promise<SelectionWriter> | undefined;
  async function load(): Promise<SelectionWriter> {
    const [{ createSelectionWriter }, { openSurroundings }] = await Promise.all([
      import('./selection-writer.ts'),
      import('../../data/open.ts'),
    ]);
    return createSelectionWriter(openSurroundings(options));
  }
  const opened = (): Promise<SelectionWriter> => (opening ??= load());
  return {
    write: async (request, target) => (await opened()).write(request, target),
    manifest: async (request) => (await opened()).manifest(request),
    paths: async (url, commit, secret) => (await opened()).paths(url, commit, secret),
  };
}

/** As the writer, with views of what several executions read. */
export function createSelectionFetcher(writer: SelectionWriter, artifacts: FolderArtifacts): SelectionFetcher {
  const keyOf = ({ digest, file }: SelectionRequest): string =>
    `${file === true ? 'file' : 'selection'}-${digest.slice('sha256:'.length)}`;
  return {
    ...writer,
    view: (request, holder) => artifacts.views.open(keyOf(request), holder, (target) => writer.write(request, target)),
    existingView: (request, holder) => artifacts.views.existing(keyOf(request), holder),
  };
}
