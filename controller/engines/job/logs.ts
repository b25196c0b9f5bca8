/** What the user's container printed: read from the node, within the same bounds as locally, secret values taken out. */
import { toError } from '../../core/errors.ts';
import type { KubernetesClient, ResourceName } from '../../kubernetes/client.ts';
import { apiStatusOf } from '../../kubernetes/errors.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Logger } from '../../runtime/log.ts';
import type { VersionedSecrets } from '../../secrets/secrets.ts';
import { headLimit, Tail } from '../process/bounded-log.ts';
import { createRedactor } from '../process/redactor.ts';
import type { ExecutionFacts } from './facts.ts';
import { KnownSecrets } from './known-secrets.ts';
import { containers } from './names.ts';

/** A pod that goes has its grace period, 30 s unless its cluster says otherwise. Milliseconds. */
const goingMs = 90_000;

export interface LogsOptions {
  readonly client: Pick<KubernetesClient, 'podLog'>;
  readonly secrets: VersionedSecrets;
  readonly clock: Clock;
  readonly log: Logger;
}

export class Logs {
  readonly #options: LogsOptions;
  /** What must not be in any log. */
  readonly secrets: KnownSecrets;
  /** Logs of pods that were told to go: afterwards there is no pod to ask. */
  readonly #kept = new Map<string, Promise<Buffer>>();

  constructor(options: LogsOptions) {
    this.#options = options;
    this.secrets = new KnownSecrets(options.secrets, options.log);
  }

  forget(name: string): void {
    this.secrets.forget(name);
    this.#kept.delete(name);
  }

  /** Begins to read the log of a pod that goes, to its end. Once per execution. */
  capture(facts: ExecutionFacts, pod: string): void {
    if (this.#kept.has(facts.name)) return;
    const abort = new AbortController();
    const stop = this.#options.clock.after(goingMs, () => abort.abort());
    const collected = this.#collect(facts, pod, { follow: true, signal: abort.signal }).finally(stop);
    this.#kept.set(facts.name, collected);
    // What broke is read anew by who asks next: an error that was kept would let the execution never end.
    collected.catch(() => this.#kept.get(facts.name) === collected && this.#kept.delete(facts.name));
  }

  /** The whole bounded log of what has ended; read once. */
  whole(facts: ExecutionFacts, pod: string | undefined): Promise<Buffer> {
    const known = this.#kept.get(facts.name);
    if (known !== undefined) return known;
    if (pod === undefined) return Promise.resolve(Buffer.alloc(0));
    const reading = this.#collect(facts, pod, { follow: false });
    this.#kept.set(facts.name, reading);
    reading.catch(() => this.#kept.delete(facts.name));
    return reading;
  }

  /** The bounded log so far. */
  soFar(facts: ExecutionFacts, pod: string | undefined): Promise<Buffer> {
    return pod === undefined ? Promise.resolve(Buffer.alloc(0)) : this.#collect(facts, pod, { follow: false });
  }

  /** What was read of an execution that is no longer there. */
  async kept(name: string): Promise<Buffer | undefined> {
    return this.#kept.get(name);
  }

  /** The log so far, not bounded; with `follow` as it grows, until the container ends. */
  async *stream(
    facts: ExecutionFacts,
    pod: string,
    options: { readonly follow: boolean; readonly signal?: AbortSignal },
  ): AsyncGenerator<Buffer> {
    const values = await this.secrets.valuesOf(facts);
    if (typeof values === 'string') {
      yield Buffer.from(values);
      return;
    }
    const redactor = createRedactor(values);
    const place: ResourceName = { namespace: facts.key.namespace, name: pod };
    for await (const chunk of this.#options.client.podLog(place, { container: containers.step, ...options })) {
      const shown = redactor.push(chunk);
      if (shown.length > 0) yield shown;
    }
    const rest = redactor.end();
    if (rest.length > 0) yield rest;
  }

  async #collect(
    facts: ExecutionFacts,
    pod: string,
    options: { readonly follow: boolean; readonly signal?: AbortSignal },
  ): Promise<Buffer> {
    const log = new BoundedText();
    try {
      for await (const chunk of this.stream(facts, pod, options)) log.push(chunk);
    } catch (error: unknown) {
      // An API server that is away is asked again; a node or pod that is, never says more.
      const answered = apiStatusOf(error) !== undefined || options.signal?.aborted === true;
      if (!answered) throw error;
      log.push(Buffer.from(`\n[refit: the log could not be read to its end: ${toError(error).message}]\n`));
    }
    return log.bytes();
  }
}

/** The first MiB and the last 3 MiB of what is pushed. */
class BoundedText {
  readonly #head: Buffer[] = [];
  readonly #tail = new Tail();
  #total = 0;

  push(chunk: Buffer): void {
    const toHead = chunk.subarray(0, Math.max(0, headLimit - this.#total));
    if (toHead.length > 0) this.#head.push(Buffer.from(toHead));
    if (toHead.length < chunk.length) this.#tail.push(chunk.subarray(toHead.length));
    this.#total += chunk.length;
  }

  bytes(): Buffer {
    const tail = this.#tail.bytes();
    const dropped = this.#total - tail.length - Math.min(this.#total, headLimit);
    const gap = dropped > 0 ? [Buffer.from(`\n[refit: ${dropped} bytes of the log were dropped here]\n`)] : [];
    return Buffer.concat([...this.#head, ...gap, tail]);
  }
}
