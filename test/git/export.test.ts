import { fork, type ChildProcess } from 'node:child_process';
import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { checkLinks, checkPaths } from '../../controller/git/export-paths.ts';
import { ensureCommit, exportSelection, listEntries } from '../../controller/git/export.ts';
import type { TreeEntry } from '../../controller/git/git.ts';
import { type TestRepository, feedGit, runGit } from '../support/git-repository.ts';
import { GitFixture, refusal } from './fixture.ts';

const odd = Buffer.from([0x66, 0xff, 0x0a, 0x22]);

for (const kind of ['local', 'http'] as const) {
  describe(`git: export (${kind})`, () => {
    let fixture: GitFixture;
    let repository: TestRepository;
    let target: string;
    beforeEach(async () => {
      fixture = new GitFixture();
      repository = await fixture.served('r.git');
      target = fixture.path('target');
    });
    afterEach(() => fixture.end());

    async function at(commit: string): Promise<{ mirrors: string; repository: { url: string }; commit: string }> {
      const url = kind === 'local' ? repository.path : (await fixture.server()).url('r.git');
      return { mirrors: fixture.mirrors, repository: { url }, commit };
    }

    async function exportAll(commit: string, keep: (entry: TreeEntry) => boolean = () => true): Promise<void> {
      const where = await at(commit);
      const entries = (await listEntries(where)).filter(keep);
      await exportSelection({ ...where, entries, target });
    }

    it('writes files of every name and mode, links, and submodules as empty folders', async () => {
      const large = Buffer.alloc(9_000_000, 'large content ');
      repository
        .write('a/b/c.txt', 'c')
        .write('run.sh', '#!/bin/sh\n', { mode: '100755' })
        .write(odd, 'odd')
        .write('empty', '');
      repository.write('a/link', 'b/c.txt', { mode: 'link' }).write('module', 'a'.repeat(40), { mode: 'submodule' });
      repository
        .write('large', large)
        .write('ä/ö', 'ü')
        .write('same', 'c')
        .write('dangling', 'nowhere', { mode: 'link' });
      await exportAll(await repository.commit('one'));
      const names = readdirSync(target, { encoding: 'buffer' }).map((name) => name.toString('latin1'));
      const utf8 = Buffer.from('ä').toString('latin1');
      const expected = ['a', 'run.sh', odd.toString('latin1'), 'empty', 'module', 'large', utf8, 'same', 'dangling'];
      expect(names.sort()).to.deep.equal(expected.sort());
      expect(readFileSync(join(target, 'a/link'), 'utf8')).to.equal('c');
      expect(readlinkSync(join(target, 'a/link'))).to.equal('b/c.txt');
      expect(readFileSync(join(target, 'large')).equals(large)).to.equal(true);
      expect(readFileSync(Buffer.concat([Buffer.from(`${target}/`), odd]), 'utf8')).to.equal('odd');
      expect(lstatSync(join(target, 'run.sh')).mode & 0o777).to.equal(0o755);
      expect(lstatSync(join(target, 'same')).mode & 0o777).to.equal(0o644);
      expect(readdirSync(join(target, 'module'))).to.deep.equal([]);
    });

    it('writes only what is selected, and fetches no blob besides', async () => {
      for (let index = 0; index < 50; index++) repository.write(`d${index % 5}/f${index}`, `content ${index}`);
      const commit = await repository.commit('one');
      await exportAll(commit, ({ path }) => path.startsWith('d1/'));
      expect(readdirSync(target)).to.deep.equal(['d1']);
      expect(readdirSync(join(target, 'd1'))).to.have.length(10);
      if (kind === 'local') return;
      const [key] = readdirSync(fixture.mirrors);
      const reading = join(fixture.mirrors, key ?? '', 'repo.git');
      const listed = await runGit(reading, ['--git-dir', reading, 'cat-file', '--batch-all-objects', '--batch-check']);
      expect(listed.match(/ blob /g)).to.have.length(10);
    });

    it('reads a commit without files into an empty folder', async () => {
      await repository.write('a', '1').commit('one');
      await exportAll(await repository.write('a', null).commit('none'));
      expect(readdirSync(target)).to.deep.equal([]);
    });

    it('says RevisionGone for a commit that vanished', async () => {
      await repository.write('a', '1').commit('one');
      const where = await at('1'.repeat(40));
      await refusal(ensureCommit(where), 'RevisionGone');
      await refusal(listEntries(where), 'RevisionGone');
      await refusal(exportSelection({ ...where, entries: [], target }), 'RevisionGone');
      await refusal(ensureCommit(await at('main')), 'RevisionGone');
    });

    it('refuses a symlink that leads outside, writing nothing through it', async () => {
      writeFileSync(fixture.path('outside'), 'safe');
      for (const text of ['../outside', '/etc/passwd', 'a/../../outside', 'up/../../outside']) {
        repository.write('a/b', '1').write('up', 'a', { mode: 'link' }).write('link', text, { mode: 'link' });
        const commit = await repository.commit('one');
        rmSync(target, { recursive: true, force: true });
        const error = await refusal(exportAll(commit), 'InputInvalid');
        expect(error.message).to.contain('link').and.contain('outside');
      }
    });

    it('never writes over what is there, nor through a symlink that is there', async () => {
      const commit = await repository.write('a/b', '1').write('c', '2').commit('one');
      mkdirSync(target);
      mkdirSync(fixture.path('elsewhere'));
      symlinkSync(fixture.path('elsewhere'), join(target, 'a'));
      await refusal(exportAll(commit), 'InputInvalid');
      expect(readdirSync(fixture.path('elsewhere'))).to.deep.equal([]);
      rmSync(join(target, 'a'));
      rmSync(join(target, 'c'), { force: true });
      symlinkSync(fixture.path('elsewhere', 'new'), join(target, 'c'));
      await refusal(exportAll(commit), 'InputInvalid');
      expect(readdirSync(fixture.path('elsewhere'))).to.deep.equal([]);
    });

    it('refuses the trees of a hostile server', async () => {
      const blob = (await feedGit(repository.path, ['hash-object', '-w', '--stdin'], 'x')).trim();
      const tree = async (...entries: [string, string, string][]): Promise<string> => {
        const bytes = entries.map(([mode, name, oid]) =>
          Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(oid, 'hex')]),
        );
        const written = ['hash-object', '-t', 'tree', '-w', '--stdin', '--literally'];
        return (await feedGit(repository.path, written, Buffer.concat(bytes))).trim();
      };
      const hooks = await tree(['100755', 'post-checkout', blob]);
      const inner = await tree(['100644', 'evil', blob]);
      const hostile = [
        await tree(['40000', '.git', hooks]),
        await tree(['40000', '.GIT', hooks]),
        await tree(['40000', '..', inner]),
        await tree(['100644', '.', blob]),
        await tree(['40000', 'a', await tree(['40000', '..', await tree(['40000', '..', inner])])]),
        await tree(['100644', 'same', blob], ['100644', 'same', blob]),
        await tree(['120000', 'd', blob], ['40000', 'd', inner]),
        await tree(['100644', 'a/b', blob]),
      ];
      const ident = { GIT_AUTHOR_NAME: 'm', GIT_AUTHOR_EMAIL: 'm', GIT_COMMITTER_NAME: 'm', GIT_COMMITTER_EMAIL: 'm' };
      for (const [index, root] of hostile.entries()) {
        const commit = (await runGit(repository.path, ['commit-tree', root, '-m', 'evil'], ident)).trim();
        await repository.git('update-ref', 'refs/heads/main', commit);
        // The last is a plain file in a folder to us; git's own check of what it fetches refuses it, and most others.
        const outcome = await exportAll(commit).then(
          () => 'written',
          (error: unknown) => (error instanceof Error ? error.message : 'unknown'),
        );
        if (kind === 'local' && index < 7) expect(outcome, `tree ${index}`).to.match(/^The source path /);
        if (kind === 'http') expect(outcome, `tree ${index}`).to.not.equal('written');
        expect(readdirSync(fixture.folder.path)).to.not.include('evil');
      }
    });

    it('notices damaged content', async () => {
      const commit = await repository.write('a', 'content').commit('one');
      const where = await at(commit);
      const [entry] = await listEntries(where);
      if (entry === undefined) throw new Error('no entry');
      const other = (await feedGit(repository.path, ['hash-object', '-w', '--stdin'], 'different')).trim();
      const file = (oid: string): string => repository.file('objects', oid.slice(0, 2), oid.slice(2));
      await looseCopy(repository, entry.oid);
      rmSync(file(entry.oid), { force: true });
      mkdirSync(join(file(entry.oid), '..'), { recursive: true });
      writeFileSync(file(entry.oid), readFileSync(file(other)));
      const error = await exportSelection({ ...where, entries: [entry], target }).catch((thrown: unknown) => thrown);
      expect(error).to.have.property('reason').that.is.oneOf(['SourceUnavailable', 'MirrorCorrupted']);
    });

    it('works in several processes at once, on a mirror none of them has yet', async () => {
      for (let index = 0; index < 200; index++) repository.write(`d${index % 5}/f${index}`, `content ${index}`);
      const commit = await repository.commit('one');
      const where = await at(commit);
      const program = fixture.path('export.ts');
      const module = new URL('../../controller/git/export.ts', import.meta.url).href;
      writeFileSync(
        program,
        `import { exportSelection, listEntries } from ${JSON.stringify(module)};
         const where = JSON.parse(process.argv[2]);
         await exportSelection({ ...where, entries: await listEntries(where), target: process.argv[3] });`,
      );
      const children = Array.from({ length: 4 }, (_, index) =>
        fork(program, [JSON.stringify(where), fixture.path(`target-${index}`)], {
          stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
        }),
      );
      const own = exportAll(commit);
      const said = await Promise.all([...children.map(ended), own.then(() => '')]);
      expect(said).to.deep.equal(['', '', '', '', '']);
      for (let index = 0; index < 4; index++) {
        expect(readdirSync(fixture.path(`target-${index}`), { recursive: true })).to.have.length(205);
        expect(readFileSync(fixture.path(`target-${index}`, 'd1', 'f1'), 'utf8')).to.equal('content 1');
      }
      const [key] = readdirSync(fixture.mirrors);
      const left = readdirSync(join(fixture.mirrors, key ?? ''), { recursive: true, encoding: 'utf8' });
      expect(left.filter((name) => /tmp[_-][^/]*$/.test(name))).to.deep.equal([]);
    });
  });
}

