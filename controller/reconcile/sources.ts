import { toError } from '../core/errors.ts';
import type { Git, RepositoryRef, ResolvedRef } from '../git/git.ts';
import type { Clock } from '../runtime/clock.ts';

/** A failed look is repeated after these milliseconds, doubled at each failure. */
const RETRY_MS = 1_000;
const RETRY_CAP_MS = 60_000;

/** A ref that somebody follows. */
export interface Following {
  readonly ref: RepositoryRef;
  readonly intervalMs: number;
  /** The commit that was decided last: while the ref is at it nothing is read, so it is not made readable either. */
  readonly decided?: string | undefined;
}

interface Followed {
  readonly ref: RepositoryRef;
  decided: string | undefined;
  readonly followers: Set<string>;
  state: { readonly resolved: ResolvedRef } | { readonly error: Error } | undefined;
  looking: Promise<void> | undefined;
  again: boolean;
  failures: number;
  cancelRetry: (() => void) | undefined;
}

interface Watched {
  intervalMs: number;
  readonly refs: Set<string>;
  stop: () => void;
}

/**
 * What every followed ref is at. One watch per repository and one look per ref, however many workflows follow it;
 * followers hear of a ref only when it moved or when looking began or ceased to fail.
 */
export class Sources {
  readonly #git: Git;
  readonly #clock: Clock;
  readonly #moved: (follower: string) => void;
  readonly #refs = new Map<string, Followed>();
  readonly #watches = new Map<string, Watched>();
  readonly #byFollower = new Map<string, Set<string>>();
  #closed = false;

  constructor(git: Git, clock: Clock, moved: (follower: string) => void) {
    this.#git = git;
    this.#clock = clock;
    this.#moved = moved;
  }

  /** Makes `follower` follow exactly these refs. Nothing is watched any more once closed: work that is drained still asks. */
  follow(follower: string, refs: readonly Following[]): void {
    if (this.#closed) return;
    const keys = new Set(refs.map(({ ref }) => refKey(ref)));
    for (const key of this.#byFollower.get(follower) ?? []) if (!keys.has(key)) this.#unfollow(key, follower);
    for (const following of refs) this.#add(follower, following);
    if (keys.size > 0) this.#byFollower.set(follower, keys);
    else this.#byFollower.delete(follower);
  }

  /**
   * What the ref was at when it was last looked at; looks now if nobody has.
   * @throws what `git.resolve` or `git.ensure` threw at the last look
   */
  async current(ref: RepositoryRef): Promise<ResolvedRef> {
    const followed = this.#refs.get(refKey(ref));
    if (!followed) return this.#git.resolve(ref);
    // Those who ask at the same moment share the first look; only a hint asks for one more.
    if (!followed.state) await (followed.looking ?? this.#look(followed));
    if (!followed.state) throw new Error(`no look at ${ref.url} came to an end`);
    if ('error' in followed.state) throw followed.state.error;
    return followed.state.resolved;
  }

  /** Looks at every ref of a repository again; all of them without one. */
  refresh(url?: string): void {
    for (const followed of this.#refs.values()) {
      if (url === undefined || followed.ref.url === url) void this.#look(followed);
    }
  }

  /** Ends all watches, for good. */
  close(): void {
    this.#closed = true;
    for (const watched of this.#watches.values()) watched.stop();
    for (const followed of this.#refs.values()) followed.cancelRetry?.();
    this.#watches.clear();
    this.#refs.clear();
  }

  #add(follower: string, { ref, intervalMs, decided }: Following): void {
    const key = refKey(ref);
    const known = this.#refs.get(key);
    if (known) {
      known.followers.add(follower);
      known.decided = decided ?? known.decided;
    } else
      this.#refs.set(key, {
        ref,
        decided,
        followers: new Set([follower]),
        state: undefined,
        looking: undefined,
        again: false,
        failures: 0,
        cancelRetry: undefined,
      });
    const watched = this.#watches.get(ref.url);
    if (watched && watched.intervalMs <= intervalMs) {
      watched.refs.add(key);
      return;
    }
    watched?.stop();
    const stop = this.#git.watch({ url: ref.url }, intervalMs, () => this.refresh(ref.url));
    this.#watches.set(ref.url, { intervalMs, refs: new Set([...(watched?.refs ?? []), key]), stop });
  }

  #unfollow(key: string, follower: string): void {
    const followed = this.#refs.get(key);
    followed?.followers.delete(follower);
    if (!followed || followed.followers.size > 0) return;
    followed.cancelRetry?.();
    this.#refs.delete(key);
    const watched = this.#watches.get(followed.ref.url);
    watched?.refs.delete(key);
    if (watched?.refs.size === 0) {
      watched.stop();
      this.#watches.delete(followed.ref.url);
    }
  }

  /** One look at a time per ref; a hint during a look means one more after it. */
  #look(followed: Followed): Promise<void> {
    if (followed.looking) {
      followed.again = true;
      return followed.looking;
    }
    followed.looking = this.#lookUntilSettled(followed).finally(() => (followed.looking = undefined));
    return followed.looking;
  }

  async #lookUntilSettled(followed: Followed): Promise<void> {
    do {
      followed.again = false;
      const before = followed.state;
      followed.state = await this.#resolve(followed);
      this.#scheduleRetry(followed);
      if (!sameState(before, followed.state)) for (const follower of followed.followers) this.#moved(follower);
    } while (followed.again);
  }

  async #resolve({ ref, decided }: Followed): Promise<NonNullable<Followed['state']>> {
    try {
      const resolved = await this.#git.resolve(ref);
      if (resolved.commit !== decided) await this.#git.ensure(ref, resolved.commit);
      return { resolved };
    } catch (error) {
      return { error: toError(error) };
    }
  }

  #scheduleRetry(followed: Followed): void {
    followed.cancelRetry?.();
    followed.cancelRetry = undefined;
    // A look may come to its end when nobody follows any more.
    if (this.#refs.get(refKey(followed.ref)) !== followed) return;
    if (!followed.state || !('error' in followed.state)) {
      followed.failures = 0;
      return;
    }
    const delay = Math.min(RETRY_MS * 2 ** followed.failures, RETRY_CAP_MS);
    followed.failures += 1;
    followed.cancelRetry = this.#clock.after(delay, () => void this.#look(followed));
  }
}

function refKey(ref: RepositoryRef): string {
  return `${ref.url}\0${ref.branch ?? ''}`;
}

function sameState(before: Followed['state'], now: NonNullable<Followed['state']>): boolean {
  if (!before) return false;
  if ('error' in before) return 'error' in now && before.error.message === now.error.message;
  return (
    'resolved' in now &&
    before.resolved.commit === now.resolved.commit &&
    before.resolved.branch === now.resolved.branch
  );
}
