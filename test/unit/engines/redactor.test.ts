import { expect } from 'chai';
import fc from 'fast-check';
import { createRedactor } from '../../../controller/engines/process/redactor.ts';

function redact(values: readonly string[], chunks: readonly string[]): string {
  const redactor = createRedactor(values);
  const shown = chunks.map((chunk) => redactor.push(Buffer.from(chunk)));
  return Buffer.concat([...shown, redactor.end()]).toString();
}

describe('redactor', () => {
  it('takes values out, whole lines of them too, wherever chunks are cut', () => {
    expect(redact(['s3cret'], ['a s3cret b'])).to.equal('a *** b');
    expect(redact(['s3cret'], ['a s3', 'c', 'ret b s3cre'])).to.equal('a *** b s3cre');
    expect(redact(['first line\nsecond line\n'], ['x second line y'])).to.equal('x *** y');
    expect(redact(['pässwörd'], ['=', 'pässwörd', '='])).to.equal('=***=');
    expect(redact(['abcd', 'abcdefgh'], ['abcd', 'efgh'])).to.equal('***');
  });

  it('does not take every short text out', () => {
    expect(redact(['1', ''], ['1 + 1'])).to.equal('1 + 1');
  });

  it('never shows a value, and changes nothing else, for any cut of any text', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '\n'), maxLength: 60 });
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 4, maxLength: 7 }),
        fc.array(text),
        (secret, chunks) => {
          const shown = redact([secret], chunks);
          expect(shown).to.equal(chunks.join('').replaceAll(secret, '***'));
        },
      ),
      { numRuns: 2000 },
    );
  });
});
