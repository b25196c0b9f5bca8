import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { entryIdentity, type GitEntry } from '../../../../controller/core/content-digest.ts';
import { isReason } from '../../../../controller/core/errors.ts';
import {
  changeSelection,
  indexPointers,
  selectData,
  selectIndexed,
  updatePointers,
} from '../../../../controller/core/pointers/pointers.ts';
import { compilePatterns } from '../../../../controller/core/select.ts';
import { missingLiterals } from '../../../../controller/core/selection.ts';

const md5 = (digit: number): string => String(digit).repeat(32);
const pointer = (digit: number): string => `outs: [{path: x, md5: ${md5(digit)}}]\n`;

/** A tree of texts, and a reader of its blobs that remembers what it was asked for. */
function tree(files: Readonly<Record<string, string>>): { entries: GitEntry[]; read: Reader; asked: string[] } {
  const asked: string[] = [];
  const entries = Object.entries(files)
    .map(([path, text]) => ({ path, mode: '100644', oid: oidOf(text) }))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const texts = new Map(Object.values(files).map((text) => [oidOf(text), Buffer.from(text)]));
  const read: Reader = (oids, maxBytes) => {
    asked.push(...oids.map((oid) => entries.find((entry) => entry.oid === oid)?.path ?? oid));
    const found = oids.map((oid) => [oid, texts.get(oid) ?? Buffer.alloc(0)] as const);
    return Promise.resolve(new Map(found.filter(([, content]) => content.length <= maxBytes)));
  };
  return { entries, read, asked };
}

type Reader = Parameters<typeof selectData>[2];

function oidOf(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}

/** Entries after each tree, made of those of the tree before. */
async function follow(
  trees: readonly Readonly<Record<string, string>>[],
  paths: readonly string[],
): Promise<string[][]> {
  const selector = compilePatterns(paths);
  const told: string[][] = [];
  let last: { entries: GitEntry[]; index: Awaited<ReturnType<typeof indexPointers>>; selection: Selected } | undefined;
  for (const files of trees) {
    const { entries, read } = tree(files);
    const before = last;
    const known = [...(before?.entries ?? []), ...entries].map(({ path }) => path);
    const changes = [...new Set(known)].map((path) => ({ path, after: entries.find((entry) => entry.path === path) }));
    const changed = changes.filter(
      ({ path, after }) => before?.entries.find((entry) => entry.path === path)?.oid !== after?.oid,
    );
    const index = before ? await updatePointers(before.index, changed, read) : await indexPointers(entries, read);
    const selection =
      (before && (await changeSelection(before, changed, selector, index, read))) ??
      (await selectIndexed(entries, selector, index, read));
    told.push(selection.entries.map((entry) => `${entry.path} ${entryIdentity(entry).slice(0, 6)}`));
    last = { entries, index, selection };
  }
  return told;
}

type Selected = Awaited<ReturnType<typeof selectData>>;

