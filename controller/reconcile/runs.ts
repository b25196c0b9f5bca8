import { isDeepStrictEqual } from 'node:util';
import type {
  Step,
  StepReason,
  StepStatus,
  WorkflowRun,
  WorkflowRunStatus,
  WorkflowSpec,
} from '../api/v1alpha1/kinds.ts';
import { cancelAnnotation } from '../api/v1alpha1/kinds.ts';
import { executionName } from '../core/naming.ts';
import { planSteps } from '../core/plan.ts';
import { rowKey, skipped, type Evidence, type Plan, type PlannedStep } from '../core/planning.ts';
import type { ExecutionKey, ExecutionState } from '../engines/engine.ts';
import type { Outcome } from '../runtime/controller.ts';
import { repositoryOf, sourceAccess, sourcesToday } from './access.ts';
import { deployStep } from './deploys.ts';
import { judgeOf, liveEvidence, verdictKey, type VerdictNote } from './evidence.ts';
import { launch } from './executions.ts';
import { readExplanation } from './explain.ts';
import { recordModels } from './models.ts';
import { findRun, isActive, listRuns, parseKey, portsOf, timestamp, type Ports, type WorkflowPorts } from './ports.ts';
import { finishRun, runStatus } from './run-status.ts';
import {
  isRecorded,
  isRefused,
  isTerminal,
  notStarted,
  rowStatus,
  waitsFor,
  withChampions,
  type Acted,
} from './rows.ts';
import { requireNewest, successorOf } from './successor.ts';
import { targetAt } from './target.ts';

/** An unfinished run is looked at again after this long without a hint. */
const LOOK_MS = 5_000;

interface Pass {
  readonly ports: WorkflowPorts;
  readonly workflow: WorkflowSpec;
  readonly run: WorkflowRun;
  readonly evidence: Evidence;
  readonly executions: readonly ExecutionState[];
}

/**
 * Carries one run on, by `namespace/name`. Level-triggered: every pass judges the steps anew with what is stored by
 * now, starts what may start, and writes the table once. Holds the workflow's lock.
 */
export async function reconcileRun(ports: Ports, key: string): Promise<Outcome> {
  const { namespace, name } = parseKey(key);
  const run = await findRun(ports, key);
  if (!run || !isActive(run)) return { kind: 'done' };
  const workflow = await ports.store.get<WorkflowSpec>({ kind: 'WorkflowSpec', namespace, name: run.spec.workflow });
  const owned = run.metadata.ownerReferences?.some((owner) => owner.uid === workflow?.metadata.uid);
  if (!workflow || owned !== true || workflow.metadata.deletionTimestamp !== undefined) return { kind: 'done' };
  const successor = successorOf(run, workflow, await listRuns(ports, workflow));
  if (successor !== undefined) {
    const message = `superseded by ${successor}`;
    await endRun(ports, run, { phase: 'Superseded', supersededBy: successor, message });
    ports.enqueue.run({ namespace, name: successor });
    return { kind: 'done' };
  }
  const executions = await ports.engine.list(workflow.metadata.uid);
  if (run.metadata.annotations?.[cancelAnnotation] !== undefined) {
    await requireNewest(ports, workflow, run);
    for (const state of executions)
      if (!state.finished) await ports.engine.cancel(executionName(state.key), `run ${name} was cancelled`);
    await endRun(ports, run, { phase: 'Cancelled', message: 'cancelled on request' });
    return { kind: 'done' };
  }
  const placed = portsOf(ports, workflow);
  const evidence = await liveEvidence(placed, workflow, run, executions);
  return carryOn({ ports: placed, workflow, run, evidence, executions });
}

