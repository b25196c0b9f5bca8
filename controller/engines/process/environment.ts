/**
 * Environments: one Python venv per lock digest, Python and platform, made once and shared by steps and servers.
 *
 *     <environments>/<key>/           the venv; its file `refit-ready` is written last
 *     <environments>/<key>.lock .log  who makes it; what venv and pip said
 */
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readdirSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceFile } from '../../artifacts/durable-file.ts';
import { waitForLock } from '../../artifacts/view-lock.ts';
import { StepFault } from './fault.ts';
import { findPython } from './python.ts';
import type { Python } from './python.ts';
import { lastLines } from './readable.ts';
import { runTool } from './run-tool.ts';

export { environmentVariables } from './step-environment.ts';

export interface EnvironmentRequest {
  /** Where environments are kept; absolute. */
  readonly folder: string;
  /** As written in the workflow; for messages. */
  readonly name: string;
  /** `sha256:<hex>` of the lock files. */
  readonly lockDigest: string;
  /** Where the lock files are on the disk: every regular file below is one. Read-only is fine. */
  readonly lockFolder: string;
  /** PATH to find Python in. */
  readonly path: string;
  readonly signal?: AbortSignal;
}

export interface PreparedEnvironment {
  /** The venv (VIRTUAL_ENV). */
  readonly folder: string;
  /** Its programs: to be put first in PATH. */
  readonly bin: string;
}

/** What pip says when it is the network, not the lock file, that fails. */
const unreachable =
  /NewConnectionError|ConnectTimeoutError|ReadTimeoutError|Connection(?:Reset|Refused|Aborted)|ProxyError|Temporary failure in name resolution|Name or service not known|Read timed out/;

function lockFiles(folder: string, prefix = ''): string[] {
  return readdirSync(join(folder, prefix))
    .sort()
    .flatMap((name) => {
      const path = join(prefix, name);
      const stat = lstatSync(join(folder, path));
      return stat.isDirectory() ? lockFiles(folder, path) : stat.isFile() ? [path] : [];
    });
}

/** What pip and venv may know of this machine (proxies, certificates, indexes), but no Python that happens to be active. */
function toolEnvironment(path: string): Record<string, string | undefined> {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PYTHON|VIRTUAL_ENV$|CONDA|NODE_)/.test(name));
  return { ...Object.fromEntries(kept), PATH: path, PIP_NO_INPUT: '1' };
}

async function failure(request: EnvironmentRequest, log: string, doing: string): Promise<StepFault> {
  const said = await readFile(log);
  const text = said.toString('utf8');
  const lines = lastLines(said, 12, 1500).join('\n');
  const message = `environment ${request.name}: ${doing} failed:\n${lines}`;
  if (/No space left on device|ENOSPC/.test(text)) return new StepFault('Infrastructure', 'DiskFull', message);
  if (unreachable.test(text)) return new StepFault('Infrastructure', 'EnvironmentUnavailable', message);
  return new StepFault('Failed', 'EnvironmentFailed', message);
}

async function install(request: EnvironmentRequest, venv: string, log: string): Promise<void> {
  const files = lockFiles(request.lockFolder);
  const texts = await Promise.all(files.map((file) => readFile(join(request.lockFolder, file), 'utf8')));
  const empty = texts.every((text) => text.split('\n').every((line) => /^\s*(#.*)?$/.test(line)));
  if (empty) return;
  const pinned = texts.some((text) => /(^|\s)--hash[= ]/m.test(text));
  const code = await runTool({
    command: join(venv, 'bin', 'python'),
    args: [
      '-m',
      'pip',
      'install',
      '--no-input',
      '--disable-pip-version-check',
      ...(pinned ? ['--require-hashes'] : []),
      ...files.flatMap((file) => ['-r', file]),
    ],
    // Where the lock files are: paths in them are relative to it.
    cwd: request.lockFolder,
    env: toolEnvironment(`${join(venv, 'bin')}:${request.path}`),
    log,
    signal: request.signal,
  });
  if (code !== 0) throw await failure(request, log, `pip install of ${files.join(', ')}`);
}

async function make(request: EnvironmentRequest, python: Python, venv: string): Promise<void> {
  const log = `${venv}.log`;
  await rm(venv, { recursive: true, force: true });
  await rm(log, { force: true });
  try {
    const env = toolEnvironment(request.path);
    const args = ['-m', 'venv', venv];
    const code = await runTool({
      command: python.program,
      args,
      cwd: request.folder,
      env,
      log,
      signal: request.signal,
    });
    if (code !== 0) throw await failure(request, log, 'python3 -m venv');
    await install(request, venv, log);
    await replaceFile(join(venv, 'refit-ready'), `${python.version}\n`);
  } catch (error: unknown) {
    await rm(venv, { recursive: true, force: true });
    throw error;
  }
}

/**
 * The venv of a lock; made if there is none, which others who want it wait for.
 * @throws StepFault EnvironmentFailed (the message ends with what pip said last, which names the bad line);
 * EnvironmentUnavailable when it is the package index that cannot be reached; DiskFull
 */
export async function ensureEnvironment(request: EnvironmentRequest): Promise<PreparedEnvironment> {
  await mkdir(request.folder, { recursive: true });
  const python = await findPython(request.path, request.folder);
  const text = `${request.lockDigest}\0${python.program}\0${python.version}\0${process.platform}/${process.arch}`;
  const folder = join(request.folder, createHash('sha256').update(text).digest('hex'));
  const prepared = { folder, bin: join(folder, 'bin') };
  const ready = join(folder, 'refit-ready');
  if (existsSync(ready)) return prepared;
  const lock = await waitForLock(`${folder}.lock`, request.signal);
  try {
    if (!existsSync(ready)) await make(request, python, folder);
  } finally {
    lock.release();
  }
  return prepared;
}