/** Makes sure an object lies loose in the repository, where it can be damaged, and in no pack. */
async function looseCopy(repository: TestRepository, oid: string): Promise<void> {
  const content = await runGit(repository.path, ['cat-file', 'blob', oid]);
  const packs = repository.file('objects', 'pack');
  const all = readdirSync(packs).filter((name) => name.endsWith('.pack'));
  for (const name of all) {
    const bytes = readFileSync(join(packs, name));
    for (const suffix of ['pack', 'idx', 'rev']) rmSync(join(packs, name.replace(/pack$/, suffix)), { force: true });
    await feedGit(repository.path, ['unpack-objects', '-q'], bytes);
  }
  await feedGit(repository.path, ['hash-object', '-w', '--stdin'], content);
}

/** What a child said on its standard error before it ended. */
async function ended(child: ChildProcess): Promise<string> {
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const code = await new Promise((resolve) => child.once('close', resolve));
  return code === 0 ? said : `exit ${String(code)}: ${said}`;
}

describe('git: what may be written', () => {
  const entry = (path: string, mode = '100644'): TreeEntry => ({ path, mode, oid: '1'.repeat(40) });
  const refusedPaths = [
    '',
    '/a',
    'a//b',
    'a/',
    './a',
    'a/./b',
    '..',
    'a/../b',
    '.git',
    'a/.git/config',
    '.Git/x',
    'a\0b',
    'x'.repeat(256),
  ];
  for (const path of refusedPaths) {
    it(`refuses the path ${JSON.stringify(path.slice(0, 20))}`, () => {
      expect(() => checkPaths([entry(path)])).to.throw('The source path');
    });
  }
  it('accepts what only looks like it', () => {
    checkPaths(
      ['...', '.gitignore', 'a.git', '.git2/x', '..a/b', 'a b', 'a\nb', '-x', '\\', 'C:'].map((path) => entry(path)),
    );
  });

  const links: [string, Record<string, string>, boolean][] = [
    ['a sibling', { 'a/l': 'b' }, true],
    ['the root', { 'a/l': '..' }, true],
    ['above the root', { l: '..' }, false],
    ['back in by the name of the folder', { l: '../target/x' }, false],
    ['an absolute path', { l: '/x' }, false],
    ['nothing', { l: '' }, false],
    ['up through a link', { 'sub/e': '..', l: 'sub/e/../x' }, false],
    ['down through a link', { e: 'deep/er', l: 'e/../x' }, true],
    ['a link that is refused itself', { e: '/etc', l: 'e/passwd' }, false],
    ['a circle', { a: 'b', b: 'a' }, true],
    ['itself', { a: 'a/b' }, true],
    ['dots and doubled slashes', { 'a/b/l': './/.././/x' }, true],
  ];
  for (const [name, texts, inside] of links) {
    it(`${inside ? 'accepts' : 'refuses'} a symlink to ${name}`, () => {
      const check = (): void => checkLinks(new Map(Object.entries(texts)));
      if (inside) check();
      else expect(check).to.throw('symlink');
    });
  }
});
