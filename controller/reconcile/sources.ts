import { RefitError, toError } from '../core/errors.ts';
import type { Git, ResolvedRef } from '../git/git.ts';
import type { Clock, Random } from '../runtime/clock.ts';
import { flapping, isDoubtful } from './source-doubt.ts';
import {
  isTrusted,
  refKey,
  mostOften,
  retryDelay,
  sameState,
  type Followed,
  type Following,
  type SourceState,
  type TrustedCommit,
} from './source-state.ts';
import type { Trust } from './trust.ts';

/** A branch that is gone or went back is believed when a second look, after this long, sees the same; so many are made. */
const CONFIRM_MS = 2_000;
const CONFIRM_LOOKS = 10;
/** Hints for one ref that come faster than this are one look. */
const HINT_MS = 1_000;

/** What `Sources` acts through. */
export interface SourcesMeans {
  readonly git: Git;
  readonly clock: Clock;
  readonly trust?: Trust | undefined;
  readonly random?: Random;
  /** Told the follower of a ref that was looked at first, that moved, or whose look began or ceased to fail. */
  readonly moved: (follower: string) => void;
}

/**
 * What every followed ref is at. One watch and one look per ref, however many workflows follow it; followers hear of a
 * ref only when it was looked at first, when it moved, and when looking began or ceased to fail.
 */
export class Sources {
  readonly #means: SourcesMeans;
  readonly #refs = new Map<string, Followed>();
  readonly #byFollower = new Map<string, Set<string>>();
  /** The last token that each follower asked with, and whether all have answered since. */
  readonly #tokens = new Map<string, { readonly token: string; answered: boolean }>();
  readonly #asleep = new Set<() => void>();
  #closed = false;

  constructor(means: SourcesMeans) {
    this.#means = means;
  }

