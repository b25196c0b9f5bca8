import type { WorkflowSpec } from '../api/v1alpha1/kinds.ts';
import type { Artifacts, AttemptRecord } from '../artifacts/artifacts.ts';
import { RefitError, type Reason } from '../core/errors.ts';
import { executionName } from '../core/naming.ts';
import { refusalOf } from '../core/refusals.ts';
import type { ExecutionKey, ExecutionState } from '../engines/engine.ts';
import type { Outcome } from '../runtime/controller.ts';
import { isWaitingForData } from './evidence.ts';
import { requestOf, type Launch } from './execution-request.ts';
import { isActive, keyOf, listRuns, type Ports, type WorkflowPorts } from './ports.ts';

/** Wait before attempt n+1 after n infrastructure failures in a row. */
const BACKOFF_MS = 1_000;
const BACKOFF_CAP_MS = 300_000;
/**
 * Data that is still to be pushed is looked for after this long, and then more seldom: after a tenth of the time that it has
 * been waited for, as each look makes a Job and a record that stays.
 */
const DATA_MS = 15_000;
const DATA_CAP_MS = 3_600_000;
/** Who waits for room is woken when there is some; this is for the case that nobody is left to wake it. */
const FULL_MS = 30_000;
/** How a store answers whose credentials or bucket are gone. */
const unreachable: ReadonlySet<Reason> = new Set([
  'SecretNotFound',
  'AccessDenied',
  'NotFound',
  'ArtifactStoreUnavailable',
]);
/** Secrets are never watched: one that is missing is looked for again after this long. */
const SECRET_MS = 5_000;
/** What else is in the way is asked for again after a tenth of the time that the run has been there, within these bounds. */
const REFUSED_MS = 5_000;
const REFUSED_CAP_MS = 60_000;

/** `Refused`: for good, as far as this run goes; nothing was started. */
export type Launched =
  | { readonly kind: 'Started'; readonly state: ExecutionState }
  | { readonly kind: 'Later'; readonly ms: number; readonly message: string }
  | { readonly kind: 'Refused'; readonly message: string };

/**
 * Subscribes to the execution of a fingerprint: the one that exists, else a new attempt. Attempt = 1 + the highest
 * recorded or existing one. Callers hold the workflow's lock, so that no outcome is recorded in between.
 */
export async function launch(
  ports: WorkflowPorts,
  existing: readonly ExecutionState[],
  wanted: Launch,
): Promise<Launched> {
  const { workflow, row, fingerprint } = wanted;
  const same = existing.filter(
    ({ key }) => key.step === row.name && key.subject === row.subject && key.fingerprint === fingerprint,
  );
  const running = same.find((state) => state.phase !== 'Cancelled') ?? same[0];
  // Ensured again while it is not finished: a crash may have come between its making and its start.
  if (running?.finished === true) return { kind: 'Started', state: running };
  if (running) return ensureAttempt(ports, wanted, running.key.attempt);
  const launched = await ports.capacity.start({
    engine: ports.engine,
    wanted: { namespace: workflow.metadata.namespace, fingerprint },
    start: () => startAttempt(ports, wanted),
    isStarted: ({ kind }) => kind === 'Started',
    waiter: `${keyOf(wanted.run.metadata)} ${fingerprint}`,
    wake: () => ports.enqueue.run(wanted.run.metadata),
  });
  return launched ?? { kind: 'Later', ms: FULL_MS, message: 'waits for another execution to end' };
}

/** No other of the fingerprint is started meanwhile, and no execution of it exists: what is recorded is all there is. */
async function startAttempt(ports: WorkflowPorts, wanted: Launch): Promise<Launched> {
  const { workflow, fingerprint } = wanted;
  const attempts = await ports.artifacts.attempts(workflow.metadata.namespace, fingerprint);
  const wait = infrastructureWait(attempts, wanted, ports.clock.now());
  if (wait > 0) return { kind: 'Later', ms: wait, message: waitText(attempts.at(-1)) };
  // Another workflow may have come to an end with it since the plan was made.
  if (!(await wanted.isWanted(fingerprint))) return { kind: 'Later', ms: 0, message: 'looks at a result that came' };
  const attempt = 1 + Math.max(0, ...attempts.map((record) => record.attempt));
  const launched = await ensureAttempt(ports, wanted, attempt);
  if (launched.kind === 'Started') ports.log.info('execution started', toldOf(wanted, { attempt }));
  return launched;
}

