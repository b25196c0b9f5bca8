/** The phases of an execution: fetch, run, publish. */
import { lstatSync } from 'node:fs';
import type { OutputRecord } from '../../artifacts/artifacts.ts';
import { openFolderArtifacts } from '../../artifacts/folder.ts';
import type { FolderArtifacts } from '../../artifacts/folder.ts';
import { openFolderSecrets } from '../../secrets/folder.ts';
import { openBoundedLog } from './bounded-log.ts';
import type { BoundedLog } from './bounded-log.ts';
import { takeBeforehand } from './beforehand.ts';
import type { Collected } from './collect.ts';
import type { PreparedEnvironment } from './environment.ts';
import { dataBudget, dataFolder } from './execution-folder.ts';
import type { StoredRequest } from './execution-folder.ts';
import { StepFault } from './fault.ts';
import { fetchInputs, viewOfInput } from './fetch.ts';
import type { FetchContext, MountedInput } from './fetch.ts';
import { workspacePaths } from './paths.ts';
import { makePrivateFolders } from './private-folders.ts';
import type { ProcessIdentity } from './process-identity.ts';
import { createSelectionFetcher, openSelectionWriter } from './selection.ts';
import { environmentVariables, stepText } from './step-environment.ts';
import { runStepProcess } from './step-process.ts';
import type { StepEnd } from './step-process.ts';

/** Tells what is going on. */
export interface Report {
  phase(phase: 'Fetching' | 'Running' | 'Publishing', message?: string): void;
  started(step: ProcessIdentity, at: Date): void;
  /** Seconds the user's process ran, when it has ended. */
  seconds?: () => number;
}

/** An execution that succeeded. `exitCode` is undefined of a capture. */
export interface CarriedOut extends Collected {
  readonly seconds: number;
  readonly exitCode?: number;
}

/** Enough of a log's end to find what failed. Bytes. */
const logEnd = 64 * 1024;

function lockRequest(
  context: FetchContext,
): { view: Promise<{ path: string }>; digest: string; name: string } | undefined {
  const environment = context.request.environment;
  if (environment?.lock === undefined) return undefined;
  const { lock } = environment;
  const what = `lock of environment ${environment.name}`;
  const view = context.selections.view({ ...lock, what }, context.folder);
  return { view, digest: lock.digest, name: environment.name };
}

async function prepareEnvironment(
  context: FetchContext,
  stored: StoredRequest,
  report: Report,
): Promise<PreparedEnvironment | undefined> {
  const lock = lockRequest(context);
  if (lock === undefined) return undefined;
  const lockFolder = (await lock.view).path;
  report.phase('Fetching', `preparing environment ${lock.name}`);
  const { ensureEnvironment } = await import('./environment.ts');
  return ensureEnvironment({
    folder: stored.folders.environments,
    name: lock.name,
    lockDigest: lock.digest,
    lockFolder,
    path: stored.path,
    signal: context.signal,
  });
}

/** A capture: inputs become outputs of the same names, the lock files `environment`. Nothing runs. */
async function capture(context: FetchContext, report: Report): Promise<CarriedOut> {
  report.phase('Publishing');
  const outputs: OutputRecord[] = [];
  for (const input of context.request.inputs) {
    context.signal.throwIfAborted();
    const { digest, size } = await publishView(context.artifacts, input.name, (await viewOfInput(context, input)).path);
    outputs.push({ name: input.name, kind: 'data', digest, size });
  }
  const lock = lockRequest(context);
  if (lock !== undefined) {
    const { digest, size } = await publishView(context.artifacts, 'environment', (await lock.view).path);
    outputs.push({ name: 'environment', kind: 'data', digest, size });
  }
  return { outputs, metrics: {}, seconds: 0 };
}

async function publishView(
  artifacts: FolderArtifacts,
  name: string,
  path: string,
): Promise<{ digest: string; size: number }> {
  try {
    return await artifacts.publish(path);
  } catch (error: unknown) {
    if (error instanceof Error && 'reason' in error && error.reason === 'OutputInvalid') {
      throw new StepFault('Failed', 'OutputInvalid', `input ${name}: ${error.message}`);
    }
    throw error;
  }
}

