import { expect } from 'chai';
import type { GitWithCounters } from '../../controller/git/native.ts';
import { displayPath } from '../../controller/core/paths.ts';
import type { TestRepository } from '../support/git-repository.ts';
import { GitFixture } from './fixture.ts';
import { Onlooker } from './scenarios-onlooker.ts';

for (const kind of ['http', 'local'] as const) {
  describe(`git: trees as they are pushed (${kind})`, () => {
    let fixture: GitFixture;
    let git: GitWithCounters;
    let repository: TestRepository;
    let url: string;
    let onlooker: Onlooker;

    beforeEach(async () => {
      fixture = new GitFixture();
      git = fixture.git();
      repository = await fixture.served('r.git');
      url = kind === 'http' ? (await fixture.server()).url('r.git') : repository.path;
      repository.write('code/train.py', '1').write('data/1.csv', 'a\n').write('README.md', '1');
      repository.write('data/link', '1.csv', { mode: 'link' });
      repository.write('code/lib', 'a'.repeat(40), { mode: 'submodule' });
      await repository.commit('first');
      onlooker = new Onlooker(git, { url, branch: 'main' }, repository);
      await onlooker.look();
    });
    afterEach(() => fixture.end());

    /** Commits what was written. @returns the inputs that changed */
    async function changed(): Promise<readonly string[]> {
      await repository.commit('next');
      return (await onlooker.look()).changed;
    }

    it('a rename changes the content where the file was and where it is, and nothing elsewhere', async () => {
      repository.write('data/1.csv', null).write('data/one.csv', 'a\n');
      expect(await changed()).to.deep.equal(['data', 'all']);
      repository.write('data/one.csv', null).write('code/one.csv', 'a\n');
      expect(await changed()).to.deep.equal(['code', 'data', 'all']);
      repository.write('README.md', null).write('READ-ME.md', '1');
      expect(await changed()).to.deep.equal(['all']);
    });

    it('a copy changes the content where the copy is, and nothing where it was taken from', async () => {
      repository.write('code/copy.csv', 'a\n');
      expect(await changed()).to.deep.equal(['code', 'all']);
    });

    it('a folder that is moved as a whole is all its files', async () => {
      repository.write('data/1.csv', null).write('data/link', null);
      repository.write('data/raw/1.csv', 'a\n').write('data/raw/link', '1.csv', { mode: 'link' });
      expect(await changed()).to.deep.equal(['data', 'all']);
      repository.write('data/raw/1.csv', null).write('data/raw/link', null);
      repository.write('data/1.csv', 'a\n').write('data/link', '1.csv', { mode: 'link' });
      expect(await changed()).to.deep.equal(['data', 'all']);
    });

    it('a mode that changes is a change', async () => {
      repository.write('code/train.py', '1', { mode: '100755' });
      expect(await changed()).to.deep.equal(['code', 'all']);
      repository.write('code/train.py', '1');
      expect(await changed()).to.deep.equal(['code', 'all']);
    });

    it('a symlink counts by its text: added, retargeted, replaced by a file of that text; not by what it leads to', async () => {
      repository.write('code/link', '../data/1.csv', { mode: 'link' });
      expect(await changed()).to.deep.equal(['code', 'all']);
      repository.write('data/1.csv', 'b\n');
      expect(await changed()).to.deep.equal(['data', 'all']);
      repository.write('code/link', '../data', { mode: 'link' });
      expect(await changed()).to.deep.equal(['code', 'all']);
      repository.write('code/link', '../data');
      expect(await changed()).to.deep.equal(['code', 'all']);
      repository.write('data/link', '../../../etc/passwd', { mode: 'link' });
      expect(await changed()).to.deep.equal(['data', 'all']);
    });

    it('a submodule counts by its commit: moved, removed, replaced by a folder', async () => {
      repository.write('code/lib', 'b'.repeat(40), { mode: 'submodule' });
      expect(await changed()).to.deep.equal(['code', 'all']);
      expect(await changed()).to.deep.equal([]);
      repository.write('code/lib', null);
      expect(await changed()).to.deep.equal(['code', 'all']);
      repository.write('data/lib', 'b'.repeat(40), { mode: 'submodule' });
      expect(await changed()).to.deep.equal(['data', 'all']);
      repository.write('data/lib', null).write('data/lib/a.py', '1');
      expect(await changed()).to.deep.equal(['data', 'all']);
    });

    it('a file that becomes a folder, and a folder that becomes a file', async () => {
      repository.write('data/1.csv', null).write('data/1.csv/part', 'a\n').write('data/1.csv/deep/part', 'b\n');
      expect(await changed()).to.deep.equal(['data', 'all']);
      repository.write('data/1.csv/part', null).write('data/1.csv/deep/part', null).write('data/1.csv', 'a\n');
      expect(await changed()).to.deep.equal(['data', 'all']);
      repository.write('code/train.py', null).write('code/lib', null).write('code', 'a file now');
      expect(await changed()).to.deep.equal(['code', 'all']);
      repository.write('code', null).write('code/train.py', '1');
      expect(await changed()).to.deep.equal(['code', 'all']);
    });

    it('names that differ in case alone are two files, and a rename to the other is a change', async () => {
      repository.write('data/1.csv', null).write('data/1.CSV', 'a\n');
      expect(await changed()).to.deep.equal(['data', 'all']);
      repository.write('data/1.csv', 'other\n');
      expect(await changed()).to.deep.equal(['data', 'all']);
      repository.write('DATA/1.csv', 'no input\n');
      expect(await changed()).to.deep.equal(['all']);
    });

    for (const [what, name] of [
      ['spaces', ' a  b '],
      ['quotes and backslashes', `"a' \\"b\\`],
      ['line breaks', 'a\nb\r\n'],
      ['tabs', '\ta\tb'],
      ['no UTF-8', Buffer.from([0x61, 0xff, 0xfe, 0x80, 0x62])],
      ['two spellings of one letter', 'e\u0301 and \u00e9'],
      ['a leading dash', '--output=x'],
      ['pathspec magic and wildcards', ':(top,glob)*[a]?'],
      ['what looks like a raw difference', `:100644 100644 ${'1'.repeat(40)} ${'2'.repeat(40)} M`],
    ] as const) {
      it(`a path with ${what} is one path, in a folder and as a folder`, async () => {
        const bytes = Buffer.from(name);
        const inside = Buffer.concat([Buffer.from('data/'), bytes]);
        const below = Buffer.concat([Buffer.from('code/'), bytes, Buffer.from('/x')]);
        expect(await (repository.write(inside, '1'), changed())).to.deep.equal(['data', 'all']);
        expect(await (repository.write(below, '1'), changed())).to.deep.equal(['code', 'all']);
        expect(await (repository.write(bytes, '1'), changed())).to.deep.equal(['all']);
        expect(await (repository.write(inside, '2'), changed())).to.deep.equal(['data', 'all']);
        expect(await (repository.write(inside, null), changed())).to.deep.equal(['data', 'all']);
        const { commit } = await git.resolve({ url, branch: 'main' });
        const paths = (await git.entries({ url }, commit)).map(({ path }) => path);
        expect(paths).to.include(bytes.toString('latin1')).and.include(below.toString('latin1'));
        expect(displayPath(bytes.toString('latin1'))).to.match(/^[^\u0000-\u001f\u007f]+$/);
      });
    }

    it('paths of 4 kB are paths, deep ones and long names alike', async () => {
      const deep = `data/${'0123456789/'.repeat(372)}end`;
      const long = `data/${'x'.repeat(4090)}`;
      expect(deep.length).to.be.within(4090, 4110);
      expect(await (repository.write(deep, '1'), changed())).to.deep.equal(['data', 'all']);
      expect(await (repository.write(long, '1'), changed())).to.deep.equal(['data', 'all']);
      expect(await (repository.write(deep, '2').write(long, null), changed())).to.deep.equal(['data', 'all']);
    });

    it('files that mean something to git or its tools mean nothing here: their content alone counts', async () => {
      const meaning: Record<string, string> = {
        '.gitattributes': '* text eol=crlf export-ignore diff=evil filter=evil ident working-tree-encoding=UTF-16\n',
        'data/.gitattributes': '*.csv -diff merge=union export-ignore\n',
        '.gitmodules': '[submodule "x"]\n\tpath = code/lib\n\turl = https://example.com/x.git\n\tupdate = merge\n',
        '.lfsconfig': '[lfs]\n\turl = https://example.com/elsewhere\n',
        '.gitignore': '*\n',
        '.mailmap': 'Somebody Else <else@example.com> <ada@example.com>\n',
        '.gitconfig': '[core]\n\tfsmonitor = false\n',
        'hooks/post-checkout': '#!/bin/sh\nexit 1\n',
        config: '[core]\n\tignoreCase = true\n',
      };
      for (const [path, content] of Object.entries(meaning)) {
        const expected = path.startsWith('data/') ? ['data', 'all'] : ['all'];
        expect(await (repository.write(path, content), changed()), path).to.deep.equal(expected);
      }
      expect(await (repository.write('data/1.csv', 'a\r\n'), changed())).to.deep.equal(['data', 'all']);
      const { commit } = await git.resolve({ url, branch: 'main' });
      expect(await git.commit({ url }, commit)).to.include({ author: 'Ada Example', email: 'ada@example.com' });
    });

    it('pointers and attributes that are symlinks, submodules or folders are those, and nothing else', async () => {
      const link = { mode: 'link' } as const;
      for (const name of ['.gitattributes', 'a.dvc', 'dvc.lock', 'dvc.yaml']) {
        repository.write(`data/${name}`, '../../../etc/passwd', link);
        expect(await changed(), name).to.deep.equal(['data', 'all']);
        repository.write(`data/${name}`, 'b'.repeat(40), { mode: 'submodule' });
        expect(await changed(), name).to.deep.equal(['data', 'all']);
        repository.write(`data/${name}`, null).write(`data/${name}/1.csv`, '* filter=lfs\n');
        expect(await changed(), name).to.deep.equal(['data', 'all']);
        repository.write(`data/${name}/1.csv`, null).write(`code/${name}/.gitattributes`, 'x.bin -text\n');
        expect(await changed(), name).to.deep.equal(['code', 'data', 'all']);
      }
    });

    it('a commit without any file, and files again', async () => {
      for (const path of ['code/train.py', 'data/1.csv', 'README.md', 'data/link', 'code/lib']) {
        repository.write(path, null);
      }
      expect(await changed()).to.deep.equal(['code', 'data', 'all']);
      expect(await (repository.write('data/1.csv', 'a\n'), changed())).to.deep.equal(['data', 'all']);
    });
  });
}
