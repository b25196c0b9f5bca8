import type { Step, WorkflowRun, WorkflowSpec } from '../api/v1alpha1/kinds.ts';
import { parseDuration } from '../api/v1alpha1/duration.ts';
import { parseRevision } from '../api/v1alpha1/revision.ts';
import type { Artifacts, AttemptRecord } from '../artifacts/artifacts.ts';
import { isReason, RefitError } from '../core/errors.ts';
import { executionName, revisionVariable } from '../core/naming.ts';
import type { PlannedStep } from '../core/planning.ts';
import type { ResolvedStep } from '../core/resolve.ts';
import type {
  ExecutionInput,
  ExecutionKey,
  ExecutionPlacement,
  ExecutionRequest,
  ExecutionState,
} from '../engines/engine.ts';
import type { Outcome } from '../runtime/controller.ts';
import { pinnedOf } from './target.ts';
import { isActive, listRuns, type Ports, type WorkflowPorts } from './ports.ts';

/** Wait before attempt n+1 after n infrastructure failures in a row. */
const BACKOFF_MS = 1_000;
const BACKOFF_CAP_MS = 300_000;
/** Who waits for room is woken when there is some; this is for the case that nobody is left to wake it. */
const FULL_MS = 30_000;
/** Secrets are never watched: one that is missing is looked for again after this long. */
const SECRET_MS = 5_000;

/** Who asks for an execution: a run of a workflow, for one of its rows. */
export interface Launch {
  readonly workflow: WorkflowSpec;
  readonly run: WorkflowRun;
  readonly step: Step;
  readonly row: Pick<PlannedStep, 'name' | 'subject'>;
  readonly fingerprint: string;
  readonly resolved: ResolvedStep;
  /** Publishes inputs as they are; no process. */
  readonly capture: boolean;
  /** Whether the evidence still has neither a result nor a failure that ends it. */
  readonly isWanted: (fingerprint: string) => Promise<boolean>;
}

export type Launched =
  | { readonly kind: 'Started'; readonly state: ExecutionState }
  | { readonly kind: 'Later'; readonly ms: number; readonly message: string };

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
  if (running) {
    const state = running.finished ? running : await ports.engine.ensure(requestOf(wanted, running.key.attempt));
    return { kind: 'Started', state };
  }
  const launched = await ports.capacity.start(ports.engine, () => startAttempt(ports, wanted), {
    wake: () => ports.enqueue.run(wanted.run.metadata),
    // Results are shared in a namespace: what another workflow is at is waited for, not done a second time.
    mustWait: ({ key }) => key.fingerprint === fingerprint && key.namespace === workflow.metadata.namespace,
  });
  return launched ?? { kind: 'Later', ms: FULL_MS, message: 'waits for another execution to end' };
}

/** Nothing else is started meanwhile, and no execution of the fingerprint exists: what is recorded is all there is. */
async function startAttempt(ports: WorkflowPorts, wanted: Launch): Promise<Launched> {
  const { workflow, run, row, fingerprint } = wanted;
  const attempts = await ports.artifacts.attempts(workflow.metadata.namespace, fingerprint);
  const wait = infrastructureWait(attempts, ports.clock.now());
  if (wait > 0) return { kind: 'Later', ms: wait, message: 'repeats after a failure of the infrastructure' };
  // Another workflow may have come to an end with it since the plan was made.
  if (!(await wanted.isWanted(fingerprint))) return { kind: 'Later', ms: 0, message: 'looks at a result that came' };
  const attempt = 1 + Math.max(0, ...attempts.map((record) => record.attempt));
  try {
    const state = await ports.engine.ensure(requestOf(wanted, attempt));
    const { name, subject } = row;
    ports.log.info('execution started', {
      workflow: run.spec.workflow,
      run: run.metadata.name,
      step: name,
      subject,
      attempt,
    });
    return { kind: 'Started', state };
  } catch (error) {
    if (!isReason(error, 'SecretNotFound')) throw error;
    return { kind: 'Later', ms: SECRET_MS, message: `waits: ${error.message}` };
  }
}

