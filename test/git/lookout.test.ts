import { expect } from 'chai';
import { RefitError } from '../../controller/core/errors.ts';
import type { ResolvedRef } from '../../controller/git/git.ts';
import { Lookout } from '../../controller/git/lookout.ts';
import { FakeClock, settle } from '../support/fake-clock.ts';

/** A repository whose branches a test moves, and a count of the questions it was asked. */
function createRepository(): {
  at: Record<string, string | Error>;
  asked: number;
  ask: (branch?: string) => Promise<ResolvedRef>;
} {
  const repository = {
    at: { main: 'a' } as Record<string, string | Error>,
    asked: 0,
    async ask(branch = 'main'): Promise<ResolvedRef> {
      repository.asked++;
      const commit = repository.at[branch];
      await settle();
      if (commit instanceof Error) throw commit;
      return { branch, commit: commit ?? 'none' };
    },
  };
  return repository;
}

describe('git: lookout', () => {
  let clock: FakeClock;
  let repository: ReturnType<typeof createRepository>;
  let hint: () => void;
  let listening: number;
  let changed: number;
  const count = (): void => void changed++;

  beforeEach(() => {
    clock = new FakeClock();
    repository = createRepository();
    hint = () => undefined;
    listening = changed = 0;
  });

  const remote = (random = 0.5): Lookout => new Lookout({ ask: repository.ask, clock, random: () => random });
  const local = (): Lookout =>
    new Lookout({
      ask: repository.ask,
      clock,
      random: () => 0.5,
      listen(told) {
        hint = told;
        listening++;
        return () => void listening--;
      },
    });

  async function wait(ms: number): Promise<void> {
    await clock.advance(ms);
    for (let turn = 0; turn < 6; turn++) await settle();
  }

  it('shares one look among questions at the same moment, and looks again for the next', async () => {
    const lookout = remote();
    const answers = await Promise.all([lookout.resolve('main'), lookout.resolve('main'), lookout.resolve(undefined)]);
    expect(answers.map(({ commit }) => commit)).to.deep.equal(['a', 'a', 'a']);
    expect(repository.asked).to.equal(2);
    await lookout.resolve('main');
    expect(repository.asked).to.equal(3);
  });

  it('looks again for one who knows that it has moved since, though a look has just been made or is being made', async () => {
    const lookout = remote();
    lookout.watch('main', 60_000, count);
    await lookout.resolve('main');
    repository.at['main'] = 'b';
    await wait(60_100);
    repository.at['main'] = 'c';
    expect((await lookout.resolve('main')).commit).to.equal('b');
    expect((await lookout.resolve('main', true)).commit).to.equal('c');
    const running = lookout.resolve('main');
    // It has been asked already.
    const asked = repository.asked;
    const anew = lookout.resolve('main', true);
    repository.at['main'] = 'd';
    await running;
    expect((await anew).commit).to.equal('d');
    expect(repository.asked).to.equal(asked + 1);
  });

  it('tells nobody while nothing moves, at the cost of one look an interval', async () => {
    const lookout = remote();
    lookout.watch('main', 60_000, count);
    lookout.watch('main', 60_000, count);
    await lookout.resolve('main');
    await wait(600_500);
    expect(changed).to.equal(0);
    expect(repository.asked).to.equal(11);
  });

  it('tells all who watch when a branch moved, and answers them from that look', async () => {
    const lookout = remote();
    lookout.watch('main', 60_000, count);
    lookout.watch('main', 60_000, count);
    await lookout.resolve('main');
    repository.at['main'] = 'b';
    await wait(60_100);
    expect(changed).to.equal(2);
    const asked = repository.asked;
    for (let index = 0; index < 200; index++) expect((await lookout.resolve('main')).commit).to.equal('b');
    expect(repository.asked).to.equal(asked);
    repository.at['main'] = 'c';
    await wait(1500);
    expect((await lookout.resolve('main')).commit).to.equal('c');
  });

  it('tells the others when somebody else sees a branch move first', async () => {
    const lookout = remote();
    lookout.watch('main', 60_000, count);
    await lookout.resolve('main');
    repository.at['main'] = 'b';
    await lookout.resolve('main');
    await settle();
    expect(changed).to.equal(1);
    await wait(60_100);
    expect(changed).to.equal(1);
  });

  it('tells when a source stops answering, once, and when somebody sees that it answers again', async () => {
    const lookout = remote();
    lookout.watch('main', 60_000, count);
    await lookout.resolve('main');
    repository.at['main'] = new RefitError('SourceUnavailable', 'down');
    await wait(180_500);
    expect(changed).to.equal(1);
    repository.at['main'] = 'a';
    await lookout.resolve('main');
    await settle();
    expect(changed).to.equal(2);
  });

  it('leaves a host that does not answer to those who were told, and asks by itself every quarter of an hour', async () => {
    const lookout = remote();
    lookout.watch('main', 60_000, count);
    lookout.watch('other', 60_000, count);
    await lookout.resolve('main');
    await lookout.resolve('other');
    repository.at['main'] = new RefitError('SourceUnavailable', 'down');
    await wait(60_100);
    expect([repository.asked, changed]).to.deep.equal([4, 1]);
    // The other branch is looked at as before.
    await wait(14 * 60_000);
    expect([repository.asked, changed]).to.deep.equal([4 + 14, 1]);
    repository.at['main'] = 'a';
    await wait(2 * 60_000);
    expect([repository.asked, changed]).to.deep.equal([4 + 14 + 2 + 1, 2]);
    await wait(60_000);
    expect(repository.asked).to.equal(4 + 14 + 2 + 1 + 2);
  });

  it('goes on looking for a branch that is not there: that is an answer', async () => {
    const lookout = remote();
    repository.at['main'] = new RefitError('RefNotFound', 'no such branch');
    lookout.watch('main', 60_000, count);
    await lookout.resolve('main').catch(() => undefined);
    repository.at['main'] = 'a';
    await wait(60_100);
    expect(changed).to.equal(1);
  });

  it('looks at what could not be read of a local repository whenever it changes', async () => {
    const lookout = local();
    repository.at['main'] = new RefitError('SourceUnavailable', 'half written');
    lookout.watch('main', 60_000, count);
    await lookout.resolve('main').catch(() => undefined);
    repository.at['main'] = 'a';
    hint();
    await wait(10);
    expect(changed).to.equal(1);
  });

  it('spreads its looks by a fifth of the interval, takes the shortest interval, and ends with the last watch', async () => {
    for (const [random, first] of [
      [0, 48_000],
      [0.999, 71_976],
    ] as const) {
      repository.asked = 0;
      const lookout = remote(random);
      const ends = [lookout.watch('main', 60_000, count), lookout.watch('main', 600_000, count)];
      await lookout.resolve('main');
      await wait(first - 10);
      expect(repository.asked).to.equal(1);
      await wait(20);
      expect(repository.asked).to.equal(2);
      for (const end of ends) end();
      for (const end of ends) end();
      await wait(1_000_000);
      expect(repository.asked).to.equal(2);
      expect(clock.pending).to.equal(0);
    }
  });

  it('is not put off by watches that come and go', async () => {
    const lookout = remote();
    lookout.watch('main', 60_000, count);
    await lookout.resolve('main');
    for (let index = 0; index < 40; index++) {
      lookout.watch('main', 60_000, count)();
      await wait(3_000);
    }
    expect(repository.asked).to.equal(3);
  });

  it('looks at once at a hint, once for many, and not at all for what is not asked for', async () => {
    const lookout = local();
    const end = lookout.watch('main', 60_000, count);
    await lookout.resolve('main');
    for (let index = 0; index < 50; index++) hint();
    await wait(10);
    expect([repository.asked, changed]).to.deep.equal([2, 0]);
    repository.at['main'] = 'b';
    hint();
    await wait(10);
    expect(changed).to.equal(1);
    end();
    expect(listening).to.equal(0);
  });

  it('never misses what moves while it is looking', async () => {
    const lookout = local();
    lookout.watch('main', 60_000, count);
    await lookout.resolve('main');
    hint();
    await clock.advance(5);
    // It has been asked and has not answered yet.
    repository.at['main'] = 'b';
    hint();
    await wait(20);
    expect(changed).to.equal(1);
    expect((await lookout.resolve('main')).commit).to.equal('b');
  });

  it('looks at all that is watched, however much that is, tells who watches what moved, and asks for nothing else', async () => {
    const lookout = remote();
    const names = Array.from({ length: 200 }, (_, index) => `release/${index}`);
    const told: string[] = [];
    const ends = names.map((name) => lookout.watch(name, 60_000, () => told.push(name)));
    for (const name of [...names, 'main']) await lookout.resolve(name);
    repository.asked = 0;
    repository.at['release/0'] = 'b';
    await wait(60_100);
    expect([repository.asked, told]).to.deep.equal([200, ['release/0']]);
    for (const end of ends.slice(1)) end();
    await wait(60_000);
    expect(repository.asked).to.equal(201);
  });

  it('passes every hint on while nobody has asked for a branch', async () => {
    const lookout = local();
    lookout.watch('main', 60_000, count);
    hint();
    await wait(10);
    expect(changed).to.equal(1);
  });
});
