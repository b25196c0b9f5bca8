import { isReason, toError } from '../../core/errors.ts';
import { sha256Hex } from '../../core/hash.ts';
import type { KubernetesClient, KubernetesObject } from '../../kubernetes/client.ts';
import { events as eventType } from '../../kubernetes/resources.ts';
import type { EventInput, ObjectKey, RecordedEvent } from '../store.ts';

/** Events that are remembered to be counted, and those that wait to be sent. */
const limit = 2_000;
/** Characters of a message. */
const messageLimit = 4_000;
/** Milliseconds that closing waits for what is not sent yet. */
const flushMs = 5_000;

export interface EventRecorderOptions {
  readonly client: KubernetesClient;
  /** The apiVersion of what events are about. */
  readonly apiVersion: string;
  readonly now: () => number;
  readonly onError: (error: Error) => void;
}

interface CoreEvent extends KubernetesObject {
  readonly involvedObject: {
    readonly kind?: string;
    readonly namespace?: string;
    readonly name?: string;
    readonly uid?: string;
  };
  readonly type?: string;
  readonly reason?: string;
  readonly message?: string;
  readonly count?: number | null;
  readonly firstTimestamp?: string | null;
  readonly lastTimestamp?: string | null;
  readonly eventTime?: string | null;
}

/**
 * Events as core/v1, what `kubectl describe` shows. They are for people: sent one after the other beside the work, and one
 * that cannot be sent (a namespace that goes, a server that is down) is told to `onError` and lost.
 */
export class EventRecorder {
  readonly #options: EventRecorderOptions;
  /** How often each was seen, by name; the oldest goes first. */
  readonly #counts = new Map<string, number>();
  #waiting = 0;
  #sent: Promise<void> = Promise.resolve();

  constructor(options: EventRecorderOptions) {
    this.#options = options;
  }

  record(event: EventInput): void {
    if (this.#waiting >= limit) {
      this.#options.onError(new Error(`an event is lost: ${limit} wait to be sent`));
      return;
    }
    this.#waiting += 1;
    const time = new Date(this.#options.now()).toISOString().replace(/\.\d+Z$/, 'Z');
    this.#sent = this.#sent.then(async () => {
      try {
        await this.#send(event, time);
      } catch (error: unknown) {
        this.#options.onError(toError(error));
      }
      this.#waiting -= 1;
    });
  }

  async list({ namespace, regarding }: { namespace?: string; regarding?: ObjectKey }): Promise<RecordedEvent[]> {
    const { client, apiVersion } = this.#options;
    const selectors = [`involvedObject.apiVersion=${apiVersion}`];
    if (regarding !== undefined) {
      selectors.push(`involvedObject.kind=${regarding.kind}`, `involvedObject.name=${regarding.name}`);
    }
    const within = regarding?.namespace ?? namespace;
    const { items } = await client.list<CoreEvent>(eventType, {
      ...(within === undefined ? {} : { namespace: within }),
      fieldSelector: selectors.join(','),
    });
    return items.map(toRecorded).toSorted((a, b) => (a.lastSeen < b.lastSeen ? -1 : Number(a.lastSeen > b.lastSeen)));
  }

  /** Waits for what is not sent yet, 5 s at most. */
  async close(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    await Promise.race([this.#sent, new Promise((resolve) => (timer = setTimeout(resolve, flushMs)))]);
    clearTimeout(timer);
  }

  async #send(event: EventInput, time: string): Promise<void> {
    const name = eventName(event);
    const { namespace } = event.regarding;
    const known = this.#counts.get(name);
    if (
      known === undefined ? await this.#create(name, event, time) : await this.#count(name, namespace, known + 1, time)
    ) {
      return;
    }
    // The other way round: it is there since before our start, or its hour is over and the server dropped it.
    if (known !== undefined) await this.#create(name, event, time);
    else await this.#count(name, namespace, 1 + (await this.#countAt(name, namespace)), time);
  }

  /** @returns false if it exists */
  async #create(name: string, event: EventInput, time: string): Promise<boolean> {
    const { regarding, type, reason, message } = event;
    const { kind, namespace, name: about, uid } = regarding;
    try {
      await this.#options.client.create(eventType, {
        apiVersion: 'v1',
        kind: 'Event',
        metadata: { name, namespace },
        involvedObject: { apiVersion: this.#options.apiVersion, kind, namespace, name: about, uid },
        type,
        reason,
        message: message.slice(0, messageLimit),
        count: 1,
        firstTimestamp: time,
        lastTimestamp: time,
        source: { component: 'refit-controller' },
      });
    } catch (error: unknown) {
      if (isReason(error, 'AlreadyExists')) return false;
      throw error;
    }
    this.#remember(name, 1);
    return true;
  }

  /** @returns false if there is none */
  async #count(name: string, namespace: string, count: number, time: string): Promise<boolean> {
    try {
      await this.#options.client.mergePatch(eventType, { namespace, name }, { count, lastTimestamp: time });
    } catch (error: unknown) {
      if (!isReason(error, 'NotFound')) throw error;
      this.#counts.delete(name);
      return false;
    }
    this.#remember(name, count);
    return true;
  }

  async #countAt(name: string, namespace: string): Promise<number> {
    const there = await this.#options.client.get<CoreEvent>(eventType, { namespace, name });
    return there?.count ?? 0;
  }

  #remember(name: string, count: number): void {
    this.#counts.delete(name);
    this.#counts.set(name, count);
    const [oldest] = this.#counts.keys();
    if (this.#counts.size > limit && oldest !== undefined) this.#counts.delete(oldest);
  }
}

/** The same for the same thing said of the same object, so that a restart counts on. */
function eventName({ regarding, type, reason, message }: EventInput): string {
  const hash = sha256Hex([regarding.uid, type, reason, message].join('\0')).slice('sha256:'.length);
  return `${regarding.name.slice(0, 200)}.${hash.slice(0, 20)}`;
}

function toRecorded(event: CoreEvent): RecordedEvent {
  const { involvedObject, metadata } = event;
  const created = metadata.creationTimestamp ?? '';
  const first = event.firstTimestamp ?? event.eventTime ?? created;
  return {
    regarding: {
      kind: involvedObject.kind ?? '',
      namespace: involvedObject.namespace ?? metadata.namespace ?? '',
      name: involvedObject.name ?? '',
      uid: involvedObject.uid ?? '',
    },
    type: event.type === 'Warning' ? 'Warning' : 'Normal',
    reason: event.reason ?? '',
    message: event.message ?? '',
    count: event.count ?? 1,
    firstSeen: first,
    lastSeen: event.lastTimestamp ?? first,
  };
}
