import { CreateBucketCommand, PutBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, request as send } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { openObjectArtifacts } from '../../controller/artifacts/objects/artifacts.ts';
import type { S3Credentials } from '../../controller/artifacts/objects/credentials.ts';
import { objectKey } from '../../controller/artifacts/objects/keys.ts';
import { openPodArtifacts } from '../../controller/artifacts/objects/pod.ts';
import { createS3Connections } from '../../controller/artifacts/objects/s3-client.ts';
import { openS3Objects } from '../../controller/artifacts/objects/s3.ts';
import { RefitError } from '../../controller/core/errors.ts';
import { sha256Hex } from '../../controller/core/hash.ts';
import { attemptRecord, describeArtifacts, reasonOf, textOf } from '../contract/artifacts.ts';
import { temporaryFolder } from '../support/folder.ts';
import { freePorts } from '../support/cluster/processes/ports.ts';
import { startS3Server } from '../support/s3-server.ts';
import type { S3Server } from '../support/s3-server.ts';

let shared: Promise<S3Server> | undefined;
let worlds = 0;

/** The server that all suites of this file share; it ends with the process. */
function sharedS3Server(): Promise<S3Server> {
  shared ??= startS3Server();
  return shared;
}

const hexOf = (content: string): string => sha256Hex(content).slice(7);

describeArtifacts('a bucket of an S3-compatible server', async () => {
  const server = await sharedS3Server();
  const prefix = `contract-${++worlds}/ml`;
  return {
    pod: openObjectArtifacts(server.objects(prefix)),
    controller: openObjectArtifacts(server.objects(prefix), { namespace: 'ml' }),
    damage(hex, bytes) {
      const path = server.path(`${prefix}/${objectKey(hex)}`);
      if (bytes === undefined) rmSync(path);
      else writeFileSync(path, bytes);
    },
    close: () => undefined,
  };
});

