/** Makes one object as it shall be: created when it is missing, applied when it differs, left alone when it is another's. */
import { isReason, RefitError } from '../../core/errors.ts';
import type { KubernetesClient, KubernetesObject, ResourceType } from '../../kubernetes/client.ts';
import { nameKey } from '../../kubernetes/client.ts';
import type { Informer } from '../../kubernetes/informer.ts';
import { describeResource } from '../../kubernetes/resources.ts';
import type { Logger } from '../../runtime/log.ts';
import type { ServingKey } from '../serving.ts';
import { appliedAnnotation } from './desired.ts';
import type { Desired } from './desired.ts';
import { driftOf } from './drift.ts';
import { isOurs, objectName, servingAnnotation, servingText } from './names.ts';

export interface ObjectKeeperOptions<T extends KubernetesObject> {
  readonly client: KubernetesClient;
  readonly type: ResourceType;
  readonly informer: Informer<T>;
  readonly log: Logger;
}

export interface ObjectKeeper<T extends KubernetesObject> {
  /** As cached; undefined if there is none of ours that we know of. */
  find(key: ServingKey): T | undefined;
  /**
   * No request when nothing differs. An object that is being deleted is left to go.
   * @throws RefitError AlreadyExists when an object of that name is not ours; Conflict when it is another one by now; and as
   *   the client does
   */
  keep(key: ServingKey, desired: Desired): Promise<void>;
  /** Deletes it, if it is ours. */
  remove(key: ServingKey): Promise<void>;
  /** Takes the workflow's owner reference off it, whatever memory says of it. @throws RefitError Conflict: somebody writes it */
  orphan(key: ServingKey): Promise<void>;
}

/** Keeps objects of one kind. */
export function createObjectKeeper<T extends KubernetesObject>(options: ObjectKeeperOptions<T>): ObjectKeeper<T> {
  return new Keeper(options);
}

class Keeper<T extends KubernetesObject> implements ObjectKeeper<T> {
  readonly #options: ObjectKeeperOptions<T>;
  /**
   * By name: what an apply of this hash did not make as we said. The API server writes some values in its own way; applying
   * them again and again would not help.
   */
  readonly #settled = new Map<string, { readonly hash: string | undefined; readonly paths: ReadonlySet<string> }>();

  constructor(options: ObjectKeeperOptions<T>) {
    this.#options = options;
  }

  find(key: ServingKey): T | undefined {
    const found = this.#options.informer.get(nameKey(objectName(key)));
    return found !== undefined && isOurs(found.metadata, key) ? found : undefined;
  }

  async keep(key: ServingKey, { first, object }: Desired): Promise<void> {
    const live = this.#options.informer.get(nameKey(objectName(key))) ?? (await this.#create(key, first));
    this.#requireOurs(key, live);
    if (live.metadata.deletionTimestamp !== undefined) return;
    const drift = this.#driftOf(key, object, live);
    if (drift.length === 0) return;
    await this.#apply(key, object, live, drift);
  }

  async remove(key: ServingKey): Promise<void> {
    const { client, type, informer } = this.#options;
    const name = objectName(key);
    const found = informer.get(nameKey(name)) ?? (await client.get<T>(type, name));
    this.#settled.delete(nameKey(name));
    if (found === undefined || !isOurs(found.metadata, key)) return;
    const { uid } = found.metadata;
    await client.delete(type, name, uid === undefined ? {} : { uid });
    informer.observe(found, true);
    this.#options.log.info('serving object removed', { kind: type.kind, ...name });
  }

  async orphan(key: ServingKey): Promise<void> {
    const { client, type, informer, log } = this.#options;
    const name = objectName(key);
    const found = await client.get<T>(type, name);
    if (found === undefined) return;
    const { uid, resourceVersion, ownerReferences = [] } = found.metadata;
    const others = ownerReferences.filter((owner) => owner.uid !== key.workflowUID);
    if (others.length === ownerReferences.length) return;
    const metadata = { uid, resourceVersion, ownerReferences: others.length === 0 ? null : others };
    informer.observe(await client.mergePatch<T>(type, name, { metadata }));
    log.info('serving object orphaned', { kind: type.kind, ...name });
  }

  async #create(key: ServingKey, first: KubernetesObject): Promise<T> {
    const { client, type, informer, log } = this.#options;
    const name = objectName(key);
    try {
      const created = await client.create<T>(type, first);
      informer.observe(created);
      log.info('serving object created', { kind: type.kind, ...name });
      return created;
    } catch (error: unknown) {
      if (!isReason(error, 'AlreadyExists')) throw error;
      // Another's, or ours without the label that informers select by.
      const found = await client.get<T>(type, name);
      // Gone since: whoever asks again makes it.
      if (found === undefined) throw new RefitError('Conflict', error.message, error);
      return found;
    }
  }

  #requireOurs(key: ServingKey, { metadata }: T): void {
    if (isOurs(metadata, key)) return;
    const { type } = this.#options;
    const found = metadata.annotations?.[servingAnnotation];
    const words = found === undefined ? 'one that Refit did not make' : `one of ${found}`;
    throw new RefitError(
      'AlreadyExists',
      `${describeResource(type, objectName(key))}: found ${words}, allowed is none, or that of ${servingText(key)}; delete or rename it`,
    );
  }

  #driftOf(key: ServingKey, object: KubernetesObject, live: T): string[] {
    const drift = driftOf(object, live);
    const settled = this.#settled.get(nameKey(objectName(key)));
    if (settled === undefined || settled.hash !== hashOf(object)) return drift;
    return drift.filter((path) => !settled.paths.has(path));
  }

  async #apply(key: ServingKey, object: KubernetesObject, live: T, drift: readonly string[]): Promise<void> {
    const { client, type, informer, log } = this.#options;
    const { uid } = live.metadata;
    const named = { ...object, metadata: { ...object.metadata, ...(uid === undefined ? {} : { uid }) } };
    const applied = await client.apply<T>(type, named);
    informer.observe(applied);
    const rest = new Set(driftOf(object, applied));
    this.#settled.set(nameKey(objectName(key)), { hash: hashOf(object), paths: rest });
    const restored = hashOf(live) === hashOf(object);
    log.info(restored ? 'serving object restored' : 'serving object applied', {
      kind: type.kind,
      ...objectName(key),
      ...(restored ? { fields: drift.slice(0, 10) } : {}),
      ...(rest.size === 0 ? {} : { kept: [...rest].slice(0, 10) }),
    });
  }
}

function hashOf({ metadata }: KubernetesObject): string | undefined {
  return metadata.annotations?.[appliedAnnotation];
}
