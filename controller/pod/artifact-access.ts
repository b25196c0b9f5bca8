/** What a pod mounts so that Refit's programs in it reach the artifacts of their namespace. Mounted in those programs only. */
import { podCredentials } from '../artifacts/pod-access.ts';
import type { PodArtifacts } from '../artifacts/pod-access.ts';
import type { EnvVariable, Volume, VolumeMount } from './spec.ts';

/** The folder of credentials, as `openPodArtifacts` is told. */
export const credentialsFolder = '/refit/artifacts';

/** Seconds a token is valid for; the kubelet renews it at four fifths of that. */
const tokenSeconds = 3600;

/** Volumes of the pod, mounts and variables of its programs, and the description that goes into the request document. */
export interface ArtifactAccess {
  readonly config: PodArtifacts;
  readonly volumes: readonly Volume[];
  readonly mounts: readonly VolumeMount[];
  readonly env: readonly EnvVariable[];
}

/** The access of a pod to a store. */
export function artifactAccess(config: PodArtifacts): ArtifactAccess {
  const name = 'refit-artifacts';
  if (config.kind === 'S3') {
    const secret = { secretName: config.secretName, defaultMode: 0o440 };
    const mountPath = `${credentialsFolder}/${podCredentials.secret}`;
    return { config, env: [], volumes: [{ name, secret }], mounts: [{ name, mountPath, readOnly: true }] };
  }
  const token = { path: podCredentials.token, audience: config.audience, expirationSeconds: tokenSeconds };
  return {
    config,
    env: [],
    volumes: [{ name, projected: { sources: [{ serviceAccountToken: token }] } }],
    mounts: [{ name, mountPath: credentialsFolder, readOnly: true }],
  };
}
