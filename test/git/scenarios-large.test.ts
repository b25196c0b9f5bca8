import { expect } from 'chai';
import type { GitWithCounters } from '../../controller/git/native.ts';
import { type TestRepository, feedGit } from '../support/git-repository.ts';
import { GitFixture } from './fixture.ts';
import { Onlooker } from './scenarios-onlooker.ts';

const ident = 'Ada Example <ada@example.com>';
const start = Date.UTC(2026, 0, 1) / 1000;

describe('git: large repositories as they are pushed', function () {
  this.timeout(120_000);
  let fixture: GitFixture;
  let git: GitWithCounters;
  let repository: TestRepository;
  let url: string;

  beforeEach(async () => {
    fixture = new GitFixture();
    git = fixture.git();
    repository = await fixture.served('r.git');
    url = (await fixture.server()).url('r.git');
  });
  afterEach(() => fixture.end());

  it('100,000 files: a push of three is a difference of three, read from trees alone', async () => {
    const files = Array.from({ length: 100_000 }, (_, index) => {
      return `M 100644 :${1 + (index % 50)} data/${index % 100}/${index % 1000}/f${index}\n`;
    });
    const blobs = Array.from(
      { length: 50 },
      (_, index) => `blob\nmark :${index + 1}\ndata ${`${index}`.length}\n${index}\n`,
    );
    const code = 'M 100644 :1 code/train.py\n';
    const commit = `commit refs/heads/main\ncommitter ${ident} ${start} +0000\ndata 5\nfirst\n${code}`;
    await feedGit(repository.path, ['fast-import', '--quiet'], blobs.join('') + commit + files.join(''));
    const onlooker = new Onlooker(git, { url, branch: 'main' }, repository);
    expect((await git.entries({ url }, (await onlooker.look()).resolved.commit)).length).to.equal(100_001);
    const { diffs, fetches } = git.counters();
    repository.write('data/7/7/f7', null).write('data/new', '1').write('data/8/8/f8', 'changed');
    await repository.commit('second');
    expect(await onlooker.look()).to.deep.include({ changed: ['data', 'all'], commits: ['second'] });
    expect(git.counters()).to.deep.include({ diffs: diffs + 1, fetches: fetches + 1 });
    await repository.write('code/train.py', '2').commit('third');
    expect((await onlooker.look()).changed).to.deep.equal(['code', 'all']);
    // All of them at once: the difference is as large as the tree.
    for (let index = 0; index < 100; index++) repository.write(`data/${index}`, null);
    await repository.commit('fourth');
    expect((await onlooker.look()).changed).to.deep.equal(['data', 'all']);
  });

  it('50,000 commits: read at first sight, moved over as a whole, and taken back', async () => {
    const commits = Array.from({ length: 50_000 }, (_, index) => {
      const [message, content] = [`commit ${index}`, `${index}`];
      const path = index % 10 === 0 ? 'data/1.csv' : `code/f${index % 10}`;
      return (
        `commit refs/heads/main\ncommitter ${ident} ${start + index} +0000\ndata ${message.length}\n${message}\n` +
        `M 100644 inline ${path}\ndata ${content.length}\n${content}\n`
      );
    });
    await feedGit(repository.path, ['fast-import', '--quiet'], commits.join(''));
    const last = await repository.head();
    const first = (await repository.git('rev-list', '--max-parents=0', last)).trim();
    await repository.git('update-ref', 'refs/heads/main', first);
    const onlooker = new Onlooker(git, { url, branch: 'main' }, repository);
    await onlooker.look();
    await repository.git('update-ref', 'refs/heads/main', last);
    const forward = await onlooker.look();
    expect(forward.changed).to.deep.equal(['code', 'data', 'all']);
    expect(forward.commits).to.have.length(1000);
    expect(forward.commits[0]).to.equal('commit 49999');
    await repository.write('data/1.csv', 'next').commit('next');
    expect(await onlooker.look()).to.deep.include({ changed: ['data', 'all'], commits: ['next'] });
    await repository.git('update-ref', 'refs/heads/main', first);
    expect(await onlooker.look()).to.deep.include({ changed: ['code', 'data', 'all'], commits: [] });
    expect(git.counters().fetches).to.be.at.most(3);
  });
});
