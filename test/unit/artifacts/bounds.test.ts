import { expect } from 'chai';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { maxAttempts, maxRecordBytes, maxResultBytes, maxTreeBytes } from '../../../controller/artifacts/limits.ts';
import { openObjectArtifacts } from '../../../controller/artifacts/objects/artifacts.ts';
import { resumedBytes } from '../../../controller/artifacts/objects/content.ts';
import type { ObjectStore } from '../../../controller/artifacts/objects/objects.ts';
import { createS3Connections, maxPage } from '../../../controller/artifacts/objects/s3-client.ts';
import type { S3Timeouts } from '../../../controller/artifacts/objects/s3-client.ts';
import { openS3Objects } from '../../../controller/artifacts/objects/s3.ts';
import { parseTreeDocument, treeDocument } from '../../../controller/artifacts/objects/trees.ts';
import { flattenMetrics, maxMetrics, maxMetricsBytes, maxNameLength } from '../../../controller/core/metrics.ts';
import { maxReleaseBytes, readRelease } from '../../../controller/core/release.ts';
import { manifestText, maxManifestBytes, readManifest } from '../../../controller/pod/manifest.ts';
import { attemptRecord, reasonOf } from '../../contract/artifacts.ts';

const digest = `sha256:${'0f'.repeat(32)}`;
const chunk = Buffer.alloc(1024 * 1024, ' ');

/** A store whose every object goes on for ever; `sent` counts the bytes that were asked for. */
function endless(names: readonly string[] = ['1.json']): { readonly objects: ObjectStore; sent: number } {
  const world = {
    sent: 0,
    objects: {
      head: async () => undefined,
      async get() {
        async function* bytes(): AsyncGenerator<Buffer> {
          for (;;) {
            world.sent += chunk.length;
            yield chunk;
          }
        }
        return Readable.from(bytes(), { objectMode: false });
      },
      put: async () => 'Stored' as const,
      list: async () => names,
      discard: async () => undefined,
    },
  };
  return world;
}

async function messageOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'no error',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
}

describe('bounds on what an object store holds', function () {
  this.timeout(30_000);

  it('end the reading of records and notes, and say so', async () => {
    const world = endless();
    const artifacts = openObjectArtifacts(world.objects, { namespace: 'ml' });
    expect(await messageOf(artifacts.attempts('ml', digest))).to.match(/1\.json: found more than \d+ bytes, allowed/);
    expect(world.sent).to.be.lessThan(maxRecordBytes + 8 * chunk.length);
    expect(await reasonOf(artifacts.readNote('ml', 'gates/a'))).to.equal('ArtifactStoreUnavailable');
  });

  it('end the reading of all attempts of one fingerprint together', async () => {
    const text = JSON.stringify(attemptRecord(1)) + ' '.repeat(maxRecordBytes / 2);
    const names = ['1', '2', '3', '4', '5', '6'].map((name) => `${name}.json`);
    const objects = { ...endless(names).objects, get: async () => Readable.from([Buffer.from(text)]) };
    const artifacts = openObjectArtifacts(objects, { namespace: 'ml' });
    expect(await messageOf(artifacts.attempts('ml', digest))).to.match(/index\/[0-9a-f]+: found more than/);
    const many = Array.from({ length: maxAttempts + 1 }, (_, index) => `${index + 1}.json`);
    const listed = openObjectArtifacts(endless(many).objects, { namespace: 'ml' });
    expect(await messageOf(listed.attempts('ml', digest))).to.contain(`allowed at most ${maxAttempts}`);
  });

  it('end the reading of directories, whatever answers a request for a few bytes', async () => {
    const world = endless();
    const artifacts = openObjectArtifacts(world.objects);
    expect(await artifacts.stat(digest)).to.equal(undefined);
    expect(world.sent).to.be.lessThan(8 * chunk.length);
    expect(await reasonOf(artifacts.list(digest))).to.equal('ArtifactCorrupted');
    expect(world.sent).to.be.lessThan(maxTreeBytes + 16 * chunk.length);
  });

  it('refuse a directory before it is stored that could not be read again', () => {
    const link = { path: 'a', mode: '120000', sha256: digest.slice(7), size: maxTreeBytes };
    expect(() => treeDocument([link])).to.throw(/allowed at most .* write an archive instead/);
    const { sha256, bytes } = treeDocument([{ ...link, size: 4 }]);
    const grown = Buffer.from(bytes.toString('latin1').replace('[4]', `[4${',4'.repeat(100)}]`), 'latin1');
    expect(parseTreeDocument(sha256, bytes)).to.have.length(1);
    expect(parseTreeDocument(sha256, grown)).to.equal(undefined);
  });

  it('end the waiting for bytes that come one by one, but not for a reader that takes its time', async () => {
    async function* drops(): AsyncGenerator<Buffer> {
      for (let count = 0; count < 100; count++) yield Buffer.from('x');
    }
    const objects = { ...endless().objects, get: async () => Readable.from(drops(), { objectMode: false }) };
    let time = 0;
    let read = 0;
    const all = async (clock: () => number, take: () => void): Promise<void> => {
      for await (const chunk of resumedBytes(objects, 'objects/x', clock)) {
        read += chunk.length;
        take();
      }
    };
    const slow = all(
      () => (time += 5_000),
      () => undefined,
    );
    expect(await messageOf(slow)).to.match(/reading objects\/x: \d bytes in \d+ s/);
    read = 0;
    await all(
      () => time,
      () => (time += 60_000),
    );
    expect(read).to.equal(100);
  });

  it('end the reading of a release', async () => {
    const world = endless();
    const read = async (): Promise<Readable> => (await world.objects.get('')) ?? Readable.from([]);
    expect(await messageOf(readRelease({ read }, digest))).to.contain(`allowed at most ${maxReleaseBytes}`);
    expect(world.sent).to.be.lessThan(maxReleaseBytes + 8 * chunk.length);
  });

  it('have room for every result that a step may publish', () => {
    const name = '\u0001'.repeat(maxNameLength - 4);
    const nested = Array.from({ length: maxMetrics }, (_, index) => `"${index}":"${'x'.repeat(1024 - 10)}"`);
    const file = `{${JSON.stringify(name)}:{${nested.join(',')}}}`;
    expect(Buffer.byteLength(file)).to.be.within(maxMetricsBytes * 0.9, maxMetricsBytes);
    const flattened = flattenMetrics(file);
    if (!flattened.ok) throw new Error(flattened.problem);
    expect(Object.keys(flattened.metrics)).to.have.length(maxMetrics);
    const outputs = Array.from({ length: 16 }, (_, index) => ({
      name: `output-${index}`.padEnd(30, 'x'),
      kind: 'metrics' as const,
      digest,
      size: Number.MAX_SAFE_INTEGER,
    }));
    const metrics = Object.fromEntries(outputs.map((output) => [output.name, flattened.metrics]));
    const text = manifestText({ outputs, metrics });
    expect(Buffer.byteLength(text)).to.be.within(maxManifestBytes * 0.9, maxManifestBytes);
    expect(maxManifestBytes).to.equal(maxResultBytes);
    expect(readManifest(text, outputs)).to.have.property('metrics');
  });

  it('leave metrics out whose names nothing could hold', () => {
    const long = 'x'.repeat(maxMetricsBytes / 2 - 100);
    expect(flattenMetrics(`{"${long}":[1,2,3],"${long}y":{"z":1},"accuracy":0.5}`)).to.deep.equal({
      ok: true,
      metrics: { accuracy: '0.5' },
    });
    const outputs = [{ name: 'report', kind: 'metrics' as const, digest, size: 1 }];
    const text = manifestText({ outputs, metrics: { report: { ['x'.repeat(maxNameLength + 1)]: '1' } } });
    expect(readManifest(text, outputs)).to.contain('within bounds');
  });
});

