import { expect } from 'chai';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { isReason } from '../../controller/core/errors.ts';
import { submoduleSource } from '../../controller/data/submodules.ts';
import { Delivery } from '../support/data/delivery.ts';
import { temporaryFolder } from '../support/folder.ts';
import { GitHttpServer } from '../support/git-http-server.ts';
import { TestRepository } from '../support/git-repository.ts';

async function failure(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe('submodules', function () {
  this.timeout(60_000);
  let folder: ReturnType<typeof temporaryFolder>;
  let git: GitHttpServer;
  let delivery: Delivery;

  beforeEach(async () => {
    folder = temporaryFolder();
    mkdirSync(join(folder.path, 'git'));
    git = await GitHttpServer.start(join(folder.path, 'git'));
    delivery = new Delivery(join(folder.path, 'delivery'));
  });

  afterEach(async () => {
    delivery.close();
    await git.stop();
    folder.remove();
  });

  function repository(name: string): Promise<TestRepository> {
    return TestRepository.create(join(folder.path, 'git', name), { bare: true });
  }

  async function withModule(
    url: string,
    commit: string,
    path = 'vendor/lib',
  ): Promise<{ url: string; commit: string }> {
    const main = await repository('main.git');
    main.write('train.py', 'print(1)').write('.gitmodules', `[submodule "lib"]\n\tpath = ${path}\n\turl = ${url}\n`);
    main.write(path, commit, { mode: 'submodule' });
    return { url: git.url('main.git'), commit: await main.commit('main') };
  }

  it('are at their commits, nested ones too', async () => {
    const inner = await repository('inner.git');
    const innerCommit = await inner.write('deep.txt', 'deep').commit('inner');
    await inner.write('deep.txt', 'later').commit('not this one');
    const lib = await repository('lib.git');
    lib.write('lib.py', 'lib').write('in', innerCommit, { mode: 'submodule' });
    lib.write('.gitmodules', '[submodule "in"]\n\tpath = in\n\turl = ../inner.git\n');
    const source = await withModule('../lib.git', await lib.commit('lib'));
    expect(await delivery.deliver(source, ['vendor', 'train.py'])).to.deep.equal({
      'train.py': 'print(1)',
      'vendor/lib/.gitmodules': '[submodule "in"]\n\tpath = in\n\turl = ../inner.git\n',
      'vendor/lib/in/deep.txt': 'deep',
      'vendor/lib/lib.py': 'lib',
    });
  });

  it('that are not pushed are waited for; those nobody says where to find are empty folders', async () => {
    const lib = await repository('lib.git');
    await lib.write('lib.py', 'lib').commit('lib');
    const source = await withModule('../lib.git', 'ab'.repeat(20));
    const error = await failure(delivery.deliver(source, ['vendor']));
    expect(isReason(error, 'DataNotAvailable'), String(error)).to.equal(true);
    expect(String(error)).to.contain('vendor/lib').and.contain('ab'.repeat(20));
    const bare = await TestRepository.create(join(folder.path, 'git', 'bare.git'), { bare: true });
    bare.write('x', 'ab'.repeat(20), { mode: 'submodule' });
    const alone = { url: git.url('bare.git'), commit: await bare.commit('no .gitmodules') };
    expect(await delivery.deliver(alone, ['x'])).to.deep.equal({ 'x/': '' });
  });

  it('end at the fourth level', async () => {
    const own = await repository('own.git');
    own.write('.gitmodules', '[submodule "x"]\n\tpath = x\n\turl = ./\n');
    let commit = await own.write('a', '1').commit('first');
    for (let level = 0; level < 6; level++) {
      commit = await own.write('x', commit, { mode: 'submodule' }).write('a', `${level}`).commit('next');
    }
    const error = await failure(delivery.deliver({ url: git.url('own.git'), commit }, []));
    expect(isReason(error, 'InputInvalid'), String(error)).to.equal(true);
    expect(String(error)).to.contain('more than 4 levels');
  });

  describe('and credentials', () => {
    const parent = { url: 'https://git.example.com/team/main.git', commit: 'a', access: { secret: 'git' } };
    const of = (url: string, from = parent): string => {
      const found = submoduleSource(from, 'vendor/lib', url, 'b');
      return `${found.url} ${found.access.secret ?? '-'}`;
    };

    it('go to the host of the repository, and to no other', () => {
      expect(of('../lib.git')).to.equal('https://git.example.com/team/lib.git git');
      expect(of('../../other/lib')).to.equal('https://git.example.com/other/lib git');
      expect(of('https://git.example.com/x.git')).to.equal('https://git.example.com/x.git git');
      expect(of('https://GIT.example.com:443/x.git')).to.equal('https://git.example.com/x.git git');
      expect(of('https://git.example.com:8443/x.git')).to.equal('https://git.example.com:8443/x.git -');
      expect(of('http://git.example.com/x.git')).to.equal('http://git.example.com/x.git -');
      expect(of('https://evil.example.net/x.git')).to.equal('https://evil.example.net/x.git -');
      expect(of('https://git.example.com.evil.example.net/x.git')).to.equal(
        'https://git.example.com.evil.example.net/x.git -',
      );
      expect(of('git@git.example.com:team/lib.git')).to.equal('ssh://git@git.example.com/team/lib.git -');
    });

    it('of SSH are those of one user', () => {
      const ssh = { ...parent, url: 'ssh://git@git.example.com/team/main.git' };
      expect(of('../lib.git', ssh)).to.equal('ssh://git@git.example.com/team/lib.git git');
      expect(of('git@git.example.com:team/lib.git', ssh)).to.equal('ssh://git@git.example.com/team/lib.git git');
      expect(of('root@git.example.com:team/lib.git', ssh)).to.equal('ssh://root@git.example.com/team/lib.git -');
    });

    it('of other kinds of places are refused', () => {
      const places = [
        '/etc',
        'file:///etc',
        'ext::sh -c id',
        '../../../../etc',
        'https://user:word@git.example.com/x',
        '-u',
        '',
      ];
      for (const url of places) {
        expect(() => of(url), url).to.throw(/submodule vendor\/lib/);
      }
    });
  });
});
