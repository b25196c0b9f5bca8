/** The artifact store as the programs of a pod open it: from its description and the files mounted beside it. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RefitError } from '../../core/errors.ts';
import { podCredentials } from '../pod-access.ts';
import type { PodArtifacts } from '../pod-access.ts';
import { openObjectArtifacts } from './artifacts.ts';
import type { ObjectArtifacts } from './artifacts.ts';
import { keepCredentials, readCredentialFiles } from './credentials.ts';
import type { ObjectStore } from './objects.ts';

async function readToken(path: string): Promise<string> {
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (error: unknown) {
    throw new RefitError('ArtifactStoreUnavailable', `artifact store: the token ${path} cannot be read`, error);
  }
}

async function openObjects(access: PodArtifacts, credentials: string): Promise<ObjectStore> {
  if (access.kind === 'Http') {
    const { createHttpTransport } = await import('./http-transport.ts');
    const { openHttpObjects } = await import('./http.ts');
    const token = (): Promise<string> => readToken(join(credentials, podCredentials.token));
    return openHttpObjects(createHttpTransport({ url: access.url, token }));
  }
  const { openS3Objects } = await import('./s3.ts');
  const secret = join(credentials, podCredentials.secret);
  return openS3Objects({ ...access, credentials: keepCredentials(() => readCredentialFiles(secret)) });
}

/**
 * Opens the store of a pod's namespace; it has no records for pods. Connects to nothing yet.
 * @param credentials the folder (`/refit/artifacts`) with what podCredentials names
 */
export async function openPodArtifacts(access: PodArtifacts, credentials: string): Promise<ObjectArtifacts> {
  return openObjectArtifacts(await openObjects(access, credentials));
}
