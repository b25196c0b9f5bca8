import { expect } from 'chai';
import type { Repository } from '../../controller/git/git.ts';
import type { GitWithCounters } from '../../controller/git/native.ts';
import { eventually } from '../support/eventually.ts';
import { GitHttpServer } from '../support/git-http-server.ts';
import type { TestRepository } from '../support/git-repository.ts';
import { GitFixture, refusal } from './fixture.ts';

for (const kind of ['local', 'http', 'http, protocol 0', 'http, SHA-256'] as const) {
  describe(`git: tags, versions and commits (${kind})`, () => {
    let fixture: GitFixture;
    let git: GitWithCounters;
    let repository: TestRepository;
    let at: Repository;
    let first: string;
    let second: string;

    beforeEach(async () => {
      fixture = new GitFixture();
      git = fixture.git();
      repository = await fixture.served('r.git', { objectFormat: kind === 'http, SHA-256' ? 'sha256' : 'sha1' });
      if (kind === 'http, protocol 0') {
        (await fixture.server()).protocol = () => '';
        await repository.git('config', 'uploadpack.allowAnySHA1InWant', 'false');
      }
      first = await repository.write('a', '1').commit('one');
      second = await repository.write('a', '2').commit('two');
      at = { url: kind === 'local' ? repository.path : (await fixture.server()).url('r.git') };
    });
    afterEach(() => fixture.end());

    async function annotate(name: string, target: string): Promise<string> {
      await repository.git('-c', 'user.name=a', '-c', 'user.email=a@example.com', 'tag', '-a', '-m', 'x', name, target);
      return repository.git('rev-parse', `refs/tags/${name}`);
    }

    it('resolves a tag, annotated or not, or of a tag, to its commit', async () => {
      await repository.git('tag', 'v1', first);
      const object = await annotate('v10', second);
      const outer = await annotate('outer', 'v10');
      await repository.git('branch', 'v1', second);
      expect(await git.resolve({ ...at, tag: 'v1' })).to.deep.equal({ branch: 'v1', commit: first });
      expect(await git.resolve({ ...at, tag: 'v10' })).to.deep.equal({
        branch: 'v10',
        commit: second,
        tagObject: object,
      });
      expect(await git.resolve({ ...at, tag: 'outer' })).to.deep.equal({
        branch: 'outer',
        commit: second,
        tagObject: outer,
      });
      expect(await git.resolve({ ...at, tag: 'v10', branch: 'main' })).to.include({ branch: 'v10' });
      await git.ensure(at, second);
      const missing = await refusal(git.resolve({ ...at, tag: 'v11' }), 'RefNotFound');
      expect(missing.message).to.contain('tag "v11"').and.to.contain('v10');
    });

    it('resolves the highest version of a range, and follows a newer one', async () => {
      for (const name of ['v1.0.0', '1.2.0', 'v2.0.0-rc.1', 'nightly']) await repository.git('tag', name, first);
      const ref = { ...at, semver: '>=1.0.0', tag: 'nightly' };
      expect(await git.resolve(ref)).to.deep.equal({ branch: '1.2.0', commit: first });
      await annotate('v1.10.0', second);
      expect(await git.resolve(ref)).to.include({ branch: 'v1.10.0', commit: second });
      await repository.git('tag', '-d', 'v1.10.0');
      expect(await git.resolve(ref)).to.include({ branch: '1.2.0', commit: first });
      const none = await refusal(git.resolve({ ...at, semver: '3.x' }), 'RefNotFound');
      expect(none.message).to.contain('"3.x"').and.to.contain('v2.0.0-rc.1');
      await refusal(git.resolve({ ...at, semver: 'three' }), 'SpecInvalid');
    });

    it('takes a commit by its id, and asks no host once it is readable', async () => {
      await repository.git('update-ref', 'refs/tags/kept', second);
      await repository.git('update-ref', 'refs/heads/main', first);
      const ref = { ...at, commit: second, branch: 'main' };
      expect(await git.resolve(ref)).to.deep.equal({ branch: second.slice(0, 12), commit: second });
      const server = kind === 'local' ? undefined : await fixture.server();
      if (server !== undefined) server.requests.length = 0;
      for (let round = 0; round < 3; round++) await git.resolve(ref);
      expect(await git.changes(at, first, second)).to.have.length(1);
      if (kind !== 'http, protocol 0') expect(server?.requests ?? []).to.deep.equal([]);
      const gone = second.replace(/^./, (digit) => (digit === '0' ? '1' : '0'));
      expect((await refusal(git.resolve({ ...at, commit: gone }), 'RefNotFound')).message).to.contain(gone);
      for (const commit of ['main', second.slice(0, 12), second.toUpperCase(), '', '-x', `${second}^{}`]) {
        await refusal(git.resolve({ ...at, commit }), 'RefNotFound');
      }
    });

    it('is not harmed by a tag of a file', async () => {
      const blob = await repository.git('rev-parse', 'HEAD:a');
      await repository.git('tag', 'file', blob);
      const { commit } = await git.resolve({ ...at, tag: 'file' });
      await refusal(git.ensure(at, commit), 'RevisionGone');
      await git.ensure(at, second);
    });

    it('tells a repository without tags', async () => {
      expect((await refusal(git.resolve({ ...at, tag: 'v1' }), 'RefNotFound')).message).to.contain('no tags');
      expect((await refusal(git.resolve({ ...at, semver: '*' }), 'RefNotFound')).message).to.contain(
        'no tag that is a version',
      );
    });
  });
}

