import { openAsBlob, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { existingRegistry } from '../existing.ts';
import { registryAddress } from '../node/settings.ts';

const manifestType = 'application/vnd.oci.image.manifest.v1+json';
const accepted = [manifestType, 'application/vnd.docker.distribution.manifest.v2+json'].join(', ');

/** The registry that images go to: the node's, or that of somebody's own cluster. Plain HTTP. */
function registry(): string {
  return existingRegistry() ?? registryAddress;
}

/** The name under which an image of this repository and tag is in the registry. */
export function referenceOf(repository: string, tag: string): string {
  return `${registry()}/${repository}:${tag}`;
}

/** Whether the registry has an image. */
export async function isPushed(repository: string, tag: string): Promise<boolean> {
  const url = `http://${registry()}/v2/${repository}/manifests/${tag}`;
  const response = await fetch(url, { method: 'HEAD', headers: { accept: accepted } });
  return response.ok;
}

/** Puts the image of a layout folder (`writeImageLayout`) into the registry. */
export async function pushLayout(folder: string, repository: string, tag: string): Promise<void> {
  const index = readFileSync(join(folder, 'index.json'), 'utf8');
  const manifest = readBlob(folder, digestsIn(index)[0]);
  for (const digest of digestsIn(manifest)) await pushBlob(folder, repository, digest);
  const url = `http://${registry()}/v2/${repository}/manifests/${tag}`;
  await accept(await fetch(url, { method: 'PUT', body: manifest, headers: { 'content-type': manifestType } }), url);
}

async function pushBlob(folder: string, repository: string, digest: string): Promise<void> {
  const blobs = `http://${registry()}/v2/${repository}/blobs`;
  if ((await fetch(`${blobs}/${digest}`, { method: 'HEAD' })).ok) return;
  const begun = await accept(await fetch(`${blobs}/uploads/`, { method: 'POST' }), blobs);
  const place = new URL(begun.headers.get('location') ?? '', blobs);
  place.searchParams.set('digest', digest);
  const body = await openAsBlob(blobFile(folder, digest));
  const headers = { 'content-type': 'application/octet-stream' };
  await accept(await fetch(place, { method: 'PUT', body, headers }), blobs);
}

async function accept(response: Response, what: string): Promise<Response> {
  if (!response.ok) throw new Error(`${what}: ${response.status} ${(await response.text()).slice(0, 500)}`);
  await response.body?.cancel();
  return response;
}

function digestsIn(json: string): string[] {
  return [...json.matchAll(/"digest":"(sha256:[0-9a-f]{64})"/g)].flatMap((match) => match[1] ?? []);
}

function readBlob(folder: string, digest: string | undefined): string {
  if (digest === undefined) throw new Error(`${folder} is no image layout`);
  return readFileSync(blobFile(folder, digest), 'utf8');
}

function blobFile(folder: string, digest: string): string {
  return join(folder, 'blobs', 'sha256', digest.slice('sha256:'.length));
}