async function carryOn(pass: Pass): Promise<Outcome> {
  const { ports, workflow, run, evidence } = pass;
  const access = sourceAccess(workflow.metadata.namespace, sourcesToday(run.spec.snapshot, workflow.spec));
  for (const { source, url, revision } of run.spec.revisions)
    await ports.git.ensure(repositoryOf(url, access(source, url)), revision.slice(revision.lastIndexOf(':') + 1));
  const forced = new Set(run.spec.force);
  const [plan, reasons] = await Promise.all([
    planSteps(targetAt(run.spec.snapshot, run.spec.revisions, ports, { forced, access }), evidence),
    reasonsOf(ports, workflow, run),
  ]);
  const { rows, retryMs } = await actOn(pass, plan, reasons);
  await cancelUnwanted(pass, plan);
  const status = runStatus(run, withChampions(rows, run.status?.steps ?? []), timestamp(ports.clock));
  await writeNews(ports, run, status);
  if (status.finishedAt === undefined) return { kind: 'requeueAfter', ms: retryMs ?? LOOK_MS };
  await finishRun(ports, run, status);
  return { kind: 'done' };
}

/** Does for every row what can be done now. @returns the table, and the soonest that a row wants another look */
async function actOn(
  pass: Pass,
  plan: Plan,
  reasons: Awaited<ReturnType<typeof reasonsOf>>,
): Promise<{ readonly rows: readonly StepStatus[]; readonly retryMs?: number }> {
  const { ports, run } = pass;
  const table = run.status?.steps ?? [];
  const rows: StepStatus[] = [];
  const ended = new Set<string>();
  const waits: number[] = [];
  for (const planned of plan.steps) {
    const row = waitsFor(planned, ended) ? skipped(planned) : planned;
    const key = rowKey(row.name, row.subject);
    const before = table.find((step) => step.name === row.name && step.subject === row.subject);
    // A verdict is in the table before anything follows from it: it is told from a champion that a deploy replaces.
    const early = row.type === 'deploy' && isNews(plan, table);
    const { progress, retryMs } = early ? { progress: {}, retryMs: 0 } : await act(pass, row, before);
    if (retryMs !== undefined) waits.push(retryMs);
    if (progress.state === 'Failed' || row !== planned) ended.add(key);
    await recordModels(ports, run, row);
    const told = before?.reasons ?? reasons.get(key) ?? [];
    rows.push(isRecorded(row, before) ? before : rowStatus(run, row, before, progress, told));
  }
  return waits.length === 0 ? { rows } : { rows, retryMs: Math.min(...waits) };
}

/**
 * Whether all that is new is that a step began, just now. Nothing follows from that, and often more comes at once (its end):
 * it is written with what comes next, or by the next look.
 */
function isOnlyStart(before: WorkflowRunStatus | undefined, after: WorkflowRunStatus, now: number): boolean {
  if (!before || after.finishedAt !== undefined) return false;
  const steps = (after.steps ?? []).map((row): StepStatus => {
    const known = before.steps?.find(({ name, subject }) => name === row.name && subject === row.subject);
    if (row.startedAt === undefined || row.startedAt === known?.startedAt || row.state !== 'Running') return row;
    // Times of other machines may be far from ours.
    if (Math.abs(now - Date.parse(row.startedAt)) >= LOOK_MS) return row;
    const { startedAt: _news, ...rest } = row;
    return known?.startedAt === undefined ? rest : { ...rest, startedAt: known.startedAt };
  });
  return isDeepStrictEqual(asJson({ ...after, steps }), asJson(before));
}

function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

/** Whether a gate is judged whose verdict the table does not hold yet. */
function isNews(plan: Plan, table: readonly StepStatus[]): boolean {
  return plan.steps.some((row) => {
    const before = table.find((step) => step.name === row.name && step.subject === row.subject);
    return row.type === 'gate' && row.outcome !== undefined && !isRecorded(row, before);
  });
}

async function act(pass: Pass, row: PlannedStep, before: StepStatus | undefined): Promise<Acted> {
  const { ports, workflow, run } = pass;
  const step = run.spec.snapshot.steps.find((candidate) => candidate.name === row.name);
  if (before?.state === 'Cancelled' || isRefused(row, before)) {
    const { state, message } = before;
    return { progress: { state, ...(message === undefined ? {} : { message }) } };
  }
  if (row.action !== 'Run' || !step || row.fingerprint === undefined) return { progress: {} };
  if (row.type === 'gate') {
    if (row.verdict && row.outcome !== undefined) await recordVerdict(ports, workflow, run, row);
    return { progress: {} };
  }
  if (!row.ready) return { progress: {} };
  if (row.type === 'deploy') return deployStep({ ...pass, step, row });
  return start(pass, step, { ...row, fingerprint: row.fingerprint });
}

