import { isReason, toError, RefitError } from '../core/errors.ts';
import { backoffDelay } from '../runtime/backoff.ts';
import { type Clock, type Random, systemClock } from '../runtime/clock.ts';
import type { KubernetesClient, KubernetesObject, ResourceType, WatchLine } from './client.ts';
import type { Informer, InformerEvent, InformerOptions } from './informer.ts';
import { nameKey } from './client.ts';
import { ObjectCache } from './object-cache.ts';
import { describeResource } from './resources.ts';
import { isMalformedLine } from './watch.ts';

export interface OpenInformerOptions<T extends KubernetesObject> extends InformerOptions<T> {
  /** Told each failure of a list or a watch, and what a callback threw. None of them ends the informer. */
  readonly onError: (error: Error) => void;
  readonly clock?: Clock;
  readonly random?: Random;
  /** Milliseconds after which everything is listed anew even if nothing failed; up to half as much again. Default 20 min. */
  readonly relistMs?: number;
}

const backoff = { base: 500, cap: 30_000 };
/** A watch that lasted so long, in milliseconds, was one. */
const steadyMs = 5_000;
/** Milliseconds without a list or watch that works, after which the cache is not near the truth. */
const unhealthyMs = 60_000;

/**
 * Opens an informer: list, then watch from there, for ever. A watch that fails resumes where it was; only when the server no
 * longer knows that version (410), or a line made no sense, everything is listed anew and what moved meanwhile is told.
 */
export function openInformer<T extends KubernetesObject>(
  client: Pick<KubernetesClient, 'list' | 'watch'>,
  type: ResourceType,
  options: OpenInformerOptions<T>,
): Informer<T> {
  return new Reflector(client, type, options);
}

/** All but what is of no use and takes half the memory: who owns which field. */
function withoutManagedFields<T extends KubernetesObject>(object: T): T {
  const { managedFields: _managedFields, ...metadata } = object.metadata as T['metadata'] & { managedFields?: unknown };
  return { ...object, metadata };
}

class Reflector<T extends KubernetesObject> implements Informer<T> {
  readonly synced: Promise<void>;
  readonly #client: Pick<KubernetesClient, 'list' | 'watch'>;
  readonly #type: ResourceType;
  readonly #options: OpenInformerOptions<T>;
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #keep: (object: T) => T;
  readonly #cache: ObjectCache<T>;
  readonly #callbacks = new Set<(event: InformerEvent<T>) => void>();
  readonly #events: InformerEvent<T>[] = [];
  readonly #end = new AbortController();
  readonly #first = Promise.withResolvers<void>();
  /** Those who wait for a list that begins after they asked. */
  #asking: PromiseWithResolvers<void>[] = [];
  /** Ends the watch or the wait that is under way. */
  #interrupt: () => void = () => undefined;
  #telling = false;
  #isSynced = false;
  #resourceVersion: string | undefined;
  #relistAt = 0;
  /** Lists or watches that failed, in a row. */
  #failures = 0;
  /** Lists that were of no use, in a row: the watch that followed could not begin there. */
  #vain = 0;
  #failingSince: number | undefined;

  constructor(client: Pick<KubernetesClient, 'list' | 'watch'>, type: ResourceType, options: OpenInformerOptions<T>) {
    this.#client = client;
    this.#type = type;
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#random = options.random ?? Math.random;
    this.#keep = options.keep ?? withoutManagedFields;
    this.#cache = new ObjectCache((event) => this.#tell(event));
    this.synced = this.#first.promise;
    // Nobody need wait for it.
    this.synced.catch(() => undefined);
    void this.#run();
  }

  get healthy(): boolean {
    const failing = this.#failingSince === undefined ? 0 : this.#clock.now() - this.#failingSince;
    return this.#isSynced && failing < unhealthyMs && !this.#end.signal.aborted;
  }

