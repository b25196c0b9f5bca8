/** From a path on this machine to an artifact. */
import { execFile } from 'node:child_process';
import { closeSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import type { Stats } from 'node:fs';
import { lstat, mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { RefitError, toError } from '../core/errors.ts';
import type { ArtifactStat } from './artifacts.ts';
import { createTurns, forEachBounded } from './bounded.ts';
import { bufferOf, bytesOf, comparePaths } from '../core/paths.ts';
import { syncFolder } from './durable-file.ts';
import { systemCode } from './faults.ts';
import { objectPath, temporaryPath } from './folder-layout.ts';
import { recordFile } from './folder-files.ts';
import { adoptObject, hashBytes, hashDescriptor, objectSize, smallFile } from './folder-objects.ts';
import type { StoredBytes } from './folder-objects.ts';
import { writeTree } from './folder-trees.ts';
import { changedWhileRead, isUnchanged, openOutputFile, outputMode } from './output-files.ts';
import { kindOf, walkOutput } from './output-walk.ts';
import type { TreeLine } from './tree-manifest.ts';

/** How many files are read at the same time. */
const lanes = 8;

/** Files written to tmp/ that are not in the store yet: synced together, then named together. */
interface Batch {
  readonly root: string;
  readonly folder: string;
  /** sha256 of small files that need not be looked at again. */
  readonly known: Set<string>;
  readonly pending: { readonly temporary: string; readonly bytes: StoredBytes }[];
}

function stagedPath(batch: Batch, bytes: StoredBytes): string {
  const temporary = join(batch.folder, `${batch.pending.length}`);
  batch.pending.push({ temporary, bytes });
  return temporary;
}

/** Stages bytes that are in memory, unless the store or the batch has them. */
function stageBytes(batch: Batch, content: Buffer): StoredBytes {
  const bytes = { sha256: hashBytes(content), size: content.length };
  if (batch.known.has(bytes.sha256)) return bytes;
  batch.known.add(bytes.sha256);
  const there = statSync(objectPath(batch.root, bytes.sha256), { throwIfNoEntry: false });
  if (there?.size !== bytes.size) writeFileSync(stagedPath(batch, bytes), content, { flag: 'wx', mode: 0o444 });
  return bytes;
}

/** Stages a large file, unless the store has its bytes. The second reading must give the same bytes as the first. */
async function stageLarge(batch: Batch, descriptor: number, name: string): Promise<StoredBytes> {
  const bytes = await hashDescriptor(descriptor);
  if ((await objectSize(batch.root, bytes.sha256)) === bytes.size) return bytes;
  const to = await open(stagedPath(batch, bytes), 'wx', 0o444);
  try {
    const copied = await hashDescriptor(descriptor, (chunk) => to.writeFile(chunk));
    if (copied.sha256 !== bytes.sha256) throw changedWhileRead(name);
  } finally {
    await to.close();
  }
  return bytes;
}

async function addFile(batch: Batch, path: Buffer, expected: Stats, name: string): Promise<StoredBytes> {
  const descriptor = openOutputFile(path, expected, name);
  try {
    const small = expected.size <= smallFile;
    const bytes = small ? stageBytes(batch, readFileSync(descriptor)) : await stageLarge(batch, descriptor, name);
    if (bytes.size !== expected.size || !isUnchanged(descriptor, expected)) throw changedWhileRead(name);
    return bytes;
  } finally {
    closeSync(descriptor);
  }
}

/** One sync for many files: ten thousand single ones take minutes on a slow disk. */
async function syncBatch(batch: Batch): Promise<void> {
  if (batch.pending.length > 32 && process.platform === 'linux') {
    try {
      await promisify(execFile)('sync', ['-f', batch.folder]);
      return;
    } catch (thrown: unknown) {
      // A `sync` without -f, or none: one by one below. A failing disk shows there again.
      if (systemCode(toError(thrown)) === 'EIO') throw thrown;
    }
  }
  await forEachBounded(batch.pending, lanes, async ({ temporary }) => {
    const file = await open(temporary, 'r');
    try {
      await file.sync();
    } finally {
      await file.close();
    }
  });
}

async function commitBatch(batch: Batch): Promise<void> {
  if (batch.pending.length === 0) return;
  await syncBatch(batch);
  const folders = new Set<string>();
  const turn = createTurns();
  for (const { temporary, bytes } of batch.pending) {
    await turn();
    folders.add(await adoptObject(batch.root, temporary, bytes));
  }
  await forEachBounded(folders, lanes, syncFolder);
}

async function withBatch<T>(root: string, work: (batch: Batch) => Promise<T>): Promise<T> {
  const batch: Batch = { root, folder: temporaryPath(root), known: new Set(), pending: [] };
  await mkdir(batch.folder);
  try {
    const result = await work(batch);
    await commitBatch(batch);
    return result;
  } finally {
    await rm(batch.folder, { recursive: true, force: true });
  }
}

async function publishDirectory(root: string, path: string): Promise<ArtifactStat> {
  const entries = await walkOutput(path);
  const base = bytesOf(path);
  const lines: TreeLine[] = [];
  const turn = createTurns();
  await withBatch(root, (batch) =>
    forEachBounded(entries, lanes, async (entry) => {
      await turn();
      if (entry.target === undefined) {
        const bytes = await addFile(batch, bufferOf(`${base}/${entry.path}`), entry.stat, entry.path);
        lines.push({ path: entry.path, mode: outputMode(entry.stat), ...bytes });
      } else {
        lines.push({ path: entry.path, mode: '120000', ...stageBytes(batch, bufferOf(entry.target)) });
      }
    }),
  );
  const again = await walkOutput(path);
  if (again.length !== entries.length) throw changedWhileRead('.');
  return writeTree(
    root,
    lines.sort((a, b) => comparePaths(a.path, b.path)),
  );
}

/**
 * Stores a file or directory. Its bytes are on the disk when this returns; files the store has are not written again.
 * @throws RefitError OutputInvalid (see output-walk.ts; or something changed while it was read) | ArtifactStoreUnavailable
 */
export async function publishPath(root: string, path: string): Promise<ArtifactStat> {
  const stat = await lstat(path);
  if (stat.isDirectory()) return publishDirectory(root, path);
  if (!stat.isFile()) {
    throw new RefitError('OutputInvalid', `found ${kindOf(stat)}; an output is a file or a directory itself`);
  }
  const name = bytesOf(path.slice(path.lastIndexOf('/') + 1));
  const bytes = await withBatch(root, (batch) => addFile(batch, Buffer.from(path), stat, name));
  return recordFile(root, bytes);
}
