import { expect } from 'chai';
import { describe, it } from 'mocha';
import { add, compareDecimals, decimalText, parseDecimal } from '../../../controller/core/decimal.ts';

function shown(text: string): string | undefined {
  const value = parseDecimal(text);
  return value && decimalText(value);
}

describe('decimals', () => {
  it('reads numbers as JSON and Python write them', () => {
    const cases: Record<string, string> = {
      '0': '0',
      '-0': '0',
      '0.750': '0.75',
      '+3': '3',
      '.5': '0.5',
      '5.': '5',
      '1e-3': '0.001',
      '1E+2': '100',
      '-2.5e-05': '-0.000025',
      '1e300': '1e300',
      '0.9300000000000001': '0.9300000000000001',
      '007': '7',
    };
    for (const [text, expected] of Object.entries(cases)) expect(shown(text), text).to.equal(expected);
  });

  it('reads nothing else', () => {
    const bad = [
      '',
      ' ',
      ' 1',
      '1 ',
      'NaN',
      'nan',
      'Infinity',
      '-inf',
      'true',
      '0x10',
      '1_000',
      '1,5',
      '1e',
      'e5',
      '.',
      '-',
      '--1',
      '1.2.3',
      '٣',
      '1e99999',
      '1e401',
      '1'.repeat(401),
      '1\n',
    ];
    for (const text of bad) expect(parseDecimal(text), JSON.stringify(text)).to.equal(undefined);
  });

  it('compares and adds exactly', () => {
    const compare = (a: string, b: string): number => {
      const [left, right] = [parseDecimal(a), parseDecimal(b)];
      if (!left || !right) throw new Error('no numbers');
      return compareDecimals(left, right);
    };
    expect(compare('0.1', '1e-1')).to.equal(0);
    expect(compare('-1', '0')).to.equal(-1);
    expect(compare('9007199254740993', '9007199254740992')).to.equal(1);
    expect(compare('1e400', '1e-400')).to.equal(1);
    expect(decimalText(add({ digits: 8n, exponent: -1 }, { digits: -1n, exponent: -1 }))).to.equal('0.7');
  });
});
