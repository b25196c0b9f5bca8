import { expect } from 'chai';
import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isReason } from '../../controller/core/errors.ts';
import { LfsServer } from '../support/data/lfs-server.ts';
import { LfsRepository, startForge } from '../support/data/lfs-repository.ts';
import { Delivery, filesOf } from '../support/data/delivery.ts';
import { temporaryFolder } from '../support/folder.ts';
import { GitHttpServer } from '../support/git-http-server.ts';
import { debianProgram } from '../support/tools/debian.ts';

async function failure(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe('files of git-lfs, pushed by the real git lfs', function () {
  this.timeout(120_000);
  let folder: ReturnType<typeof temporaryFolder>;
  let repository: LfsRepository;
  let lfs: LfsServer;
  let git: GitHttpServer;
  let forge: Awaited<ReturnType<typeof startForge>>;
  let delivery: Delivery;
  let source: { url: string; commit: string };
  const large = 'large '.repeat(500_000);

  before(async () => {
    await debianProgram('git-lfs', 'usr/bin/git-lfs');
  });

  beforeEach(async () => {
    folder = temporaryFolder();
    mkdirSync(join(folder.path, 'git'));
    lfs = await LfsServer.start();
    git = await GitHttpServer.start(join(folder.path, 'git'));
    forge = await startForge(git, lfs);
    delivery = new Delivery(join(folder.path, 'delivery'));
    repository = await LfsRepository.create(join(folder.path, 'working'));
    repository.git.write('data/large.bin', large).write('data/small.bin', 'small').write('data/plain.csv', 'a,b\n');
    repository.git.write('data/run.bin', '#!/bin/sh\n', { mode: '100755' });
    const commit = await repository.commit('data');
    source = { url: `${forge.url}/data.git`, commit };
    await repository.git.cloneBare(join(folder.path, 'git', 'data.git'));
  });

  afterEach(async () => {
    delivery.close();
    await Promise.all([forge.stop(), git.stop(), lfs.stop()]);
    folder.remove();
  });

  const files = {
    'data/large.bin': large,
    'data/plain.csv': 'a,b\n',
    'data/run.bin': '#!/bin/sh\n',
    'data/small.bin': 'small',
  };

  it("fetches them from the repository's own host with its Secret, once", async () => {
    lfs.user = { name: 'ada', password: 'of-the-forge' };
    await repository.push(lfs, join(folder.path, 'git', 'data.git'));
    delivery.secret('git', { username: 'ada', password: 'of-the-forge' });
    lfs.requests.length = 0;
    const request = await delivery.request(source, ['data'], { secret: 'git' });
    const [first, second] = await Promise.all([delivery.write(request), delivery.write(request)]);
    expect(filesOf(first)).to.deep.equal(files);
    expect(filesOf(second)).to.deep.equal(files);
    const oid = createHash('sha256').update(large).digest('hex');
    expect(
      lfs.downloads().filter((path) => path.endsWith(oid)),
      'one for both',
    ).to.have.length(1);
    expect(statSync(join(first, 'data/run.bin')).mode & 0o777).to.equal(0o755);
    expect(statSync(join(first, 'data/large.bin')).mode & 0o777).to.equal(0o644);
  });

  it('pays no attention to .lfsconfig', async () => {
    const evil = await LfsServer.start();
    repository.git.write('.lfsconfig', `[lfs]\n\turl = ${evil.url}\n\taccess = basic\n`);
    source = { ...source, commit: await repository.commit('where credentials would go') };
    await repository.push(lfs, join(folder.path, 'git', 'data.git'));
    delivery.secret('git', { username: 'ada', password: 'of-the-forge' });
    expect(await delivery.deliver(source, ['data'], { secret: 'git' })).to.deep.equal(files);
    expect(evil.requests).to.deep.equal([]);
    await evil.stop();
  });

  it('asks the server that the workflow names instead, with the Secret of that', async () => {
    const other = await LfsServer.start();
    other.user = { name: 'lfs', password: 'of-the-store' };
    await repository.push(other, join(folder.path, 'git', 'data.git'));
    delivery.secret('store', { username: 'lfs', password: 'of-the-store' });
    lfs.requests.length = 0;
    expect(await delivery.deliver(source, ['data'], { lfs: { url: other.url, secret: 'store' } })).to.deep.equal(files);
    expect(lfs.requests).to.deep.equal([]);
    await other.stop();
  });

  it('gives out no content that an extension would have to decode', async () => {
    await repository.push(lfs, join(folder.path, 'git', 'data.git'));
    const pointer = await repository.run('show', 'HEAD:data/small.bin');
    const bare = await repository.git.cloneBare(join(folder.path, 'git', 'extended.git'));
    bare.write('data/small.bin', pointer.replace('oid ', `ext-0-crypt sha256:${'a'.repeat(64)}\noid `));
    const extended = { url: `${forge.url}/extended.git`, commit: await bare.commit('encrypted') };
    const error = await failure(delivery.deliver(extended, ['data'], { lfs: { url: lfs.url } }));
    expect(isReason(error, 'InputInvalid'), String(error)).to.equal(true);
    expect(String(error)).to.contain('data/small.bin').and.contain('extension crypt');
  });

  it('waits for what is not pushed, and goes on when it is', async () => {
    const request = await delivery.request(source, ['data']);
    const error = await failure(delivery.write(request));
    expect(isReason(error, 'DataNotAvailable'), String(error)).to.equal(true);
    expect(String(error)).to.contain('data/large.bin').and.contain(`${forge.url}/data.git/info/lfs`);
    await repository.push(lfs, join(folder.path, 'git', 'data.git'));
    expect(filesOf(await delivery.write(request))).to.deep.equal(files);
  });

  it('takes what a working copy of this machine has, pushed or not', async () => {
    const local = { url: repository.git.path, commit: source.commit };
    expect(await delivery.deliver(local, ['data'])).to.deep.equal(files);
    rmSync(join(repository.git.path, '.git', 'lfs'), { recursive: true });
    rmSync(join(delivery.folder, 'data'), { recursive: true });
    expect(isReason(await failure(delivery.deliver(local, ['data'])), 'DataNotAvailable')).to.equal(true);
  });
});
