import type { Condition, WorkflowRun, WorkflowSpec, WorkflowSpecStatus } from '../api/v1alpha1/kinds.ts';
import {
  conditionReasons,
  findCondition,
  removeCondition,
  setCondition,
  type ConditionInput,
} from '../api/v1alpha1/conditions.ts';
import type { RefitError } from '../core/errors.ts';
import type { Plan } from '../core/planning.ts';
import type { Decision } from './decide.ts';
import { isActive } from './ports.ts';

/** The workflow with a decision recorded in its status. Pure, as is everything here. */
export function withDecision(workflow: WorkflowSpec, decision: Exclude<Decision, { kind: 'Again' }>): WorkflowSpec {
  const status = statusOf(workflow);
  if (decision.kind === 'Settled') return workflow;
  const { generation } = decision;
  const { forceAt, ...asked } = decision.requests;
  const requests = { ...status.requests, ...asked };
  const next: WorkflowSpecStatus = {
    ...status,
    sources: decision.revisions.map(({ source, revision }) => ({
      ...status.sources?.find(({ name }) => name === source),
      name: source,
      revision,
    })),
    decided: decision.run === undefined ? { generation } : { generation, run: decision.run },
    ...(Object.keys(requests).length > 0 ? { requests } : {}),
    ...(forceAt === undefined ? {} : { lastHandledForceAt: forceAt }),
    ...(decision.kind === 'Run' ? { sequence: decision.sequence } : {}),
  };
  if (decision.kind === 'Run') return { ...workflow, status: next };
  const told = {
    ...next,
    conditions: conditionsWith(
      next,
      notAffected(decision.plan, decision.summary, generation),
      new Date(0).toISOString(),
    ),
  };
  return { ...workflow, status: told };
}

/** Nothing to do is up to date only if what is in place is what was asked for. */
function notAffected(plan: Plan, summary: string, observedGeneration: number): ConditionInput {
  const bad = plan.steps.find((row) => row.outcome === 'Failed') ?? plan.steps.find((row) => row.outcome === 'Refused');
  const base = { type: 'UpToDate', observedGeneration };
  if (!bad) return { ...base, status: 'True', reason: conditionReasons.NotAffected, message: summary };
  const reason = bad.outcome === 'Failed' ? conditionReasons.RunFailed : conditionReasons.GateRefused;
  return {
    ...base,
    status: 'False',
    reason,
    message: `${bad.name} ended ${bad.outcome} with the same inputs before; retry or change it`,
  };
}

/** Ready=False, and Stalled where only a person can help. */
export function withFailure(workflow: WorkflowSpec, error: RefitError, now: string): WorkflowSpec {
  const status = statusOf(workflow);
  const base = { reason: error.reason, message: error.message, observedGeneration: workflow.metadata.generation };
  let conditions = setCondition(status.conditions, { ...base, type: 'Ready', status: 'False' }, now);
  conditions =
    error.handling === 'Stalled'
      ? setCondition(conditions, { ...base, type: 'Stalled', status: 'True' }, now)
      : removeCondition(conditions, 'Stalled');
  return { ...workflow, status: { ...status, observedGeneration: workflow.metadata.generation, conditions } };
}

/** Ready=True: sources read, decision made. */
export function withoutFailure(workflow: WorkflowSpec, now: string): WorkflowSpec {
  const status = statusOf(workflow);
  const observedGeneration = workflow.metadata.generation;
  const message = (status.sources ?? [])
    .flatMap(({ name, revision }) => (revision === undefined ? [] : [`${name} ${revision}`]))
    .join(', ');
  const ready: ConditionInput = {
    type: 'Ready',
    status: 'True',
    reason: conditionReasons.Reconciled,
    message: `decided at ${message}`,
    observedGeneration,
  };
  const conditions = removeCondition(setCondition(status.conditions, ready, now), 'Stalled');
  return { ...workflow, status: { ...status, observedGeneration, conditions } };
}

/** Suspended: whether it was ready is told as it was. */
export function withSuspension(workflow: WorkflowSpec, now: string): WorkflowSpec {
  const status = statusOf(workflow);
  const observedGeneration = workflow.metadata.generation;
  const before = findCondition(status.conditions, 'Ready');
  const message = 'suspended: nothing new is decided; what serves keeps serving';
  const ready: ConditionInput = {
    type: 'Ready',
    status: before?.status ?? 'Unknown',
    reason: conditionReasons.Suspended,
    message,
    observedGeneration,
  };
  return {
    ...workflow,
    status: { ...status, observedGeneration, conditions: setCondition(status.conditions, ready, now) },
  };
}

