import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect } from 'chai';
import type { GitWithCounters } from '../../controller/git/native.ts';
import type { GitHttpRequestRecord, GitHttpServer } from '../support/git-http-server.ts';
import type { TestRepository } from '../support/git-repository.ts';
import { GitFixture, refusal } from './fixture.ts';

const isPoll = ({ body }: GitHttpRequestRecord): boolean => body.includes('command=ls-refs');
const isFetch = ({ body }: GitHttpRequestRecord): boolean => body.includes('command=fetch');

describe('git: repositories over HTTP', () => {
  let fixture: GitFixture;
  let server: GitHttpServer;
  let git: GitWithCounters;
  let repository: TestRepository;
  let url: string;

  beforeEach(async () => {
    fixture = new GitFixture();
    git = fixture.git();
    repository = await fixture.served('r.git');
    server = await fixture.server();
    url = server.url('r.git');
  });
  afterEach(() => fixture.end());

  it('resolves exactly the branch that is meant, and the default one by what HEAD says', async () => {
    const first = await repository.write('a', '1').commit('one');
    await repository.git('branch', 'b0');
    await repository.branch('b00');
    const second = await repository.write('a', '2').commit('two');
    expect(await git.resolve({ url })).to.deep.equal({ branch: 'b00', commit: second });
    expect(await git.resolve({ url, branch: 'b0' })).to.deep.equal({ branch: 'b0', commit: first });
    expect(await git.resolve({ url, branch: 'b00' })).to.deep.equal({ branch: 'b00', commit: second });
    const missing = await refusal(git.resolve({ url, branch: 'b' }), 'RefNotFound');
    expect(missing.message).to.contain('b0');
  });

  it('polls with one request, and shares one poll among questions at the same moment', async () => {
    await repository.write('a', '1').commit('one');
    await Promise.all(Array.from({ length: 30 }, () => git.resolve({ url, branch: 'main' })));
    expect(server.requests.filter(isPoll)).to.have.length(1);
    expect(server.requests).to.have.length(1);
    expect(git.counters().polls).to.equal(1);
  });

  it('sees pushes, force-pushes and deleted branches', async () => {
    const base = await repository.write('a', '1').commit('one');
    const second = await repository.write('a', '2').commit('two');
    await git.ensure({ url }, second);
    await repository.git('update-ref', 'refs/heads/main', base);
    expect((await git.resolve({ url })).commit).to.equal(base);
    const forced = await repository.write('b', '1').commit('forced');
    expect((await git.resolve({ url })).commit).to.equal(forced);
    await git.ensure({ url }, forced);
    const changes = await git.changes({ url }, second, forced);
    expect(changes.map(({ path }) => path)).to.deep.equal(['a', 'b']);
    await repository.git('branch', 'other');
    await repository.git('update-ref', '-d', 'refs/heads/main');
    expect((await refusal(git.resolve({ url, branch: 'main' }), 'RefNotFound')).message).to.contain('other');
    await refusal(git.resolve({ url }), 'RefNotFound');
  });

  it('keeps a pinned base after the server has dropped it, and says RevisionGone without it', async () => {
    const base = await repository.write('a', '1').commit('one');
    const dropped = await repository.write('a', '2').commit('two');
    await git.ensure({ url }, dropped);
    await repository.git('update-ref', 'refs/heads/main', base);
    await repository.git('reflog', 'expire', '--expire=now', '--all');
    await repository.git('repack', '-adq');
    await repository.git('prune', '--expire=now');
    expect(await git.changes({ url }, dropped, base)).to.have.length(1);
    const fresh = fixture.git({ folder: fixture.path('other') });
    await refusal(fresh.ensure({ url }, dropped), 'RevisionGone');
    await refusal(fresh.changes({ url }, dropped, base), 'RevisionGone');
    expect(await fresh.changes({ url }, base, base)).to.deep.equal([]);
  });

  it('fetches no blob until it is asked for one, and then all in one request', async () => {
    for (let index = 0; index < 30; index++) repository.write(`f${index}`, `content ${index}`);
    const commit = await repository.commit('one');
    await git.ensure({ url }, commit);
    const oids = (await git.entries({ url }, commit)).map(({ oid }) => oid);
    server.requests.length = 0;
    expect((await git.blobs({ url }, oids, 100)).size).to.equal(30);
    expect((await git.blobs({ url }, oids, 100)).size).to.equal(30);
    expect(server.requests.filter(isFetch)).to.have.length(1);
    expect(git.counters().fetches).to.equal(2);
  });

  it('fetches a new commit on top of the last with one fetch, however often it is asked for', async () => {
    const first = await repository.write('a', '1').commit('one');
    await git.ensure({ url }, first);
    const second = await repository.write('a', '2').commit('two');
    await Promise.all(Array.from({ length: 20 }, () => git.ensure({ url }, second)));
    await git.ensure({ url }, first);
    expect(git.counters().fetches).to.equal(2);
    const again = fixture.git();
    await again.ensure({ url }, second);
    expect(again.counters().fetches).to.equal(0);
  });

  it('works with a server that cannot filter', async () => {
    await repository.git('config', 'uploadpack.allowFilter', 'false');
    const commit = await repository.write('a', '1').commit('one');
    await git.ensure({ url }, commit);
    const [entry] = await git.entries({ url }, commit);
    expect((await git.blobs({ url }, [entry?.oid ?? ''], 10)).get(entry?.oid ?? '')?.toString()).to.equal('1');
  });

  it('works with a server of protocol 0 that gives only what its refs name', async () => {
    server.protocol = () => '';
    await repository.git('config', 'uploadpack.allowAnySHA1InWant', 'false');
    const first = await repository.write('a', '1').commit('one');
    const second = await repository.write('a', '2').commit('two');
    expect((await git.resolve({ url })).commit).to.equal(second);
    await git.ensure({ url }, first);
    expect(await git.changes({ url }, first, second)).to.have.length(1);
  });

  it('works with SHA-256 servers', async () => {
    const wide = await fixture.served('wide.git', { objectFormat: 'sha256' });
    const first = await wide.write('a', '1').commit('one');
    const second = await wide.write('b', '2').commit('two');
    const at = { url: server.url('wide.git') };
    expect(await git.resolve(at)).to.deep.equal({ branch: 'main', commit: second });
    expect(await git.changes(at, first, second)).to.have.length(1);
    const [entry] = await git.entries(at, first);
    expect((await git.blobs(at, [entry?.oid ?? ''], 10)).size).to.equal(1);
  });

  it('tells an empty repository from one that is not there', async () => {
    const empty = await refusal(git.resolve({ url }), 'RefNotFound');
    expect(empty.message).to.contain('no branches yet');
    await refusal(git.resolve({ url: server.url('none.git') }), 'SourceNotFound');
    await refusal(git.ensure({ url: server.url('none.git') }, '1'.repeat(40)), 'SourceNotFound');
    expect(existsSync(join(fixture.mirrors, 'none'))).to.equal(false);
    await repository.write('a', '1').commit('one');
    await git.resolve({ url });
    rmSync(repository.path, { recursive: true });
    await refusal(git.resolve({ url }), 'SourceNotFound');
  });

  for (const status of [401, 403, 429, 500, 503]) {
    it(`maps the status ${status}, and works again afterwards`, async () => {
      const commit = await repository.write('a', '1').commit('one');
      server.fault = () => ({ kind: 'status', status });
      const reason = status < 429 ? 'SourceNotFound' : 'SourceUnavailable';
      const error = await refusal(git.resolve({ url }), reason);
      expect(error.message).to.contain(String(status));
      server.fault = () => undefined;
      expect((await git.resolve({ url })).commit).to.equal(commit);
      server.fault = () => ({ kind: 'status', status });
      await refusal(git.ensure({ url }, commit), reason);
      server.fault = () => undefined;
      await git.ensure({ url }, commit);
    });
  }

  it('never takes an empty, cut or garbled answer for a deleted branch', async () => {
    const commit = await repository.write('a', '1').commit('one');
    for (const bytes of [0, 4, 30, 60]) {
      for (const clean of [true, false]) {
        server.fault = (request) => (isPoll(request) ? { kind: 'truncate', bytes: bytes + 1, clean } : undefined);
        await refusal(git.resolve({ url }), 'SourceUnavailable');
      }
    }
    server.fault = () => undefined;
    expect((await git.resolve({ url })).commit).to.equal(commit);
  });

  it('gives up on a server that does not answer', async () => {
    const impatient = fixture.git({ timeouts: { poll: 300, fetch: 500 } });
    const commit = await repository.write('a', '1').commit('one');
    server.fault = () => ({ kind: 'hang' });
    await refusal(impatient.resolve({ url }), 'SourceUnavailable');
    await refusal(impatient.ensure({ url }, commit), 'SourceUnavailable');
    server.fault = () => undefined;
    await impatient.ensure({ url }, commit);
  });

  it('leaves nothing behind when a fetch is cut or killed, the first one or a later one', async () => {
    repository.write('noise', randomBytes(300_000));
    await repository.git('config', 'uploadpack.allowFilter', 'false');
    const first = await repository.commit('one');
    const impatient = fixture.git({ timeouts: { fetch: 1500 } });
    server.fault = (request) => (isFetch(request) ? { kind: 'truncate', bytes: 2000 } : undefined);
    await refusal(impatient.ensure({ url }, first), 'SourceUnavailable');
    expect(leftovers(fixture.mirrors)).to.deep.equal([]);
    server.fault = (request) => (isFetch(request) ? { kind: 'stall', bytes: 100_000 } : undefined);
    await refusal(impatient.ensure({ url }, first), 'SourceUnavailable');
    expect(leftovers(fixture.mirrors)).to.deep.equal([]);
    server.fault = () => undefined;
    await impatient.ensure({ url }, first);
    const second = await repository.write('noise2', randomBytes(300_000)).commit('two');
    server.fault = (request) => (isFetch(request) ? { kind: 'truncate', bytes: 2000 } : undefined);
    await refusal(impatient.ensure({ url }, second), 'SourceUnavailable');
    expect(leftovers(fixture.mirrors)).to.deep.equal([]);
    server.fault = (request) => (isFetch(request) ? { kind: 'stall', bytes: 100_000 } : undefined);
    await refusal(impatient.ensure({ url }, second), 'SourceUnavailable');
    expect(leftovers(fixture.mirrors)).to.deep.equal([]);
    // What a killed controller left is removed by the next fetch.
    const [key] = readdirSync(fixture.mirrors);
    writeFileSync(join(fixture.mirrors, key ?? '', 'repo.git', 'objects', 'pack', 'tmp_pack_left'), 'x');
    server.fault = () => undefined;
    await impatient.ensure({ url }, second);
    expect(leftovers(fixture.mirrors)).to.deep.equal([]);
    expect(await impatient.changes({ url }, first, second)).to.have.length(1);
  });

  it('follows no redirect, neither when it polls nor when it fetches', async () => {
    const commit = await repository.write('a', '1').commit('one');
    const asked: string[] = [];
    const elsewhere = http.createServer((request, response) => {
      asked.push(request.url ?? '');
      response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
    try {
      const { port } = elsewhere.address() as AddressInfo;
      server.fault = ({ url: path }) => ({ kind: 'redirect', location: `http://127.0.0.1:${port}${path}` });
      expect((await refusal(git.resolve({ url }), 'SourceUnavailable')).message).to.contain('redirect');
      await refusal(git.ensure({ url }, commit), 'SourceUnavailable');
      expect(asked).to.deep.equal([]);
    } finally {
      elsewhere.close();
    }
  });

  it('says that a server cannot be reached', async () => {
    const closed = http.createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    const at = { url: `http://127.0.0.1:${port}/r.git` };
    await refusal(git.resolve(at), 'SourceUnavailable');
    await refusal(git.ensure(at, '1'.repeat(40)), 'SourceUnavailable');
  });

  it('is not harmed by what is no git server', async () => {
    const pages = http.createServer((_request, response) => response.end('<html>hello</html>'));
    await new Promise<void>((resolve) => pages.listen(0, '127.0.0.1', resolve));
    try {
      const { port } = pages.address() as AddressInfo;
      const error = await refusal(git.resolve({ url: `http://127.0.0.1:${port}/r.git` }), 'SourceUnavailable');
      expect(error.message).to.not.contain('<html>');
    } finally {
      pages.close();
    }
  });
});

/** Files of unfinished work below the mirrors. */
function leftovers(mirrors: string): string[] {
  return readdirSync(mirrors, { recursive: true, encoding: 'utf8' }).filter((name) => /tmp[_-][^/]*$/.test(name));
}
