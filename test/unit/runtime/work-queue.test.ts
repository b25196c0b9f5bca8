import { expect } from 'chai';
import { WorkQueue } from '../../../controller/runtime/work-queue.ts';
import { FakeClock, settle } from '../../support/fake-clock.ts';

describe('WorkQueue', () => {
  let clock: FakeClock;
  let queue: WorkQueue;
  beforeEach(() => {
    clock = new FakeClock();
    queue = new WorkQueue({ clock, backoff: { random: () => 0.999_999 } });
  });

  /** What is ready, taken and given back. */
  async function drain(): Promise<string[]> {
    const keys: string[] = [];
    while (queue.depth.ready > 0) {
      const key = await queue.take();
      if (key === undefined) break;
      keys.push(key);
      queue.done(key);
    }
    return keys;
  }

  it('hands keys out in the order they came, each once', async () => {
    for (const key of ['a', 'b', 'a', 'c', 'b']) queue.add(key);
    expect(await drain()).to.deep.equal(['a', 'b', 'c']);
  });

  it('gives a key added while it is worked on again, once, and not before it is done', async () => {
    queue.add('a');
    expect(await queue.take()).to.equal('a');
    queue.add('a');
    queue.add('a');
    expect(queue.depth).to.include({ ready: 0, processing: 1 });
    queue.done('a');
    expect(await drain()).to.deep.equal(['a']);
  });

  it('wakes those who wait, one for each key', async () => {
    const taken = [queue.take(), queue.take()];
    queue.add('a');
    queue.add('b');
    expect(await Promise.all(taken)).to.deep.equal(['a', 'b']);
  });

  it('keeps the earliest due time', async () => {
    queue.addAfter('a', 100);
    queue.addAfter('a', 50);
    queue.addAfter('a', 200);
    queue.addAfter('b', 0);
    expect(queue.depth).to.deep.equal({ ready: 1, processing: 0, delayed: 1 });
    await drain();
    await clock.advance(49);
    expect(queue.depth.ready).to.equal(0);
    await clock.advance(1);
    expect(await drain()).to.deep.equal(['a']);
    await clock.advance(1_000);
    expect(queue.depth).to.deep.equal({ ready: 0, processing: 0, delayed: 0 });
  });

  it('keeps one timer, whatever waits, and fires none too early', async () => {
    for (let n = 500; n > 0; n -= 1) queue.addAfter(`key ${n}`, n);
    expect(clock.pending).to.equal(1);
    await clock.advance(250);
    expect(queue.depth).to.include({ ready: 250, delayed: 250 });
    expect(clock.pending).to.equal(1);
  });

  it('waits longer than one timer can', async () => {
    const month = 31 * 24 * 60 * 60_000;
    queue.addAfter('a', month);
    await clock.advance(month - 1);
    expect(queue.depth.ready).to.equal(0);
    await clock.advance(1);
    expect(queue.depth.ready).to.equal(1);
  });

  it('backs off per key, until it is forgotten', async () => {
    const delays = Array.from({ length: 13 }, () => queue.addRateLimited('a'));
    expect(delays.slice(0, 4)).to.deep.equal([749, 1_499, 2_999, 5_999]);
    expect(delays.at(-1)).to.equal(899_999);
    expect(queue.addRateLimited('b')).to.equal(749);
    expect(queue.failures('a')).to.equal(13);
    queue.forget('a');
    expect(queue.failures('a')).to.equal(0);
    expect(queue.addRateLimited('a')).to.equal(749);
  });

  it('is idle but for what is due beyond the horizon', async () => {
    expect(queue.isIdle()).to.equal(true);
    queue.addAfter('a', 1_000);
    expect(queue.isIdle(999)).to.equal(true);
    expect(queue.isIdle(1_000)).to.equal(false);
    queue.add('b');
    expect(queue.isIdle()).to.equal(false);
    const key = await queue.take();
    expect(queue.isIdle()).to.equal(false);
    queue.done(key ?? '');
    expect(queue.isIdle()).to.equal(true);
  });

  it('shuts down: hands out what is ready, waits for what is worked on, takes nothing more', async () => {
    queue.add('a');
    queue.add('b');
    queue.addAfter('later', 10);
    expect(await queue.take()).to.equal('a');
    queue.add('a');
    let drained = false;
    const down = queue.shutDown().then(() => (drained = true));
    queue.add('c');
    queue.addAfter('d', 1);
    expect(clock.pending).to.equal(0);
    expect(await queue.take()).to.equal('b');
    const waiting = [queue.take(), queue.take()];
    queue.done('b');
    await settle();
    expect(drained).to.equal(false);
    queue.done('a');
    expect(await waiting[0]).to.equal('a');
    queue.done('a');
    expect(await waiting[1]).to.equal(undefined);
    await down;
    expect(await queue.take()).to.equal(undefined);
  });

  it('drops what is ready when told to', async () => {
    queue.add('a');
    queue.add('b');
    expect(await queue.take()).to.equal('a');
    queue.add('a');
    const down = queue.shutDown({ drop: true });
    expect(await queue.take()).to.equal(undefined);
    queue.done('a');
    await down;
    expect(queue.isIdle()).to.equal(true);
  });
});
