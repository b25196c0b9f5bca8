import { expect } from 'chai';
import type { GitWithCounters } from '../../controller/git/native.ts';
import { feedGit, runGit, type TestRepository } from '../support/git-repository.ts';
import { GitFixture, refusal } from './fixture.ts';

const who = {
  GIT_AUTHOR_NAME: 'Eve',
  GIT_AUTHOR_EMAIL: 'eve@example.com',
  GIT_COMMITTER_NAME: 'Eve',
  GIT_COMMITTER_EMAIL: 'eve@example.com',
};

/** Ten folders of ten folders of ten …: a kilobyte that is a billion files. */
describe('git: a commit of more files than can be', function () {
  this.timeout(60_000);
  let fixture: GitFixture;
  let git: GitWithCounters;
  let repository: TestRepository;
  beforeEach(async () => {
    fixture = new GitFixture();
    git = fixture.git();
    repository = await fixture.served('r.git');
  });
  afterEach(() => fixture.end());

  async function bomb(parent: string): Promise<string> {
    const list = (entry: string): string => Array.from({ length: 10 }, (_, name) => `${entry}\t${name}\n`).join('');
    const blob = (await feedGit(repository.path, ['hash-object', '-w', '--stdin'], 'x')).trim();
    let tree = (await feedGit(repository.path, ['mktree'], list(`100644 blob ${blob}`))).trim();
    for (let depth = 1; depth < 9; depth++) {
      tree = (await feedGit(repository.path, ['mktree'], list(`040000 tree ${tree}`))).trim();
    }
    const args = ['commit-tree', tree, '-p', parent, '-m', 'everything'];
    const commit = (await runGit(repository.path, args, who)).trim();
    await repository.git('update-ref', 'refs/heads/main', commit);
    return commit;
  }

  it('is refused within bounds of memory and time, and holds up nothing once it is taken back', async () => {
    const at = { url: (await fixture.server()).url('r.git') };
    const before = await repository.write('a', '1').commit('before');
    const evil = await bomb(before);
    expect((await git.resolve(at)).commit).to.equal(evil);
    await git.ensure(at, evil);
    const reads = [() => git.entries(at, evil), () => git.changes(at, before, evil), () => git.commit(at, evil)];
    for (const read of reads) {
      const { message } = await refusal(read(), 'SourceUnavailable');
      expect(message).to.match(/said more than \d+ bytes|needs more memory/);
    }
    const { fetches } = git.counters();
    const after = (
      await runGit(repository.path, ['commit-tree', `${before}^{tree}`, '-p', evil, '-m', 'back'], who)
    ).trim();
    await repository.git('update-ref', 'refs/heads/main', after);
    expect((await git.resolve(at)).commit).to.equal(after);
    expect(await git.changes(at, before, after)).to.deep.equal([]);
    expect(await git.entries(at, after)).to.have.length(1);
    expect(await git.commits(at, before, after, 10)).to.deep.equal([]);
    expect(git.counters().fetches, 'nothing was thrown away').to.equal(fetches + 1);
  });
});
