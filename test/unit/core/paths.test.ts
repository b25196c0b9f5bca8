import { expect } from 'chai';
import { describe, it } from 'mocha';
import { bufferOf, bytesOf, comparePaths, displayPath, pathOf } from '../../../controller/core/paths.ts';

function shown(bytes: readonly number[]): string {
  return displayPath(pathOf(Uint8Array.from(bytes)));
}

describe('paths', () => {
  it('shows UTF-8 names as they are', () => {
    for (const name of ['train.py', 'a b/c', 'données/été.csv', '数据/批次.csv', '🦆.txt', '']) {
      expect(displayPath(bytesOf(name))).to.equal(name);
    }
  });

  it('escapes what is no UTF-8, byte by byte', () => {
    expect(shown([0x61, 0xff, 0x62])).to.equal('a\\xffb');
    expect(shown([0xc3])).to.equal('\\xc3');
    expect(shown([0xc0, 0xaf])).to.equal('\\xc0\\xaf');
    expect(shown([0xed, 0xa0, 0x80])).to.equal('\\xed\\xa0\\x80');
    expect(shown([0xf4, 0x90, 0x80, 0x80])).to.equal('\\xf4\\x90\\x80\\x80');
    expect(shown([0xe9, 0x74, 0xc3, 0xa9])).to.equal('\\xe9té');
  });

  it('escapes what would disturb a terminal or deceive a reader', () => {
    expect(displayPath('a\nb\tc\rd')).to.equal('a\\nb\\tc\\rd');
    expect(displayPath('\u001b[31m')).to.equal('\\u{1b}[31m');
    expect(displayPath(bytesOf('\u202egpj.exe'))).to.equal('\\u{202e}gpj.exe');
    expect(displayPath(bytesOf('\u0085'))).to.equal('\\u{85}');
    expect(displayPath('a\\nb')).to.equal('a\\\\nb');
  });

  it('goes from bytes to paths and back', () => {
    const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    expect([...bufferOf(pathOf(all))]).to.deep.equal([...all]);
    expect(pathOf(all.subarray(97, 100))).to.equal('abc');
  });

  it('orders as git does: by bytes, not by letters', () => {
    const names = ['a/b', 'a.b', 'a', 'B', bytesOf('é'), bytesOf('z')];
    expect(names.toSorted(comparePaths)).to.deep.equal(['B', 'a', 'a.b', 'a/b', 'z', bytesOf('é')]);
  });
});