function infrastructureWait(attempts: readonly AttemptRecord[], now: number): number {
  const last = attempts.at(-1);
  if (last?.outcome !== 'Infrastructure') return 0;
  const inARow = attempts.length - 1 - attempts.findLastIndex((record) => record.outcome !== 'Infrastructure');
  const delay = Math.min(BACKOFF_MS * 2 ** (inARow - 1), BACKOFF_CAP_MS);
  return Math.max(0, Date.parse(last.finishedAt) + delay - now);
}

function requestOf(
  { workflow, run, step, row, fingerprint, resolved, capture }: Launch,
  attempt: number,
): ExecutionRequest {
  const { namespace, name, uid } = workflow.metadata;
  const key: ExecutionKey = {
    namespace,
    workflow: name,
    workflowUID: uid,
    step: row.name,
    subject: row.subject,
    fingerprint,
    attempt,
  };
  const pinned = pinnedOf(run.spec.revisions);
  const { environment } = resolved;
  const lock = environment?.lock;
  const at = lock && pinned.get(lock.source);
  const timeout = step.run?.timeout ?? run.spec.snapshot.stepDefaults.run.timeout;
  return {
    key,
    ...(capture || !resolved.command ? {} : { command: resolved.command }),
    args: resolved.args,
    ...(resolved.workingDir === undefined ? {} : { workingDir: resolved.workingDir }),
    env: resolved.env,
    ...(environment
      ? {
          environment: {
            name: environment.name,
            ...(environment.image === undefined ? {} : { image: environment.image }),
            ...(lock && at ? { lock: { digest: lock.digest, url: at.url, commit: at.commit, paths: lock.paths } } : {}),
          },
        }
      : {}),
    inputs: resolved.inputs.map((input): ExecutionInput => {
      if (input.digest === undefined)
        throw new RefitError('InternalError', `input ${input.name} of ${row.name} has no digest yet`);
      const place = { name: input.name, path: input.path, mode: input.mode, digest: input.digest };
      if (input.from.kind === 'Output') return { ...place, from: { kind: 'Artifact' } };
      const source = pinned.get(input.from.source);
      if (!source) throw new RefitError('SpecInvalid', `source ${input.from.source}: has no revision`);
      return { ...place, from: { kind: 'Git', url: source.url, commit: source.commit, paths: input.from.paths } };
    }),
    outputs: capture ? [] : (step.outputs ?? []),
    timeoutMs: parseDuration(timeout),
    ...(workflow.spec.artifacts ? { artifacts: workflow.spec.artifacts } : {}),
    placement: placementOf(workflow, step, capture),
    context: contextOf(run, row.name, fingerprint),
  };
}

/** A capture needs no more than its pod. */
function placementOf({ spec }: WorkflowSpec, { run }: Step, capture: boolean): ExecutionPlacement {
  return {
    ...(spec.serviceAccountName === undefined ? {} : { serviceAccountName: spec.serviceAccountName }),
    ...(capture || !run?.resources ? {} : { resources: run.resources }),
    ...(capture || !run?.workspace ? {} : { workspace: run.workspace }),
    ...(capture || !run?.scratch ? {} : { scratch: run.scratch }),
    ...(capture || !run?.pod ? {} : { pod: run.pod }),
  };
}

/** What a step may know without depending on it: never part of a fingerprint. */
function contextOf(run: WorkflowRun, step: string, fingerprint: string): Record<string, string> {
  const revisions = run.spec.revisions.map(
    ({ source, revision }) => [revisionVariable(source), parseRevision(revision)?.commit ?? ''] as const,
  );
  return {
    REFIT_WORKFLOW: run.spec.workflow,
    REFIT_RUN: run.metadata.name,
    REFIT_STEP: step,
    REFIT_FINGERPRINT: fingerprint,
    ...Object.fromEntries(revisions),
  };
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
  }
  await ports.engine.remove(name);
  ports.capacity.freed();
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
  const { namespace, workflow, workflowUID } = state.key;
  const owner = await ports.store.get<WorkflowSpec>({ kind: 'WorkflowSpec', namespace, name: workflow });
  if (!state.finished) {
    if (owner?.metadata.uid !== workflowUID) await ports.engine.cancel(name, 'its workflow is gone');
  } else await harvest(ports, state);
  if (owner) for (const run of await listRuns(ports, owner)) if (isActive(run)) ports.enqueue.run(run.metadata);
  return { kind: 'done' };
}
