/**
 * The document of a release: what runs behind a stage, as canonical JSON, stored as an artifact before a rollout. Its
 * digest is that artifact's digest. Variables and inputs are in order of name, so the order they were written in makes
 * no other release.
 */
import { canonicalJSON } from './canonical.ts';
import { sha256Hex } from './hash.ts';

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
