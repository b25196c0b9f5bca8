import { findCondition } from '../../api/v1alpha1/conditions.ts';
import { shortRevision } from '../../api/v1alpha1/revision.ts';
import type { StageStatus, StepReason, StepStatus, WorkflowRun, WorkflowSpec } from '../../api/v1alpha1/kinds.ts';
import { isActive } from '../../reconcile/ports.ts';
import { safeLine, secondsText, shortDigest } from '../text.ts';
import { stepLabel, type Audience } from './board.ts';

/** Progress as lines, one per change of state: for logs, pipes and CI. */
export function lineAudience(write: (line: string) => void): Audience {
  const told = new Map<string, Set<string>>();
  return {
    workflow: (workflow, before) => workflowLines(workflow, before).forEach(write),
    run(run, before) {
      const name = `${run.metadata.namespace}/${run.metadata.name}`;
      const known = told.get(name) ?? new Set();
      // A step that waits is tried again and again: that is told once.
      const fresh = runLines(run, before).filter((line) => !known.has(line));
      fresh.forEach(write);
      if (isActive(run)) told.set(name, new Set([...known, ...fresh]));
      else told.delete(name);
    },
  };
}

/** What changed in a workflow. */
export function workflowLines(workflow: WorkflowSpec, before: WorkflowSpec | undefined): string[] {
  const lines = [
    ...specLines(workflow, before),
    ...revisionLines(workflow, before),
    ...(suspensionLines(workflow, before) ?? readyLines(workflow, before)),
    ...notAffectedLines(workflow, before),
    ...stagesLines(workflow, before),
  ];
  return lines.map((line) => safeLine(`${workflow.metadata.name} ${line}`));
}

/** What changed in a run. */
export function runLines(run: WorkflowRun, before: WorkflowRun | undefined): string[] {
  const { metadata, status } = run;
  const decided = before === undefined ? [`decided: ${triggerText(run)}`] : [];
  const steps = (status?.steps ?? []).flatMap((step) => stepLines(step, before));
  const isNew = status?.phase !== before?.status?.phase;
  const ended = isNew && !isActive(run) ? [`${status?.phase ?? ''}: ${status?.message ?? ''}`] : [];
  return [...decided, ...steps, ...ended].map((line) => safeLine(`${metadata.name} ${line}`));
}

function specLines({ metadata }: WorkflowSpec, before: WorkflowSpec | undefined): string[] {
  if (before === undefined) return ['created'];
  return before.metadata.generation === metadata.generation ? [] : [`changed: generation ${metadata.generation}`];
}

function revisionLines(workflow: WorkflowSpec, before: WorkflowSpec | undefined): string[] {
  const revisions = revisionsText(workflow);
  return before === undefined || revisions === '' || revisions === revisionsText(before) ? [] : [`at ${revisions}`];
}

function readyLines(workflow: WorkflowSpec, before: WorkflowSpec | undefined): string[] {
  const now = findCondition(workflow.status?.conditions, 'Ready');
  const then = findCondition(before?.status?.conditions, 'Ready');
  if (now?.status === 'False' && now.message !== then?.message) return [`${now.reason}: ${now.message}`];
  return now?.status === 'True' && then?.status === 'False' ? ['Ready again'] : [];
}

/** Undefined where nothing was stopped and nothing goes on. */
function suspensionLines(workflow: WorkflowSpec, before: WorkflowSpec | undefined): string[] | undefined {
  const [then, now] = [before, workflow].map((one) => findCondition(one?.status?.conditions, 'Ready'));
  const [was, is] = [then, now].map((condition) => condition?.reason === 'Suspended');
  if (was === is) return undefined;
  return [is === true ? (now?.message ?? '') : 'goes on'];
}

function notAffectedLines(workflow: WorkflowSpec, before: WorkflowSpec | undefined): string[] {
  const now = findCondition(workflow.status?.conditions, 'UpToDate');
  const then = findCondition(before?.status?.conditions, 'UpToDate');
  return now?.reason === 'NotAffected' && now.message !== then?.message ? [`NotAffected: ${now.message}`] : [];
}

function stagesLines({ status }: WorkflowSpec, before: WorkflowSpec | undefined): string[] {
  return (status?.stages ?? []).flatMap((stage) => {
    const then = before?.status?.stages?.find((candidate) => candidate.name === stage.name);
    const same = then?.phase === stage.phase && then.identity === stage.identity && then.url === stage.url;
    return same ? [] : [`${stage.name} ${stageText(stage)}`];
  });
}

function stepLines(step: StepStatus, before: WorkflowRun | undefined): string[] {
  const then = before?.status?.steps?.find(({ name, subject }) => name === step.name && subject === step.subject);
  if (step.state === 'Pending') return isWaiting(step) && step.message !== then?.message ? [waitText(step)] : [];
  if (step.state === then?.state) return [];
  return [`${stepLabel(step)} ${step.state}${stepDetail(step)}`];
}

/** Whether a step cannot start and says why: data, a secret, a place. */
export function isWaiting({ state, message }: StepStatus): boolean {
  return state === 'Pending' && message !== undefined;
}

/** `train waits: data is not there yet: …` */
export function waitText(step: StepStatus): string {
  return `${stepLabel(step)} ${step.message ?? ''}`.trimEnd();
}

/** Why a run was decided. */
export function triggerText({ spec: { trigger } }: WorkflowRun): string {
  switch (trigger.kind) {
    case 'SourceChanged':
      return (trigger.sources ?? [])
        .map(
          ({ name, from, to }) =>
            `${name} ${from === undefined ? '' : `${shortRevision(from)} -> `}${shortRevision(to)}`,
        )
        .join(', ');
    case 'SpecChanged':
      return 'the spec changed';
    case 'Requested':
      return 'a person asked for it';
    case 'Retry':
      return `retry of ${trigger.retryOf ?? 'a run'}`;
  }
}

/** `PathsChanged rows: batches/03.csv; ParameterChanged alpha` */
export function reasonsText(reasons: readonly StepReason[]): string {
  return reasons
    .map(({ kind, input, paths, truncated }) => {
      const more = paths.length > 2 || truncated ? ', ...' : '';
      const where = paths.length === 0 ? '' : `${paths.slice(0, 2).join(', ')}${more}`;
      return [kind, [input, where].filter((part) => part !== undefined && part !== '').join(': ')]
        .filter((part) => part !== '')
        .join(' ');
    })
    .join('; ');
}

/** `Live at http://127.0.0.1:40001, model 1a2b3c4d5e6f` */
export function stageText({ phase, url, model, message }: StageStatus): string {
  const where = url === undefined ? '' : ` at ${url}`;
  const why = message === undefined || phase === 'Live' ? '' : `: ${message}`;
  return `${phase}${phase === 'Live' ? where : ''}, model ${shortDigest(model)}${why}`;
}

/** `code main@1a2b3c4, data main@5d6e7f8` */
export function revisionsText({ status }: WorkflowSpec): string {
  return (status?.sources ?? [])
    .flatMap(({ name, revision }) => (revision === undefined ? [] : [`${name} ${shortRevision(revision)}`]))
    .join(', ');
}

function stepDetail(step: StepStatus): string {
  switch (step.state) {
    case 'Running':
      return step.reasons.length > 0 ? ` (${reasonsText(step.reasons)})` : '';
    case 'Succeeded':
      return step.seconds === undefined ? '' : ` in ${secondsText(step.seconds)}`;
    case 'Reused':
      return step.savedSeconds === undefined ? '' : ` (saves ${secondsText(step.savedSeconds)})`;
    default:
      return step.message === undefined ? '' : `: ${step.message}`;
  }
}