async function start(pass: Pass, step: Step, row: PlannedStep & { readonly fingerprint: string }): Promise<Acted> {
  const { ports, workflow, run, evidence, executions } = pass;
  const { fingerprint, resolved } = row;
  const launched = await launch(ports, executions, {
    workflow,
    run,
    step,
    row,
    fingerprint,
    resolved,
    capture: false,
    isWanted: async (wanted) => {
      const forced = row.subject === 'candidate' && run.spec.force?.includes(row.name) === true;
      return (await evidence.result({ step, subject: row.subject, fingerprint: wanted, forced })).kind === 'None';
    },
  });
  if (launched.kind !== 'Started') return notStarted(launched);
  if (launched.state.finished) ports.enqueue.execution(executionName(launched.state.key));
  return { progress: { execution: launched.state } };
}

async function recordVerdict(
  ports: WorkflowPorts,
  workflow: WorkflowSpec,
  run: WorkflowRun,
  row: PlannedStep,
): Promise<void> {
  if (row.fingerprint === undefined) return;
  const verdict = row.outcome === 'Succeeded' ? 'Passed' : 'Refused';
  const note: VerdictNote = { verdict, run: judgeOf(workflow.metadata.uid, run) };
  await ports.artifacts.writeNote(run.metadata.namespace, verdictKey(row.fingerprint, row.champion), note);
}

/** Ends executions that this run, the newest, cannot want any more; one whose step is not told yet is kept. */
async function cancelUnwanted({ ports, workflow, run, executions }: Pass, plan: Plan): Promise<void> {
  const unwanted = executions.filter(({ key, finished }) => !finished && !mayBeWanted(key, plan));
  if (unwanted.length > 0) await requireNewest(ports, workflow, run);
  for (const { key } of unwanted)
    await ports.engine.cancel(executionName(key), `run ${run.metadata.name} does not want it`);
}

function mayBeWanted(key: ExecutionKey, plan: Plan): boolean {
  const row = plan.steps.find((candidate) => candidate.name === key.step && candidate.subject === key.subject);
  if (row === undefined)
    return (
      key.subject === 'champion' && plan.steps.some((other) => other.type === 'gate' && other.outcome === undefined)
    );
  const untold = row.outcome === undefined && row.fingerprint === undefined;
  return row.type === 'deploy' || untold || (row.fingerprint === key.fingerprint && row.action === 'Run');
}

/** Reasons of the decision, as it was stored before the run was created. */
async function reasonsOf(
  ports: WorkflowPorts,
  workflow: WorkflowSpec,
  run: WorkflowRun,
): Promise<ReadonlyMap<string, readonly StepReason[]>> {
  if (run.status?.steps?.length) return new Map();
  const explanation = await readExplanation(ports, run.metadata.namespace, workflow.metadata.uid, run.metadata.name);
  return new Map((explanation?.steps ?? []).map((step) => [rowKey(step.name, step.subject), step.reasons]));
}

async function endRun(
  ports: Ports,
  run: WorkflowRun,
  end: Pick<WorkflowRunStatus, 'phase' | 'message' | 'supersededBy'>,
): Promise<void> {
  const now = timestamp(ports.clock);
  const steps = (run.status?.steps ?? []).map((step): StepStatus =>
    isTerminal(step.state) ? step : { ...step, state: 'Cancelled' },
  );
  const status = runStatus(
    { ...run, status: { ...run.status, observedGeneration: run.metadata.generation, ...end } },
    steps,
    now,
  );
  await writeStatus(ports, run, { ...status, ...end, finishedAt: now });
  await finishRun(ports, run, { ...status, ...end });
}

async function writeNews(ports: Ports, run: WorkflowRun, status: WorkflowRunStatus): Promise<void> {
  if (!isOnlyStart(run.status, status, ports.clock.now())) await writeStatus(ports, run, status);
}

async function writeStatus(ports: Ports, run: WorkflowRun, status: WorkflowRunStatus): Promise<void> {
  await ports.store.updateStatus<WorkflowRun>({ ...run, status });
}
