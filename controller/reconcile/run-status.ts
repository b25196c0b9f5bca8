import type { Condition, StepStatus, WorkflowRun, WorkflowRunStatus } from '../api/v1alpha1/kinds.ts';
import { conditionReasons, removeCondition, setCondition, type ConditionReason } from '../api/v1alpha1/conditions.ts';
import type { StepOutcome, WorkMeasures } from '../runtime/measures.ts';
import { workflowOf, type Ports } from './ports.ts';
import { isTerminal } from './rows.ts';

/** A run object's serialized bound (design section 2), what metadata and conditions get of it, and what rows get at least. */
const OBJECT_BYTES = 128 * 1024;
const OTHER_BYTES = 24 * 1024;
const LEAST_BYTES = 16 * 1024;

/** The status of a run from its table. Pure: phase, conditions and message follow from the rows. */
export function runStatus(run: WorkflowRun, steps: readonly StepStatus[], now: string): WorkflowRunStatus {
  const { status: before, metadata } = run;
  const phase = endedPhase(run) ?? phaseOf(steps);
  const message = before?.supersededBy === undefined ? messageOf(phase, steps) : (before.message ?? '');
  const told = { reason: reasonOf(phase, steps), message, observedGeneration: metadata.generation };
  return {
    observedGeneration: metadata.generation,
    conditions: conditionsOf(before?.conditions, phase, told, now),
    phase,
    ...(before?.supersededBy === undefined ? {} : { supersededBy: before.supersededBy }),
    startedAt: before?.startedAt ?? now,
    ...(isEnd(phase) ? { finishedAt: before?.finishedAt ?? now } : {}),
    message,
    steps: bounded(steps, Math.max(LEAST_BYTES, OBJECT_BYTES - OTHER_BYTES - bytesOf(run.spec))),
  };
}

type Phase = NonNullable<WorkflowRunStatus['phase']>;

function isEnd(phase: Phase): boolean {
  return phase !== 'Pending' && phase !== 'Running';
}

/** Succeeded and Ready always; Reconciling while live; Stalled on a final failure (kstatus). */
function conditionsOf(
  before: readonly Condition[] | undefined,
  phase: Phase,
  told: Pick<Condition, 'reason' | 'message'> & { observedGeneration: number },
  now: string,
): Condition[] {
  const ended = phase === 'Succeeded' ? 'True' : 'False';
  const status = isEnd(phase) ? ended : 'Unknown';
  const abnormal: Record<string, boolean> = {
    Reconciling: !isEnd(phase),
    Stalled: phase === 'Failed' || phase === 'Cancelled',
  };
  let conditions = setCondition(before, { ...told, type: 'Succeeded', status }, now);
  conditions = setCondition(conditions, { ...told, type: 'Ready', status }, now);
  for (const [type, present] of Object.entries(abnormal)) {
    conditions = present
      ? setCondition(conditions, { ...told, type, status: 'True' }, now)
      : removeCondition(conditions, type);
  }
  return conditions;
}

/** Cancelled and Superseded are told, not computed. */
function endedPhase(run: WorkflowRun): 'Superseded' | 'Cancelled' | undefined {
  const phase = run.status?.phase;
  return phase === 'Superseded' || phase === 'Cancelled' ? phase : undefined;
}

function phaseOf(steps: readonly StepStatus[]): Phase {
  if (steps.some((step) => !isTerminal(step.state))) return 'Running';
  const candidates = steps.filter((step) => step.subject === 'candidate');
  return candidates.every((step) => step.state === 'Succeeded' || step.state === 'Reused') ? 'Succeeded' : 'Failed';
}

function reasonOf(phase: WorkflowRunStatus['phase'], steps: readonly StepStatus[]): ConditionReason {
  if (phase === 'Succeeded') return conditionReasons.RunSucceeded;
  if (phase === 'Superseded') return conditionReasons.RunSuperseded;
  if (phase === 'Cancelled') return conditionReasons.RunCancelled;
  if (phase !== 'Failed') return conditionReasons.RunInProgress;
  return steps.some((step) => step.state === 'Failed') ? conditionReasons.RunFailed : conditionReasons.GateRefused;
}

