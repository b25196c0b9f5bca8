import { RefitError, isReason } from '../core/errors.ts';
import type { Clock } from './clock.ts';
import {
  type LeasePort,
  type LeaseStep,
  type SeenLease,
  decideLease,
  microTime,
  releasedLease,
  seeLease,
} from './lease.ts';
import type { StoredLease } from './lease.ts';

export interface ElectorOptions {
  readonly lease: LeasePort;
  readonly identity: string;
  readonly clock: Clock;
  readonly timeOfDay: () => number;
  readonly leaseMs: number;
  /** Time limit of one request, in milliseconds. */
  readonly requestMs: number;
}

/** One who claims a Lease: remembers what it saw, and makes one try at a time. */
export class Elector {
  readonly #options: ElectorOptions;
  #seen: SeenLease | undefined;
  /** A write of ours may have arrived of which we heard nothing. */
  #mayHold = false;

  constructor(options: ElectorOptions) {
    this.#options = options;
  }

  /**
   * Renews or takes the Lease, if that is allowed. One who `leads` takes it from nobody: a Lease that names another, or
   * nobody, may have had another leader in between.
   * @returns when the write began, on the own clock; `Theirs`: another holds it, and may; `Failed`: another wrote first
   * @throws RefitError of the port; KubernetesUnavailable when a request took too long
   */
  async claim(leads: boolean): Promise<number | 'Theirs' | 'Failed'> {
    const { clock, identity, lease } = this.#options;
    // Most tries are this one request: ours, and nobody else wrote it.
    if (this.#seen?.lease.holder === identity && !this.#seen.gone) {
      const began = await this.#write(this.#decide());
      if (began !== undefined) return began;
    }
    this.#seen = seeLease(this.#seen, await this.#inTime(lease.read()), clock.now());
    if (leads && this.#seen && !this.#seen.gone && this.#seen.lease.holder !== identity) return 'Theirs';
    const step = this.#decide();
    if (step.kind === 'Wait') return 'Theirs';
    return (await this.#write(step)) ?? 'Failed';
  }

  /** Gives the Lease back if it is ours. @throws RefitError as `claim`, and Conflict when it was written meanwhile */
  async release(): Promise<void> {
    const { clock, identity, lease, timeOfDay } = this.#options;
    if (!this.#mayHold) return;
    const found = await this.#inTime(lease.read());
    this.#seen = seeLease(this.#seen, found, clock.now());
    if (found?.holder === identity)
      await this.#inTime(lease.replace(releasedLease(found, microTime(timeOfDay())), found.version));
    this.#mayHold = false;
  }

  #decide(): LeaseStep {
    const { identity, leaseMs, clock, timeOfDay } = this.#options;
    return decideLease(this.#seen, { identity, leaseMs, now: clock.now(), time: microTime(timeOfDay()) });
  }

  /** @returns when it began; undefined when another wrote first */
  async #write(step: LeaseStep): Promise<number | undefined> {
    if (step.kind === 'Wait') return undefined;
    const { clock, lease } = this.#options;
    const began = clock.now();
    this.#mayHold = true;
    try {
      const written = step.kind === 'Create' ? lease.create(step.lease) : lease.replace(step.lease, step.version);
      this.#seen = { lease: await this.#inTime<StoredLease>(written), at: clock.now(), gone: false };
      return began;
    } catch (thrown: unknown) {
      const refused = (['Conflict', 'AlreadyExists', 'NotFound'] as const).some((reason) => isReason(thrown, reason));
      if (refused) return undefined;
      throw thrown;
    }
  }

  /** What it settles with, unless that takes too long; it may still arrive at the server then. */
  async #inTime<T>(request: Promise<T>): Promise<T> {
    const { clock, requestMs } = this.#options;
    let cancel: () => void = () => undefined;
    const late = new Promise<never>((_, reject) => {
      const error = new RefitError('KubernetesUnavailable', `the Lease: no answer within ${requestMs} ms`);
      cancel = clock.after(requestMs, () => reject(error));
    });
    try {
      return await Promise.race([request, late]);
    } finally {
      cancel();
    }
  }
}
