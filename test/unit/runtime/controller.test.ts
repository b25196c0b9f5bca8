import { expect } from 'chai';
import { type Reason, RefitError } from '../../../controller/core/errors.ts';
import {
  type ControllerOptions,
  type Failure,
  type Outcome,
  runController,
} from '../../../controller/runtime/controller.ts';
import { WorkQueue } from '../../../controller/runtime/work-queue.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const done: Outcome = { kind: 'done' };

describe('runController', () => {
  let clock: FakeClock;
  let queue: WorkQueue;
  let failures: Failure[];
  let looks: string[];
  let running: Promise<void>;

  beforeEach(() => {
    clock = new FakeClock();
    queue = new WorkQueue({ clock, backoff: { random: () => 0.999_999 } });
    failures = [];
    looks = [];
  });

  function start(reconcile: ControllerOptions['reconcile'], more: Partial<ControllerOptions> = {}): void {
    running = runController({
      name: 'test',
      queue,
      workers: 2,
      clock,
      random: () => 0.5,
      onError: (failure) => failures.push(failure),
      async reconcile(key, signal) {
        looks.push(key);
        return reconcile(key, signal);
      },
      ...more,
    });
  }

  async function stop(): Promise<void> {
    const down = queue.shutDown({ drop: true });
    await clock.advance(0);
    await Promise.all([down, running]);
  }

  it('looks again when it is asked to, and not otherwise', async () => {
    start(async (key) => (key === 'again' ? { kind: 'requeueAfter', ms: 1_000 } : done));
    queue.add('again');
    queue.add('once');
    await clock.advance(999);
    expect(looks).to.deep.equal(['again', 'once']);
    await clock.advance(1_001);
    expect(looks).to.deep.equal(['again', 'once', 'again', 'again']);
    expect(failures).to.deep.equal([]);
    await stop();
  });

  it('takes a look that was none for neither a success nor a failure', async () => {
    const outcomes: string[] = [];
    const looked = (_name: string, outcome: string): number => outcomes.push(outcome);
    let look: () => Promise<Outcome> = () => Promise.reject(new Error('down'));
    start(async () => look(), { measures: { looked } });
    queue.add('a');
    await clock.advance(0);
    expect(queue.failures('a')).to.equal(1);
    look = async () => ({ kind: 'held' });
    queue.add('a');
    await clock.advance(0);
    expect(queue.failures('a')).to.equal(1);
    expect(looks).to.deep.equal(['a', 'a']);
    expect(outcomes).to.deep.equal(['Transient']);
    await stop();
  });

  it('runs as many keys at once as it has workers', async () => {
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    start(async () => gate.then(() => done));
    for (const key of ['a', 'b', 'c']) queue.add(key);
    await clock.advance(1);
    expect(looks).to.deep.equal(['a', 'b']);
    release();
    await clock.advance(1);
    expect(looks).to.deep.equal(['a', 'b', 'c']);
    await stop();
  });

  const handlings: { reason: Reason; retryIn: (number | undefined)[] }[] = [
    { reason: 'SpecInvalid', retryIn: [undefined] },
    { reason: 'SecretNotFound', retryIn: [10_000, 10_000, 10_000] },
    { reason: 'SourceUnavailable', retryIn: [749, 1_499, 2_999] },
  ];
  for (const { reason, retryIn } of handlings) {
    it(`handles ${reason} as the table says`, async () => {
      start(async () => {
        throw new RefitError(reason, 'as the test wants it');
      });
      queue.add('a');
      await clock.advance(0);
      for (const ms of retryIn.slice(0, -1)) await clock.advance(ms ?? 0);
      expect(failures.map((failure) => failure.retryIn)).to.deep.equal(retryIn);
      expect(failures[0]).to.include({ controller: 'test', key: 'a' });
      if (reason === 'SecretNotFound') expect(queue.failures('a')).to.equal(0);
      if (reason === 'SpecInvalid') {
        await clock.advance(24 * 60 * 60_000);
        expect(looks).to.deep.equal(['a']);
      }
      await stop();
    });
  }

  it('backs off from what is not of the table, thrown in whatever way, and forgets it on success', async () => {
    let broken = true;
    start((): Promise<Outcome> => {
      // A thrown text, and before any promise: the worst that code can do.
      // oxlint-disable-next-line typescript/only-throw-error
      if (broken) throw 'no error at all';
      return Promise.resolve(done);
    });
    queue.add('a');
    await clock.advance(3_000);
    expect(failures.map(({ error }) => error.message)).to.deep.equal([
      'no error at all',
      'no error at all',
      'no error at all',
    ]);
    broken = false;
    await clock.advance(3_000);
    expect(queue.failures('a')).to.equal(0);
    await stop();
  });

  it('looks again soon after a Conflict and says nothing, unless it does not end', async () => {
    let conflicts = 3;
    start(async () => {
      conflicts -= 1;
      if (conflicts >= 0) throw new RefitError('Conflict', 'as the test wants it');
      return done;
    });
    queue.add('a');
    await clock.advance(100);
    expect(looks).to.have.length(4);
    expect(failures).to.deep.equal([]);
    conflicts = Infinity;
    queue.add('a');
    await clock.advance(1_000);
    expect(failures).to.have.length(2);
    expect(failures[0]?.retryIn).to.equal(749);
    await stop();
  });

  it('goes on when onError throws', async () => {
    const warned = new Promise<Error>((resolve) => process.once('warning', resolve));
    start(
      async () => {
        throw new Error('first');
      },
      {
        onError: () => {
          throw new Error('thrown by onError');
        },
      },
    );
    queue.add('a');
    await clock.advance(800);
    expect(looks).to.deep.equal(['a', 'a']);
    expect((await warned).message).to.equal('thrown by onError');
    await stop();
  });

  it('aborts what takes too long, and tries it again', async () => {
    start(
      (_key, signal) =>
        new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('aborted')))),
      { timeout: 5_000 },
    );
    queue.add('a');
    await clock.advance(5_000);
    expect(failures).to.have.length(1);
    expect(failures[0]?.error).to.include({ reason: 'ReconcileTimeout' });
    await clock.advance(749);
    expect(looks).to.deep.equal(['a', 'a']);
    await clock.advance(5_000);
    expect(failures).to.have.length(2);
    await stop();
    expect(clock.pending).to.equal(0);
  });

  it('frees the worker of one that never ends, and keeps its key to it', async () => {
    let end: () => void = () => undefined;
    const never = new Promise<Outcome>((resolve) => (end = () => resolve(done)));
    start(async (key) => (key === 'stuck' ? never : done), { workers: 1, timeout: 5_000 });
    queue.add('stuck');
    queue.add('other');
    await clock.advance(5_000);
    expect(looks).to.deep.equal(['stuck']);
    await clock.advance(30_000);
    expect(looks).to.deep.equal(['stuck', 'other']);
    queue.add('stuck');
    await clock.advance(1_000);
    expect(looks).to.deep.equal(['stuck', 'other']);
    end();
    await clock.advance(0);
    expect(looks).to.deep.equal(['stuck', 'other', 'stuck']);
    await stop();
  });

  it('reports nothing of what the end of the process cut short', async () => {
    const root = new AbortController();
    start(
      (_key, signal) =>
        new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('aborted')))),
      { signal: root.signal },
    );
    queue.add('a');
    await clock.advance(1);
    root.abort();
    await stop();
    expect(failures).to.deep.equal([]);
  });
});
