import type {
  KubernetesClient,
  KubernetesObject,
  ListOptions,
  ResourceList,
  ResourceName,
  ResourceType,
} from './client.ts';
import type { Connection } from './connection.ts';
import { isReason } from '../core/errors.ts';
import { apiStatusOf, unreachable } from './errors.ts';
import { exchange, type NamedRequest, requireWell } from './exchange.ts';
import { collectionPath, describeResource, objectPath } from './resources.ts';
import { selectorQuery, watchOnce } from './watch.ts';

export interface ClientParts {
  readonly connection: Connection;
  readonly namespace: string;
  readonly timeLimitMs: number;
  readonly silenceMs: number;
}

/**
 * Objects a page of a list holds. client-go takes 500; with runs of 11 kB that is 60 MB more of resident memory, which V8
 * does not give back (docs/adr/0006-kubernetes-client.md).
 */
const pageSize = 100;
/** Who owns the fields we apply. */
export const fieldManager = 'refit-controller';

/** Carries out `KubernetesClient` over a connection. */
export function createClient(parts: ClientParts): KubernetesClient {
  const { connection, namespace } = parts;
  // What an answer holds is what its path names: the server is the one who checks it.
  const ask = async <T>(request: NamedRequest): Promise<T> => (await exchange(connection, request, parts)) as T;
  return {
    namespace,
    async get(type, name) {
      return getObject(ask, type, name);
    },
    async list(type, options = {}) {
      return listAll(ask, type, options);
    },
    async create(type, object, subresource) {
      const name = nameOf(type, object);
      const what = describeResource(type, name);
      const path =
        subresource === undefined ? collectionPath(type, name.namespace) : objectPath(type, name, subresource);
      return ask({ method: 'POST', path: managed(path), body: JSON.stringify(object), what });
    },
    async replace(type, object, subresource) {
      const path = managed(objectPath(type, nameOf(type, object), subresource));
      return ask({ method: 'PUT', path, body: JSON.stringify(object), what: describeResource(type, object.metadata) });
    },
    async apply(type, object, subresource) {
      const name = nameOf(type, object);
      const path = `${managed(objectPath(type, name, subresource))}&force=true`;
      const headers = { 'content-type': 'application/apply-patch+yaml' };
      return ask({ method: 'PATCH', path, headers, body: JSON.stringify(object), what: describeResource(type, name) });
    },
    async mergePatch(type, name, patch, subresource) {
      const headers = { 'content-type': 'application/merge-patch+json' };
      const path = managed(objectPath(type, name, subresource));
      return ask({ method: 'PATCH', path, headers, body: JSON.stringify(patch), what: describeResource(type, name) });
    },
    async delete(type, name, options = {}) {
      return deleteObject(ask, type, name, options);
    },
    watch: (type, options, onLine) => {
      const path = collectionPath(type, options.namespace);
      return watchOnce({ connection, path, type }, { ...options, silenceMs: parts.silenceMs }, onLine);
    },
    podLog: (pod, options) => podLog(connection, pod, options),
    async request({ method, path, headers, body, signal }) {
      return rawRequest(connection, {
        what: `${method} ${path}`,
        method,
        path,
        ...(headers === undefined ? {} : { headers }),
        ...(body === undefined ? {} : { body }),
        ...(signal === undefined ? {} : { signal }),
      });
    },
    close: () => connection.close(),
  };
}

type Ask = <T>(request: NamedRequest) => Promise<T>;

function managed(path: string): string {
  return `${path}?fieldManager=${fieldManager}`;
}

function nameOf(type: ResourceType, object: object): ResourceName {
  const { metadata = {} } = object as { readonly metadata?: { readonly name?: string; readonly namespace?: string } };
  const { name = '', namespace } = metadata;
  return type.namespaced && namespace !== undefined ? { namespace, name } : { name };
}

async function getObject<T>(ask: Ask, type: ResourceType, name: ResourceName): Promise<T | undefined> {
  try {
    return await ask<T>({ method: 'GET', path: objectPath(type, name), what: describeResource(type, name) });
  } catch (error: unknown) {
    // A kind that the server does not serve is 404 too, but in plain text: that is no object that is not there.
    if (isReason(error, 'NotFound') && apiStatusOf(error)?.reason === 'NotFound') return undefined;
    throw error;
  }
}

interface Page<T> {
  readonly items?: readonly T[] | null;
  readonly metadata?: { readonly resourceVersion?: string; readonly continue?: string };
}

