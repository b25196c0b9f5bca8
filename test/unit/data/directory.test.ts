import { expect } from 'chai';
import fc from 'fast-check';
import { bytesOf } from '../../../controller/core/paths.ts';
import { readDirectory } from '../../../controller/data/directory.ts';

const md5 = 'ab'.repeat(16);

function list(...relpaths: unknown[]): Buffer {
  return Buffer.from(JSON.stringify(relpaths.map((relpath) => ({ md5, relpath }))));
}

describe('the list of a DVC directory', () => {
  it('gives byte paths and hashes', () => {
    expect(readDirectory('data', list('a.csv', 'deep/ü b.csv'))).to.deep.equal([
      { path: 'a.csv', hash: md5 },
      { path: bytesOf('deep/ü b.csv'), hash: md5 },
    ]);
    expect(readDirectory('data', list())).to.deep.equal([]);
  });

  it('is refused when it is none, naming the directory', () => {
    const bad = ['', '{}', '[1]', '[null]', '[{"md5":"x","relpath":"a"}]', `[{"md5":"${md5}"}]`, '[{]'];
    for (const text of bad) {
      expect(() => readDirectory('data/train', Buffer.from(text)), text).to.throw(/DVC directory data\/train: /);
    }
  });

  it('has no file outside of its directory, twice, below another file, or in .git', () => {
    const bad = [
      ['..'],
      ['../a'],
      ['a/../../b'],
      ['/a'],
      ['a//b'],
      ['a/'],
      ['.'],
      ['a', 'a'],
      ['a', 'a/b'],
      ['.git/hooks/x'],
      ['x\0'],
    ];
    for (const paths of bad) expect(() => readDirectory('data', list(...paths)), String(paths)).to.throw();
  });

  it('never gives a path that leads elsewhere, whatever it holds', () => {
    const part = fc.oneof(fc.constantFrom('..', '.', '', 'a', '.git', '.GIT'), fc.string());
    fc.assert(
      fc.property(fc.array(fc.array(part).map((parts) => parts.join('/'))), (paths) => {
        try {
          for (const { path } of readDirectory('data', list(...paths))) {
            expect(path.split('/').some((name) => name === '' || name === '.' || name === '..')).to.equal(false);
          }
        } catch (error: unknown) {
          expect(error).to.have.property('reason', 'InputInvalid');
        }
      }),
    );
  });
});
