/** The pod template of a release: init `fetch` lays it out from artifacts, container `server` is the user's image untouched. */
import { RefitError } from '../../core/errors.ts';
import { defaultContainerAnnotation } from '../../engines/job/names.ts';
import { StepFault } from '../../engines/process/fault.ts';
import { pathVariables, workspacePaths } from '../../engines/process/paths.ts';
import type { WorkspacePaths } from '../../engines/process/paths.ts';
import { contextVariables, pathResolver, requireText } from '../../engines/step-text.ts';
import type { ArtifactAccess } from '../../pod/artifact-access.ts';
import { programContainer, programs, programVolumes, requestAnnotation } from '../../pod/program.ts';
import { executionFolder, modelFileName, modelFolder, releaseDocumentText } from '../../pod/release-document.ts';
import { literal, podTemplate, privateVolumes, userContainer } from '../../pod/spec.ts';
import type { Container, EnvVariable, PodTemplate } from '../../pod/spec.ts';
import { releaseRequest } from '../release-request.ts';
import type { Release, ServingKey, ServingPlacement } from '../serving.ts';
import { fetchContainer, managedBy, managedByLabel, selectorLabels, serverContainer } from './names.ts';
import { modelAnnotations } from './record.ts';

/** What a template is made of. */
export interface TemplateParts {
  readonly key: ServingKey;
  /** The release's digest. */
  readonly digest: string;
  readonly content: Release;
  readonly placement: ServingPlacement;
  /** The controller's image. */
  readonly image: string;
  readonly access: ArtifactAccess;
  readonly limits: ServingLimits;
}

/** Bounds of a rollout; milliseconds unless said otherwise. */
export interface ServingLimits {
  /** Beside the release's own time to become ready: a node, the image, the model. */
  readonly preparationMs: number;
  /** Seconds a server goes on after it was told to end: until then every node knows that no new request goes to it. */
  readonly drainSeconds: number;
  /** Seconds from the beginning of that to SIGKILL: for requests in flight. */
  readonly terminationSeconds: number;
}

export const defaultServingLimits: ServingLimits = { preparationMs: 600_000, drainSeconds: 5, terminationSeconds: 45 };

/** The port's name: probes and the Service mean whichever number a release has. */
export const portName = 'http';

const executionVolume = 'refit-execution';
const modelVolume = 'refit-model';

/** @throws RefitError ImageMissing | ReferenceUnresolved | SpecInvalid */
export function serverTemplate(parts: TemplateParts): PodTemplate {
  const { key, digest, content, placement, access, limits } = parts;
  const { namespace, workflow, step } = key;
  const template = podTemplate({
    restartPolicy: 'Always',
    labels: { [managedByLabel]: managedBy, ...selectorLabels(key) },
    annotations: {
      ...modelAnnotations({ release: digest, model: content.model }),
      [defaultContainerAnnotation]: serverContainer,
      [requestAnnotation]: releaseDocumentText({
        version: 1,
        request: { namespace, workflow, step, release: digest },
        artifacts: access.config,
      }),
    },
    initContainers: [fetchProgram(parts)],
    containers: [server(parts)],
    volumes: [
      { name: executionVolume, emptyDir: {} },
      { name: modelVolume, emptyDir: {} },
      ...programVolumes(),
      ...access.volumes,
      ...privateVolumes().volumes,
    ],
    serviceAccountName: placement.serviceAccountName,
    settings: placement.pod,
  });
  return { ...template, spec: { ...template.spec, terminationGracePeriodSeconds: limits.terminationSeconds } };
}

function fetchProgram({ image, access }: TemplateParts): Container {
  return programContainer({
    name: fetchContainer,
    image,
    program: programs.release,
    env: access.env,
    volumeMounts: [
      { name: executionVolume, mountPath: executionFolder },
      { name: modelVolume, mountPath: modelFolder },
      ...access.mounts,
    ],
  });
}

/** @throws RefitError ImageMissing */
export function imageOf({ step }: ServingKey, { environment }: Release): string {
  if (environment?.image !== undefined) return environment.image;
  throw new RefitError(
    'ImageMissing',
    `step ${step}: found no image, allowed is an image in the step or its environment`,
  );
}

function server(parts: TemplateParts): Container {
  try {
    return userContainer(ownServer(parts), parts.placement.pod);
  } catch (error: unknown) {
    if (!(error instanceof StepFault)) throw error;
    throw new RefitError('SpecInvalid', `step ${parts.key.step}: ${error.message}`, error);
  }
}

function ownServer({ key, digest, content, placement, limits }: TemplateParts): Parameters<typeof userContainer>[0] {
  const request = releaseRequest(key, digest, content);
  const paths = workspacePaths(executionFolder, request);
  const resolve = pathResolver(paths);
  const command = content.command.map(resolve);
  const args = content.args.map(resolve);
  requireText([...command, ...args]);
  return {
    name: serverContainer,
    image: imageOf(key, content),
    command: command.map(literal),
    ...(args.length === 0 ? {} : { args: args.map(literal) }),
    workingDir: paths.cwd,
    env: environmentOf(content, contextVariables(request.context), paths),
    ports: [{ name: portName, containerPort: content.port }],
    ...(placement.resources === undefined ? {} : { resources: placement.resources }),
    ...probes(content),
    lifecycle: { preStop: { sleep: { seconds: limits.drainSeconds } } },
    volumeMounts: [
      { name: executionVolume, mountPath: executionFolder },
      { name: modelVolume, mountPath: modelFolder, readOnly: true },
    ],
  };
}

/**
 * Asked each second until it answers first, so that a rollout waits no longer than it must; then seldom and patiently, so that
 * a busy server is not taken out of service. One that hangs at its start is started again.
 */
function probes({ readiness }: Release): Record<string, unknown> {
  const httpGet = { path: readiness.path, port: portName };
  // Later than the rollout is given up, so that what is reported is that, and no restart.
  const failureThreshold = Math.ceil(readiness.timeoutMs / 1_000) + 30;
  return {
    startupProbe: { httpGet, periodSeconds: 1, timeoutSeconds: 5, failureThreshold },
    readinessProbe: { httpGet, periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 3 },
  };
}

/** Declared ones win where names are the same, as they do locally. */
function environmentOf(
  content: Release,
  context: Readonly<Record<string, string>>,
  paths: WorkspacePaths,
): EnvVariable[] {
  const resolve = pathResolver(paths);
  const variables: Record<string, string> = {
    // Examples and most servers listen on loopback unless told otherwise; probes and traffic come from outside the pod.
    HOST: '0.0.0.0',
    PYTHONDONTWRITEBYTECODE: '1',
    ...context,
    ...pathVariables(paths),
    REFIT_MODEL: `${modelFolder}/${modelFileName(content)}`,
    REFIT_MODEL_DIGEST: content.model,
    PORT: String(content.port),
  };
  const declared = new Set(content.env.map(({ name }) => name));
  const own = Object.entries(variables).filter(([name]) => !declared.has(name) || name === 'PORT');
  return [
    ...own.map(([name, value]): EnvVariable => ({ name, value: literal(value) })),
    ...content.env
      .filter(({ name }) => name !== 'PORT')
      .map((variable): EnvVariable => {
        if ('secret' in variable) return { name: variable.name, valueFrom: { secretKeyRef: variable.secret } };
        requireText([variable.value]);
        return { name: variable.name, value: literal(resolve(variable.value)) };
      }),
  ];
}
