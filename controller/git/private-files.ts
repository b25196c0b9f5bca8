import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const prefix = 'refit-git-';
/** Milliseconds after which a folder is one that a killed process left, whoever has its number: longer than anything takes. */
const leftAfterMs = 2 * 60 * 60_000;
let swept: Promise<void> | undefined;

/** A file that a program must read by its path. */
export interface PrivateFile {
  readonly name: string;
  readonly content: string;
  readonly executable?: boolean;
}

/**
 * Puts files where only this user can read them (a new folder of 0700, files of 0600), runs `work`, and removes them.
 * @param work is told the folder
 */
export async function withPrivateFiles<T>(
  files: readonly PrivateFile[],
  work: (folder: string) => Promise<T>,
): Promise<T> {
  await (swept ??= sweep());
  const folder = await mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`));
  try {
    for (const { name, content, executable = false } of files) {
      await writeFile(join(folder, name), content, { mode: executable ? 0o700 : 0o600, flag: 'wx' });
    }
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Removes, once in the life of this process, what those before it left when they were killed. */
async function sweep(): Promise<void> {
  const names = await readdir(tmpdir()).catch(() => []);
  for (const name of names.filter((each) => each.startsWith(prefix))) {
    const folder = join(tmpdir(), name);
    const pid = Number(name.slice(prefix.length).split('-', 1)[0]);
    const found = await stat(folder).catch(() => undefined);
    const ours = found?.isDirectory() === true && found.uid === process.getuid?.();
    if (ours && (isGone(pid) || Date.now() - found.mtimeMs > leftAfterMs))
      await rm(folder, { recursive: true, force: true });
  }
}

/** Whether a process of before has ended. Ours, too: a container's has the same number each time, and has made nothing yet. */
function isGone(pid: number): boolean {
  if (pid === process.pid) return true;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error: unknown) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}
