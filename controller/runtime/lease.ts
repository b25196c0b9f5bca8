/**
 * A `coordination.k8s.io/v1` Lease as leader election uses it, and what an elector does about one it saw: client-go's
 * algorithm (k8s.io/client-go/tools/leaderelection). Pure but for the port at the end.
 */
import { RefitError } from '../core/errors.ts';
import type { KubernetesClient, KubernetesObject } from '../kubernetes/client.ts';
import { leases } from '../kubernetes/resources.ts';

/** What a Lease says. */
export interface Lease {
  /** Who leads; empty: nobody. */
  readonly holder: string;
  /** How long others wait after they saw it change, before they take it. */
  readonly durationSeconds: number;
  /** Written for people. Never compared: clocks of two machines differ. */
  readonly acquireTime: string;
  readonly renewTime: string;
  /** How often the holder changed. */
  readonly transitions: number;
}

/** A Lease and the version that a write of it must name. */
export interface StoredLease extends Lease {
  readonly version: string;
}

/** Where the Lease is. Any call may fail, or never come back: the elector sets the time limits. */
export interface LeasePort {
  /** @returns undefined when there is none */
  read(): Promise<StoredLease | undefined>;
  /** @throws RefitError AlreadyExists */
  create(lease: Lease): Promise<StoredLease>;
  /** Writes it in the place of `version`. @throws RefitError Conflict | NotFound */
  replace(lease: Lease, version: string): Promise<StoredLease>;
}

/** What an elector knows of the Lease. */
export interface SeenLease {
  readonly lease: StoredLease;
  /** When it was first seen as it is, on the elector's own clock, in milliseconds. */
  readonly at: number;
  /** It was not there at the last look. */
  readonly gone: boolean;
}

/**
 * What is known after a look. A Lease counts as renewed when it is another than before, whatever times it names. One that
 * was deleted while somebody held it is remembered: its holder does not know of that yet.
 */
export function seeLease(
  before: SeenLease | undefined,
  found: StoredLease | undefined,
  now: number,
): SeenLease | undefined {
  if (found === undefined) return before && { ...before, gone: true };
  const same = before?.lease.version === found.version && !before.gone;
  return same ? before : { lease: found, at: now, gone: false };
}

export interface Claim {
  readonly identity: string;
  /** Milliseconds, whole seconds. */
  readonly leaseMs: number;
  /** The elector's own clock. */
  readonly now: number;
  /** The time of day as the Lease writes it. */
  readonly time: string;
}

/** What to do about the Lease: leave it to its holder, or write it. */
export type LeaseStep =
  | { readonly kind: 'Wait' }
  | { readonly kind: 'Create'; readonly lease: Lease }
  | { readonly kind: 'Replace'; readonly lease: Lease; readonly version: string };

/** Renews what is ours, takes what nobody holds or what was not renewed for its whole duration, waits otherwise. */
export function decideLease(seen: SeenLease | undefined, claim: Claim): LeaseStep {
  const { identity, time } = claim;
  const durationSeconds = Math.round(claim.leaseMs / 1000);
  const mine = { holder: identity, durationSeconds, renewTime: time };
  if (seen === undefined) return { kind: 'Create', lease: { ...mine, acquireTime: time, transitions: 0 } };
  const { lease, at, gone } = seen;
  const ours = lease.holder === identity;
  if (lease.holder !== '' && !ours && at + lease.durationSeconds * 1000 > claim.now) return { kind: 'Wait' };
  const next: Lease = {
    ...mine,
    acquireTime: ours ? lease.acquireTime : time,
    transitions: ours ? lease.transitions : lease.transitions + 1,
  };
  return gone ? { kind: 'Create', lease: next } : { kind: 'Replace', lease: next, version: lease.version };
}

/** The Lease given back: whoever looks next may take it at once. */
export function releasedLease(lease: Lease, time: string): Lease {
  return { holder: '', durationSeconds: 1, acquireTime: time, renewTime: time, transitions: lease.transitions };
}

