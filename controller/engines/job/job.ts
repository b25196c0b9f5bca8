/** The Job of an execution: its three containers, what they may see, and how Kubernetes is to treat its end. */
import { quietAnnotations } from '../../api/v1alpha1/annotations.ts';
import { RefitError } from '../../core/errors.ts';
import { executionName } from '../../core/naming.ts';
import { containers } from './names.ts';
import {
  attemptLabel,
  defaultContainerAnnotation,
  executionLabel,
  fingerprintAnnotation,
  kueueLabels,
  scratchAnnotation,
  secretsAnnotation,
  stepLabel,
  subjectLabel,
  workflowLabel,
} from './names.ts';
import { ownerOf } from './owner.ts';
import { sourceSecrets } from '../../data/source-secrets.ts';
import type { AddressRules } from '../../git/addresses.ts';
import type { ExecutionRequest } from '../engine.ts';
import { StepFault } from '../process/fault.ts';
import { podTemplate, privateVolumes } from '../../pod/spec.ts';
import type { Container, PodTemplate, Volume, VolumeMount } from '../../pod/spec.ts';
import { programContainer, programs, programVolumes, requestAnnotation } from '../../pod/program.ts';
import type { ArtifactAccess } from '../../pod/artifact-access.ts';
import { sourceVolumes } from '../../pod/source-volumes.ts';
import type { DataCache } from '../../pod/source-volumes.ts';
import { documentText } from './facts.ts';
import type { FetchSettings } from './facts.ts';
import { scratchName, scratchVolume } from './scratch.ts';
import { executionFolder, stepContainer } from './step-container.ts';

/** What a Job is made of beside its request. */
export interface JobParts {
  /** The controller's image. */
  readonly image: string;
  readonly access: ArtifactAccess;
  /** Which addresses `fetch` may ask for repositories and data. */
  readonly addresses?: AddressRules | undefined;
  readonly dataCache?: DataCache | undefined;
}

/** A Job to be POSTed. */
export interface JobObject {
  readonly metadata: { readonly annotations: Readonly<Record<string, string>> };
}

/** Seconds beyond a step's own time limit after which Kubernetes ends a Job that no controller ended: a day of waiting for a node, and transfers. */
const backstopSeconds = 36 * 60 * 60;

/** The Job, ready to be POSTed. @throws RefitError SpecInvalid | ImageMissing | ReferenceUnresolved */
export function buildJob(request: ExecutionRequest, parts: JobParts): JobObject {
  const { key, placement } = request;
  const name = executionName(key);
  const labels = executionLabels(request, name);
  const queue = Object.entries(placement?.pod?.labels ?? {}).filter(([label]) => isKueueLabel(label));
  const job = {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name,
      namespace: key.namespace,
      labels: { ...Object.fromEntries(queue), ...labels },
      annotations: {
        ...quietAnnotations,
        [fingerprintAnnotation]: key.fingerprint,
        ...(hasScratch(request) ? { [scratchAnnotation]: scratchName(key) } : {}),
      },
      ownerReferences: [ownerOf(key)],
    },
    spec: {
      backoffLimit: 0,
      // A disrupted pod is replaced within the attempt; every other failure ends the Job.
      podFailurePolicy: {
        rules: [{ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] }],
      },
      activeDeadlineSeconds: Math.ceil(request.timeoutMs / 1000) + backstopSeconds,
      template: template(request, parts, labels),
    },
  };
  return job;
}

/** The Job with the versions of the secrets that its step is given: whether they changed decides what of its log may be shown. */
export function withSecretVersions(job: JobObject, versions: Readonly<Record<string, string>>): JobObject {
  if (Object.keys(versions).length === 0) return job;
  const annotations = { ...job.metadata.annotations, [secretsAnnotation]: JSON.stringify(versions) };
  return { ...job, metadata: { ...job.metadata, annotations } };
}

function isKueueLabel(label: string): boolean {
  return kueueLabels.some((known) => known === label);
}

/** Whether it has a disk that outlives the attempt; a capture runs nothing that could write to it. */
export function hasScratch({ command, placement }: ExecutionRequest): boolean {
  return command !== undefined && placement?.scratch !== undefined;
}

function executionLabels({ key }: ExecutionRequest, name: string): Record<string, string> {
  return {
    [workflowLabel]: key.workflow,
    [executionLabel]: name,
    [stepLabel]: key.step,
    [subjectLabel]: key.subject,
    [attemptLabel]: String(key.attempt),
  };
}

function template(request: ExecutionRequest, parts: JobParts, labels: Record<string, string>): PodTemplate {
  const { command, placement } = request;
  const capture = command === undefined;
  const step = capture ? [] : [userStep(request)];
  const sources = sourceVolumes(sourceSecrets(request), parts.dataCache);
  return podTemplate({
    restartPolicy: 'Never',
    labels,
    annotations: {
      ...quietAnnotations,
      [requestAnnotation]: documentText(request, parts.access.config, fetchSettings(parts)),
      [defaultContainerAnnotation]: capture ? containers.publish : containers.step,
    },
    initContainers: [program('fetch', parts, sources.mounts), ...step],
    containers: [program('publish', parts)],
    volumes: [
      workspaceVolume(request),
      ...programVolumes(),
      ...parts.access.volumes,
      ...sources.volumes,
      ...(capture ? [] : privateVolumes().volumes),
      ...(hasScratch(request) ? [scratchVolume(request.key)] : []),
    ],
    serviceAccountName: placement?.serviceAccountName,
    settings: placement?.pod,
  });
}

function fetchSettings({ addresses, dataCache }: JobParts): FetchSettings {
  return {
    ...(addresses === undefined ? {} : { addresses }),
    ...(dataCache === undefined ? {} : { dataBudget: dataCache.budget }),
  };
}

/** What an engine of processes says when it lays a step out is here said before anything is made. */
function userStep(request: ExecutionRequest): Container {
  try {
    return stepContainer(request);
  } catch (error: unknown) {
    if (!(error instanceof StepFault)) throw error;
    throw new RefitError('SpecInvalid', `step ${request.key.step}: ${error.message}`, error);
  }
}

/** @param mounts of this program alone */
function program(
  name: 'fetch' | 'publish',
  { image, access }: JobParts,
  mounts: readonly VolumeMount[] = [],
): Container {
  const workspace: VolumeMount = { name: 'refit-execution', mountPath: executionFolder };
  return programContainer({
    name: containers[name],
    image,
    program: programs[name],
    env: access.env,
    volumeMounts: [workspace, ...access.mounts, ...mounts],
  });
}

/** An emptyDir on the node, or a volume of a storage class that lives and dies with the pod. */
function workspaceVolume({ placement }: ExecutionRequest): Volume {
  const { size, storageClass } = placement?.workspace ?? {};
  if (size === undefined) return { name: 'refit-execution', emptyDir: {} };
  if (storageClass === undefined) return { name: 'refit-execution', emptyDir: { sizeLimit: size } };
  const spec = {
    accessModes: ['ReadWriteOnce'],
    storageClassName: storageClass,
    resources: { requests: { storage: size } },
  };
  return { name: 'refit-execution', ephemeral: { volumeClaimTemplate: { spec } } };
}
