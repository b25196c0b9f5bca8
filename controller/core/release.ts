/**
 * The document of a release: what runs behind a stage, as canonical JSON, stored as an artifact before a rollout. Its
 * digest is that artifact's digest. Variables and inputs are in order of name, so the order they were written in makes
 * no other release.
 */
import type { Artifacts } from '../artifacts/artifacts.ts';
import type { Release } from '../serving/serving.ts';
import { collectBytes } from './bounded-bytes.ts';
import { canonicalJSON } from './canonical.ts';
import { RefitError } from './errors.ts';
import { sha256Hex } from './hash.ts';
import { parseForeignJSON } from './foreign-json.ts';

/** Bytes of a release's document at most: it is made of a WorkflowRun's snapshot, which the API server keeps below 1.5 MiB. */
export const maxReleaseBytes = 4 * 1024 * 1024;

/** A release, as far as its document needs it; `Release` of the serving port fits. */
export interface ReleaseContent {
  readonly env: readonly { readonly name: string }[];
  readonly inputs: readonly { readonly name: string }[];
}

/** The document of a release. Undefined fields are left out. */
export function releaseContent<Content extends ReleaseContent>(release: Content): string {
  return canonicalJSON({ ...release, env: release.env.toSorted(byName), inputs: release.inputs.toSorted(byName) });
}

/** `sha256:<hex>` of the document, which is also its artifact digest. */
export function releaseDigest<Content extends ReleaseContent>(release: Content): string {
  return sha256Hex(releaseContent(release));
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

/** The document of a release, checked against its digest. @throws RefitError ArtifactMissing | ArtifactCorrupted */
export async function readRelease(artifacts: Pick<Artifacts, 'read'>, digest: string): Promise<Release> {
  const bytes = await collectBytes(await artifacts.read(digest), maxReleaseBytes);
  if (bytes === undefined)
    throw corrupted(digest, `found more bytes than a release may have, allowed at most ${maxReleaseBytes}`);
  const found = sha256Hex(bytes);
  if (found !== digest) throw corrupted(digest, `found bytes of digest ${found}`);
  const value = parseForeignJSON(bytes.toString('utf8'));
  if (isRelease(value)) return value;
  throw corrupted(digest, 'found a document that is no release');
}

function corrupted(digest: string, what: string): RefitError {
  return new RefitError('ArtifactCorrupted', `release ${digest}: ${what}`);
}

function isRelease(value: unknown): value is Release {
  if (typeof value !== 'object' || value === null) return false;
  const fields: Readonly<Record<string, unknown>> = { ...value };
  const lists = ['command', 'args', 'env', 'inputs'].every((name) => Array.isArray(fields[name]));
  return lists && typeof fields['model'] === 'string' && typeof fields['port'] === 'number';
}
