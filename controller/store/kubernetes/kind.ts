import type { KubernetesClient, KubernetesObject, ResourceType } from '../../kubernetes/client.ts';
import { nameKey } from '../../kubernetes/client.ts';
import type { Informer } from '../../kubernetes/informer.ts';
import { isNewer } from '../../kubernetes/object-cache.ts';
import { openInformer } from '../../kubernetes/reflector.ts';
import type { ObjectKey, Store, StoredObject, WatchEvent } from '../store.ts';
import { pack, type Packed, toStored, unpack } from './packed.ts';

export interface KindOptions {
  readonly client: KubernetesClient;
  /** Left out: all namespaces. */
  readonly namespace?: string;
  readonly onError: (error: Error) => void;
}

/**
 * One kind, read from memory once somebody watches it, else from the server. What this process wrote is always seen:
 * the cache never holds less than the answer to an own write.
 */
export class StoredKind {
  readonly type: ResourceType;
  readonly #options: KindOptions;
  /** Keys whose cached version a write found to be stale, with that version: the server is asked until it is newer. */
  readonly #doubted = new Map<string, string | undefined>();
  readonly #callbacks = new Set<(event: WatchEvent) => void>();
  #informer: Informer<Packed> | undefined;
  #isSynced = false;

  constructor(type: ResourceType, options: KindOptions) {
    this.type = type;
    this.#options = options;
  }

  /** Whether it is not read from memory, or that is near the truth. */
  get healthy(): boolean {
    return this.#informer?.healthy ?? true;
  }

  /** Reads from memory from now on. */
  async start(): Promise<void> {
    await this.#started().synced;
  }

  /** Memory holds what the server had at the call, at least. Settles when it does. */
  async catchUp(): Promise<void> {
    await this.#informer?.relist();
  }

  /** What is in memory under this name. */
  cached(key: ObjectKey): Packed | undefined {
    return this.#informer?.get(nameKey(key));
  }

  async get<T extends StoredObject>(key: ObjectKey): Promise<T | undefined> {
    const cached = this.cached(key);
    if (cached !== undefined && !cached.isStripped && !this.#isDoubted(cached)) return unpack<T>(cached);
    return this.ask<T>(key);
  }

  /** From the server; memory takes it in. */
  async ask<T extends StoredObject>(key: ObjectKey): Promise<T | undefined> {
    const before = this.cached(key);
    const found = await this.#options.client.get(this.type, { namespace: key.namespace, name: key.name });
    if (found !== undefined) return this.took<T>(found);
    if (before !== undefined && this.cached(key) === before) this.#informer?.observe(before, true);
    return undefined;
  }

  async list<T extends StoredObject>(selection: NonNullable<Parameters<Store['list']>[1]>): Promise<T[]> {
    const { namespace, labels = {}, ownerUID } = selection;
    const wanted = (object: KubernetesObject): boolean =>
      (namespace === undefined || object.metadata.namespace === namespace) &&
      (ownerUID === undefined || isOwnedBy(object, ownerUID)) &&
      Object.entries(labels).every(([key, value]) => object.metadata.labels?.[key] === value);
    const found = this.#informer === undefined ? await this.#listServer(selection) : await this.#listMemory(ownerUID);
    return found
      .filter(wanted)
      .toSorted(byName)
      .map((object) => unpack<T>(object));
  }

  /** Takes in the answer to a write. @returns it, as the caller gets it */
  took<T extends StoredObject>(object: KubernetesObject): T {
    const { namespace } = this.#options;
    if (namespace === undefined || object.metadata.namespace === namespace) this.#informer?.observe(pack(object));
    return toStored<T>(object);
  }

  /** An own delete or the last finalizer took it. */
  lost(object: KubernetesObject): void {
    this.#informer?.observe(pack(object), true);
  }

  /** A write met another version than the cached one. */
  doubt(key: ObjectKey): void {
    const cached = this.cached(key);
    if (cached !== undefined) this.#doubted.set(nameKey(key), cached.metadata.resourceVersion);
  }

  watch(changed: (event: WatchEvent) => void): () => void {
    this.#started();
    this.#callbacks.add(changed);
    return () => this.#callbacks.delete(changed);
  }

  close(): void {
    this.#callbacks.clear();
    this.#informer?.close();
  }

  #isDoubted(cached: Packed): boolean {
    const key = nameKey(cached.metadata);
    if (!this.#doubted.has(key)) return false;
    const isStill = !isNewer(cached.metadata.resourceVersion, this.#doubted.get(key));
    if (!isStill) this.#doubted.delete(key);
    return isStill;
  }

  async #listMemory(ownerUID: string | undefined): Promise<Packed[]> {
    const informer = this.#started();
    await informer.synced;
    return [...(ownerUID === undefined ? informer.list() : informer.ownedBy(ownerUID, 'Any'))];
  }

  async #listServer(selection: NonNullable<Parameters<Store['list']>[1]>): Promise<Packed[]> {
    const namespace = selection.namespace ?? this.#options.namespace;
    const labels = Object.entries(selection.labels ?? {}).map(([key, value]) => `${key}=${value}`);
    const { items } = await this.#options.client.list(this.type, {
      ...(namespace === undefined ? {} : { namespace }),
      ...(labels.length === 0 ? {} : { labelSelector: labels.join(',') }),
    });
    return items.map((object) => pack(object, 'Whole'));
  }

  #started(): Informer<Packed> {
    if (this.#informer !== undefined) return this.#informer;
    const { client, namespace, onError } = this.#options;
    const informer = openInformer<Packed>(client, this.type, {
      ...(namespace === undefined ? {} : { namespace }),
      keep: (object) => pack(object),
      onError,
    });
    this.#informer = informer;
    informer.synced.then(
      () => (this.#isSynced = true),
      () => undefined,
    );
    informer.watch(({ type, object }) => this.#tell(type, object));
    return informer;
  }

  /** What the first list brings was there before. A turn later, so that no callback runs inside a write. */
  #tell(type: WatchEvent['type'], object: Packed): void {
    if (type === 'Deleted') this.#doubted.delete(nameKey(object.metadata));
    if (!this.#isSynced) return;
    const callbacks = [...this.#callbacks];
    queueMicrotask(() => {
      for (const callback of callbacks) if (this.#callbacks.has(callback)) this.#call(callback, type, object);
    });
  }

  #call(callback: (event: WatchEvent) => void, type: WatchEvent['type'], object: Packed): void {
    try {
      callback({ type, object: unpack(object) });
    } catch (error: unknown) {
      this.#options.onError(error instanceof Error ? error : new Error(String(error)));
    }
  }
}

function isOwnedBy({ metadata }: KubernetesObject, uid: string): boolean {
  return metadata.ownerReferences?.some((owner) => owner.uid === uid) === true;
}

function byName(one: KubernetesObject, other: KubernetesObject): number {
  const [a, b] = [nameKey(one.metadata), nameKey(other.metadata)];
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
