import { expect } from 'chai';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { treeDocument } from '../../../controller/artifacts/objects/trees.ts';
import { sha256Hex } from '../../../controller/core/hash.ts';
import { eventually } from '../../support/eventually.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { makeToken, startTestVolume } from './volume.ts';
import type { TestVolume } from './volume.ts';

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

interface Asked {
  readonly token?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** One request exactly as written: no path is normalised. */
function ask(volume: TestVolume, method: string, path: string, asked: Asked = {}): Promise<Answer> {
  const token = 'token' in asked ? asked.token : volume.token('ml');
  const headers = { ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...asked.headers };
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port: volume.port, method, path, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(chunks).toString(),
        }),
      );
    });
    request.once('error', reject);
    request.end(asked.body);
  });
}

const hexOf = (content: string | Buffer): string => sha256Hex(content).slice(7);
const keyOf = (content: string | Buffer, space = 'objects'): string => {
  const hex = hexOf(content);
  return `${space}/sha256/${hex.slice(0, 2)}/${hex}`;
};

describe('the server of a volume', function () {
  this.timeout(60_000);
  let volume: TestVolume;
  beforeEach(async () => {
    volume = await startTestVolume({ maxObject: 1000, maxTree: 2000, headers: 500, idle: 500 });
  });
  afterEach(() => volume.close());

  const put = (content: string, asked: Asked = {}): Promise<Answer> =>
    ask(volume, 'PUT', `/v1/objects/${keyOf(content)}`, { body: content, ...asked });
  const stored = (): string[] =>
    readdirSync(join(volume.folder), { recursive: true, encoding: 'utf8' }).filter((name) =>
      /[0-9a-f]{24,}$/.test(name),
    );

  it('keeps what its key says, gives it back, whole and in ranges', async () => {
    expect((await put('model')).status).to.equal(201);
    expect((await put('model', { headers: { 'if-none-match': '*' } })).status).to.equal(412);
    expect((await put('model')).status).to.equal(201);
    const path = `/v1/objects/${keyOf('model')}`;
    expect((await ask(volume, 'GET', path)).text).to.equal('model');
    expect((await ask(volume, 'HEAD', path)).headers['content-length']).to.equal('5');
    const ranges = { 'bytes=1-2': 'od', 'bytes=3-': 'el', 'bytes=0-99': 'model' };
    for (const [range, text] of Object.entries(ranges)) {
      expect(await ask(volume, 'GET', path, { headers: { range } })).to.include({ status: 206, text });
    }
    expect((await ask(volume, 'GET', path, { headers: { range: 'bytes=5-' } })).status).to.equal(416);
    expect((await ask(volume, 'GET', path, { headers: { range: 'bytes=3-1' } })).status).to.equal(400);
    const none = await ask(volume, 'GET', `/v1/objects/${keyOf('none')}`);
    expect([none.status, none.headers['x-refit-absent']]).to.deep.equal([404, 'true']);
  });

  it('knows nobody without a good token', async () => {
    const path = `/v1/objects/${keyOf('x')}`;
    const bad = [undefined, 'x', 'a.b.c', 'x'.repeat(10_000), makeToken('ml', { aud: ['https://kubernetes'] })];
    const ended = [makeToken('ml', { exp: 1 }), makeToken('ml', { exp: 'later' }), makeToken('ml', { aud: undefined })];
    for (const token of [...bad, ...ended]) {
      expect((await ask(volume, 'GET', path, { token })).status, token?.slice(0, 20)).to.equal(401);
    }
    expect(volume.reviews).to.equal(0);
    const user = { username: 'system:serviceaccount:ml:default' };
    const verdicts = [
      { authenticated: false },
      {},
      { authenticated: true, user },
      { authenticated: true, user, audiences: ['https://kubernetes'] },
      { authenticated: true, user, audiences: ['refit-artifacts'], error: 'no' },
      { authenticated: true, user: { username: 'system:admin' }, audiences: ['refit-artifacts'] },
      { authenticated: true, user: { username: 'system:serviceaccount:../x:a' }, audiences: ['refit-artifacts'] },
      { authenticated: true, user: { username: 'system:serviceaccount:a:b:c' }, audiences: ['refit-artifacts'] },
    ];
    for (const [index, verdict] of verdicts.entries()) {
      volume.answer(verdict);
      const answer = await ask(volume, 'GET', path, { token: makeToken('ml', { jti: index }) });
      expect(answer.status, JSON.stringify(verdict)).to.equal(401);
    }
  });

  it('says that it cannot tell while the API server is away, and never that there is nothing', async () => {
    volume.answer('error');
    const answer = await ask(volume, 'GET', `/v1/objects/${keyOf('x')}`);
    expect([answer.status, answer.headers['x-refit-absent']]).to.deep.equal([503, undefined]);
  });

  it('takes the token from another header too, which the proxy of the API server leaves', async () => {
    const headers = { 'x-refit-token': volume.token('ml') };
    expect((await put('model', { token: undefined, headers })).status).to.equal(201);
  });

  it('shows each namespace its own and nothing else', async () => {
    await put('secret');
    const path = `/v1/objects/${keyOf('secret')}`;
    expect((await ask(volume, 'GET', path, { token: volume.token('other') })).status).to.equal(404);
    expect((await ask(volume, 'DELETE', path, { token: volume.token('other') })).status).to.equal(204);
    expect((await ask(volume, 'GET', path)).text).to.equal('secret');
  });

  it('has no path but the ones it has', async () => {
    writeFileSync(join(volume.folder, 'passwd'), 'x');
    const hex = hexOf('x');
    const paths = [
      '/',
      '/v1/objects/',
      '/v1/objects/../passwd',
      '/v1/objects/..%2f..%2fpasswd',
      '/v1/objects/%2e%2e/passwd',
      '/v1/objects//etc/passwd',
      `/v1/objects/objects/sha256/00/${hex}`,
      `/v1/objects/objects/sha256/${hex.slice(0, 2)}/${hex.toUpperCase()}`,
      `/v1/objects/objects/sha256/${hex.slice(0, 2)}/${hex}/`,
      `/v1/objects/objects/sha256/${hex.slice(0, 2)}/${hex}?x`,
      `/v1/objects/objects/sha256/${hex.slice(0, 2)}/${hex}%00`,
      `/v1/objects/index/${hex}/0.json`,
      `/v1/objects/index/${hex}/../../notes/a=.json`,
      '/v1/objects/notes/../objects=.json',
      '/v1/objects/notes/.hidden=.json',
      '/v1/list/',
      '/v1/list/objects',
      '/v1/list/notes',
      '/v1/list/index',
      `/v1/list/index/${hex}/..`,
      `/v1/list/../other/index/${hex}`,
      `http://127.0.0.1/v1/objects/${keyOf('x')}`,
    ];
    for (const path of paths) {
      for (const method of ['GET', 'PUT']) {
        const answer = await ask(volume, method, path, method === 'PUT' ? { body: 'x' } : {});
        expect([answer.status, answer.text], `${method} ${path}`).to.deep.equal([404, 'no such path']);
      }
    }
    expect(stored()).to.deep.equal([]);
  });

  it('lets nobody write records, and everybody of the namespace read them', async () => {
    const folder = join(volume.folder, 'namespaces/ml/index', hexOf('f'));
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, '1.json'), '{}');
    const path = `/v1/objects/index/${hexOf('f')}/1.json`;
    for (const method of ['PUT', 'DELETE']) {
      for (const key of [path, '/v1/objects/notes/gates/a=.json']) {
        const asked = method === 'PUT' ? { body: 'x' } : {};
        expect((await ask(volume, method, key, asked)).status).to.equal(403);
      }
    }
    expect((await ask(volume, 'POST', path, { body: 'x' })).status).to.equal(405);
    expect((await ask(volume, 'GET', path)).text).to.equal('{}');
    expect((await ask(volume, 'GET', `/v1/list/index/${hexOf('f')}`)).text).to.equal('["1.json"]');
    const other = await ask(volume, 'GET', `/v1/list/index/${hexOf('f')}`, { token: volume.token('other') });
    expect(other.text).to.equal('[]');
  });

  it('refuses content that is not what its key says, leaving nothing', async () => {
    const path = `/v1/objects/${keyOf('model')}`;
    expect(await ask(volume, 'PUT', path, { body: 'forged' })).to.include({ status: 422 });
    expect((await ask(volume, 'GET', path)).status).to.equal(404);
    const missing = treeDocument([{ path: 'a', mode: '100644', sha256: hexOf('a'), size: 1 }]);
    const treePath = `/v1/objects/trees/sha256/${missing.sha256.slice(0, 2)}/${missing.sha256}`;
    expect((await ask(volume, 'PUT', treePath, { body: missing.bytes })).text).to.contain('is not there');
    await put('a');
    const lied = Buffer.from(missing.bytes.toString('latin1').replace(' 1 1\n[1]', ' 9 1\n[9]'), 'latin1');
    expect((await ask(volume, 'PUT', treePath, { body: lied })).status).to.equal(422);
    expect((await ask(volume, 'PUT', treePath, { body: 'refit-tree-document-v1 0 0\n[]\n' })).status).to.equal(422);
    expect((await ask(volume, 'PUT', treePath, { body: missing.bytes })).status).to.equal(201);
    const outside = treeDocument([{ path: '../a', mode: '100644', sha256: hexOf('a'), size: 1 }]);
    const outsidePath = `/v1/objects/trees/sha256/${outside.sha256.slice(0, 2)}/${outside.sha256}`;
    expect((await ask(volume, 'PUT', outsidePath, { body: outside.bytes })).status).to.equal(422);
  });

  it('takes damaged objects away, and keeps those that are whole', async () => {
    await put('model');
    const path = `/v1/objects/${keyOf('model')}`;
    expect((await ask(volume, 'DELETE', path)).status).to.equal(409);
    const file = join(volume.folder, 'namespaces/ml', keyOf('model'));
    chmodSync(file, 0o644);
    writeFileSync(file, 'wrong');
    expect((await ask(volume, 'DELETE', path)).status).to.equal(204);
    expect((await ask(volume, 'GET', path)).status).to.equal(404);
  });

  it('refuses what is too large before it comes, and sizes that are not said', async () => {
    expect((await put('x'.repeat(1001))).status).to.equal(413);
    const chunked = await ask(volume, 'PUT', `/v1/objects/${keyOf('x')}`, {
      body: 'x',
      headers: { 'transfer-encoding': 'chunked' },
    });
    expect(chunked.status).to.equal(411);
    expect(stored()).to.deep.equal([]);
  });

  it('takes the same object from two at once', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => put('same')));
    expect(answers.map(({ status }) => status)).to.deep.equal(Array.from({ length: 20 }, () => 201));
    expect((await ask(volume, 'GET', `/v1/objects/${keyOf('same')}`)).text).to.equal('same');
    expect(readdirSync(join(volume.folder, 'tmp'))).to.deep.equal([]);
  });

  it('ends connections that are slow to ask or stop in the middle, and keeps nothing of them', async () => {
    const lines = [
      'GET / HTTP/1.1\r\nHost: x\r\n',
      `PUT /v1/objects/${keyOf('slow')} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${volume.token('ml')}\r\nContent-Length: 4\r\n\r\nsl`,
    ];
    for (const line of lines) {
      await new Promise<void>((resolve) => {
        const socket = connect(volume.port, '127.0.0.1', () => socket.write(line));
        socket.resume();
        socket.once('close', () => resolve());
        socket.once('error', () => undefined);
      });
    }
    await eventually(() => expect(stored()).to.deep.equal([]));
    expect((await put('next')).status).to.equal(201);
  });
});