describe('a bucket of an S3-compatible server, when things go wrong', function () {
  this.timeout(180_000);
  let server: S3Server;
  before(async () => {
    server = await sharedS3Server();
  });

  function owner(): S3Client {
    const { endpoint, credentials } = server;
    return new S3Client({ endpoint, region: 'us-east-1', forcePathStyle: true, credentials });
  }

  async function allow(user: S3Credentials, actions: readonly string[], prefix: string): Promise<void> {
    await server.addUser(user);
    const Statement = [
      {
        Effect: 'Allow',
        Principal: user.accessKeyId,
        Action: 's3:ListBucket',
        Resource: `arn:aws:s3:::${server.bucket}`,
      },
      {
        Effect: 'Allow',
        Principal: user.accessKeyId,
        Action: actions,
        Resource: `arn:aws:s3:::${server.bucket}/${prefix}/*`,
      },
    ];
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
    await owner().send(new PutBucketPolicyCommand({ Bucket: server.bucket, Policy }));
  }

  it('says that it is not available, and shows nothing of an upload, when the server is killed in the middle of one', async () => {
    const objects = server.objects('killed/ml');
    const part = randomBytes(8 * 1024 * 1024);
    async function* parts(): AsyncGenerator<Buffer> {
      for (let index = 0; index < 8; index++) {
        // Some parts are through by now, and those that follow find nobody.
        if (index === 5) await server.kill();
        yield part;
      }
    }
    const body = Readable.from(parts(), { objectMode: false });
    const size = 8 * part.length;
    expect(await reasonOf(objects.put('objects/x', body, { size, createOnly: false }))).to.equal(
      'ArtifactStoreUnavailable',
    );
    const artifacts = openObjectArtifacts(objects, { namespace: 'ml' });
    for (const action of [
      () => artifacts.stat(sha256Hex('x')),
      () => artifacts.attempts('ml', attemptRecord(1).fingerprint),
      () => artifacts.readNote('ml', 'a'),
      () => artifacts.record('ml', attemptRecord(1)),
    ]) {
      expect(await reasonOf(action())).to.equal('ArtifactStoreUnavailable');
    }
    await server.start();
    expect(await objects.head('objects/x')).to.equal(undefined);
    expect(await artifacts.attempts('ml', attemptRecord(1).fingerprint)).to.deep.equal([]);
  });

  it('stores nothing of a body that fails, and says why', async () => {
    const objects = server.objects('failed/ml');
    for (const size of [1024, 20 * 1024 * 1024]) {
      async function* body(): AsyncGenerator<Buffer> {
        yield Buffer.alloc(size);
        await Promise.resolve();
        throw new RefitError('OutputInvalid', 'changed while it was read');
      }
      const put = objects.put('objects/x', Readable.from(body(), { objectMode: false }), { size, createOnly: false });
      expect(await reasonOf(put)).to.equal('OutputInvalid');
    }
    expect(await objects.head('objects/x')).to.equal(undefined);
    expect(existsSync(server.path('failed/ml/objects'))).to.equal(false);
  });

  it('takes wrong keys and a missing bucket for faults, never for "not there"', async () => {
    const wrong = [
      { accessKeyId: 'nobody', secretAccessKey: 'secret-secret' },
      { accessKeyId: server.credentials.accessKeyId, secretAccessKey: 'secret-secret' },
    ];
    const stores = wrong.map((credentials) => server.objects('wrong/ml', { credentials: async () => credentials }));
    const { endpoint, credentials } = server;
    const place = { endpoint, region: 'us-east-1', bucket: 'no-such-bucket', prefix: 'ml' };
    stores.push(openS3Objects({ ...place, credentials: async () => credentials }));
    for (const objects of stores) {
      const artifacts = openObjectArtifacts(objects, { namespace: 'ml' });
      for (const action of [
        () => artifacts.stat(sha256Hex('x')),
        () => artifacts.read(sha256Hex('x')),
        () => artifacts.verify(sha256Hex('x')),
        () => artifacts.attempts('ml', attemptRecord(1).fingerprint),
        () => artifacts.readNote('ml', 'a'),
        () => artifacts.write(Buffer.from('x')),
        () => artifacts.record('ml', attemptRecord(1)),
      ]) {
        const error = await action().catch((thrown: unknown) => thrown);
        expect(error).to.have.property('reason', 'ArtifactStoreUnavailable');
        expect(String(error)).to.not.contain('secret-secret');
      }
    }
  });

  it('looks at the credentials again when they are refused', async () => {
    let fresh = 0;
    const objects = server.objects('rotated/ml', {
      credentials: async (again) => {
        if (again) fresh++;
        return fresh > 0 ? server.credentials : { accessKeyId: 'old', secretAccessKey: 'old-old-old' };
      },
    });
    const artifacts = openObjectArtifacts(objects);
    const { digest } = await artifacts.write(Buffer.from('x'));
    expect(await textOf(artifacts, digest)).to.equal('x');
    expect(fresh).to.equal(1);
  });

  it('needs no right to delete, nor to anything outside its prefix', async () => {
    const user = { accessKeyId: 'tenant', secretAccessKey: 'tenant-secret-key' };
    await allow(user, ['s3:GetObject', 's3:PutObject'], 'shared/ml');
    const artifacts = openObjectArtifacts(server.objects('shared/ml', { credentials: async () => user }));
    const folder = temporaryFolder();
    writeFileSync(join(folder.path, 'model'), 'weights');
    const { digest } = await artifacts.publish(folder.path);
    writeFileSync(server.path(`shared/ml/${objectKey(hexOf('weights'))}`), 'damaged');
    const target = join(folder.path, 'copy');
    expect(await reasonOf(artifacts.checkout(digest, target, 'Copy'))).to.equal('ArtifactCorrupted');
    expect(await artifacts.stat(digest)).to.equal(undefined);
    expect(await artifacts.stat(sha256Hex('weights'))).to.equal(undefined);
    expect(statSync(server.path(`shared/ml/${objectKey(hexOf('weights'))}`)).size).to.equal(0);
    expect(await reasonOf(artifacts.read(sha256Hex('weights')))).to.equal('ArtifactMissing');
    await artifacts.publish(folder.path);
    await artifacts.checkout(digest, target, 'Copy');
    const other = openObjectArtifacts(server.objects('shared/other', { credentials: async () => user }));
    expect(await reasonOf(other.write(Buffer.from('x')))).to.equal('ArtifactStoreUnavailable');
    folder.remove();
  });

  it('knows its own record again when the answer to the first try was lost', async () => {
    const port = new URL(server.endpoint).port;
    let puts = 0;
    // Between client and server: hands every request on, and loses the first answer to a PUT.
    const between = createServer((request, response) => {
      const lose = request.method === 'PUT' && ++puts === 1;
      void (async () => {
        const chunks: Buffer[] = [];
        for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
        const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)]);
        const next = send({
          host: '127.0.0.1',
          port,
          path: request.url,
          method: request.method,
          headers: Object.fromEntries(headers),
        });
        next.end(Buffer.concat(chunks));
        next.once('response', (answer) => {
          if (lose) return void answer.resume().once('end', () => request.socket.destroy());
          response.writeHead(answer.statusCode ?? 500, answer.headers);
          return void answer.pipe(response);
        });
      })();
    });
    const [own = 0] = await freePorts(1);
    await new Promise<void>((resolve) => between.listen(own, '127.0.0.1', resolve));
    const objects = openS3Objects({
      endpoint: `http://127.0.0.1:${own}`,
      bucket: server.bucket,
      region: 'us-east-1',
      prefix: 'lost/ml',
      credentials: async () => server.credentials,
    });
    const artifacts = openObjectArtifacts(objects, { namespace: 'ml' });
    expect(await artifacts.record('ml', attemptRecord(1, 'mine'))).to.equal(true);
    expect(puts).to.equal(2);
    expect(await artifacts.record('ml', attemptRecord(1, 'mine'))).to.equal(false);
    between.closeAllConnections();
    between.close();
  });

  it('gives up on a server that is silent', async () => {
    const silent = createServer(() => undefined);
    const [port = 0] = await freePorts(1);
    await new Promise<void>((resolve) => silent.listen(port, '127.0.0.1', resolve));
    const objects = openS3Objects({
      endpoint: `http://127.0.0.1:${port}`,
      bucket: 'refit',
      region: 'us-east-1',
      prefix: 'ml',
      credentials: async () => server.credentials,
      connections: createS3Connections({ idle: 200, answer: 400 }),
    });
    expect(await reasonOf(objects.head('objects/x'))).to.equal('ArtifactStoreUnavailable');
    silent.closeAllConnections();
    silent.close();
  });

  it('opens in a pod from the files of a mounted Secret', async () => {
    const folder = temporaryFolder();
    const access = {
      kind: 'S3',
      endpoint: server.endpoint,
      bucket: server.bucket,
      region: 'us-east-1',
      prefix: 'pod/ml',
      secretName: 's3',
    } as const;
    const artifacts = await openPodArtifacts(access, folder.path);
    expect(await reasonOf(artifacts.write(Buffer.from('x')))).to.equal('SecretNotFound');
    mkdirSync(join(folder.path, 'secret'));
    for (const [name, value] of Object.entries(server.secret))
      writeFileSync(join(folder.path, 'secret', name), `${value}\n`);
    const { digest } = await artifacts.write(Buffer.from('x'));
    expect(await textOf(artifacts, digest)).to.equal('x');
    folder.remove();
  });

  it('moves 200 MB with flat memory', async () => {
    const folder = temporaryFolder();
    const part = randomBytes(1024 * 1024);
    for (let index = 0; index < 200; index++) writeFileSync(join(folder.path, 'model'), part, { flag: 'a' });
    const artifacts = openObjectArtifacts(server.objects('large/ml'));
    let most = 0;
    const watch = setInterval(() => {
      const { external, arrayBuffers, heapUsed } = process.memoryUsage();
      most = Math.max(most, external + arrayBuffers + heapUsed);
    }, 5);
    const { external, arrayBuffers, heapUsed } = process.memoryUsage();
    const { digest } = await artifacts.publish(join(folder.path, 'model'));
    await artifacts.checkout(digest, join(folder.path, 'copy'), 'Mount');
    clearInterval(watch);
    expect(statSync(join(folder.path, 'copy')).size).to.equal(200 * part.length);
    expect(readdirSync(folder.path).toSorted()).to.deep.equal(['copy', 'model']);
    // Parts on their way, twice counted (arrayBuffers are part of external), and what is not collected yet.
    expect(most - (external + arrayBuffers + heapUsed)).to.be.lessThan(250 * 1024 * 1024);
    folder.remove();
  });

  it('keeps apart who names another bucket', async () => {
    await owner().send(new CreateBucketCommand({ Bucket: 'another' }));
    const { endpoint, credentials } = server;
    const place = { endpoint, region: 'us-east-1', prefix: 'apart/ml', credentials: async () => credentials };
    const one = openObjectArtifacts(openS3Objects({ ...place, bucket: server.bucket }));
    const two = openObjectArtifacts(openS3Objects({ ...place, bucket: 'another' }));
    const { digest } = await one.write(Buffer.from('apart'));
    expect(await two.stat(digest)).to.equal(undefined);
  });
});
