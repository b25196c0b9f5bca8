/** What the container `fetch` mounts, and no other: Secrets of repositories and data, and where fetched data is kept. */
import { join } from 'node:path';
import type { Volume, VolumeMount } from './spec.ts';

/** Where Secrets are mounted: a folder each, under its name, as `openFolderSecrets` reads them. */
export const sourceSecretsFolder = '/refit/secrets';

/** Where the claim for fetched data is mounted. */
export const dataCacheFolder = '/refit/data-cache';

/**
 * A claim that each namespace with workflows has under this name: a node's disk or one that several nodes share. What is there is its
 * namespace's alone, since hashes are no secrets.
 */
export interface DataCache {
  /** The PersistentVolumeClaim's name. */
  readonly claim: string;
  /** Bytes that fetched data may have on it. */
  readonly budget: number;
}

/** The volumes of the pod, and the mounts of `fetch`. */
export function sourceVolumes(
  secrets: readonly string[],
  cache: DataCache | undefined,
): { readonly volumes: readonly Volume[]; readonly mounts: readonly VolumeMount[] } {
  // Names of Secrets are longer than those of volumes may be, and have dots.
  const named = secrets.map((secretName, index) => ({ secretName, name: `refit-source-${index + 1}` }));
  const volumes: Volume[] = named.map(({ name, secretName }) => ({ name, secret: { secretName, defaultMode: 0o440 } }));
  const mounts: VolumeMount[] = named.map(({ name, secretName }) => ({
    name,
    mountPath: join(sourceSecretsFolder, secretName),
    readOnly: true,
  }));
  if (cache === undefined) return { volumes, mounts };
  const name = 'refit-data-cache';
  return {
    volumes: [...volumes, { name, persistentVolumeClaim: { claimName: cache.claim } }],
    mounts: [...mounts, { name, mountPath: dataCacheFolder }],
  };
}
