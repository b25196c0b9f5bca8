/** Release documents that are not at hand: of what was live before, to return to it. */
import { readRelease } from '../../core/release.ts';
import type { ArtifactPlace, ArtifactStores } from '../../artifacts/artifacts.ts';
import type { Release } from '../serving.ts';

/** How many documents are kept at hand. They never change. */
const kept = 100;

/** Reads releases of a namespace. */
export interface ReleaseReader {
  /** @throws RefitError ArtifactMissing | ArtifactCorrupted | ArtifactStoreUnavailable */
  read(namespace: string, digest: string, place: ArtifactPlace | undefined): Promise<Release>;
}

/** A reader that remembers what it read last. */
export function createReleaseReader(stores: ArtifactStores): ReleaseReader {
  const known = new Map<string, Release>();
  return {
    async read(namespace, digest, place) {
      const key = `${namespace} ${digest}`;
      const release = known.get(key) ?? (await readRelease(stores.of(namespace, place), digest));
      known.delete(key);
      known.set(key, release);
      for (const oldest of known.keys()) {
        if (known.size <= kept) break;
        known.delete(oldest);
      }
      return release;
    },
  };
}