/**
 * Nothing that is refused is silent: the step's row says why. What only another spec can mend ends the step; what is in the
 * way beside it (a quota, a permission, another's object of that name) is waited for.
 * @throws RefitError of outages and races, which the loop's own backoff is for
 */
async function ensureAttempt(ports: WorkflowPorts, wanted: Launch, attempt: number): Promise<Launched> {
  try {
    return { kind: 'Started', state: await ports.engine.ensure(requestOf(wanted, attempt)) };
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    const { reason, message } = refusal.error;
    ports.log.warn('execution refused', toldOf(wanted, { attempt, reason, error: message }));
    if (refusal.kind === 'Final') return { kind: 'Refused', message };
    const ms = reason === 'SecretNotFound' ? SECRET_MS : refusedWait(wanted, ports.clock.now());
    return { kind: 'Later', ms, message: `waits: ${message}` };
  }
}

function toldOf({ run, row: { name, subject } }: Launch, more: Record<string, unknown>): Record<string, unknown> {
  return { workflow: run.spec.workflow, run: run.metadata.name, step: name, subject, ...more };
}

function refusedWait({ run }: Launch, now: number): number {
  const age = now - Date.parse(run.spec.decidedAt);
  return Math.min(Math.max(age / 10, REFUSED_MS), REFUSED_CAP_MS);
}

function waitText(last: AttemptRecord | undefined): string {
  return last && isWaitingForData(last) ? `waits: ${last.message}` : 'repeats after a failure of the infrastructure';
}

function infrastructureWait(attempts: readonly AttemptRecord[], { run }: Launch, now: number): number {
  const last = attempts.at(-1);
  if (last?.outcome !== 'Infrastructure') return 0;
  const isData = isWaitingForData(last);
  const inARow = attempts.slice(1 + attempts.findLastIndex((record) => record.outcome !== 'Infrastructure'));
  // Who pushes the data and retries the run does not wait for what was found before.
  const counted = isData ? inARow.filter(({ finishedAt }) => finishedAt >= run.spec.decidedAt) : inARow;
  const [first] = counted;
  if (!first) return 0;
  const delay = Math.min((isData ? DATA_MS : BACKOFF_MS) * 2 ** (counted.length - 1), BACKOFF_CAP_MS);
  const ended = Date.parse(last.finishedAt);
  const tenth = isData ? Math.min((ended - Date.parse(first.finishedAt)) / 10, DATA_CAP_MS) : 0;
  return Math.max(0, ended + Math.max(delay, tenth) - now);
}

/**
 * Records how an execution ended, then removes it. Idempotent at every point: the record is create-only and names the
 * execution, so that an end recorded before a crash is not recorded again under another number.
 */
export async function harvest(ports: Ports, state: ExecutionState): Promise<void> {
  const { key } = state;
  const name = executionName(key);
  const artifacts = ports.stores.of(key.namespace, state.artifacts);
  const known = await artifacts.attempts(key.namespace, key.fingerprint);
  if (!known.some((record) => record.execution.name === name)) {
    const log = state.log ?? (await storeLog(ports, artifacts, name));
    let attempt = key.attempt;
    while (!(await artifacts.record(key.namespace, recordOf(state, name, attempt, log, ports.clock.now()))))
      attempt += 1;
    ports.log.info('execution finished', {
      workflow: key.workflow,
      step: key.step,
      subject: key.subject,
      outcome: state.phase,
      reason: state.reason,
    });
    await tellMovedImage(ports, state, known);
  }
  await ports.engine.remove(name);
  ports.capacity.freed();
}

