import type { StepReason, StepState, StepStatus, WorkflowRun } from '../api/v1alpha1/kinds.ts';
import type { AttemptRecord } from '../artifacts/artifacts.ts';
import type { GateCheck } from '../core/gates.ts';
import { executionName } from '../core/naming.ts';
import { rowKey, type PlannedStep } from '../core/planning.ts';
import type { ExecutionState } from '../engines/engine.ts';
import type { Launched } from './executions.ts';

/** Longest message and most metrics of a row; the rest is in the attempt's record and log. */
const MESSAGE = 2_000;
const METRICS = 50;
/** Longest text of a metric (the CRD's bound); whole it is in the attempt's record, which gates read. */
const METRIC = 256;

/** What became of a row in this pass. */
export interface Progress {
  readonly execution?: ExecutionState;
  /** Overrides what the plan says; used by deploy steps and where nothing could be started. */
  readonly state?: StepState;
  readonly message?: string;
}

/** What was done for a row, and after how many milliseconds it wants another look. */
export interface Acted {
  readonly progress: Progress;
  readonly retryMs?: number;
}

/** How a launch that did not start anything stands in its row. */
export function notStarted(launched: Exclude<Launched, { kind: 'Started' }>): Acted {
  const { message } = launched;
  return launched.kind === 'Refused'
    ? { progress: { state: 'Failed', message } }
    : { progress: { message }, retryMs: launched.ms };
}

/**
 * Whether the row failed in this run by what no evidence tells of: its launch was refused. It stays so, as asking again would
 * not help; a changed spec or a retry asks anew.
 */
export function isRefused(row: PlannedStep, before: StepStatus | undefined): before is StepStatus {
  const same = row.fingerprint !== undefined && before?.fingerprint === row.fingerprint;
  return same && before.state === 'Failed' && row.outcome === undefined;
}

/** Whether a row waits for one of `ended` (keys of rows), which the plan does not know to have ended. */
export function waitsFor(row: PlannedStep, ended: ReadonlySet<string>): boolean {
  if (row.outcome !== undefined) return false;
  if (row.needs.some((name) => ended.has(name) || ended.has(rowKey(name, row.subject)))) return true;
  // A gate waits for the evaluations of the champion that stand before it, and that no step needs.
  return row.verdict?.kind === 'Pending' && [...ended].some((key) => key.endsWith(rowKey('', 'champion')));
}

/**
 * The status of a row. `Succeeded` means the step ran for this run (launched by it or adopted while running), `Reused`
 * that its result was there when the run was decided: told from times, so that it is the same after a crash.
 */
export function rowStatus(
  run: WorkflowRun,
  row: PlannedStep,
  before: StepStatus | undefined,
  progress: Progress,
  reasons: readonly StepReason[],
): StepStatus {
  const state = progress.state ?? stateOf(run, row, before, progress.execution);
  const { record } = row;
  const fields: Partial<StepStatus> = {
    ...optional('fingerprint', row.fingerprint),
    ...optional('attempt', progress.execution?.key.attempt ?? record?.attempt),
    ...optional('execution', progress.execution ? executionName(progress.execution.key) : record?.execution.name),
    ...(state === 'Reused' ? reusedFields(record) : ranFields(state, record, before, progress.execution)),
    ...optional('message', (progress.message ?? messageOf(row, progress.execution))?.slice(0, MESSAGE)),
  };
  return {
    name: row.name,
    subject: row.subject,
    type: row.type,
    action: actionOf(row, state, before),
    state,
    ...fields,
    reasons: [...reasons],
    outputs: (record?.outputs ?? []).map(({ name, kind, digest, size }) => ({ name, kind, digest, size })),
    metrics: boundedMetrics(record?.metrics ?? {}),
  };
}

function reusedFields(record: AttemptRecord | undefined): Partial<StepStatus> {
  return record ? { reuses: record.execution.name, savedSeconds: record.seconds } : {};
}

