import type { ArtifactPlace, Artifacts, ArtifactStores } from '../../artifacts/artifacts.ts';
import type { CredentialSource, S3Credentials } from '../../artifacts/objects/credentials.ts';
import type { ObjectStore } from '../../artifacts/objects/objects.ts';
import { defaultRegion, namespacePrefix } from '../../artifacts/pod-access.ts';
import { RefitError } from '../../core/errors.ts';
import type { KubernetesClient, KubernetesObject } from '../../kubernetes/client.ts';
import { secrets } from '../../kubernetes/resources.ts';

/**
 * Stored artifacts of a cluster's namespaces, read with the rights of whoever calls: from the bucket that a workflow names,
 * with the Secret beside it, else from the installation. Commands read: nothing is written, and nothing damaged is removed.
 */
export function clusterArtifacts(client: KubernetesClient): ArtifactStores['of'] {
  const opened = new Map<string, Artifacts>();
  return (namespace, place) => {
    const key = JSON.stringify([namespace, place]);
    const artifacts = opened.get(key) ?? readingArtifacts(namespace, () => openObjects(client, namespace, place));
    opened.set(key, artifacts);
    return artifacts;
  };
}

async function openObjects(
  client: KubernetesClient,
  namespace: string,
  place: ArtifactPlace | undefined,
): Promise<ObjectStore> {
  if (place === undefined) {
    const { openHttpObjects } = await import('../../artifacts/objects/http.ts');
    const { proxyTransport } = await import('./artifact-proxy.ts');
    return openHttpObjects(proxyTransport(client, namespace));
  }
  const { openS3Objects } = await import('../../artifacts/objects/s3.ts');
  const { endpoint, bucket, region = defaultRegion, prefix, secretRef } = place.s3;
  const credentials = await credentialsOf(client, namespace, secretRef.name);
  return openS3Objects({ endpoint, bucket, region, prefix: namespacePrefix(prefix, namespace), credentials });
}

/** The artifact port over objects that are opened when they are first asked for. */
function readingArtifacts(namespace: string, openStore: () => Promise<ObjectStore>): Artifacts {
  let opening: Promise<Artifacts> | undefined;
  async function open(): Promise<Artifacts> {
    const { openObjectArtifacts } = await import('../../artifacts/objects/artifacts.ts');
    const objects = await openStore();
    return openObjectArtifacts({ ...objects, put: refuse, discard: async () => {} }, { namespace });
  }
  const artifacts = (): Promise<Artifacts> => (opening ??= open());
  return {
    stat: async (digest) => (await artifacts()).stat(digest),
    read: async (digest) => (await artifacts()).read(digest),
    list: async (digest) => (await artifacts()).list(digest),
    verify: async (digest) => (await artifacts()).verify(digest),
    attempts: async (of, fingerprint) => (await artifacts()).attempts(of, fingerprint),
    readNote: async (of, key) => (await artifacts()).readNote(of, key),
    write: refuse,
    record: refuse,
    writeNote: refuse,
  };
}

function refuse(): Promise<never> {
  return Promise.reject(new RefitError('InternalError', 'A command does not write artifacts.'));
}

interface Secret extends KubernetesObject {
  /** Base64. */
  readonly data?: Readonly<Record<string, string>>;
}

async function credentialsOf(client: KubernetesClient, namespace: string, name: string): Promise<CredentialSource> {
  const { keepCredentials } = await import('../../artifacts/objects/credentials.ts');
  return keepCredentials(async (): Promise<S3Credentials> => {
    const { data = {} } = (await client.get<Secret>(secrets, { namespace, name })) ?? {};
    const [accessKeyId, secretAccessKey, sessionToken] = ['accessKeyId', 'secretAccessKey', 'sessionToken'].map(
      (key) => (data[key] === undefined ? undefined : Buffer.from(data[key], 'base64').toString('utf8').trim()),
    );
    if (accessKeyId === undefined || secretAccessKey === undefined)
      throw new RefitError(
        'SecretNotFound',
        `artifacts: Secret ${namespace}/${name} must have the keys accessKeyId and secretAccessKey`,
      );
    return { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
  });
}
