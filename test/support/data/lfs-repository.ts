import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { debianProgram } from '../tools/debian.ts';
import { run } from '../cluster/build/run.ts';
import { cleanGitEnvironment, TestRepository } from '../git-repository.ts';
import type { GitHttpServer } from '../git-http-server.ts';
import type { LfsServer } from './lfs-server.ts';

/** A working copy in which the real `git lfs` filters. */
export class LfsRepository {
  readonly git: TestRepository;
  readonly #environment: Record<string, string>;

  private constructor(git: TestRepository, environment: Record<string, string>) {
    this.git = git;
    this.#environment = environment;
  }

  /** `*.bin` is of git-lfs. */
  static async create(path: string): Promise<LfsRepository> {
    const program = await debianProgram('git-lfs', 'usr/bin/git-lfs');
    const folder = program.path.slice(0, program.path.lastIndexOf('/'));
    const environment = cleanGitEnvironment({
      PATH: `${folder}:${process.env['PATH'] ?? ''}`,
      HOME: path,
      GIT_AUTHOR_NAME: 'Ada Example',
      GIT_AUTHOR_EMAIL: 'ada@example.com',
      GIT_COMMITTER_NAME: 'Ada Example',
      GIT_COMMITTER_EMAIL: 'ada@example.com',
    });
    const repository = new LfsRepository(await TestRepository.create(path), environment);
    await repository.run('lfs', 'install', '--local');
    // Tests push where and when they say.
    await repository.run('config', 'core.hooksPath', '/dev/null');
    await repository.run('lfs', 'track', '*.bin');
    return repository;
  }

  /** Runs git with its filters. */
  run(...args: string[]): Promise<string> {
    return run('git', args, { cwd: this.git.path, env: this.#environment });
  }

  /** @returns the commit */
  async commit(message: string): Promise<string> {
    await this.run('add', '-A');
    await this.run('commit', '-q', '-m', message);
    return this.git.head();
  }

  /** Pushes what git-lfs keeps to a server. */
  async push(server: LfsServer, remote: string): Promise<void> {
    const url = new URL(server.url);
    if (server.user !== undefined) [url.username, url.password] = [server.user.name, server.user.password];
    await this.run('config', 'lfs.url', url.href);
    await this.run('push', '-q', remote, 'HEAD:refs/heads/main');
    await this.run('lfs', 'push', '--all', remote);
  }
}

/** One host with both, as forges have it: `…/info/lfs` and objects from the LFS server, everything else from git's. */
export async function startForge(
  git: GitHttpServer,
  lfs: LfsServer,
): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const server = http.createServer((request, response) => {
    const toLfs = /\/info\/lfs\/|^\/objects\//.test(request.url ?? '');
    const target = new URL(request.url ?? '/', toLfs ? lfs.origin : git.origin);
    const asked = http.request(target, { method: request.method, headers: request.headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    asked.on('error', () => response.destroy());
    request.pipe(asked);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const own = (oid: string): { href: string; header: Record<string, string> } => ({
    href: `${url}/objects/${oid}`,
    header: { 'x-object-key': 'of-this-object' },
  });
  lfs.hrefOf = own;
  return {
    url,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