function openStores(
  { folders, request, addresses }: StoredRequest,
  signal: AbortSignal,
): { artifacts: FolderArtifacts; selections: FetchContext['selections'] } {
  const artifacts = openFolderArtifacts({ folder: folders.artifacts, views: folders.views });
  const writer = openSelectionWriter({
    mirrors: folders.mirrors,
    shallow: false,
    namespace: request.key.namespace,
    secrets: openFolderSecrets(folders.secrets),
    addresses,
    allowLocal: true,
    store: { folder: dataFolder(folders), kind: 'Shared', budget: folders.dataBudget ?? dataBudget },
    signal,
  });
  return { artifacts, selections: createSelectionFetcher(writer, artifacts) };
}

/** Why the end of a process is a failure; undefined if it is none. */
async function judgeEnd(context: FetchContext, end: StepEnd, log: BoundedLog): Promise<StepFault | undefined> {
  if (end.exitCode === 0 && !end.timedOut) return undefined;
  const [{ lastLines }, { undeclaredFile }] = await Promise.all([import('./readable.ts'), import('./undeclared.ts')]);
  const printed = log.last(logEnd);
  const lines = lastLines(printed, 15, 1500).join('\n');
  const said = lines === '' ? '; it printed nothing' : `; the last it printed:\n${lines}`;
  if (end.timedOut) {
    return new StepFault(
      'Failed',
      'Timeout',
      `the step ran longer than ${context.request.timeoutMs / 1000} s${said}`,
      end.exitCode,
    );
  }
  if (/No space left on device|ENOSPC|\[Errno 28\]/.test(lines)) {
    return new StepFault('Infrastructure', 'DiskFull', `the step found the disk full${said}`, end.exitCode);
  }
  const hint = await undeclaredFile(context.request, context.paths, printed, context.selections);
  const how =
    end.signal === undefined ? `exit code ${end.exitCode}` : `ended by ${end.signal} (exit code ${end.exitCode})`;
  return new StepFault('Failed', 'ExitCode', `${how}${hint === undefined ? '' : `; ${hint}`}${said}`, end.exitCode);
}

async function requireUnaltered(context: FetchContext, mounted: readonly MountedInput[]): Promise<void> {
  for (const { name, view } of mounted) {
    const path = await context.artifacts.views.altered(view);
    if (path === undefined) continue;
    throw new StepFault(
      'Failed',
      'InputModified',
      `input ${name}: ${path} was changed while the step ran; a mounted input is read-only: use mode: Copy, or write elsewhere`,
    );
  }
}

/** Carries out one request in its folder. @throws StepFault, RefitError; the reason of an aborted signal */
export async function carryOut(
  folder: string,
  stored: StoredRequest,
  report: Report,
  signal: AbortSignal,
): Promise<CarriedOut> {
  const { request, folders } = stored;
  report.phase('Fetching');
  signal.throwIfAborted();
  const paths = workspacePaths(folder, request);
  const context: FetchContext = { folder, request, paths, signal, ...openStores(stored, signal) };
  if (request.command === undefined) return capture(context, report);
  const [mounted, environment] = [await fetchInputs(context), await prepareEnvironment(context, stored, report)];
  signal.throwIfAborted();
  const base = { ...environmentVariables(stored.path, environment), ...makePrivateFolders(folder) };
  const text = await stepText(stored.name, request, paths, base, openFolderSecrets(folders.secrets));
  const before = takeBeforehand(paths);
  const log = openBoundedLog(folder, text.secretValues);
  const begun = lstatSync(folder).ctimeMs;
  try {
    const end = await runStepProcess({
      name: stored.name,
      command: text.command,
      cwd: paths.cwd,
      env: text.env,
      timeoutMs: request.timeoutMs,
      log,
      signal,
      started: (step, at) => report.started(step, at),
    });
    report.seconds = () => end.seconds;
    log.end();
    signal.throwIfAborted();
    const fault = await judgeEnd(context, end, log);
    if (fault !== undefined) throw fault;
    report.phase('Publishing');
    await requireUnaltered(context, mounted);
    const { collectOutputs } = await import('./collect.ts');
    const collected = await collectOutputs(context.artifacts, request, paths, before, begun);
    signal.throwIfAborted();
    return { ...collected, seconds: end.seconds, exitCode: end.exitCode };
  } finally {
    log.end();
  }
}
