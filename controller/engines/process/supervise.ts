/** One execution from claim to exit.json. Every phase is on the disk before it begins. */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openFolderArtifacts } from '../../artifacts/folder.ts';
import { toError } from '../../core/errors.ts';
import { tryLockFile } from '../../store/lock.ts';
import type { ExecutionState } from '../engine.ts';
import { carryOut } from './carry-out.ts';
import type { CarriedOut, Report } from './carry-out.ts';
import { readDocumentSync, writeDocument } from './execution-folder.ts';
import type { StoredRequest, StoredStatus } from './execution-folder.ts';
import { StepFault, toStepFault } from './fault.ts';
import { removeShortLink } from './private-folders.ts';
import { identify } from './process-identity.ts';
import type { ProcessIdentity } from './process-identity.ts';
import { reserveSpace, writeExit } from './supervise-end.ts';
import { sweepProcesses } from './sweep.ts';

/** Characters of a message. */
const longestMessage = 4096;

/** Why the supervisor was told to end. Without a cancel.json it is the machine that goes down. */
function interruption(folder: string): StepFault {
  const cancel = readDocumentSync(folder, 'cancel.json');
  if (cancel !== undefined) return new StepFault('Cancelled', 'Cancelled', cancel.reason);
  return new StepFault('Infrastructure', 'SupervisorTerminated', 'the supervisor was told to end (SIGTERM)');
}

function openReport(folder: string, supervisor: ProcessIdentity): Report & { readonly current: () => StoredStatus } {
  let status: StoredStatus = { supervisor, phase: 'Fetching', message: '' };
  const set = (next: StoredStatus): void => {
    status = next;
    writeDocument(folder, 'status.json', status);
  };
  return {
    phase: (phase, message = '') => set({ ...status, phase, message }),
    started: (step, at) => set({ ...status, phase: 'Running', message: '', step, startedAt: at.toISOString() }),
    current: () => status,
  };
}

/** The end of an execution that did not succeed. */
function faultState(stored: StoredRequest, fault: StepFault, report: ReturnType<typeof openReport>): ExecutionState {
  const { startedAt } = report.current();
  return {
    key: stored.request.key,
    phase: fault.phase,
    finished: true,
    reason: fault.reason,
    message: fault.message.slice(0, longestMessage),
    ...(fault.exitCode === undefined ? {} : { exitCode: fault.exitCode }),
    ...(startedAt === undefined ? {} : { startedAt }),
    finishedAt: new Date().toISOString(),
    seconds: report.seconds?.() ?? 0,
    outputs: [],
    metrics: {},
  };
}

function successState(stored: StoredRequest, end: CarriedOut, startedAt: string | undefined): ExecutionState {
  return {
    key: stored.request.key,
    phase: 'Succeeded',
    finished: true,
    reason: 'Succeeded',
    message: '',
    ...(end.exitCode === undefined ? {} : { exitCode: end.exitCode }),
    ...(startedAt === undefined ? {} : { startedAt }),
    finishedAt: new Date().toISOString(),
    seconds: end.seconds,
    outputs: end.outputs,
    metrics: end.metrics,
  };
}

async function outcomeOf(
  folder: string,
  stored: StoredRequest,
  report: ReturnType<typeof openReport>,
  signal: AbortSignal,
): Promise<ExecutionState> {
  let state: ExecutionState;
  try {
    reserveSpace(folder);
    const end = await carryOut(folder, stored, report, signal);
    state = successState(stored, end, report.current().startedAt);
  } catch (thrown: unknown) {
    const fault = signal.aborted ? interruption(folder) : toStepFault(thrown);
    if (fault.reason === 'InternalError') process.stderr.write(`${toError(thrown).stack ?? fault.message}\n`);
    state = faultState(stored, fault, report);
  }
  await sweepProcesses(stored.name, report.current().step);
  return state;
}

async function storeLog(folder: string, stored: StoredRequest): Promise<string | undefined> {
  if (!existsSync(join(folder, 'log'))) return undefined;
  const { readLog } = await import('./read-log.ts');
  const { Readable } = await import('node:stream');
  const artifacts = openFolderArtifacts({ folder: stored.folders.artifacts, views: stored.folders.views });
  return (await artifacts.write(Readable.from(readLog(folder, { offset: 0 })))).digest;
}

/** Whether this process may carry the execution out: nobody has or had it. */
function isFree(folder: string): boolean {
  return !existsSync(join(folder, 'supervisor.json')) && !existsSync(join(folder, 'exit.json'));
}

/** Carries the execution of a folder out, unless another process does or did: then it returns at once. */
export async function supervise(folder: string): Promise<void> {
  const lock = tryLockFile(join(folder, 'lock'));
  const stored = lock === undefined || !isFree(folder) ? undefined : readDocumentSync(folder, 'request.json');
  const self = identify(process.pid);
  if (lock === undefined || stored === undefined || self === undefined) {
    lock?.release();
    return;
  }
  const abort = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => abort.abort());
  process.on('SIGHUP', () => undefined);
  writeDocument(folder, 'supervisor.json', self);
  // After supervisor.json: whoever cancels writes cancel.json first and then looks whom to tell.
  if (readDocumentSync(folder, 'cancel.json') !== undefined) abort.abort();
  const report = openReport(folder, self);
  const state = await outcomeOf(folder, stored, report, abort.signal);
  removeShortLink(folder);
  rmSync(join(folder, 'tmp'), { recursive: true, force: true });
  // A log that cannot be stored (a full disk) does not change what the step did.
  const log = await storeLog(folder, stored).catch(() => undefined);
  await writeExit(folder, log === undefined ? state : { ...state, log });
  lock.release();
}
