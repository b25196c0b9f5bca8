/** The team's two git repositories: each a bare origin, which Refit watches, and a clone, from which somebody pushes. */
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './processes.ts';

/** The example as it is in the checkout. */
export const example = fileURLToPath(new URL('../digits', import.meta.url));

/** Sources of the example's workflow. */
export type RepositoryName = 'code' | 'data';
/** The order in which they are told. */
export const repositoryNames: readonly RepositoryName[] = ['code', 'data'];

export interface Repository {
  readonly name: RepositoryName;
  /** The clone a person works in. */
  readonly folder: string;
  /** The bare repository it pushes to. */
  readonly origin: string;
}

export interface Team {
  /** A copy of the example's workflow.yaml. */
  readonly workflow: string;
  readonly repositories: Readonly<Record<RepositoryName, Repository>>;
}

/** Git with nothing of this machine's configuration, so that no hook, signature or template changes what is shown. */
export function git(folder: string, ...args: string[]): Promise<string> {
  const env = {
    ...process.env,
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_TERMINAL_PROMPT: '0',
  };
  return run('git', args, { cwd: folder, env });
}

/** Makes both repositories below `work`, with the first commit in the clones and nothing pushed yet. */
export async function makeTeam(work: string): Promise<Team> {
  const workflow = join(work, 'workflow.yaml');
  cpSync(join(example, 'workflow.yaml'), workflow);
  const [code, data] = await Promise.all([makeRepository(work, 'code'), makeRepository(work, 'data')]);
  return { workflow, repositories: { code, data } };
}

async function makeRepository(work: string, name: RepositoryName): Promise<Repository> {
  const folder = join(work, name);
  const origin = join(work, 'origin', `${name}.git`);
  mkdirSync(origin, { recursive: true });
  await git(origin, 'init', '-q', '--bare', '-b', 'main');
  cpSync(join(example, name), folder, {
    recursive: true,
    filter: (path) => !/(^|\/)(__pycache__|\.venv)$/.test(path),
  });
  await git(folder, 'init', '-q', '-b', 'main');
  await git(folder, 'config', 'user.name', name === 'code' ? 'Ada Example' : 'Grace Example');
  await git(folder, 'config', 'user.email', name === 'code' ? 'ada@example.com' : 'grace@example.com');
  await git(folder, 'remote', 'add', 'origin', origin);
  await commitAll(folder, 'Start');
  return { name, folder, origin };
}

/** Commits whatever changed in a clone. */
export async function commitAll(folder: string, message: string): Promise<void> {
  await git(folder, 'add', '-A');
  await git(folder, 'commit', '-q', '-m', message);
}

/** Pushes, so that branch.main tracks origin as a clone's would. */
export async function push({ folder }: Repository): Promise<void> {
  await git(folder, 'push', '-q', '-u', 'origin', 'main');
}

/** The commit of a clone's HEAD, or of another revision. */
export async function commitOf({ folder }: Repository, revision = 'HEAD'): Promise<string> {
  return (await git(folder, 'rev-parse', '--verify', `${revision}^{commit}`)).trim();
}

/** What the files are at HEAD: equal for equal content, whatever the history. */
export async function contentOf({ folder }: Repository): Promise<string> {
  return (await git(folder, 'rev-parse', 'HEAD^{tree}')).trim();
}

const emptyTree = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';
const lines = 5;
const width = 100;

/** How much there is at HEAD, in one line. */
export async function totalDiff({ name, folder }: Repository): Promise<string> {
  return `${name}: ${(await git(folder, 'diff', '--shortstat', emptyTree, 'HEAD')).trim()}`;
}

/** What `from..HEAD` changes, in at most five lines: the lines themselves if they are few, else how many per file. */
export async function shortDiff({ folder }: Repository, from: string): Promise<string[]> {
  const patch = changedLines(await git(folder, 'diff', '--no-color', '--no-renames', '-U0', from, 'HEAD'));
  if (patch.length === 0) return ['(no difference)'];
  if (patch.length <= lines) return patch.map(cut);
  const stat = (await git(folder, 'diff', '--no-color', '--no-renames', `--stat=${width}`, from, 'HEAD')).trimEnd();
  const files = stat.split('\n');
  return files.length <= lines
    ? files.map(cut)
    : [...files.slice(0, lines - 2), ` … ${files.length - lines + 1} more`, files.at(-1) ?? ''].map(cut);
}

function changedLines(patch: string): string[] {
  return patch.split('\n').flatMap((line) => {
    if (line.startsWith('+++ b/')) return [line.slice('+++ b/'.length)];
    return /^[+-](?!(\+\+|--) )./.test(line) ? [line] : [];
  });
}

function cut(line: string): string {
  return line.length > width ? `${line.slice(0, width - 1)}…` : line;
}
