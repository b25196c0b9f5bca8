/** Opens what delivery works with, from what an execution says and the folders it has. */
import { createGitAccess } from '../git/access.ts';
import { createAddressPolicy } from '../git/addresses.ts';
import type { AddressRules } from '../git/addresses.ts';
import type { Secrets } from '../secrets/secrets.ts';
import type { Surroundings } from './mirrored.ts';
import { createDataHttp } from './http.ts';
import { openDataStore } from './store.ts';

/** Everything that differs between a process of this machine and a pod. */
export interface DataOptions {
  /** The folder of git mirrors. */
  readonly mirrors: string;
  readonly shallow: boolean;
  readonly namespace: string;
  readonly secrets: Secrets;
  /** What the installation says of addresses; left out: what is refused anyway. */
  readonly addresses?: AddressRules | undefined;
  readonly allowLocal: boolean;
  /** Where fetched data is kept: `Shared` with other executions within `budget` bytes, or of this one alone. */
  readonly store: {
    readonly folder: string;
    readonly kind: 'Shared' | 'Private';
    readonly budget?: number | undefined;
  };
  readonly signal: AbortSignal;
}

/** Nothing is connected to, made or read before it is needed. */
export function openSurroundings(options: DataOptions): Surroundings {
  const { mirrors, shallow, namespace, secrets, allowLocal, signal } = options;
  const addresses = createAddressPolicy(options.addresses ?? { loopback: allowLocal });
  const { folder, kind, budget } = options.store;
  return {
    mirrors,
    shallow,
    namespace,
    secrets,
    credentials: createGitAccess(secrets),
    addresses,
    allowLocal,
    http: createDataHttp({ addresses, signal }),
    store: openDataStore(folder, kind, budget),
    signal,
  };
}
