import { expect } from 'chai';
import fc from 'fast-check';
import { type Leadership, runLeaderElection } from '../../../controller/runtime/leader.ts';
import { type Fate, LeaseWorld } from './lease-world.ts';

interface Candidate {
  readonly rate: number;
  readonly offset: number;
  /** When it starts, ends (as asked), stands still, in true milliseconds. */
  readonly starts: number;
  readonly ends: number | undefined;
  readonly stops: readonly [number, number];
  /** When its requests do not arrive. */
  readonly cut: readonly [number, number];
  /** Of its other requests, in turns. */
  readonly fates: readonly Fate[];
}

const never = [1e9, 1e9] as const;
const well: Fate = { there: 2, back: 2, end: 'Well' };
const lost: Fate = { there: 0, back: 0, end: 'Lost' };
/** A candidate that nothing happens to. */
const plain: Candidate = { rate: 1, offset: 0, starts: 0, ends: undefined, stops: never, cut: never, fates: [well] };
const faultsEnd = 100_000;

/** The lead lasts 10 s of the leader's clock, others wait 15 s of theirs: rates may differ by less than 1.5. */
const rate = fc.oneof(fc.constantFrom(0.82, 1.2), fc.double({ min: 0.82, max: 1.2, noNaN: true }));
const moment = fc.integer({ min: 0, max: 60_000 });
const span = (longest: number): fc.Arbitrary<readonly [number, number]> =>
  fc.tuple(moment, fc.integer({ min: 0, max: longest })).map(([from, length]) => [from, from + length] as const);
const delay = fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 0, max: 50 }) }, fc.integer({ min: 0, max: 9_000 }));
const fate: fc.Arbitrary<Fate> = fc.record({
  there: delay,
  back: fc.oneof(delay, fc.integer({ min: 2_000, max: 3_300 })),
  end: fc.oneof(
    { weight: 6, arbitrary: fc.constant('Well' as const) },
    fc.constantFrom('Lost' as const, 'Unheard' as const, 'Failed' as const),
  ),
});
const candidate: fc.Arbitrary<Candidate> = fc.record({
  rate,
  offset: fc.integer({ min: -1e9, max: 1e9 }),
  starts: fc.integer({ min: 0, max: 20_000 }),
  ends: fc.option(fc.integer({ min: 5_000, max: 60_000 }), { nil: undefined, freq: 3 }),
  stops: fc.oneof(fc.constant(never), span(30_000)),
  cut: span(30_000),
  fates: fc.oneof(fc.constant([well]), fc.array(fate, { minLength: 1, maxLength: 20 })),
});

interface Elected {
  lead: Leadership | undefined;
  over: 'Ended' | 'Lost' | undefined;
}

/** Starts a process on a machine; a process whose lead is lost ends, and another is started in its place. */
function startCandidate(world: LeaseWorld, index: number, wanted: Candidate, all: Elected[]): void {
  let asked = 0;
  const machine = world.machine(wanted.rate, wanted.offset, wanted.stops, () => {
    asked += 1;
    if (world.now >= wanted.cut[0] && world.now < wanted.cut[1]) return lost;
    return world.now < faultsEnd ? (wanted.fates[asked % wanted.fates.length] ?? well) : well;
  });
  const start = (life: number): void => {
    const elected: Elected = { lead: undefined, over: undefined };
    all.push(elected);
    const end = new AbortController();
    if (wanted.ends !== undefined && life === 0) world.at(wanted.starts + wanted.ends, () => end.abort());
    void runLeaderElection({
      ...machine,
      identity: `candidate-${index}-${life}`,
      timeOfDay: () => world.now,
      random: () => 0.5,
      signal: end.signal,
      onStarted: (lead) => (elected.lead = lead),
      onStopped: (why) =>
        // What is worked on takes a while to end; the lead must last for it.
        why === 'Ended' ? new Promise((resolve) => machine.clock.after(3_000, resolve)) : undefined,
      onError: () => undefined,
    }).then((why) => {
      elected.over = why;
      if (why === 'Lost') machine.clock.after(500, () => start(life + 1));
    });
  };
  world.at(wanted.starts, () => start(0));
}

