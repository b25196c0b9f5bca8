import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { nearest } from '../../../controller/core/nearest.ts';
import { bufferOf, bytesOf, displayPath, pathOf } from '../../../controller/core/paths.ts';

const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 12 }),
  fc.string({ unit: 'binary' }).map((text) => Buffer.from(text)),
);

describe('paths, properties', () => {
  it('keep every byte', () => {
    fc.assert(
      fc.property(bytes, (raw) => {
        expect([...bufferOf(pathOf(raw))]).to.deep.equal([...raw]);
      }),
    );
  });

  it('are shown as well-formed text without controls, distinct ones distinctly', () => {
    fc.assert(
      fc.property(bytes, bytes, (a, b) => {
        const [one, other] = [displayPath(pathOf(a)), displayPath(pathOf(b))];
        expect(one.isWellFormed()).to.equal(true);
        expect(one).not.to.match(/\p{Cc}/u);
        expect(one === other).to.equal(pathOf(a) === pathOf(b));
      }),
      { numRuns: 1000 },
    );
  });

  it('are shown as they are where they can be', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const readable = !/[\p{Cc}\\]/u.test(text);
        if (readable) expect(displayPath(bytesOf(text))).to.equal(text);
      }),
    );
  });
});

describe('nearest, properties', () => {
  it('suggests one of the candidates, and the name itself if it is one', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'A', '-'), maxLength: 8 });
    fc.assert(
      fc.property(word, fc.array(word, { maxLength: 6 }), (name, candidates) => {
        const found = nearest(name, candidates);
        if (candidates.includes(name)) expect(found).to.equal(name);
        if (found !== undefined) expect(candidates).to.include(found);
      }),
    );
  });

  it('finds a name with one slip in it', () => {
    const word = fc.string({
      unit: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'),
      minLength: 5,
      maxLength: 12,
    });
    fc.assert(
      fc.property(word, fc.nat(4), fc.constantFrom('x', '', 'xy'), (name, at, slip) => {
        expect(nearest(name.slice(0, at) + slip + name.slice(at + 1), [name])).to.equal(name);
      }),
    );
  });
});
