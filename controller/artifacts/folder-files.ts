/** File artifacts: an object, and beside it the size it had when it was stored, which a damaged one no longer has. */
import { readFile } from 'node:fs/promises';
import type { ArtifactStat } from './artifacts.ts';
import { replaceFile } from './durable-file.ts';
import { isNotThere } from './faults.ts';
import { filePath } from './folder-layout.ts';
import type { StoredBytes } from './folder-objects.ts';

/** Says that an object is a file artifact. */
export async function recordFile(root: string, bytes: StoredBytes): Promise<ArtifactStat> {
  if ((await recordedSize(root, bytes.sha256)) !== bytes.size) {
    await replaceFile(filePath(root, bytes.sha256), `${bytes.size}\n`, { mode: 0o444 });
  }
  return { digest: `sha256:${bytes.sha256}`, kind: 'File', size: bytes.size };
}

/** The size a file artifact was stored with; undefined if none of that digest was (or its record is damaged). */
export async function recordedSize(root: string, hex: string): Promise<number | undefined> {
  try {
    const text = await readFile(filePath(root, hex), 'utf8');
    return /^[0-9]{1,15}\n$/.test(text) ? Number(text) : undefined;
  } catch (error: unknown) {
    if (isNotThere(error)) return undefined;
    throw error;
  }
}
