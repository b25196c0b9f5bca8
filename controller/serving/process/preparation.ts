/** What prepare.ts does: a release is laid out as a step's workspace is, by the engine's own parts. */
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir, rm, symlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { openFolderArtifacts } from '../../artifacts/folder.ts';
import type { FolderArtifacts } from '../../artifacts/folder.ts';
import { waitForLock } from '../../artifacts/view-lock.ts';
import { RefitError, toError } from '../../core/errors.ts';
import type { ExecutionRequest } from '../../engines/engine.ts';
import { ensureEnvironment, environmentVariables } from '../../engines/process/environment.ts';
import type { PreparedEnvironment } from '../../engines/process/environment.ts';
import { StepFault, toStepFault } from '../../engines/process/fault.ts';
import { fetchInputs } from '../../engines/process/fetch.ts';
import { workspacePaths } from '../../engines/process/paths.ts';
import type { WorkspacePaths } from '../../engines/process/paths.ts';
import { makePrivateFolders } from '../../engines/process/private-folders.ts';
import type { SelectionFetcher } from '../../engines/process/selection.ts';
import { stepText } from '../../engines/process/step-environment.ts';
import { marker } from '../../engines/process/sweep.ts';
import { openFolderSecrets } from '../../secrets/folder.ts';
import { releaseRequest } from '../release-request.ts';
import { hasFields, parseDocument } from './documents.ts';
import type { Desired } from './documents.ts';
import type { PrepareAnswer, Prepared, PrepareFailure, PrepareRequest } from './prepared.ts';

/** @param line a PrepareRequest as JSON; @returns what happened; never throws */
export async function answerFor(line: string, signal: AbortSignal): Promise<PrepareAnswer> {
  try {
    const request = parseDocument(line, isRequest);
    if (request === undefined)
      throw new RefitError('InternalError', 'found something else than a request to prepare a release');
    return { prepared: await prepare(request, signal) };
  } catch (error) {
    return { failure: describe(error) };
  }
}

async function prepare({ desired, folder }: PrepareRequest, signal: AbortSignal): Promise<Prepared> {
  const artifacts = openFolderArtifacts({
    folder: join(desired.state, 'artifacts'),
    views: join(desired.state, 'views'),
  });
  const request = releaseRequest(desired.key, desired.release.digest, desired.release.content);
  const paths = workspacePaths(folder, request);
  const lock = await waitForLock(join(folder, 'prepare.lock'), signal);
  try {
    await layOut(folder, request, paths, artifacts, signal);
  } finally {
    lock.release();
  }
  const { model, modelName = 'model' } = desired.release.content;
  const path = await namedLink(join(folder, 'model'), basename(modelName), (await artifacts.view(model, folder)).path);
  const base = {
    LANG: desired.host.lang,
    ...environmentVariables(desired.host.path, await prepareEnvironment(desired, folder, artifacts, signal)),
    ...makePrivateFolders(folder),
    REFIT_MODEL: path,
    REFIT_MODEL_DIGEST: model,
  };
  const secrets = openFolderSecrets(join(desired.state, 'secrets'));
  const { command, env, secretValues } = await stepText('', request, paths, base, secrets);
  // A server is no execution: it carries the keeper's marker instead.
  const { [marker]: _none, ...variables } = env;
  return { command, cwd: paths.cwd, env: variables, secrets: secretValues };
}

/** The model under the name it was written with, as a link to the shared read-only view. */
async function namedLink(parent: string, name: string, target: string): Promise<string> {
  const link = join(parent, name);
  await rm(parent, { recursive: true, force: true });
  await mkdir(parent, { recursive: true });
  await symlink(target, link);
  return link;
}

/** Once per release: a server that is started again finds its working directory as it left it, as in a pod. */
async function layOut(
  folder: string,
  request: ExecutionRequest,
  paths: WorkspacePaths,
  artifacts: FolderArtifacts,
  signal: AbortSignal,
): Promise<void> {
  const ready = join(folder, 'ready');
  if (existsSync(ready)) return;
  rmSync(paths.root, { recursive: true, force: true });
  await fetchInputs({ folder, request, paths, artifacts, selections: noGit, signal });
  writeFileSync(ready, '');
}

async function prepareEnvironment(
  { release, state, host }: Desired,
  folder: string,
  artifacts: FolderArtifacts,
  signal: AbortSignal,
): Promise<PreparedEnvironment | undefined> {
  const { environment } = release.content;
  if (environment?.lock === undefined) return undefined;
  const lockFolder = (await artifacts.view(environment.lock.artifact, folder)).path;
  const { name, lock } = environment;
  return ensureEnvironment({
    folder: join(state, 'environments'),
    name,
    lockDigest: lock.digest,
    lockFolder,
    path: host.path,
    signal,
  });
}

async function refuseGit(): Promise<never> {
  throw new RefitError('InternalError', 'a release names a git selection; serving never reads git');
}

const noGit: SelectionFetcher = {
  view: refuseGit,
  existingView: refuseGit,
  write: refuseGit,
  manifest: refuseGit,
  paths: refuseGit,
};

function describe(thrown: unknown): PrepareFailure {
  const fault = toStepFault(thrown);
  const known = thrown instanceof RefitError || thrown instanceof StepFault;
  const waiting =
    thrown instanceof RefitError ? thrown.handling === 'Waiting' : fault.phase === 'Infrastructure' && known;
  const message = toError(thrown)
    .message.replaceAll(/\s*\n\s*/g, ' | ')
    .slice(0, 1_500);
  return { reason: fault.reason, message: `${fault.reason}: ${message}`, waiting };
}

function isRequest(value: unknown): value is PrepareRequest {
  return hasFields(value, { desired: 'object', folder: 'string' });
}
