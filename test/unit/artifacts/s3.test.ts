import { expect } from 'chai';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { openS3Objects } from '../../../controller/artifacts/objects/s3.ts';
import type { ObjectStore } from '../../../controller/artifacts/objects/objects.ts';
import { reasonOf } from '../../contract/artifacts.ts';

/** What servers other than the real one of the other tests are known to answer. */
describe('objects in a bucket, odd servers', function () {
  this.timeout(30_000);
  let server: Server | undefined;
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
  });

  async function storeOf(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<ObjectStore> {
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
    });
  }

  function fail(response: ServerResponse, status: number, code: string): void {
    response.writeHead(status, { 'content-type': 'application/xml' });
    response.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>no</Message></Error>`);
  }

  const isConditional = (request: IncomingMessage): boolean => request.headers['if-none-match'] === '*';

  it('writes without a condition where there are none', async () => {
    const asked: boolean[] = [];
    const objects = await storeOf((request, response) => {
      asked.push(isConditional(request));
      if (isConditional(request)) fail(response, 501, 'NotImplemented');
      else response.writeHead(200).end();
    });
    expect(await objects.put('index/x', Buffer.from('x'), { createOnly: true })).to.equal('Stored');
    expect(asked).to.deep.equal([true, false]);
  });

  it('tries again when another write of the key was under way', async () => {
    const answers = ['ConditionalRequestConflict', 'ConditionalRequestConflict', 'PreconditionFailed'];
    const objects = await storeOf((_request, response) => {
      const code = answers.shift() ?? '';
      fail(response, code === 'PreconditionFailed' ? 412 : 409, code);
    });
    expect(await objects.put('index/x', Buffer.from('x'), { createOnly: true })).to.equal('Exists');
    expect(answers).to.deep.equal([]);
  });

  it('believes only a server that says of the key that it is not there', async () => {
    let code = 'NoSuchKey';
    const objects = await storeOf((request, response) => {
      if (request.method === 'HEAD') response.writeHead(404).end();
      else fail(response, 404, code);
    });
    expect(await objects.head('objects/x')).to.equal(undefined);
    expect(await objects.get('objects/x')).to.equal(undefined);
    for (code of ['NoSuchBucket', 'XAdminUserNotFound', 'Whatever']) {
      expect(await reasonOf(objects.head('objects/x')), code).to.equal('ArtifactStoreUnavailable');
      expect(await reasonOf(objects.get('objects/x')), code).to.equal('ArtifactStoreUnavailable');
    }
  });

  it('takes a page of a stranger for a fault', async () => {
    const objects = await storeOf((_request, response) => {
      response.writeHead(404, { 'content-type': 'text/html' }).end('<html>not found</html>');
    });
    expect(await reasonOf(objects.head('objects/x'))).to.equal('ArtifactStoreUnavailable');
    expect(await reasonOf(objects.list('index/x'))).to.equal('ArtifactStoreUnavailable');
  });

  it('reads all pages of a list, and only what is directly below', async () => {
    const page = (names: readonly string[], next: string): string =>
      `<?xml version="1.0"?><ListBucketResult><IsTruncated>${next !== ''}</IsTruncated>${names
        .map((name) => `<Contents><Key>ml/index/x/${name}</Key><Size>1</Size></Contents>`)
        .join('')}${next === '' ? '' : `<NextContinuationToken>${next}</NextContinuationToken>`}</ListBucketResult>`;
    const objects = await storeOf((request, response) => {
      const second = request.url?.includes('continuation-token=more') === true;
      response.writeHead(200, { 'content-type': 'application/xml' });
      response.end(second ? page(['3.json', 'below/4.json'], '') : page(['1.json', '2.json'], 'more'));
    });
    expect(await objects.list('index/x')).to.deep.equal(['1.json', '2.json', '3.json']);
  });
});
