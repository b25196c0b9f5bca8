/** Repositories for benchmarks: bare ones, written by `git fast-import`. */
import { run } from './command.ts';

/** Nothing of the person's or the machine's git configuration counts. */
export const gitEnvironment = { GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null', GIT_TERMINAL_PROMPT: '0' };

/** Files of a commit: text, by path. */
export type Files = Iterable<readonly [path: string, content: string]>;

/** A bare repository with one branch, main. */
export class Repository {
  readonly path: string;
  #commits = 0;
  #head: string | undefined;

  private constructor(path: string) {
    this.path = path;
  }

  /** Makes one with these files in its first commit, packed as after a clone. */
  static async create(path: string, files: Files): Promise<Repository> {
    await run('git', ['init', '-q', '--bare', '-b', 'main', path], { env: gitEnvironment });
    const repository = new Repository(path);
    await repository.git('config', 'uploadpack.allowFilter', 'true');
    await repository.git('config', 'uploadpack.allowAnySHA1InWant', 'true');
    await repository.commit(files, 'the first files');
    await repository.git('repack', '-q', '-a', '-d');
    return repository;
  }

  /** A bare clone of it: where an author commits before a push. */
  async clone(path: string): Promise<Repository> {
    await run('git', ['clone', '-q', '--bare', '--no-hardlinks', this.path, path], { env: gitEnvironment });
    const clone = new Repository(path);
    clone.#commits = this.#commits;
    clone.#head = this.#head;
    return clone;
  }

  /** Runs git in it. @returns its standard output without the final line break */
  async git(...args: string[]): Promise<string> {
    const { stdout } = await run('git', [`--git-dir=${this.path}`, ...args], { env: gitEnvironment });
    return stdout.replace(/\n$/, '');
  }

  /** Adds or changes files in a new commit on main. @returns its id */
  commit(files: Files, message = 'a change'): Promise<string> {
    return this.history([files], message);
  }

  /** As many commits on main as there are sets of files. @returns the id of the last */
  async history(changes: Iterable<Files>, message = 'a change'): Promise<string> {
    const lines: string[] = [];
    let from = this.#head === undefined ? '' : `from ${this.#head}\n`;
    for (const files of changes) {
      const when = 1_767_225_600 + 60 * this.#commits++;
      lines.push(`commit refs/heads/main\ncommitter Ada Example <ada@example.com> ${when} +0000\n`);
      lines.push(data(message), from);
      from = '';
      for (const [path, content] of files) lines.push(`M 100644 inline ${path}\n${data(content)}`);
    }
    await run('git', [`--git-dir=${this.path}`, 'fast-import', '--quiet', '--date-format=raw', '--force'], {
      input: lines.join(''),
      env: gitEnvironment,
    });
    this.#head = await this.git('rev-parse', 'refs/heads/main');
    return this.#head;
  }
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}
