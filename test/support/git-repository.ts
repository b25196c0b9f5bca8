import { execFile } from 'node:child_process';
import { chmodSync, lstatSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a test may say about a file: `link` writes a symlink whose text is the content; `submodule` a gitlink to the content. */
export type FileMode = '100644' | '100755' | 'link' | 'submodule';

/** Who a test's commit is by. */
export interface TestAuthor {
  readonly name: string;
  readonly email: string;
}

const defaultAuthor: TestAuthor = { name: 'Ada Example', email: 'ada@example.com' };
const firstCommit = Date.UTC(2026, 0, 1) / 1000;

/** The environment of git in tests: nothing of this machine's configuration, no prompts. */
export function cleanGitEnvironment(extra: Record<string, string> = {}): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '/usr/bin:/bin',
    HOME: '/nonexistent',
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_TERMINAL_PROMPT: '0',
    ...extra,
  };
}

/** Runs git with a clean environment. @returns stdout, byte for char (latin1) @throws Error with stderr */
export function runGit(folder: string, args: readonly string[], extra?: Record<string, string>): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = {
      cwd: folder,
      env: cleanGitEnvironment(extra),
      encoding: 'latin1' as const,
      maxBuffer: 512 * 1024 * 1024,
    };
    execFile('git', [...args], options, (error, stdout, stderr) => {
      if (error) reject(new Error(`git ${args.join(' ')}: ${stderr}`, { cause: error }));
      else resolve(stdout);
    });
  });
}

/**
 * A real git repository for tests: a working copy, or bare (files then go straight into commits, so any byte path
 * works). The branch is `main`, dates are fixed (one minute per commit), so the same calls give the same commit ids.
 */
export class TestRepository {
  readonly path: string;
  readonly bare: boolean;
  #commits = 0;
  #pending: { path: Buffer; content: Buffer | null; mode: FileMode }[] = [];

  private constructor(path: string, bare: boolean) {
    this.path = path;
    this.bare = bare;
  }

  /** Makes the folder and an empty repository in it. */
  static async create(
    path: string,
    options: { readonly bare?: boolean; readonly objectFormat?: 'sha1' | 'sha256' } = {},
  ): Promise<TestRepository> {
    mkdirSync(path, { recursive: true });
    const format = `--object-format=${options.objectFormat ?? 'sha1'}`;
    await runGit(path, ['init', '-q', '-b', 'main', format, ...(options.bare === true ? ['--bare'] : []), '.']);
    const repository = new TestRepository(path, options.bare === true);
    // So that a mirror of it can be filtered, and any commit asked for, over HTTP.
    await repository.git('config', 'uploadpack.allowFilter', 'true');
    await repository.git('config', 'uploadpack.allowAnySHA1InWant', 'true');
    return repository;
  }

  /** Runs git in it. @returns stdout as latin1, without the final line break */
  async git(...args: string[]): Promise<string> {
    return (await runGit(this.path, args)).replace(/\n$/, '');
  }

  /** Writes a file to be committed by the next `commit`; null removes it. Parents are made, what stands in the way goes. */
  write(path: string | Buffer, content: string | Buffer | null, options: { readonly mode?: FileMode } = {}): this {
    const mode = options.mode ?? '100644';
    const bytes = content === null ? null : Buffer.from(content);
    if (this.bare || mode === 'submodule') this.#pending.push({ path: Buffer.from(path), content: bytes, mode });
    if (!this.bare) this.#writeWorking(Buffer.from(path), bytes, mode);
    return this;
  }

