import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import type { Repository, TreeChange } from '../../controller/git/git.ts';
import type { GitWithCounters } from '../../controller/git/native.ts';
import { TestRepository, feedGit, runGit } from '../support/git-repository.ts';
import { GitFixture, refusal } from './fixture.ts';

const odd = Buffer.from([0x66, 0xff, 0xfe, 0x0a, 0x22, 0x5c, 0x09, 0x20, 0x27]);
const long = Array.from({ length: 17 }, (_, index) => `${index}-`.padEnd(250, 'x')).join('/');

for (const kind of ['local', 'http'] as const) {
  describe(`git: what revisions contain (${kind})`, () => {
    let fixture: GitFixture;
    let git: GitWithCounters;
    let repository: TestRepository;
    let at: Repository;

    beforeEach(async () => {
      fixture = new GitFixture();
      git = fixture.git();
      repository = await fixture.served('r.git');
      at = { url: kind === 'local' ? repository.path : (await fixture.server()).url('r.git') };
    });
    afterEach(() => fixture.end());

    it('lists entries in byte order with every kind of name and mode', async () => {
      repository.write(odd, '1').write(long, '2').write('run.sh', '3', { mode: '100755' });
      repository.write('link', 'run.sh', { mode: 'link' }).write('module', 'a'.repeat(40), { mode: 'submodule' });
      repository.write('ä/ö', '4').write('a.b', '5').write('a/b', '6').write('a-b', '7').write('.hidden', '8');
      const commit = await repository.commit('one');
      await git.ensure(at, commit);
      const entries = await git.entries(at, commit);
      const latin1 = (text: string): string => Buffer.from(text).toString('latin1');
      const paths = [
        odd.toString('latin1'),
        long,
        'run.sh',
        'link',
        'module',
        latin1('ä/ö'),
        'a.b',
        'a/b',
        'a-b',
        '.hidden',
      ];
      expect(entries.map(({ path }) => path)).to.deep.equal(paths.sort());
      const modes = Object.fromEntries(entries.map(({ path, mode }) => [path, mode]));
      expect(modes).to.include({ 'run.sh': '100755', link: '120000', module: '160000', 'a.b': '100644' });
      expect(entries.find(({ path }) => path === 'module')?.oid).to.equal('a'.repeat(40));
    });

    it('tells all kinds of change, with renames as delete and add', async () => {
      repository.write('kept', '0').write('edited', '1').write('gone', '2').write('mode', '3').write('old', 'same');
      repository.write('swap', 'a file').write('flip/inside', '4').write('link', 'kept', { mode: 'link' });
      repository.write('module', 'a'.repeat(40), { mode: 'submodule' }).write(odd, '5');
      const from = await repository.commit('one');
      repository.write('edited', '1!').write('gone', null).write('mode', '3', { mode: '100755' });
      repository.write('old', null).write('new', 'same').write('swap', null).write('swap/inside', 'a file');
      repository.write('flip/inside', null).write('flip', '4').write('link', 'edited', { mode: 'link' });
      repository.write('module', 'b'.repeat(40), { mode: 'submodule' }).write(odd, null);
      const to = await repository.commit('two');
      const changes = await git.changes(at, from, to);
      const kinds = Object.fromEntries(changes.map((change) => [change.path, kindOf(change)]));
      expect(kinds).to.deep.equal({
        edited: 'changed',
        flip: 'added',
        'flip/inside': 'deleted',
        [odd.toString('latin1')]: 'deleted',
        gone: 'deleted',
        link: 'changed',
        mode: '100644>100755',
        module: 'changed',
        new: 'added',
        old: 'deleted',
        swap: 'deleted',
        'swap/inside': 'added',
      });
      expect(changes.map(({ path }) => path)).to.deep.equal(Object.keys(kinds).sort());
      expect((await git.changes(at, to, from)).map(({ path }) => path)).to.deep.equal(Object.keys(kinds).sort());
    });

    it('tells nothing between equal trees: the same commit, an empty commit, a revert', async () => {
      const first = await repository.write('a', '1').commit('one');
      const empty = await repository.commit('empty');
      await repository.write('a', '2').commit('two');
      const revert = await repository.write('a', '1').commit('revert');
      for (const to of [first, empty, revert]) expect(await git.changes(at, first, to)).to.deep.equal([]);
      expect(git.counters().diffs).to.equal(0);
    });

    it('reads a commit without any file, and the difference to it', async () => {
      const first = await repository.write('a', '1').commit('one');
      const none = await repository.write('a', null).commit('none');
      await git.ensure(at, none);
      expect(await git.entries(at, none)).to.deep.equal([]);
      expect((await git.changes(at, none, first)).map(kindOf)).to.deep.equal(['added']);
      expect((await git.changes(at, first, none)).map(kindOf)).to.deep.equal(['deleted']);
    });

    it('is right on 20,000 files', async () => {
      for (let index = 0; index < 20_000; index++)
        repository.write(`d${index % 40}/e${index % 400}/f${index}`, `${index}`);
      const from = await repository.commit('one');
      for (let index = 0; index < 20_000; index += 3) {
        repository.write(`d${index % 40}/e${index % 400}/f${index}`, index % 2 === 0 ? null : `${index}!`);
      }
      const to = await repository.commit('two');
      const changes = await git.changes(at, from, to);
      const said = changes.flatMap(({ path, before, after }) => [
        `:${before?.mode ?? '000000'} ${after?.mode ?? '000000'} ${before?.oid ?? '0'.repeat(40)} ${after?.oid ?? '0'.repeat(40)}`,
        path,
      ]);
      const raw = await runGit(repository.path, ['diff-tree', '-r', '-z', '--raw', '--no-renames', from, to]);
      expect(said.join('\0')).to.equal(
        raw
          .split('\0')
          .slice(0, -1)
          .map((token) => token.replace(/ [ADMT]$/, ''))
          .join('\0'),
      );
      const listed = await runGit(repository.path, ['ls-tree', '-r', '-z', '--name-only', to]);
      const entries = await git.entries(at, to);
      expect(`${entries.map(({ path }) => path).join('\0')}\0`).to.equal(listed);
    });

    it('shares one diff among questions at the same moment, and remembers it', async () => {
      const first = await repository.write('a', '1').commit('one');
      const second = await repository.write('a', '2').commit('two');
      const answers = await Promise.all(Array.from({ length: 50 }, () => git.changes(at, first, second)));
      answers.push(await git.changes(at, first, second));
      for (const answer of answers) expect(answer).to.have.length(1);
      expect(git.counters().diffs).to.equal(1);
      expect(git.counters().fetches).to.equal(kind === 'http' ? 1 : 0);
    });

    it('summarises commits: who, when, what, newest first, at most as many as asked for', async () => {
      const base = await repository.write('a', '1').commit('base');
      const author = { name: 'Zoë \u0007Bell\u202e', email: 'zoe@example.com' };
      const second = await repository.write(odd, '1').commit(`Añadir\u0001\n\nbody line`, { author });
      const third = await repository.commit('empty');
      const commits = await git.commits(at, base, third, 10);
      expect(commits.map(({ sha }) => sha)).to.deep.equal([third, second]);
      expect(commits[0]).to.deep.include({ subject: 'empty', paths: [], truncated: false, author: 'Ada Example' });
      expect(commits[1]).to.deep.include({ author: 'Zoë Bell', email: 'zoe@example.com', subject: 'Añadir' });
      expect(commits[1]?.paths).to.deep.equal([odd.toString('latin1')]);
      expect(Date.parse(commits[1]?.time ?? '')).to.equal(Date.UTC(2026, 0, 1, 0, 1));
      expect(await git.commits(at, base, third, 1)).to.have.length(1);
      expect(await git.commits(at, base, base, 10)).to.deep.equal([]);
      expect(await git.commit(at, base)).to.deep.include({ sha: base, subject: 'base', paths: ['a'] });
    });

    it('is not misled by names and subjects that look like its own records', async () => {
      const base = await repository.write('a', '1').commit('base');
      const fake = `:100644 100644 ${'1'.repeat(40)} ${'2'.repeat(40)} M`;
      repository.write(fake, '1').write(`\n${fake}`, '2').write('3'.repeat(40), '3');
      const second = await repository.commit(`${fake}\n`);
      const third = await repository.write('b', '1').commit('4'.repeat(40));
      const commits = await git.commits(at, base, third, 10);
      expect(commits.map(({ subject }) => subject)).to.deep.equal(['4'.repeat(40), fake]);
      expect(commits[1]?.paths).to.have.members([fake, `\n${fake}`, '3'.repeat(40)]);
      expect(commits[0]?.paths).to.deep.equal(['b']);
      expect((await git.changes(at, base, second)).map(({ path }) => path)).to.have.members(commits[1]?.paths ?? []);
    });

    it('bounds paths and subjects', async () => {
      const base = await repository.write('a', '1').commit('base');
      for (let index = 0; index < 1500; index++) repository.write(`f${index}`, '');
      const many = await repository.commit('x'.repeat(5000));
      const [summary] = await git.commits(at, base, many, 10);
      expect(summary?.paths).to.have.length(1000);
      expect(summary?.truncated).to.equal(true);
      expect(summary?.subject).to.have.length(200);
    });

    it('counts a merge against its first parent and lists what it brought', async () => {
      const base = await repository.write('a', '1').commit('base');
      await repository.git('branch', 'side');
      await repository.git('symbolic-ref', 'HEAD', 'refs/heads/side');
      const side = await repository.write('s', '1').commit('side');
      await repository.git('symbolic-ref', 'HEAD', 'refs/heads/main');
      const tree = await repository.git('rev-parse', `${side}^{tree}`);
      const ident = { GIT_AUTHOR_NAME: 'm', GIT_AUTHOR_EMAIL: 'm', GIT_COMMITTER_NAME: 'm', GIT_COMMITTER_EMAIL: 'm' };
      const arguments_ = ['commit-tree', tree, '-p', base, '-p', side, '-m', 'merge'];
      const merge = (await runGit(repository.path, arguments_, ident)).trim();
      await repository.git('update-ref', 'refs/heads/main', merge);
      const commits = await git.commits(at, base, merge, 10);
      expect(commits.map(({ sha, paths }) => [sha, paths])).to.deep.equal([
        [merge, ['s']],
        [side, ['s']],
      ]);
    });

    it('has no commits to tell between unrelated or unknown histories, and never fails for it', async () => {
      const first = await repository.write('a', '1').commit('one');
      expect(await git.commits(at, '1'.repeat(40), first, 10)).to.deep.equal([]);
      expect(await git.commits(at, first, '1'.repeat(40), 10)).to.deep.equal([]);
      expect(await git.commits(at, '1'.repeat(64), first, 10)).to.deep.equal([]);
      await refusal(git.commit(at, '1'.repeat(40)), 'RevisionGone');
      await refusal(git.changes(at, '1'.repeat(40), first), 'RevisionGone');
      await refusal(git.entries(at, '1'.repeat(40)), 'RevisionGone');
    });

    it('reads blobs in one go, bytes and all, and refuses a large one', async () => {
      const bytes = Buffer.from(Array.from({ length: 256 }, (_, index) => index));
      repository
        .write('bytes', bytes)
        .write('empty', '')
        .write('large', Buffer.alloc(200_000, 'x'))
        .write('same', bytes);
      const commit = await repository.commit('one');
      await git.ensure(at, commit);
      const oids = new Map((await git.entries(at, commit)).map(({ path, oid }) => [path, oid]));
      const of = (path: string): string => oids.get(path) ?? '';
      const fetched = git.counters().fetches;
      const found = await git.blobs(at, [of('bytes'), of('empty'), of('same')], 1000);
      expect(found.get(of('bytes'))).to.deep.equal(bytes);
      expect(found.get(of('empty'))).to.have.length(0);
      expect(git.counters().fetches - fetched).to.equal(kind === 'http' ? 1 : 0);
      const error = await refusal(git.blobs(at, [of('large')], 1000), 'InputInvalid');
      expect(error.message).to.contain('200000').and.contain('1000');
      expect((await git.blobs(at, [of('bytes')], 1000)).size).to.equal(1);
      expect((await git.blobs(at, [], 1000)).size).to.equal(0);
      await refusal(git.blobs(at, ['2'.repeat(40)], 1000), 'RevisionGone');
    });

    it('reads the odd modes of old histories as what they mean', async () => {
      const blob = (await feedGit(repository.path, ['hash-object', '-w', '--stdin'], 'x')).trim();
      const tree = Buffer.concat([
        Buffer.from('100664 a\0'),
        Buffer.from(blob, 'hex'),
        Buffer.from('100775 b\0'),
        Buffer.from(blob, 'hex'),
      ]);
      const written = (
        await feedGit(repository.path, ['hash-object', '-t', 'tree', '-w', '--stdin', '--literally'], tree)
      ).trim();
      const ident = { GIT_AUTHOR_NAME: 'm', GIT_AUTHOR_EMAIL: 'm', GIT_COMMITTER_NAME: 'm', GIT_COMMITTER_EMAIL: 'm' };
      const commit = (await runGit(repository.path, ['commit-tree', written, '-m', 'old'], ident)).trim();
      await repository.git('update-ref', 'refs/heads/main', commit);
      await git.ensure(at, commit);
      expect((await git.entries(at, commit)).map(({ mode }) => mode)).to.deep.equal(['100644', '100755']);
    });
  });
}

