import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export type ObjectFormat = 'sha1' | 'sha256';

/** What a mirror is of. Written beside it; a mirror whose description is another, or none, is not used. */
export interface MirrorDescription {
  readonly version: 1;
  readonly url: string;
  readonly format: ObjectFormat;
  /** Local repositories only: the object folder that is read, never written. */
  readonly borrows?: string;
}

/** The object format a commit id belongs to. */
export function formatOf(oid: string): ObjectFormat {
  return oid.length === 64 ? 'sha256' : 'sha1';
}

/**
 * Where objects of a mirror are read. A remote one is a partial clone, in which any git may start to fetch what is
 * missing, object by object, and older ones cannot be told not to. So it is read through a second, empty repository
 * that borrows its objects and knows of no remote: there, what is missing is missing.
 */
export function readingDir(gitDir: string): string {
  return join(gitDir, 'reading');
}

/** Whether `gitDir` is the mirror that `description` says, whole as far as a few small files tell. */
export async function isMirror(gitDir: string, description: MirrorDescription): Promise<boolean> {
  for (const { path, content } of filesOf(gitDir, description)) {
    try {
      if ((await readFile(path, 'utf8')) !== content) return false;
    } catch (error: unknown) {
      if (isMissing(error)) return false;
      throw error;
    }
  }
  const folders = [join(gitDir, 'objects'), join(gitDir, 'objects', 'pack'), join(gitDir, 'refs')];
  const found = await Promise.all(folders.map((folder) => stat(folder).catch(() => undefined)));
  return found.every((folder) => folder?.isDirectory() === true);
}

/** Makes an empty mirror as `git init --bare` would, without a process. `gitDir` must not exist. */
export async function makeMirror(gitDir: string, description: MirrorDescription): Promise<void> {
  for (const folder of new Set([gitDir, description.borrows === undefined ? readingDir(gitDir) : gitDir])) {
    await mkdir(join(folder, 'objects', 'info'), { recursive: true, mode: 0o700 });
    await mkdir(join(folder, 'objects', 'pack'));
    await mkdir(join(folder, 'refs', 'heads'), { recursive: true });
  }
  for (const { path, content } of filesOf(gitDir, description)) await writeFile(path, content);
}

/** The description comes last: a mirror that has it is whole. */
function filesOf(
  gitDir: string,
  description: MirrorDescription,
): { readonly path: string; readonly content: string }[] {
  const reading = description.borrows === undefined ? readingDir(gitDir) : gitDir;
  const borrowed = description.borrows ?? '../../objects';
  const files = [
    { path: join(reading, 'HEAD'), content: headFile },
    { path: join(reading, 'config'), content: configFile({ ...description, borrows: borrowed }) },
    { path: join(reading, 'objects', 'info', 'alternates'), content: `${borrowed}\n` },
  ];
  if (description.borrows === undefined) {
    files.push({ path: join(gitDir, 'HEAD'), content: headFile });
    files.push({ path: join(gitDir, 'config'), content: configFile(description) });
  }
  return [...files, { path: join(gitDir, 'refit.json'), content: JSON.stringify(description) }];
}

const headFile = 'ref: refs/heads/main\n';

/** The url was parsed by `parsePlace`: it holds no quote, backslash or control character. */
function configFile({ url, format, borrows }: MirrorDescription): string {
  const lines = ['[core]', '\trepositoryformatversion = 1', '\tbare = true'];
  const extensions: string[] = [];
  if (format === 'sha256') extensions.push('\tobjectFormat = sha256');
  if (borrows === undefined) extensions.push('\tpartialClone = origin');
  if (extensions.length > 0) lines.push('[extensions]', ...extensions);
  if (borrows === undefined) {
    lines.push('[remote "origin"]', `\turl = "${url}"`, '\tpromisor = true', '\tpartialclonefilter = blob:none');
  }
  return `${lines.join('\n')}\n`;
}

/** How names begin of what killed processes leave beside a mirror: mirrors half made or on their way out, by whom. */
export const leftovers = { fetch: 'tmp-', compaction: 'new-' } as const;

/** A name beside the mirror for one that is being made, or is on its way out. */
export function temporaryBeside(home: string, by: keyof typeof leftovers = 'fetch'): string {
  return join(home, `${leftovers[by]}${randomUUID()}`);
}

/**
 * Puts a finished mirror in place of the one that is there. Killed at any moment, it leaves one of the two. The lock must
 * be held alone.
 * @returns the old one, to be removed
 */
export async function swapMirror(home: string, made: string): Promise<string> {
  const away = temporaryBeside(home);
  await rm(finished(home), { recursive: true, force: true });
  await rename(made, finished(home));
  await rename(join(home, 'repo.git'), away);
  await rename(finished(home), join(home, 'repo.git'));
  return away;
}

/** Ends what a killed process began with `swapMirror`. The lock must be held alone. */
export async function adoptFinished(home: string): Promise<void> {
  if ((await stat(join(home, 'repo.git')).catch(() => undefined)) !== undefined) return;
  await rename(finished(home), join(home, 'repo.git')).catch((error: unknown) => {
    if (!isMissing(error)) throw error;
  });
}

/** Where a mirror waits that `swapMirror` is putting in its place. */
export function finished(home: string): string {
  return join(home, 'finished.git');
}

/** Puts a finished mirror in place of nothing, or of what is there. The lock must be held alone. */
export async function replaceMirror(home: string, made: string): Promise<void> {
  const gitDir = join(home, 'repo.git');
  await removeMirror(home);
  await rename(made, gitDir);
}

/** Takes a mirror away in one step, then removes its files. The lock must be held alone. */
export async function removeMirror(home: string): Promise<void> {
  const away = temporaryBeside(home);
  try {
    await rename(join(home, 'repo.git'), away);
  } catch (error: unknown) {
    if (isMissing(error)) return;
    throw error;
  }
  await rm(away, { recursive: true, force: true });
}

/** An identity of the folder that changes when another process makes the mirror again. */
export async function mirrorIdentity(gitDir: string): Promise<string | undefined> {
  const found = await stat(gitDir, { bigint: true }).catch(() => undefined);
  return found === undefined ? undefined : `${found.dev}:${found.ino}:${found.birthtimeNs}`;
}

/** Whether an error says that a file or a folder is not there. */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
