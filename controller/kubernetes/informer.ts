/**
 * A kind kept in memory and kept true: list, then watch, for ever. Survives 410, 429, 5xx, resets, half-open connections,
 * expired tokens and a restarting API server; after each it lists or resumes, with backoff, and tells what moved meanwhile.
 */
import type { KubernetesObject, ListOptions } from './client.ts';

export interface InformerOptions<T extends KubernetesObject> extends ListOptions {
  /** What is kept of an object (stripped of what nobody reads). Default: all but metadata.managedFields. */
  readonly keep?: (object: T) => T;
}

export type InformerEvent<T> = { readonly type: 'Added' | 'Modified' | 'Deleted'; readonly object: T };

export interface Informer<T extends KubernetesObject> {
  /** Settles when the first list is there. */
  readonly synced: Promise<void>;
  /** Whether the cache is known to be near the truth: synced, and the last list or watch did not fail for long. */
  readonly healthy: boolean;
  /**
   * Lists anew. Settles when everything is in memory that the server had when this was called; until then it is tried again and
   * again. A watch alone may lag behind the server by any time without knowing. @throws RefitError KubernetesUnavailable when closed
   */
  relist(): Promise<void>;
  /** As cached: shared, do not change. */
  get(key: string): T | undefined;
  list(): Iterable<T>;
  /** Objects whose controller owner reference (`Any`: one of whose owner references) has this uid. */
  ownedBy(uid: string, role?: 'Controller' | 'Any'): Iterable<T>;
  /**
   * Takes in what a write of our own returned, unless the cache is newer, and tells it as an event: reads after own writes see
   * them. `deleted`: takes out what we deleted (uid), if it is still that one.
   */
  observe(object: T, deleted?: boolean): void;
  /** Calls for every change, in order per object; what is cached already is told first, as Added. @returns the end of it */
  watch(changed: (event: InformerEvent<T>) => void): () => void;
  close(): void;
}
