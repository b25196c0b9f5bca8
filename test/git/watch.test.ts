import { rmSync } from 'node:fs';
import { expect } from 'chai';
import { eventually } from '../support/eventually.ts';
import { TestRepository } from '../support/git-repository.ts';
import { GitFixture, refusal } from './fixture.ts';

describe('git: watches', () => {
  let fixture: GitFixture;
  let changed: number;
  beforeEach(() => {
    fixture = new GitFixture();
    changed = 0;
  });
  afterEach(() => fixture.end());

  /** Watches, and waits until the watch stands: what is written from here on is told by the file system. */
  async function watch(url: string, branch?: string): Promise<{ at: () => Promise<string>; end: () => void }> {
    const git = fixture.git();
    const at = (): Promise<string> =>
      git.resolve({ url, ...(branch === undefined ? {} : { branch }) }).then(
        ({ commit }) => commit,
        (error: unknown) => String(error),
      );
    const end = git.watch({ url, ...(branch === undefined ? {} : { branch }) }, 3_600_000, () => changed++);
    await at();
    return { at, end };
  }

  it('tells of every push to a bare repository, packed or not', async () => {
    const working = await TestRepository.create(fixture.path('w'));
    await working.write('a', '0').commit('zero');
    const bare = await working.cloneBare(fixture.path('bare.git'));
    await watch(bare.path);
    for (let push = 1; push <= 5; push++) {
      await working.write('a', String(push)).commit('more');
      if (push === 3) await bare.git('pack-refs', '--all');
      await working.push(bare.path);
      await eventually(() => changed >= push);
      expect(changed).to.equal(push);
    }
  });

  it('tells of commits in a working copy, of a switch of branches, and of a branch in a new folder', async () => {
    const working = await TestRepository.create(fixture.path('w'));
    const first = await working.write('a', '0').commit('zero');
    const { at } = await watch(working.path);
    const second = await working.write('a', '1').commit('one');
    await eventually(() => changed === 1);
    expect(await at()).to.equal(second);
    await working.branch('team/deep/x', first);
    await eventually(() => changed === 2);
    expect(await at()).to.equal(first);
    const third = await working.write('a', '2').commit('two');
    await eventually(() => changed === 3);
    expect(await at()).to.equal(third);
  });

  it('tells of a commit that follows another one at once', async () => {
    const working = await TestRepository.create(fixture.path('w'));
    await working.write('a', '0').commit('zero');
    const { at } = await watch(working.path);
    const author = ['-c', 'user.name=Ada Example', '-c', 'user.email=ada@example.com'];
    for (let round = 1; round <= 5; round++) {
      const before = changed;
      const first = (await working.git(...author, 'commit-tree', '-p', 'HEAD', '-m', `${round}`, 'HEAD^{tree}')).trim();
      await working.git('update-ref', 'refs/heads/main', first);
      await eventually(() => changed > before);
      // The file system's watcher says nothing of a second change within 50 ms.
      const second = (await working.git(...author, 'commit-tree', '-p', first, '-m', 'again', 'HEAD^{tree}')).trim();
      await working.git('update-ref', 'refs/heads/main', second);
      const told = changed;
      await eventually(() => changed > told, 5_000);
      expect(await at()).to.equal(second);
    }
  });

  it('is quiet about branches nobody asked for', async () => {
    const working = await TestRepository.create(fixture.path('w'));
    await working.write('a', '0').commit('zero');
    const { at } = await watch(working.path, 'main');
    await working.git('branch', 'other');
    const next = await working.write('a', '1').commit('one');
    await eventually(async () => (await at()) === next && changed > 0);
    expect(changed).to.equal(1);
  });

  it('goes on when the repository is removed and made again, and when it comes only later', async () => {
    const url = fixture.path('bare.git');
    const { at } = await watch(url);
    const working = await TestRepository.create(fixture.path('w'));
    const first = await working.write('a', '0').commit('zero');
    await working.cloneBare(url);
    await eventually(async () => changed > 0 && (await at()) === first);
    for (const content of ['1', '2']) {
      rmSync(url, { recursive: true });
      const bare = await working.cloneBare(url);
      const next = await working.write('a', content).commit('next');
      changed = 0;
      await working.push(bare.path);
      await eventually(() => changed > 0);
      await eventually(async () => (await at()) === next);
    }
  });

  it('tells of a linked worktree', async () => {
    const working = await TestRepository.create(fixture.path('w'));
    await working.write('a', '0').commit('zero');
    await working.git('worktree', 'add', '-q', '-b', 'side', fixture.path('side'));
    await watch(fixture.path('side'));
    await working.git('update-ref', 'refs/heads/side', await working.write('a', '1').commit('one'));
    await eventually(() => changed > 0);
  });

  it('polls a remote repository by its interval, and tells only when it moved', async () => {
    const repository = await fixture.served('r.git');
    await repository.write('a', '1').commit('one');
    const server = await fixture.server();
    const git = fixture.git();
    const at = { url: server.url('r.git') };
    git.watch(at, 50, () => changed++);
    await git.resolve(at);
    await eventually(() => git.counters().polls >= 4);
    expect(changed).to.equal(0);
    const second = await repository.write('a', '2').commit('two');
    await eventually(() => changed === 1);
    expect((await git.resolve(at)).commit).to.equal(second);
    await repository.git('update-ref', '-d', 'refs/heads/main');
    await eventually(() => changed === 2);
    await refusal(git.resolve(at), 'RefNotFound');
  });
});
