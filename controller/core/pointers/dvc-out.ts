import { sha256Hex } from '../hash.ts';
import { bytesOf } from '../paths.ts';
import { FileProblem, kindText, sortedFields, type FileValue } from '../parameter-files/value.ts';
import { directoryMode, type DataEntry } from './data-entry.ts';
import { resolvePath, type Place } from './dvc-path.ts';

/** The pointer file that is read. */
export interface PointerPlace {
  readonly pointer: string;
  readonly oid: string;
}

type Fields = ReadonlyMap<string, FileValue>;

/**
 * The data of one out. @param dep of an import: where it comes from, which tells its version while it is not downloaded
 * @returns undefined for what git tracks itself (`cache: false`) or what is not in the repository
 * @throws FileProblem for an out that names no version
 */
export function outEntry(out: FileValue, place: PointerPlace, folder: Place, dep?: FileValue): DataEntry | undefined {
  const fields = mapOf(out, 'an out with path and md5');
  const line = out.line ?? 1;
  const path = field(fields, 'path');
  if (path === undefined) throw new FileProblem(line, 'an out without path');
  const written = textOf(path, 'path');
  const cache = field(fields, 'cache');
  if (cache?.kind === 'boolean' && !cache.value) return undefined;
  const data = resolvePath(folder, bytesOf(written));
  if (data === undefined || data === '') return undefined;
  const identity = versionOf(fields) ?? (dep && importVersion(dep));
  if (identity === undefined) {
    throw new FileProblem(line, `out ${JSON.stringify(written)} names no version of its data (dvc commit writes it)`);
  }
  return {
    path: data,
    mode: modeOf(fields, identity),
    oid: place.oid,
    identity,
    pointer: place.pointer,
    ...number('size', field(fields, 'size')),
    ...number('files', field(fields, 'nfiles') ?? countOf(field(fields, 'files'))),
    ...placeOf(fields),
  };
}

function modeOf(fields: Fields, identity: string): string {
  if (isDirectory(fields, identity)) return directoryMode;
  const executable = field(fields, 'isexec');
  return executable?.kind === 'boolean' && executable.value ? '100755' : '100644';
}

/** Where a remote has it. DVC 2 named no `hash`. */
function placeOf(fields: Fields): Pick<DataEntry, 'remote' | 'legacy'> {
  const remote = field(fields, 'remote');
  return {
    ...(remote === undefined ? {} : { remote: textOf(remote, 'remote') }),
    ...(field(fields, 'md5') && !field(fields, 'hash') ? { legacy: true } : {}),
  };
}

const md5 = /^[0-9a-f]{32}(?:\.dir)?$/;
/** Versions and etags of object stores: printable, without blanks, bounded. */
const opaque = /^[!-~]{1,1024}$/;

/** The identity that an out, or a dep, names. @throws FileProblem for a malformed one */
function versionOf(fields: Fields): string | undefined {
  const hash = field(fields, 'md5');
  if (hash) {
    const text = textOf(hash, 'md5').toLowerCase();
    if (md5.test(text)) return `dvc:${text}`;
    throw new FileProblem(
      hash.line ?? 1,
      `md5 found ${JSON.stringify(text.slice(0, 100))}, allowed 32 hex digits, with .dir of a directory`,
    );
  }
  const [cloud] = cloudFields(fields);
  for (const [name, kind] of [
    ['version_id', 'version'],
    ['etag', 'etag'],
    ['checksum', 'checksum'],
  ] as const) {
    const value = field(fields, name) ?? (cloud && field(cloud, name));
    if (value === undefined) continue;
    const text = textOf(value, name);
    if (opaque.test(text)) return `dvc:${kind}:${text}`;
    throw new FileProblem(
      value.line ?? 1,
      `${name} found ${JSON.stringify(text.slice(0, 100))}, allowed printable text without blanks`,
    );
  }
  const files = field(fields, 'files');
  return files ? filesVersion(files) : undefined;
}

/** `cloud: {<remote>: {etag, version_id}}` of a version-aware remote. */
function cloudFields(fields: Fields): readonly Fields[] {
  const cloud = field(fields, 'cloud');
  if (cloud?.kind !== 'map') return [];
  return sortedFields(cloud.fields).flatMap(([, value]) => (value.kind === 'map' ? [value.fields] : []));
}

/** A directory whose files are listed one by one. */
function filesVersion(files: FileValue): string {
  const lines = listOf(files, 'files').map((file) => {
    const fields = mapOf(file, 'a file with relpath and md5');
    const path = field(fields, 'relpath');
    const version = versionOf(fields);
    if (path === undefined || version === undefined)
      throw new FileProblem(file.line ?? 1, 'a file without relpath or md5');
    return `${version}\0${textOf(path, 'relpath')}\0`;
  });
  return `dvc:files:${hexOf(lines.toSorted().join(''))}`;
}

/** What `dvc import --no-download` and `import-url --no-download` know: the other place and its version there. */
function importVersion(dep: FileValue): string | undefined {
  const fields = mapOf(dep, 'a dependency');
  const repo = field(fields, 'repo');
  const lock = repo?.kind === 'map' ? field(repo.fields, 'rev_lock') : undefined;
  const version = lock ? `rev:${textOf(lock, 'rev_lock')}` : versionOf(fields);
  if (version === undefined) return undefined;
  const url = repo?.kind === 'map' ? field(repo.fields, 'url') : undefined;
  const path = field(fields, 'path');
  return `dvc:import:${hexOf(JSON.stringify([url ? textOf(url, 'url') : '', path ? textOf(path, 'path') : '', version]))}`;
}

function isDirectory(fields: Fields, identity: string): boolean {
  return identity.endsWith('.dir') || identity.startsWith('dvc:files:') || field(fields, 'nfiles') !== undefined;
}

function countOf(files: FileValue | undefined): FileValue | undefined {
  return files?.kind === 'list' ? { kind: 'integer', digits: String(files.items.length) } : undefined;
}

function number(name: 'size' | 'files', value: FileValue | undefined): Partial<Record<'size' | 'files', number>> {
  if (value?.kind !== 'integer') return {};
  const count = Number(value.digits);
  return Number.isSafeInteger(count) && count >= 0 ? { [name]: count } : {};
}

/** A field that is there and says something. */
export function field(fields: Fields, name: string): FileValue | undefined {
  const value = fields.get(name);
  return value?.kind === 'null' || (value?.kind === 'text' && value.text === '') ? undefined : value;
}

/** @throws FileProblem unless it is a map */
export function mapOf(value: FileValue, what: string): Fields {
  if (value.kind === 'map') return value.fields;
  throw new FileProblem(value.line ?? 1, `found ${kindText(value)}, allowed ${what}`);
}

/** @throws FileProblem unless it is a list */
export function listOf(value: FileValue, what: string): readonly FileValue[] {
  if (value.kind === 'list') return value.items;
  throw new FileProblem(value.line ?? 1, `${what}: found ${kindText(value)}, allowed a list`);
}

/** Text, or a number as it is written. @throws FileProblem for anything else */
export function textOf(value: FileValue, what: string): string {
  if (value.kind === 'text' || value.kind === 'plain') return value.text;
  if (value.kind === 'integer') return value.digits;
  throw new FileProblem(value.line ?? 1, `${what}: found ${kindText(value)}, allowed a text`);
}

function hexOf(text: string): string {
  return sha256Hex(text).slice('sha256:'.length);
}
