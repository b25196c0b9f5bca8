import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { expect } from 'chai';
import { exportSelection, listEntries } from '../../controller/git/export.ts';
import type { GitWithCounters } from '../../controller/git/native.ts';
import { Contents } from '../../controller/reconcile/contents.ts';
import type { GitHttpServer } from '../support/git-http-server.ts';
import { TestRepository, runGit } from '../support/git-repository.ts';
import { GitFixture, refusal } from './fixture.ts';
import { Onlooker } from './scenarios-onlooker.ts';

describe('git: servers as they are', () => {
  let fixture: GitFixture;
  let git: GitWithCounters;
  let server: GitHttpServer;
  let repository: TestRepository;
  let url: string;

  beforeEach(async () => {
    fixture = new GitFixture();
    git = fixture.git();
    repository = await fixture.served('r.git');
    server = await fixture.server();
    url = server.url('r.git');
  });
  afterEach(() => fixture.end());

  /** Commits with content in each input. @returns the last */
  async function history(length: number, at = repository): Promise<string> {
    at.write('code/train.py', '1').write('data/1.csv', 'a\n');
    let last = await at.commit('commit 1');
    for (let count = 2; count <= length; count++)
      last = await at.write('data/1.csv', `${count}`).commit(`commit ${count}`);
    return last;
  }

  /** Looks, lets `push` change the data, looks again: the data has changed. @returns the commits told */
  async function follows(onlooker: Onlooker, push: () => Promise<unknown>): Promise<readonly string[]> {
    await onlooker.look();
    await push();
    const { changed, commits } = await onlooker.look();
    expect(changed).to.deep.equal(['data', 'all']);
    return commits;
  }

  it('a server whose repository is shallow is read at what it has, before and after a push', async () => {
    await history(5);
    await runGit(fixture.folder.path, [
      'clone',
      '-q',
      '--bare',
      '--depth=2',
      `file://${repository.path}`,
      'served/shallow.git',
    ]);
    const shallow = await TestRepository.create(fixture.path('served', 'shallow.git'), { bare: true });
    const at = { url: server.url('shallow.git'), branch: 'main' };
    const onlooker = new Onlooker(git, at, shallow);
    const commits = await follows(onlooker, () => shallow.write('data/1.csv', 'next').commit('commit 6'));
    expect(commits).to.deep.equal(['commit 6']);
    const above = await shallow.git('rev-parse', 'HEAD~1');
    await shallow.git('update-ref', 'refs/heads/main', above);
    expect(await onlooker.look()).to.deep.include({ changed: ['data', 'all'], commits: [] });
    const cut = await repository.git('rev-parse', 'HEAD~4');
    await refusal(git.ensure(at, cut), 'RevisionGone');
  });

  it('a local repository that is shallow is read at what it has', async () => {
    await history(5);
    await runGit(fixture.folder.path, ['clone', '-q', '--depth=2', `file://${repository.path}`, 'shallow']);
    const shallow = await TestRepository.create(fixture.path('shallow'));
    const onlooker = new Onlooker(git, { url: shallow.path, branch: 'main' }, shallow);
    await follows(onlooker, () => shallow.write('data/1.csv', 'next').commit('commit 6'));
    await shallow.git('update-ref', 'refs/heads/main', 'HEAD~1');
    expect((await onlooker.look()).changed).to.deep.equal(['data', 'all']);
  });

  it('a server that is a partial clone is judged without its files; one it cannot give is told, and read later', async () => {
    await history(3);
    await runGit(fixture.folder.path, [
      'clone',
      '-q',
      '--bare',
      '--filter=blob:none',
      `file://${repository.path}`,
      'served/partial.git',
    ]);
    const partial = await TestRepository.create(fixture.path('served', 'partial.git'), { bare: true });
    const at = { url: server.url('partial.git'), branch: 'main' };
    renameSync(repository.path, fixture.path('away'));
    const onlooker = new Onlooker(git, at, partial);
    await follows(onlooker, () => partial.write('data/1.csv', 'next').commit('commit 4'));
    const { commit } = await git.resolve(at);
    const oids = new Map((await git.entries(at, commit)).map(({ path, oid }) => [path, oid]));
    const [there = '', missing = ''] = [oids.get('data/1.csv'), oids.get('code/train.py')];
    expect((await git.blobs(at, [there], 10)).get(there)?.toString()).to.equal('next');
    const thrown: unknown = await git.blobs(at, [missing], 10).catch((error: unknown) => error);
    expect(thrown).to.have.property('reason').that.is.oneOf(['SourceUnavailable', 'RevisionGone']);
    renameSync(fixture.path('away'), repository.path);
    await partial.git('fetch', '-q', '--no-filter', '--refetch', 'origin', 'main');
    expect((await git.blobs(at, [missing], 10)).get(missing)?.toString()).to.equal('1');
  });

  it('a local repository that is a partial clone is judged without its files, which are told when a step needs them', async () => {
    const last = await history(3);
    await runGit(fixture.folder.path, [
      'clone',
      '-q',
      '--bare',
      '--filter=blob:none',
      `file://${repository.path}`,
      'partial',
    ]);
    const partial = await TestRepository.create(fixture.path('partial'), { bare: true });
    const onlooker = new Onlooker(git, { url: partial.path, branch: 'main' }, partial);
    const where = { mirrors: fixture.path('steps'), repository: { url: partial.path }, commit: last };
    const entries = await listEntries(where);
    const target = fixture.path('files');
    const refused = await refusal(exportSelection({ ...where, entries, target }), 'SourceUnavailable');
    expect(refused.message).to.contain(partial.path);
    await follows(onlooker, () => partial.write('data/1.csv', 'next').commit('commit 4'));
    await partial.git('fetch', '-q', '--no-filter', '--refetch', 'origin', 'main');
    await exportSelection({ ...where, entries, target });
    expect(readFileSync(fixture.path('files', 'data', '1.csv'), 'utf8')).to.equal('3');
  });

  it('a SHA-256 repository is followed, and its revisions are told from those of SHA-1', async () => {
    const wide = await fixture.served('wide.git', { objectFormat: 'sha256' });
    await history(2, wide);
    const onlooker = new Onlooker(git, { url: server.url('wide.git'), branch: 'main' }, wide);
    await follows(onlooker, () => wide.write('data/1.csv', 'next').commit('commit 3'));
    const { resolved } = await onlooker.look();
    expect(resolved.commit).to.match(/^[0-9a-f]{64}$/);
  });

  it('a server without filter is read whole, with the same answers', async () => {
    await repository.git('config', 'uploadpack.allowFilter', 'false');
    await history(2);
    const onlooker = new Onlooker(git, { url, branch: 'main' }, repository);
    const commits = await follows(onlooker, () => repository.write('data/1.csv', 'next').commit('commit 3'));
    expect(commits).to.deep.equal(['commit 3']);
  });

  for (const [name, version] of [
    ['protocol 1', 'version=1'],
    ['protocol 0', ''],
  ] as const) {
    it(`a server of ${name} alone, which gives only what its refs name, is followed`, async () => {
      server.protocol = () => version;
      for (const option of ['allowAnySHA1InWant', 'allowReachableSHA1InWant', 'allowTipSHA1InWant']) {
        await repository.git('config', `uploadpack.${option}`, 'false');
      }
      const below = await history(3);
      const onlooker = new Onlooker(git, { url, branch: 'main' }, repository);
      await follows(onlooker, () => repository.write('data/1.csv', 'next').commit('commit 4'));
      const tagger = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com'];
      await repository.git(...tagger, 'tag', '-a', '-m', 'one', 'v1.0.0', below);
      expect((await git.resolve({ url, tag: 'v1.0.0' })).commit).to.equal(below);
      expect((await git.resolve({ url, semver: '1.x' })).commit).to.equal(below);
      const { commit } = await git.resolve({ url });
      const [entry] = await git.entries({ url }, commit);
      expect((await git.blobs({ url }, [entry?.oid ?? ''], 10)).get(entry?.oid ?? '')?.toString()).to.equal('1');
      await repository.git('update-ref', 'refs/heads/main', below);
      expect((await onlooker.look()).changed).to.deep.equal(['data', 'all']);
      const fresh = fixture.git({ folder: fixture.path('other') });
      await fresh.ensure({ url }, await repository.git('rev-parse', 'HEAD~1'));
      await refusal(fresh.ensure({ url }, '1'.repeat(40)), 'RevisionGone');
      await refusal(fresh.resolve({ url, branch: 'none' }), 'RefNotFound');
    });
  }

  it('a server that gives no more than its refs name is read at a pinned commit below a branch', async () => {
    for (const option of ['allowAnySHA1InWant', 'allowReachableSHA1InWant', 'allowTipSHA1InWant']) {
      await repository.git('config', `uploadpack.${option}`, 'false');
    }
    const last = await history(3);
    const below = await repository.git('rev-parse', `${last}~1`);
    expect(await git.resolve({ url, commit: below })).to.deep.equal({ branch: below.slice(0, 12), commit: below });
    expect(await git.changes({ url }, below, last)).to.have.length(1);
  });

  it('a .gitmodules that git itself would refuse keeps nobody from the rest, unless the server cannot filter', async () => {
    const before = await history(2);
    const onlooker = new Onlooker(git, { url, branch: 'main' }, repository);
    const modules = '[submodule "../x"]\n\tpath = -x\n\turl = --upload-pack=touch evil\n\tupdate = !touch evil\n';
    await follows(onlooker, () => {
      return repository.write('.gitmodules', modules).write('data/1.csv', 'next').commit('commit 3');
    });
    await repository.git('config', 'uploadpack.allowFilter', 'false');
    const fresh = fixture.git({ folder: fixture.path('other') });
    await fresh.ensure({ url }, before);
    const refused = await refusal(fresh.ensure({ url }, await repository.head()), 'SourceUnavailable');
    expect(refused.message).to.contain('gitmodules');
    expect(await fresh.entries({ url }, before)).to.have.length(2);
  });

  it('a repository that is made anew at its url, in another object format, is judged by its content', async () => {
    await history(2);
    const contents = new Contents(git);
    const at = { url, branch: 'main' };
    const selected = async (): Promise<readonly string[]> => {
      const { commit } = await git.resolve(at);
      await git.ensure(at, commit);
      return (await contents.select(at, commit, ['data/'])).entries.map(({ path, oid }) => `${path} ${oid.length}`);
    };
    expect(await selected()).to.deep.equal(['data/1.csv 40']);
    const before = await repository.head();
    renameSync(repository.path, fixture.path('away'));
    await history(1, await fixture.served('r.git', { objectFormat: 'sha256' }));
    expect(await selected()).to.deep.equal(['data/1.csv 64']);
    expect(await git.commits(at, before, (await git.resolve(at)).commit, 10)).to.deep.equal([]);
    await refusal(git.changes(at, before, (await git.resolve(at)).commit), 'RevisionGone');
  });

  it('packed refs and packed objects are followed, of a server and of a local repository', async () => {
    const last = await history(3);
    await repository.git('pack-refs', '--all', '--prune');
    await repository.git('repack', '-adq');
    for (const at of [url, repository.path]) {
      const onlooker = new Onlooker(git, { url: at, branch: 'main' }, repository);
      await follows(onlooker, () => repository.write('data/1.csv', `next ${at}`).commit('next'));
      await repository.git('pack-refs', '--all', '--prune');
      await repository.git('update-ref', 'refs/heads/main', last);
      expect((await onlooker.look()).resolved.commit).to.equal(last);
      await repository.git('pack-refs', '--all', '--prune');
      expect((await onlooker.look()).changed).to.deep.equal([]);
    }
  });

  it('a repository that borrows objects of another, and that of a third, is read', async () => {
    await history(3);
    const folder = fixture.folder.path;
    await runGit(folder, ['clone', '-q', '--bare', '--shared', repository.path, 'served/fork.git']);
    await runGit(folder, ['clone', '-q', '--bare', '--shared', fixture.path('served', 'fork.git'), 'served/third.git']);
    const third = await TestRepository.create(fixture.path('served', 'third.git'), { bare: true });
    for (const at of [server.url('third.git'), third.path]) {
      const onlooker = new Onlooker(git, { url: at, branch: 'main' }, third);
      await follows(onlooker, () => third.write('data/1.csv', `next ${at}`).commit('next'));
    }
  });

  it('20,000 branches and 20,000 tags hide none, and cost one look', async function () {
    const last = await history(3);
    const below = await repository.git('rev-parse', `${last}~1`);
    const names = Array.from({ length: 20_000 }, (_, index) => [`refs/heads/main-${index}`, `refs/tags/v1.0.${index}`]);
    const lines = [...names.flat(), 'refs/heads/main'].toSorted();
    const packed = lines.map((name) => `${name === 'refs/heads/main' ? last : below} ${name}\n`);
    writeFileSync(repository.file('packed-refs'), `# pack-refs with: peeled fully-peeled sorted \n${packed.join('')}`);
    await repository.git('update-ref', 'refs/tags/v1.0.20000', last);
    for (const at of [url, repository.path]) {
      const onlooker = new Onlooker(git, { url: at, branch: 'main' }, repository);
      await follows(onlooker, () => repository.write('data/1.csv', `next ${at}`).commit('next'));
      expect(await git.resolve({ url: at, semver: '1.0.x' })).to.deep.equal({ branch: 'v1.0.20000', commit: last });
      expect((await git.resolve({ url: at, branch: 'main-19999' })).commit).to.equal(below);
      expect((await git.resolve({ url: at, tag: 'v1.0.19999' })).commit).to.equal(below);
      const missing = await refusal(git.resolve({ url: at, branch: 'main-20000' }), 'RefNotFound');
      expect(missing.message.length).to.be.below(1000);
    }
    server.requests.length = 0;
    await git.resolve({ url, branch: 'main' });
    expect(server.requests).to.have.length(1);
  });

  describe('the fetch of a step, with and without history', () => {
    /** Whoever runs a step gets exactly the files of a commit. */
    async function delivered(at: string, commit: string, folder: string): Promise<void> {
      for (const shallow of [true, false]) {
        const where = { mirrors: fixture.path(`${folder}-${shallow}`), repository: { url: at }, commit, shallow };
        const entries = (await listEntries(where)).filter(({ mode }) => mode !== '160000');
        const target = fixture.path(`${folder}-${shallow}-files`);
        await exportSelection({ ...where, entries, target });
        for (const { path, oid } of entries) {
          const said = await runGit(target, ['hash-object', '-t', 'blob', '--no-filters', '--', path]);
          expect(said.trim(), path).to.equal(oid);
        }
        expect(entries.map(({ path }) => path)).to.include.members(['code/train.py', 'data/1.csv']);
      }
    }

    it('gets the files of a commit below the branch from servers of every protocol and strictness', async () => {
      await history(4);
      const below = await repository.git('rev-parse', 'HEAD~2');
      for (const filter of ['true', 'false']) {
        for (const any of ['true', 'false']) {
          for (const version of ['version=2', 'version=1', '']) {
            server.protocol = () => version;
            await repository.git('config', 'uploadpack.allowFilter', filter);
            await repository.git('config', 'uploadpack.allowAnySHA1InWant', any);
            await delivered(url, below, `filter-${filter}-any-${any}-${version}`);
          }
        }
      }
    });

    it('gets them from a shallow server', async () => {
      await history(4);
      const source = `file://${repository.path}`;
      await runGit(fixture.folder.path, ['clone', '-q', '--bare', '--depth=2', source, 'served/shallow.git']);
      await delivered(server.url('shallow.git'), await repository.head(), 'shallow');
      await delivered(fixture.path('served', 'shallow.git'), await repository.git('rev-parse', 'HEAD~1'), 'local');
    });
  });
});
