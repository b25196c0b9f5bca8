import { kubectl } from './kubectl.ts';
import { eventually } from '../eventually.ts';

/** A container security context that the restricted Pod Security admits. */
export const restricted = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  runAsNonRoot: true,
  runAsUser: 65_532,
  runAsGroup: 65_532,
  seccompProfile: { type: 'RuntimeDefault' },
} as const;

/** Where a helper acts. */
export interface Place {
  readonly kubeconfig: string;
  readonly namespace: string;
}

/** What a pod of a test runs. */
export interface PodRequest {
  readonly name: string;
  readonly image: string;
  readonly command: readonly string[];
  /** More fields of the container. */
  readonly container?: Readonly<Record<string, unknown>>;
  /** More fields of the pod's spec. */
  readonly spec?: Readonly<Record<string, unknown>>;
  readonly labels?: Readonly<Record<string, string>>;
}

/** Makes a namespace that admits restricted pods only, and waits for its service account. */
export async function createNamespace(kubeconfig: string, name: string): Promise<Place> {
  const labels = { 'pod-security.kubernetes.io/enforce': 'restricted' };
  await create({ kubeconfig, namespace: '' }, { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } });
  const place = { kubeconfig, namespace: name };
  await eventually(() => inNamespace(place, ['get', 'serviceaccount', 'default']), 60_000);
  return place;
}

/** kubectl in the place's namespace. */
export function inNamespace(place: Place, args: readonly string[], input?: string): Promise<string> {
  const namespace = place.namespace === '' ? [] : ['--namespace', place.namespace];
  return kubectl([...namespace, ...args], { kubeconfig: place.kubeconfig, ...(input === undefined ? {} : { input }) });
}

/** Creates an object given as a value. */
export function create(place: Place, object: unknown): Promise<string> {
  return inNamespace(place, ['create', '-f', '-'], JSON.stringify(object));
}

/** Creates a pod with one container named `main`. */
export function createPod(place: Place, request: PodRequest): Promise<string> {
  const { name, image, command } = request;
  return create(place, {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, ...(request.labels === undefined ? {} : { labels: request.labels }) },
    spec: {
      restartPolicy: 'Never',
      terminationGracePeriodSeconds: 0,
      containers: [{ name: 'main', image, command, securityContext: restricted, ...request.container }],
      ...request.spec,
    },
  });
}

/** Runs a pod to its end. @returns its log @throws Error with its log when it failed */
export async function runPod(place: Place, request: PodRequest): Promise<string> {
  await createPod(place, request);
  const phase = await eventually(async () => {
    const now = await inNamespace(place, ['get', 'pod', request.name, '-o', 'jsonpath={.status.phase}']);
    return now === 'Succeeded' || now === 'Failed' ? now : false;
  }, 120_000);
  const log = await inNamespace(place, ['logs', request.name]);
  if (phase === 'Failed') throw new Error(`pod ${request.name} failed: ${log}`);
  return log;
}
