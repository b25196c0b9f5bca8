/** Writes what is selected of a commit: files of git, data that pointers name, submodules at their commits. */
import { isReason, RefitError } from '../core/errors.ts';
import type { GitEntry } from '../core/content-digest.ts';
import { isData } from '../core/pointers/data-entry.ts';
import type { DataEntry, ReadBlobs, SelectedEntry } from '../core/pointers/pointers.ts';
import { displayPath } from '../core/paths.ts';
import { compilePatterns } from '../core/select.ts';
import { readCommitBlobs } from '../git/commit-blobs.ts';
import { checkPaths } from '../git/export-paths.ts';
import { exportSelection, listEntries } from '../git/export.ts';
import type { TreeEntry } from '../git/git.ts';
import { mirrored } from './mirrored.ts';
import type { SourceCommit, Surroundings } from './mirrored.ts';

/** Entries of one commit at most. */
const maxEntries = 2_000_000;
const gitlink = '160000';

/** All entries of a commit. @throws RefitError as `Git.entries`; InputInvalid for more than can be handled */
export async function listCommit(source: SourceCommit, around: Surroundings): Promise<readonly TreeEntry[]> {
  const entries = await listEntries(mirrored(source, around));
  if (entries.length <= maxEntries) return entries;
  throw new RefitError(
    'InputInvalid',
    `commit ${source.commit} has ${entries.length} files, allowed are ${maxEntries}`,
  );
}

/** Reads small files of a commit, as core wants them. */
export function blobsOf(source: SourceCommit, around: Surroundings): ReadBlobs {
  return (oids, maxBytes) => readCommitBlobs(mirrored(source, around), oids, maxBytes);
}

/** What is to be written, of one commit. */
export interface Contents {
  readonly source: SourceCommit;
  /** Selected, with data of pointers at its paths. */
  readonly entries: readonly SelectedEntry[];
  /** Of the whole commit: where `.gitmodules` is looked up. */
  readonly all: readonly TreeEntry[];
}

/**
 * Writes them below `target`, which does not exist. Data is fetched before anything is written.
 * @throws RefitError DataNotAvailable (data, or a submodule's commit, is not there yet) | InputInvalid | what git and secrets throw
 */
export async function writeContents(
  contents: Contents,
  target: string,
  around: Surroundings,
  depth = 0,
): Promise<void> {
  const { source, entries, all } = contents;
  const data = entries.filter(isData);
  const tracked = entries.filter((entry): entry is GitEntry => !isData(entry) && entry.mode !== gitlink);
  const links = entries.filter((entry): entry is GitEntry => !isData(entry) && entry.mode === gitlink);
  const place = data.length === 0 ? undefined : await prepareData(source, data, target, around);
  const files = place === undefined ? [] : place.files;
  checkPaths([...[...tracked, ...links].map(({ path }) => pathEntry(path)), ...files.map(pathEntry)]);
  await exportSelection({ ...mirrored(source, around), entries: tracked, target });
  await place?.write();
  if (links.length > 0) await writeSubmodules({ source, links, all }, target, around, depth);
}

function pathEntry(path: string): TreeEntry {
  return { path, mode: '100644', oid: '' };
}

interface Prepared {
  /** Byte paths. */
  readonly files: readonly string[];
  write(): Promise<void>;
}

async function prepareData(
  source: SourceCommit,
  data: readonly DataEntry[],
  target: string,
  around: Surroundings,
): Promise<Prepared> {
  const needs = {
    lfs: data.some(({ identity }) => identity.startsWith('lfs:')),
    dvc: data.some(({ identity }) => identity.startsWith('dvc:')),
  };
  const [{ dataSources, freeBytes }, { fetchData, placeData }] = await Promise.all([
    import('./sources.ts'),
    import('./deliver.ts'),
  ]);
  const sources = await dataSources(source, needs, around);
  const fetched = await fetchData(data, sources, () => freeBytes(target));
  // A directory of DVC without files is a file's place too: nothing else may be there.
  return { files: fetched.files.map(({ path }) => path), write: () => placeData(fetched, target, sources) };
}

interface Links {
  readonly source: SourceCommit;
  readonly links: readonly GitEntry[];
  readonly all: readonly TreeEntry[];
}

async function writeSubmodules(
  { source, links, all }: Links,
  target: string,
  around: Surroundings,
  depth: number,
): Promise<void> {
  const { maxDepth, readModules, submoduleSource } = await import('./submodules.ts');
  if (depth >= maxDepth) {
    const name = displayPath(links[0]?.path ?? '').slice(0, 300);
    throw new RefitError('InputInvalid', `submodule ${name}: found more than ${maxDepth} levels of submodules`);
  }
  const modules = all.find(({ path, mode }) => path === '.gitmodules' && mode !== '120000');
  const urls =
    modules === undefined ? new Map<string, string>() : await readModules(mirrored(source, around), modules.oid);
  for (const { path, oid } of links) {
    around.signal.throwIfAborted();
    const url = urls.get(path);
    // As in a clone: a gitlink that nobody says where to find is an empty folder.
    if (url !== undefined) await writeSubmodule(submoduleSource(source, path, url, oid), path, target, around, depth);
    else await exportSelection({ ...mirrored(source, around), entries: [{ path, mode: gitlink, oid }], target });
  }
}

async function writeSubmodule(
  source: SourceCommit,
  path: string,
  target: string,
  around: Surroundings,
  depth: number,
): Promise<void> {
  try {
    const all = await listCommit(source, around);
    // As `git submodule update` does it: files of git-lfs are what they stand for, DVC's pointers are files.
    const dvc = all.filter(({ path: file }) => isDvc(file));
    const rest = all.filter(({ path: file }) => !isDvc(file));
    const { selectData } = await import('../core/pointers/pointers.ts');
    const { entries } = await selectData(rest, compilePatterns([]), blobsOf(source, around));
    const folder = Buffer.from(path, 'latin1').toString('utf8');
    if (Buffer.from(folder).toString('latin1') !== path) {
      throw new RefitError('InputInvalid', `submodule ${displayPath(path).slice(0, 300)}: its path is no UTF-8`);
    }
    await writeContents({ source, entries: [...entries, ...dvc], all }, `${target}/${folder}`, around, depth + 1);
  } catch (error: unknown) {
    if (!isReason(error, 'RevisionGone')) throw error;
    const name = displayPath(path).slice(0, 300);
    throw new RefitError(
      'DataNotAvailable',
      `submodule ${name}: ${source.url} does not have commit ${source.commit}`,
      error,
    );
  }
}

function isDvc(path: string): boolean {
  return /\.dvc$|(?:^|\/)dvc\.(?:lock|yaml)$/.test(path);
}
