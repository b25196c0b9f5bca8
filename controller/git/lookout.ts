import { RefitError, isReason } from '../core/errors.ts';
import type { Clock, Random } from '../runtime/clock.ts';
import type { ResolvedRef } from './git.ts';

/**
 * What a lookout needs: how to ask, and for a local repository, how to be told. A key is anything that names what is asked
 * for, nothing the default branch.
 */
export interface LookoutMeans {
  /** Asks the repository now. */
  readonly ask: (key: string | undefined) => Promise<ResolvedRef>;
  /** Calls `hint` when refs may have moved; @returns its end. Absent where only asking can tell. */
  readonly listen?: (hint: () => void) => () => void;
  readonly clock: Clock;
  readonly random: Random;
}

interface Seen {
  readonly look: number;
  readonly outcome: string;
  /** No answer came. */
  readonly failed: boolean;
  readonly at: number;
}

interface Listener {
  readonly key: string | undefined;
  readonly intervalMs: number;
  readonly changed: () => void;
}

const debounceMs = 5;
const shareMs = 1000;
/** Milliseconds after which a look that failed is repeated when nobody has asked meanwhile. */
const failedMs = 15 * 60_000;

/**
 * Looks at the refs of one repository for all who use it. Questions at the same moment share one look. What is watched
 * it looks at by itself, and tells its listeners only when it has moved (or began or ceased to be readable), so that a
 * quiet repository costs one poll an interval for each ref that is followed and nothing else. What a look of its own
 * found moved is the answer to all who ask within the next second.
 *
 * After a look that got no answer it leaves the next one to those who were told, for they know how long to wait: by
 * itself it looks again only after a quarter of an hour. That a ref is not there is an answer.
 */
export class Lookout {
  readonly #means: LookoutMeans;
  readonly #seen = new Map<string, Seen>();
  readonly #looking = new Map<string, Promise<ResolvedRef>>();
  readonly #fresh = new Map<string, { readonly until: number; readonly found: Promise<ResolvedRef> }>();
  readonly #listeners = new Set<Listener>();
  /** What is watched, and by how many. */
  readonly #watched = new Map<string, number>();
  #looks = 0;
  #deaf: (() => void) | undefined;
  #timer: { readonly due: number; readonly cancel: () => void } | undefined;
  #hinted: (() => void) | undefined;
  #round: Promise<void> | undefined;
  #roundAgain = false;

  constructor(means: LookoutMeans) {
    this.#means = means;
  }

