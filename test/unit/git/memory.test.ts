import { expect } from 'chai';
import { Memory } from '../../../controller/git/memory.ts';

describe('a memory of results', () => {
  let made: string[];
  let memory: Memory<string>;

  beforeEach(() => {
    made = [];
    memory = new Memory<string>(10, (value) => value.length);
  });

  const ask = (key: string): Promise<string> =>
    memory.get(key, async () => {
      made.push(key);
      return key;
    });

  it('makes a result once, also for those who ask at the same moment', async () => {
    expect(await Promise.all([ask('abc'), ask('abc')])).to.deep.equal(['abc', 'abc']);
    await ask('abc');
    expect(made).to.deep.equal(['abc']);
  });

  it('forgets what was used longest ago', async () => {
    for (const key of ['aaaa', 'bbbb', 'aaaa', 'cccc', 'aaaa', 'bbbb']) await ask(key);
    expect(made).to.deep.equal(['aaaa', 'bbbb', 'cccc', 'bbbb']);
  });

  it('keeps the newest however heavy it is, and nothing beside it', async () => {
    const heavy = 'x'.repeat(100);
    for (const key of ['aaaa', heavy, heavy, 'aaaa', heavy]) await ask(key);
    expect(made).to.deep.equal(['aaaa', heavy, 'aaaa', heavy]);
  });

  it('keeps nothing of what failed', async () => {
    const failed = await memory.get('a', () => Promise.reject(new Error('no'))).catch((error: unknown) => error);
    expect(failed).to.be.instanceOf(Error);
    expect(await ask('a')).to.equal('a');
  });
});
