import { expect } from 'chai';
import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { openObjectArtifacts } from '../../../controller/artifacts/objects/artifacts.ts';
import type { ObjectArtifacts } from '../../../controller/artifacts/objects/artifacts.ts';
import { createHttpTransport } from '../../../controller/artifacts/objects/http-transport.ts';
import { openHttpObjects } from '../../../controller/artifacts/objects/http.ts';
import type { ObjectStore } from '../../../controller/artifacts/objects/objects.ts';
import { openPodArtifacts } from '../../../controller/artifacts/objects/pod.ts';
import { sha256Hex } from '../../../controller/core/hash.ts';
import { reasonOf, textOf } from '../../contract/artifacts.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { startTestVolume } from './volume.ts';

async function listen(answer: RequestListener): Promise<Server & { readonly url: string }> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return Object.assign(server, { url: `http://127.0.0.1:${port}` });
}

function storeAt(url: string, idle = 300): ObjectStore {
  return openHttpObjects(createHttpTransport({ url, token: async () => 'token', idle }));
}

describe('objects over HTTP', function () {
  this.timeout(60_000);
  let server: Awaited<ReturnType<typeof listen>> | undefined;
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
    server = undefined;
  });

  async function serve(answer: RequestListener): Promise<ObjectArtifacts> {
    server = await listen(answer);
    return openObjectArtifacts(storeAt(server.url));
  }

  it('takes no 404 of a stranger for "not there"', async () => {
    const artifacts = await serve((_request, response) => response.writeHead(404).end('not found'));
    const digest = sha256Hex('x');
    expect(await reasonOf(artifacts.stat(digest))).to.equal('ArtifactStoreUnavailable');
    expect(await reasonOf(artifacts.read(digest))).to.equal('ArtifactStoreUnavailable');
    expect(await reasonOf(artifacts.verify(digest))).to.equal('ArtifactStoreUnavailable');
  });

  it('asks again when the server is busy or away, and says so when it stays so', async () => {
    let asked = 0;
    const artifacts = await serve((request, response) => {
      asked++;
      if (asked < 3) request.socket.destroy();
      else if (asked < 5) response.writeHead(429).end('busy');
      else response.writeHead(200, { 'content-length': '5' }).end('model');
    });
    expect(await textOf(artifacts, sha256Hex('model'))).to.equal('model');
    expect(asked).to.equal(5);
    const gone = openObjectArtifacts(storeAt('http://127.0.0.1:1'));
    expect(await reasonOf(gone.stat(sha256Hex('x')))).to.equal('ArtifactStoreUnavailable');
    expect(await reasonOf(gone.write(Buffer.from('x')))).to.equal('ArtifactStoreUnavailable');
  });

  it('goes on where a download broke off or fell silent, and checks the whole', async () => {
    const content = Buffer.alloc(400_000, 'abcdefg');
    const starts: number[] = [];
    const artifacts = await serve((request, response) => {
      const start = Number(/^bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
      starts.push(start);
      response.writeHead(start === 0 ? 200 : 206, { 'content-length': content.length - start });
      if (starts.length >= 3) return response.end(content.subarray(start));
      response.write(content.subarray(start, start + 100_000), () => {
        // Broken off the first time; silent the second.
        if (starts.length === 1) response.destroy();
      });
      return undefined;
    });
    const digest = sha256Hex(content);
    expect(sha256Hex(await textOf(artifacts, digest))).to.equal(digest);
    expect(starts).to.deep.equal([0, 100_000, 200_000]);
  });

  it('gives bytes that changed on the way to nobody, and asks the server before it gives up the object', async () => {
    let damaged = 1;
    const folder = temporaryFolder();
    const artifacts = await serve((request, response) => {
      if (request.url?.includes('/trees/') === true) return response.writeHead(404, { 'x-refit-absent': 'true' }).end();
      if (request.method === 'DELETE') return response.writeHead(409).end('it is whole');
      return response.writeHead(200, { 'content-length': '5' }).end(damaged-- > 0 ? 'm0del' : 'model');
    });
    const target = join(folder.path, 'x');
    expect(await reasonOf(artifacts.checkout(sha256Hex('model'), target, 'Copy'))).to.equal('ArtifactStoreUnavailable');
    expect(readdirSync(folder.path)).to.deep.equal([]);
    await artifacts.checkout(sha256Hex('model'), target, 'Copy');
    folder.remove();
  });

  it('sends no large body to a server that does not want it', async () => {
    let received = 0;
    server = await listen(() => undefined);
    server.on('checkContinue', (request, response) => {
      request.on('data', (chunk: Buffer) => (received += chunk.length));
      response.writeHead(413).end('too large');
    });
    const body = Readable.from([Buffer.alloc(4 * 1024 * 1024)], { objectMode: false });
    const sent = storeAt(server.url).put('objects/x', body, { size: 4 * 1024 * 1024, createOnly: false });
    expect(await reasonOf(sent)).to.equal('ArtifactStoreUnavailable');
    expect(received).to.equal(0);
  });

  it('reads the token of a pod for every request, and has no records there', async () => {
    const volume = await startTestVolume();
    const folder = temporaryFolder();
    const access = { kind: 'Http', url: volume.url, audience: 'refit-artifacts' } as const;
    const artifacts = await openPodArtifacts(access, folder.path);
    expect(await reasonOf(artifacts.write(Buffer.from('x')))).to.equal('ArtifactStoreUnavailable');
    writeFileSync(join(folder.path, 'token'), `${volume.token('ml')}\n`);
    const { digest } = await artifacts.write(Buffer.from('x'));
    writeFileSync(join(folder.path, 'token'), volume.token('other'));
    expect(await artifacts.stat(digest)).to.equal(undefined);
    expect(await reasonOf(artifacts.attempts('ml', digest))).to.equal('ArtifactStoreUnavailable');
    folder.remove();
    await volume.close();
  });
});