describe('the server of a volume, limits', function () {
  this.timeout(60_000);

  it('says that the volume is full, before and while it fills', async () => {
    const disk = temporaryFolder();
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', disk.path]);
    const content = Buffer.alloc(6 * 1024 * 1024, 'x');
    const path = `/v1/objects/${keyOf(content)}`;
    const careful = await startTestVolume({ reserve: 1024 }, { folder: disk.path });
    const careless = await startTestVolume({ reserve: -1e9 }, { folder: disk.path });
    try {
      expect((await ask(careful, 'PUT', path, { body: content })).status).to.equal(507);
      expect((await ask(careless, 'PUT', path, { body: content })).status).to.equal(507);
      expect(readdirSync(join(disk.path, 'tmp'))).to.deep.equal([]);
      expect((await ask(careless, 'GET', path)).status).to.equal(404);
      expect(careless.log.map(({ message }) => message)).to.deep.equal(['artifact volume could not answer']);
    } finally {
      await careful.close();
      await careless.close();
      execFileSync('umount', ['-l', disk.path]);
      disk.remove();
    }
  });

  it('reviews a token once a minute, not beyond its end, and two at once as one', async () => {
    const clock = new FakeClock(Date.now());
    const volume = await startTestVolume({}, { clock });
    const path = `/v1/objects/${keyOf('x')}`;
    const statuses = async (token: string): Promise<number[]> =>
      Promise.all(Array.from({ length: 5 }, async () => (await ask(volume, 'GET', path, { token })).status));
    const long = makeToken('ml', { exp: clock.now() / 1000 + 600 });
    expect(await statuses(long)).to.deep.equal([404, 404, 404, 404, 404]);
    expect(volume.reviews).to.equal(1);
    volume.answer({ authenticated: false });
    await clock.advance(59_000);
    expect(await statuses(long)).to.deep.equal([404, 404, 404, 404, 404]);
    await clock.advance(2_000);
    expect(await statuses(long)).to.deep.equal([401, 401, 401, 401, 401]);
    expect(volume.reviews).to.equal(2);
    volume.answer(undefined);
    const short = makeToken('ml', { exp: clock.now() / 1000 + 10 });
    expect((await statuses(short))[0]).to.equal(404);
    await clock.advance(11_000);
    expect((await statuses(short))[0]).to.equal(401);
    expect(volume.reviews).to.equal(3);
    await volume.close();
  });

  it('lets one namespace not keep the others out', async () => {
    const volume = await startTestVolume({ perNamespace: 2 });
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    const content = 'x'.repeat(10);
    const opened = Array.from({ length: 2 }, () => {
      const headers = { authorization: `Bearer ${volume.token('ml')}`, 'content-length': '10' };
      const path = `/v1/objects/${keyOf(content)}`;
      const request = httpRequest({ host: '127.0.0.1', port: volume.port, method: 'PUT', path, headers });
      request.write('x');
      void held.then(() => request.end('x'.repeat(9)));
      return new Promise<number>((resolve, reject) => {
        request.once('response', (response) => resolve(response.resume().statusCode ?? 0)).once('error', reject);
      });
    });
    const status = async (namespace: string): Promise<number> =>
      (await ask(volume, 'GET', `/v1/objects/${keyOf('y')}`, { token: volume.token(namespace) })).status;
    await eventually(async () => (await status('ml')) === 429);
    expect(await status('other')).to.equal(404);
    release();
    expect(await Promise.all(opened)).to.deep.equal([201, 201]);
    expect(await status('ml')).to.equal(404);
    await volume.close();
  });
});
