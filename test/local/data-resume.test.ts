import { expect } from 'chai';
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { isReason } from '../../controller/core/errors.ts';
import { fetchObjects } from '../../controller/data/downloads.ts';
import type { DataSources } from '../../controller/data/downloads.ts';
import { createDataHttp } from '../../controller/data/http.ts';
import type { DataHttp } from '../../controller/data/http.ts';
import type { DataObject } from '../../controller/data/identity.ts';
import { openRemote } from '../../controller/data/remotes.ts';
import { openDataStore } from '../../controller/data/store.ts';
import type { DataStore } from '../../controller/data/store.ts';
import { LfsServer } from '../support/data/lfs-server.ts';
import { temporaryFolder } from '../support/folder.ts';
import { startS3Server } from '../support/s3-server.ts';

const mebibyte = 1024 * 1024;
const content = randomBytes(5 * mebibyte);

/** One object, whose every answer breaks off after `piece` bytes. */
class BreakingServer {
  piece = 2 * mebibyte;
  ranges = true;
  /** What is served from the second request on; as it would be if somebody put other content in its place. */
  later: { readonly content: Buffer; readonly etag: string } | undefined;
  readonly asked: (string | undefined)[] = [];
  readonly #server = http.createServer((request, response) => this.#answer(request, response));

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #answer({ headers }: http.IncomingMessage, response: http.ServerResponse): void {
    const now = (this.asked.length > 0 ? this.later : undefined) ?? { content, etag: '"first"' };
    this.asked.push(headers.range);
    const range = headers['if-range'] === undefined || headers['if-range'] === now.etag ? headers.range : undefined;
    const from = this.ranges ? Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0) : 0;
    const rest = now.content.subarray(from);
    response.writeHead(from === 0 ? 200 : 206, {
      'content-length': String(rest.length),
      etag: now.etag,
      ...(this.ranges ? { 'accept-ranges': 'bytes' } : {}),
      ...(from === 0 ? {} : { 'content-range': `bytes ${from}-${now.content.length - 1}/${now.content.length}` }),
    });
    if (rest.length <= this.piece) return void response.end(rest);
    response.write(rest.subarray(0, this.piece), () => response.destroy());
  }
}

/** Passes connections on to a server, and cuts the first `cuts` of them after 2 MiB of its answer. */
async function startCutter(port: number, cuts: number): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const open = new Set<net.Socket>();
  let left = cuts;
  const server = net.createServer((socket) => {
    const target = net.connect(port, '127.0.0.1');
    for (const each of [socket, target]) open.add(each.on('error', () => undefined));
    let passed = 0;
    target.on('data', (piece) => {
      passed += piece.length;
      if (passed < 2 * mebibyte || left <= 0) return void socket.write(piece);
      left -= 1;
      socket.destroy();
      target.destroy();
    });
    target.on('end', () => socket.end());
    socket.pipe(target);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

describe('downloads that break off', function () {
  this.timeout(60_000);
  let folder: ReturnType<typeof temporaryFolder>;
  let web: DataHttp;
  let store: DataStore;
  let server: BreakingServer;
  let url: string;
  const object: DataObject = { kind: 'dvc', hash: createHash('md5').update(content).digest('hex'), directory: false };

  beforeEach(async () => {
    folder = temporaryFolder();
    web = createDataHttp({});
    store = openDataStore(join(folder.path, 'store'), 'Private');
    server = new BreakingServer();
    url = await server.start();
  });

  afterEach(async () => {
    web.close();
    await server.stop();
    folder.remove();
  });

  function sources(over: Partial<DataSources> = {}): DataSources {
    const around = { http: web, allowLocal: false, secret: async () => new Map<string, string>() };
    const remotes = [openRemote({ name: 'store', url }, around)];
    return { http: web, store, remotes, signal: new AbortController().signal, ...over };
  }

  async function failure(work: Promise<unknown>): Promise<unknown> {
    return work.then(
      () => undefined,
      (error: unknown) => error,
    );
  }

  it('go on where they broke off', async () => {
    await fetchObjects([{ object, path: 'data/large.bin' }], sources());
    expect(readFileSync(store.path(object)).equals(content)).to.equal(true);
    const [first, ...rests] = server.asked;
    expect(first).to.equal(undefined);
    expect(rests.length).to.be.greaterThan(0);
    expect(rests.every((range) => /^bytes=[1-9]\d*-$/.test(range ?? ''))).to.equal(true);
  });

  it('go on from an LFS server', async () => {
    const lfs = await LfsServer.start();
    const hash = lfs.add(content);
    lfs.hrefOf = () => ({ href: url });
    const ofLfs: DataObject = { kind: 'lfs', hash, directory: false, bytes: content.length };
    const declared = { url: lfs.url, credentials: async () => ({ headers: {} }) };
    await fetchObjects([{ object: ofLfs, path: 'a.bin' }], sources({ lfs: declared }));
    expect(readFileSync(store.path(ofLfs)).equals(content)).to.equal(true);
    expect(server.asked.slice(1).every((range) => range !== undefined)).to.equal(true);
    await lfs.stop();
  });

  it('go on from a bucket', async () => {
    const s3 = await startS3Server();
    const key = `files/md5/${object.hash.slice(0, 2)}/${object.hash.slice(2)}`;
    mkdirSync(dirname(s3.path(key)), { recursive: true });
    writeFileSync(s3.path(key), content);
    const cutter = await startCutter(Number(new URL(s3.endpoint).port), 3);
    const secret = async (): Promise<Map<string, string>> => new Map(Object.entries(s3.secret));
    const around = { http: web, allowLocal: false, secret };
    const remote = openRemote(
      { name: 'store', url: `s3://${s3.bucket}`, endpoint: cutter.url, secret: 'keys' },
      around,
    );
    await fetchObjects([{ object, path: 'a.bin' }], sources({ remotes: [remote] }));
    expect(readFileSync(store.path(object)).equals(content)).to.equal(true);
    await cutter.stop();
    await s3.stop();
  });

  it('begin anew where the server gives no parts, or has other content by now, and end after some tries', async () => {
    server.ranges = false;
    const error = await failure(fetchObjects([{ object, path: 'a.bin' }], sources()));
    expect(isReason(error, 'SourceUnavailable'), String(error)).to.equal(true);
    expect(server.asked).to.deep.equal([undefined, undefined, undefined]);
    server.asked.length = 0;
    server.ranges = true;
    server.later = { content: randomBytes(mebibyte), etag: '"other"' };
    const changed = await failure(fetchObjects([{ object, path: 'a.bin' }], sources()));
    expect(isReason(changed, 'DataNotAvailable'), String(changed)).to.equal(true);
    expect(String(changed)).to.contain('has other content');
    expect(store.has(object)).to.equal(false);
  });
});
