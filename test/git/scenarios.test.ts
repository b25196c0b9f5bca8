import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { GitWithCounters } from '../../controller/git/native.ts';
import { TestRepository, runGit } from '../support/git-repository.ts';
import { GitFixture, refusal } from './fixture.ts';
import { Onlooker } from './scenarios-onlooker.ts';

for (const kind of ['http', 'local'] as const) {
  describe(`git: histories as they are pushed (${kind})`, () => {
    let fixture: GitFixture;
    let git: GitWithCounters;
    /** Where a person works, and where it is pushed to. */
    let work: TestRepository;
    let served: TestRepository;
    let url: string;
    let onlooker: Onlooker;
    let first: string;

    beforeEach(async () => {
      fixture = new GitFixture();
      git = fixture.git();
      served = await fixture.served('r.git');
      url = kind === 'http' ? (await fixture.server()).url('r.git') : served.path;
      work = await TestRepository.create(fixture.path('work'));
      await work.git('config', 'user.name', 'Ada Example');
      await work.git('config', 'user.email', 'ada@example.com');
      first = await work.write('code/train.py', '1').write('data/1.csv', 'a\n').write('README.md', '1').commit('first');
      await push();
      onlooker = new Onlooker(git, { url, branch: 'main' }, served);
      await onlooker.look();
    });
    afterEach(() => fixture.end());

    async function push(...refs: string[]): Promise<void> {
      const some = refs.length === 0 ? ['main'] : refs;
      await work.git('push', '-q', '--force', served.path, ...some);
    }

    it('a merge counts by its content, and tells the commits of the merged branch', async () => {
      await work.branch('side');
      await work.write('data/2.csv', 'b\n').commit('data on a branch');
      await work.checkout('main');
      await work.write('README.md', '2').commit('words');
      await push();
      expect((await onlooker.look()).changed).to.deep.equal(['all']);
      await work.git('merge', '-q', '--no-ff', '-m', 'the merge', 'side');
      await push();
      const { changed, commits } = await onlooker.look();
      expect(changed).to.deep.equal(['data', 'all']);
      expect(commits).to.deep.equal(['the merge', 'data on a branch']);
    });

    it('a merge that keeps only our side changes nothing, whatever it merged', async () => {
      await work.branch('side');
      await work.write('data/1.csv', 'not taken\n').commit('not taken');
      await work.checkout('main');
      await work.git('merge', '-q', '--no-ff', '-s', 'ours', '-m', 'ours', 'side');
      await push();
      expect((await onlooker.look()).changed).to.deep.equal([]);
    });

    it('a rebase changes what the new base brings, and nothing else', async () => {
      await work.branch('topic');
      await work.write('code/train.py', '2').commit('topic');
      await push('topic:main');
      expect((await onlooker.look()).changed).to.deep.equal(['code', 'all']);
      await work.checkout('main');
      await work.write('data/2.csv', 'b\n').commit('base');
      await work.git('rebase', '-q', 'main', 'topic');
      await push('topic:main');
      const { changed, commits } = await onlooker.look();
      expect(changed).to.deep.equal(['data', 'all']);
      expect(commits).to.deep.equal(['topic', 'base']);
    });

    it('a squash of what was pushed already changes nothing', async () => {
      for (const value of ['2', '3', '4']) await work.write('code/train.py', value).commit(`step ${value}`);
      await push();
      await onlooker.look();
      await work.git('reset', '-q', '--soft', first);
      await work.commit('squashed');
      await push();
      const { changed, commits } = await onlooker.look();
      expect(changed).to.deep.equal([]);
      expect(commits).to.deep.equal(['squashed']);
    });

    it('a force-push to an older commit is the content of that commit, with no commits to tell', async () => {
      await work.write('data/1.csv', 'b\n').commit('second');
      await work.write('code/train.py', '2').commit('third');
      await push();
      await onlooker.look();
      await push(`${first}:refs/heads/main`);
      const { resolved, changed, commits } = await onlooker.look();
      expect(resolved.commit).to.equal(first);
      expect(changed).to.deep.equal(['code', 'data', 'all']);
      expect(commits).to.deep.equal([]);
    });

    it('a force-push forward, over many commits, is one difference', async () => {
      for (let count = 0; count < 30; count++) await work.write('README.md', `${count}`).commit(`words ${count}`);
      await work.write('data/1.csv', 'b\n').commit('data');
      await push();
      const { changed, commits } = await onlooker.look();
      expect(changed).to.deep.equal(['data', 'all']);
      expect(commits).to.have.length(31);
    });

    it('a force-push to another line of history is compared by content', async () => {
      await work.write('data/1.csv', 'b\n').commit('second');
      await push();
      await onlooker.look();
      await work.git('reset', '-q', '--hard', first);
      await work.write('code/train.py', '2').commit('instead');
      await push();
      const { changed, commits } = await onlooker.look();
      expect(changed).to.deep.equal(['code', 'data', 'all']);
      expect(commits).to.deep.equal(['instead']);
    });

    it('an unrelated history of equal content changes nothing, of other content only what differs', async () => {
      await work.git('checkout', '-q', '--orphan', 'elsewhere');
      await work.commit('another root, the same files');
      await push('elsewhere:main');
      expect((await onlooker.look()).changed).to.deep.equal([]);
      await work.git('checkout', '-q', '--orphan', 'again');
      await work.write('data/1.csv', 'b\n').commit('a third root');
      await push('again:main');
      expect((await onlooker.look()).changed).to.deep.equal(['data', 'all']);
    });

    it('an orphan branch beside the one that is followed changes nothing', async () => {
      await work.git('checkout', '-q', '--orphan', 'pages');
      await work.git('rm', '-rfq', '.');
      await work.write('index.html', 'hello').commit('pages');
      await push('pages');
      const { resolved, changed } = await onlooker.look();
      expect(resolved).to.deep.equal({ branch: 'main', commit: first });
      expect(changed).to.deep.equal([]);
    });

    it('a branch replaced by a tag of the same name is gone; a tag beside it does not hide it', async () => {
      const second = await work.write('code/train.py', '2').commit('second');
      await push(`${second}:refs/tags/main`);
      expect((await onlooker.look()).resolved.commit).to.equal(first);
      await served.git('update-ref', '-d', 'refs/heads/main');
      await refusal(git.resolve({ url, branch: 'main' }), 'RefNotFound');
      expect(await git.resolve({ url, tag: 'main' })).to.deep.equal({ branch: 'main', commit: second });
      await push();
      const { resolved, changed } = await onlooker.look();
      expect(resolved.commit).to.equal(second);
      expect(changed).to.deep.equal(['code', 'all']);
    });

    it('an empty commit, and two commits of the same tree, change nothing', async () => {
      const empty = await work.commit('empty');
      await push();
      expect(await onlooker.look()).to.deep.include({ changed: [], commits: ['empty'] });
      const tree = await work.git('rev-parse', `${empty}^{tree}`);
      const twin = await work.git('commit-tree', tree, '-p', first, '-m', 'twin');
      await push(`${twin}:refs/heads/main`);
      expect((await onlooker.look()).changed).to.deep.equal([]);
    });

    it('a revert is the content that was there before', async () => {
      const entries = await git.entries({ url }, first);
      await work.write('data/1.csv', 'b\n').write('data/2.csv', 'c\n').commit('second');
      await push();
      expect((await onlooker.look()).changed).to.deep.equal(['data', 'all']);
      await work.git('revert', '--no-edit', 'HEAD');
      await push();
      const { resolved, changed } = await onlooker.look();
      expect(changed).to.deep.equal(['data', 'all']);
      expect(resolved.commit).to.not.equal(first);
      expect(await git.entries({ url }, resolved.commit)).to.deep.equal(entries);
    });

    it('there and back between two looks changes nothing, by a revert or by force', async () => {
      await work.write('data/1.csv', 'b\n').commit('second');
      await push();
      await work.git('revert', '--no-edit', 'HEAD');
      await push();
      expect((await onlooker.look()).changed).to.deep.equal([]);
      await work.write('data/1.csv', 'c\n').commit('third');
      await push();
      await push('HEAD~1:main');
      expect(await onlooker.look()).to.deep.include({ changed: [], commits: [] });
    });

    it('a branch that is deleted and made again is followed again', async () => {
      await served.git('update-ref', '-d', 'refs/heads/main');
      await refusal(git.resolve({ url, branch: 'main' }), 'RefNotFound');
      await work.write('code/train.py', '2').commit('second');
      await push();
      expect((await onlooker.look()).changed).to.deep.equal(['code', 'all']);
    });

    it('a default branch that changes is followed where no ref is named, and only there', async () => {
      const whatever = new Onlooker(git, { url }, served);
      await whatever.look();
      await work.branch('develop');
      const second = await work.write('data/1.csv', 'b\n').commit('second');
      await push('develop');
      await served.git('symbolic-ref', 'HEAD', 'refs/heads/develop');
      const { resolved, changed } = await whatever.look();
      expect(resolved).to.deep.equal({ branch: 'develop', commit: second });
      expect(changed).to.deep.equal(['data', 'all']);
      expect((await onlooker.look()).resolved).to.deep.equal({ branch: 'main', commit: first });
    });

    it('a detached HEAD is a default branch without a name', async () => {
      const second = await work.write('data/1.csv', 'b\n').commit('second');
      await push();
      await served.git('update-ref', '--no-deref', 'HEAD', first);
      await push(`${second}:refs/heads/other`);
      expect(await git.resolve({ url })).to.deep.equal({ branch: 'HEAD', commit: first });
      await served.git('update-ref', '--no-deref', 'HEAD', second);
      expect((await git.resolve({ url })).commit).to.equal(second);
      expect((await onlooker.look()).resolved.branch).to.equal('main');
    });

    it('a tag that is moved is followed, an annotated tag of a tag is peeled to its commit', async () => {
      const tagged = new Onlooker(git, { url, tag: 'v1' }, served);
      await work.git('tag', 'v1', first);
      await push('v1');
      expect((await tagged.look()).resolved).to.deep.equal({ branch: 'v1', commit: first });
      const second = await work.write('data/1.csv', 'b\n').commit('second');
      await work.git('tag', '-a', '-m', 'inner', 'inner', second);
      await work.git('tag', '-f', '-a', '-m', 'outer', 'v1', 'inner');
      await push('v1');
      const { resolved, changed } = await tagged.look();
      expect(resolved).to.deep.equal({ branch: 'v1', commit: second, tagObject: await work.git('rev-parse', 'v1') });
      expect(changed).to.deep.equal(['data', 'all']);
    });

    it('dates of commits decide nothing, neither in the future nor in the past', async () => {
      for (const [year, value] of [
        ['2099', '2'],
        ['1971', '3'],
        ['2098', '4'],
      ] as const) {
        work.write('data/1.csv', value);
        await work.git('add', '-A');
        const date = { GIT_AUTHOR_DATE: `${year}-06-01T00:00:00Z`, GIT_COMMITTER_DATE: `${year}-06-01T00:00:00Z` };
        await runGit(work.path, ['commit', '-q', '-m', `of ${year}`], date);
        await push();
        const { changed, commits } = await onlooker.look();
        expect(changed).to.deep.equal(['data', 'all']);
        expect(commits).to.deep.equal([`of ${year}`]);
      }
      await push(`${first}:refs/heads/main`);
      expect(await onlooker.look()).to.deep.include({ changed: ['data', 'all'], commits: [] });
    });

    it('a move back is told from a move forward also where dates run backwards', async () => {
      for (let count = 0; count < 20; count++) {
        const date = { GIT_AUTHOR_DATE: '2001-01-01T00:00:00Z', GIT_COMMITTER_DATE: '2001-01-01T00:00:00Z' };
        await runGit(work.path, ['commit', '-q', '--allow-empty', '-m', `old ${count}`], date);
      }
      const last = await work.write('data/1.csv', 'b\n').commit('last');
      await push();
      await onlooker.look();
      await push(`${first}:refs/heads/main`);
      expect(await onlooker.look()).to.deep.include({ changed: ['data', 'all'], commits: [] });
      expect(await git.commits({ url }, first, last, 100)).to.have.length(21);
    });

    it('replace refs and grafts of the repository have no effect', async () => {
      const second = await work.write('data/1.csv', 'b\n').commit('second');
      const third = await work.write('code/train.py', '2').commit('third');
      await push();
      await work.git('replace', '-f', third, first);
      await push('refs/replace/*:refs/replace/*');
      await served.git('replace', '-f', second, first);
      if (kind === 'local') writeFileSync(join(served.path, 'info', 'grafts'), `${third} ${first}\n`);
      const { resolved, changed, commits } = await onlooker.look();
      expect(resolved.commit).to.equal(third);
      expect(changed).to.deep.equal(['code', 'data', 'all']);
      expect(commits).to.deep.equal(['third', 'second']);
      rmSync(join(served.path, 'info', 'grafts'), { force: true });
    });
  });
}