describe('leader election with skewed clocks, late and lost requests, processes that stand still', () => {
  it('never has two leaders, and has one when the faults are over', async () => {
    let leads = 0;
    const property = fc.asyncProperty(fc.array(candidate, { minLength: 2, maxLength: 3 }), async (candidates) => {
      const world = new LeaseWorld();
      const all: Elected[] = [];
      // One that nobody asks to end: somebody shall lead at last.
      [...candidates, { ...plain, starts: 1_000 }].forEach((wanted, index) =>
        startCandidate(world, index, wanted, all),
      );
      const leading = (): Elected[] => all.filter(({ lead }) => lead?.holds() === true);
      await world.run(faultsEnd, () => expect(leading().length).to.be.lessThan(2));
      await world.run(faultsEnd + 60_000, () => expect(leading().length).to.be.lessThan(2));
      expect(leading()).to.have.length(1);
      const signals = all.filter(({ lead }) => lead && !lead.signal.aborted);
      expect(signals).to.have.length(1);
      leads += all.filter(({ lead }) => lead).length;
    });
    await fc.assert(property, { numRuns: 300 });
    // It says something only if leaders came and went.
    expect(leads).to.be.greaterThan(300);
  });

  it('hands over a Lease that is given back within one try, after the work has ended', async () => {
    const world = new LeaseWorld();
    const all: Elected[] = [];
    startCandidate(world, 0, { ...plain, ends: 20_000 }, all);
    startCandidate(world, 1, { ...plain, offset: 5, starts: 1_000 }, all);
    await world.run(22_990, () => undefined);
    expect(all[0]?.lead?.holds()).to.equal(true);
    await world.run(23_000 + 3_400, () => undefined);
    expect(all[0]?.over).to.equal('Ended');
    expect(all[0]?.lead?.signal.aborted).to.equal(true);
    expect(all[1]?.lead?.holds()).to.equal(true);
    expect(world.lease).to.include({ holder: 'candidate-1-0', transitions: 1 });
  });

  it('hands over the Lease of one that was killed after its duration, not before', async () => {
    const world = new LeaseWorld();
    const all: Elected[] = [];
    // Killed: its machine stands still for ever.
    startCandidate(world, 0, { ...plain, stops: [20_000, 1e9] }, all);
    startCandidate(world, 1, { ...plain, offset: 5, starts: 1_000 }, all);
    await world.run(30_000, () => undefined);
    expect(all[1]?.lead).to.equal(undefined);
    await world.run(20_000 + 15_000 + 2 * 3_200, () => undefined);
    expect(all[1]?.lead?.holds()).to.equal(true);
    expect(world.lease).to.include({ holder: 'candidate-1-0', transitions: 1 });
  });

  it('leads from when a renewal was sent, not from when its answer came', async () => {
    const slow: Candidate = { ...plain, rate: 0.82, fates: [{ there: 0, back: 3_200, end: 'Well' }] };
    for (let from = 30_000; from < 36_000; from += 250) {
      for (let starts = 8_000; starts < 11_000; starts += 250) {
        const world = new LeaseWorld();
        const all: Elected[] = [];
        startCandidate(world, 0, { ...slow, cut: [from, 1e9] }, all);
        startCandidate(world, 1, { ...plain, rate: 1.2, starts }, all);
        const leading = (): number => all.filter(({ lead }) => lead?.holds() === true).length;
        await world.run(60_000, () => expect(leading()).to.be.lessThan(2));
        expect(all[1]?.lead?.holds()).to.equal(true);
      }
    }
  });

  it('makes one request per renewal', async () => {
    const world = new LeaseWorld();
    startCandidate(world, 0, plain, []);
    await world.run(100_000, () => undefined);
    expect(world.writes).to.equal(world.requests - 1);
    expect(world.writes).to.be.within(48, 51);
  });

  it('stays with its leader when the Lease is deleted, whenever that is', async () => {
    for (let after = 0; after < 3_300; after += 100) {
      const world = new LeaseWorld();
      const all: Elected[] = [];
      startCandidate(world, 0, plain, all);
      startCandidate(world, 1, { ...plain, offset: 5, starts: 1_000 }, all);
      world.at(10_000 + after, () => world.deleteLease());
      await world.run(60_000, () => expect(all[1]?.lead, `deleted after ${after} ms`).to.equal(undefined));
      expect(all[0]?.lead?.holds()).to.equal(true);
      expect(world.lease?.holder).to.equal('candidate-0-0');
    }
  });

  it('ends its lead when the Lease names another, or nobody', async () => {
    for (const holder of ['somebody', '']) {
      const world = new LeaseWorld();
      const all: Elected[] = [];
      startCandidate(world, 0, plain, all);
      world.at(10_000, () => world.edit({ holder }));
      await world.run(12_100, () => undefined);
      expect(all[0]?.lead?.signal.aborted).to.equal(true);
      expect(all[0]?.over).to.equal('Lost');
    }
  });
});
