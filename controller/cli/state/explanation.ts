import { shortRevision } from '../../api/v1alpha1/revision.ts';
import type { StepReason, StepStatus, WorkflowRun } from '../../api/v1alpha1/kinds.ts';
import { rowKey } from '../../core/planning.ts';
import type { Explanation } from '../../reconcile/explain.ts';
import { reasonText } from '../plan/table.ts';
import { countText, safeLine, secondsText, shortDigest } from '../text.ts';
import { stepLabel } from '../up/board.ts';

/** How many commits of a source, and paths of a reason, are printed. */
const shownCommits = 10;
const shownPaths = 10;

/**
 * A run's decision in words. The explanation stored with it is whole; the status may have been cut.
 * @param images by execution, where there are any: what a tag pointed to
 */
export function explanationText(
  run: WorkflowRun,
  explanation: Explanation | undefined,
  images: ReadonlyMap<string, string> = new Map(),
): string {
  const steps = run.status?.steps ?? [];
  const lines = [
    headText(run),
    '',
    ...causeLines(run, explanation),
    ...(run.spec.force === undefined ? [] : [`Forced: ${run.spec.force.join(', ')}.`]),
    '',
    ...steps.flatMap((step) => [...stepLines(step, reasonsOf(step, explanation)), ...imageLines(step, images)]),
    '',
    ...sumLines(steps),
  ];
  return `${lines.map(safeLine).join('\n')}\n`;
}

function headText({ metadata, spec, status }: WorkflowRun): string {
  const phase = status?.phase ?? 'Pending';
  const by = status?.supersededBy === undefined ? '' : ` by ${status.supersededBy}`;
  const why = phase === 'Failed' || phase === 'Cancelled' ? `: ${status?.message ?? ''}` : '';
  return `Run ${metadata.name} of workflow ${spec.workflow}: ${phase}${by}${why}`;
}

function causeLines(run: WorkflowRun, explanation: Explanation | undefined): string[] {
  const { trigger, revisions, generation } = run.spec;
  switch (trigger.kind) {
    case 'SpecChanged':
      return [`Decided because the spec changed (generation ${generation}), at:`, ...revisionLines(revisions)];
    case 'Retry':
      return [
        `Decided as a retry of ${trigger.retryOf ?? 'a run'}, at the same revisions:`,
        ...revisionLines(revisions),
      ];
    case 'Requested':
      return ['Decided because a person asked for it, at:', ...revisionLines(revisions)];
    case 'SourceChanged':
      return [
        'Decided because sources moved:',
        ...(trigger.sources ?? []).flatMap((change) => sourceLines(change, explanation)),
      ];
  }
}

function revisionLines(revisions: WorkflowRun['spec']['revisions']): string[] {
  return revisions.map(({ source, revision }) => `  ${source} ${shortRevision(revision)}`);
}

function sourceLines(
  change: { readonly name: string; readonly from?: string; readonly to: string },
  explanation: Explanation | undefined,
): string[] {
  const { name, from, to } = change;
  const told = explanation?.sources.find((source) => source.name === name);
  const commits = told?.commits ?? [];
  const more = commits.length > shownCommits || told?.truncated === true ? ['    ... and more'] : [];
  return [
    from === undefined
      ? `  ${name} at ${shortRevision(to)}, for the first time`
      : `  ${name} ${shortRevision(from)} -> ${shortRevision(to)}`,
    ...commits
      .slice(0, shownCommits)
      .map(({ sha, author, subject, time }) => `    ${sha.slice(0, 7)} ${subject} (${author}, ${time.slice(0, 10)})`),
    ...more,
  ];
}

function reasonsOf(step: StepStatus, explanation: Explanation | undefined): readonly StepReason[] {
  const stored = explanation?.steps.find((row) => rowKey(row.name, row.subject) === rowKey(step.name, step.subject));
  return stored?.reasons ?? step.reasons;
}

function stepLines(step: StepStatus, reasons: readonly StepReason[]): string[] {
  const label = stepLabel(step);
  const said = step.message === undefined ? '' : `: ${step.message}`;
  switch (step.state) {
    case 'Reused':
      return [
        `${label} was reused${savedText(step)}: ${step.reuses === undefined ? 'what it would do was in place' : `the result of ${step.reuses}`}.`,
      ];
    case 'Skipped':
      return [`${label} was skipped: a step before it did not succeed.`];
    case 'Pending':
      return [`${label} has not started${said}.`, ...reasonLines(reasons)];
    case 'Running':
      return [`${label} is running${said}.`, ...reasonLines(reasons)];
    case 'Refused':
      return [`${label} refused the model${said}.`];
    case 'Failed':
    case 'Cancelled':
      return [`${label} ${step.state === 'Failed' ? 'failed' : 'was cancelled'}${said}.`, ...reasonLines(reasons)];
    case 'Succeeded':
      return [
        `${label} ${ranText(step)}${step.type === 'gate' ? said : ''}${outputText(step)}.`,
        ...reasonLines(reasons),
      ];
  }
}

function ranText({ type, seconds }: StepStatus): string {
  if (type === 'gate') return 'passed';
  if (type === 'deploy') return 'was deployed';
  return `ran${seconds === undefined ? '' : ` for ${secondsText(seconds)}`}`;
}

function savedText({ savedSeconds }: StepStatus): string {
  return savedSeconds === undefined ? '' : ` (saves ${secondsText(savedSeconds)})`;
}

function outputText({ outputs }: StepStatus): string {
  const models = outputs.filter(({ kind }) => kind === 'model');
  return models.length === 0
    ? ''
    : `, and made ${models.map(({ name, digest }) => `${name} ${shortDigest(digest)}`).join(', ')}`;
}

function reasonLines(reasons: readonly StepReason[]): string[] {
  return reasons.flatMap((reason) => {
    const paths =
      reason.paths.length > 2
        ? [
            ...reason.paths.slice(0, shownPaths),
            ...(reason.paths.length > shownPaths || reason.truncated ? ['...'] : []),
          ]
        : [];
    return [`  because ${reasonText(reason)}`, ...paths.map((path) => `    ${path}`)];
  });
}

function imageLines({ execution, reuses }: StepStatus, images: ReadonlyMap<string, string>): string[] {
  const image = images.get(execution ?? reuses ?? '');
  return image === undefined ? [] : [`  in the image ${image}`];
}

function sumLines(steps: readonly StepStatus[]): string[] {
  const runs = steps.filter((step) => step.type === 'run');
  const ran = runs.filter((step) => step.state === 'Succeeded' || step.state === 'Failed');
  const reused = runs.filter((step) => step.state === 'Reused');
  const spent = ran.reduce((sum, { seconds = 0 }) => sum + seconds, 0);
  const saved = reused.reduce((sum, { savedSeconds = 0 }) => sum + savedSeconds, 0);
  return [
    `${countText(ran.length, 'step')} ran in ${secondsText(spent)}; ${countText(reused.length, 'result')} reused.`,
    `Without reuse ${countText(ran.length + reused.length, 'step')} would have run in ${secondsText(spent + saved)}.`,
  ];
}