describe('a server of somebody else that speaks S3', function () {
  this.timeout(30_000);
  let server: Server | undefined;
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
  });

  async function storeOf(
    answer: (request: IncomingMessage, response: ServerResponse) => void,
    timeouts: Partial<S3Timeouts> = {},
  ): Promise<ObjectStore> {
    const listening = createServer((request, response) => {
      request.resume().once('end', () => answer(request, response));
    });
    server = listening;
    await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
    const address = listening.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    return openS3Objects({
      endpoint: `http://127.0.0.1:${port}`,
      bucket: 'b',
      region: 'us-east-1',
      prefix: 'ml',
      credentials: async () => ({ accessKeyId: 'key', secretAccessKey: 'secret' }),
      connections: createS3Connections(timeouts),
    });
  }

  for (const status of [200, 404, 500]) {
    it(`is not listened to for ever: an endless answer of status ${status}`, async () => {
      let sent = 0;
      const objects = await storeOf((_request, response) => {
        response.writeHead(status, { 'content-type': 'application/xml' });
        async function* bytes(): AsyncGenerator<Buffer> {
          yield Buffer.from('<?xml version="1.0"?><ListBucketResult>');
          for (; !response.destroyed; sent += chunk.length) yield chunk;
        }
        const body = Readable.from(bytes(), { objectMode: false });
        response.once('close', () => body.destroy());
        body.pipe(response);
      });
      expect(await reasonOf(objects.list('index/x'))).to.equal('ArtifactStoreUnavailable');
      // Three tries, and what the sockets of both ends hold.
      expect(sent).to.be.lessThan(3 * (maxPage + 32 * chunk.length));
    });
  }

  it('is not followed from page to page for ever', async () => {
    let pages = 0;
    const objects = await storeOf((_request, response) => {
      pages += 1;
      const more = `<IsTruncated>true</IsTruncated><NextContinuationToken>${pages}</NextContinuationToken>`;
      response.end(`<?xml version="1.0"?><ListBucketResult>${more}</ListBucketResult>`);
    });
    expect(await messageOf(objects.list('index/x'))).to.match(/found more than 0 keys in \d+ pages, allowed/);
    expect(pages).to.be.lessThan(1_000);
  });

  it('is given up when it sends a byte now and then', async () => {
    const objects = await storeOf(
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'application/xml' });
        const drip = setInterval(() => response.write(' '), 10);
        response.once('close', () => clearInterval(drip));
      },
      { whole: 300 },
    );
    expect(await messageOf(objects.list('index/x'))).to.contain('TimeoutError');
  });
});
