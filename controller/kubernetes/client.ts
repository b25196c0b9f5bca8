/**
 * What Refit asks of a Kubernetes API server: plain objects over pooled connections, every error mapped once. The
 * adapters of the ports are written against this, and so are their tests.
 */

/** A kind as requests name it. `apiVersion` is `v1` or `<group>/<version>`. */
export interface ResourceType {
  readonly apiVersion: string;
  readonly kind: string;
  readonly plural: string;
  /** false: cluster-scoped, names have no namespace. */
  readonly namespaced: boolean;
}

export interface KubernetesMeta {
  readonly name: string;
  readonly namespace?: string;
  readonly uid?: string;
  /** Opaque but for order: larger is newer, within one kind (KEP-5504). */
  readonly resourceVersion?: string;
  readonly generation?: number;
  readonly creationTimestamp?: string;
  readonly deletionTimestamp?: string;
  readonly finalizers?: readonly string[];
  readonly ownerReferences?: readonly KubernetesOwner[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

export interface KubernetesOwner {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
  readonly controller?: boolean;
  readonly blockOwnerDeletion?: boolean;
}

/** Any object, as JSON has it. Times are text. List items carry apiVersion and kind like everything else. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: KubernetesMeta;
}

/** `namespace` is left out for cluster-scoped kinds. */
export interface ResourceName {
  readonly namespace?: string;
  readonly name: string;
}

export interface ListOptions {
  /** Left out: all namespaces. */
  readonly namespace?: string;
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
}

export interface ResourceList<T> {
  readonly items: readonly T[];
  readonly resourceVersion: string;
}

export type WatchLine<T> =
  | { readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'; readonly object: T }
  | { readonly type: 'BOOKMARK'; readonly resourceVersion: string };

/**
 * Every call takes at most its time limit, and aborts with `signal`.
 * @throws RefitError NotFound | AlreadyExists | Conflict (409, 412) | ObjectRefused (400, 422: message of the server) |
 * AccessDenied (403) | KubernetesUnavailable (network, 401, 429 after its Retry-After, 5xx)
 */
export interface KubernetesClient {
  /** The namespace of the context, or of the pod the controller runs in. */
  readonly namespace: string;
  /** @returns undefined if there is none */
  get<T extends KubernetesObject>(type: ResourceType, name: ResourceName): Promise<T | undefined>;
  /** All pages. `keep` is called on each item as its page arrives, so that what it drops never adds up. */
  list<T extends KubernetesObject>(
    type: ResourceType,
    options?: ListOptions & { readonly keep?: (item: T) => T },
  ): Promise<ResourceList<T>>;
  /** POST. `subresource` such as `token` of a ServiceAccount or `eviction` of a Pod. */
  create<T extends KubernetesObject>(type: ResourceType, object: object, subresource?: string): Promise<T>;
  /** PUT; needs metadata.resourceVersion. */
  replace<T extends KubernetesObject>(type: ResourceType, object: T, subresource?: 'status'): Promise<T>;
  /**
   * Server-side apply as field manager `refit-controller`, of fields of our own children: force. `metadata.uid` set =
   * only that very object (Conflict otherwise).
   */
  apply<T extends KubernetesObject>(type: ResourceType, object: object, subresource?: 'status'): Promise<T>;
  /** JSON merge patch (RFC 7386). */
  mergePatch<T extends KubernetesObject>(
    type: ResourceType,
    name: ResourceName,
    patch: object,
    subresource?: 'status' | 'scale',
  ): Promise<T>;
  /**
   * Deleting what is gone is no error. Default propagation: Background. @throws Conflict when a precondition fails
   * @returns the object as it is now, if finalizers or its grace period hold it; nothing if it is gone
   */
  delete(
    type: ResourceType,
    name: ResourceName,
    options?: {
      readonly uid?: string;
      readonly resourceVersion?: string;
      readonly propagation?: 'Background' | 'Foreground' | 'Orphan';
      readonly gracePeriodSeconds?: number;
    },
  ): Promise<KubernetesObject | void>;
  /**
   * One watch, from `resourceVersion` on, until the server ends it (about every 5 minutes), `signal` aborts or it
   * fails. Half-open connections end by themselves. @throws RefitError Expired (410), and as above
   */
  watch<T extends KubernetesObject>(
    type: ResourceType,
    options: ListOptions & {
      readonly resourceVersion: string;
      readonly signal: AbortSignal;
      /** Called when the server has accepted the watch. */
      readonly opened?: () => void;
    },
    onLine: (line: WatchLine<T>) => void,
  ): Promise<void>;
  /** A container's log. `limitBytes` bounds what the server sends. */
  podLog(
    pod: ResourceName,
    options: {
      readonly container: string;
      readonly limitBytes?: number;
      readonly tailLines?: number;
      readonly follow?: boolean;
      readonly signal?: AbortSignal;
    },
  ): AsyncIterable<Buffer>;
  /** Any other request, such as through the proxy of a Service; the answer streamed. Status is not judged. */
  request(options: {
    readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST';
    readonly path: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string | Buffer;
    readonly signal?: AbortSignal;
  }): Promise<{ readonly status: number; readonly headers: Headers; readonly body: AsyncIterable<Buffer> }>;
  /** Ends all connections. */
  close(): Promise<void>;
}

/** `namespace/name`, or the name of a cluster-scoped object: the key of informers. */
export function nameKey(name: ResourceName): string {
  return name.namespace === undefined ? name.name : `${name.namespace}/${name.name}`;
}