/** Milliseconds since the epoch as Kubernetes' MicroTime, which wants exactly six digits of fraction. */
export function microTime(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '000Z');
}

interface LeaseObject extends KubernetesObject {
  readonly spec?: {
    readonly holderIdentity?: string | null;
    readonly leaseDurationSeconds?: number | null;
    readonly acquireTime?: string | null;
    readonly renewTime?: string | null;
    readonly leaseTransitions?: number | null;
  };
}

/** Where the holder of the Lease can be reached by other replicas: `host:port`. */
export const leaderAddressAnnotation = 'refit.dev/leader-address';

export interface LeasePlace {
  readonly namespace: string;
  readonly name: string;
  /** Announced with every write that claims it, as the annotation `refit.dev/leader-address`; left out: none is. */
  readonly address?: string;
}

/** A Lease that also says where its holder is. */
export interface AnnouncedLease extends LeasePort {
  /** What its holder announced, as it was last seen here; undefined when nobody holds it, or says where. */
  leaderAddress(): string | undefined;
}

/** The Lease `name` of a namespace. What others wrote into its metadata stays. */
export function openLease(
  client: Pick<KubernetesClient, 'get' | 'create' | 'replace'>,
  { namespace, name, address }: LeasePlace,
): AnnouncedLease {
  let last: LeaseObject | undefined;
  // The former holder's goes in the same write, so that it is never taken for the new one's.
  const annotated = (lease: Lease): Pick<KubernetesObject['metadata'], 'annotations'> => {
    const { [leaderAddressAnnotation]: former, ...others } = last?.metadata.annotations ?? {};
    const own = lease.holder === '' || address === undefined ? {} : { [leaderAddressAnnotation]: address };
    const isEmpty = former === undefined && last?.metadata.annotations === undefined && Object.keys(own).length === 0;
    return isEmpty ? {} : { annotations: { ...others, ...own } };
  };
  const keep = (object: LeaseObject): StoredLease => {
    last = object;
    return fromObject(object);
  };
  return {
    leaderAddress() {
      const isHeld = (last?.spec?.holderIdentity ?? '') !== '';
      return isHeld ? last?.metadata.annotations?.[leaderAddressAnnotation] : undefined;
    },
    async read() {
      const found = await client.get<LeaseObject>(leases, { namespace, name });
      return found && keep(found);
    },
    async create(lease) {
      const object = { ...kindOfLease, metadata: { namespace, name, ...annotated(lease) }, spec: specOf(lease) };
      return keep(await client.create<LeaseObject>(leases, object));
    },
    async replace(lease, version) {
      const metadata = { ...last?.metadata, ...annotated(lease), namespace, name, resourceVersion: version };
      const object = { ...kindOfLease, metadata, spec: { ...last?.spec, ...specOf(lease) } };
      return keep(await client.replace<LeaseObject>(leases, object));
    },
  };
}

const kindOfLease = { apiVersion: leases.apiVersion, kind: leases.kind } as const;

function specOf(lease: Lease): NonNullable<LeaseObject['spec']> {
  return {
    holderIdentity: lease.holder,
    leaseDurationSeconds: lease.durationSeconds,
    acquireTime: lease.acquireTime,
    renewTime: lease.renewTime,
    leaseTransitions: lease.transitions,
  };
}

function fromObject({ metadata, spec }: LeaseObject): StoredLease {
  const version = metadata.resourceVersion;
  if (version === undefined)
    throw new RefitError('InternalError', `the Lease ${metadata.name} came without metadata.resourceVersion`);
  const epoch = microTime(0);
  return {
    holder: spec?.holderIdentity ?? '',
    durationSeconds: spec?.leaseDurationSeconds ?? 0,
    acquireTime: spec?.acquireTime ?? epoch,
    renewTime: spec?.renewTime ?? epoch,
    transitions: spec?.leaseTransitions ?? 0,
    version,
  };
}
