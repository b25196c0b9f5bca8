/** Ends what does not end by itself: a step beyond its time, a pod that cannot start, a pod that does not go. */
import { toError } from '../../core/errors.ts';
import type { KubernetesClient, KubernetesObject } from '../../kubernetes/client.ts';
import { events } from '../../kubernetes/resources.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Logger } from '../../runtime/log.ts';
import type { ExecutionJob } from './executions.ts';
import type { Reading } from './read-state.ts';
import { readable } from './trouble.ts';
import type { Bounds, Trouble } from './trouble.ts';
import { verdictOn } from './verdict.ts';
import type { Verdict } from './verdict.ts';

/** Kubernetes tells times in whole seconds: a step that began late in one is not ended early. */
const secondMs = 1000;
/** A pod that has not come by then is asked about; a pod mostly comes within 20 ms of its Job. */
const explainAfterMs = 3_000;
const explainAgainMs = 60_000;
const retryMs = 5_000;
const longestTimerMs = 2 ** 31 - 1;
/** Times a Job may replace a pod: who is disrupted more often waits for better times as a new attempt. */
const maxReplacements = 5;

export interface WatchdogOptions {
  readonly client: Pick<KubernetesClient, 'list'>;
  readonly clock: Clock;
  readonly log: Logger;
  readonly bounds: Bounds;
  /** Puts the verdict on the Job and ends its pods. */
  readonly order: (name: string, verdict: Verdict) => Promise<void>;
  /** Called when there is something to look at again. */
  readonly look: (name: string) => void;
}

interface Watched {
  /** Of the Job; another Job of the same name is watched anew. */
  readonly uid: string | undefined;
  reason?: string;
  since: number;
  /** What events said. */
  said: string;
  askedAt?: number;
  asking: boolean;
  ordering: boolean;
  abandoned: boolean;
  readonly replaced: Set<string>;
  cancel?: () => void;
}

interface Event extends KubernetesObject {
  readonly reason?: string;
  readonly message?: string;
  readonly type?: string;
  readonly lastTimestamp?: string | null;
  readonly eventTime?: string | null;
}

export class Watchdog {
  readonly #options: WatchdogOptions;
  readonly #watched = new Map<string, Watched>();

  constructor(options: WatchdogOptions) {
    this.#options = options;
  }

  /** Whether the pods of an execution that were told to go, and do not, count as gone. */
  hasAbandoned(job: ExecutionJob): boolean {
    return this.#of(job)?.abandoned ?? false;
  }

  /** What the cluster says of an execution that waits; '' if nothing. */
  said(job: ExecutionJob): string {
    return this.#of(job)?.said ?? '';
  }

  forget(name: string): void {
    this.#watched.get(name)?.cancel?.();
    this.#watched.delete(name);
  }

  close(): void {
    for (const name of this.#watched.keys()) this.forget(name);
  }

  /** Looks at what was read, and arranges for the next look. */
  look(job: ExecutionJob, reading: Reading): void {
    const watched = this.#of(job) ?? this.#begin(job);
    watched.cancel?.();
    delete watched.cancel;
    if (reading.kind === 'Ended') return;
    const { trouble } = reading;
    if (trouble?.reason !== watched.reason) {
      Object.assign(watched, {
        reason: trouble?.reason,
        since: this.#options.clock.now(),
        said: '',
        askedAt: undefined,
      });
    }
    const verdict = this.#overdue(job, reading, watched);
    if (verdict !== undefined) this.#end(job, watched, verdict);
    if (trouble?.events !== undefined) this.#explain(job, watched, trouble);
    this.#wake(job, reading, watched);
  }

  #of(job: ExecutionJob): Watched | undefined {
    const watched = this.#watched.get(job.execution.name);
    return watched?.uid === job.metadata.uid ? watched : undefined;
  }

