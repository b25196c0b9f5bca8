import { expect } from 'chai';
import { lastLines } from '../../../controller/engines/process/readable.ts';

describe('last lines of a log', () => {
  const lines = (text: string | Buffer, count = 10, limit = 1000): string[] =>
    lastLines(Buffer.from(text), count, limit);

  it('are the last that are not blank', () => {
    expect(lines('a\nb\n\n  \nc\n', 2)).to.deep.equal(['b', 'c']);
    expect(lines('')).to.deep.equal([]);
  });

  it('hold no control characters, colours, or what a progress bar wrote over', () => {
    expect(lines('\u001b[1;31mred\u001b[0m\t\u0007x\u202e')).to.deep.equal(['red \\u{07}x\\u{202e}']);
    expect(lines('10%\r20%\r100%\r\ndone\r\n')).to.deep.equal(['100%', 'done']);
    expect(lines('\u001b]0;title\u0007text')).to.deep.equal(['text']);
    expect(lines(Buffer.from([0x61, 0xff, 0x62]))).to.deep.equal(['a\ufffdb']);
  });

  it('are bounded', () => {
    expect(lines(`${'x'.repeat(50)}\n${'y'.repeat(50)}\nz`, 10, 60)).to.deep.equal(['y'.repeat(50), 'z']);
    expect(lines('x'.repeat(5000), 10, 100)).to.deep.equal([`…${'x'.repeat(100)}`]);
  });
});
