import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { withLock } from '../cluster/build/lock.ts';
import { run } from '../cluster/build/run.ts';
import { cleanGitEnvironment, TestRepository } from '../git-repository.ts';

const version = '3.67.1';

/** The real `dvc` of PyPI with what it needs for S3, in an environment of its own below `~/.cache/refit/tools`. */
export async function dvcProgram(): Promise<string> {
  const tools = join(homedir(), '.cache', 'refit', 'tools');
  const ready = join(tools, `dvc-s3-${version}.ready`);
  // A virtual environment cannot be moved: it is whole when this says so.
  const home = join(tools, `dvc-s3-${version}`);
  if (!existsSync(ready)) {
    await mkdir(tools, { recursive: true });
    await withLock(join(tools, 'dvc-s3.lock'), async () => {
      if (existsSync(ready)) return;
      await rm(home, { recursive: true, force: true });
      await run('python3', ['-m', 'venv', home]);
      await run(join(home, 'bin', 'pip'), ['install', '-q', '--disable-pip-version-check', `dvc[s3]==${version}`]);
      await mkdir(`${ready}.new`, { recursive: true });
      await rename(`${ready}.new`, ready);
    });
  }
  return join(home, 'bin', 'dvc');
}

/** A git repository with data that the real `dvc` keeps. */
export class DvcRepository {
  readonly git: TestRepository;
  readonly #program: string;
  readonly #environment: Record<string, string>;

  private constructor(git: TestRepository, program: string, environment: Record<string, string>) {
    this.git = git;
    this.#program = program;
    this.#environment = environment;
  }

  /** @param environment for dvc, such as the keys of a remote */
  static async create(path: string, environment: Record<string, string> = {}): Promise<DvcRepository> {
    const program = await dvcProgram();
    const git = await TestRepository.create(path);
    const repository = new DvcRepository(git, program, { ...environment, HOME: path, DVC_NO_ANALYTICS: '1' });
    await repository.dvc('init', '-q');
    return repository;
  }

  /** Runs dvc in it. @returns what it printed */
  dvc(...args: string[]): Promise<string> {
    const env = cleanGitEnvironment({ ...this.#environment, GIT_CEILING_DIRECTORIES: '/' });
    return run(this.#program, args, { cwd: this.git.path, env });
  }
}