describe('selections with data', () => {
  it('take what git tracks at the path of data, for as long as it does', async () => {
    const told = await follow(
      [
        { 'd/x.dvc': pointer(1) },
        { 'd/x.dvc': pointer(1), 'd/x': 'tracked' },
        { 'd/x.dvc': pointer(2), 'd/x': 'tracked' },
        { 'd/x.dvc': pointer(2), 'd/x': 'tracked', other: '1' },
        { 'd/x.dvc': pointer(2), other: '1' },
        { other: '1' },
      ],
      ['d/**'],
    );
    const tracked = [`d/x git:${oidOf('tracked').slice(0, 2)}`];
    expect(told).to.deep.equal([['d/x dvc:11'], tracked, tracked, tracked, ['d/x dvc:22'], []]);
  });

  it('read nothing where nothing is a pointer, and only what is selected of git-lfs', async () => {
    const plain = tree({ 'a.bin': '1', 'dvc.yaml': 'stages: {}' });
    await selectData(plain.entries, compilePatterns(undefined), plain.read);
    expect(plain.asked).to.deep.equal([]);
    const large = tree({ '.gitattributes': '*.bin filter=lfs\n', 'a.bin': 'x'.repeat(5000), 'b.bin': 'version 1' });
    const { entries } = await selectData(large.entries, compilePatterns(['a.bin']), large.read);
    expect(large.asked).to.deep.equal(['.gitattributes', 'a.bin']);
    expect(entries.map(entryIdentity)).to.deep.equal([`git:${oidOf('x'.repeat(5000))}`]);
  });

  it('find literals by every name of the data, and refuse two versions of one path', async () => {
    const { entries, read } = tree({
      'd/x.dvc': pointer(1),
      'p/y.dvc': `wdir: ..\nouts: [{path: z, md5: ${md5(1)}.dir}]\n`,
    });
    for (const path of ['d/x', 'd/x.dvc', 'd', 'd/', 'z', 'z/', 'p/y.dvc', 'p']) {
      const selector = compilePatterns([path]);
      const selection = await selectData(entries, selector, read);
      expect([path, selection.count, missingLiterals(selection, selector)]).to.deep.equal([path, 1, []]);
    }
    const two = tree({ 'd/x.dvc': pointer(1), 'x.dvc': `outs: [{path: d/x, md5: ${md5(2)}}]\n` });
    const error: unknown = await selectData(two.entries, compilePatterns(['d']), two.read).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).to.have.property('message', 'd/x is named with two versions, by d/x.dvc and x.dvc, allowed is one');
  });

  const verdict = async (files: Readonly<Record<string, string>>, paths: readonly string[]): Promise<string> => {
    const { entries, read } = tree(files);
    return selectData(entries, compilePatterns(paths), read).then(
      (selection) => selection.entries.map(({ path }) => path).join(' '),
      (error: unknown) => (isReason(error, 'InputInvalid') ? `InputInvalid: ${error.message}` : String(error)),
    );
  };
  const lock = `schema: '2.0'\nstages:\n  a:\n    outs:\n    - {path: data/table, md5: ${md5(1)}}\n`;

  it('are refused where a dvc.lock that cannot be read may name data of them, after changes too', async () => {
    const files = { 'code/a.py': '1', 'data/1.csv': '1', 'dvc.lock': lock };
    const broken = { ...files, 'dvc.lock': `${lock}\n  : [` };
    expect(await verdict(files, ['data/'])).to.equal('data/1.csv data/table');
    for (const paths of [
      ['data/'],
      ['data'],
      ['data/table'],
      ['**/*.csv'],
      ['!code'],
      ['data/', '!dvc.lock'],
      ['data/*'],
    ]) {
      expect(await verdict(broken, paths), paths.join()).to.match(/InputInvalid.*dvc\.lock, line \d+: /);
      const changed = await follow([files, broken], paths).catch(String);
      expect(changed, paths.join()).to.match(/dvc\.lock, line \d+: /);
    }
    // A file that git tracks is what it is; nothing else can be meant by its name.
    expect(await verdict(broken, ['code/a.py'])).to.equal('code/a.py');
    expect(await follow([files, broken, { ...broken, 'code/a.py': '2' }], ['code/a.py'])).to.have.length(3);
    const gone = { 'data/1.csv': '1', 'dvc.lock': broken['dvc.lock'] };
    expect(await follow([broken, gone], ['code/a.py']).catch(String)).to.contain('dvc.lock, line ');
  });

  it('are not refused for a broken pointer out of whose reach they are', async () => {
    const below = { 'code/a.py': '1', 'p/dvc.lock': `${lock}\n  : [`, 'p/1': '1', 'q/x.dvc': 'outs: [', 'q/1': '1' };
    for (const paths of [['code'], ['code/**'], ['*/a.py', '!p/**', '!q/x.dvc'], ['!p', '!q'], ['q/1']]) {
      expect(await verdict(below, paths), paths.join()).to.not.contain('InputInvalid');
    }
    for (const paths of [['p'], ['*/1', '!q'], ['**', '!q']]) {
      expect(await verdict(below, paths), paths.join()).to.contain('p/dvc.lock, line ');
    }
    // What leads out of the folder, or what may be cut off, reaches everything.
    for (const text of ['wdir: ..\nouts: [', '', 'outs:\n- path: ../code/b\n  : [']) {
      expect(await verdict({ ...below, 'q/x.dvc': text }, ['code']), text).to.contain('q/x.dvc, line ');
    }
    const pipeline = { ...below, 'p/dvc.yaml': 'stages: {a: {wdir: ../code, outs: [b]}}' };
    expect(await verdict(pipeline, ['code'])).to.contain('p/dvc.lock, line ');
  });

  it('are refused for the data of a broken pointer when the pointer is left out and its data named', async () => {
    const files = { 'data/1.csv': '1', 'data/train.dvc': 'outs: [{path: train, md5: x}]\n' };
    const invalid = /InputInvalid.*data\/train\.dvc, line 1: /;
    expect(await verdict(files, ['data/**', '!data/*.dvc', 'data/train'])).to.match(invalid);
    expect(await verdict(files, ['data/other'])).to.match(invalid);
    expect(await verdict(files, ['data/**', '!data/*.dvc'])).to.equal('data/1.csv');
    expect(await verdict(files, ['data/**', '!data/train.dvc', 'data/1.csv'])).to.equal('data/1.csv');
  });

  it('below a .gitattributes over the limit are refused, and no others', async () => {
    const large = '#'.repeat(1_048_577);
    const files = { 'a.bin': '1', 'code/a.py': '1', 'nested/.gitattributes': large, 'nested/deep/x': '1' };
    expect(await verdict(files, ['code/'])).to.equal('code/a.py');
    expect(await verdict(files, ['**', '!nested'])).to.equal('a.bin code/a.py');
    for (const paths of [['nested/deep'], ['**'], ['nested']]) {
      expect(await verdict(files, paths)).to.match(/InputInvalid.*nested\/\.gitattributes has more than 1048576 bytes/);
    }
    expect(await follow([{ ...files, 'nested/.gitattributes': '1' }, files], ['code/'])).to.deep.equal([
      [`code/a.py git:${oidOf('1').slice(0, 2)}`],
      [`code/a.py git:${oidOf('1').slice(0, 2)}`],
    ]);
    expect(await verdict({ ...files, '.gitattributes': large }, ['code/'])).to.contain(': .gitattributes has more');
  });
});
