import { expect } from 'chai';
import { describe, it } from 'mocha';
import { createDigester, hexOf, isDigest, sha256Hex, sha256OfBytes } from '../../../controller/core/hash.ts';

/** FIPS 180-2, appendix B.1 and the empty message. */
const abc = 'sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
const empty = 'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

describe('hash', () => {
  it('gives the published sha256 of a text, of bytes and of chunks', () => {
    expect(sha256Hex('abc')).to.equal(abc);
    expect(sha256Hex(Buffer.from('abc'))).to.equal(abc);
    expect(sha256Hex(['a', Buffer.from('b'), 'c'])).to.equal(abc);
    expect(sha256Hex([])).to.equal(empty);
    expect(
      createDigester()
        .update('ab')
        .update(new Uint8Array([99]))
        .digest(),
    ).to.equal(abc);
  });

  it('hashes text as UTF-8 and byte strings as bytes', () => {
    expect(sha256Hex('é')).to.equal(sha256OfBytes('\u00c3\u00a9'));
    expect(sha256OfBytes('\u00e9')).to.equal(sha256Hex(Buffer.from([0xe9])));
  });

  it('knows a digest as written', () => {
    expect(isDigest(abc)).to.equal(true);
    for (const text of [abc.slice(7), abc.toUpperCase(), `${abc}\n`, `${abc}0`, 'sha256:', '']) {
      expect(isDigest(text), text).to.equal(false);
    }
    expect(hexOf(abc)).to.equal(abc.slice(7));
    expect(hexOf(abc.slice(7))).to.equal(abc.slice(7));
  });
});
