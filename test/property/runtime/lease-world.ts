import { RefitError } from '../../../controller/core/errors.ts';
import type { Clock } from '../../../controller/runtime/clock.ts';
import type { Lease, LeasePort, StoredLease } from '../../../controller/runtime/lease.ts';
import { settle } from '../../support/fake-clock.ts';

/** What happens to one request. Milliseconds of true time. */
export interface Fate {
  /** Until it reaches the server. */
  readonly there: number;
  /** Until the answer is back. */
  readonly back: number;
  /** Lost: never carried out, no answer. Unheard: carried out, no answer. Failed: an error instead. */
  readonly end: 'Well' | 'Lost' | 'Unheard' | 'Failed';
}

interface Happening {
  readonly at: number;
  readonly order: number;
  readonly happen: () => void;
}

/** A machine: its clock goes at its own rate, and it may stand still. */
export interface Machine {
  readonly clock: Clock;
  readonly lease: LeasePort;
}

/** True time, machines with clocks of their own, and one Lease on a server between them. */
export class LeaseWorld {
  now = 0;
  /** How often the Lease was written, and how many requests there were. */
  writes = 0;
  requests = 0;
  #lease: StoredLease | undefined;
  #version = 0;
  readonly #happenings = new Set<Happening>();
  #order = 0;

  get lease(): StoredLease | undefined {
    return this.#lease;
  }

  /** As `kubectl delete lease` does. */
  deleteLease(): void {
    this.#lease = undefined;
  }

  /** As `kubectl edit lease` does. */
  edit(change: Partial<Lease>): void {
    if (this.#lease) this.#write({ ...this.#lease, ...change });
  }

  /**
   * @param rate local milliseconds per true one
   * @param fateOf of each of its requests
   * @param standsStill from, to, in true time: whatever comes due between is done at the end
   */
  machine(rate: number, offset: number, standsStill: readonly [number, number], fateOf: () => Fate): Machine {
    const [from, to] = standsStill;
    const awake = (at: number): number => (at >= from && at < to ? to : at);
    const clock: Clock = {
      now: () => offset + this.now * rate,
      after: (ms, callback) => this.at(awake(this.now + Math.max(ms, 0) / rate), callback),
    };
    const ask = <T>(carryOut: () => T): Promise<T> =>
      new Promise((resolve, reject) => {
        this.requests += 1;
        const { there, back, end } = fateOf();
        if (end === 'Lost') return;
        this.at(this.now + there, () => {
          let answer = (): void => reject(new RefitError('KubernetesUnavailable', 'as the test wants it'));
          if (end !== 'Failed') answer = answerOf(carryOut, resolve, reject);
          if (end !== 'Unheard') this.at(awake(this.now + back), answer);
        });
      });
    return {
      clock,
      lease: {
        read: () => ask(() => this.#lease),
        create: (lease) =>
          ask(() => {
            if (this.#lease) throw new RefitError('AlreadyExists', 'it exists');
            return this.#write(lease);
          }),
        replace: (lease, version) =>
          ask(() => {
            if (!this.#lease) throw new RefitError('NotFound', 'it does not exist');
            if (this.#lease.version !== version) throw new RefitError('Conflict', 'another version');
            return this.#write(lease);
          }),
      },
    };
  }

  /** @returns its cancellation */
  at(at: number, happen: () => void): () => void {
    const happening = { at, order: (this.#order += 1), happen };
    this.#happenings.add(happening);
    return () => this.#happenings.delete(happening);
  }

  /** Lets time pass; `look` is called after everything that happens. */
  async run(until: number, look: () => void): Promise<void> {
    await settle();
    for (let next = this.#next(until); next !== undefined; next = this.#next(until)) {
      this.#happenings.delete(next);
      this.now = Math.max(this.now, next.at);
      next.happen();
      // All of one moment, before anybody looks.
      const more = this.#next(this.now);
      if (more !== undefined) continue;
      await settle();
      if (this.#next(this.now) === undefined) look();
    }
    this.now = until;
  }

  #next(until: number): Happening | undefined {
    let found: Happening | undefined;
    for (const candidate of this.#happenings) {
      if (candidate.at > until) continue;
      if (!found || candidate.at < found.at || (candidate.at === found.at && candidate.order < found.order))
        found = candidate;
    }
    return found;
  }

  #write(lease: Lease): StoredLease {
    this.#version += 1;
    this.writes += 1;
    this.#lease = { ...lease, version: String(this.#version) };
    return this.#lease;
  }
}

/** Carries out now, tells later. */
function answerOf<T>(carryOut: () => T, resolve: (value: T) => void, reject: (error: unknown) => void): () => void {
  try {
    const value = carryOut();
    return () => resolve(value);
  } catch (error: unknown) {
    return () => reject(error);
  }
}
