import { expect } from 'chai';
import { createHash } from 'node:crypto';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isReason } from '../../controller/core/errors.ts';
import { fetchObjects } from '../../controller/data/downloads.ts';
import type { DataSources, Wanted } from '../../controller/data/downloads.ts';
import { createDataHttp } from '../../controller/data/http.ts';
import type { DataHttp } from '../../controller/data/http.ts';
import { openDataStore } from '../../controller/data/store.ts';
import type { DataStore } from '../../controller/data/store.ts';
import { createAddressPolicy } from '../../controller/git/addresses.ts';
import { LfsServer } from '../support/data/lfs-server.ts';
import { temporaryFolder } from '../support/folder.ts';

describe('LFS downloads', function () {
  let folder: ReturnType<typeof temporaryFolder>;
  let server: LfsServer;
  let store: DataStore;
  let http: DataHttp;

  beforeEach(async () => {
    folder = temporaryFolder();
    server = await LfsServer.start();
    store = openDataStore(join(folder.path, 'store'), 'Private');
    http = createDataHttp({});
  });

  afterEach(async () => {
    http.close();
    await server.stop();
    folder.remove();
  });

  function sources(authorization?: string): DataSources {
    const headers = authorization === undefined ? {} : { authorization };
    const lfs = { url: server.url, credentials: async () => ({ headers }) };
    return { http, store, lfs, remotes: [], signal: new AbortController().signal };
  }

  function wanted(oid: string, bytes: number, path = 'data/a.bin'): Wanted {
    return { object: { kind: 'lfs', hash: oid, directory: false, bytes }, path };
  }

  async function failure(work: Promise<unknown>): Promise<unknown> {
    return work.then(
      () => undefined,
      (error: unknown) => error,
    );
  }

  it('fetches what the server has, many at once, each of them once', async () => {
    const oids = Array.from({ length: 230 }, (_, index) => server.add(`content ${index}`));
    const all = oids.map((oid, index) => wanted(oid, `content ${index}`.length, `data/${index}`));
    await fetchObjects([...all, ...all], sources());
    for (const [index, one] of all.entries()) {
      expect(readFileSync(store.path(one.object), 'utf8')).to.equal(`content ${index}`);
    }
    expect(server.downloads()).to.have.length(230);
    expect(server.requests.filter(({ method }) => method === 'POST')).to.have.length(3);
    await fetchObjects(all, sources());
    expect(server.downloads(), 'nothing is fetched again').to.have.length(230);
  });

  it("sends the repository's credentials to its own origin only, and the server's headers with each object", async () => {
    server.user = { name: 'ada', password: 'secret' };
    const authorization = `Basic ${Buffer.from('ada:secret').toString('base64')}`;
    const other = await LfsServer.start();
    const here = server.add('here');
    const there = server.add('there');
    other.objects.set(there, Buffer.from('there'));
    const own = server.hrefOf;
    server.hrefOf = (oid) => (oid === there ? other.hrefOf(oid) : own(oid));
    await fetchObjects([wanted(here, 4), wanted(there, 5)], sources(authorization));
    const [download] = server.requests.filter(({ method }) => method === 'GET');
    expect(download?.headers.authorization).to.equal(authorization);
    expect(other.requests.map(({ headers }) => headers.authorization)).to.deep.equal([undefined]);
    expect(other.requests[0]?.headers['x-object-key']).to.equal('of-this-object');
    await other.stop();
  });

  it('names what is not there yet, and gets the rest meanwhile', async () => {
    const there = server.add('there');
    const error = await failure(fetchObjects([wanted('ab'.repeat(32), 7, 'data/b.bin'), wanted(there, 5)], sources()));
    expect(isReason(error, 'DataNotAvailable')).to.equal(true);
    expect(String(error))
      .to.contain('data/b.bin')
      .and.contain(`lfs:${'ab'.repeat(32)}`)
      .and.contain(server.url);
    expect(store.has(wanted(there, 5).object)).to.equal(true);
  });

  it('takes nothing but the content that was asked for', async () => {
    const oid = server.add('the content');
    for (const instead of [Buffer.from('the c0ntent'), Buffer.from('the content and more'), Buffer.from('the')]) {
      server.broken = () => instead;
      const error = await failure(fetchObjects([wanted(oid, 11)], sources()));
      expect(isReason(error, 'DataNotAvailable'), String(error)).to.equal(true);
      expect(store.has(wanted(oid, 11).object)).to.equal(false);
    }
    server.broken = () => undefined;
    await fetchObjects([wanted(oid, 11)], sources());
    expect(readFileSync(store.path(wanted(oid, 11).object), 'utf8')).to.equal('the content');
  });

  it('tries again after a failure that passes, and follows no redirect', async () => {
    const oid = server.add('content');
    let failures = 2;
    server.broken = () => (failures-- > 0 ? 503 : undefined);
    await fetchObjects([wanted(oid, 7)], sources());
    expect(server.downloads()).to.have.length(3);
    const moved = server.add('moved');
    server.broken = () => 302;
    const error = await failure(fetchObjects([wanted(moved, 5)], sources()));
    expect(isReason(error, 'DataNotAvailable')).to.equal(true);
    expect(server.requests.some(({ path }) => path === '/elsewhere')).to.equal(false);
  });

  it('asks once more for a link that is no longer good, and for no file without bytes', async () => {
    const [oid, empty] = [server.add('content'), createHash('sha256').digest('hex')];
    const { hrefOf } = server;
    let links = 0;
    server.hrefOf = (one) =>
      links++ === 0 ? { ...hrefOf(one), header: { 'x-object-key': 'of yesterday' } } : hrefOf(one);
    await fetchObjects([wanted(oid, 7), wanted(empty, 0)], sources());
    expect(server.downloads()).to.have.length(2);
    expect(readFileSync(store.path(wanted(oid, 7).object), 'utf8')).to.equal('content');
    expect(readFileSync(store.path(wanted(empty, 0).object), 'utf8')).to.equal('');
    server.hrefOf = (one) => ({ ...hrefOf(one), header: { 'x-object-key': 'never' } });
    const error = await failure(fetchObjects([wanted(server.add('other'), 5)], sources()));
    expect(isReason(error, 'DataNotAvailable'), String(error)).to.equal(true);
    expect(server.downloads(), 'the same link is not tried again').to.have.length(3);
  });

  it('says when credentials are refused, without repeating them', async () => {
    server.user = { name: 'ada', password: 'secret' };
    const error = await failure(fetchObjects([wanted(server.add('x'), 1)], sources('Basic d3Jvbmc6d3Jvbmc=')));
    expect(isReason(error, 'SourceUnavailable')).to.equal(true);
    expect(String(error)).to.contain('credentials are refused (401)').and.not.contain('d3Jvbmc6d3Jvbmc=');
  });

  it('refuses hrefs that are no http, and addresses that may not be asked', async () => {
    const oid = server.add('content');
    server.hrefOf = () => ({ href: 'file:///etc/passwd' });
    expect(isReason(await failure(fetchObjects([wanted(oid, 7)], sources())), 'SourceRefused')).to.equal(true);
    server.hrefOf = () => ({ href: 'http://169.254.169.254/latest/meta-data' });
    const guarded = createDataHttp({ addresses: createAddressPolicy({ loopback: true }) });
    const error = await failure(fetchObjects([wanted(oid, 7)], { ...sources(), http: guarded }));
    expect(isReason(error, 'AddressRefused'), String(error)).to.equal(true);
    guarded.close();
  });

  it('shares one cache between executions: what was altered in it is fetched again', async () => {
    store = openDataStore(join(folder.path, 'cache'), 'Shared', 1);
    const oid = server.add('content');
    await Promise.all([1, 2].map(() => fetchObjects([wanted(oid, 7)], sources())));
    const { object } = wanted(oid, 7);
    const target = join(folder.path, 'a');
    expect(await store.give(object, Buffer.from(target), false, false)).to.equal(true);
    writeFileSync(target, 'changed');
    expect(readFileSync(store.path(object), 'utf8'), 'a copy of its own').to.equal('content');
    chmodSync(store.path(object), 0o600);
    writeFileSync(store.path(object), 'altered');
    expect(store.has(object)).to.equal(false);
    await fetchObjects([wanted(oid, 7)], sources());
    expect(readFileSync(store.path(object), 'utf8')).to.equal('content');
  });
});
