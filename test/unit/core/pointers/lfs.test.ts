import { expect } from 'chai';
import { parseLfsPointer } from '../../../../controller/core/pointers/lfs.ts';

const oid = '4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393';
const first = 'version https://git-lfs.github.com/spec/v1';
const read = (text: string): ReturnType<typeof parseLfsPointer> => parseLfsPointer(Buffer.from(text));

describe('git-lfs pointers', () => {
  it('are read in every form that git-lfs writes or reads', () => {
    const expected = { oid, size: 12345 };
    for (const text of [
      `${first}\noid sha256:${oid}\nsize 12345\n`,
      `${first}\noid sha256:${oid}\nsize 12345`,
      `${first}\r\noid sha256:${oid}\r\nsize 12345\r\n`,
      `${first}\noid sha256:${oid}\nsize 12345\n\n`,
      `version https://hawser.github.com/spec/v1\noid sha256:${oid}\nsize 12345\n`,
      `version http://git-media.io/v/2\noid sha256:${oid}\nsize 12345\n`,
    ])
      expect(read(text), text).to.deep.equal(expected);
    const extension = `ext-0-foo sha256:${oid}`;
    for (const text of [
      `${first}\n${extension}\noid sha256:${oid}\nsize 12345\n`,
      `${first}\noid sha256:${oid}\n${extension}\nsize 12345\n`,
    ])
      expect(read(text), text).to.deep.equal({ ...expected, extensions: ['foo'] });
  });

  it('are what begins as one, and fits', () => {
    expect(read('')).to.equal(undefined);
    expect(read('version 1\n')).to.equal(undefined);
    expect(read('PK\u0003\u0004')).to.equal(undefined);
    expect(read(`${first}\noid sha256:${oid}\nsize 1\n${' '.repeat(1024)}`)).to.equal(undefined);
  });

  it('are refused with the line that is wrong', () => {
    const lineOf = (text: string): unknown => (read(text) as { line?: number } | undefined)?.line;
    expect(lineOf(`${first}\noid sha256:${oid}\nsize many\n`)).to.equal(3);
    expect(lineOf(`${first}\noid sha256:${oid}\nsize -1\n`)).to.equal(3);
    expect(lineOf(`${first}\noid md5:${oid}\nsize 1\n`)).to.equal(2);
    expect(lineOf(`${first}\noid sha256:${oid.toUpperCase()}\nsize 1\n`)).to.equal(2);
    expect(lineOf(`${first}\noid sha256:${oid}\noid sha256:${oid}\nsize 1\n`)).to.equal(3);
    expect(lineOf(`${first}\n<<<<<<< HEAD\noid sha256:${oid}\nsize 1\n`)).to.equal(2);
    expect(lineOf(`${first}\nsize 1\n`)).to.equal(2);
    expect(lineOf('version https://git-lfs.github.com/spec/v9\n')).to.equal(1);
  });
});