describe('git: how servers are asked', () => {
  let fixture: GitFixture;
  let git: GitWithCounters;
  let repository: TestRepository;
  let server: GitHttpServer;
  let at: Repository;
  let now: number;

  beforeEach(async () => {
    fixture = new GitFixture();
    now = Date.UTC(2026, 0, 1);
    const clock = { now: () => now, after: () => () => undefined };
    git = fixture.git({ clock });
    repository = await fixture.served('r.git');
    await repository.write('a', '1').commit('one');
    server = await fixture.server();
    at = { url: server.url('r.git') };
  });
  afterEach(() => fixture.end());

  it('lists only what can be meant, with one request', async () => {
    for (let index = 0; index < 20; index++) await repository.git('tag', `v1.0.${index}`);
    await git.resolve({ ...at, semver: '1.x' });
    await git.resolve({ ...at, tag: 'v1.0.3' });
    expect(server.requests.map(({ method }) => method)).to.deep.equal(['POST', 'POST']);
    expect(server.requests[0]?.body).to.contain('ref-prefix refs/tags/\n').and.to.not.contain('refs/heads');
    expect(server.requests[1]?.body).to.contain('ref-prefix refs/tags/v1.0.3\n');
  });

  it('never takes an answer that is not whole for a ref that is gone', async () => {
    // Without any, a whole answer is four bytes long.
    await repository.git('tag', 'v0');
    const refs = [{ branch: 'main' }, { branch: 'nope' }, { tag: 'v1' }, { semver: '*' }, {}];
    for (const ref of refs) {
      for (const bytes of [0, 1, 4, 30, 60]) {
        server.fault = () => ({ kind: 'truncate', bytes, clean: true });
        await refusal(fixture.git().resolve({ ...at, ...ref }), 'SourceUnavailable');
      }
    }
    server.fault = () => undefined;
    await git.resolve({ ...at, branch: 'main' });
    server.fault = ({ body }) =>
      body.includes('refs/heads/\n') ? { kind: 'truncate', bytes: 30, clean: true } : undefined;
    // What is there besides could not be told: git says it whole.
    await refusal(git.resolve({ ...at, branch: 'nope' }), 'RefNotFound');
  });

  it('goes on with one request after an answer that was cut, and asks others in their way for an hour', async () => {
    await git.resolve(at);
    let cut = 2;
    server.fault = () => (cut-- > 0 ? { kind: 'truncate', bytes: 20, clean: true } : undefined);
    await git.resolve(at);
    server.requests.length = 0;
    await git.resolve(at);
    expect(server.requests.map(({ method }) => method)).to.deep.equal(['POST']);
    const old = await fixture.served('old.git');
    const commit = await old.write('a', '1').commit('one');
    server.protocol = () => '';
    const url = server.url('old.git');
    expect((await git.resolve({ url })).commit).to.equal(commit);
    server.requests.length = 0;
    await git.resolve({ url });
    expect(server.requests.map(({ method }) => method)).to.deep.equal(['GET']);
    server.protocol = (asked) => asked;
    now += 3_600_001;
    server.requests.length = 0;
    await git.resolve({ url });
    expect(server.requests.map(({ method }) => method)).to.deep.equal(['POST']);
  });

  it('leaves a host alone for as long as it asks, and no other one', async () => {
    let asked = 0;
    const busy: Repository = { url: at.url.replace('127.0.0.1', 'localhost') };
    server.fault = () => ({ kind: 'status', status: 429 });
    const plain = await refusal(git.resolve(at), 'SourceUnavailable');
    expect(plain.retryAfterMs).to.equal(undefined);
    server.fault = () => {
      asked++;
      return { kind: 'status', status: 429, headers: { 'retry-after': '30' } };
    };
    const first = await refusal(git.resolve(at), 'SourceUnavailable');
    expect(first.retryAfterMs).to.equal(30_000);
    expect(asked).to.equal(1);
    now += 10_000;
    const again = await refusal(git.resolve({ ...at, branch: 'main' }), 'SourceUnavailable');
    expect(again.retryAfterMs).to.equal(20_000);
    // It is told in a status, which other words would write anew at every look.
    expect(again.message).to.equal(first.message);
    expect((await refusal(git.ensure(at, '1'.repeat(40)), 'SourceUnavailable')).retryAfterMs).to.equal(20_000);
    expect(asked).to.equal(1);
    server.fault = () => undefined;
    await git.resolve(busy);
    now += 20_001;
    await git.resolve(at);
  });

  it('reads a date, and takes no more than a quarter of an hour', async () => {
    const date = new Date(now + 45_000).toUTCString();
    for (const [header, expected] of [
      [date, 45_000],
      ['86400', 900_000],
    ] as const) {
      server.fault = () => ({ kind: 'status', status: 503, headers: { 'retry-after': header } });
      const error = await refusal(git.resolve(at), 'SourceUnavailable');
      expect(error.retryAfterMs).to.equal(expected);
      now += 900_001;
    }
  });

  it('asks at most four things of one host at once', async () => {
    let most = 0;
    let running = 0;
    const waiting: (() => void)[] = [];
    server.hold = () => {
      most = Math.max(most, ++running);
      return new Promise<void>((resolve) => waiting.push(resolve)).finally(() => running--);
    };
    const asked = Array.from({ length: 12 }, (_, index) =>
      refusal(git.resolve({ ...at, branch: `b${index}` }), 'RefNotFound'),
    );
    const release = setInterval(() => waiting.shift()?.(), 5);
    await Promise.all(asked);
    clearInterval(release);
    expect(most).to.equal(4);
  });

  it('fetches from other hosts while one keeps all that are fetched from it waiting', async () => {
    const commit = await repository.git('rev-parse', 'main').then((text) => text.trim());
    const other = await GitHttpServer.start(fixture.path('served'));
    const never = Promise.withResolvers<void>();
    let held = 0;
    server.hold = () => {
      held += 1;
      return never.promise;
    };
    try {
      const slow = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((name) =>
        git.ensure({ url: server.url(`${name}.git`) }, commit).catch(() => undefined),
      );
      await eventually(() => held === 4);
      await git.ensure({ url: other.url('r.git') }, commit);
      expect(held).to.equal(4);
      never.resolve();
      await Promise.all(slow);
    } finally {
      never.resolve();
      await other.stop();
    }
  });
});