async function listAll<T extends KubernetesObject>(
  ask: Ask,
  type: ResourceType,
  options: ListOptions & { readonly keep?: (item: T) => T },
): Promise<ResourceList<T>> {
  try {
    return await listPages<T>(ask, type, options, pageSize);
  } catch (error: unknown) {
    // The continue token grew too old between two pages: all at once, as client-go's pager does.
    if (!isReason(error, 'Expired')) throw error;
    return listPages<T>(ask, type, options, undefined);
  }
}

async function listPages<T extends KubernetesObject>(
  ask: Ask,
  type: ResourceType,
  options: ListOptions & { readonly keep?: (item: T) => T },
  limit: number | undefined,
): Promise<ResourceList<T>> {
  const { keep = (item: T) => item } = options;
  const items: T[] = [];
  const query = selectorQuery(options);
  if (limit !== undefined) query.set('limit', String(limit));
  for (;;) {
    const path = `${collectionPath(type, options.namespace)}?${query.toString()}`;
    const page = await ask<Page<T>>({ method: 'GET', path, what: describeResource(type) });
    // Items of built-in kinds come without kind and version.
    for (const item of page.items ?? []) items.push(keep({ ...item, apiVersion: type.apiVersion, kind: type.kind }));
    const { continue: next = '', resourceVersion } = page.metadata ?? {};
    if (resourceVersion === undefined) {
      throw unreachable(describeResource(type), new Error('found a list without resourceVersion'));
    }
    if (next === '') return { items, resourceVersion };
    query.set('continue', next);
  }
}

async function deleteObject(
  ask: Ask,
  type: ResourceType,
  name: ResourceName,
  options: NonNullable<Parameters<KubernetesClient['delete']>[2]>,
): Promise<KubernetesObject | undefined> {
  const { uid, resourceVersion, propagation = 'Background', gracePeriodSeconds } = options;
  const preconditions = {
    ...(uid !== undefined && { uid }),
    ...(resourceVersion !== undefined && { resourceVersion }),
  };
  const body = {
    kind: 'DeleteOptions',
    apiVersion: 'v1',
    propagationPolicy: propagation,
    ...(Object.keys(preconditions).length > 0 && { preconditions }),
    ...(gracePeriodSeconds !== undefined && { gracePeriodSeconds }),
  };
  const what = describeResource(type, name);
  try {
    const path = objectPath(type, name);
    const left = await ask<KubernetesObject>({ method: 'DELETE', path, body: JSON.stringify(body), what });
    return left.kind === 'Status' ? undefined : left;
  } catch (error: unknown) {
    if (!isReason(error, 'NotFound')) throw error;
    return undefined;
  }
}

async function* podLog(
  connection: Connection,
  pod: ResourceName,
  options: Parameters<KubernetesClient['podLog']>[1],
): AsyncGenerator<Buffer> {
  const { container, limitBytes, tailLines, follow = false, signal } = options;
  const query = new URLSearchParams({ container, follow: String(follow) });
  if (limitBytes !== undefined) query.set('limitBytes', String(limitBytes));
  if (tailLines !== undefined) query.set('tailLines', String(tailLines));
  const what = `log of Pod ${pod.namespace ?? ''}/${pod.name}, container ${container}`;
  const path = `/api/v1/namespaces/${encodeURIComponent(pod.namespace ?? '')}/pods/${encodeURIComponent(pod.name)}/log?${query.toString()}`;
  // A container may say nothing for hours; TCP keepalive finds a peer that is gone.
  const patience = follow ? { silenceMs: 0 } : {};
  const request = { method: 'GET', path, what, lasting: true, ...patience, ...(signal && { signal }) } as const;
  try {
    const response = await connection.send(request);
    await requireWell(request, response);
    yield* response.body;
  } catch (error: unknown) {
    if (signal?.aborted === true) return;
    throw unreachable(what, error);
  }
}

async function rawRequest(connection: Connection, request: NamedRequest): ReturnType<KubernetesClient['request']> {
  try {
    const { status, headers, body } = await connection.send({ ...request, lasting: true });
    const entries = Object.entries(headers).flatMap(([name, value]) =>
      [value ?? []].flat().map((one): [string, string] => [name, one]),
    );
    return { status, headers: new Headers(entries), body };
  } catch (error: unknown) {
    throw unreachable(request.what, error);
  }
}
