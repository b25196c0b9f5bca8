/**
 * The store port: Kubernetes' object semantics. resourceVersion is opaque; generation moves with spec only; status is
 * written apart; owner references are collected and finalizers hold deletion back, as in the Kubernetes API.
 */
export interface OwnerReference {
  apiVersion: string;
  kind: string;
  name: string;
  uid: string;
  controller?: boolean;
  blockOwnerDeletion?: boolean;
}

export interface ObjectMeta {
  name: string;
  namespace: string;
  uid: string;
  resourceVersion: string;
  generation: number;
  creationTimestamp: string;
  deletionTimestamp?: string;
  finalizers?: string[];
  ownerReferences?: OwnerReference[];
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
}

export interface StoredObject<Spec = unknown, Status = unknown> {
  apiVersion: string;
  kind: string;
  metadata: ObjectMeta;
  spec: Spec;
  status?: Status;
}

/** What a caller gives to `create`: the store fills uid, versions and times. */
export interface NewObject<Spec = unknown, Status = unknown> {
  apiVersion: string;
  kind: string;
  metadata: Partial<ObjectMeta> & { name: string; namespace: string };
  spec: Spec;
  status?: Status;
}

/** Which TypeScript type each kind has; `api/v1alpha1/kinds.ts` adds to it by declaration merging of `Kinds`. */
export interface ObjectKey {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

export interface WatchEvent<T extends StoredObject = StoredObject> {
  readonly type: 'Added' | 'Modified' | 'Deleted';
  readonly object: T;
}

export interface EventInput {
  readonly regarding: ObjectKey & { readonly uid: string };
  readonly type: 'Normal' | 'Warning';
  /** UpperCamel. */
  readonly reason: string;
  readonly message: string;
}

export interface RecordedEvent extends EventInput {
  readonly count: number;
  readonly firstSeen: string;
  readonly lastSeen: string;
}

/**
 * Objects read are the caller's own copies. Every write returns the object as stored.
 * @throws RefitError NotFound | AlreadyExists | Conflict (resourceVersion or uid differ)
 */
export interface Store {
  /**
   * At least as new as this process's own writes. `uncached`: as it is stored now, for what must not follow from what others
   * have changed since. @returns undefined when there is none
   */
  get<T extends StoredObject>(key: ObjectKey, options?: { readonly uncached?: boolean }): Promise<T | undefined>;
  list<T extends StoredObject>(
    kind: string,
    options?: { namespace?: string; labels?: Record<string, string>; ownerUID?: string },
  ): Promise<T[]>;
  create<T extends StoredObject>(object: NewObject<T['spec'], T['status']>): Promise<T>;
  /** Writes metadata (labels, annotations, finalizers, owners) and spec; needs metadata.resourceVersion. No write, same resourceVersion, when nothing differs. */
  update<T extends StoredObject>(object: T): Promise<T>;
  /** Writes status only; needs metadata.resourceVersion. No write when nothing differs. */
  updateStatus<T extends StoredObject>(object: T): Promise<T>;
  /** Background propagation. With finalizers: sets deletionTimestamp. Deleting what is gone is not an error. */
  delete(key: ObjectKey, preconditions?: { uid?: string; resourceVersion?: string }): Promise<void>;
  /** Calls for every change after the call, those of other processes included, in order per object. @returns the end of it */
  watch(kind: string, changed: (event: WatchEvent) => void): () => void;
  /** Repeats of (regarding, type, reason, message) are counted, not added. Bounded per object. */
  recordEvent(event: EventInput): Promise<void>;
  events(options?: { namespace?: string; regarding?: ObjectKey }): Promise<RecordedEvent[]>;
  close(): Promise<void>;
}
