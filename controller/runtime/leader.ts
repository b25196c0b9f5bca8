import { isReason, toError } from '../core/errors.ts';
import { type Clock, type Random, monotonicClock } from './clock.ts';
import { Elector, type ElectorOptions } from './elector.ts';
import type { LeasePort } from './lease.ts';

/** Milliseconds; client-go's defaults. A duration much longer than the deadline is what clock rates may differ by. */
export interface LeaderTiming {
  /** How long others wait for a renewal before they take the Lease. Whole seconds. Default 15 s. */
  readonly leaseMs?: number;
  /** How long a leader leads on after it began its last renewal that went well. Default 10 s. */
  readonly renewMs?: number;
  /** Between two tries. Default 2 s. */
  readonly retryMs?: number;
}

/** The right to act as leader. */
export interface Leadership {
  /** Aborts the moment leading ends, however it ends. */
  readonly signal: AbortSignal;
  /** Whether it leads at this moment, by the clock: true to itself even when timers are late (a stopped process). */
  holds(): boolean;
}

export interface LeaderElectionOptions {
  readonly lease: LeasePort;
  /** Of this process alone: a pod's name does for a person, and a random part for the rest. */
  readonly identity: string;
  readonly timing?: LeaderTiming;
  /** Default `monotonicClock`: a clock that is set must not end or prolong a lead. */
  readonly clock?: Clock;
  /** Milliseconds since the epoch, for the times that people read. */
  readonly timeOfDay?: () => number;
  readonly random?: Random;
  /** Leading begins. */
  onStarted(leadership: Leadership): void;
  /**
   * Leading is to end: `Ended`, because `signal` aborted: the Lease is kept until this settles, then given back; `Lost`:
   * it has ended already, and this is not waited for.
   */
  onStopped(why: 'Ended' | 'Lost'): void | Promise<void>;
  /** Told what a try threw. The next one comes by itself. */
  onError(error: Error): void;
  /** Called at the end of every try: signs of life for the watchdog. */
  onTry?(): void;
  /** Ends the election. */
  readonly signal: AbortSignal;
}

/**
 * Waits for the Lease, leads while it can be renewed. `Lost`: it could not be, and another may lead; a process then ends.
 * `Ended`: as `signal` asked. Never throws.
 */
export async function runLeaderElection(options: LeaderElectionOptions): Promise<'Ended' | 'Lost'> {
  const election = new Election(options);
  await election.acquire();
  return election.lead();
}

function checkedTiming({ leaseMs = 15_000, renewMs = 10_000, retryMs = 2_000 }: LeaderTiming): Required<LeaderTiming> {
  if (!(leaseMs > renewMs && renewMs > retryMs * 1.2 && retryMs > 0 && leaseMs % 1000 === 0)) {
    throw new RangeError(
      `leader election: found lease ${leaseMs} ms, renew ${renewMs} ms, retry ${retryMs} ms; allowed are whole seconds > renew > 1.2 retry > 0`,
    );
  }
  return { leaseMs, renewMs, retryMs };
}

/** Tries at the end to give the Lease back. */
const releaseTries = 3;

class Election {
  readonly #options: LeaderElectionOptions;
  readonly #timing: Required<LeaderTiming>;
  readonly #clock: Clock;
  readonly #elector: Elector;
  readonly #leader = new AbortController();
  /** Until when it may lead, on the own clock. */
  #until = -Infinity;
  #cancelDeadline: () => void = () => undefined;

  constructor(options: LeaderElectionOptions) {
    this.#options = options;
    this.#timing = checkedTiming(options.timing ?? {});
    this.#clock = options.clock ?? monotonicClock;
    const { lease, identity, timeOfDay = Date.now } = options;
    const means: ElectorOptions = {
      lease,
      identity,
      timeOfDay,
      clock: this.#clock,
      leaseMs: this.#timing.leaseMs,
      requestMs: this.#timing.renewMs * 0.4,
    };
    this.#elector = new Elector(means);
  }

