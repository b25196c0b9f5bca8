import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Distrusted, Trusted, Verification } from '../../../controller/core/trust.ts';
import { ObjectReader } from '../../../controller/git/objects.ts';
import { createGitProcesses } from '../../../controller/git/process.ts';
import type { VerifyRequest } from '../../../controller/git/git.ts';
import { verifyRevision } from '../../../controller/git/signatures/verify.ts';
import { ensurePackages } from '../../support/cluster/build/packages.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { cleanGitEnvironment, runGit, TestRepository } from '../../support/git-repository.ts';

/** How a test's commits and tags are signed: settings of git, as `-c` arguments. */
export type SignAs = readonly string[];

export interface TestSSHKey {
  readonly file: string;
  /** The line of its `.pub` file. */
  readonly publicKey: string;
  readonly as: SignAs;
}

export const nobody: SignAs = [];
export const day = 24 * 3600 * 1000;

let programs: Promise<void> | undefined;

/** A repository with real signatures, a reader of it, and git's own opinion. */
export class SignatureFixture {
  readonly #folder = temporaryFolder();
  readonly #processes = createGitProcesses(process.env);
  readonly repository: TestRepository;
  readonly #reader: ObjectReader;
  #names = 0;
  /** Milliseconds added to the clock of verification, and to that of gpg when git is asked. */
  later = 0;

  private constructor(folder: ReturnType<typeof temporaryFolder>, repository: TestRepository) {
    this.#folder = folder;
    this.repository = repository;
    this.#reader = new ObjectReader(this.#processes, join(repository.path, '.git'), 1_000);
  }

  static async create(objectFormat: 'sha1' | 'sha256' = 'sha1'): Promise<SignatureFixture> {
    await (programs ??= ensurePackages({ gnupg: 'gpg', 'gpg-agent': 'gpg-agent', 'openssh-client': 'ssh-keygen' }));
    const folder = temporaryFolder();
    return new SignatureFixture(folder, await TestRepository.create(join(folder.path, 'r'), { objectFormat }));
  }