function messageOf(phase: WorkflowRunStatus['phase'], steps: readonly StepStatus[]): string {
  const told = (state: StepStatus['state']): string =>
    steps
      .filter((step) => step.state === state)
      .map((step) => step.name)
      .join(', ');
  const blamed = steps.find((step) => step.state === 'Failed') ?? steps.find((step) => step.state === 'Refused');
  if (blamed && phase === 'Failed') return `${blamed.name}: ${blamed.message ?? blamed.state}`;
  if (phase === 'Cancelled') return 'cancelled on request';
  if (phase === 'Succeeded') {
    const ran = told('Succeeded');
    const reused = told('Reused');
    return [ran === '' ? 'nothing ran' : `ran ${ran}`, reused === '' ? '' : `reused ${reused}`]
      .filter((part) => part !== '')
      .join('; ');
  }
  const running = told('Running');
  return running === '' ? 'waiting' : `running ${running}`;
}

/** What a table is cut down to, step by step: first what explains, last what it made. */
const cuts: readonly ((row: StepStatus) => StepStatus)[] = [
  (row) => withReasons(row, 32, 20),
  (row) => withReasons(row, 32, 5),
  (row) => ({ ...withReasons(row, 32, 0), metrics: {} }),
  (row) => shorter(withReasons(row, 4, 0), 200),
  (row) => ({ ...shorter(withReasons(row, 0, 0), 80), outputs: row.outputs.filter(({ kind }) => kind === 'model') }),
  (row) => ({ ...withReasons(row, 0, 0), message: '', outputs: [] }),
];

/** The table, cut until it fits into `bytes`; explain.json and the attempts' records have it whole. */
function bounded(steps: readonly StepStatus[], bytes: number): StepStatus[] {
  let rows = [...steps];
  for (const cut of cuts) {
    if (bytesOf(rows) <= bytes) return rows;
    rows = rows.map(cut);
  }
  return rows;
}

function withReasons(row: StepStatus, most: number, keep: number): StepStatus {
  const reasons = row.reasons.slice(0, most).map((reason) => ({
    ...reason,
    paths: reason.paths.slice(0, keep),
    commits: reason.commits.slice(0, keep),
    truncated: reason.truncated || reason.paths.length > keep || reason.commits.length > keep,
  }));
  return { ...row, reasons };
}

function shorter(row: StepStatus, characters: number): StepStatus {
  return row.message === undefined ? row : { ...row, message: row.message.slice(0, characters) };
}

function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}

/** What the states of rows that came to an end count as. */
const counted: Partial<Record<StepStatus['state'], StepOutcome>> = {
  Succeeded: 'Executed',
  Reused: 'Reused',
  Failed: 'Failed',
  Refused: 'Failed',
  Skipped: 'Skipped',
  Cancelled: 'Skipped',
};

function measureRun(measures: WorkMeasures, { phase, steps }: Pick<WorkflowRunStatus, 'phase' | 'steps'>): void {
  measures.runFinished(phase ?? 'Pending');
  for (const { state, savedSeconds } of steps ?? []) {
    const outcome = counted[state];
    if (outcome !== undefined) measures.stepFinished(outcome);
    if (outcome === 'Reused' && savedSeconds !== undefined) measures.trainingAvoided(savedSeconds);
  }
}

/** Says once that a run ended, and lets its workflow sum up. */
export async function finishRun(
  ports: Ports,
  run: WorkflowRun,
  status: Pick<WorkflowRunStatus, 'phase' | 'message' | 'steps'>,
): Promise<void> {
  const well = status.phase === 'Succeeded';
  // First: the run is at its end, and no look at it comes here again.
  ports.enqueue.workflow(workflowOf(run));
  if (ports.measures) measureRun(ports.measures, status);
  ports.log.info('run ended', {
    workflow: run.spec.workflow,
    run: run.metadata.name,
    phase: status.phase,
    message: status.message,
  });
  await ports.store.recordEvent({
    regarding: {
      kind: 'WorkflowRun',
      namespace: run.metadata.namespace,
      name: run.metadata.name,
      uid: run.metadata.uid,
    },
    type: well || status.phase === 'Superseded' ? 'Normal' : 'Warning',
    reason: reasonOf(status.phase, status.steps ?? []),
    message: status.message ?? '',
  });
}
