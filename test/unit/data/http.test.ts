import { expect } from 'chai';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { isReason } from '../../../controller/core/errors.ts';
import type { DataEntry } from '../../../controller/core/pointers/pointers.ts';
import { fetchData } from '../../../controller/data/deliver.ts';
import { fetchObjects } from '../../../controller/data/downloads.ts';
import { createDataHttp, readAnswer } from '../../../controller/data/http.ts';
import { openRemote } from '../../../controller/data/remotes.ts';
import { openDataStore } from '../../../controller/data/store.ts';
import { toStepFault } from '../../../controller/engines/process/fault.ts';
import { createAddressPolicy } from '../../../controller/git/addresses.ts';
import { Authority } from '../../support/cluster/certificates/authority.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { ConnectProxy } from '../../support/git-servers/connect-proxy.ts';

async function failure(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe('requests for data', () => {
  const servers: http.Server[] = [];
  let folder: ReturnType<typeof temporaryFolder>;

  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
    folder.remove();
  });

  async function listening<T extends http.Server>(server: T): Promise<number> {
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  }

  it('end when a server is silent, or breaks off', async () => {
    const silent = await listening(http.createServer(() => undefined));
    const broken = await listening(
      http.createServer((_, response) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('some');
        setImmediate(() => response.destroy());
      }),
    );
    const data = createDataHttp({ idleMs: 100 });
    const error = await failure(data.send({ url: new URL(`http://127.0.0.1:${silent}/x?signature=secret`) }));
    expect(isReason(error, 'SourceUnavailable')).to.equal(true);
    expect(String(error)).to.contain('silent').and.not.contain('secret');
    const url = new URL(`http://127.0.0.1:${broken}/`);
    const answer = await data.send({ url });
    expect(isReason(await failure(readAnswer(url, answer, 1000)), 'SourceUnavailable')).to.equal(true);
    data.close();
  });

  it('end when a proxy is silent, more often than it has places, and go on when it speaks', async () => {
    const proxy = await ConnectProxy.start();
    const target = await listening(http.createServer((_, response) => response.end('x')));
    const data = createDataHttp({ idleMs: 100 });
    const request = { url: new URL(`http://127.0.0.1:${target}/`), proxy: { url: proxy.url() } };
    proxy.refuse = () => 'hang';
    const asked = Array.from({ length: 40 }, async () => failure(data.send(request)));
    for (const error of await Promise.all(asked)) expect(isReason(error, 'SourceUnavailable')).to.equal(true);
    for (const status of [403, 404, 407]) {
      proxy.refuse = () => status;
      const error = await failure(data.send(request));
      expect(String(error)).to.contain(`the proxy answered ${status}`);
      expect(isReason(error, 'SourceUnavailable')).to.equal(true);
    }
    proxy.refuse = () => undefined;
    expect((await readAnswer(request.url, await data.send(request), 10)).toString()).to.equal('x');
    data.close();
    await proxy.stop();
  });

  it('read no more of an answer than they may', async () => {
    const port = await listening(http.createServer((_, response) => response.end('x'.repeat(1000))));
    const data = createDataHttp({});
    const url = new URL(`http://127.0.0.1:${port}/`);
    expect(isReason(await failure(readAnswer(url, await data.send({ url }), 999)), 'SourceUnavailable')).to.equal(true);
    expect(await readAnswer(url, await data.send({ url }), 1000)).to.have.length(1000);
    data.close();
  });

  it('go to allowed addresses only, by name or number', async () => {
    const port = await listening(http.createServer((_, response) => response.end('x')));
    const addresses = createAddressPolicy({}, async () => ['127.0.0.1']);
    const data = createDataHttp({ addresses });
    for (const host of ['127.0.0.1', 'data.example.com', '[::1]', '2130706433', 'localhost', '169.254.169.254']) {
      const error = await failure(data.send({ url: new URL(`http://${host}:${port}/`) }));
      expect(isReason(error, 'AddressRefused'), `${host}: ${String(error)}`).to.equal(true);
    }
    data.close();
  });

  it('trust the certificates that a Secret brings, and show its own where asked', async () => {
    const authority = await Authority.create(folder.path);
    const server = await authority.issue('server', { commonName: 'server', names: ['IP:127.0.0.1'] });
    const own = await authority.issue('client', { commonName: 'ada' });
    const client = { cert: own.certificate.toString(), key: own.key.toString() };
    const seen: string[] = [];
    const ca = authority.ca.certificate.toString();
    const options = { cert: server.certificate, key: server.key, ca, requestCert: true, rejectUnauthorized: false };
    const port = await listening(
      https.createServer(options, (request, response) => {
        seen.push(String((request.socket as TLSSocket).getPeerCertificate().subject?.CN));
        response.end('x');
      }),
    );
    const url = new URL(`https://127.0.0.1:${port}/`);
    const data = createDataHttp({});
    expect(isReason(await failure(data.send({ url })), 'SourceUnavailable')).to.equal(true);
    expect((await readAnswer(url, await data.send({ url, tls: { ca } }), 10)).toString()).to.equal('x');
    await readAnswer(url, await data.send({ url, tls: { ca, ...client } }), 10);
    expect(seen).to.deep.equal(['undefined', 'ada']);
    data.close();
  });

  it('end with the step that they are for', async () => {
    const abort = new AbortController();
    const port = await listening(
      http.createServer((_, response) => {
        response.write('some');
        abort.abort(new Error('cancelled'));
      }),
    );
    const data = createDataHttp({ signal: abort.signal });
    const around = { http: data, allowLocal: false, secret: async () => new Map<string, string>() };
    const remote = openRemote({ name: 'store', url: `http://127.0.0.1:${port}` }, around);
    const store = openDataStore(join(folder.path, 'data'), 'Shared');
    const object = { kind: 'dvc', hash: 'ab'.repeat(16), directory: false } as const;
    const sources = { http: data, store, remotes: [remote], signal: abort.signal };
    const error = await failure(fetchObjects([{ object, path: 'a' }], sources));
    expect(String(error)).to.contain('cancelled');
    expect(store.has(object)).to.equal(false);
    data.close();
  });

  it('are not begun when there is no room for what the pointers say', async () => {
    const entry: DataEntry = {
      path: 'a.bin',
      mode: '100644',
      oid: 'ab'.repeat(20),
      identity: `lfs:${'ab'.repeat(32)}`,
      pointer: 'a.bin',
      size: 5_000_000_000,
    };
    const data = createDataHttp({});
    const store = openDataStore(join(folder.path, 'data'), 'Shared');
    const sources = { http: data, store, remotes: [], signal: new AbortController().signal };
    const fault = toStepFault(await failure(fetchData([entry], sources, async () => 5_000_000_000)));
    expect(fault).to.include({ phase: 'Infrastructure', reason: 'DiskFull' });
    expect(fault.message).to.contain('5000000000 bytes');
    data.close();
  });
});
