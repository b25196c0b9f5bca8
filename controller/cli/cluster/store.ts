import { RefitError } from '../../core/errors.ts';
import type { KubernetesClient, KubernetesObject, ResourceType } from '../../kubernetes/client.ts';
import { events as eventType, modelVersions, workflowRuns, workflowSpecs } from '../../kubernetes/resources.ts';
import type { ObjectKey, RecordedEvent, Store, StoredObject } from '../../store/store.ts';

const types: readonly ResourceType[] = [workflowSpecs, workflowRuns, modelVersions];

/**
 * The store port for one command: every read is a request, nothing is cached or watched. Whoever writes, writes something
 * else than a command does: all writes are refused.
 */
export function readingStore(client: KubernetesClient): Store {
  return {
    async get<T extends StoredObject>({ kind, namespace, name }: ObjectKey) {
      const found = await client.get(typeOf(kind), { namespace, name });
      return found && toStored<T>(found);
    },
    async list<T extends StoredObject>(kind: string, options: Parameters<Store['list']>[1] = {}) {
      const { namespace, labels = {}, ownerUID } = options;
      const selector = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
      const { items } = await client.list(typeOf(kind), {
        ...(namespace === undefined ? {} : { namespace }),
        ...(selector.length === 0 ? {} : { labelSelector: selector.join(',') }),
      });
      const owned = ({ metadata }: KubernetesObject): boolean =>
        ownerUID === undefined || metadata.ownerReferences?.some(({ uid }) => uid === ownerUID) === true;
      return items.filter(owned).map((item) => toStored<T>(item));
    },
    events: (options) => readEvents(client, options),
    create: refuse,
    update: refuse,
    updateStatus: refuse,
    delete: refuse,
    recordEvent: refuse,
    watch() {
      throw new RefitError('InternalError', 'A command does not watch.');
    },
    close: async () => {},
  };
}

/** @throws RefitError InternalError for a kind that is none of Refit's */
export function typeOf(kind: string): ResourceType {
  const type = types.find((candidate) => candidate.kind === kind);
  if (type === undefined) throw new RefitError('InternalError', `${kind} is no kind of Refit`);
  return type;
}

function refuse(): Promise<never> {
  return Promise.reject(new RefitError('InternalError', 'A command writes requests only.'));
}

/** What the API server stored, without the book-keeping that nobody reads. The CRD says what is in it. */
function toStored<T extends StoredObject>(object: KubernetesObject): T {
  const metadata = Object.fromEntries(Object.entries(object.metadata).filter(([field]) => field !== 'managedFields'));
  return { ...object, metadata } as unknown as T;
}

/** core/v1 Event, as the API server has it. Several of its fields are null rather than absent. */
interface KubernetesEvent extends KubernetesObject {
  readonly involvedObject: Partial<RecordedEvent['regarding']>;
  readonly type?: string;
  readonly reason?: string;
  readonly message?: string;
  readonly count?: number | null;
  readonly firstTimestamp?: string | null;
  readonly lastTimestamp?: string | null;
  readonly eventTime?: string | null;
  readonly series?: { readonly count?: number; readonly lastObservedTime?: string } | null;
}

/** Oldest first. */
async function readEvents(
  client: KubernetesClient,
  { namespace, regarding }: NonNullable<Parameters<Store['events']>[0]> = {},
): Promise<RecordedEvent[]> {
  const within = regarding?.namespace ?? namespace;
  const fields = [
    `involvedObject.apiVersion=${workflowSpecs.apiVersion}`,
    ...(regarding ? [`involvedObject.kind=${regarding.kind}`, `involvedObject.name=${regarding.name}`] : []),
  ];
  const { items } = await client.list<KubernetesEvent>(eventType, {
    ...(within === undefined ? {} : { namespace: within }),
    fieldSelector: fields.join(','),
  });
  return items.map(toRecorded).toSorted((a, b) => Date.parse(a.lastSeen) - Date.parse(b.lastSeen));
}

function toRecorded(event: KubernetesEvent): RecordedEvent {
  const { involvedObject, metadata, type, reason = '', message = '', count } = event;
  return {
    regarding: { kind: '', namespace: metadata.namespace ?? '', name: '', uid: '', ...involvedObject },
    type: type === 'Warning' ? 'Warning' : 'Normal',
    reason,
    message,
    count: event.series?.count ?? count ?? 1,
    ...seenAt(event),
  };
}

/** Whoever wrote it used one set of fields or the other. */
function seenAt(event: KubernetesEvent): Pick<RecordedEvent, 'firstSeen' | 'lastSeen'> {
  const { firstTimestamp, lastTimestamp, eventTime, series, metadata } = event;
  const firstSeen = firstTimestamp ?? eventTime ?? metadata.creationTimestamp ?? '';
  return { firstSeen, lastSeen: series?.lastObservedTime ?? lastTimestamp ?? eventTime ?? firstSeen };
}
