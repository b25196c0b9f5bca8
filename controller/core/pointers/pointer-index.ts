import type { GitEntry } from '../content-digest.ts';
import { RefitError } from '../errors.ts';
import {
  combineAttributes,
  noAttributes,
  parseAttributes,
  unreadAttributes,
  type Attributes,
  type AttributesFile,
} from './attributes.ts';
import { dvcFileLimit, isDvcFile, isLockFile, pipelineOf, type Blob, type DvcFile } from './dvc-file.ts';
import type { LfsPointer, PointerProblem } from './lfs.ts';
import type { ReadBlobs } from './read-blobs.ts';

/** Most `.gitattributes` and DVC files of a tree that are read. */
const maxFiles = 20_000;
/** How many are read at a time, so that what is in memory is bounded. */
const batch = 256;

/**
 * All that pointers of a tree say, whatever is selected. Immutable but for `lfs`, a memory of what was read. One of
 * another tree is made from this one and the difference.
 */
export interface PointerIndex {
  /** Nothing of the tree is a pointer: each entry counts by its blob. */
  readonly empty: boolean;
  readonly attributes: Attributes;
  /** By byte path. */
  readonly dvc: ReadonlyMap<string, DvcFile>;
  /** Blobs that git-lfs filters, by object id; undefined = an ordinary file. Shared by the indexes of a repository. */
  readonly lfs: Map<string, LfsPointer | PointerProblem | undefined>;
  /** Files it is made of, by byte path, with their object ids. */
  readonly files: ReadonlyMap<string, string>;
}

/** A path that differs between two trees. */
export interface PointerChange {
  readonly path: string;
  readonly after?: { readonly mode: string; readonly oid: string } | undefined;
}

interface Parsed extends PointerIndex {
  readonly attributesFiles: ReadonlyMap<string, { readonly oid: string; readonly file: AttributesFile }>;
}

/** The index of a whole listing. @throws RefitError InputInvalid for more such files than are read */
export async function indexPointers(entries: Iterable<GitEntry>, read: ReadBlobs): Promise<PointerIndex> {
  const files = new Map<string, string>();
  for (const { path, mode, oid } of entries) if (isRead(path) && isFile(mode)) files.set(path, oid);
  return parse(files, undefined, read);
}

/** The index after `changes` (`after` alone counts). Reads what changed. @returns `index` itself when nothing of it does */
export async function updatePointers(
  index: PointerIndex,
  changes: readonly PointerChange[],
  read: ReadBlobs,
): Promise<PointerIndex> {
  const relevant = changes.filter(({ path }) => isRead(path));
  if (relevant.length === 0) return index;
  const files = new Map(index.files);
  for (const { path, after } of relevant) {
    if (after && isFile(after.mode)) files.set(path, after.oid);
    else files.delete(path);
  }
  const same = files.size === index.files.size && [...files].every(([path, oid]) => index.files.get(path) === oid);
  return same ? index : parse(files, index, read);
}

/** Whether a listing, as the bytes git prints, may name a file that is read. */
export function mayHavePointers(listing: Buffer): boolean {
  return ['.gitattributes\0', '.dvc\0', 'dvc.lock\0'].some((end) => listing.includes(end, 0, 'latin1'));
}

/** Whether a path's blob is read for what it says of others. */
export function isRead(path: string): boolean {
  const last = path.charCodeAt(path.length - 1);
  // Most names end in other letters than s (.gitattributes), c (.dvc), k (dvc.lock) and l (dvc.yaml).
  if (last !== 115 && last !== 99 && last !== 107 && last !== 108) return false;
  return isDvcFile(path) || isNamed(path, '.gitattributes') || isNamed(path, 'dvc.yaml');
}

/** A regular file: a link is never followed. */
export function isFile(mode: string): boolean {
  return mode === '100644' || mode === '100755';
}

function isNamed(path: string, name: string): boolean {
  return path.endsWith(name) && (path.length === name.length || path.charAt(path.length - name.length - 1) === '/');
}

