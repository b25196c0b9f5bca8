import { spawn } from 'node:child_process';
import { copyFile, mkdtemp, mkdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RefitError } from '../../core/errors.ts';
import type { LocalRepository } from '../../git/local.ts';
import { lastLine } from '../../git/process.ts';

/** A working copy as a tree, in a folder of its own until `remove`. */
export interface Worktree {
  readonly url: string;
  /** Id of the tree that `git add -A && git commit` would commit now. */
  readonly tree: string;
  /** The commit the working copy is on. */
  readonly head: string;
  /** The git folder through which the tree can be read. */
  readonly reading: string;
  remove(): Promise<void>;
}

/**
 * Writes the tree of a working copy: tracked files as edited, and new ones that are not ignored. Index and new objects
 * go to a temporary folder, so nothing in the repository changes. It is the person's own git, with their settings and
 * clean filters (line ends, LFS), as `git status` runs it; hooks and the file system monitor stay off.
 * @throws RefitError SourceUnavailable
 */
export async function writeWorktree(url: string, { gitDir, common }: LocalRepository): Promise<Worktree> {
  const folder = await mkdtemp(join(tmpdir(), 'refit-worktree-'));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const index = join(folder, 'index');
    await copyIndex(join(gitDir, 'index'), index);
    const objects = join(folder, 'objects');
    await mkdir(join(objects, 'info'), { recursive: true });
    await mkdir(join(folder, 'refs'));
    await writeFile(join(objects, 'info', 'alternates'), `${join(common, 'objects')}\n`);
    const env = {
      ...withoutGit(process.env),
      GIT_INDEX_FILE: index,
      GIT_OBJECT_DIRECTORY: objects,
      GIT_OPTIONAL_LOCKS: '0',
    };
    const run = (...args: string[]): Promise<string> =>
      runGit(url, [...settings, `--git-dir=${gitDir}`, `--work-tree=${url}`, ...args], env);
    const head = await run('rev-parse', '--verify', '--quiet', 'HEAD^{commit}');
    await run('add', '--all', '--', '.');
    const tree = await run('write-tree');
    await writeFile(join(folder, 'HEAD'), 'ref: refs/heads/none\n');
    await writeFile(join(folder, 'config'), configOf(tree));
    return { url, tree, head, reading: folder, remove };
  } catch (error: unknown) {
    await remove();
    throw error;
  }
}

/**
 * The times in it spare git from reading what has not changed. Without one (nothing added yet) git begins with none. Its own time
 * is kept, rounded down: git reads files that are not older than the index, since their times cannot tell.
 */
async function copyIndex(from: string, to: string): Promise<void> {
  const found = await stat(from).catch(() => undefined);
  if (found === undefined) return;
  await copyFile(from, to);
  await utimes(to, Math.floor(found.atimeMs / 1000), Math.floor(found.mtimeMs / 1000));
}

/** Hooks, the file system monitor and what git only says are off; the index is one whole file. */
const settings = [
  'core.hooksPath=/dev/null',
  'core.fsmonitor=false',
  'core.splitIndex=false',
  'core.safecrlf=false',
  'advice.addEmbeddedRepo=false',
  'index.sparse=false',
].flatMap((setting) => ['-c', setting]);

function configOf(tree: string): string {
  const format = tree.length === 64 ? '\n[extensions]\n\tobjectFormat = sha256' : '';
  return `[core]\n\trepositoryformatversion = ${format === '' ? 0 : 1}\n\tbare = true${format}\n`;
}

/** Variables of a git that started us (a hook, an alias) would lead to another repository. */
function withoutGit(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const repository =
    /^GIT_(DIR|WORK_TREE|INDEX_FILE|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|COMMON_DIR|NAMESPACE|PREFIX)$/;
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !repository.test(name)));
}

function runGit(cwd: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', [...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const fail = (why: string, cause?: unknown): void =>
      reject(new RefitError('SourceUnavailable', `The working copy ${cwd} cannot be read: ${why}.`, cause));
    let out = '';
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString('latin1')));
    child.stderr.on('data', (chunk: Buffer) => (said = `${said}${chunk.toString('utf8')}`.slice(-8192)));
    child.once('error', (error) => fail(`git cannot be started: ${error.message}`, error));
    child.once('close', (code) => (code === 0 ? resolve(out.trim()) : fail(lastLine(said))));
  });
}