  #writeWorking(path: Buffer, content: Buffer | null, mode: FileMode): void {
    const absolute = Buffer.concat([Buffer.from(`${this.path}/`), path]);
    rmSync(absolute, { recursive: true, force: true });
    if (content === null) return;
    for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
      const parent = Buffer.concat([Buffer.from(`${this.path}/`), path.subarray(0, at)]);
      if (lstatSync(parent, { throwIfNoEntry: false })?.isDirectory() !== true) {
        rmSync(parent, { force: true });
        mkdirSync(parent);
      }
    }
    if (mode === 'link') symlinkSync(content, absolute);
    else if (mode === 'submodule') mkdirSync(absolute);
    else {
      writeFileSync(absolute, content);
      chmodSync(absolute, mode === '100755' ? 0o755 : 0o644);
    }
  }

  /** Commits all that was written on the current branch (also when that is nothing). @returns the commit id */
  async commit(message: string, options: { readonly author?: TestAuthor } = {}): Promise<string> {
    const { name, email } = options.author ?? defaultAuthor;
    const date = `${firstCommit + 60 * this.#commits++} +0000`;
    if (this.bare) return this.#commitBare(message, `${name} <${email}> ${date}`);
    await this.git('add', '-A');
    for (const { path, content, mode } of this.#pending.splice(0)) {
      if (content === null || mode !== 'submodule') continue;
      await this.git('update-index', '--add', '--cacheinfo', `160000,${content.toString()},${path.toString()}`);
    }
    const extra = {
      GIT_AUTHOR_NAME: name,
      GIT_AUTHOR_EMAIL: email,
      GIT_AUTHOR_DATE: date,
      GIT_COMMITTER_NAME: name,
      GIT_COMMITTER_EMAIL: email,
      GIT_COMMITTER_DATE: date,
    };
    await runGit(this.path, ['commit', '-q', '--allow-empty', '--no-verify', '-m', message], extra);
    return this.head();
  }

  /** One `fast-import`: no working copy, no limits on names. */
  async #commitBare(message: string, ident: string): Promise<string> {
    const branch = await this.git('symbolic-ref', 'HEAD');
    const parent = await this.git('rev-parse', '--verify', '-q', branch).catch(() => '');
    const body = Buffer.from(message);
    const parts: Buffer[] = [
      Buffer.from(`commit ${branch}\nauthor ${ident}\ncommitter ${ident}\ndata ${body.length}\n`),
    ];
    parts.push(body, Buffer.from(`\n${parent === '' ? '' : `from ${parent}\n`}`));
    for (const { path, content, mode } of this.#pending.splice(0)) {
      const name = quotePath(path);
      if (content === null) parts.push(Buffer.from(`D ${name}\n`));
      else if (mode === 'submodule') parts.push(Buffer.from(`M 160000 ${content.toString()} ${name}\n`));
      else {
        const bits = mode === 'link' ? '120000' : mode;
        parts.push(Buffer.from(`M ${bits} inline ${name}\ndata ${content.length}\n`), content, Buffer.from('\n'));
      }
    }
    await feedGit(this.path, ['fast-import', '--quiet', '--force'], Buffer.concat(parts));
    return this.head();
  }

  /** The commit HEAD is at. */
  head(): Promise<string> {
    return this.git('rev-parse', '--verify', 'HEAD');
  }

  /** Makes a branch at HEAD (or at `start`) and, in a working copy, switches to it; in a bare one HEAD moves to it. */
  async branch(name: string, start = 'HEAD'): Promise<void> {
    if (!this.bare) await this.git('checkout', '-q', '-B', name, start);
    else {
      await this.git('update-ref', `refs/heads/${name}`, await this.git('rev-parse', start));
      await this.git('symbolic-ref', 'HEAD', `refs/heads/${name}`);
    }
  }

  /** Goes to an existing branch. */
  async checkout(name: string): Promise<void> {
    if (this.bare) await this.git('symbolic-ref', 'HEAD', `refs/heads/${name}`);
    else await this.git('checkout', '-q', name);
  }

  /** Pushes the current branch. `target`: url or path; `force` rewrites it. */
  async push(target: string, options: { readonly force?: boolean; readonly branch?: string } = {}): Promise<void> {
    const to = options.branch ?? (await this.git('symbolic-ref', '--short', 'HEAD'));
    await this.git('push', '-q', ...(options.force === true ? ['--force'] : []), target, `HEAD:refs/heads/${to}`);
  }

  /** A bare clone beside it, as a forge would hold. */
  async cloneBare(path: string): Promise<TestRepository> {
    const format = (await this.git('rev-parse', '--show-object-format')) === 'sha256' ? 'sha256' : 'sha1';
    const clone = await TestRepository.create(path, { bare: true, objectFormat: format });
    if ((await this.git('for-each-ref', '--count=1')) !== '') await this.git('push', '-q', '--all', path);
    return clone;
  }

  /** The path of a file below it. */
  file(...names: string[]): string {
    return join(this.path, ...names);
  }
}

function quotePath(path: Buffer): string {
  let quoted = '"';
  for (const byte of path) {
    if (byte < 0x20 || byte > 0x7e || byte === 0x22 || byte === 0x5c)
      quoted += `\\${byte.toString(8).padStart(3, '0')}`;
    else quoted += String.fromCharCode(byte);
  }
  return `${quoted}"`;
}

/** Runs git with bytes on its standard input. @returns stdout as latin1 */
export function feedGit(folder: string, args: readonly string[], input: Buffer | string): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = {
      cwd: folder,
      env: cleanGitEnvironment(),
      encoding: 'latin1' as const,
      maxBuffer: 64 * 1024 * 1024,
    };
    const child = execFile('git', [...args], options, (error, stdout, stderr) => {
      if (error) reject(new Error(`git ${args.join(' ')}: ${stderr}`, { cause: error }));
      else resolve(stdout);
    });
    child.stdin?.on('error', reject);
    child.stdin?.end(input);
  });
}
