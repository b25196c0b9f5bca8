import { expect } from 'chai';
import type { DataEntry } from '../../../../controller/core/pointers/data-entry.ts';
import { differenceText } from '../../../../controller/core/pointers/data-text.ts';
import { entryDifferences } from '../../../../controller/core/pointers/difference.ts';

function data(digit: number, size?: number, files?: number): DataEntry {
  return {
    path: 'data/train',
    mode: '040000',
    oid: 'a',
    identity: `dvc:${String(digit).repeat(32)}.dir`,
    pointer: 'data/train.dvc',
    ...(size === undefined ? {} : { size }),
    ...(files === undefined ? {} : { files }),
  };
}

const plain = { path: 'data/train', mode: '100644', oid: 'b' };

describe('differences of data in words', () => {
  it('tell files and bytes in the unit of the larger', () => {
    const told = (before: DataEntry | undefined, after: DataEntry | undefined): string =>
      differenceText({ path: 'data/train', ...(before ? { before } : {}), ...(after ? { after } : {}) });
    expect(told(data(1, 1.2e9, 41), data(2, 1.9e9, 57))).to.equal('data/train: 41 → 57 files, 1.2 → 1.9 GB');
    expect(told(data(1, 999, 1), data(2, 2_000, 1))).to.equal('data/train: 1 file, 1.0 → 2.0 kB');
    expect(told(data(1, 5), data(2, 7))).to.equal('data/train: 5 → 7 B');
    expect(told(data(1, 1_900_000_000), data(2, 1_901_000_000))).to.equal('data/train: 1.900 → 1.901 GB');
    expect(told(data(1, 1_900_000_000), data(2, 1_900_000_001))).to.equal('data/train: 1900000000 → 1900000001 B');
    expect(told(data(1, 1e6, 3), data(2, 1e6, 3))).to.equal('data/train: other content, 3 files, 1.0 MB');
    expect(told(data(1), data(2))).to.equal('data/train: other content');
    expect(told(data(1, 10), data(2))).to.equal('data/train: 10 → ? B');
    expect(told(undefined, data(2, 1e6, 3))).to.equal('data/train: new, 3 files, 1.0 MB');
    expect(told(data(2, 0, 0), undefined)).to.equal('data/train: gone, 0 files, 0 B');
    expect(differenceText({ path: 'data/train', before: plain, after: data(1, 10, 1) })).to.equal(
      'data/train: now kept by DVC, 1 file, 10 B',
    );
    expect(differenceText({ path: 'a\nb', before: plain, after: plain })).to.equal('a\\nb');
  });

  it('are found between lists in path order', () => {
    const entry = (path: string, oid: string): { path: string; mode: string; oid: string } => ({
      path,
      mode: '100644',
      oid,
    });
    const found = entryDifferences(
      [entry('a', '1'), entry('b', '1'), entry('d', '1')],
      [entry('b', '1'), entry('c', '1'), entry('d', '2'), entry('e', '1')],
    );
    expect(found.map(({ path, before, after }) => `${before ? '-' : ''}${path}${after ? '+' : ''}`)).to.deep.equal([
      '-a',
      'c+',
      '-d+',
      'e+',
    ]);
  });
});
