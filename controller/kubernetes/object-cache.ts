import type { KubernetesObject } from './client.ts';
import { nameKey } from './client.ts';
import type { InformerEvent } from './informer.ts';

const wholeNumber = /^[1-9]\d*$/;

/**
 * Whether version `a` is newer than `b`: larger numbers are newer within one kind (KEP-5504). Of a server that does not
 * count, what came last is newer.
 */
export function isNewer(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined || !wholeNumber.test(a) || !wholeNumber.test(b)) return a !== b;
  return a.length === b.length ? a > b : a.length > b.length;
}

/**
 * The newest known version of each object. Changes come from two sides, the server's stream and answers to own writes, in
 * any order; an older version never replaces a newer one, and what is known to be deleted does not come back.
 */
export class ObjectCache<T extends KubernetesObject> {
  readonly #objects = new Map<string, T>();
  /** Keys by uid of each owner. */
  readonly #owned = new Map<string, Set<string>>();
  /** Uids that we deleted and whose deletion the stream has still to tell, by key. */
  readonly #buried = new Map<string, string>();
  readonly #tell: (event: InformerEvent<T>) => void;
  /** The version up to which the server's stream, or a list, was taken in. */
  position: string | undefined;
  constructor(tell: (event: InformerEvent<T>) => void) {
    this.#tell = tell;
  }

  get(key: string): T | undefined {
    return this.#objects.get(key);
  }

  list(): Iterable<T> {
    return this.#objects.values();
  }

  *ownedBy(uid: string, role: 'Controller' | 'Any'): Iterable<T> {
    for (const key of this.#owned.get(uid) ?? []) {
      const object = this.#objects.get(key);
      const owner = object?.metadata.ownerReferences?.find((one) => one.uid === uid);
      if (object !== undefined && (role === 'Any' || owner?.controller === true)) yield object;
    }
  }

  /**
   * Takes in what a write of ours returned. The cache has seen everything up to `position`: what is no newer and not in it
   * was deleted meanwhile.
   */
  observe(object: T): void {
    const isKnown = this.#objects.has(nameKey(object.metadata));
    if (isKnown || isNewer(object.metadata.resourceVersion, this.position)) this.put(object);
  }

  /** Takes in an object as the stream has it. */
  put(object: T): void {
    const key = nameKey(object.metadata);
    if (this.#buried.get(key) === object.metadata.uid) return;
    const before = this.#objects.get(key);
    if (before === undefined) {
      this.#set(key, object);
      this.#tell({ type: 'Added', object });
      return;
    }
    if (!isNewer(object.metadata.resourceVersion, before.metadata.resourceVersion)) return;
    if (before.metadata.uid !== object.metadata.uid) {
      this.#drop(key, before);
      this.#tell({ type: 'Deleted', object: before });
    }
    this.#set(key, object);
    this.#tell({ type: before.metadata.uid === object.metadata.uid ? 'Modified' : 'Added', object });
  }

  /** The stream says that it is gone: its last version. */
  delete(object: T): void {
    const key = nameKey(object.metadata);
    if (this.#buried.get(key) === object.metadata.uid) this.#buried.delete(key);
    this.#take(key, object);
  }

  /** We deleted it ourselves: events that the stream has under way must not bring it back. */
  bury(object: T): void {
    const key = nameKey(object.metadata);
    if (!this.#take(key, object) || object.metadata.uid === undefined) return;
    this.#buried.set(key, object.metadata.uid);
  }

  /** Everything there is, as of `resourceVersion`; tells what moved since. */
  replace(objects: readonly T[], resourceVersion: string): void {
    const listed = new Map(objects.map((object) => [nameKey(object.metadata), object]));
    for (const [key, uid] of this.#buried) if (listed.get(key)?.metadata.uid !== uid) this.#buried.delete(key);
    for (const [key, before] of this.#objects) {
      // What we wrote after the list was taken is not in it.
      if (listed.has(key) || isNewer(before.metadata.resourceVersion, resourceVersion)) continue;
      this.#drop(key, before);
      this.#tell({ type: 'Deleted', object: before });
    }
    this.position = resourceVersion;
    for (const object of objects) this.put(object);
  }

  /** @returns whether it was there */
  #take(key: string, object: T): boolean {
    const before = this.#objects.get(key);
    if (before === undefined || before.metadata.uid !== object.metadata.uid) return false;
    this.#drop(key, before);
    this.#tell({ type: 'Deleted', object });
    return true;
  }

  #set(key: string, object: T): void {
    const before = this.#objects.get(key);
    if (before !== undefined) this.#disown(key, before);
    this.#objects.set(key, object);
    for (const { uid } of object.metadata.ownerReferences ?? []) {
      const keys = this.#owned.get(uid) ?? new Set();
      this.#owned.set(uid, keys.add(key));
    }
  }

  #drop(key: string, object: T): void {
    this.#objects.delete(key);
    this.#disown(key, object);
  }

  #disown(key: string, object: T): void {
    for (const { uid } of object.metadata.ownerReferences ?? []) {
      const keys = this.#owned.get(uid);
      keys?.delete(key);
      if (keys?.size === 0) this.#owned.delete(uid);
    }
  }
}
