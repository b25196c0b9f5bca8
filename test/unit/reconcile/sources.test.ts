import { expect } from 'chai';
import { RefitError } from '../../../controller/core/errors.ts';
import type { Git, ResolvedRef } from '../../../controller/git/git.ts';
import { Sources } from '../../../controller/reconcile/sources.ts';
import type { Trust } from '../../../controller/reconcile/trust.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const ref = { url: '/repository', branch: 'main' };
const head: ResolvedRef = { branch: 'main', commit: 'a'.repeat(40) };

/** A repository that answers when told to. */
class Repository {
  readonly watches = new Set<() => void>();
  /** Of the watches, as they were begun. */
  readonly intervals: number[] = [];
  readonly moved: string[] = [];
  readonly clock = new FakeClock();
  /** `from to` where `to` has commits that `from` lacks. */
  readonly ahead = new Set<string>();
  /** Why history cannot be read. */
  unreadable: Error | undefined;
  looks = 0;
  trust: Trust['verify'] = ({ resolved }) => Promise.resolve({ commit: resolved.commit, by: 'somebody' });
  #answers: { resolve(found: ResolvedRef): void; reject(error: Error): void }[] = [];
  readonly sources: Sources;

  constructor() {
    const git: Pick<Git, 'resolve' | 'ensure' | 'watch' | 'commits'> = {
      resolve: () => {
        this.looks += 1;
        return new Promise((resolve, reject) => this.#answers.push({ resolve, reject }));
      },
      ensure: () => Promise.resolve(),
      commits: (_repository, from, to) =>
        this.unreadable
          ? Promise.reject(this.unreadable)
          : Promise.resolve(this.ahead.has(`${from} ${to}`) ? [summary] : []),
      watch: (_repository, intervalMs, changed) => {
        this.intervals.push(intervalMs);
        this.watches.add(changed);
        return () => this.watches.delete(changed);
      },
    };
    const trust: Trust = { verify: (question) => this.trust(question) };
    this.sources = new Sources({
      git: git as Git,
      clock: this.clock,
      trust,
      moved: (follower) => this.moved.push(follower),
    });
  }

  /** As the watches do when something may have moved. */
  hint(): void {
    for (const changed of this.watches) changed();
  }

  async answer(with_: ResolvedRef | Error): Promise<void> {
    for (const asked of this.#answers.splice(0)) {
      if (with_ instanceof Error) asked.reject(with_);
      else asked.resolve(with_);
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const summary = { sha: 'c'.repeat(40), author: '', email: '', time: '', subject: '', paths: [], truncated: false };
const older: ResolvedRef = { branch: 'main', commit: 'b'.repeat(40) };
const gone = new RefitError('SourceNotFound', 'no such repository');

describe('sources', () => {
  let repository: Repository;
  let sources: Sources;

  beforeEach(() => {
    repository = new Repository();
    sources = repository.sources;
  });

  it('looks once for all who ask, and tells followers only of what moved', async () => {
    sources.follow('a', [{ ref, intervalMs: 1_000 }]);
    sources.follow('b', [{ ref, intervalMs: 1_000 }]);
    const asked = Promise.all([
      sources.current({ ref, intervalMs: 1_000 }),
      sources.current({ ref, intervalMs: 1_000 }),
    ]);
    await repository.answer(head);
    expect(await asked).to.deep.equal([head, head]);
    expect(repository.looks).to.equal(1);
    expect(repository.watches.size).to.equal(1);
    repository.moved.length = 0;
    repository.hint();
    await repository.answer(head);
    expect(repository.moved).to.deep.equal([]);
    repository.hint();
    await repository.answer({ ...head, commit: 'b'.repeat(40) });
    expect(repository.moved).to.deep.equal(['a', 'b']);
  });

  it('looks again at what failed, later each time, until it is there', async () => {
    sources.follow('a', [{ ref, intervalMs: 60_000 }]);
    const asked = sources.current({ ref, intervalMs: 1_000 }).catch((error: unknown) => error);
    await repository.answer(gone);
    expect(await asked).to.equal(gone);
    await repository.clock.advance(1_000);
    expect(repository.looks).to.equal(2);
    await repository.answer(gone);
    await repository.clock.advance(1_000);
    expect(repository.looks).to.equal(2);
    await repository.clock.advance(1_000);
    expect(repository.looks).to.equal(3);
    repository.moved.length = 0;
    await repository.answer(head);
    expect(repository.moved).to.deep.equal(['a']);
    await repository.clock.advance(600_000);
    expect(repository.looks).to.equal(3);
  });

  it('lets nobody wait for a host, and tells who follows when it has answered, and when it has again', async () => {
    sources.follow('a', [{ ref, intervalMs: 60_000 }]);
    expect([sources.answered('a'), sources.answered('a'), sources.isAwaited]).to.deep.equal([false, false, true]);
    expect(repository.looks).to.equal(1);
    await repository.answer(gone);
    expect([sources.answered('a'), sources.isAwaited, repository.moved]).to.deep.equal([true, false, ['a']]);
    expect([sources.answered('a', 'now'), sources.answered('a', 'now')]).to.deep.equal([false, false]);
    await repository.answer(gone);
    expect([sources.answered('a', 'now'), repository.moved]).to.deep.equal([true, ['a', 'a']]);
    expect([sources.answered('a', 'again'), sources.isAwaited]).to.deep.equal([false, true]);
    sources.follow('a', []);
    await repository.answer(head);
    expect([sources.isAwaited, repository.moved]).to.deep.equal([false, ['a', 'a']]);
    // Nothing is followed (all is suspended): there is nobody to wait for.
    expect(sources.answered('a', 'later')).to.equal(true);
  });

  it('does not look again at what nobody follows any more', async () => {
    sources.follow('a', [{ ref, intervalMs: 1_000 }]);
    sources.current({ ref, intervalMs: 1_000 }).catch(() => undefined);
    sources.follow('a', []);
    await repository.answer(gone);
    expect(repository.watches.size).to.equal(0);
    await repository.clock.advance(600_000);
    expect(repository.looks).to.equal(1);
  });

  it('watches a repository as often as the one wants it who wants it most often now', () => {
    const asked = (intervalMs: number): [{ ref: typeof ref; intervalMs: number }] => [{ ref, intervalMs }];
    sources.follow('a', asked(1_000));
    sources.follow('b', asked(60_000));
    sources.follow('a', asked(1_000));
    expect(repository.intervals).to.deep.equal([1_000]);
    sources.follow('a', asked(3_600_000));
    expect(repository.intervals).to.deep.equal([1_000, 60_000]);
    sources.follow('b', []);
    expect(repository.intervals).to.deep.equal([1_000, 60_000, 3_600_000]);
    expect(repository.watches.size).to.equal(1);
    sources.follow('a', []);
    expect(repository.watches.size).to.equal(0);
  });

  it('watches nothing and looks at nothing once closed, whatever is still drained', async () => {
    sources.follow('a', [{ ref, intervalMs: 1_000 }]);
    sources.current({ ref, intervalMs: 1_000 }).catch(() => undefined);
    sources.close();
    await repository.answer(gone);
    sources.follow('b', [{ ref, intervalMs: 1_000 }]);
    expect(repository.watches.size).to.equal(0);
    await repository.clock.advance(600_000);
    expect(repository.looks).to.equal(1);
  });

  describe('of a server', () => {
    const remote = { url: 'https://git.example.com/team/digits', branch: 'main' };
    const following = { ref: remote, intervalMs: 60_000 };

    /** Followed, and at `head`. */
    async function settled(more: object = {}): Promise<void> {
      sources.follow('ml/a', [{ ...following, ...more }]);
      const asked = sources.current({ ...following, ...more });
      await repository.answer(head);
      await asked;
      repository.looks = 0;
      repository.moved.length = 0;
    }

    it('believes a branch that is gone when a second look agrees', async () => {
      await settled();
      repository.hint();
      await repository.answer(new RefitError('RefNotFound', 'no branch main'));
      expect(repository.moved).to.deep.equal([]);
      expect(await sources.current(following)).to.include(head);
      await repository.clock.advance(2_000);
      await repository.answer(new RefitError('RefNotFound', 'no branch main'));
      expect(repository.moved).to.deep.equal(['ml/a']);
      expect(await sources.current(following).catch(String)).to.contain('no branch main');
    });

    it('forgets a branch that was gone in one look only', async () => {
      await settled();
      repository.hint();
      await repository.answer(new RefitError('RefNotFound', 'no branch main'));
      await repository.clock.advance(2_000);
      await repository.answer(head);
      expect(repository.moved).to.deep.equal([]);
      expect(await sources.current(following)).to.include(head);
    });

    it('goes back to an ancestor when a second look agrees, and forward at once', async () => {
      await settled();
      repository.hint();
      await repository.answer(older);
      expect(repository.moved).to.deep.equal([]);
      await repository.clock.advance(2_000);
      await repository.answer(older);
      expect(repository.moved).to.deep.equal(['ml/a']);
      expect(await sources.current(following)).to.include(older);
      repository.ahead.add(`${older.commit} ${head.commit}`);
      repository.hint();
      await repository.answer(head);
      expect(repository.moved).to.deep.equal(['ml/a', 'ml/a']);
    });

    it('does not take the answer of a server that lags for a move back after a restart', async () => {
      const decided = { ...following, decided: head.commit };
      sources.follow('ml/a', [decided]);
      const asked = sources.current(decided);
      await repository.answer(older);
      await repository.clock.advance(2_000);
      await repository.answer(head);
      expect(await asked).to.include(head);
    });

    it('does not take the answer of a server that lags for a branch that is gone, after a restart or an outage', async () => {
      const noBranch = new RefitError('RefNotFound', 'no branch main');
      const decided = { ...following, decided: head.commit };
      sources.follow('ml/a', [decided]);
      const asked = sources.current(decided);
      await repository.answer(noBranch);
      await repository.clock.advance(2_000);
      await repository.answer(head);
      expect(await asked).to.include(head);
      repository.hint();
      await repository.answer(new RefitError('SourceUnavailable', 'down'));
      await repository.clock.advance(1_000);
      await repository.answer(noBranch);
      expect(await sources.current(decided).catch(String)).to.contain('down');
      await repository.clock.advance(2_000);
      await repository.answer(noBranch);
      expect(await sources.current(decided).catch(String)).to.contain('no branch main');
      // What is believed is not doubted again at every look.
      repository.looks = 0;
      await repository.clock.advance(2_400);
      await repository.answer(noBranch);
      await repository.clock.advance(2_100);
      expect(repository.looks).to.equal(1);
    });

    it('looks again within a minute at what a changed Secret may mend, however long it has failed', async () => {
      const secret = { ...following, ref: { ...remote, access: { namespace: 'ml', secret: 'git' } } };
      sources.follow('ml/a', [secret]);
      const first = sources.current(secret).catch(() => undefined);
      for (const [reason, most] of [
        ['SecretNotFound', 60_000],
        ['CredentialsInvalid', 60_000],
        ['AuthenticationFailed', 60_000],
        ['HostKeyRefused', 60_000],
        ['SourceNotFound', 60_000],
        ['SourceUnavailable', 900_000],
      ] as const) {
        for (let looks = 0; looks < 30; looks += 1) {
          await repository.answer(new RefitError(reason, 'as before'));
          await repository.clock.advance(most);
        }
        await first;
        repository.looks = 0;
        await repository.answer(new RefitError(reason, 'as before'));
        await repository.clock.advance(30_000);
        expect(repository.looks, reason).to.equal(0);
        await repository.clock.advance(most - 30_000);
        expect(repository.looks, reason).to.equal(1);
      }
    });

    it('makes one look of many hints, and one more of those that come meanwhile', async () => {
      await settled();
      for (let count = 0; count < 200; count += 1) {
        expect(sources.hint((follower, url) => follower.startsWith('ml/') && url === remote.url)).to.equal(1);
      }
      await repository.answer(head);
      await repository.clock.advance(1_000);
      await repository.answer(head);
      await repository.clock.advance(10_000);
      expect(repository.looks).to.equal(2);
      expect(sources.hint((follower) => follower.startsWith('other/'))).to.equal(0);
      expect(repository.looks).to.equal(2);
    });

    it('lets nobody who waits for a look wait for those that others ask for meanwhile', async () => {
      await settled();
      repository.hint();
      expect(sources.answered('ml/a', 'now')).to.equal(false);
      for (let looks = 0; looks < 3; looks += 1) {
        repository.hint();
        await repository.answer(head);
      }
      expect(sources.answered('ml/a', 'now')).to.equal(true);
    });

    it('begins although hints never cease', async () => {
      sources.follow('ml/a', [following]);
      let found: ResolvedRef | undefined;
      const asked = sources.current(following).then((state) => (found = state));
      for (let looks = 0; looks < 3; looks += 1) {
        repository.hint();
        await repository.answer(head);
      }
      expect(found).to.include(head);
      await asked;
    });

    it('tells that answers differ from look to look, and takes none of them', async () => {
      await settled({ decided: head.commit });
      repository.hint();
      for (let looks = 0; looks < 30; looks += 1) {
        await repository.answer(looks % 2 === 0 ? older : { ...head, commit: 'd'.repeat(40) });
        await repository.clock.advance(2_000);
      }
      expect(await sources.current(following).catch(String)).to.contain('differ');
      expect(repository.moved).to.deep.equal(['ml/a']);
      await repository.clock.advance(60_000);
      await repository.answer(head);
      expect(await sources.current(following)).to.include(head);
    });

    it('survives a history that cannot be read', async () => {
      await settled();
      repository.unreadable = new TypeError('no such field');
      repository.hint();
      await repository.answer(older);
      expect(await sources.current(following)).to.include(older);
      expect(repository.moved).to.deep.equal(['ml/a']);
    });

    it('comes back no sooner than a server asks', async () => {
      await settled();
      repository.hint();
      await repository.answer(new RefitError('SourceUnavailable', 'too many requests', undefined, 120_000));
      expect(repository.looks).to.equal(1);
      await repository.clock.advance(119_999);
      expect(repository.looks).to.equal(1);
      await repository.clock.advance(1);
      expect(repository.looks).to.equal(2);
    });

    it('tells no revision that is not trusted, and asks what came after the last one that is', async () => {
      const verify = { mode: 'Range', namespace: 'ml', secret: 'keys', source: 'data' } as const;
      await settled({ verify });
      const asked: (string | undefined)[] = [];
      repository.trust = ({ after }) => {
        asked.push(after);
        return Promise.reject(new RefitError('SourceUntrusted', 'commit bbbbbbbbbbbb has no signature'));
      };
      repository.ahead.add(`${head.commit} ${older.commit}`);
      repository.hint();
      await repository.answer(older);
      expect(repository.moved).to.deep.equal(['ml/a']);
      expect(await sources.current({ ...following, verify }).catch(String)).to.contain('has no signature');
      expect(asked).to.deep.equal([head.commit]);
      repository.trust = ({ resolved }) => Promise.resolve({ commit: resolved.commit, by: 'somebody' });
      await repository.clock.advance(1_000);
      await repository.answer(older);
      expect(await sources.current({ ...following, verify })).to.deep.include({
        trusted: { commit: older.commit, by: 'somebody' },
      });
    });
  });
});
