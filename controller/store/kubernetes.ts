import { isDeepStrictEqual } from 'node:util';
import { apiVersion } from '../api/v1alpha1/kinds.ts';
import { isReason, RefitError } from '../core/errors.ts';
import type { KubernetesClient, KubernetesObject } from '../kubernetes/client.ts';
import { isNewer } from '../kubernetes/object-cache.ts';
import { modelVersions, workflowRuns, workflowSpecs } from '../kubernetes/resources.ts';
import type { Clock } from '../runtime/clock.ts';
import { EventRecorder } from './kubernetes/events.ts';
import { StoredKind } from './kubernetes/kind.ts';
import { toStored, unpack } from './kubernetes/packed.ts';
import { checkKey, checkMeta, describeKey, normaliseMeta } from './metadata.ts';
import type { NewObject, ObjectKey, ObjectMeta, Store, StoredObject } from './store.ts';
import { isRecord } from '../core/foreign-json.ts';

export interface KubernetesStoreOptions {
  /** Stays the caller's to close. */
  readonly client: KubernetesClient;
  /** For the times of events. */
  readonly clock: Pick<Clock, 'now'>;
  /** Restricts lists and watches to it. Left out: all namespaces. */
  readonly namespace?: string;
  /** Told outages of lists and watches, events that could not be sent, and what a watch callback threw. */
  readonly onError: (error: Error) => void;
}

export interface KubernetesStore extends Store {
  /** Reads all kinds from memory from now on; settles when they are there. */
  synced(): Promise<void>;
  /**
   * Settles when memory holds what the server had at the call, at least: a watch may lag behind, and what is decided from an old
   * state was decided before by somebody else. Tried until it goes well. @throws RefitError KubernetesUnavailable when closed
   */
  catchUp(): Promise<void>;
  /** Whether what is read from memory is near the truth. */
  readonly healthy: boolean;
}

/**
 * The store in the API server. Kinds that are watched are read from memory; without a watch each call asks the server, which
 * is what short commands want. `get` answers from memory too, at least as new as our own last write of that object: a write
 * that follows from something older is refused by its resourceVersion. A finished run in memory has no step table;
 * `get` asks the server for it. @throws RefitError as the port says; SpecInvalid for what the server refuses
 */
export function openKubernetesStore(options: KubernetesStoreOptions): KubernetesStore {
  const { client, clock, onError } = options;
  const all = [workflowSpecs, workflowRuns, modelVersions].map((type) => new StoredKind(type, options));
  const kinds = new Map(all.map((kind) => [kind.type.kind, kind]));
  const events = new EventRecorder({ client, apiVersion, now: () => clock.now(), onError });
  const of = (kind: string): StoredKind => {
    const found = kinds.get(kind);
    if (found !== undefined) return found;
    throw new RefitError('SpecInvalid', `kind: found "${kind}", allowed are ${[...kinds.keys()].join(', ')}`);
  };
  return {
    get: (key, { uncached = false } = {}) => (uncached ? of(key.kind).ask(key) : of(key.kind).get(key)),
    list: async (kind, selection = {}) => of(kind).list(selection),
    create: (object) => createObject(client, of(object.kind), object),
    update: (object) => updateObject(client, of(object.kind), object),
    updateStatus: (object) => updateStatus(client, of(object.kind), object),
    delete: (key, preconditions = {}) => deleteObject(client, of(key.kind), key, preconditions),
    watch: (kind, changed) => of(kind).watch(changed),
    async recordEvent(event) {
      events.record(event);
    },
    events: async (selection = {}) => events.list(selection),
    async synced() {
      await Promise.all(all.map((kind) => kind.start()));
    },
    async catchUp() {
      // One after the other: of a list in memory beside the cache there is one at a time.
      for (const kind of all) await kind.catchUp();
    },
    get healthy() {
      return all.every((kind) => kind.healthy);
    },
    async close() {
      await events.close();
      for (const kind of all) kind.close();
    },
  };
}

async function createObject<T extends StoredObject>(
  client: KubernetesClient,
  kind: StoredKind,
  object: NewObject<T['spec'], T['status']>,
): Promise<T> {
  const { metadata, spec, status } = object;
  const key = keyOf(object);
  checkKey(key);
  checkMeta(key, metadata);
  const { name, namespace } = metadata;
  const body = { apiVersion, kind: object.kind, metadata: { name, namespace, ...normaliseMeta(metadata) }, spec };
  const created = await carryOut(kind, key, () => client.create<KubernetesObject>(kind.type, body));
  const stored = kind.took<T>(created);
  // The server takes status by its subresource alone.
  if (status === undefined || isSame(stored.status, status)) return stored;
  return updateStatus(client, kind, { ...stored, status });
}

