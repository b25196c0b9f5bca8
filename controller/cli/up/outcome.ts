import { findCondition } from '../../api/v1alpha1/conditions.ts';
import type { StepStatus, WorkflowRun, WorkflowSpec } from '../../api/v1alpha1/kinds.ts';
import { reasons } from '../../core/errors.ts';
import type { Store } from '../../store/store.ts';
import { countText, safeLine, secondsText, shortDigest } from '../text.ts';
import { stepLabel } from './board.ts';
import { revisionsText } from './lines.ts';

/** How a workflow stands once everything has settled. */
export interface SettledWorkflow {
  readonly good: boolean;
  /** For people; the first one says what became of it. */
  readonly lines: readonly string[];
}

/** Sums up a workflow. Good: sources read, up to date, everything deployed that shall be. */
export async function summarise(
  store: Store,
  key: { readonly namespace: string; readonly name: string },
): Promise<SettledWorkflow> {
  const workflow = await store.get<WorkflowSpec>({ kind: 'WorkflowSpec', ...key });
  if (!workflow) return { good: false, lines: [safeLine(`${key.name}: gone`)] };
  const { status, metadata } = workflow;
  const problems = [...new Set([...conditionProblems(workflow), ...stageProblems(workflow)])];
  const good = problems.length === 0;
  const last = status?.decided?.run ?? status?.lastRun?.name;
  const run =
    last === undefined
      ? undefined
      : await store.get<WorkflowRun>({ kind: 'WorkflowRun', namespace: key.namespace, name: last });
  const at = revisionsText(workflow);
  const lines = [
    `${metadata.name}: ${good ? 'up to date' : 'not up to date'}${at === '' ? '' : ` at ${at}`}`,
    ...problems.map((problem) => `  ${problem}`),
    ...(run ? [`  ${runText(run)}`] : []),
    ...servedLines(workflow),
  ];
  return { good, lines: lines.map(safeLine) };
}

function conditionProblems({ status, metadata }: WorkflowSpec): string[] {
  const seen = status?.observedGeneration === metadata.generation;
  const unseen = seen ? [] : [`generation ${metadata.generation} has not been looked at`];
  const ready = findCondition(status?.conditions, 'Ready');
  // Nothing was decided: what an older decision said of the workflow would only hide why.
  const types = ready?.status === 'False' ? ['Ready'] : ['Ready', 'UpToDate'];
  const problems = types.flatMap((type) => {
    const condition = findCondition(status?.conditions, type);
    if (condition?.status === 'True') return [];
    if (!condition) return [`${type} is not known`];
    return [`${condition.reason}: ${condition.message}`, ...actionOf(condition.reason)];
  });
  return [...problems, ...unseen];
}

/** What a person can do about a reason of the table of errors. */
function actionOf(reason: string): string[] {
  const known = Object.entries(reasons).find(([name]) => name === reason)?.[1];
  return known ? [known.action] : [];
}

function stageProblems({ status }: WorkflowSpec): string[] {
  const failed = (status?.stages ?? []).filter((stage) => stage.phase === 'Failed');
  return failed.map(({ name, message }) => `${name}: ${message ?? 'not ready'}`);
}

function servedLines({ status }: WorkflowSpec): string[] {
  return (status?.stages ?? []).flatMap(({ name, live, url }) =>
    live ? [`  ${name}: serves model ${shortDigest(live.model)} at ${url ?? '?'}`] : [],
  );
}

function runText(run: WorkflowRun): string {
  const { steps = [], phase = 'Pending' } = run.status ?? {};
  const named = (state: StepStatus['state']): StepStatus[] => steps.filter((step) => step.state === state);
  const sum = (states: readonly StepStatus[], seconds: (step: StepStatus) => number | undefined): number =>
    states.reduce((total, step) => total + (seconds(step) ?? 0), 0);
  const ran = named('Succeeded');
  const reused = named('Reused');
  const names = ran.length === 0 ? '' : `: ${ran.map(stepLabel).join(', ')}`;
  return `${run.metadata.name} ${phase}: ran ${countText(ran.length, 'step')} in ${secondsText(sum(ran, ({ seconds }) => seconds))}${names}; reused ${reused.length}, saving ${secondsText(sum(reused, ({ savedSeconds }) => savedSeconds))}`;
}
