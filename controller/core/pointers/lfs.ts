/** git-lfs pointer files (git-lfs specification v1), read as git-lfs reads them. */

/** A blob of this many bytes or more is no pointer (git-lfs, `blobSizeCutoff`). */
export const lfsPointerLimit = 1_024;

/** What a pointer says. `oid` is 64 lower-case hex digits. */
export interface LfsPointer {
  readonly oid: string;
  readonly size: number;
  /** Programs of whoever pushed that turn the file into what `oid` is of, by their names; absent without any. */
  readonly extensions?: readonly string[];
}

/** What is wrong with a pointer file, for a message. */
export interface PointerProblem {
  /** From 1. */
  readonly line: number;
  readonly found: string;
  readonly allowed: string;
}

const versions = [
  'https://git-lfs.github.com/spec/v1',
  'https://hawser.github.com/spec/v1',
  'http://git-media.io/v/2',
] as const;

/**
 * Reads a blob that git-lfs's attributes name. Lines of extensions (`ext-…`) may stand anywhere.
 * @returns undefined for what does not begin as a pointer: such a file is what it is
 */
export function parseLfsPointer(content: Buffer): LfsPointer | PointerProblem | undefined {
  if (content.length === 0 || content.length >= lfsPointerLimit) return undefined;
  const lines = content.toString('latin1').trimEnd().split('\n');
  if (!/^version (?:https:\/\/(?:git-lfs|hawser)\.|http:\/\/git-media\.)/.test(lines[0] ?? '')) return undefined;
  const fields: Fields = new Map();
  for (const [index, text] of lines.entries()) {
    const wrong = readLine(text, index + 1, fields);
    if (wrong) return wrong;
  }
  return pointerOf(fields, lines.length);
}

type Fields = Map<string, { readonly value: string; readonly line: number }>;

function readLine(text: string, line: number, fields: Fields): PointerProblem | undefined {
  const [, key = '', value = ''] = /^([^ ]*) (.*?)\r?$/.exec(text) ?? [];
  if (text.trim() === '') return undefined;
  const extension = /^ext-\d-[^ ]+$/.test(key);
  if (!extension && !/^(?:version|oid|size)$/.test(key))
    return problem(line, text, 'version, oid, size and ext-<digit>-<name>');
  if (fields.has(key)) return problem(line, text, `one ${key}`);
  fields.set(key, { value, line });
  return undefined;
}

/** @param last the line that a missing field is told of */
function pointerOf(fields: Fields, last: number): LfsPointer | PointerProblem {
  const field = (name: string): { readonly value: string | undefined; readonly line: number } =>
    fields.get(name) ?? { value: undefined, line: last };
  const [version, oid, size] = [field('version'), field('oid'), field('size')];
  if (!versions.some((known) => known === version.value)) return problem(version.line, version.value, versions[0]);
  const digest = /^sha256:([0-9a-f]{64})$/.exec(oid.value ?? '')?.[1];
  if (digest === undefined) return problem(oid.line, oid.value, 'oid sha256:<64 lower-case hex>');
  const bytes = /^\d{1,16}$/.test(size.value ?? '') ? Number(size.value) : Number.NaN;
  if (!Number.isSafeInteger(bytes)) return problem(size.line, size.value, 'size <bytes>');
  const extensions = [...fields.keys()].flatMap((key) => /^ext-\d-(.+)$/.exec(key)?.[1] ?? []);
  return { oid: digest, size: bytes, ...(extensions.length === 0 ? {} : { extensions }) };
}

function problem(line: number, found: string | undefined, allowed: string): PointerProblem {
  return { line, found: found === undefined ? 'none' : JSON.stringify(found.slice(0, 100)), allowed };
}
