/** Release documents that are not at hand: of what was live before, to return to it. */
import { RefitError } from '../../core/errors.ts';
import { sha256Hex } from '../../core/hash.ts';
import type { ArtifactPlace, Artifacts, ArtifactStores } from '../../artifacts/artifacts.ts';
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

/** The document of a release, checked against its digest. @throws RefitError ArtifactMissing | ArtifactCorrupted */
export async function readRelease(artifacts: Pick<Artifacts, 'read'>, digest: string): Promise<Release> {
  const chunks: Buffer[] = [];
  for await (const chunk of await artifacts.read(digest)) chunks.push(Buffer.from(chunk as Uint8Array));
  const bytes = Buffer.concat(chunks);
  const found = sha256Hex(bytes);
  if (found !== digest) throw new RefitError('ArtifactCorrupted', `release ${digest}: found bytes of digest ${found}`);
  const value: unknown = JSON.parse(bytes.toString('utf8'));
  if (isRelease(value)) return value;
  throw new RefitError('ArtifactCorrupted', `release ${digest}: found a document that is no release`);
}

function isRelease(value: unknown): value is Release {
  if (typeof value !== 'object' || value === null) return false;
  const fields: Readonly<Record<string, unknown>> = { ...value };
  const lists = ['command', 'args', 'env', 'inputs'].every((name) => Array.isArray(fields[name]));
  return lists && typeof fields['model'] === 'string' && typeof fields['port'] === 'number';
}