function ranFields(
  state: StepState,
  record: AttemptRecord | undefined,
  before: StepStatus | undefined,
  execution: ExecutionState | undefined,
): Partial<StepStatus> {
  const ended = state === 'Succeeded' || state === 'Failed';
  return {
    ...optional('startedAt', execution?.startedAt ?? (ended ? record?.startedAt : undefined) ?? before?.startedAt),
    ...optional('finishedAt', execution?.finishedAt ?? (ended ? record?.finishedAt : undefined)),
    ...optional('seconds', ended ? record?.seconds : undefined),
  };
}

/**
 * Whether a row stands in the table for good: it came to its end, and still is there. It is then not told anew from
 * what came later: a gate's verdict would be told from the champion that it made.
 */
export function isRecorded(row: PlannedStep, before: StepStatus | undefined): before is StepStatus {
  if (!before || row.outcome === undefined) return false;
  return (before.state === 'Reused' ? 'Succeeded' : before.state) === row.outcome;
}

/** The table with evaluations of the champion that were made and are asked for no more, once the gate has judged. */
export function withChampions(rows: readonly StepStatus[], before: readonly StepStatus[]): StepStatus[] {
  const table = [...rows];
  for (const row of before) {
    const known = rows.some((other) => other.name === row.name && other.subject === row.subject);
    if (row.subject !== 'champion' || known || !isTerminal(row.state)) continue;
    const candidate = table.findIndex((other) => other.name === row.name);
    const gate = table.findIndex((other, index) => index > candidate && other.type === 'gate');
    table.splice(gate < 0 ? table.length : gate, 0, row);
  }
  return table;
}

/** States in which nothing more happens. */
export function isTerminal(state: StepState): boolean {
  return state !== 'Pending' && state !== 'Running';
}

function stateOf(
  run: WorkflowRun,
  row: PlannedStep,
  before: StepStatus | undefined,
  execution: ExecutionState | undefined,
): StepState {
  if (row.outcome === 'Skipped' || row.outcome === 'Refused' || row.outcome === 'Failed') return row.outcome;
  if (row.outcome === 'Succeeded') {
    if (before?.state === 'Succeeded' || before?.state === 'Reused') return before.state;
    return ranFor(run, row) ? 'Succeeded' : 'Reused';
  }
  return execution && !execution.finished ? 'Running' : 'Pending';
}

function ranFor(run: WorkflowRun, row: PlannedStep): boolean {
  if (row.type === 'gate') return row.action === 'Run';
  if (row.type === 'deploy') return row.fresh === true;
  return (
    row.record !== undefined &&
    row.record.execution.workflow === run.spec.workflow &&
    row.record.finishedAt >= run.spec.decidedAt
  );
}

/** What was decided stays; a row nobody could tell at first shows what it became. */
function actionOf(row: PlannedStep, state: StepState, before: StepStatus | undefined): StepStatus['action'] {
  if (state === 'Reused' || state === 'Skipped') return 'Reuse';
  if (before?.action === 'Run' || state === 'Succeeded' || state === 'Running') return 'Run';
  return row.action;
}

function messageOf(row: PlannedStep, execution: ExecutionState | undefined): string | undefined {
  if (row.verdict) return row.verdict.checks.map(checkText).join('; ');
  if (row.message !== undefined) return row.message;
  return execution && !execution.finished ? execution.message : undefined;
}

function checkText({ rule, value, reason }: GateCheck): string {
  return `${rule}: ${value === '' ? 'no metric' : value} (${reason})`;
}

function boundedMetrics(metrics: AttemptRecord['metrics']): StepStatus['metrics'] {
  return Object.fromEntries(
    Object.entries(metrics).map(([output, values]) => [
      output,
      Object.fromEntries(
        Object.entries(values)
          .slice(0, METRICS)
          .map(([name, value]) => [name, value.slice(0, METRIC)]),
      ),
    ]),
  );
}

function optional<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
  const fields: Partial<Record<K, V>> = {};
  if (value !== undefined && value !== '') fields[key] = value;
  return fields;
}