/** What follows from runs and stages: lastRun, UpToDate, Training, Deployed. */
export function withSummary(workflow: WorkflowSpec, runs: readonly WorkflowRun[], now: string): WorkflowSpec {
  const status = statusOf(workflow);
  const observedGeneration = workflow.metadata.generation;
  const newest = runs.at(-1);
  const active = runs.findLast(isActive);
  let conditions = status.conditions ?? [];
  const decidedRun = runs.find((run) => run.metadata.name === status.decided?.run) ?? (active ? newest : undefined);
  if (decidedRun) conditions = setCondition(conditions, { ...upToDate(decidedRun), observedGeneration }, now);
  const training: ConditionInput = active
    ? {
        type: 'Training',
        status: 'True',
        reason: conditionReasons.RunInProgress,
        message: `run ${active.metadata.name} is under way`,
        observedGeneration,
      }
    : {
        type: 'Training',
        status: 'False',
        reason: conditionReasons.NoRun,
        message: 'no run is under way',
        observedGeneration,
      };
  conditions = setCondition(conditions, training, now);
  conditions = setCondition(conditions, { ...deployed(workflow), observedGeneration }, now);
  conditions = conditions.map((condition): Condition =>
    condition.lastTransitionTime.startsWith('1970') ? { ...condition, lastTransitionTime: now } : condition,
  );
  return { ...workflow, status: { ...status, conditions, ...(newest ? { lastRun: lastRunOf(newest) } : {}) } };
}

/** A run that was just decided counts as running, as `Training` has it: its first status is no news of the workflow. */
function lastRunOf(run: WorkflowRun): NonNullable<WorkflowSpecStatus['lastRun']> {
  const finishedAt = run.status?.finishedAt;
  return {
    name: run.metadata.name,
    state: isActive(run) ? 'Running' : (run.status?.phase ?? 'Running'),
    ...(finishedAt === undefined ? {} : { finishedAt }),
  };
}

function upToDate(run: WorkflowRun): Omit<ConditionInput, 'observedGeneration'> {
  if (isActive(run))
    return {
      type: 'UpToDate',
      status: 'False',
      reason: conditionReasons.Affected,
      message: `run ${run.metadata.name} is to bring it up to date`,
    };
  const reason = findCondition(run.status?.conditions, 'Succeeded')?.reason ?? conditionReasons.RunFailed;
  const status = run.status?.phase === 'Succeeded' ? 'True' : 'False';
  return { type: 'UpToDate', status, reason, message: `${run.metadata.name}: ${run.status?.message ?? ''}` };
}

function deployed(workflow: WorkflowSpec): Omit<ConditionInput, 'observedGeneration'> {
  const deploys = workflow.spec.steps.filter((step) => step.deploy !== undefined);
  const stages = deploys.map((step) => workflow.status?.stages?.find((stage) => stage.name === step.name));
  const failed = stages.find((stage) => stage?.phase === 'Failed');
  if (failed)
    return {
      type: 'Deployed',
      status: 'False',
      reason: conditionReasons.RolloutFailed,
      message: `${failed.name}: ${failed.message ?? 'not ready'}`,
    };
  const moving = stages.find((stage) => stage?.phase === 'Progressing');
  if (moving)
    return {
      type: 'Deployed',
      status: 'False',
      reason: conditionReasons.RolloutProgressing,
      message: `${moving.name} is being replaced`,
    };
  if (stages.length === 0 || stages.some((stage) => stage === undefined))
    return {
      type: 'Deployed',
      status: 'False',
      reason: conditionReasons.NothingDeployed,
      message: 'no model is deployed yet',
    };
  return {
    type: 'Deployed',
    status: 'True',
    reason: conditionReasons.StagesLive,
    message: stages.map((stage) => `${stage?.name} serves at ${stage?.url ?? '?'}`).join(', '),
  };
}

function conditionsWith(status: WorkflowSpecStatus, condition: ConditionInput, now: string): Condition[] {
  return setCondition(status.conditions, condition, now);
}

function statusOf(workflow: WorkflowSpec): WorkflowSpecStatus {
  return workflow.status ?? { observedGeneration: -1 };
}
