/** What `refit init` finds out about the repository that a person stands in. */
import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { createGitProcesses, GitFailure, type GitProcesses } from '../../git/process.ts';
import { UsageError } from '../failure.ts';

/** A script of this size is none that a person wrote. */
const MAX_BYTES = 1024 * 1024;

/** The repository of a folder. */
export interface FoundRepository {
  readonly root: string;
  /** Of the remote `origin` as a WorkflowSpec has it; a folder of this machine is an absolute path. Without `origin`: the root. */
  readonly url: string;
  readonly branch?: string;
  readonly dataRemotes: readonly DvcRemote[];
  /** Whether a path from the root is tracked: by git, or by a DVC file beside it. */
  readonly exists: (path: string) => boolean;
  /** The text of a tracked file as it is on the disk; undefined of anything else, and of what is longer than 1 MiB. */
  readonly read: (path: string) => string | undefined;
}

/** A remote of a DVC configuration. */
export interface DvcRemote {
  readonly name: string;
  readonly url: string;
  readonly endpoint?: string;
}

/** @throws UsageError when the folder is in no repository */
export async function findRepository(folder: string): Promise<FoundRepository> {
  const root = rootOf(folder);
  if (root === undefined)
    throw new UsageError(`${folder} is in no git repository`, 'Go to the folder of the pipeline.');
  const processes = createGitProcesses(process.env);
  try {
    const ask = (...args: string[]): Promise<string> => answer(processes, root, args);
    const [tracked, branch, origin] = await Promise.all([
      ask('ls-files', '-z'),
      ask('symbolic-ref', '--quiet', '--short', 'HEAD'),
      ask('config', '--get', 'remote.origin.url'),
    ]);
    const files = new Set(tracked.split('\0'));
    const folders = new Set([...files].flatMap(foldersOf));
    return {
      root,
      url: urlOf(origin.trim()) ?? localOrigin(root, origin.trim()) ?? root,
      ...(branch.trim() === '' ? {} : { branch: branch.trim() }),
      dataRemotes: await dataRemotesOf(dvcRootOf(resolve(folder), root)),
      exists: (path) => files.has(path) || folders.has(path) || files.has(`${path}.dvc`),
      read: (path) => (files.has(path) ? textOf(join(root, path)) : undefined),
    };
  } finally {
    processes.close();
  }
}

function rootOf(folder: string): string | undefined {
  for (let at = resolve(folder); ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (dirname(at) === at) return undefined;
  }
}

/** `dvc init --subdir` makes several projects of a repository: the nearest counts. */
function dvcRootOf(folder: string, root: string): string {
  let at = folder;
  while (at !== root && at !== dirname(at) && !existsSync(join(at, '.dvc', 'config'))) at = dirname(at);
  return at;
}

function textOf(path: string): string | undefined {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  return stat?.isFile() === true && stat.size <= MAX_BYTES ? readFileSync(path, 'utf8') : undefined;
}

/** What git says; nothing where it has no answer. */
async function answer(processes: GitProcesses, root: string, args: readonly string[]): Promise<string> {
  try {
    return (await processes.run({ args: ['-C', root, ...args] })).toString('utf8');
  } catch (error) {
    if (error instanceof GitFailure && error.kind === 'exit') return '';
    throw error;
  }
}

function foldersOf(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

/** The address as WorkflowSpecs have it: without user or password, ssh in its url form. */
function urlOf(origin: string): string | undefined {
  const scp = /^([A-Za-z0-9._-]+@)?([A-Za-z0-9.-]+):(?!\/\/)([^\s]+)$/.exec(origin);
  if (scp) return `ssh://${scp[1] ?? ''}${scp[2]}/${scp[3]?.replace(/^\/+/, '')}`;
  if (!URL.canParse(origin)) return undefined;
  const url = new URL(origin);
  if (url.protocol === 'ssh:') return origin;
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  return `${url.origin}${url.pathname}`;
}

function localOrigin(root: string, origin: string): string | undefined {
  const path = resolve(root, origin);
  return origin !== '' && existsSync(path) ? path : undefined;
}

/** The default remote first. Those that Refit cannot fetch from are left out. */
async function dataRemotesOf(root: string): Promise<DvcRemote[]> {
  const file = join(root, '.dvc', 'config');
  if (!existsSync(file)) return [];
  const sections = sectionsOf(await readFile(file, 'utf8'));
  const preferred = sections.get('core')?.get('remote');
  const remotes = [...sections].flatMap(([title, settings]) => {
    const name = /^'?remote "([^"]+)"'?$/.exec(title)?.[1];
    const url = settings.get('url');
    if (name === undefined || url === undefined) return [];
    const endpoint = settings.get('endpointurl');
    if (/^(s3|https?):\/\//.test(url)) return [{ name, url, ...(endpoint === undefined ? {} : { endpoint }) }];
    // A path is relative to the file it stands in.
    return url.includes('://') ? [] : [{ name, url: resolve(root, '.dvc', url) }];
  });
  return remotes.toSorted((a, b) => Number(b.name === preferred) - Number(a.name === preferred));
}

function sectionsOf(text: string): Map<string, Map<string, string>> {
  const sections = new Map<string, Map<string, string>>();
  let current = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const title = /^\s*\[(.+)\]\s*$/.exec(line)?.[1];
    if (title !== undefined) sections.set(title, (current = sections.get(title) ?? new Map<string, string>()));
    const [, key, value] = /^\s*([A-Za-z_]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (title === undefined && key !== undefined && value !== undefined) current.set(key.toLowerCase(), value);
  }
  return sections;
}
