/**
 * The document of a directory artifact, one object:
 *
 *     refit-tree-document-v1 SP <sum of sizes> SP <entries> LF
 *     <JSON list of the sizes, in the order of the manifest> LF
 *     <manifest: the bytes that hash to the digest>
 *
 * Its first line, at most 64 bytes, says all that `stat` needs. It is written after every file it names.
 */
import { RefitError } from '../../core/errors.ts';
import { hashBytes } from '../folder-objects.ts';
import { maxTreeBytes } from '../limits.ts';
import { maxOutputEntries } from '../output-walk.ts';
import { parseTreeManifest, treeFolders, treeManifest, treeSize } from '../tree-manifest.ts';
import type { TreeLine } from '../tree-manifest.ts';
import { parseForeignJSON } from '../../core/foreign-json.ts';

/** Bytes of a document that hold its first line. */
export const headerBytes = 64;
const header = /^refit-tree-document-v1 ([0-9]{1,16}) ([0-9]{1,7})$/;

export interface TreeDocument {
  readonly sha256: string;
  readonly size: number;
  readonly bytes: Buffer;
}

/** @param lines in byte order of their paths @throws RefitError OutputInvalid when it would be too large to be read again */
export function treeDocument(lines: readonly TreeLine[]): TreeDocument {
  const manifest = treeManifest(lines);
  const size = treeSize(lines);
  const sizes = JSON.stringify(lines.map((line) => line.size));
  const head = Buffer.from(`refit-tree-document-v1 ${size} ${lines.length}\n${sizes}\n`);
  const bytes = head.length + manifest.length + linkBytes(lines);
  if (bytes > maxTreeBytes) {
    throw new RefitError(
      'OutputInvalid',
      `found ${lines.length} entries whose paths and links take ${bytes} bytes, allowed at most ${maxTreeBytes}; write an archive instead`,
    );
  }
  return { sha256: hashBytes(manifest), size, bytes: Buffer.concat([head, manifest]) };
}

/** The sum of the texts of all links, which whoever lays the directory out holds in memory. */
function linkBytes(lines: readonly TreeLine[]): number {
  return treeSize(lines.filter(({ mode }) => mode === '120000'));
}

/** What the first line says; undefined if it is none. `start`: the first `headerBytes` of the document. */
export function parseTreeHeader(start: Buffer): { readonly size: number; readonly entries: number } | undefined {
  const [, size, entries] = header.exec(start.toString('latin1').split('\n')[0] ?? '') ?? [];
  return size === undefined ? undefined : { size: Number(size), entries: Number(entries) };
}

function pathsAreInOrder(lines: readonly TreeLine[]): boolean {
  return lines.every(({ path }, index) => index === 0 || (lines[index - 1]?.path ?? '') < path);
}

function sizesFit(lines: readonly TreeLine[], head: { readonly size: number; readonly entries: number }): boolean {
  const whole = head.entries === lines.length && head.size === treeSize(lines);
  return whole && lines.every(({ size }) => size >= 0) && linkBytes(lines) <= maxTreeBytes;
}

/**
 * The lines of a document, checked whole: its manifest hashes to `sha256`, sizes and header fit it, its paths are in order
 * and stay inside. @returns undefined if it is not so
 */
export function parseTreeDocument(sha256: string, bytes: Buffer): readonly TreeLine[] | undefined {
  const first = bytes.indexOf('\n');
  const second = bytes.indexOf('\n', first + 1);
  const head = parseTreeHeader(bytes.subarray(0, headerBytes));
  if (first < 0 || second < 0 || head === undefined || head.entries > maxOutputEntries) return undefined;
  // Before anything is made of it: each entry has a size of at most 16 digits and a comma.
  if (second - first > head.entries * 17 + '[]\n'.length) return undefined;
  const manifest = bytes.subarray(second + 1);
  if (hashBytes(manifest) !== sha256) return undefined;
  const lines = parseTreeManifest(manifest, parseForeignJSON(bytes.toString('latin1', first + 1, second)));
  if (lines === undefined || !pathsAreInOrder(lines) || !sizesFit(lines, head)) return undefined;
  try {
    treeFolders(`sha256:${sha256}`, lines);
    return lines;
  } catch (error: unknown) {
    if (error instanceof RefitError && error.reason === 'ArtifactCorrupted') return undefined;
    throw error;
  }
}