  relist(): Promise<void> {
    const asked = Promise.withResolvers<void>();
    if (this.#end.signal.aborted) asked.reject(this.#closed('it was listed anew'));
    else this.#asking.push(asked);
    this.#interrupt();
    return asked.promise;
  }

  get(key: string): T | undefined {
    return this.#cache.get(key);
  }

  list(): Iterable<T> {
    return this.#cache.list();
  }

  ownedBy(uid: string, role: 'Controller' | 'Any' = 'Controller'): Iterable<T> {
    return this.#cache.ownedBy(uid, role);
  }

  observe(object: T, deleted = false): void {
    if (this.#end.signal.aborted) return;
    if (deleted) this.#cache.bury(this.#keep(object));
    else this.#cache.observe(this.#keep(object));
  }

  watch(changed: (event: InformerEvent<T>) => void): () => void {
    for (const object of this.#cache.list()) this.#call(changed, { type: 'Added', object });
    this.#callbacks.add(changed);
    return () => this.#callbacks.delete(changed);
  }

  close(): void {
    this.#end.abort();
    this.#interrupt();
    this.#callbacks.clear();
    this.#first.reject(this.#closed('the first list'));
    for (const { reject } of this.#asking.splice(0)) reject(this.#closed('it was listed anew'));
  }

  #closed(before: string): RefitError {
    return new RefitError('KubernetesUnavailable', `${describeResource(this.#type)}: closed before ${before}`);
  }

  async #run(): Promise<void> {
    while (!this.#end.signal.aborted) {
      try {
        const isDue = this.#asking.length > 0 || this.#clock.now() >= this.#relistAt;
        if (isDue || this.#resourceVersion === undefined) await this.#list();
        else await this.#watchOn(this.#resourceVersion);
      } catch (error: unknown) {
        await this.#afterFailure(error);
      }
    }
  }

  async #list(): Promise<void> {
    const { namespace, labelSelector, fieldSelector, relistMs = 20 * 60_000 } = this.#options;
    const asking = [...this.#asking];
    const { items, resourceVersion } = await this.#client.list<T>(this.#type, {
      ...(namespace === undefined ? {} : { namespace }),
      ...(labelSelector === undefined ? {} : { labelSelector }),
      ...(fieldSelector === undefined ? {} : { fieldSelector }),
      keep: (object) => this.#known(object) ?? this.#keep(object),
    });
    if (this.#end.signal.aborted) return;
    this.#cache.replace(items, resourceVersion);
    this.#resourceVersion = resourceVersion;
    this.#relistAt = this.#clock.now() + relistMs * (1 + this.#random() / 2);
    this.#failures = 0;
    this.#isSynced = true;
    this.#first.resolve();
    this.#asking = this.#asking.filter((asked) => !asking.includes(asked));
    for (const { resolve } of asking) resolve();
  }

  /** What is cached of this very version: a list that finds nothing new then takes no memory beside the cache. */
  #known({ metadata }: T): T | undefined {
    const { uid, resourceVersion } = metadata;
    const known = this.#cache.get(nameKey(metadata));
    const isSame = known?.metadata.uid === uid && known?.metadata.resourceVersion === resourceVersion;
    return isSame && resourceVersion !== undefined ? known : undefined;
  }

  async #watchOn(resourceVersion: string): Promise<void> {
    const { namespace, labelSelector, fieldSelector } = this.#options;
    const begun = this.#clock.now();
    const end = this.#interruptible();
    const options = {
      ...(namespace === undefined ? {} : { namespace }),
      ...(labelSelector === undefined ? {} : { labelSelector }),
      ...(fieldSelector === undefined ? {} : { fieldSelector }),
      resourceVersion,
      signal: end,
      opened: () => (this.#failingSince = undefined),
    };
    let lines = 0;
    try {
      await this.#client.watch<T>(this.#type, options, (line) => {
        lines += 1;
        this.#take(line);
      });
    } catch (error: unknown) {
      if (!end.aborted) throw error;
    } finally {
      if (lines > 0 || this.#clock.now() - begun > steadyMs) this.#failures = this.#vain = 0;
    }
    if (end.aborted) return;
    // A server or proxy that accepts watches and ends them at once is one that fails.
    if (lines === 0 && this.#clock.now() - begun < 1_000) await this.#pause(this.#failures++);
  }

  #take(line: WatchLine<T>): void {
    const resourceVersion = line.type === 'BOOKMARK' ? line.resourceVersion : line.object.metadata.resourceVersion;
    this.#resourceVersion = resourceVersion ?? this.#resourceVersion;
    this.#cache.position = this.#resourceVersion;
    if (line.type === 'DELETED') this.#cache.delete(this.#keep(line.object));
    else if (line.type !== 'BOOKMARK') this.#cache.put(this.#keep(line.object));
  }

  async #afterFailure(error: unknown): Promise<void> {
    if (this.#end.signal.aborted) return;
    this.#failingSince ??= this.#clock.now();
    const expired = isReason(error, 'Expired');
    if (!expired) this.#report(error);
    if (!expired && !isMalformedLine(error)) return this.#pause(this.#failures++);
    this.#resourceVersion = undefined;
    const vain = this.#vain++;
    if (vain > 0 || !expired) await this.#pause(vain);
  }

  /** Waits, longer with each failure in a row; `close` and `relist` end it. */
  async #pause(failures: number): Promise<void> {
    const ms = backoffDelay(failures, { ...backoff, random: this.#random });
    const end = this.#interruptible();
    if (end.aborted) return;
    await new Promise<void>((resolve) => {
      const cancel = this.#clock.after(ms, resolve);
      end.addEventListener('abort', () => {
        cancel();
        resolve();
      });
    });
  }

  /** Aborts at the next `relist` or `close`. One at a time is under way. */
  #interruptible(): AbortSignal {
    const end = new AbortController();
    if (this.#end.signal.aborted) end.abort();
    this.#interrupt = () => end.abort();
    return end.signal;
  }

  /** One event after the other, also when a callback writes and so makes the next. */
  #tell(event: InformerEvent<T>): void {
    this.#events.push(event);
    if (this.#telling) return;
    this.#telling = true;
    for (let next = this.#events.shift(); next !== undefined; next = this.#events.shift()) {
      for (const callback of this.#callbacks) this.#call(callback, next);
    }
    this.#telling = false;
  }

  #call(callback: (event: InformerEvent<T>) => void, event: InformerEvent<T>): void {
    try {
      callback(event);
    } catch (error: unknown) {
      this.#report(error);
    }
  }

  #report(error: unknown): void {
    try {
      this.#options.onError(toError(error));
    } catch (thrown: unknown) {
      process.emitWarning(toError(thrown));
    }
  }
}
