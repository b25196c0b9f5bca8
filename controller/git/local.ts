import { readFile, readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { RefitError } from '../core/errors.ts';
import { isRefName } from '../core/ref-name.ts';
import { branchNotFound } from './branch.ts';
import type { ResolvedRef } from './git.ts';
import { GitFailure, type GitProcesses } from './process.ts';
import { type ListedRef, type Wanted, chooseRef, refNotFound, withPeeled } from './refs.ts';

const heads = 'refs/heads/';

/** The folders of a local repository. They are one, except in a linked worktree (`common` holds objects and branches). */
export interface LocalRepository {
  readonly gitDir: string;
  readonly common: string;
}

/**
 * Finds the repository of a path: a working copy, a linked worktree, or a bare repository. Reads a few small files.
 * @throws RefitError SourceNotFound
 */
export async function findLocal(path: string): Promise<LocalRepository> {
  const gitDir = await findGitDir(path);
  if (gitDir === undefined) throw new RefitError('SourceNotFound', `There is no git repository at ${path}.`);
  const common = await readText(join(gitDir, 'commondir'));
  return { gitDir, common: common === undefined ? gitDir : resolve(gitDir, common.trim()) };
}

async function findGitDir(path: string): Promise<string | undefined> {
  const below = join(path, '.git');
  const found = await stat(below).catch(() => undefined);
  if (found?.isDirectory() === true) return (await hasHead(below)) ? below : undefined;
  if (found?.isFile() === true) {
    const target = /^gitdir: (.+)\n?$/.exec((await readText(below)) ?? '')?.[1];
    if (target === undefined) return undefined;
    const gitDir = resolve(path, target);
    return (await hasHead(gitDir)) ? gitDir : undefined;
  }
  const objects = await stat(join(path, 'objects')).catch(() => undefined);
  return objects?.isDirectory() === true && (await hasHead(path)) ? path : undefined;
}

async function hasHead(gitDir: string): Promise<boolean> {
  return (await readText(join(gitDir, 'HEAD'))) !== undefined;
}

/**
 * What a branch (or HEAD) of a local repository is at, read from its files; only where refs are kept in another way
 * (reftable) is git asked. A detached HEAD resolves as branch `HEAD`.
 * @throws RefitError SourceNotFound | RefNotFound
 */
export async function resolveLocal(
  processes: GitProcesses,
  path: string,
  branch: string | undefined,
): Promise<ResolvedRef> {
  const repository = await findLocal(path);
  const reftable = await stat(join(repository.common, 'reftable')).catch(() => undefined);
  const found =
    reftable === undefined ? await readHead(repository, branch) : await askGit(processes, repository, branch);
  if (found !== undefined) return found;
  throw branchNotFound(path, branch, await listBranches(repository));
}

/**
 * What a tag, or the highest version among the tags, of a local repository is at.
 * @throws RefitError SourceNotFound | RefNotFound | SpecInvalid
 */
export async function resolveLocalRef(processes: GitProcesses, path: string, wanted: Wanted): Promise<ResolvedRef> {
  if (wanted.kind === 'head') return resolveLocal(processes, path, undefined);
  if (wanted.kind === 'branch') return resolveLocal(processes, path, wanted.name);
  const { gitDir } = await findLocal(path);
  const refs = await listTags(processes, gitDir);
  const found = await chooseRef(refs, wanted);
  if (found !== undefined) return found;
  throw await refNotFound(path, wanted, refs);
}

/** All tags, with what the annotated ones lead to in the end. */
async function listTags(processes: GitProcesses, gitDir: string): Promise<ListedRef[]> {
  const output = await processes
    .run({ gitDir, args: ['show-ref', '--tags', '--dereference'] })
    .catch((error: unknown) => {
      // It ends with 1 where there are none.
      if (error instanceof GitFailure && error.kind === 'exit' && error.stderr === '') return Buffer.alloc(0);
      throw new RefitError('SourceUnavailable', 'The tags of a local repository cannot be read.', error);
    });
  return withPeeled(
    output
      .toString('utf8')
      .split('\n')
      .map((line) => line.split(' ')),
  );
}

async function readHead(repository: LocalRepository, branch: string | undefined): Promise<ResolvedRef | undefined> {
  const ref = branch === undefined ? 'HEAD' : `${heads}${branch}`;
  const found = await readRef(repository, ref, 5);
  if (found === undefined) return undefined;
  return {
    branch: branch ?? (found.ref.startsWith(heads) ? found.ref.slice(heads.length) : found.ref),
    commit: found.commit,
  };
}

interface FoundRef {
  readonly ref: string;
  readonly commit: string;
}

/** Loose before packed: git writes packed-refs before it removes the loose file, so a ref is never missed between. */
async function readRef(repository: LocalRepository, ref: string, depth: number): Promise<FoundRef | undefined> {
  if (depth === 0 || !isReadableRef(ref)) return undefined;
  const loose = await readText(join(ref === 'HEAD' ? repository.gitDir : repository.common, ref));
  if (loose === undefined) return readPacked(repository, ref);
  const symbolic = /^ref: (\S+)\s*$/.exec(loose)?.[1];
  if (symbolic !== undefined) return readRef(repository, symbolic, depth - 1);
  return isCommitId(loose.trim()) ? { ref, commit: loose.trim() } : undefined;
}

/** HEAD may name any ref, also one that would lead out of the repository as a path. */
function isReadableRef(ref: string): boolean {
  return ref === 'HEAD' || (ref.startsWith(heads) && isRefName(ref.slice(heads.length)));
}

async function readPacked(repository: LocalRepository, ref: string): Promise<FoundRef | undefined> {
  const packed = await readText(join(repository.common, 'packed-refs'));
  const end = packed?.indexOf(` ${ref}\n`) ?? -1;
  if (packed === undefined || end < 0) return undefined;
  const commit = packed.slice(packed.lastIndexOf('\n', end) + 1, end);
  return isCommitId(commit) ? { ref, commit } : undefined;
}

function isCommitId(text: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);
}

