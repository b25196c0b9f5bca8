import { isReason, RefitError } from '../core/errors.ts';
import type { KubernetesClient, KubernetesObject } from '../kubernetes/client.ts';
import { secrets as secretType } from '../kubernetes/resources.ts';
import type { VersionedSecrets } from './secrets.ts';

/** Milliseconds that what was read is used again: the keys of one secret are mostly read one after the other. */
const cacheMs = 5_000;
/** Secrets held at once. */
const cacheLimit = 100;

interface Secret extends KubernetesObject {
  readonly data?: Readonly<Record<string, string>>;
}

export interface KubernetesSecrets extends VersionedSecrets {
  /**
   * Whether these keys are there; asks the server at most once in 5 s per secret.
   * @throws RefitError SecretNotFound, naming what is not
   */
  require(namespace: string, name: string, keys: readonly string[]): Promise<void>;
}

/**
 * Secrets of the API server: one GET by name when one is used, so that no permission to list or watch is needed
 * (design section 3). Values are text of UTF-8 and stay in memory for 5 s.
 */
export function createKubernetesSecrets(
  client: Pick<KubernetesClient, 'get'>,
  now: () => number = () => performance.now(),
): KubernetesSecrets {
  const held = new Map<string, { readonly secret: Promise<Secret | undefined>; readonly until: number }>();
  const find = async (namespace: string, name: string): Promise<Secret | undefined> => {
    const key = `${namespace}/${name}`;
    for (const [other, { until }] of held) if (until <= now()) held.delete(other);
    const known = held.get(key);
    if (known !== undefined) return known.secret;
    const secret = client.get<Secret>(secretType, { namespace, name });
    if (held.size < cacheLimit) held.set(key, { secret, until: now() + cacheMs });
    try {
      const found = await secret;
      // Who waits for a secret to be made wants to see it at once.
      if (found === undefined) held.delete(key);
      return found;
    } catch (error: unknown) {
      held.delete(key);
      if (!isReason(error, 'AccessDenied')) throw error;
      throw new RefitError('SecretNotFound', `secret ${name}: may not be read: ${error.message}`, error);
    }
  };
  const valueOf = async (namespace: string, name: string, key: string): Promise<string> => {
    const secret = await find(namespace, name);
    const value = secret?.data?.[key];
    if (value !== undefined) return value;
    const keys = Object.keys(secret?.data ?? {}).sort();
    const there =
      secret === undefined ? `there is no such secret in ${namespace}` : `it has ${keys.join(', ') || 'no keys'}`;
    throw new RefitError('SecretNotFound', `secret ${name}, key ${key}: not found; ${there}`);
  };
  return {
    async read(namespace, name, key) {
      return Buffer.from(await valueOf(namespace, name, key), 'base64').toString('utf8');
    },
    async version(namespace, name) {
      held.delete(`${namespace}/${name}`);
      return (await find(namespace, name))?.metadata.resourceVersion;
    },
    async entries(namespace, name) {
      const secret = await find(namespace, name);
      if (secret === undefined) {
        throw new RefitError('SecretNotFound', `secret ${name}: there is no such secret in ${namespace}`);
      }
      const data = Object.entries(secret.data ?? {});
      return new Map(data.map(([key, value]) => [key, Buffer.from(value, 'base64').toString('utf8')]));
    },
    async require(namespace, name, keys) {
      for (const key of keys) await valueOf(namespace, name, key);
    },
  };
}