function kindOf({ before, after }: TreeChange): string {
  if (before === undefined) return 'added';
  if (after === undefined) return 'deleted';
  return before.mode === after.mode ? 'changed' : `${before.mode}>${after.mode}`;
}

describe('git: mirrors', () => {
  it('are one per repository, however its url is written', async () => {
    const fixture = new GitFixture();
    try {
      const repository = await TestRepository.create(fixture.path('r'));
      const commit = await repository.write('a', '1').commit('one');
      const git = fixture.git();
      for (const url of [repository.path, `${repository.path}/`, join(repository.path, '..', 'r')])
        await git.ensure({ url }, commit);
      const { readdirSync } = await import('node:fs');
      const names = readdirSync(fixture.mirrors);
      expect(names).to.have.length(1);
      expect(names[0]).to.match(/^[0-9a-f]{32}$/);
    } finally {
      await fixture.end();
    }
  });

  it('do not hold a process open that has forgotten to close them', async () => {
    const fixture = new GitFixture();
    try {
      const repository = await TestRepository.create(fixture.path('r'));
      const first = await repository.write('a', '1').commit('one');
      const second = await repository.write('a', '2').commit('two');
      const module = (name: string): string =>
        JSON.stringify(new URL(`../../controller/${name}`, import.meta.url).href);
      const program = `import { createGit } from ${module('git/native.ts')};
        import { systemClock } from ${module('runtime/clock.ts')};
        const git = createGit({ folder: ${JSON.stringify(fixture.mirrors)}, allowLocal: true, clock: systemClock, random: Math.random });
        const changes = await git.changes({ url: ${JSON.stringify(repository.path)} }, '${first}', '${second}');
        console.log(changes.length);`;
      const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], {
        timeout: 25_000,
      });
      expect(stdout).to.equal('1\n');
    } finally {
      await fixture.end();
    }
  });
});
