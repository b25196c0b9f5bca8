/** What a stage's Deployment and Service are called, and how we know them as ours. */
import { stageName } from '../../core/naming.ts';
import { workflowLabel } from '../../engines/job/names.ts';
import type { KubernetesMeta, ResourceName } from '../../kubernetes/client.ts';
import type { ServingKey } from '../serving.ts';

/** On all that informers of serving select by. */
export const managedByLabel = 'app.kubernetes.io/managed-by';
export const managedBy = 'refit';
/** On Deployment, Service and pods: the deploy step. Pods are selected by it. */
export const stageLabel = 'refit.dev/stage';

/** `<namespace>/<workflow>/<step>`: an object without it is not ours, whatever it is called. */
export const servingAnnotation = 'refit.dev/serving';
/** The workflow that serves there now. One deleted with Orphan and made again takes over under its new uid. */
export const workflowUIDAnnotation = 'refit.dev/workflow-uid';

/** On the pod template: what these pods serve. */
export const releaseAnnotation = 'refit.dev/release';
export const modelAnnotation = 'refit.dev/model';

/** Containers of a server's pod. */
export const serverContainer = 'server';
export const fetchContainer = 'fetch';

/** The name of a stage's Deployment and Service. */
export function objectName(key: ServingKey): Required<ResourceName> {
  return { namespace: key.namespace, name: stageName(key) };
}

/** The Deployment's selector, which cannot be changed later: no more than tells stages of a namespace apart. */
export function selectorLabels(key: ServingKey): Record<string, string> {
  return { [workflowLabel]: key.workflow, [stageLabel]: key.step };
}

/** The text of `servingAnnotation`. */
export function servingText({ namespace, workflow, step }: ServingKey): string {
  return `${namespace}/${workflow}/${step}`;
}

/** Whether we made this object for this stage, in the name of whichever workflow of that name. */
export function isOurs(metadata: KubernetesMeta, key: ServingKey): boolean {
  return metadata.annotations?.[servingAnnotation] === servingText(key);
}

/** The key of an object of ours; undefined if it is none. */
export function keyOfObject({ annotations, namespace }: KubernetesMeta): ServingKey | undefined {
  const [place, workflow, step, ...more] = annotations?.[servingAnnotation]?.split('/') ?? [];
  const workflowUID = annotations?.[workflowUIDAnnotation];
  if (place === undefined || place !== namespace || workflow === undefined || step === undefined) return undefined;
  return more.length > 0 || workflowUID === undefined ? undefined : { namespace, workflow, workflowUID, step };
}
