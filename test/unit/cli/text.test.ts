import { expect } from 'chai';
import fc from 'fast-check';
import {
  ageText,
  cutTo,
  layOut,
  safeLine,
  safeLines,
  secondsText,
  shortDigest,
  widthOf,
} from '../../../controller/cli/text.ts';

const hostile = fc.string({
  unit: fc.oneof(
    fc.constantFrom('\u001b', '\n', '\r', '\t', '\u009b', '\u202e', '\u2028', '\0', '漢', 'é', '👩‍🔬'),
    fc.string({ minLength: 1, maxLength: 1 }),
  ),
});

describe('text for terminals', () => {
  it('never lets a control or direction character through', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(safeLine(text)).not.to.match(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
        expect(safeLines(text)).not.to.match(/(?![\n\t])[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
      }),
    );
    expect(safeLine('a\u001b[31mb\nc')).to.equal('a\\u{1b}[31mb\\nc');
    expect(safeLines('a\u001b[31mb\nc')).to.equal('a\\u{1b}[31mb\nc');
  });

  it('leaves readable text as it is', () => {
    for (const text of ['plain', 'Zoë', '漢字', 'a — b']) expect(safeLine(text)).to.equal(text);
  });

  it('cuts to a width in columns', () => {
    fc.assert(
      fc.property(hostile, fc.nat(20), (text, width) => {
        expect(widthOf(cutTo(safeLine(text), width))).to.be.at.most(width);
      }),
    );
    expect(cutTo('abcdef', 4)).to.equal('abc…');
    expect(cutTo('漢字漢字', 5)).to.equal('漢字…');
    expect(cutTo('abc', 3)).to.equal('abc');
  });

  it('lays out columns by their widest cell', () => {
    expect(
      layOut([
        ['A', 'B', 'C'],
        ['漢字', 'x', 'last one'],
        ['z', '', ''],
      ]),
    ).to.deep.equal(['A     B  C', '漢字  x  last one', 'z']);
    expect(layOut([['A', 'a long last cell']], 10)).to.deep.equal(['A  a long…']);
  });

  it('tells durations and ages', () => {
    expect([0, 0.44, 9.94, 9.96, 59.4, 59.6, 61, 3599, 3600, 9000].map(secondsText)).to.deep.equal([
      '0.0 s',
      '0.4 s',
      '9.9 s',
      '10 s',
      '59 s',
      '1 min 0 s',
      '1 min 1 s',
      '59 min 59 s',
      '1 h 0 min',
      '2 h 30 min',
    ]);
    const since = '2030-01-01T00:00:00Z';
    const after = (seconds: number): string => ageText(since, Date.parse(since) + seconds * 1000);
    expect([-5, 119, 120, 7199, 7200, 172_800].map(after)).to.deep.equal(['0s', '119s', '2m', '119m', '2h', '2d']);
    expect(ageText('', 0)).to.equal('?');
    expect(shortDigest('sha256:0123456789abcdef')).to.equal('0123456789ab');
  });
});
