import { expect } from 'chai';
import { startInterval } from '../../../controller/runtime/interval.ts';
import { createManager, type Manager } from '../../../controller/runtime/manager.ts';
import { WorkQueue } from '../../../controller/runtime/work-queue.ts';
import { FakeClock } from '../../support/fake-clock.ts';

describe('manager', () => {
  let clock: FakeClock;
  let manager: Manager;
  let story: string[];
  let errors: string[];

  beforeEach(() => {
    clock = new FakeClock();
    story = [];
    errors = [];
    manager = createManager({ clock, onError: ({ message }) => errors.push(message) });
  });

  function add(name: string, reconcile: (key: string, signal: AbortSignal) => Promise<void>): WorkQueue {
    const queue = new WorkQueue({ clock });
    manager.add({
      name,
      queue,
      workers: 1,
      onError: ({ error }) => errors.push(error.message),
      async reconcile(key, signal) {
        story.push(`${name} ${key}`);
        await reconcile(key, signal);
        return { kind: 'done' };
      },
    });
    return queue;
  }

  /** Settles with `promise`, moving the clock for as long as it takes. */
  async function whenClockMoves<T>(promise: Promise<T>): Promise<T> {
    let settled = false;
    const watched = promise.finally(() => (settled = true));
    while (!settled) await clock.advance(10);
    return watched;
  }

  it('is idle when one controller has passed its work to another and that is done', async () => {
    const second = add('second', async () => undefined);
    const first = add('first', async (key) => second.addAfter(key, 200));
    first.add('a');
    first.addAfter('resync', 60_000);
    expect(manager.isIdle()).to.equal(false);
    manager.start();
    await whenClockMoves(manager.idle());
    expect(story).to.deep.equal(['first a', 'second a']);
    await whenClockMoves(manager.stop());
  });

  it('stops in order: intake, what is worked on, then closes, last first', async () => {
    const queue = add('work', async () => {
      await new Promise<void>((resolve) => clock.after(500, resolve));
      story.push('worked');
    });
    manager.onClose(() => void story.push('close store'));
    manager.onClose(() => void story.push('close git'));
    manager.onIntake(() => {
      queue.add('last');
      story.push('intake ended');
      throw new Error('thrown by an end');
    });
    manager.start();
    queue.add('first');
    await clock.advance(1);
    await whenClockMoves(Promise.all([manager.stop(), manager.stop()]));
    expect(story).to.deep.equal([
      'work first',
      'intake ended',
      'worked',
      'work last',
      'worked',
      'close git',
      'close store',
    ]);
    expect(errors).to.deep.equal(['thrown by an end']);
    expect(manager.signal.aborted).to.equal(true);
    expect(clock.pending).to.equal(0);
  });

  it('aborts what does not end in the grace time, and drops what did not begin', async () => {
    const queue = add('work', async (key, signal) => {
      await new Promise<void>((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error(key))));
    });
    manager.onClose(() => void story.push('closed'));
    manager.start();
    queue.add('slow');
    queue.add('never');
    await clock.advance(1);
    await whenClockMoves(manager.stop());
    expect(story).to.deep.equal(['work slow', 'closed']);
    expect(errors).to.deep.equal([]);
  });

  it('stops when it never started, and runs what is added after the start', async () => {
    const idle = createManager({ clock, onError: ({ message }) => errors.push(message) });
    idle.onClose(() => void story.push('closed'));
    await whenClockMoves(idle.stop());
    manager.start();
    add('late', async () => undefined).add('a');
    await clock.advance(1);
    expect(story).to.deep.equal(['closed', 'late a']);
    await whenClockMoves(manager.stop());
  });
});

describe('startInterval', () => {
  it('repeats, never over itself, and goes on after an error until it is ended', async () => {
    const clock = new FakeClock();
    const errors: unknown[] = [];
    let runs = 0;
    const end = startInterval(
      { clock, ms: 1_000, random: () => 0.5 },
      async () => {
        runs += 1;
        await new Promise<void>((resolve) => clock.after(500, resolve));
        if (runs === 1) throw new Error('the first');
      },
      (error) => errors.push(error),
    );
    await clock.advance(1_000);
    expect(runs).to.equal(1);
    await clock.advance(1_499);
    expect(runs).to.equal(1);
    await clock.advance(1);
    expect(runs).to.equal(2);
    expect(errors).to.have.length(1);
    end();
    await clock.advance(10_000);
    expect(runs).to.equal(2);
    expect(clock.pending).to.equal(0);
  });
});
