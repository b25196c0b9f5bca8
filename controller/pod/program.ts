/** The containers that run Refit's own programs in pods: the controller's image, a disk of their own, nothing of the user's. */
import { securityContext } from './spec.ts';
import type { Container, EnvVariable, Volume, VolumeMount } from './spec.ts';

/** The programs, as the controller's image has them. */
export const programs = {
  /** Lays out a step's inputs. */
  fetch: ['node', '/app/controller/pod/fetch.ts'],
  /** Stores a step's outputs. */
  publish: ['node', '/app/controller/pod/publish.ts'],
  /** Lays out a server's release. */
  release: ['node', '/app/controller/pod/release.ts'],
} as const;

/**
 * HOME and TMPDIR of Refit's programs, and what one of them leaves for the next. The user's container never sees it: a file
 * such as ~/.aws/config or ~/.gitconfig decides what tools do.
 */
export const ownFolder = '/refit/own';

/** Where the request (or release) document is, as `requestVolume` puts it. */
export const requestFile = '/refit/request/request.json';

/** On the pod: the document that `requestFile` shows. */
export const requestAnnotation = 'refit.dev/request';

/** The volumes that programs need; a pod with a program has them. */
export function programVolumes(): readonly Volume[] {
  return [
    { name: 'refit-own', emptyDir: {} },
    {
      name: 'refit-request',
      downwardAPI: {
        items: [{ path: 'request.json', fieldRef: { fieldPath: `metadata.annotations['${requestAnnotation}']` } }],
      },
    },
  ];
}

/** One container with a program. */
export interface ProgramContainer {
  readonly name: string;
  /** The controller's image. */
  readonly image: string;
  readonly program: readonly string[];
  readonly env?: readonly EnvVariable[];
  /** Beside its own disk and the request. */
  readonly volumeMounts: readonly VolumeMount[];
}

/** The container of a program. */
export function programContainer(container: ProgramContainer): Container {
  const { name, image, program, env = [], volumeMounts } = container;
  return {
    name,
    image,
    command: program,
    env: [{ name: 'HOME', value: ownFolder }, { name: 'TMPDIR', value: ownFolder }, ...env],
    // Enough to be counted by the scheduler; small enough that a step's own requests decide.
    resources: { requests: { cpu: '50m', memory: '128Mi' } },
    securityContext: securityContext('ReadOnlyRoot'),
    terminationMessagePolicy: 'FallbackToLogsOnError',
    volumeMounts: [
      { name: 'refit-own', mountPath: ownFolder },
      { name: 'refit-request', mountPath: '/refit/request', readOnly: true },
      ...volumeMounts,
    ],
  };
}