  /** Makes `follower` follow exactly these refs. Nothing is watched any more once closed: work that is drained still asks. */
  follow(follower: string, refs: readonly Following[]): void {
    if (this.#closed) return;
    const keys = new Set(refs.map(({ ref, verify }) => refKey(ref, verify)));
    for (const key of this.#byFollower.get(follower) ?? []) if (!keys.has(key)) this.#unfollow(key, follower);
    for (const [key, following] of mostOften(refs)) this.#add(follower, key, following);
    if (keys.size > 0) this.#byFollower.set(follower, keys);
    else for (const known of [this.#byFollower, this.#tokens]) known.delete(follower);
  }

  /**
   * Whether all that a follower follows has been looked at, and since `token`, where somebody asks with one. What has not is
   * looked at now, and the follower is told when it has answered: nobody waits for a host that is slow.
   */
  answered(follower: string, token?: string): boolean {
    const refs = this.#followedBy(follower);
    if (refs.length === 0) return true;
    if (token !== undefined && this.#tokens.get(follower)?.token !== token) this.#askFor(follower, token);
    const unknown = refs.filter(({ state }) => state === undefined);
    for (const followed of unknown) if (!followed.looking) void this.#look(followed, 'hinted');
    return unknown.length === 0 && (token === undefined || this.#tokens.get(follower)?.answered === true);
  }

  /** Whether followers wait for a first answer, or for one that was asked for. */
  get isAwaited(): boolean {
    const first = [...this.#refs.values()].some(({ state, looking }) => state === undefined && looking !== undefined);
    return first || [...this.#tokens.values()].some(({ answered }) => !answered);
  }

  /**
   * What the ref was at when it was last looked at; looks now if nobody has.
   * @throws what `git.resolve`, `git.ensure` or the check of its signatures threw at the last look
   */
  async current(following: Following): Promise<ResolvedRef & { readonly trusted?: TrustedCommit | undefined }> {
    const followed = this.#refs.get(refKey(following.ref, following.verify)) ?? this.#unlisted(following);
    // Those who ask at the same moment share the first look; only a hint asks for one more.
    if (!followed.state) await (followed.looking?.promise ?? this.#look(followed, 'hinted'));
    if (!followed.state) throw new Error(`no look at ${followed.ref.url} came to an end`);
    if ('error' in followed.state) throw followed.state.error;
    const { trusted } = followed;
    return { ...followed.state.resolved, ...(trusted === undefined ? {} : { trusted }) };
  }

  /** Looks at every ref again. */
  refresh(): void {
    for (const followed of this.#refs.values()) void this.#look(followed, 'hinted');
  }

  /**
   * Somebody says that repositories have moved: they are asked now, however many say so. A hint decides nothing.
   * @returns how many refs it concerns
   */
  hint(concerns: (follower: string, url: string) => boolean): number {
    let count = 0;
    for (const followed of this.#refs.values()) {
      if (![...followed.followers.keys()].some((follower) => concerns(follower, followed.ref.url))) continue;
      count += 1;
      this.#hinted(followed);
    }
    return count;
  }

  /** Ends all watches, for good. */
  close(): void {
    this.#closed = true;
    for (const followed of this.#refs.values()) end(followed);
    for (const wake of this.#asleep) wake();
    for (const known of [this.#refs, this.#byFollower, this.#tokens]) known.clear();
  }

  #followedBy(follower: string): Followed[] {
    return [...(this.#byFollower.get(follower) ?? [])].flatMap((key) => this.#refs.get(key) ?? []);
  }

  #askFor(follower: string, token: string): void {
    const asked = { token, answered: false };
    this.#tokens.set(follower, asked);
    const looks = this.#followedBy(follower).map((followed) => this.#look(followed, 'asked'));
    void Promise.all(looks).then(() => {
      asked.answered = true;
      if (this.#tokens.get(follower) === asked) this.#means.moved(follower);
    });
  }

  #add(follower: string, key: string, following: Following): void {
    const { intervalMs, decided, trusted } = following;
    const followed = this.#refs.get(key) ?? this.#unlisted(following);
    this.#refs.set(key, followed);
    followed.followers.set(follower, intervalMs);
    followed.decided = decided ?? followed.decided;
    followed.trusted ??= trusted;
    this.#watch(followed);
  }

  /** Watches as often as the one wants it who wants it most often now. */
  #watch(followed: Followed): void {
    const intervalMs = Math.min(...followed.followers.values());
    if (followed.intervalMs === intervalMs) return;
    followed.stop();
    followed.intervalMs = intervalMs;
    followed.stop = this.#means.git.watch(followed.ref, intervalMs, () => void this.#look(followed, 'hinted'));
  }

  #unlisted({ ref, verify, decided, trusted }: Following): Followed {
    return {
      key: refKey(ref, verify),
      ref,
      verify,
      decided,
      trusted,
      followers: new Map(),
      intervalMs: 0,
      stop: () => undefined,
      state: undefined,
      looking: undefined,
      next: undefined,
      again: 'no',
      failures: 0,
      hintedAt: Number.NEGATIVE_INFINITY,
      cancelRetry: undefined,
      cancelHint: undefined,
    };
  }

  #unfollow(key: string, follower: string): void {
    const followed = this.#refs.get(key);
    if (!followed) return;
    followed.followers.delete(follower);
    if (followed.followers.size > 0) return this.#watch(followed);
    end(followed);
    this.#refs.delete(key);
  }

  #hinted(followed: Followed): void {
    if (followed.cancelHint !== undefined) return;
    const { clock } = this.#means;
    const due = followed.hintedAt + HINT_MS - clock.now();
    const look = (): void => {
      followed.cancelHint = undefined;
      followed.hintedAt = clock.now();
      void this.#look(followed, 'asked');
    };
    if (due > 0) followed.cancelHint = clock.after(due, look);
    else look();
  }

  /** One look at a time per ref; who asks during one waits for the next, and not for those that others ask for later. */
  #look(followed: Followed, why: 'hinted' | 'asked'): Promise<void> {
    if (followed.looking) {
      if (followed.again !== 'asked') followed.again = why;
      followed.next ??= Promise.withResolvers<void>();
      return followed.next.promise;
    }
    followed.looking = Promise.withResolvers<void>();
    const { promise } = followed.looking;
    void this.#lookUntilSettled(followed, why);
    return promise;
  }

  async #lookUntilSettled(followed: Followed, why: Followed['again']): Promise<void> {
    let reason = why;
    for (let { looking } = followed; looking !== undefined; { looking } = followed) {
      followed.again = 'no';
      const before = followed.state;
      followed.state = await this.#verified(followed, await this.#believed(followed, reason === 'asked'));
      this.#scheduleRetry(followed);
      if (!before || !sameState(before, followed.state))
        for (const follower of followed.followers.keys()) this.#means.moved(follower);
      looking.resolve();
      reason = followed.again;
      followed.looking = followed.next;
      followed.next = undefined;
    }
  }

  /** A branch that is gone or went back may be the answer of a server that lags: it takes two that agree. */
  async #believed(followed: Followed, fresh: boolean): Promise<SourceState> {
    let state = await this.#ask(followed, fresh);
    for (let looks = 1; !this.#closed && (await isDoubtful(this.#means.git, followed, state)); looks += 1) {
      if (looks === CONFIRM_LOOKS) return { error: flapping(looks) };
      await this.#sleep(CONFIRM_MS);
      const second = await this.#ask(followed, true);
      if (sameState(state, second)) return second;
      state = second;
    }
    return state;
  }

  async #ask(followed: Followed, fresh: boolean): Promise<SourceState> {
    const { ref, decided } = followed;
    const { git } = this.#means;
    try {
      const resolved = await git.resolve(ref, { fresh });
      if (resolved.commit !== decided) await git.ensure(ref, resolved.commit);
      return { resolved };
    } catch (error) {
      return { error: toError(error) };
    }
  }

  /** Only what is believed is judged: what a server that lags tells is nobody's fault. */
  async #verified(followed: Followed, state: SourceState): Promise<SourceState> {
    const { ref, verify, trusted } = followed;
    if (verify === undefined || 'error' in state || isTrusted(state.resolved, verify, trusted)) return state;
    try {
      const { trust } = this.#means;
      if (trust === undefined) throw new RefitError('SourceUntrusted', 'This controller cannot check signatures.');
      const { resolved } = state;
      followed.trusted = await trust.verify({ ref, resolved, signatures: verify, after: trusted?.commit });
      return state;
    } catch (error) {
      return { error: toError(error) };
    }
  }

  #scheduleRetry(followed: Followed): void {
    followed.cancelRetry?.();
    followed.cancelRetry = undefined;
    // A look may come to its end when nobody follows any more.
    if (this.#refs.get(followed.key) !== followed) return;
    if (!followed.state || !('error' in followed.state)) {
      followed.failures = 0;
      return;
    }
    const wait = retryDelay(followed.failures, followed.state.error, this.#means.random);
    followed.failures += 1;
    followed.cancelRetry = this.#means.clock.after(wait, () => void this.#look(followed, 'hinted'));
  }

  #sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        cancel();
        this.#asleep.delete(wake);
        resolve();
      };
      const cancel = this.#means.clock.after(ms, wake);
      this.#asleep.add(wake);
    });
  }
}

function end(followed: Followed): void {
  followed.stop();
  followed.cancelRetry?.();
  followed.cancelHint?.();
  followed.cancelRetry = followed.cancelHint = undefined;
}