async function parse(
  files: ReadonlyMap<string, string>,
  last: PointerIndex | undefined,
  read: ReadBlobs,
): Promise<PointerIndex> {
  if (files.size > maxFiles) {
    const found = `${files.size} .gitattributes and DVC files`;
    throw new RefitError('InputInvalid', `the repository has ${found}, allowed are ${maxFiles}`);
  }
  const known = isParsed(last) ? last : undefined;
  const blobs = new Blobs(files, read);
  const attributesFiles = await parseAttributesFiles(files, known, blobs);
  const dvc = await parseDvcFiles(files, known, blobs);
  const sameAttributes = known && isSame(known.attributesFiles, attributesFiles);
  const attributes = sameAttributes ? known.attributes : combine(attributesFiles);
  const index: Parsed = {
    empty: attributes.none && dvc.size === 0,
    attributes,
    dvc,
    lfs: last?.lfs ?? new Map<string, LfsPointer | PointerProblem | undefined>(),
    files,
    attributesFiles,
  };
  return index;
}

function isParsed(index: PointerIndex | undefined): index is Parsed {
  return index !== undefined && 'attributesFiles' in index;
}

async function parseAttributesFiles(
  files: ReadonlyMap<string, string>,
  known: Parsed | undefined,
  blobs: Blobs,
): Promise<Parsed['attributesFiles']> {
  const parsed = new Map<string, { oid: string; file: AttributesFile }>();
  const paths = [...files.keys()].filter((path) => isNamed(path, '.gitattributes'));
  const fresh = paths.filter((path) => known?.attributesFiles.get(path)?.oid !== files.get(path));
  for await (const [path, { oid, content }] of blobs.each(fresh)) {
    // git reads larger ones, so what is filtered below is not known: an error of who selects it.
    parsed.set(path, { oid, file: content === undefined ? unreadAttributes : parseAttributes(content) });
  }
  return new Map(
    paths.flatMap((path) => {
      const file = parsed.get(path) ?? known?.attributesFiles.get(path);
      return file ? [[path, file] as const] : [];
    }),
  );
}

function combine(files: Parsed['attributesFiles']): Attributes {
  if (files.size === 0) return noAttributes;
  const byFolder = [...files].map(([path, { file }]) => [path.slice(0, -'/.gitattributes'.length), file] as const);
  return combineAttributes(new Map(byFolder));
}

function isSame(one: Parsed['attributesFiles'], other: Parsed['attributesFiles']): boolean {
  return one.size === other.size && [...one].every(([path, { oid }]) => other.get(path)?.oid === oid);
}

async function parseDvcFiles(
  files: ReadonlyMap<string, string>,
  known: Parsed | undefined,
  blobs: Blobs,
): Promise<ReadonlyMap<string, DvcFile>> {
  const paths = [...files.keys()].filter(isDvcFile);
  const fresh = paths.filter((path) => {
    if (known?.dvc.get(path)?.oid !== files.get(path)) return true;
    const pipeline = isLockFile(path) ? pipelineOf(path) : undefined;
    return pipeline !== undefined && known?.files.get(pipeline) !== files.get(pipeline);
  });
  const parsed = fresh.length === 0 ? undefined : await parseFresh(fresh, files, blobs);
  return new Map(
    paths.flatMap((path) => {
      const file = parsed?.get(path) ?? known?.dvc.get(path);
      return file ? [[path, file] as const] : [];
    }),
  );
}

async function parseFresh(
  fresh: readonly string[],
  files: ReadonlyMap<string, string>,
  blobs: Blobs,
): Promise<ReadonlyMap<string, DvcFile>> {
  const { parseDvcFile } = await import('./dvc.ts');
  const pipelines = new Map<string, Blob>();
  const wanted = fresh
    .filter(isLockFile)
    .map(pipelineOf)
    .filter((path) => files.has(path));
  for await (const [path, blob] of blobs.each(wanted)) pipelines.set(path, blob);
  const parsed = new Map<string, DvcFile>();
  for await (const [path, blob] of blobs.each(fresh)) {
    parsed.set(path, parseDvcFile(path, blob, isLockFile(path) ? pipelines.get(pipelineOf(path)) : undefined));
  }
  return parsed;
}

/** Reads files some at a time. */
class Blobs {
  readonly #files: ReadonlyMap<string, string>;
  readonly #read: ReadBlobs;

  constructor(files: ReadonlyMap<string, string>, read: ReadBlobs) {
    this.#files = files;
    this.#read = read;
  }

  async *each(paths: readonly string[]): AsyncGenerator<readonly [string, Blob]> {
    for (let at = 0; at < paths.length; at += batch) {
      const some = paths.slice(at, at + batch).map((path) => [path, this.#files.get(path) ?? ''] as const);
      const contents = await this.#read([...new Set(some.map(([, oid]) => oid))], dvcFileLimit);
      for (const [path, oid] of some) yield [path, { oid, content: contents.get(oid) }];
    }
  }
}