/** The same fingerprint names the same image: another one now is a tag that was moved, which reruns nothing. */
async function tellMovedImage(ports: Ports, state: ExecutionState, known: readonly AttemptRecord[]): Promise<void> {
  const { key, imageID } = state;
  const before = known.findLast((record) => record.imageID !== undefined)?.imageID;
  if (imageID === undefined || before === undefined || imageID === before) return;
  const { namespace, workflow: name, workflowUID: uid, step } = key;
  await ports.store.recordEvent({
    regarding: { kind: 'WorkflowSpec', namespace, name, uid },
    type: 'Warning',
    reason: 'ImageNotPinned',
    message: `${step}: its image was ${before} and is now ${imageID}, under one name; name it with its digest`,
  });
}

function recordOf(
  state: ExecutionState,
  name: string,
  attempt: number,
  log: string | undefined,
  now: number,
): AttemptRecord {
  const { key, phase } = state;
  if (phase !== 'Succeeded' && phase !== 'Failed' && phase !== 'Infrastructure' && phase !== 'Cancelled')
    throw new RefitError('InternalError', `execution ${name} is not finished: ${phase}`);
  return {
    fingerprint: key.fingerprint,
    attempt,
    outcome: phase,
    reason: state.reason,
    message: state.message,
    ...(state.exitCode === undefined ? {} : { exitCode: state.exitCode }),
    ...(state.startedAt === undefined ? {} : { startedAt: state.startedAt }),
    finishedAt: state.finishedAt ?? new Date(now).toISOString(),
    seconds: state.seconds,
    outputs: state.outputs,
    metrics: state.metrics,
    ...(state.imageID === undefined ? {} : { imageID: state.imageID }),
    ...(log === undefined ? {} : { log }),
    execution: { workflow: key.workflow, step: key.step, subject: key.subject, name },
  };
}

async function storeLog(ports: Ports, artifacts: Artifacts, name: string): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  for await (const chunk of ports.engine.logs(name, { follow: false })) chunks.push(chunk);
  return chunks.length === 0 ? undefined : (await artifacts.write(Buffer.concat(chunks))).digest;
}

/** Reconciles one execution by name: whatever is finished is harvested, then its workflow's run looks again. */
export async function reconcileExecution(ports: Ports, name: string): Promise<Outcome> {
  const state = await ports.engine.observe(name);
  if (!state) return { kind: 'done' };
  const owner = await ownerOf(ports, state.key);
  if (state.finished) await (owner ? harvest(ports, state) : harvestOrphan(ports, state));
  else if (!owner) await ports.engine.cancel(name, 'its workflow is gone');
  if (owner) for (const run of await listRuns(ports, owner)) if (isActive(run)) ports.enqueue.run(run.metadata);
  return { kind: 'done' };
}

/** The workflow of an execution; that it is gone is never told from memory, which may still hold the one before it. */
async function ownerOf(
  ports: Ports,
  { namespace, workflow, workflowUID }: ExecutionKey,
): Promise<WorkflowSpec | undefined> {
  const key = { kind: 'WorkflowSpec', namespace, name: workflow };
  const known = await ports.store.get<WorkflowSpec>(key);
  if (known?.metadata.uid === workflowUID) return known;
  const stored = await ports.store.get<WorkflowSpec>(key, { uncached: true });
  return stored?.metadata.uid === workflowUID ? stored : undefined;
}

/**
 * Of a workflow that is gone. Where it named an artifact store of its own, the way there may have gone with its namespace:
 * then nobody is left who could read the result, and it is let go.
 */
async function harvestOrphan(ports: Ports, state: ExecutionState): Promise<void> {
  try {
    await harvest(ports, state);
  } catch (error) {
    if (!state.artifacts || !(error instanceof RefitError) || !unreachable.has(error.reason)) throw error;
    const { namespace, workflow, step, subject } = state.key;
    ports.log.warn('execution dropped', { namespace, workflow, step, subject, error: error.message });
    await ports.engine.remove(executionName(state.key));
    ports.capacity.freed();
  }
}
