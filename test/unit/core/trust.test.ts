import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { printableText, untrustedText } from '../../../controller/core/trust.ts';

describe('trust: what people read', () => {
  const object = 'a'.repeat(40);

  it('names commit, signer and reason', () => {
    const fault = {
      verified: false,
      object,
      why: 'UnknownKey',
      message: 'Its SSH key is not among those trusted.',
    } as const;
    expect(untrustedText({ ...fault, signer: 'ssh:SHA256:abc' })).to.equal(
      `not trusted at ${object} (signed by ssh:SHA256:abc): Its SSH key is not among those trusted. (UnknownKey)`,
    );
    expect(untrustedText({ ...fault, why: 'Unsigned', message: 'It is not signed.' })).to.equal(
      `not trusted at ${object}: It is not signed. (Unsigned)`,
    );
  });

  it('is one printable line of at most a thousand characters, whatever others wrote', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 1500 }),
        fc.string({ unit: 'binary', maxLength: 500 }),
        (message, signer) => {
          const text = untrustedText({ verified: false, object: 'b'.repeat(64), why: 'BadSignature', message, signer });
          expect(text.length).to.be.at.most(1000);
          expect(text).not.to.match(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
          expect(text.endsWith('(BadSignature)')).to.equal(true);
        },
      ),
    );
  });

  it('leaves plain text as it is and shows what cannot be seen', () => {
    expect(printableText('Ada Éxample \\ 漢', 100)).to.equal('Ada Éxample \\ 漢');
    expect(printableText('a\u202eb\nc\u200b', 100)).to.equal(String.raw`a\u{202e}b\u{a}c\u{200b}`);
    expect(printableText('abcdef', 4)).to.equal('abc…');
  });
});
