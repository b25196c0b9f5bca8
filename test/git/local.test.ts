import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { expect } from 'chai';
import { TestRepository, runGit } from '../support/git-repository.ts';
import { GitFixture, refusal } from './fixture.ts';

describe('git: local repositories', () => {
  let fixture: GitFixture;
  beforeEach(() => (fixture = new GitFixture()));
  afterEach(() => fixture.end());

  it('resolves the default branch and a named one, of a working copy and of a bare repository', async () => {
    const working = await TestRepository.create(fixture.path('working'));
    const first = await working.write('a', '1').commit('one');
    const bare = await working.cloneBare(fixture.path('bare.git'));
    await working.branch('team/feature');
    const second = await working.write('a', '2').commit('two');
    const git = fixture.git();
    expect(await git.resolve({ url: working.path })).to.deep.equal({ branch: 'team/feature', commit: second });
    expect(await git.resolve({ url: working.path, branch: 'main' })).to.deep.equal({ branch: 'main', commit: first });
    expect(await git.resolve({ url: bare.path })).to.deep.equal({ branch: 'main', commit: first });
    expect(await git.resolve({ url: `${bare.path}/` })).to.deep.equal({ branch: 'main', commit: first });
    expect(git.counters().fetches).to.equal(0);
  });

  it('reads packed refs, and loose ones over packed ones', async () => {
    const repository = await TestRepository.create(fixture.path('r'));
    const first = await repository.write('a', '1').commit('one');
    await repository.git('branch', 'old');
    await repository.git('pack-refs', '--all');
    const second = await repository.write('a', '2').commit('two');
    const git = fixture.git();
    expect((await git.resolve({ url: repository.path, branch: 'old' })).commit).to.equal(first);
    expect((await git.resolve({ url: repository.path })).commit).to.equal(second);
  });

  it('resolves a linked worktree at its own HEAD, and reads it', async () => {
    const repository = await TestRepository.create(fixture.path('r'));
    const first = await repository.write('a', '1').commit('one');
    await repository.git('worktree', 'add', '-q', '-b', 'side', fixture.path('side'));
    await repository.write('a', '2').commit('two');
    const git = fixture.git();
    const url = fixture.path('side');
    expect(await git.resolve({ url })).to.deep.equal({ branch: 'side', commit: first });
    await git.ensure({ url }, first);
    expect((await git.entries({ url }, first)).map(({ path }) => path)).to.deep.equal(['a']);
  });

  it('resolves a detached HEAD as branch HEAD', async () => {
    const repository = await TestRepository.create(fixture.path('r'));
    const first = await repository.write('a', '1').commit('one');
    await repository.git('checkout', '-q', '--detach');
    expect(await fixture.git().resolve({ url: repository.path })).to.deep.equal({ branch: 'HEAD', commit: first });
  });

  it('follows a branch that is a symbolic ref, and stops at a circle', async () => {
    const repository = await TestRepository.create(fixture.path('r'));
    const first = await repository.write('a', '1').commit('one');
    await repository.git('symbolic-ref', 'refs/heads/live', 'refs/heads/main');
    await repository.git('symbolic-ref', 'refs/heads/x', 'refs/heads/y');
    await repository.git('symbolic-ref', 'refs/heads/y', 'refs/heads/x');
    const git = fixture.git();
    expect(await git.resolve({ url: repository.path, branch: 'live' })).to.deep.equal({
      branch: 'live',
      commit: first,
    });
    await refusal(git.resolve({ url: repository.path, branch: 'x' }), 'RefNotFound');
  });

  it('names the nearest branches when one is missing', async () => {
    const repository = await TestRepository.create(fixture.path('r'));
    await repository.write('a', '1').commit('one');
    await repository.git('branch', 'release');
    await repository.git('pack-refs', '--all');
    await repository.git('branch', 'feature/x');
    const git = fixture.git();
    const error = await refusal(git.resolve({ url: repository.path, branch: 'relaese' }), 'RefNotFound');
    expect(error.message).to.contain('"relaese"').and.contain('release');
    const far = await refusal(git.resolve({ url: repository.path, branch: 'something-else' }), 'RefNotFound');
    expect(far.message).to.contain('feature/x');
  });

  it('says so when a repository is empty, missing, or no repository', async () => {
    const empty = await TestRepository.create(fixture.path('empty'));
    mkdirSync(fixture.path('plain'));
    const git = fixture.git();
    expect((await refusal(git.resolve({ url: empty.path }), 'RefNotFound')).message).to.contain('no branches yet');
    await refusal(git.resolve({ url: fixture.path('missing') }), 'SourceNotFound');
    await refusal(git.resolve({ url: fixture.path('plain') }), 'SourceNotFound');
    await refusal(git.ensure({ url: fixture.path('missing') }, '1'.repeat(40)), 'SourceNotFound');
  });

  it('never leaves refs/heads, whatever a branch is called', async () => {
    const repository = await TestRepository.create(fixture.path('r'));
    const commit = await repository.write('a', '1').commit('one');
    writeFileSync(repository.file('.git', 'evil'), `${commit}\n`);
    const git = fixture.git();
    for (const branch of ['../../evil', '..', '/etc/passwd', '-x', 'a\nb', 'a..b', 'x.lock', '@{u}', '']) {
      await refusal(git.resolve({ url: repository.path, branch }), 'RefNotFound');
    }
  });

  it('works with SHA-256 repositories', async () => {
    const repository = await TestRepository.create(fixture.path('r'), { objectFormat: 'sha256' });
    const first = await repository.write('a', '1').commit('one');
    const second = await repository.write('b', '2').commit('two');
    const git = fixture.git();
    const { commit } = await git.resolve({ url: repository.path });
    expect(commit)
      .to.equal(second)
      .and.match(/^[0-9a-f]{64}$/);
    await git.ensure({ url: repository.path }, commit);
    expect((await git.changes({ url: repository.path }, first, second)).map(({ path }) => path)).to.deep.equal(['b']);
    expect((await git.commits({ url: repository.path }, first, second, 5)).map(({ sha }) => sha)).to.deep.equal([
      second,
    ]);
    const [entry] = await git.entries({ url: repository.path }, first);
    const blobs = await git.blobs({ url: repository.path }, [entry?.oid ?? ''], 10);
    expect(blobs.get(entry?.oid ?? '')?.toString()).to.equal('1');
  });

  it('goes on when the repository is made again at the same path, also with another object format', async () => {
    const git = fixture.git();
    const url = fixture.path('r');
    for (const objectFormat of ['sha1', 'sha1', 'sha256'] as const) {
      rmSync(url, { recursive: true, force: true });
      const repository = await TestRepository.create(url, { objectFormat });
      await repository.write('a', `${objectFormat} ${Math.PI}`).write(objectFormat, '').commit('one');
      const { commit } = await git.resolve({ url });
      await git.ensure({ url }, commit);
      expect((await git.entries({ url }, commit)).map(({ path }) => path)).to.deep.equal(['a', objectFormat]);
    }
  });

  it('says RevisionGone for a commit that is not there, or was pruned after a force-push', async () => {
    const repository = await TestRepository.create(fixture.path('r'), { bare: true });
    await repository.write('a', '1').commit('one');
    const dropped = await repository.write('a', '2').commit('two');
    const git = fixture.git({ timeouts: { idle: 20 } });
    const at = { url: repository.path };
    await git.ensure(at, dropped);
    await refusal(git.ensure(at, '1'.repeat(40)), 'RevisionGone');
    await refusal(git.ensure(at, 'main'), 'RevisionGone');
    await repository.git('update-ref', 'refs/heads/main', `${dropped}~1`);
    await repository.git('reflog', 'expire', '--expire=now', '--all');
    await repository.git('repack', '-adq');
    await repository.git('prune', '--expire=now');
    const { commit } = await git.resolve(at);
    expect(commit).to.not.equal(dropped);
    const other = fixture.git();
    await refusal(other.ensure(at, dropped), 'RevisionGone');
    await refusal(other.changes(at, dropped, commit), 'RevisionGone');
    expect(await other.commits(at, dropped, commit, 5)).to.deep.equal([]);
  });

  it('sees commits made and packed after its processes started', async () => {
    const repository = await TestRepository.create(fixture.path('r'), { bare: true });
    const first = await repository.write('a', '1').commit('one');
    const git = fixture.git();
    const at = { url: repository.path };
    await git.ensure(at, first);
    const second = await repository.write('b', '2').commit('two');
    await repository.git('repack', '-adq');
    await git.ensure(at, second);
    expect((await git.changes(at, first, second)).map(({ path }) => path)).to.deep.equal(['b']);
  });

  it('runs no hook, filter or command of the repository, and does not read its configuration', async () => {
    const repository = await TestRepository.create(fixture.path('r'));
    const evidence = fixture.path('evidence');
    const command = `touch ${evidence}`;
    const script = fixture.path('evil.sh');
    writeFileSync(script, `#!/bin/sh\n${command}\ncat\n`);
    chmodSync(script, 0o755);
    repository.write('.gitattributes', '* filter=evil diff=evil\n').write('a', '1');
    const first = await repository.commit('one');
    const second = await repository.write('a', '2').commit('two');
    for (const hook of ['post-checkout', 'pre-auto-gc', 'reference-transaction', 'post-index-change']) {
      writeFileSync(repository.file('.git', 'hooks', hook), `#!/bin/sh\n${command}\n`, { mode: 0o755 });
    }
    const keys = ['core.fsmonitor', 'core.pager', 'core.sshCommand', 'diff.external', 'filter.evil.smudge'];
    keys.push('diff.evil.textconv', 'diff.evil.command', 'uploadpack.packObjectsHook', 'core.alternateRefsCommand');
    for (const key of keys) await runGit(repository.path, ['config', key, script]);
    writeFileSync(repository.file('.git', 'config'), '[core]\n\tbroken = "', { flag: 'a' });
    const git = fixture.git();
    const at = { url: repository.path };
    expect((await git.resolve(at)).commit).to.equal(second);
    await git.ensure(at, second);
    await git.entries(at, second);
    await git.changes(at, first, second);
    await git.commits(at, first, second, 5);
    expect(existsSync(evidence)).to.equal(false);
  });

  it('has only the environment it makes itself', async () => {
    const repository = await TestRepository.create(fixture.path('r'));
    const commit = await repository.write('a', '1').commit('one');
    mkdirSync(fixture.path('bin'));
    writeFileSync(
      fixture.path('bin', 'git'),
      `#!/bin/sh\nenv > ${fixture.path('seen')}\nexec /usr/bin/env -i PATH=/usr/bin:/bin git "$@"\n`,
      {
        mode: 0o755,
      },
    );
    const environment = {
      PATH: `${fixture.path('bin')}:${process.env['PATH']}`,
      SECRET: 'x',
      GIT_DIR: '/elsewhere',
      LD_PRELOAD: '',
    };
    await fixture.git({ environment }).ensure({ url: repository.path }, commit);
    const { readFileSync } = await import('node:fs');
    const seen = readFileSync(fixture.path('seen'), 'utf8');
    expect(seen).to.not.match(/^SECRET=|^GIT_DIR=/m);
    expect(seen)
      .to.match(/^GIT_CONFIG_NOSYSTEM=1$/m)
      .and.match(/^GIT_TERMINAL_PROMPT=0$/m);
  });

  it('says SourceUnavailable when there is no git', async () => {
    const repository = await TestRepository.create(fixture.path('r'));
    const commit = await repository.write('a', '1').commit('one');
    const git = fixture.git({ environment: { PATH: fixture.path('nowhere') } });
    expect((await git.resolve({ url: repository.path })).commit).to.equal(commit);
    await refusal(git.ensure({ url: repository.path }, commit), 'SourceUnavailable');
  });

  it('refuses local paths where they are not allowed', async () => {
    const repository = await TestRepository.create(fixture.path('r'));
    await refusal(fixture.git({ allowLocal: false }).resolve({ url: repository.path }), 'SourceRefused');
  });

  it('finds the objects again when the repository moves behind a .git file', async () => {
    const repository = await TestRepository.create(fixture.path('r'));
    const commit = await repository.write('a', '1').commit('one');
    const git = fixture.git();
    await git.ensure({ url: repository.path }, commit);
    renameSync(repository.file('.git'), fixture.path('moved'));
    writeFileSync(repository.file('.git'), 'gitdir: ../moved\n');
    expect((await git.resolve({ url: repository.path })).commit).to.equal(commit);
    await git.ensure({ url: repository.path }, commit);
    expect(await git.entries({ url: repository.path }, commit)).to.have.length(1);
  });
});
