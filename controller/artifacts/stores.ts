/** The artifacts of each namespace of a cluster: in the bucket that a workflow names, or where the installation keeps them. */
import type { ArtifactPlace, Artifacts, ArtifactStores } from './artifacts.ts';
import { openObjectArtifacts } from './objects/artifacts.ts';
import { keepCredentials } from './objects/credentials.ts';
import type { CredentialSource, S3Credentials } from './objects/credentials.ts';
import { openFileVolume } from './objects/file.ts';
import type { ObjectStore } from './objects/objects.ts';
import { controllerTimeouts, createS3Connections } from './objects/s3-client.ts';
import type { S3Connections } from './objects/s3-client.ts';
import { openS3Objects } from './objects/s3.ts';
import { defaultRegion, namespacePrefix } from './pod-access.ts';
import { checkNamespace } from './record-documents.ts';
import type { Secrets } from '../secrets/secrets.ts';

/** Where artifacts of workflows without a place of their own are, as the controller reaches it. */
export type ArtifactInstallation =
  | {
      readonly kind: 'S3';
      readonly endpoint: string;
      readonly bucket: string;
      readonly prefix?: string;
      readonly region?: string;
      /** The controller's own keys, such as `() => readCredentialFiles(folder)`; never given to a pod of a namespace. */
      readonly credentials: () => Promise<S3Credentials>;
    }
  | {
      /** The folder that server/serve.ts serves. */
      readonly kind: 'Volume';
      readonly folder: string;
    };

export interface ArtifactStoresOptions {
  /** Where Secrets of namespaces are read: when used, and again after a minute or when they are refused. */
  readonly secrets: Secrets;
  readonly installation: ArtifactInstallation;
}

/** More than this many places are not kept open; one that is asked for again is opened again. */
const maxOpen = 1_000;

function openBucket(
  namespace: string,
  place: Omit<ArtifactPlace['s3'], 'secretRef'>,
  credentials: CredentialSource,
  connections: S3Connections,
): ObjectStore {
  const { endpoint, bucket, prefix, region = defaultRegion } = place;
  const whole = namespacePrefix(prefix, namespace);
  return openS3Objects({ endpoint, bucket, region, prefix: whole, credentials, connections });
}

function openerOf(installation: ArtifactInstallation, connections: S3Connections): (namespace: string) => ObjectStore {
  if (installation.kind === 'Volume') {
    const volume = openFileVolume(installation.folder);
    return (namespace) => volume.objects(namespace);
  }
  const credentials = keepCredentials(installation.credentials);
  return (namespace) => openBucket(namespace, installation, credentials, connections);
}

/** With what the artifact server shows. */
export interface ClusterArtifactStores extends ArtifactStores {
  /** The objects of a namespace where the installation keeps them. */
  objectsOf(namespace: string): ObjectStore;
}

/** @returns stores that connect to nothing before they are used */
export function createArtifactStores({ secrets, installation }: ArtifactStoresOptions): ClusterArtifactStores {
  const connections = createS3Connections(controllerTimeouts);
  const opened = new Map<string, Artifacts>();
  const openOwn = openerOf(installation, connections);

  async function readSecret(namespace: string, name: string): Promise<S3Credentials> {
    const [accessKeyId, secretAccessKey] = await Promise.all([
      secrets.read(namespace, name, 'accessKeyId'),
      secrets.read(namespace, name, 'secretAccessKey'),
    ]);
    return { accessKeyId: accessKeyId.trim(), secretAccessKey: secretAccessKey.trim() };
  }

  function openPlace(namespace: string, { s3 }: ArtifactPlace): ObjectStore {
    const credentials = keepCredentials(() => readSecret(namespace, s3.secretRef.name));
    return openBucket(namespace, s3, credentials, connections);
  }

  return {
    objectsOf(namespace) {
      checkNamespace(namespace);
      return openOwn(namespace);
    },
    of(namespace, place) {
      checkNamespace(namespace);
      const s3 = place?.s3;
      const key = JSON.stringify([namespace, s3?.endpoint, s3?.bucket, s3?.prefix, s3?.region, s3?.secretRef.name]);
      const known = opened.get(key);
      opened.delete(key);
      const artifacts =
        known ??
        openObjectArtifacts(place === undefined ? openOwn(namespace) : openPlace(namespace, place), { namespace });
      // Last in the map: used last.
      opened.set(key, artifacts);
      if (opened.size > maxOpen) for (const oldest of opened.keys()) if (opened.delete(oldest)) break;
      return artifacts;
    },
  };
}