  /** Settles when it leads, or when the election shall end. */
  async acquire(): Promise<void> {
    const { signal, random = Math.random } = this.#options;
    while (!signal.aborted) {
      const began = await this.#try(false);
      if (typeof began === 'number') this.#until = began + this.#timing.renewMs;
      if (this.#holds()) return;
      // Jittered as in client-go: those who wait must not all ask at once.
      await this.#sleep(this.#timing.retryMs * (1 + 1.2 * random()), signal);
    }
  }

  /** Leads until the Lease is lost or the election shall end; at once over if it was not acquired. */
  async lead(): Promise<'Ended' | 'Lost'> {
    const { signal } = this.#options;
    if (signal.aborted) {
      await this.#release();
      return 'Ended';
    }
    const lost = new Promise<void>((resolve) => {
      this.#leader.signal.addEventListener('abort', () => resolve(), { once: true });
    });
    const renewing = new AbortController();
    this.#armDeadline();
    const leadership: Leadership = { signal: this.#leader.signal, holds: () => this.#holds() };
    void this.#tell(() => this.#options.onStarted(leadership));
    const renewed = this.#renew(renewing.signal);
    const asked = aborted(signal);
    await Promise.race([lost, asked.promise]);
    asked.forget();
    if (!this.#leader.signal.aborted) await Promise.race([lost, this.#tell(() => this.#options.onStopped('Ended'))]);
    else void this.#tell(() => this.#options.onStopped('Lost'));
    const why = this.#leader.signal.aborted ? 'Lost' : 'Ended';
    this.#stop('the election ends');
    renewing.abort();
    if (why === 'Lost') return why;
    await renewed;
    await this.#release();
    return why;
  }

  #holds(): boolean {
    return !this.#leader.signal.aborted && this.#clock.now() < this.#until;
  }

  #stop(why: string): void {
    this.#cancelDeadline();
    this.#until = -Infinity;
    this.#leader.abort(new Error(why));
  }

  #armDeadline(): void {
    this.#cancelDeadline();
    const wait = Math.max(this.#until - this.#clock.now(), 0);
    this.#cancelDeadline = this.#clock.after(wait, () => this.#stop('the Lease could not be renewed in time'));
  }

  async #renew(end: AbortSignal): Promise<void> {
    for (;;) {
      await this.#sleep(this.#timing.retryMs, end);
      if (end.aborted) return;
      const began = await this.#try(true);
      if (this.#leader.signal.aborted) return;
      if (began === 'Theirs') {
        this.#stop('another holds the Lease');
        return;
      }
      // Counted from before the request: others saw the renewal no earlier. What came too late does not count.
      if (typeof began === 'number' && this.#holds()) {
        this.#until = Math.max(this.#until, began + this.#timing.renewMs);
        this.#armDeadline();
      }
    }
  }

  /** One try. @returns when the write that went well began; why there was none otherwise */
  async #try(leads: boolean): Promise<number | 'Theirs' | 'Failed'> {
    try {
      return await this.#elector.claim(leads);
    } catch (thrown: unknown) {
      this.#options.onError(toError(thrown));
      return 'Failed';
    } finally {
      this.#options.onTry?.();
    }
  }

  async #release(): Promise<void> {
    for (let left = releaseTries; left > 0; left -= 1) {
      try {
        await this.#elector.release();
        return;
      } catch (thrown: unknown) {
        // A renewal that was thought lost came before it: one more look tells.
        if (!isReason(thrown, 'Conflict') || left === 1) {
          this.#options.onError(toError(thrown));
          return;
        }
      }
    }
  }

  /** Runs a callback of the owner's: what it throws is told, and ends nothing here. */
  async #tell(call: () => void | Promise<void>): Promise<void> {
    try {
      await call();
    } catch (thrown: unknown) {
      this.#options.onError(toError(thrown));
    }
  }

  async #sleep(ms: number, end: AbortSignal): Promise<void> {
    const ended = aborted(end);
    let cancel: () => void = () => undefined;
    await Promise.race([ended.promise, new Promise<void>((resolve) => (cancel = this.#clock.after(ms, resolve)))]);
    cancel();
    ended.forget();
  }
}

/** A promise of the abort; `forget` takes its listener off. */
function aborted(signal: AbortSignal): { readonly promise: Promise<void>; forget(): void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((settle) => (resolve = settle));
  if (signal.aborted) resolve();
  else signal.addEventListener('abort', resolve, { once: true });
  return { promise, forget: () => signal.removeEventListener('abort', resolve) };
}
