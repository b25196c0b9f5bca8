import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { compilePatterns, patternProblem } from '../../../controller/core/select.ts';
import { bytesOf } from '../../../controller/core/paths.ts';
import { referenceSelects } from './reference-matcher.ts';

const segment = fc.string({ unit: fc.constantFrom('a', 'b', '.', '\u00ff'), minLength: 1, maxLength: 3 });
const path = fc
  .array(segment, { minLength: 1, maxLength: 5 })
  .map((segments) => segments.join('/'))
  .filter((text) => patternProblem(text) === undefined);
const piece = fc.constantFrom('a', 'b', '.', '/', '/', '*', '?', '**', '**/', '/**', '/**/');
const pattern = fc
  .tuple(fc.constantFrom('', '', '!'), fc.array(piece, { minLength: 1, maxLength: 8 }))
  .map(([mark, pieces]) => mark + pieces.join(''))
  .filter((text) => patternProblem(text) === undefined);

/** A pattern made from a path, so that it has a fair chance to select it. */
const derived = fc
  .tuple(path, fc.array(fc.tuple(fc.nat(20), fc.constantFrom('*', '?', '**', '**/', '')), { maxLength: 3 }))
  .map(([text, edits]) =>
    edits.reduce((made, [at, wildcard]) => made.slice(0, at) + wildcard + made.slice(at + 1), text),
  )
  .filter((text) => patternProblem(text) === undefined);

describe('path patterns, properties', () => {
  it('select what the reference matcher selects', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(pattern, derived), { maxLength: 4 }),
        fc.array(path, { maxLength: 12 }),
        (patterns, paths) => {
          const selector = compilePatterns(patterns);
          const bytes = patterns.map(bytesOf);
          for (const each of paths.map(bytesOf)) {
            expect(selector.selects(each), `${bytes.join(' ')} on ${each}`).to.equal(referenceSelects(bytes, each));
          }
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('answer the same when asked again: what one path leaves behind never leads another astray', () => {
    fc.assert(
      fc.property(
        fc.array(pattern, { minLength: 1, maxLength: 3 }),
        fc.array(path, { minLength: 2, maxLength: 20 }),
        (patterns, paths) => {
          const used = compilePatterns(patterns);
          const forwards = paths.map((each) => used.selects(each));
          const backwards = paths.toReversed().map((each) => used.selects(each));
          expect(backwards.toReversed()).to.deep.equal(forwards);
          expect(paths.map((each) => compilePatterns(patterns).selects(each))).to.deep.equal(forwards);
        },
      ),
    );
  });

  it('compile or are refused with a reason, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), path, (text, each) => {
        if (patternProblem(text) === undefined) expect(compilePatterns([text]).selects(each)).to.be.a('boolean');
        else expect(() => compilePatterns([text])).to.throw(/path pattern: found/);
      }),
    );
  });
});