  /**
   * @param anew what a look of a moment ago found is no answer, nor what one that has begun will find
   * @throws RefitError as `Git.resolve`
   */
  async resolve(branch: string | undefined, anew = false): Promise<ResolvedRef> {
    const key = branch ?? '';
    const fresh = this.#fresh.get(key);
    if (!anew && fresh !== undefined && fresh.until > this.#means.clock.now()) return fresh.found;
    if (anew) await this.#looking.get(key)?.catch(() => undefined);
    this.#fresh.delete(key);
    return this.#look(key, true);
  }

  /**
   * @param key what is watched, as `ask` has it (`''` the default branch); undefined: what no ref tells, which is told of at
   * every look around
   */
  watch(key: string | undefined, intervalMs: number, changed: () => void): () => void {
    const listener = { key, intervalMs, changed };
    this.#listeners.add(listener);
    if (key !== undefined) this.#watched.set(key, 1 + (this.#watched.get(key) ?? 0));
    this.#deaf ??= this.#means.listen?.(() => this.#hint());
    this.#schedule();
    return () => {
      if (!this.#listeners.delete(listener)) return;
      if (key !== undefined) this.#leave(key);
      if (this.#listeners.size === 0) this.close();
    };
  }

  /** Whether anybody watches. */
  get isWatched(): boolean {
    return this.#listeners.size > 0;
  }

  close(): void {
    for (const known of [this.#listeners, this.#watched, this.#seen, this.#fresh]) known.clear();
    for (const end of [this.#deaf, this.#timer?.cancel, this.#hinted]) end?.();
    this.#timer = undefined;
    this.#deaf = this.#hinted = undefined;
  }

  #leave(key: string): void {
    const others = (this.#watched.get(key) ?? 0) - 1;
    if (others > 0) {
      this.#watched.set(key, others);
      return;
    }
    for (const known of [this.#watched, this.#seen, this.#fresh]) known.delete(key);
  }

  #look(key: string, tell: boolean): Promise<ResolvedRef> {
    const running = this.#looking.get(key);
    if (running) return running;
    const look = ++this.#looks;
    const asked = this.#means.ask(key === '' ? undefined : key).finally(() => this.#looking.delete(key));
    this.#looking.set(key, asked);
    const observe = (outcome: string, failed: boolean): void => {
      const at = this.#means.clock.now();
      if (!this.#observe(key, { look, outcome, failed, at }) || !tell) return;
      if (!failed) this.#share([{ key, found: asked }]);
      this.#tell(new Set([key]));
    };
    asked.then(
      ({ branch, commit, tagObject = '' }) => observe(`${branch} ${commit} ${tagObject}`, false),
      (error: unknown) =>
        observe(error instanceof RefitError ? error.reason : 'error', !isReason(error, 'RefNotFound')),
    );
    return asked;
  }

  /** @returns whether this look saw something else than the last; a look that began before the last does not count */
  #observe(key: string, seen: Seen): boolean {
    const last = this.#seen.get(key);
    if (!this.#watched.has(key) || (last !== undefined && last.look > seen.look)) return false;
    this.#seen.set(key, seen);
    return last !== undefined && last.outcome !== seen.outcome;
  }

  #tell(keys: ReadonlySet<string | undefined>): void {
    for (const { key, changed } of this.#listeners) if (keys.has(key)) changed();
  }

  /** Sets the next look by itself. One that is due earlier stays: those who come and go must not put it off for ever. */
  #schedule(): void {
    const { clock, random } = this.#means;
    const interval = Math.min(...[...this.#listeners].map(({ intervalMs }) => intervalMs));
    const wait = interval * (0.8 + 0.4 * random());
    const due = clock.now() + wait;
    if (this.#timer !== undefined && this.#timer.due <= due) return;
    this.#timer?.cancel();
    const cancel = clock.after(wait, () => {
      this.#timer = undefined;
      this.#schedule();
      void this.#lookAround();
    });
    this.#timer = { due, cancel };
  }

  #hint(): void {
    this.#hinted ??= this.#means.clock.after(debounceMs, () => {
      this.#hinted = undefined;
      void this.#lookAround();
    });
  }

  /** Files of this machine are looked at whenever they change. */
  #isDue(key: string): boolean {
    const seen = this.#seen.get(key);
    if (this.#means.listen !== undefined || seen?.failed !== true) return true;
    return this.#means.clock.now() - seen.at >= failedMs;
  }

  /** One round over the known branches; what comes meanwhile is one more round. */
  #lookAround(): Promise<void> {
    this.#roundAgain = this.#round !== undefined;
    this.#round ??= this.#lookAtAll().finally(() => {
      this.#round = undefined;
      if (this.#roundAgain && this.#listeners.size > 0) void this.#lookAround();
    });
    return this.#round;
  }

  async #lookAtAll(): Promise<void> {
    this.#tell(new Set([undefined]));
    // A look that is under way may have begun before what brought us here; what it finds moved it tells itself.
    await Promise.allSettled(this.#looking.values());
    const keys = [...this.#watched.keys()];
    const before = new Map(keys.map((key) => [key, this.#seen.get(key)?.outcome]));
    const looks = keys.filter((key) => this.#isDue(key)).map((key) => ({ key, found: this.#look(key, false) }));
    await Promise.allSettled(looks.map(({ found }) => found));
    const moved = looks.filter(({ key }) => this.#watched.has(key) && this.#seen.get(key)?.outcome !== before.get(key));
    this.#share(moved);
    this.#tell(new Set(moved.map(({ key }) => key)));
  }

  /** What was just found is the answer to those who are told that something moved. On this machine asking is as cheap. */
  #share(looks: readonly { readonly key: string; readonly found: Promise<ResolvedRef> }[]): void {
    if (this.#means.listen !== undefined) return;
    const until = this.#means.clock.now() + shareMs;
    for (const { key, found } of looks) this.#fresh.set(key, { until, found });
  }
}
