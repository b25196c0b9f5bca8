/**
 * What the pods of steps and of servers share: one user, the restricted Pod Security profile, no token of the API server, no
 * mesh, and what a person adds under `pod:` in a spec. Objects are plain JSON as the API server takes them; a field that is
 * left out is Kubernetes' default.
 */
import type { PodSettings, Resources } from '../api/v1alpha1/kinds.ts';

/** User, group and fsGroup of every container. */
export const podUser = 65532;

/** A volume as a pod has it: one more field says what kind it is. */
export interface Volume {
  readonly name: string;
  readonly [source: string]: unknown;
}

/** Where a container sees a volume. */
export interface VolumeMount {
  readonly name: string;
  readonly mountPath: string;
  readonly readOnly?: boolean;
  readonly [option: string]: unknown;
}

/** `value`, or where the kubelet reads it. */
export type EnvVariable =
  | { readonly name: string; readonly value: string }
  | {
      readonly name: string;
      readonly valueFrom: { readonly secretKeyRef: { readonly name: string; readonly key: string } };
    };

/** The fields of a container that Refit sets. */
export interface Container {
  readonly name: string;
  readonly image: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly workingDir?: string;
  readonly env?: readonly EnvVariable[];
  readonly ports?: readonly { readonly name: string; readonly containerPort: number }[];
  readonly resources?: Resources;
  readonly volumeMounts?: readonly VolumeMount[];
  readonly securityContext?: object;
  readonly terminationMessagePolicy?: 'File' | 'FallbackToLogsOnError';
  /** Probes, lifecycle and the like. */
  readonly [field: string]: unknown;
}

/** `spec.template` of a Job or Deployment. */
export interface PodTemplate {
  readonly metadata: {
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations: Readonly<Record<string, string>>;
  };
  readonly spec: {
    readonly restartPolicy: 'Never' | 'Always';
    readonly initContainers: readonly Container[];
    readonly containers: readonly Container[];
    readonly volumes: readonly Volume[];
    readonly [field: string]: unknown;
  };
}

/** What a pod is made of, before `podTemplate` adds what all pods have. */
export interface PodParts {
  readonly restartPolicy: 'Never' | 'Always';
  /** Refit's own: nobody's `pod.labels` or `pod.annotations` replace them. */
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly initContainers: readonly Container[];
  readonly containers: readonly Container[];
  /** Refit's own; their names start with `refit-`. */
  readonly volumes: readonly Volume[];
  readonly serviceAccountName?: string | undefined;
  readonly settings?: PodSettings | undefined;
}

/** Sidecars never end, so a Job's pod would not either; and a step's or server's traffic is its own. A person may say otherwise. */
const withoutMesh = {
  labels: { 'sidecar.istio.io/inject': 'false', 'istio.io/dataplane-mode': 'none' },
  annotations: { 'sidecar.istio.io/inject': 'false', 'linkerd.io/inject': 'disabled' },
} as const;

/** A pod template: what all pods of Refit have, and the settings of `pod:` that concern the pod as a whole. */
export function podTemplate(parts: PodParts): PodTemplate {
  const { settings = {} } = parts;
  return {
    metadata: {
      labels: { ...withoutMesh.labels, ...settings.labels, ...parts.labels },
      annotations: { ...withoutMesh.annotations, ...settings.annotations, ...parts.annotations },
    },
    spec: {
      restartPolicy: parts.restartPolicy,
      ...(parts.serviceAccountName === undefined ? {} : { serviceAccountName: parts.serviceAccountName }),
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      securityContext: {
        runAsNonRoot: true,
        runAsUser: podUser,
        runAsGroup: podUser,
        fsGroup: podUser,
        // A volume of many files is not walked again when its root is right already.
        fsGroupChangePolicy: 'OnRootMismatch',
        seccompProfile: { type: 'RuntimeDefault' },
      },
      initContainers: parts.initContainers,
      containers: parts.containers,
      volumes: [...parts.volumes, ...(settings.volumes ?? [])],
      ...placementOf(settings),
    },
  };
}

function placementOf(settings: PodSettings): Record<string, unknown> {
  const { nodeSelector, tolerations, affinity, priorityClassName, imagePullSecrets } = settings;
  const fields = { nodeSelector, tolerations, affinity, priorityClassName, imagePullSecrets };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** The security context of a container; of Refit's own also with a read-only root file system. */
export function securityContext(root: 'ReadOnlyRoot' | 'WritableRoot'): object {
  return {
    runAsNonRoot: true,
    runAsUser: podUser,
    runAsGroup: podUser,
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    seccompProfile: { type: 'RuntimeDefault' },
    ...(root === 'ReadOnlyRoot' ? { readOnlyRootFilesystem: true } : {}),
  };
}

/** HOME and TMPDIR of the user's container: emptyDirs, whatever the image's own user and file system are. */
export const privateFolders = { home: '/refit/home', temporary: '/refit/tmp' } as const;

/** The volumes of `privateFolders`. Only the user's container mounts them: what it leaves there reaches no program of Refit. */
export function privateVolumes(): { readonly volumes: readonly Volume[]; readonly mounts: readonly VolumeMount[] } {
  return {
    volumes: [
      { name: 'refit-home', emptyDir: {} },
      { name: 'refit-tmp', emptyDir: {} },
    ],
    mounts: [
      { name: 'refit-home', mountPath: privateFolders.home },
      { name: 'refit-tmp', mountPath: privateFolders.temporary },
    ],
  };
}

/** The user's container: the image untouched. */
export interface UserContainer extends Container {
  readonly env: readonly EnvVariable[];
  readonly volumeMounts: readonly VolumeMount[];
}

/**
 * Adds what every user's container has: HOME and TMPDIR (unless `env` says otherwise), the restricted security context, the mounts of `pod.volumeMounts`.
 * Texts must have gone through `literal` where Kubernetes would expand them.
 */
export function userContainer(container: UserContainer, settings: PodSettings | undefined): Container {
  const own: readonly EnvVariable[] = [
    { name: 'HOME', value: privateFolders.home },
    { name: 'TMPDIR', value: privateFolders.temporary },
  ];
  return {
    terminationMessagePolicy: 'FallbackToLogsOnError',
    securityContext: securityContext('WritableRoot'),
    ...container,
    env: [...own.filter(({ name }) => !container.env.some((declared) => declared.name === name)), ...container.env],
    volumeMounts: [...privateVolumes().mounts, ...container.volumeMounts, ...(settings?.volumeMounts ?? [])],
  };
}

/**
 * A text that reaches the process as it is: Kubernetes expands `$(NAME)` in command, args and env values, and makes one `$`
 * of two (https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/).
 */
export function literal(text: string): string {
  return text.replaceAll('$', '$$$$');
}