  async end(): Promise<void> {
    this.#reader.close();
    this.#processes.close();
    // Agents are started by gpg, one per home, and outlive it.
    for (const home of this.#homes) await run('gpgconf', ['--homedir', home, '--kill', 'all']);
    this.#folder.remove();
  }

  path(...names: string[]): string {
    return join(this.#folder.path, ...names);
  }

  /** A new SSH key. @param type and size, as `ssh-keygen` takes them */
  async sshKey(...type: string[]): Promise<TestSSHKey> {
    const file = this.path(`key-${this.#names++}`);
    await run('ssh-keygen', [
      '-q',
      '-N',
      '',
      '-C',
      'ada@laptop',
      '-f',
      file,
      '-t',
      ...(type.length > 0 ? type : ['ed25519']),
    ]);
    const publicKey = readFileSync(`${file}.pub`, 'utf8');
    return { file, publicKey, as: ['-c', 'gpg.format=ssh', '-c', `user.signingKey=${file}`] };
  }

  readonly #homes: string[] = [];

  /** A home of gpg's own; its path is short, since its agent's socket has a name of at most 107 bytes. */
  home(): GPGHome {
    const path = this.path(`g${this.#names++}`);
    mkdirSync(path, { mode: 0o700 });
    this.#homes.push(path);
    return new GPGHome(path);
  }

  /** Commits, signed or not, on the current branch. */
  async commit(as: SignAs, message = `change ${this.#names++}`, ...more: string[]): Promise<string> {
    const signed = as.length > 0 ? '-S' : '--no-gpg-sign';
    const args = [...as, 'commit', '-q', '--allow-empty', '--no-verify', signed, '-m', message, ...more];
    await runGit(this.repository.path, args, who);
    return this.repository.head();
  }

  /** Merges `side` into the current branch. */
  async merge(as: SignAs, ...sides: string[]): Promise<string> {
    await runGit(this.repository.path, [...as, 'merge', '-q', '--no-ff', '-S', '-m', 'merge', ...sides], who);
    return this.repository.head();
  }

  /** An annotated tag. @returns its id */
  async tag(as: SignAs, name: string, target = 'HEAD'): Promise<string> {
    await runGit(
      this.repository.path,
      [...as, 'tag', as.length > 0 ? '-s' : '-a', '-m', `tag ${name}`, name, target],
      who,
    );
    return this.repository.git('rev-parse', `refs/tags/${name}`);
  }

  /** Writes an object from its bytes, whatever they are. */
  async object(type: 'commit' | 'tag', content: string): Promise<string> {
    const file = this.path(`object-${this.#names++}`);
    writeFileSync(file, content, 'latin1');
    return this.repository.git('hash-object', '-t', type, '-w', '--literally', file);
  }

  content(oid: string): Promise<string> {
    return runGit(this.repository.path, ['cat-file', '-p', oid]);
  }

  async verify(request: VerifyRequest): Promise<Verification> {
    const run = (args: readonly string[]): Promise<Buffer> =>
      this.#processes.run({ gitDir: join(this.repository.path, '.git'), args });
    const now = (): number => Date.now() + this.later;
    const means = { reader: this.#reader, run, prefetch: async () => undefined, now, again: false };
    return verifyRevision(means, request);
  }

  /** Whether `git verify-commit` (or `verify-tag`) is content with the keys, at the time of this fixture. */
  async gitVerifies(
    oid: string,
    keys: ReadonlyMap<string, string>,
    what: 'commit' | 'tag' = 'commit',
  ): Promise<boolean> {
    const home = this.home();
    const signers: string[] = [];
    for (const [name, text] of keys) {
      if (name.endsWith('.asc')) await home.gpg(['--import'], text);
      else if (name.endsWith('.pub')) signers.push(`ada@example.com namespaces="git" ${text}`);
      else signers.push(text);
    }
    const program = join(home.path, 'gpg.sh');
    const time = new Date(Date.now() + this.later).toISOString().replaceAll(/[-:]|\.\d+Z/g, '');
    writeFileSync(program, `#!/bin/sh\nexec gpg --faked-system-time ${time} "$@"\n`);
    chmodSync(program, 0o755);
    const file = join(home.path, 'allowed_signers');
    writeFileSync(file, `${signers.join('\n')}\n`);
    const settings = ['-c', `gpg.program=${program}`, '-c', `gpg.ssh.allowedSignersFile=${file}`];
    return runGit(this.repository.path, [...settings, `verify-${what}`, oid], { GNUPGHOME: home.path }).then(
      () => true,
      () => false,
    );
  }
}

const who = {
  GIT_AUTHOR_NAME: 'Ada Example',
  GIT_AUTHOR_EMAIL: 'ada@example.com',
  GIT_COMMITTER_NAME: 'Ada Example',
  GIT_COMMITTER_EMAIL: 'ada@example.com',
};

/** Keys of gpg, none with a passphrase. */
export class GPGHome {
  readonly path: string;
  constructor(path: string) {
    this.path = path;
  }

  gpg(args: readonly string[], input = ''): Promise<string> {
    return run(
      'gpg',
      ['--batch', '--no-tty', '--homedir', this.path, '--pinentry-mode', 'loopback', '--passphrase', '', ...args],
      input,
    );
  }

  /** A new key. @returns its fingerprint */
  async generate(user: string, algorithm = 'ed25519', use = 'sign', expires = 'never'): Promise<string> {
    const status = await this.gpg(['--status-fd', '1', '--quick-generate-key', user, algorithm, use, expires]);
    const fingerprint = /KEY_CREATED \w ([0-9A-F]{40})/.exec(status)?.[1];
    if (fingerprint === undefined) throw new Error(`gpg made no key: ${status}`);
    return fingerprint;
  }

  /** A new subkey that signs. @returns its fingerprint */
  async subkey(fingerprint: string, expires = 'never'): Promise<string> {
    await this.gpg(['--quick-add-key', fingerprint, 'ed25519', 'sign', expires]);
    const listed = await this.gpg(['--with-colons', '--list-keys', fingerprint]);
    return /^sub:.*\n(?:[^\n]*\n)*?fpr:+([0-9A-F]{40}):/m.exec(listed)?.[1] ?? '';
  }

  /** Answers to the questions of `gpg --edit-key`. */
  edit(fingerprint: string, ...answers: string[]): Promise<string> {
    const args = ['--no-tty', '--homedir', this.path, '--pinentry-mode', 'loopback', '--passphrase', ''];
    return run('gpg', [...args, '--command-fd', '0', '--edit-key', fingerprint], `${answers.join('\n')}\n`);
  }

  export(...fingerprints: string[]): Promise<string> {
    return this.gpg(['--armor', '--export', ...fingerprints]);
  }

  /** Signs with one key or subkey. @param options of gpg besides */
  as(fingerprint: string, ...options: string[]): SignAs {
    const program = join(this.path, `sign-${fingerprint}${options.length}.sh`);
    const home = `--homedir '${this.path}' --batch --no-tty --pinentry-mode loopback --passphrase ''`;
    writeFileSync(program, `#!/bin/sh\nexec gpg ${home} ${options.join(' ')} "$@"\n`);
    chmodSync(program, 0o755);
    return ['-c', 'gpg.format=openpgp', '-c', `gpg.program=${program}`, '-c', `user.signingKey=${fingerprint}!`];
  }
}

/** Runs a program with nothing of this machine's settings. @returns stdout */
export function run(program: string, args: readonly string[], input = ''): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile(program, [...args], { env: cleanGitEnvironment() }, (error, stdout, stderr) => {
      if (error) reject(new Error(`${program} ${args.join(' ')}: ${stderr}`, { cause: error }));
      else resolve(stdout);
    });
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}

export function trusted(result: Verification): Trusted {
  if (result.verified) return result;
  throw new Error(`expected it to be trusted: ${JSON.stringify(result)}`);
}

export function distrusted(result: Verification): Distrusted {
  if (!result.verified) return result;
  throw new Error(`expected it not to be trusted: ${JSON.stringify(result)}`);
}
