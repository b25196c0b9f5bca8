import { expect } from 'chai';
import { RefitError } from '../../../controller/core/errors.ts';
import type { Git, ResolvedRef } from '../../../controller/git/git.ts';
import { Sources } from '../../../controller/reconcile/sources.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const ref = { url: '/repository', branch: 'main' };
const head: ResolvedRef = { branch: 'main', commit: 'a'.repeat(40) };

/** A repository that answers when told to. */
class Repository {
  readonly watches = new Set<() => void>();
  readonly moved: string[] = [];
  readonly clock = new FakeClock();
  looks = 0;
  #answers: { resolve(found: ResolvedRef): void; reject(error: Error): void }[] = [];
  readonly sources: Sources;

  constructor() {
    const git: Pick<Git, 'resolve' | 'ensure' | 'watch'> = {
      resolve: () => {
        this.looks += 1;
        return new Promise((resolve, reject) => this.#answers.push({ resolve, reject }));
      },
      ensure: () => Promise.resolve(),
      watch: (_repository, _intervalMs, changed) => {
        this.watches.add(changed);
        return () => this.watches.delete(changed);
      },
    };
    this.sources = new Sources(git as Git, this.clock, (follower) => this.moved.push(follower));
  }

  async answer(with_: ResolvedRef | Error): Promise<void> {
    for (const asked of this.#answers.splice(0)) {
      if (with_ instanceof Error) asked.reject(with_);
      else asked.resolve(with_);
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
}

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
    const asked = Promise.all([sources.current(ref), sources.current(ref)]);
    await repository.answer(head);
    expect(await asked).to.deep.equal([head, head]);
    expect(repository.looks).to.equal(1);
    expect(repository.watches.size).to.equal(1);
    repository.moved.length = 0;
    sources.refresh();
    await repository.answer(head);
    expect(repository.moved).to.deep.equal([]);
    sources.refresh(ref.url);
    await repository.answer({ ...head, commit: 'b'.repeat(40) });
    expect(repository.moved).to.deep.equal(['a', 'b']);
  });

  it('looks again at what failed, later each time, until it is there', async () => {
    sources.follow('a', [{ ref, intervalMs: 60_000 }]);
    const asked = sources.current(ref).catch((error: unknown) => error);
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

  it('does not look again at what nobody follows any more', async () => {
    sources.follow('a', [{ ref, intervalMs: 1_000 }]);
    sources.current(ref).catch(() => undefined);
    sources.follow('a', []);
    await repository.answer(gone);
    expect(repository.watches.size).to.equal(0);
    await repository.clock.advance(600_000);
    expect(repository.looks).to.equal(1);
  });

  it('watches nothing and looks at nothing once closed, whatever is still drained', async () => {
    sources.follow('a', [{ ref, intervalMs: 1_000 }]);
    sources.current(ref).catch(() => undefined);
    sources.close();
    await repository.answer(gone);
    sources.follow('b', [{ ref, intervalMs: 1_000 }]);
    expect(repository.watches.size).to.equal(0);
    await repository.clock.advance(600_000);
    expect(repository.looks).to.equal(1);
  });
});
