/**
 * Releases whose objects the API server refuses, or that another's objects stand in the place of. Kept in memory: there may be
 * no object of ours to write it on. A controller that is started anew counts their time anew.
 */
import type { Refusal } from '../../core/refusals.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { ServingKey, ServingState } from '../serving.ts';
import { servingText } from './names.ts';
import type { Wanted } from './transition.ts';

/** A release that is refused, and what was said last. */
export interface Refused {
  readonly release: string;
  readonly again: string;
  readonly reason: string;
  readonly message: string;
  /** Milliseconds since the epoch; from then on it has failed. */
  readonly until: number;
}

export class RefusedReleases {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #known = new Map<string, Refused>();

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock;
  }

  /** @param deadlineMs how long it may be refused, from the first time on; one that is refused for good has no time */
  note(key: ServingKey, { release, again }: Wanted, { kind, error }: Refusal, deadlineMs: number): void {
    const now = this.#clock.now();
    const before = this.#known.get(servingText(key));
    const same = before?.release === release && before.again === again;
    const until = same ? before.until : now + deadlineMs;
    const { reason, message } = error;
    this.#known.set(servingText(key), { release, again, reason, message, until: kind === 'Final' ? now : until });
  }

  /** It is not refused any more, or not wanted. */
  forget(key: ServingKey): void {
    this.#known.delete(servingText(key));
  }

  /** The state of a stage, with its rollout as it is refused. What is live is not touched by that. */
  tell(key: ServingKey, state: ServingState | undefined): ServingState | undefined {
    const refused = this.#known.get(servingText(key));
    if (refused === undefined || state?.live === refused.release) return state;
    const { release, reason, message } = refused;
    const phase = this.#clock.now() >= refused.until ? 'Failed' : 'Progressing';
    const rollout = { release, phase, reason, message } as const;
    return state === undefined ? { rollout, restarts: 0, healthy: false, message } : { ...state, rollout };
  }
}
