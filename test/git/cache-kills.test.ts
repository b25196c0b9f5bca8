import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { eventually } from '../support/eventually.ts';
import type { GitHttpServer } from '../support/git-http-server.ts';
import type { TestRepository } from '../support/git-repository.ts';
import { GitFixture } from './fixture.ts';
import { multiplyPacks } from './packs.ts';

const module = (name: string): string => JSON.stringify(new URL(`../../controller/${name}`, import.meta.url).href);

describe('git: mirrors between processes, and after kills', function () {
  this.timeout(120_000);
  let fixture: GitFixture;
  let server: GitHttpServer;
  let repository: TestRepository;
  let at: { url: string };
  const children: ChildProcess[] = [];

  beforeEach(async () => {
    fixture = new GitFixture();
    repository = await fixture.served('r.git');
    server = await fixture.server();
    at = { url: server.url('r.git') };
  });
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    await fixture.end();
  });

  const isFetch = ({ body }: { readonly body: string }): boolean => body.includes('command=fetch');
  const home = (): string => join(fixture.mirrors, readdirSync(fixture.mirrors)[0] ?? '');
  const stalled = { kind: 'stall', bytes: 200 } as const;

  function expectTidy(): void {
    const names = readdirSync(home()).filter((name) => !name.endsWith('.db'));
    expect(names).to.have.members(['repo.git', 'used']);
    const mirror = readdirSync(join(home(), 'repo.git'), { recursive: true, encoding: 'utf8' });
    expect(mirror.filter((name) => /\.lock$|\.keep$|tmp/.test(name))).to.deep.equal([]);
  }

  /** Another process that reads a commit: it prints how many entries that has, and stays. */
  function reader(commit: string, options = ''): ChildProcess {
    const program = `import { createGit } from ${module('git/native.ts')};
      import { systemClock } from ${module('runtime/clock.ts')};
      const git = createGit({ folder: ${JSON.stringify(fixture.mirrors)}, allowLocal: true, clock: systemClock, random: Math.random, ${options} });
      const at = { url: ${JSON.stringify(at.url)} };
      await git.ensure(at, '${commit}');
      console.log((await git.entries(at, '${commit}')).length);
      setInterval(() => undefined, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    return child;
  }

  async function printed(child: ChildProcess): Promise<string> {
    if (child.stdout === null) throw new Error('no output');
    const said: unknown[] = await once(child.stdout, 'data');
    return String(said[0]).trim();
  }

  async function kill(child: ChildProcess): Promise<void> {
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  /** The git processes that this process started, by the folder they work on. */
  function gitsHere(): number[] {
    return readdirSync('/proc')
      .map(Number)
      .filter((pid) => {
        try {
          const words = readFileSync(`/proc/${pid}/cmdline`, 'latin1');
          const parent = /\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'latin1'))?.[1];
          return (
            words.startsWith('git\0') &&
            words.includes('\0fetch\0') &&
            words.includes(fixture.mirrors) &&
            Number(parent) === process.pid
          );
        } catch {
          // Not a process, or one that has ended.
          return false;
        }
      });
  }

  /** One pack each, by an adapter that keeps nothing. */
  async function grow(count: number): Promise<void> {
    const git = fixture.git();
    for (let index = 0; index < count; index++) {
      await git.ensure(at, await repository.write('a', `${index}`).commit(`c${index}`));
    }
  }

  it('two processes fetch the same commit at once for the first time: it is fetched once, and both read', async () => {
    const commit = await repository.write('a', '1').write('b', '2').commit('one');
    const readers = [reader(commit), reader(commit)];
    expect(await Promise.all(readers.map((child) => printed(child)))).to.deep.equal(['2', '2']);
    expect(server.requests.filter(isFetch)).to.have.length(1);
    expectTidy();
  });

  it('two processes fetch the same later commit at once: both read', async () => {
    await grow(1);
    const commit = await repository.write('b', '2').commit('two');
    server.requests.length = 0;
    // The slower one may find it there already; then it asks nobody.
    let arrived = 0;
    const both = Promise.withResolvers<void>();
    server.hold = () => {
      if (++arrived === 2) both.resolve();
      return both.promise;
    };
    const readers = [reader(commit), reader(commit)];
    expect(await Promise.all(readers.map((child) => printed(child)))).to.deep.equal(['2', '2']);
    await fixture.git().ensure(at, commit);
    expect(readdirSync(join(home(), 'repo.git', 'refs', 'refit', 'pins'))).to.include(commit);
    server.hold = async () => undefined;
    await fixture.git().ensure(at, await repository.write('b', '3').commit('three'));
    expectTidy();
  });

  for (const when of ['first', 'later'] as const) {
    it(`a process killed in its ${when} fetch leaves nothing that the next use does not remove`, async () => {
      if (when === 'later') await grow(1);
      const commit = await repository.write('b', '2').commit('two');
      server.requests.length = 0;
      server.fault = (request) => (isFetch(request) ? stalled : undefined);
      const child = reader(commit);
      await eventually(() => server.requests.some(isFetch));
      await kill(child);
      if (when === 'first') expect(readdirSync(home()).some((name) => name.startsWith('tmp-'))).to.equal(true);
      server.fault = () => undefined;
      const git = fixture.git();
      await git.ensure(at, commit);
      expect(git.counters().fetches).to.equal(1);
      expectTidy();
    });

    it(`git killed in the ${when} fetch leaves nothing that the next use does not remove`, async () => {
      if (when === 'later') await grow(1);
      const commit = await repository.write('b', '2').commit('two');
      const git = fixture.git();
      server.requests.length = 0;
      server.fault = (request) => (isFetch(request) ? stalled : undefined);
      const failed = git.ensure(at, commit).then(
        () => undefined,
        (error: unknown) => error,
      );
      await eventually(() => server.requests.some(isFetch) && gitsHere().length > 0);
      for (const pid of gitsHere()) process.kill(-pid, 'SIGKILL');
      expect(await failed).to.have.property('reason', 'SourceUnavailable');
      server.fault = () => undefined;
      await git.ensure(at, commit);
      expectTidy();
    });
  }

  it('a process killed in a compaction leaves the old mirror, and nothing that the next fetch does not remove', async () => {
    await grow(1);
    multiplyPacks(join(home(), 'repo.git', 'objects', 'pack'), 50);
    const commit = await repository.write('b', '2').commit('two');
    server.requests.length = 0;
    let fetches = 0;
    server.fault = (request) => (isFetch(request) && ++fetches > 1 ? stalled : undefined);
    const child = reader(commit, 'cacheBytes: 2 ** 40');
    expect(await printed(child)).to.equal('2');
    await eventually(() => fetches === 2);
    expect(readdirSync(home()).some((name) => name.startsWith('new-'))).to.equal(true);
    await kill(child);
    server.fault = () => undefined;
    const git = fixture.git({ cacheBytes: 2 ** 40 });
    expect(await git.entries(at, commit)).to.have.length(2);
    await git.ensure(at, await repository.write('b', '3').commit('three'));
    await eventually(() => git.counters().compactions === 1);
    expectTidy();
    expect(existsSync(join(home(), 'repo.git', 'refs', 'refit', 'pins', commit))).to.equal(true);
  });

  it('git killed in a compaction leaves the old mirror', async () => {
    await grow(1);
    multiplyPacks(join(home(), 'repo.git', 'objects', 'pack'), 50);
    const warned: string[] = [];
    const git = fixture.git({ cacheBytes: 2 ** 40, warn: (message) => warned.push(message) });
    const commit = await repository.write('b', '2').commit('two');
    let fetches = 0;
    server.fault = (request) => (isFetch(request) && ++fetches > 1 ? stalled : undefined);
    await git.ensure(at, commit);
    await eventually(() => fetches === 2 && gitsHere().length > 0);
    for (const pid of gitsHere()) process.kill(-pid, 'SIGKILL');
    await eventually(() => warned.length === 1);
    expectTidy();
    expect(await git.entries(at, commit)).to.have.length(2);
  });
});
