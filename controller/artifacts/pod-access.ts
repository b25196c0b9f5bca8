/**
 * How the fetch and publish containers of a pod reach the artifacts of their namespace: a description without secrets,
 * which the engine mounts by and `openPodArtifacts` (objects/pod.ts) opens by. The controller's own keys are in none.
 */
import { RefitError } from '../core/errors.ts';
import type { ArtifactPlace } from './artifacts.ts';

/** The audience of the tokens that the volume's server accepts, and of nothing else. */
export const ARTIFACT_AUDIENCE = 'refit-artifacts';

/** What the folder of credentials in a pod (`/refit/artifacts`) has: names below it. */
export const podCredentials = {
  /** Where the Secret `secretName` is mounted: files `accessKeyId`, `secretAccessKey` and, if it has one, `sessionToken`. */
  secret: 'secret',
  /** The projected service-account token; renewed by the kubelet, so read for every request. */
  token: 'token',
} as const;

/** JSON: part of the request document of an execution. */
export type PodArtifacts =
  | {
      readonly kind: 'S3';
      readonly endpoint: string;
      readonly bucket: string;
      readonly region: string;
      /** The whole prefix of the namespace's keys, without slashes at its ends. */
      readonly prefix: string;
      /** A Secret of the pod's namespace, to be mounted at `<credentials>/secret`. */
      readonly secretName: string;
    }
  | {
      readonly kind: 'Http';
      /** The volume's server, such as `http://refit-artifacts.refit-system.svc:8085`. */
      readonly url: string;
      /** Of the token to be projected to `<credentials>/token`. */
      readonly audience: string;
    };

/** Where the installation keeps the artifacts of workflows that name no place of their own, as pods see it. */
export type PodInstallation =
  | {
      readonly kind: 'S3';
      readonly endpoint: string;
      readonly bucket: string;
      readonly prefix?: string;
      readonly region?: string;
      /** A Secret that each namespace has under this name, with keys that are valid for its own prefix only. */
      readonly podSecretRef: { readonly name: string };
    }
  | { readonly kind: 'Volume'; readonly url: string };

/** The region that is signed for where none is named; servers other than AWS take any. */
export const defaultRegion = 'us-east-1';

/** `<prefix>/<namespace>`: the namespace is always part of it, so that two that name one bucket never share. */
export function namespacePrefix(prefix: string | undefined, namespace: string): string {
  return prefix === undefined || prefix === '' ? namespace : `${prefix}/${namespace}`;
}

function podS3(
  namespace: string,
  place: Omit<ArtifactPlace['s3'], 'secretRef'>,
  secret: { readonly name: string },
): PodArtifacts {
  return {
    kind: 'S3',
    endpoint: place.endpoint,
    bucket: place.bucket,
    region: place.region ?? defaultRegion,
    prefix: namespacePrefix(place.prefix, namespace),
    secretName: secret.name,
  };
}

/** @param place of the workflow; undefined: the installation's */
export function podArtifacts(
  namespace: string,
  place: ArtifactPlace | undefined,
  installation: PodInstallation,
): PodArtifacts {
  if (place !== undefined) return podS3(namespace, place.s3, place.s3.secretRef);
  if (installation.kind === 'S3') return podS3(namespace, installation, installation.podSecretRef);
  return { kind: 'Http', url: installation.url, audience: ARTIFACT_AUDIENCE };
}

/** The forms that a description may have, by kind. */
const fields = {
  S3: ['endpoint', 'bucket', 'region', 'prefix', 'secretName'],
  Http: ['url', 'audience'],
} as const;

/** @throws RefitError InternalError when a document's value is no such description */
export function parsePodArtifacts(value: unknown): PodArtifacts {
  if (isPodArtifacts(value)) return value;
  throw new RefitError(
    'InternalError',
    'artifacts: found no description of an artifact store; allowed are S3 and Http',
  );
}

function isPodArtifacts(value: unknown): value is PodArtifacts {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false;
  if (value.kind !== 'S3' && value.kind !== 'Http') return false;
  const found = new Map<string, unknown>(Object.entries(value));
  return fields[value.kind].every((name) => typeof found.get(name) === 'string');
}
