/** The Job of an execution: its three containers, what they may see, and how Kubernetes is to treat its end. */
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
  stepLabel,
  subjectLabel,
  workflowLabel,
} from './names.ts';
import { ownerOf } from './owner.ts';
import type { ExecutionRequest } from '../engine.ts';
import { StepFault } from '../process/fault.ts';
import { podTemplate, privateVolumes } from '../../pod/spec.ts';
import type { Container, PodTemplate, Volume, VolumeMount } from '../../pod/spec.ts';
import { programContainer, programs, programVolumes, requestAnnotation } from '../../pod/program.ts';
import type { ArtifactAccess } from '../../pod/artifact-access.ts';
import { documentText } from './facts.ts';
import { scratchName, scratchVolume } from './scratch.ts';
import { executionFolder, stepContainer } from './step-container.ts';

/** What a Job is made of beside its request. */
export interface JobParts {
  /** The controller's image. */
  readonly image: string;
  readonly access: ArtifactAccess;
}

/** Seconds beyond a step's own time limit after which Kubernetes ends a Job that no controller ended: a day of waiting for a node, and transfers. */
const backstopSeconds = 36 * 60 * 60;

/** The Job, ready to be POSTed. @throws RefitError SpecInvalid | ImageMissing | ReferenceUnresolved */
export function buildJob(request: ExecutionRequest, parts: JobParts): object {
  const { key, placement } = request;
  const name = executionName(key);
  const labels = executionLabels(request, name);
  const queue = Object.entries(placement?.pod?.labels ?? {}).filter(([label]) => isKueueLabel(label));
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name,
      namespace: key.namespace,
      labels: { ...Object.fromEntries(queue), ...labels },
      annotations: {
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
  return podTemplate({
    restartPolicy: 'Never',
    labels,
    annotations: {
      [requestAnnotation]: documentText(request, parts.access.config),
      [defaultContainerAnnotation]: capture ? containers.publish : containers.step,
    },
    initContainers: [program('fetch', parts), ...step],
    containers: [program('publish', parts)],
    volumes: [
      workspaceVolume(request),
      ...programVolumes(),
      ...parts.access.volumes,
      ...(capture ? [] : privateVolumes().volumes),
      ...(hasScratch(request) ? [scratchVolume(request.key)] : []),
    ],
    serviceAccountName: placement?.serviceAccountName,
    settings: placement?.pod,
  });
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

function program(name: 'fetch' | 'publish', { image, access }: JobParts): Container {
  const workspace: VolumeMount = { name: 'refit-execution', mountPath: executionFolder };
  return programContainer({
    name: containers[name],
    image,
    program: programs[name],
    env: access.env,
    volumeMounts: [workspace, ...access.mounts],
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
