import { lstat, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a mirror's packs have come to. */
export interface MirrorSize {
  readonly packs: number;
  /** Of all files of its packs. */
  readonly bytes: number;
  /** What they were when it was made. */
  readonly made: number;
}

const maxPacks = 50;
/** Bytes: to make a small mirror anew costs more than it gives. */
const worthwhile = 32 * 1024 * 1024;

/** Whether a mirror is to be made anew: each fetch leaves a pack, and files that were needed once stay. */
export function isOvergrown({ packs, bytes, made }: MirrorSize): boolean {
  return packs > maxPacks || (bytes > 2 * made && bytes - made > worthwhile);
}

/** One whose making was not noted counts as made now. */
export async function measureMirror(gitDir: string): Promise<MirrorSize> {
  const now = await measurePacks(gitDir);
  const text = await readFile(noteOf(gitDir), 'utf8').catch(() => '');
  const made = /^\d{1,15}$/.test(text) ? Number(text) : await noteMaking(gitDir);
  return { ...now, made };
}

/** Writes down how big a mirror is that has just been made. @returns bytes */
export async function noteMaking(gitDir: string): Promise<number> {
  const { bytes } = await measurePacks(gitDir);
  await writeFile(noteOf(gitDir), String(bytes));
  return bytes;
}

function noteOf(gitDir: string): string {
  return join(gitDir, 'made-bytes');
}

async function measurePacks(gitDir: string): Promise<{ readonly packs: number; readonly bytes: number }> {
  const folder = join(gitDir, 'objects', 'pack');
  const names = await readdir(folder).catch(() => []);
  let bytes = 0;
  for (const name of names) bytes += (await lstat(join(folder, name)).catch(() => undefined))?.size ?? 0;
  return { packs: names.filter((name) => name.endsWith('.pack')).length, bytes };
}

/** Bytes that a folder takes on the disk. What vanishes meanwhile counts nothing. */
export async function measureDisk(path: string): Promise<number> {
  const found = await lstat(path).catch(() => undefined);
  if (found === undefined) return 0;
  let bytes = found.blocks * 512;
  if (!found.isDirectory()) return bytes;
  for (const name of await readdir(path).catch(() => [])) bytes += await measureDisk(join(path, name));
  return bytes;
}