async function updateObject<T extends StoredObject>(client: KubernetesClient, kind: StoredKind, object: T): Promise<T> {
  const key = keyOf(object);
  const known = currentOrRefused<T>(kind, object);
  // Of what is not in memory the server alone knows what is stored, and refuses the same.
  if (known !== undefined) checkMeta(key, object.metadata, known.metadata);
  const meta = normaliseMeta(object.metadata);
  if (known !== undefined && isSame(normaliseMeta(known.metadata), meta) && isSame(known.spec, object.spec))
    return known;
  const body = {
    apiVersion,
    kind: object.kind,
    metadata: { ...identity(object.metadata), ...meta },
    spec: object.spec,
  };
  const written = await carryOut(kind, key, () => client.replace<KubernetesObject>(kind.type, body));
  const { deletionTimestamp, finalizers = [] } = written.metadata;
  if (deletionTimestamp === undefined || finalizers.length > 0) return kind.took<T>(written);
  // That was the last finalizer: with the answer it is gone.
  kind.lost(written);
  return toStored<T>(written);
}

async function updateStatus<T extends StoredObject>(client: KubernetesClient, kind: StoredKind, object: T): Promise<T> {
  const key = keyOf(object);
  const known = currentOrRefused<T>(kind, object);
  if (known !== undefined && isSame(known.status, object.status)) return known;
  const status = await withStepTable(kind, object);
  const body = { apiVersion, kind: object.kind, metadata: identity(object.metadata), status };
  return kind.took<T>(await carryOut(kind, key, () => client.replace<KubernetesObject>(kind.type, body, 'status')));
}

/**
 * A finished run from a list has no step table; the status that follows from it must not take the table away.
 * @throws RefitError Conflict
 */
async function withStepTable<T extends StoredObject>(kind: StoredKind, object: T): Promise<unknown> {
  const { status } = object;
  const cached = kind.cached(keyOf(object));
  if (cached?.isStripped !== true || !isRecord(status) || status['steps'] !== undefined) return status;
  const whole = await kind.ask(keyOf(object));
  if (whole?.metadata.resourceVersion !== object.metadata.resourceVersion) throw conflict(object);
  return isRecord(whole.status) ? { ...status, steps: whole.status['steps'] } : status;
}

async function deleteObject(
  client: KubernetesClient,
  kind: StoredKind,
  key: ObjectKey,
  preconditions: { uid?: string; resourceVersion?: string },
): Promise<void> {
  checkKey(key);
  const { namespace, name } = key;
  const left = await carryOut(kind, key, () => client.delete(kind.type, { namespace, name }, preconditions));
  const cached = kind.cached(key);
  if (typeof left === 'object') kind.took(left);
  else if (cached !== undefined) kind.lost(cached);
}

/** Carries out a write; what memory has is corrected by how it fails. */
async function carryOut<T>(kind: StoredKind, key: ObjectKey, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error: unknown) {
    if (isReason(error, 'Conflict')) kind.doubt(key);
    // Who is told that it exists, or is gone, reads next, and must not find the opposite.
    if (isReason(error, 'AlreadyExists') || isReason(error, 'NotFound')) await kind.ask(key);
    if (isReason(error, 'ObjectRefused')) throw new RefitError('SpecInvalid', error.message, error.cause);
    throw error;
  }
}

/**
 * What memory has if it is the very version that `object` was made of. @throws RefitError Conflict if memory is newer, which
 * the server would say too
 */
function currentOrRefused<T extends StoredObject>(kind: StoredKind, object: T): T | undefined {
  const cached = kind.cached(keyOf(object));
  const { uid, resourceVersion } = object.metadata;
  if (cached === undefined || cached.metadata.uid !== uid) return undefined;
  if (isNewer(cached.metadata.resourceVersion, resourceVersion)) throw conflict(object);
  return cached.isStripped || cached.metadata.resourceVersion !== resourceVersion ? undefined : unpack<T>(cached);
}

function conflict(object: StoredObject): RefitError {
  const { resourceVersion } = object.metadata;
  return new RefitError('Conflict', `${describeKey(keyOf(object))}: found a newer version than ${resourceVersion}`);
}

function keyOf({ kind, metadata }: Pick<NewObject, 'kind' | 'metadata'>): ObjectKey {
  return { kind, namespace: metadata.namespace, name: metadata.name };
}

type Identity = Pick<ObjectMeta, 'name' | 'namespace' | 'uid' | 'resourceVersion'>;

/** What names one version of one object. */
function identity({ name, namespace, uid, resourceVersion }: ObjectMeta): Identity {
  return { name, namespace, uid, resourceVersion };
}

/** Whether they are the same as JSON, whatever the order of keys. */
function isSame(one: unknown, other: unknown): boolean {
  return isDeepStrictEqual(asJson(one), asJson(other));
}

function asJson(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}
