import { expect } from 'chai';
import fc from 'fast-check';
import { backoffDelay } from '../../../controller/runtime/backoff.ts';
import { DueHeap } from '../../../controller/runtime/due-heap.ts';
import { WorkQueue } from '../../../controller/runtime/work-queue.ts';
import { FakeClock } from '../../support/fake-clock.ts';

/** What the queue must know, said without a queue. */
interface Model {
  readonly ready: Set<string>;
  readonly processing: Set<string>;
  readonly dirty: Set<string>;
  readonly due: Map<string, number>;
  now: number;
}

interface Real {
  readonly clock: FakeClock;
  readonly queue: WorkQueue;
}

type Command = fc.AsyncCommand<Model, Real>;

function modelAdd(model: Model, key: string): void {
  if (model.processing.has(key)) model.dirty.add(key);
  else model.ready.add(key);
}

function compare(model: Model, { queue }: Real): void {
  expect(queue.depth).to.deep.equal({
    ready: model.ready.size,
    processing: model.processing.size,
    delayed: model.due.size,
  });
  expect(queue.isIdle()).to.equal(model.ready.size + model.processing.size === 0);
}

function add(key: string): Command {
  return {
    check: () => true,
    async run(model, real) {
      modelAdd(model, key);
      real.queue.add(key);
      compare(model, real);
    },
    toString: () => `add ${key}`,
  };
}

function addAfter(key: string, ms: number): Command {
  return {
    check: () => true,
    async run(model, real) {
      if (ms === 0) modelAdd(model, key);
      else model.due.set(key, Math.min(model.due.get(key) ?? Infinity, model.now + ms));
      real.queue.addAfter(key, ms);
      compare(model, real);
    },
    toString: () => `addAfter ${key} ${ms}`,
  };
}

function take(): Command {
  return {
    check: (model) => model.ready.size > 0,
    async run(model, real) {
      const key = await real.queue.take();
      if (key === undefined) throw new Error('nothing was handed out');
      expect(model.processing.has(key), `${key} is worked on twice`).to.equal(false);
      expect(model.ready.delete(key), `${key} was not asked for`).to.equal(true);
      model.processing.add(key);
      compare(model, real);
    },
    toString: () => 'take',
  };
}

function done(key: string): Command {
  return {
    check: (model) => model.processing.has(key),
    async run(model, real) {
      model.processing.delete(key);
      if (model.dirty.delete(key)) model.ready.add(key);
      real.queue.done(key);
      compare(model, real);
    },
    toString: () => `done ${key}`,
  };
}

function advance(ms: number): Command {
  return {
    check: () => true,
    async run(model, real) {
      model.now += ms;
      for (const [key, due] of model.due) {
        if (due > model.now) continue;
        model.due.delete(key);
        modelAdd(model, key);
      }
      await real.clock.advance(ms);
      compare(model, real);
    },
    toString: () => `advance ${ms}`,
  };
}

const keys = fc.constantFrom('a', 'b', 'c', 'd');

describe('WorkQueue (model)', () => {
  it('never hands a key out twice at once, drops no key, keeps the earliest due time', async () => {
    const commands = fc.commands(
      [
        keys.map(add),
        fc.tuple(keys, fc.integer({ min: 0, max: 50 })).map(([key, ms]) => addAfter(key, ms)),
        fc.constant(take()),
        keys.map(done),
        fc.integer({ min: 0, max: 30 }).map(advance),
      ],
      { maxCommands: 60 },
    );
    await fc.assert(
      fc.asyncProperty(commands, async (list) => {
        const clock = new FakeClock(0);
        const real = { clock, queue: new WorkQueue({ clock }) };
        const model: Model = { ready: new Set(), processing: new Set(), dirty: new Set(), due: new Map(), now: 0 };
        await fc.asyncModelRun(() => ({ model, real }), list);
      }),
      { numRuns: 200 },
    );
  });

  it('with workers that take their time, every key is looked at after it was last added', async () => {
    const step = fc.record({ key: keys, after: fc.nat(20), add: fc.nat(40), work: fc.nat(15) });
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 3 }),
        async (steps, workers) => {
          const clock = new FakeClock(0);
          const queue = new WorkQueue({ clock });
          const added = new Map<string, number>();
          const begun = new Map<string, number>();
          const busy = new Set<string>();
          const work = async (): Promise<void> => {
            for (let key = await queue.take(); key !== undefined; key = await queue.take()) {
              expect(busy.has(key)).to.equal(false);
              busy.add(key);
              begun.set(key, clock.now());
              const ms = steps[begun.size % steps.length]?.work ?? 0;
              await new Promise<void>((resolve) => clock.after(ms, resolve));
              busy.delete(key);
              queue.done(key);
            }
          };
          const working = Promise.all(Array.from({ length: workers }, work));
          for (const { key, after, add: ms } of steps) {
            await clock.advance(after);
            queue.addAfter(key, ms);
            added.set(key, Math.max(added.get(key) ?? 0, clock.now()));
          }
          await clock.advance(5_000);
          for (const [key, time] of added) expect(begun.get(key) ?? -1).to.be.at.least(time);
          await queue.shutDown();
          await working;
        },
      ),
      { numRuns: 50 },
    );
  }).timeout(30_000);
});

describe('DueHeap', () => {
  it('gives every key at its earliest due time, in order', () => {
    const entries = fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }).map(String), fc.nat(100)), { maxLength: 100 });
    fc.assert(
      fc.property(entries, fc.nat(100), (list, now) => {
        const heap = new DueHeap();
        const model = new Map<string, number>();
        for (const [key, due] of list) {
          heap.add(key, due);
          model.set(key, Math.min(model.get(key) ?? Infinity, due));
        }
        expect(heap.size).to.equal(model.size);
        const taken = heap.take(now);
        const expected = [...model].filter(([, due]) => due <= now);
        expect([...taken].sort()).to.deep.equal(expected.map(([key]) => key).sort());
        const times = taken.map((key) => model.get(key) ?? -1);
        expect(times).to.deep.equal([...times].sort((left, right) => left - right));
        const rest = [...model.values()].filter((due) => due > now);
        expect(heap.next()).to.equal(rest.length === 0 ? undefined : Math.min(...rest));
      }),
    );
  });
});

describe('backoffDelay', () => {
  it('is a whole number between zero and its bound, which never falls', () => {
    const fraction = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(
        fc.nat(5_000),
        fc.integer({ min: 1, max: 10_000 }),
        fc.nat(1_000_000),
        fraction,
        (failures, base, cap, part) => {
          const delay = backoffDelay(failures, { base, cap, random: () => part });
          expect(Number.isInteger(delay)).to.equal(true);
          expect(delay).to.be.within(0, Math.min(cap, base * 2 ** failures));
          expect(backoffDelay(failures + 1, { base, cap, random: () => part })).to.be.at.least(delay);
        },
      ),
    );
  });
});
