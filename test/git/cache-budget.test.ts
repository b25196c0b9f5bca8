import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { measureDisk } from '../../controller/git/mirror-size.ts';
import { parsePlace } from '../../controller/git/url.ts';
import { eventually } from '../support/eventually.ts';
import { FakeClock } from '../support/fake-clock.ts';
import type { GitHttpServer } from '../support/git-http-server.ts';
import type { TestRepository } from '../support/git-repository.ts';
import { GitFixture } from './fixture.ts';

const mebibyte = 1024 ** 2;

describe('git: the budget of mirrors', function () {
  this.timeout(60_000);
  let fixture: GitFixture;
  let server: GitHttpServer;
  const repositories = new Map<string, TestRepository>();
  const commits = new Map<string, string>();

  beforeEach(async () => {
    fixture = new GitFixture();
    server = await fixture.server();
    const git = fixture.git();
    for (const [index, name] of ['a', 'b', 'c'].entries()) {
      const repository = await fixture.served(`${name}.git`);
      repositories.set(name, repository);
      const commit = await repository.write('data', randomBytes(mebibyte)).commit('one');
      commits.set(name, commit);
      await git.ensure(at(name), commit);
      const [entry] = await git.entries(at(name), commit);
      await git.blobs(at(name), [entry?.oid ?? ''], 2 * mebibyte);
      const used = new Date(Date.UTC(2030, 0, 1 + index));
      utimesSync(join(home(name), 'used'), used, used);
    }
    await git.close();
  });
  afterEach(() => fixture.end());

  const at = (name: string): { url: string } => ({ url: server.url(`${name}.git`) });
  const home = (name: string): string => join(fixture.mirrors, parsePlace(at(name).url, true).key);
  const there = (): string[] => ['a', 'b', 'c'].filter((name) => existsSync(join(home(name), 'repo.git')));

  it('throws away what was used longest ago, until the rest is within it', async () => {
    const git = fixture.git({ cacheBytes: 2.5 * mebibyte });
    await eventually(() => git.counters().evictions > 0);
    await git.close();
    expect(there()).to.deep.equal(['b', 'c']);
    expect(await measureDisk(fixture.mirrors)).to.be.at.most(2.5 * mebibyte);
    expect(readdirSync(home('a')).filter((name) => !name.endsWith('.db'))).to.deep.equal([]);
    const again = fixture.git();
    expect(await again.entries(at('a'), commits.get('a') ?? '')).to.have.length(1);
    expect(again.counters().fetches).to.equal(1);
  });

  it('keeps all when they fit', async () => {
    const left = ['a', 'b', 'c'].map((name) => join(home(name), 'tmp-x'));
    for (const folder of left) mkdirSync(folder);
    const warned: string[] = [];
    const git = fixture.git({ cacheBytes: 10 * mebibyte, warn: (message) => warned.push(message) });
    await eventually(() => !left.some((folder) => existsSync(folder)));
    await git.close();
    expect(warned).to.deep.equal([]);
    expect(git.counters().evictions).to.equal(0);
    expect(there()).to.have.length(3);
  });

  it('never throws away what is followed, and says when that is too much', async () => {
    const warned: unknown[] = [];
    const clock = new FakeClock();
    const git = fixture.git({
      cacheBytes: mebibyte,
      clock,
      warn: (message, fields) => warned.push({ message, ...fields }),
    });
    const ends = ['a', 'b'].map((name) => git.watch(at(name), 3_600_000, () => undefined));
    await eventually(() => warned.length === 1);
    expect(there()).to.deep.equal(['a', 'b']);
    expect(warned[0]).to.deep.include({ maxBytes: mebibyte, mirrors: 3 - git.counters().evictions });
    // What is followed no more goes at the next pass: after a fetch, ten minutes after the last.
    ends[0]?.();
    const next = await repositories.get('b')?.write('x', '1').commit('two');
    await git.ensure(at('b'), next ?? '');
    expect(there()).to.deep.equal(['a', 'b']);
    await clock.advance(10 * 60_000);
    await eventually(() => there().length === 1);
    expect(there()).to.deep.equal(['b']);
  });

  it('leaves alone what another process reads at that moment', async () => {
    const next = await repositories.get('a')?.write('x', '1').commit('two');
    const proceed = Promise.withResolvers<void>();
    let asked = 0;
    server.hold = async () => {
      asked++;
      await proceed.promise;
    };
    const reading = fixture.git().ensure(at('a'), next ?? '');
    await eventually(() => asked > 0);
    const git = fixture.git({ cacheBytes: 1.5 * mebibyte });
    await eventually(() => git.counters().evictions === 2);
    proceed.resolve();
    await reading;
    expect(there()).to.deep.equal(['a']);
  });

  it('looks through all mirrors for what killed processes left', async () => {
    for (const name of ['tmp-x', 'new-x']) {
      mkdirSync(join(home('c'), name));
      writeFileSync(join(home('c'), name, 'x'), '');
    }
    writeFileSync(join(home('c'), 'repo.git', 'objects', 'pack', 'tmp_pack_abc'), 'x');
    writeFileSync(join(home('c'), 'repo.git', 'shallow.lock'), '');
    fixture.git({ cacheBytes: 10 * mebibyte });
    await eventually(() => !existsSync(join(home('c'), 'new-x')));
    expect(readdirSync(home('c')).filter((name) => !name.endsWith('.db'))).to.have.members(['repo.git', 'used']);
    expect(readdirSync(join(home('c'), 'repo.git'))).to.not.include('shallow.lock');
    expect(readdirSync(join(home('c'), 'repo.git', 'objects', 'pack'))).to.not.include('tmp_pack_abc');
  });
});