  #begin(job: ExecutionJob): Watched {
    this.forget(job.execution.name);
    const begun: Watched = {
      uid: job.metadata.uid,
      since: this.#options.clock.now(),
      said: '',
      asking: false,
      ordering: false,
      abandoned: false,
      replaced: new Set(),
    };
    this.#watched.set(job.execution.name, begun);
    return begun;
  }

  /** Why it must end now; undefined if it need not. */
  #overdue(job: ExecutionJob, reading: Reading & { kind: 'Live' }, watched: Watched): Omit<Verdict, 'at'> | undefined {
    const now = this.#options.clock.now();
    const { timeoutMs } = job.execution;
    const times = reading.startedAt === undefined ? {} : { startedAt: reading.startedAt };
    const deadline = this.#deadline(job, reading);
    if (deadline !== undefined && now >= deadline) {
      return {
        phase: 'Failed',
        reason: 'Timeout',
        message: `the step ran longer than ${timeoutMs / 1000} s`,
        ...times,
      };
    }
    if (reading.disrupted !== undefined) watched.replaced.add(reading.disrupted);
    if (watched.replaced.size > maxReplacements && !isOrdered(job)) {
      const message = `its pod had to go ${watched.replaced.size} times; the last time: ${reading.message}`;
      return { phase: 'Infrastructure', reason: 'Disrupted', message, ...times };
    }
    const { trouble } = reading;
    if (trouble === undefined || now < watched.since + this.#bound(trouble)) return undefined;
    const message = trouble.message === '' ? watched.said : trouble.message;
    const waited = trouble.bound === 'Now' ? '' : ` (for ${Math.round((now - watched.since) / 60_000)} minutes)`;
    return {
      phase: trouble.phase,
      reason: trouble.reason,
      message: `${message === '' ? 'its pod does not start, and the cluster does not say why' : message}${waited}`,
      ...times,
    };
  }

  #deadline(job: ExecutionJob, reading: Reading & { kind: 'Live' }): number | undefined {
    if (reading.phase !== 'Running' || reading.startedAt === undefined || isOrdered(job)) return undefined;
    return Date.parse(reading.startedAt) + job.execution.timeoutMs + secondMs;
  }

  #bound(trouble: Trouble): number {
    return trouble.bound === 'Now' ? 0 : this.#options.bounds[trouble.bound];
  }

  #end(job: ExecutionJob, watched: Watched, verdict: Omit<Verdict, 'at'>): void {
    const { name } = job.execution;
    if (watched.abandoned) return;
    if (isOrdered(job) && watched.reason === 'PodTerminating') {
      watched.abandoned = true;
      queueMicrotask(() => this.#options.look(name));
      return;
    }
    if (isOrdered(job) || watched.ordering) return;
    watched.ordering = true;
    const at = new Date(this.#options.clock.now()).toISOString();
    const ordered = this.#options.order(name, { ...verdict, at }).catch((error: unknown) => {
      this.#options.log.warn('execution could not be ended', { execution: name, error: toError(error).message });
      watched.ordering = false;
    });
    void ordered;
  }

  /** Asks for events, which no status repeats: now and then, only while there is trouble. */
  #explain(job: ExecutionJob, watched: Watched, trouble: Trouble): void {
    const now = this.#options.clock.now();
    const due = watched.askedAt === undefined ? watched.since + explainAfterMs : watched.askedAt + explainAgainMs;
    if (watched.asking || now < due || trouble.events === undefined) return;
    Object.assign(watched, { asking: true, askedAt: now });
    const asked = this.#eventOf(job, trouble.events)
      .then((message) => {
        if (message === watched.said) return;
        watched.said = message;
        this.#options.look(job.execution.name);
      })
      .catch((error: unknown) => {
        this.#options.log.warn('events could not be read', {
          execution: job.execution.name,
          error: toError(error).message,
        });
      })
      .finally(() => {
        watched.asking = false;
      });
    void asked;
  }

  async #eventOf(job: ExecutionJob, about: NonNullable<Trouble['events']>): Promise<string> {
    const { namespace } = job.execution.key;
    const fieldSelector = `involvedObject.uid=${about.uid},type=Warning`;
    const { items } = await this.#options.client.list<Event>(events, { namespace, fieldSelector });
    const time = (event: Event): string =>
      event.lastTimestamp ?? event.eventTime ?? event.metadata.creationTimestamp ?? '';
    const last = items.toSorted((a, b) => (time(a) < time(b) ? 1 : -1))[0];
    return last === undefined ? '' : `${last.reason ?? 'Warning'}: ${readable(last.message)}`;
  }

  /** One timer per execution, to the next moment at which time alone changes something. */
  #wake(job: ExecutionJob, reading: Reading & { kind: 'Live' }, watched: Watched): void {
    const now = this.#options.clock.now();
    const { trouble } = reading;
    const moments = [
      this.#deadline(job, reading),
      // Its pods may not have been told yet: the API server was away at that moment.
      isOrdered(job) ? now + retryMs : undefined,
      trouble === undefined ? undefined : watched.since + this.#bound(trouble),
      trouble?.events === undefined
        ? undefined
        : watched.askedAt === undefined
          ? watched.since + explainAfterMs
          : watched.askedAt + explainAgainMs,
    ].filter((moment) => moment !== undefined);
    const next = Math.min(...moments);
    if (next === Infinity) return;
    // What is due already and is not done yet (an API server that is away) is tried again.
    const wait = next > now ? Math.min(next - now, longestTimerMs) : retryMs;
    watched.cancel = this.#options.clock.after(wait, () => this.#options.look(job.execution.name));
  }
}

/** Whether its end was ordered already: what is left is to see its pods go. */
function isOrdered(job: ExecutionJob): boolean {
  return verdictOn(job) !== undefined;
}