async function askGit(
  processes: GitProcesses,
  repository: LocalRepository,
  branch: string | undefined,
): Promise<ResolvedRef | undefined> {
  const run = (...args: string[]): Promise<string | undefined> =>
    processes.run({ gitDir: repository.gitDir, args }).then(
      (out) => out.toString('utf8').trim(),
      () => undefined,
    );
  const symbolic = branch === undefined ? await run('symbolic-ref', '--short', '-q', 'HEAD') : branch;
  const commit = await run('rev-parse', '--verify', '-q', symbolic === undefined ? 'HEAD' : `refs/heads/${symbolic}`);
  return commit === undefined || !isCommitId(commit) ? undefined : { branch: symbolic ?? 'HEAD', commit };
}

/** Branch names, for messages; at most a thousand. */
async function listBranches(repository: LocalRepository): Promise<string[]> {
  const heads = join(repository.common, 'refs', 'heads');
  const loose = await readdir(heads, { recursive: true, withFileTypes: true }).catch(() => []);
  const names = new Set<string>();
  for (const entry of loose) {
    const name = join(entry.parentPath, entry.name).slice(heads.length + 1);
    if (entry.isFile() && isRefName(name)) names.add(name);
  }
  const packed = (await readText(join(repository.common, 'packed-refs'))) ?? '';
  for (const match of packed.matchAll(/ refs\/heads\/(\S+)\n/g)) {
    if (match[1] !== undefined && names.size < 1000) names.add(match[1]);
  }
  return [...names];
}

/** A file's text, undefined when there is none. @throws RefitError SourceUnavailable when it cannot be read */
async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error: unknown) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return undefined;
    throw new RefitError('SourceUnavailable', `The repository file ${path} cannot be read (${String(code)}).`, error);
  }
}
