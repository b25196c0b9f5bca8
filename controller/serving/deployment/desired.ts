/** The Deployment and Service of a stage as they shall be. What is not said here is not owned: replicas, and whatever others add. */
import { canonicalJSON } from '../../core/canonical.ts';
import { sha256Hex } from '../../core/hash.ts';
import { workflowLabel } from '../../engines/job/names.ts';
import { ownerOf } from '../../engines/job/owner.ts';
import type { KubernetesMeta, KubernetesObject } from '../../kubernetes/client.ts';
import type { ServingKey, ServingPlacement } from '../serving.ts';
import {
  managedBy,
  managedByLabel,
  objectName,
  selectorLabels,
  servingAnnotation,
  servingText,
  stageLabel,
  workflowUIDAnnotation,
} from './names.ts';
import {
  imageAnnotation,
  liveAnnotations,
  modelAnnotations,
  placementAnnotation,
  recordAnnotations,
} from './record.ts';
import type { Served, StageRecord } from './record.ts';
import { imageOf, portName, serverTemplate } from './template.ts';
import type { TemplateParts } from './template.ts';

/** An object of ours, and what it is first POSTed as. */
export interface Desired {
  /**
   * The least that the API server takes. A POST's fields are owned by another operation than an apply's and would stay when an
   * apply leaves them out, so it has only fields that every later apply has too.
   */
  readonly first: KubernetesObject;
  readonly object: KubernetesObject;
}

/** Hash of all we apply: a field that is no longer wanted makes a difference too. */
export const appliedAnnotation = 'refit.dev/applied';

/** What a stage's objects are made of. */
export interface StageParts extends TemplateParts {
  readonly record: StageRecord;
  readonly run: Served | 'Stopped';
}

/** The Deployment. @throws RefitError as serverTemplate does */
export function desiredDeployment(parts: StageParts): Desired {
  const { key, record, run, placement, image, content, limits } = parts;
  const annotations = {
    ...identity(key),
    ...recordAnnotations(record),
    [placementAnnotation]: canonicalJSON(placement),
    [imageAnnotation]: image,
  };
  const selector = { matchLabels: selectorLabels(key) };
  const first = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: metadataOf(key, identity(key)),
    // Paused: no pod of this one is ever made.
    spec: { paused: true, selector, template: bareTemplate(parts) },
  };
  const spec = {
    paused: false,
    selector,
    revisionHistoryLimit: 2,
    progressDeadlineSeconds: Math.ceil((content.readiness.timeoutMs + limits.preparationMs) / 1_000),
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: '25%' } },
    ...(run === 'Stopped' ? { replicas: 0, template: bareTemplate(parts) } : { template: serverTemplate(parts) }),
  };
  const object = { ...first, metadata: owned(key, placement, metadataOf(key, annotations)), spec };
  return { first, object: withHash(object) };
}

/** The Service: port 80, whatever port a release listens on, so that the address of a stage never changes. */
export function desiredService(key: ServingKey, placement: ServingPlacement, live: Served | undefined): Desired {
  const first = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadataOf(key, identity(key)),
    spec: {
      selector: selectorLabels(key),
      ports: [{ name: portName, port: 80, protocol: 'TCP', targetPort: portName }],
    },
  };
  const metadata = owned(key, placement, metadataOf(key, { ...identity(key), ...liveAnnotations(live) }));
  const object = withHash({ ...first, metadata });
  const isWhole = placement.deletionPolicy === 'Orphan' && live === undefined;
  return { first: isWhole ? object : first, object };
}

/** The stable address of a stage. */
export function addressOf(key: ServingKey): string {
  const { name, namespace } = objectName(key);
  return `http://${name}.${namespace}.svc`;
}

/** A template that any API server takes, and that says of what. */
function bareTemplate({ key, digest, content }: TemplateParts): object {
  const served = { release: digest, model: content.model };
  return {
    metadata: {
      labels: { [managedByLabel]: managedBy, ...selectorLabels(key) },
      annotations: modelAnnotations(served),
    },
    spec: { containers: [{ name: 'server', image: imageOf(key, content) }] },
  };
}

function identity(key: ServingKey): Record<string, string> {
  return { [servingAnnotation]: servingText(key), [workflowUIDAnnotation]: key.workflowUID };
}

function metadataOf(key: ServingKey, annotations: Record<string, string>): KubernetesMeta {
  const labels = { [managedByLabel]: managedBy, [workflowLabel]: key.workflow, [stageLabel]: key.step };
  return { ...objectName(key), labels, annotations };
}

/** With Orphan nothing of the workflow's is named that garbage collection could follow. */
function owned(key: ServingKey, { deletionPolicy }: ServingPlacement, metadata: KubernetesMeta): KubernetesMeta {
  return deletionPolicy === 'Delete' ? { ...metadata, ownerReferences: [ownerOf(key)] } : metadata;
}

function withHash(object: KubernetesObject): KubernetesObject {
  const { metadata } = object;
  const hash = sha256Hex(canonicalJSON(object));
  return { ...object, metadata: { ...metadata, annotations: { ...metadata.annotations, [appliedAnnotation]: hash } } };
}
