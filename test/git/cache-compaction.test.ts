import { cpSync, existsSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { GitWithCounters } from '../../controller/git/native.ts';
import { eventually } from '../support/eventually.ts';
import { FakeClock } from '../support/fake-clock.ts';
import type { GitHttpServer } from '../support/git-http-server.ts';
import type { TestRepository } from '../support/git-repository.ts';
import { GitFixture, refusal } from './fixture.ts';
import { multiplyPacks } from './packs.ts';

const cacheBytes = 1024 ** 4;

describe('git: compaction of mirrors', function () {
  this.timeout(120_000);
  let fixture: GitFixture;
  let server: GitHttpServer;
  let repository: TestRepository;
  let at: { url: string };

  beforeEach(async () => {
    fixture = new GitFixture();
    repository = await fixture.served('r.git');
    server = await fixture.server();
    at = { url: server.url('r.git') };
  });
  afterEach(() => fixture.end());

  const home = (): string => join(fixture.mirrors, readdirSync(fixture.mirrors)[0] ?? '');
  const packsFolder = (): string => join(home(), 'repo.git', 'objects', 'pack');
  const packs = (): number => readdirSync(packsFolder()).filter((name) => name.endsWith('.pack')).length;
  const pins = (): string[] => readdirSync(join(home(), 'repo.git', 'refs', 'refit', 'pins'));

  /** Nothing but the mirror, its note and its locks. */
  function expectTidy(): void {
    const names = readdirSync(home()).filter((name) => !name.endsWith('.db'));
    expect(names.toSorted()).to.deep.equal(['repo.git', 'used']);
    const left = readdirSync(packsFolder()).filter((name) => !/^pack-[0-9a-f]+\.(?:pack|idx|rev|promisor)$/.test(name));
    expect(left).to.deep.equal([]);
  }

  /** One fetch for each of `count` commits, by an adapter that keeps nothing. @returns the commits */
  async function grow(git: GitWithCounters, count: number): Promise<string[]> {
    const commits: string[] = [];
    for (let index = 0; index < count; index++) {
      const commit = await repository
        .write('data/a.csv', `${index}`)
        .write(`f${index}`, `${index}`)
        .commit(`c${index}`);
      await git.ensure(at, commit);
      commits.push(commit);
    }
    return commits;
  }

  /** What the server lost: the branch at `to`, and nothing that only others led to. */
  async function forceTo(to: string): Promise<void> {
    await repository.git('update-ref', 'refs/heads/main', to);
    await repository.git('reflog', 'expire', '--expire=now', '--all');
    await repository.git('repack', '-adq');
    await repository.git('prune', '--expire=now');
  }

  it('makes a mirror of many packs anew, with all that was pinned, while it is read', async () => {
    const commits = await grow(fixture.git(), 55);
    expect(packs()).to.equal(55);
    const git = fixture.git({ cacheBytes });
    const [first = ''] = commits;
    const last = await repository.write('data/a.csv', 'last').commit('last');
    await git.ensure(at, last);
    while (git.counters().compactions === 0) {
      expect(await git.changes(at, commits[10] ?? '', last)).to.have.length(45);
      expect(await git.entries(at, last)).to.have.length(56);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(packs()).to.be.at.most(3);
    expect(pins().toSorted()).to.deep.equal([...commits, last].toSorted());
    const { fetches } = git.counters();
    const fresh = fixture.git();
    for (const commit of commits) await fresh.ensure(at, commit);
    expect(await fresh.changes(at, first, last)).to.have.length(55);
    expect(await fresh.commits(at, first, last, 100)).to.have.length(55);
    expect(fresh.counters().fetches).to.equal(0);
    expect(git.counters().fetches).to.equal(fetches);
    const next = await repository.write('data/a.csv', 'next').commit('next');
    await git.ensure(at, next);
    const entries = await git.entries(at, next);
    const blobs = await git.blobs(
      at,
      entries.map(({ oid }) => oid),
      100,
    );
    expect(blobs.size).to.equal(new Set(entries.map(({ oid }) => oid)).size);
    expectTidy();
  });

  it('keeps pinned commits that the server no longer has, with the files that were read of them', async () => {
    const old = fixture.git();
    const base = await repository.write('data/a.csv', 'base').commit('base');
    await old.ensure(at, base);
    const dropped = await repository.write('params.yaml', 'lr: 1').write('unread', 'x').commit('dropped');
    await old.ensure(at, dropped);
    const [oid = ''] = (await old.entries(at, dropped)).flatMap(({ path, oid: each }) =>
      path === 'params.yaml' ? [each] : [],
    );
    await old.blobs(at, [oid], 100);
    await forceTo(base);
    const commits = await grow(old, 50);
    const git = fixture.git({ cacheBytes });
    const last = await repository.write('data/a.csv', 'last').commit('last');
    await git.ensure(at, last);
    await eventually(() => git.counters().compactions === 1);
    const fresh = fixture.git();
    expect(await fresh.changes(at, dropped, last)).to.have.length(53);
    expect((await fresh.blobs(at, [oid], 100)).get(oid)?.toString()).to.equal('lr: 1');
    expect((await fresh.commits(at, commits[0] ?? '', last, 100)).length).to.equal(50);
    expect(fresh.counters().fetches).to.equal(0);
    await refusal(fixture.git({ folder: fixture.path('other') }).ensure(at, dropped), 'RevisionGone');
    // What is fetched on top of it is whole, as git sees it.
    await git.ensure(at, await repository.write('data/a.csv', 'next').commit('next'));
    expectTidy();
  });

  it('carries over what is fetched into the old one meanwhile', async () => {
    await grow(fixture.git(), 2);
    multiplyPacks(packsFolder(), 50);
    const git = fixture.git({ cacheBytes });
    const before = await repository.write('a', '1').commit('before');
    const proceed = Promise.withResolvers<void>();
    await git.ensure(at, before);
    let held = 0;
    server.hold = async () => {
      if (held++ === 0) await proceed.promise;
    };
    await eventually(() => held > 0);
    const meanwhile = await repository.write('a', '2').commit('meanwhile');
    await git.ensure(at, meanwhile);
    proceed.resolve();
    await eventually(() => git.counters().compactions === 1);
    const fresh = fixture.git();
    expect(await fresh.changes(at, before, meanwhile)).to.have.length(1);
    expect(fresh.counters().fetches).to.equal(0);
    expectTidy();
  });

  for (const [kind, settle] of [
    [
      'of SHA-256',
      async (): Promise<unknown> => (repository = await fixture.served('s.git', { objectFormat: 'sha256' })),
    ],
    ['that cannot filter', (): Promise<unknown> => repository.git('config', 'uploadpack.allowFilter', 'false')],
    [
      'of protocol 0 that gives only what its refs name',
      async (): Promise<void> => {
        await repository.git('config', 'uploadpack.allowAnySHA1InWant', 'false');
        server.protocol = () => '';
      },
    ],
  ] as const) {
    it(`makes the mirror of a server ${kind} anew, with what that has lost`, async () => {
      await settle();
      if (kind === 'of SHA-256') at = { url: server.url('s.git') };
      const old = fixture.git();
      const base = await repository.write('data/a.csv', 'base').commit('base');
      await old.ensure(at, base);
      const dropped = await repository.write('data/a.csv', 'dropped').commit('dropped');
      await old.ensure(at, dropped);
      await forceTo(base);
      await grow(old, 3);
      multiplyPacks(packsFolder(), 50);
      const git = fixture.git({ cacheBytes });
      const last = await repository.write('data/a.csv', 'last').commit('last');
      await git.ensure(at, last);
      await eventually(() => git.counters().compactions === 1);
      expect(packs()).to.be.at.most(3);
      const next = await repository.write('data/a.csv', 'next').commit('next');
      await git.ensure(at, next);
      const fresh = fixture.git();
      expect(await fresh.changes(at, dropped, next)).to.have.length(4);
      expect(await fresh.commits(at, base, next, 100)).to.have.length(5);
      expect(fresh.counters().fetches).to.equal(0);
      expectTidy();
    });
  }

  it('leaves the old one when it fails, says so, and does not try again at once', async () => {
    await grow(fixture.git(), 2);
    multiplyPacks(packsFolder(), 50);
    const clock = new FakeClock();
    const warned: string[] = [];
    const git = fixture.git({ cacheBytes, clock, warn: (message, { error }) => warned.push(`${message}: ${error}`) });
    const push = async (content: string): Promise<string> => {
      const commit = await repository.write('a', content).commit(content);
      await git.ensure(at, commit);
      return commit;
    };
    // The first fetch passes; the one of the compaction, which begins after it, does not.
    let fetches = 0;
    server.fault = ({ body }) =>
      body.includes('command=fetch') && ++fetches > 1 ? { kind: 'status', status: 500 } : undefined;
    const one = await push('1');
    await eventually(() => warned.length === 1);
    expect(warned[0]).to.contain('a mirror could not be compacted');
    expectTidy();
    fetches = 0;
    const two = await push('2');
    expect(await git.changes(at, one, two)).to.have.length(1);
    expect(git.counters().compactions).to.equal(0);
    await clock.advance(61 * 60_000);
    server.fault = () => undefined;
    await push('3');
    await eventually(() => git.counters().compactions === 1);
    expect(warned).to.have.length(1);
    expectTidy();
  });

  it('is not disturbed by an adapter that closes in the middle of it', async () => {
    await grow(fixture.git(), 2);
    multiplyPacks(packsFolder(), 50);
    const git = fixture.git({ cacheBytes });
    const commit = await repository.write('a', '1').commit('before');
    await git.ensure(at, commit);
    server.hold = () => new Promise(() => undefined);
    await eventually(() => readdirSync(home()).some((name) => name.startsWith('new-')));
    await git.close();
    expectTidy();
    expect(packs()).to.equal(53);
    expect(await fixture.git().entries(at, commit)).to.have.length(4);
  });

  it('takes up what a killed process was about to put in its place', async () => {
    const [commit = ''] = await grow(fixture.git(), 1);
    const mirror = join(home(), 'repo.git');
    // Killed between the two steps: the old one is away, the new one is not there yet.
    renameSync(mirror, join(home(), 'finished.git'));
    const after = fixture.git();
    await after.ensure(at, commit);
    expect(after.counters().fetches).to.equal(0);
    // Killed before the first: both are there.
    cpSync(mirror, join(home(), 'finished.git'), { recursive: true });
    writeFileSync(join(home(), 'finished.git', 'HEAD'), 'x');
    await after.ensure(at, await repository.write('a', '2').commit('two'));
    expect(existsSync(join(home(), 'finished.git'))).to.equal(false);
    expectTidy();
  });
});
