import { expect } from 'chai';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isReason } from '../../controller/core/errors.ts';
import type { SourceAccess } from '../../controller/engines/engine.ts';
import { Delivery, filesOf } from '../support/data/delivery.ts';
import { DvcRepository, dvcProgram } from '../support/data/dvc.ts';
import { WebFolder } from '../support/data/web-folder.ts';
import { temporaryFolder } from '../support/folder.ts';
import { startS3Server } from '../support/s3-server.ts';
import type { S3Server } from '../support/s3-server.ts';

async function failure(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => undefined,
    (error: unknown) => error,
  );
}

const train = { 'data/train/1.csv': 'row 1\n', 'data/train/2.csv': 'row 2\n', 'data/train/deep/ü 3.csv': 'row 3\n' };

describe('data of DVC, pushed by the real dvc', function () {
  this.timeout(300_000);
  let folder: ReturnType<typeof temporaryFolder>;
  let repository: DvcRepository;
  let delivery: Delivery;
  let source: { url: string; commit: string };
  let webs: WebFolder[] = [];

  before(async () => {
    await dvcProgram();
  });

  beforeEach(async () => {
    folder = temporaryFolder();
    delivery = new Delivery(join(folder.path, 'delivery'));
    repository = await DvcRepository.create(join(folder.path, 'repository'));
    for (const [path, text] of Object.entries(train)) repository.git.write(path, text);
    repository.git.write('data/one.csv', 'a,b\r\n1,2\r\n').write('train.py', 'print(1)\n');
    await repository.dvc('add', '-q', 'data/train', 'data/one.csv');
    source = { url: repository.git.path, commit: await repository.git.commit('data') };
  });

  afterEach(async () => {
    // One that a failed test left listening would keep the process from ending.
    await Promise.all(webs.map((web) => web.stop()));
    webs = [];
    delivery.close();
    folder.remove();
  });

  async function serveFolder(path: string): Promise<WebFolder> {
    const web = await WebFolder.start(path);
    webs.push(web);
    return web;
  }

  /** Pushes to a remote, and takes the working copy's own cache away. */
  async function push(url: string, ...settings: readonly (readonly [string, string])[]): Promise<void> {
    await repository.dvc('remote', 'add', '-q', '-d', '-f', 'store', url);
    for (const [key, value] of settings) await repository.dvc('remote', 'modify', 'store', key, value);
    await repository.dvc('push', '-q');
    forgetCache();
  }

  function forgetCache(): void {
    rmSync(join(repository.git.path, '.dvc', 'cache'), { recursive: true, force: true });
  }

  function remotes(url: string, more: object = {}): SourceAccess {
    return { dataRemotes: [{ name: 'store', url, ...more }] };
  }

  it('puts files and directories of a folder at the paths that are named, with git files beside them', async () => {
    const remote = join(folder.path, 'remote');
    await push(remote);
    const files = await delivery.deliver(source, ['data', 'train.py'], remotes(remote));
    expect(files).to.deep.equal({
      ...train,
      'data/.gitignore': '/train\n/one.csv\n',
      'data/one.csv': 'a,b\r\n1,2\r\n',
      'train.py': 'print(1)\n',
    });
    expect(await delivery.deliver(source, ['data/train.dvc'], remotes(remote))).to.deep.equal(train);
  });

  it('gets what was added in a working copy of this machine and never pushed', async () => {
    expect(await delivery.deliver(source, ['data/train'])).to.deep.equal(train);
  });

  it('asks HTTP remotes in order, with credentials for each alone', async () => {
    const remote = join(folder.path, 'remote');
    await push(remote);
    mkdirSync(join(folder.path, 'empty'));
    const [empty, web] = [await serveFolder(join(folder.path, 'empty')), await serveFolder(remote)];
    web.user = { name: 'ada', password: 'secret' };
    delivery.secret('web', { username: 'ada', password: 'secret' });
    const access = {
      dataRemotes: [
        { name: 'mirror', url: empty.url },
        { name: 'store', url: web.url, secret: 'web' },
      ],
    };
    expect(await delivery.deliver(source, ['data/train', 'data/one.csv'], access)).to.have.property('data/one.csv');
    expect(empty.requests.every(({ authorization }) => authorization === undefined)).to.equal(true);
    expect(web.requests).to.have.length(5);
  });

  it('waits for what is not pushed, names it, and has it when it is there', async () => {
    const remote = join(folder.path, 'remote');
    await push(remote);
    const [hidden = ''] = readdirSync(join(remote, 'files', 'md5')).filter((name) => {
      const [file = ''] = readdirSync(join(remote, 'files', 'md5', name));
      return readFileSync(join(remote, 'files', 'md5', name, file), 'utf8') === 'row 2\n';
    });
    const at = join(remote, 'files', 'md5', hidden);
    renameSync(at, `${remote}-away`);
    const request = await delivery.request(source, ['data/train'], remotes(remote));
    const error = await failure(delivery.write(request));
    expect(isReason(error, 'DataNotAvailable'), String(error)).to.equal(true);
    expect(String(error)).to.contain('data/train/2.csv').and.contain('remote store').and.contain(remote);
    expect(readdirSync(delivery.folder).filter((name) => name.startsWith('target'))).to.deep.equal([]);
    renameSync(`${remote}-away`, at);
    expect(filesOf(await delivery.write(request))).to.deep.equal(train);
  });

  it('never takes other content for it', async () => {
    const remote = join(folder.path, 'remote');
    await push(remote);
    for (const name of readdirSync(join(remote, 'files', 'md5'))) {
      const [file = ''] = readdirSync(join(remote, 'files', 'md5', name));
      if (file.endsWith('.dir')) continue;
      rmSync(join(remote, 'files', 'md5', name, file));
      writeFileSync(join(remote, 'files', 'md5', name, file), 'poison');
    }
    const error = await failure(delivery.deliver(source, ['data/train'], remotes(remote)));
    expect(isReason(error, 'DataNotAvailable'), String(error)).to.equal(true);
    expect(String(error)).to.contain('has other content');
  });

  it('asks remotes that the workflow lists, and none that the repository names', async () => {
    const remote = join(folder.path, 'remote');
    await push(remote);
    const error = await failure(
      delivery.deliver(source, ['data/train'], { dataRemotes: [{ name: 'x', url: '/nowhere' }] }),
    );
    expect(isReason(error, 'DataNotAvailable'), String(error)).to.equal(true);
    expect(String(error)).to.contain('/nowhere').and.not.contain(remote);
  });

  it('fetches once what several ask for, and only what is new of a directory that changed', async () => {
    const remote = join(folder.path, 'remote');
    await push(remote);
    const web = await serveFolder(remote);
    const request = await delivery.request(source, ['data/train'], remotes(web.url));
    const targets = await Promise.all([1, 2, 3].map(() => delivery.write(request)));
    for (const target of targets) expect(filesOf(target)).to.deep.equal(train);
    expect(web.requests.filter(({ path }) => !path.endsWith('.dir'))).to.have.length(3);
    writeFileSync(join(targets[0] ?? '', 'data/train/1.csv'), 'changed by a step');
    repository.git.write('data/train/4.csv', 'row 4\n');
    await repository.dvc('add', '-q', 'data/train');
    await repository.dvc('push', '-q');
    web.requests.length = 0;
    const next = { url: source.url, commit: await repository.git.commit('more') };
    forgetCache();
    const files = await delivery.deliver(next, ['data/train'], remotes(web.url));
    expect(files).to.deep.equal({ ...train, 'data/train/4.csv': 'row 4\n' });
    expect(web.requests).to.have.length(2);
  });

  it('takes objects of DVC 2, whose hash leaves line ends aside', async () => {
    const remote = join(folder.path, 'legacy');
    // As DVC 2 wrote it: md5 of `a,b\n1,2\n`, the content as it was.
    const unix = createHash('md5').update('a,b\n1,2\n').digest('hex');
    mkdirSync(join(remote, unix.slice(0, 2)), { recursive: true });
    writeFileSync(join(remote, unix.slice(0, 2), unix.slice(2)), 'a,b\r\n1,2\r\n');
    repository.git.write('data/one.csv.dvc', `outs:\n- md5: ${unix}\n  size: 10\n  path: one.csv\n`);
    const legacy = { url: source.url, commit: await repository.git.commit('as DVC 2') };
    forgetCache();
    expect(await delivery.deliver(legacy, ['data/one.csv'], remotes(remote))).to.deep.equal({
      'data/one.csv': 'a,b\r\n1,2\r\n',
    });
  });

  it('gives text of DVC 2 with other line ends to none that DVC 3 names, whatever came first', async () => {
    const remote = join(folder.path, 'remote');
    await push(remote);
    const unix = createHash('md5').update('row 1\n').digest('hex');
    mkdirSync(join(remote, unix.slice(0, 2)), { recursive: true });
    writeFileSync(join(remote, unix.slice(0, 2), unix.slice(2)), 'row 1\r\n');
    // The size is that of whoever added it; the remote has what was pushed first.
    repository.git.write('data/one.csv.dvc', `outs:\n- md5: ${unix}\n  size: 6\n  path: one.csv\n`);
    const legacy = { url: source.url, commit: await repository.git.commit('as DVC 2') };
    for (const paths of [['data/one.csv'], ['data/train'], ['data/one.csv', 'data/train']]) {
      const files = await delivery.deliver(legacy, paths, remotes(remote));
      if (paths.includes('data/one.csv')) expect(files['data/one.csv']).to.equal('row 1\r\n');
      if (paths.includes('data/train')) expect(files['data/train/1.csv']).to.equal('row 1\n');
    }
  });

  it('refuses a list of files that leads out of its directory', async () => {
    const remote = join(folder.path, 'hostile');
    const put = (text: string, end = ''): string => {
      const hash = createHash('md5').update(text).digest('hex');
      mkdirSync(join(remote, 'files', 'md5', hash.slice(0, 2)), { recursive: true });
      writeFileSync(join(remote, 'files', 'md5', hash.slice(0, 2), hash.slice(2) + end), text);
      return hash;
    };
    const file = put('x');
    const lists = [
      ...[
        '../../../../escaped',
        '/etc/escaped',
        'a/../../../escaped',
        '.git/config',
        '',
        'a\u0000b',
        './a',
        'a//b',
      ].map((path) => [path]),
      ['twice', 'twice'],
      ['file', 'file/below'],
      ['a/file/below', 'a/file'],
    ];
    for (const relpath of lists) {
      const list = put(JSON.stringify(relpath.map((path) => ({ md5: file, relpath: path }))), '.dir');
      repository.git.write(
        'data/train.dvc',
        `outs:\n- md5: ${list}.dir\n  size: 1\n  nfiles: 1\n  hash: md5\n  path: train\n`,
      );
      const commit = await repository.git.commit(`hostile ${JSON.stringify(relpath)}`);
      const error = await failure(delivery.deliver({ url: source.url, commit }, ['data/train'], remotes(remote)));
      expect(isReason(error, 'InputInvalid'), `${String(relpath)}: ${String(error)}`).to.equal(true);
      expect(String(error)).to.contain('data/train/');
      expect(existsSync(join(folder.path, 'escaped'))).to.equal(false);
    }
  });

  it('writes through no link of the repository, and over none of its files', async () => {
    const remote = join(folder.path, 'remote');
    await push(remote);
    const outside = join(folder.path, 'outside');
    mkdirSync(outside);
    const pointer = readFileSync(repository.git.file('data/one.csv.dvc'), 'utf8');
    const bare = await repository.git.cloneBare(join(folder.path, 'bare.git'));
    const commitOf = async (path: string, content: string, mode: 'link' | '100644', text: string): Promise<string> => {
      bare.write(path, content, { mode }).write('x.dvc', text);
      return bare.commit('hostile');
    };
    const out = (path: string): string => pointer.replace('path: one.csv', `path: ${path}`);
    const commits = [
      await commitOf('there', outside, 'link', out('there/escaped')),
      await commitOf('there', '.', 'link', out('there/escaped')),
      await commitOf('there', 'a file', '100644', out('there/below')),
    ];
    for (const [index, commit] of commits.entries()) {
      const error = await failure(delivery.deliver({ url: bare.path, commit }, ['there', 'x.dvc'], remotes(remote)));
      expect(isReason(error, 'InputInvalid'), `${index}: ${String(error)}`).to.equal(true);
    }
    expect(readdirSync(outside)).to.deep.equal([]);
  });

  it('says of a Secret that it is not there, and of folders in a pod that they are no remotes', async () => {
    const web = remotes('http://127.0.0.1:9', { secret: 'absent' });
    forgetCache();
    expect(isReason(await failure(delivery.deliver(source, ['data/train'], web)), 'SecretNotFound')).to.equal(true);
    const { openRemote } = await import('../../controller/data/remotes.ts');
    const around = { ...delivery.around, allowLocal: false, secret: async () => new Map<string, string>() };
    expect(() => openRemote({ name: 'store', url: '/data' }, around)).to.throw(/local path/);
  });

  describe('in a bucket', () => {
    let s3: S3Server;
    before(async () => {
      s3 = await startS3Server();
    });
    after(() => s3.stop());

    it('fetches with the keys of its Secret', async () => {
      const url = `s3://${s3.bucket}/team/store`;
      await push(
        url,
        ['endpointurl', s3.endpoint],
        ['access_key_id', s3.credentials.accessKeyId],
        ['secret_access_key', s3.credentials.secretAccessKey],
      );
      delivery.secret('bucket', s3.secret);
      const access = remotes(url, { endpoint: s3.endpoint, secret: 'bucket' });
      expect(await delivery.deliver(source, ['data/train'], access)).to.deep.equal(train);
      const wrong = remotes(`s3://${s3.bucket}/other`, { endpoint: s3.endpoint, secret: 'bucket' });
      const error = await failure(delivery.deliver(source, ['data/one.csv'], wrong));
      expect(isReason(error, 'DataNotAvailable'), String(error)).to.equal(true);
      expect(String(error)).to.contain('NoSuchKey').and.not.contain(s3.credentials.secretAccessKey);
    });
  });
});
