import { expect } from 'chai';
import fc from 'fast-check';
import { formatDuration, parseDuration } from '../../../controller/api/v1alpha1/duration.ts';

describe('duration', () => {
  it('reads Go-like durations as milliseconds', () => {
    expect(parseDuration('1m')).to.equal(60_000);
    expect(parseDuration('1h30m')).to.equal(5_400_000);
    expect(parseDuration('1.5s')).to.equal(1_500);
    expect(parseDuration('500ms')).to.equal(500);
    expect(parseDuration('2h0m1s5ms')).to.equal(7_201_005);
  });

  for (const text of ['', '1', 'm', '1 m', '-1s', '1d', '.5s', '1m ']) {
    it(`refuses '${text}'`, () => {
      expect(() => parseDuration(text)).to.throw(TypeError, 'allowed a duration');
    });
  }

  it('writes what it reads', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), (ms) => {
        expect(parseDuration(formatDuration(ms))).to.be.closeTo(ms, 1e-3);
      }),
    );
  });
});
