import { expect } from 'chai';
import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openObjectArtifacts } from '../../controller/artifacts/objects/artifacts.ts';
import type { ObjectArtifacts } from '../../controller/artifacts/objects/artifacts.ts';
import { objectKey } from '../../controller/artifacts/objects/keys.ts';
import { namespacePrefix } from '../../controller/artifacts/pod-access.ts';
import { hexOf } from '../../controller/core/hash.ts';
import { releaseContent } from '../../controller/core/release.ts';
import { releaseDocumentText } from '../../controller/pod/release-document.ts';
import { readFailure } from '../../controller/pod/termination.ts';
import type { Release } from '../../controller/serving/serving.ts';
import { temporaryFolder } from '../support/folder.ts';
import { startS3Server } from '../support/s3-server.ts';
import type { S3Server } from '../support/s3-server.ts';

const program = fileURLToPath(new URL('../../controller/pod/release.ts', import.meta.url));

describe('the program that lays out a release', function () {
  this.timeout(300_000);
  let server: S3Server;
  let artifacts: ObjectArtifacts;
  let folder: ReturnType<typeof temporaryFolder>;

  before(async () => {
    server = await startS3Server();
  });

  after(async () => server.stop());

  beforeEach(() => {
    folder = temporaryFolder();
    artifacts = openObjectArtifacts(server.objects(namespacePrefix(undefined, 'ml')), { namespace: 'ml' });
  });

  afterEach(() => folder.remove());

  function written(name: string, files: Readonly<Record<string, string>>): string {
    const root = join(folder.path, 'made', name);
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(root, path, '..'), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return root;
  }

  async function releaseOf(change: Partial<Release> = {}): Promise<Release> {
    const code = await artifacts.publish(written('code', { 'serve.py': 'print()', 'lib/a.py': 'a' }));
    const labels = await artifacts.publish(written('labels', { 'labels.txt': '0 1 2' }));
    const model = await artifacts.write(Buffer.from('weights'));
    return {
      model: model.digest,
      modelName: 'model.pkl',
      command: ['python', 'serve.py'],
      args: [],
      env: [],
      inputs: [
        { name: 'code', path: '.', mode: 'Copy', digest: code.digest, artifact: code.digest },
        { name: 'labels', path: '../labels', mode: 'Mount', digest: labels.digest, artifact: labels.digest },
      ],
      port: 8080,
      readiness: { path: '/', timeoutMs: 1_000 },
      ...change,
    };
  }

  /** Runs the program in a root of its own, as its container would. @returns its exit code and termination message */
  async function run(digest: string): Promise<{ code: number; message: string }> {
    const root = join(folder.path, 'refit');
    const { accessKeyId, secretAccessKey } = server.credentials;
    const files = {
      'artifacts/secret/accessKeyId': accessKeyId,
      'artifacts/secret/secretAccessKey': secretAccessKey,
      'own/keep': '',
      'request/request.json': releaseDocumentText({
        version: 1,
        request: { namespace: 'ml', workflow: 'digits', step: 'serve', release: digest },
        artifacts: {
          kind: 'S3',
          endpoint: server.endpoint,
          bucket: server.bucket,
          region: 'us-east-1',
          prefix: namespacePrefix(undefined, 'ml'),
          secretName: 'artifacts',
        },
      }),
    };
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(root, path, '..'), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    const code = await new Promise<number>((resolve) => {
      const child = execFile(process.execPath, [program, root], () => resolve(child.exitCode ?? 1));
    });
    return { code, message: readFileSync(join(root, 'termination-log'), 'utf8') };
  }

  function at(...path: string[]): string {
    return join(folder.path, 'refit', ...path);
  }

  it('puts model and inputs where the server is told they are, and begins anew when started again', async () => {
    const { digest } = await artifacts.write(Buffer.from(releaseContent(await releaseOf())));
    for (let start = 0; start < 2; start += 1) {
      expect(await run(digest)).to.deep.equal({ code: 0, message: '' });
      expect(readFileSync(at('model', 'model.pkl'), 'utf8')).to.equal('weights');
      const workspace = at('execution', 'workspace');
      expect(readFileSync(join(workspace, 'work_dir', 'lib', 'a.py'), 'utf8')).to.equal('a');
      expect(existsSync(join(workspace, 'work_dir', 'extra'))).to.equal(false);
      expect(readFileSync(join(workspace, 'labels', 'labels.txt'), 'utf8')).to.equal('0 1 2');
      expect(statSync(at('model', 'model.pkl')).mode & 0o222).to.equal(0);
      expect(statSync(join(workspace, 'labels', 'labels.txt')).mode & 0o222).to.equal(0);
      accessSync(join(workspace, 'work_dir', 'serve.py'), constants.W_OK);
      writeFileSync(join(workspace, 'work_dir', 'extra'), 'left by a server');
    }
  });

  it('says what is missing, and what is not as its digest says', async () => {
    const missing = `sha256:${'0'.repeat(64)}`;
    const none = await run(missing);
    expect(none.code).to.equal(1);
    expect(readFailure(none.message)).to.deep.include({ reason: 'ArtifactMissing' });
    const release = await releaseOf();
    const { digest } = await artifacts.write(Buffer.from(releaseContent(release)));
    const bad = await artifacts.write(Buffer.from('other weights'));
    const path = (of: string): string => server.path(`ml/${objectKey(hexOf(of))}`);
    writeFileSync(path(release.model), readFileSync(path(bad.digest)));
    const altered = await run(digest);
    expect(altered.code).to.equal(1);
    expect(readFailure(altered.message)).to.deep.include({ reason: 'ArtifactCorrupted', phase: 'Infrastructure' });
    expect(existsSync(at('model', 'model.pkl'))).to.equal(false);
  });

  it('refuses a working directory that is not there, for good', async () => {
    const release = await releaseOf({ workingDir: 'nowhere' });
    const { digest } = await artifacts.write(Buffer.from(releaseContent(release)));
    const { message } = await run(digest);
    expect(readFailure(message)).to.deep.include({ phase: 'Failed', reason: 'InputNotFound' });
  });
});
