import { shortRevision } from '../../api/v1alpha1/revision.ts';
import { countText, layOut, safeLine, secondsText } from '../text.ts';
import type { PlanDocument, PlanReasonDocument, PlanStepDocument } from './document.ts';

/** The plan for people: where it stands, a table, a sum. Lines are cut at `width`. */
export function planTable(document: PlanDocument, width: number | undefined): string {
  const hasSeconds = document.steps.some((step) => step.lastSeconds !== null);
  const rows = document.steps.map((step) => [
    step.name,
    step.action,
    ...(hasSeconds ? [step.lastSeconds === null ? '' : secondsText(step.lastSeconds)] : []),
    safeLine(whyText(document, step)),
  ]);
  const table = layOut([['STEP', 'ACTION', ...(hasSeconds ? ['LAST TOOK'] : []), 'WHY'], ...rows], width);
  return [...headLines(document), '', ...table, '', sumText(document), ''].join('\n');
}

function headLines({ workflow, revisions }: PlanDocument): string[] {
  return [
    workflow,
    ...layOut(
      Object.entries(revisions).map(([source, { from, to }]) => {
        const now = shortRevision(to);
        const before = from === null ? '' : shortRevision(from);
        const told = before === '' ? now : before === now ? `${now} (not moved)` : `${before} -> ${now}`;
        return [`  ${source}`, safeLine(told)];
      }),
    ),
  ];
}

function whyText(document: PlanDocument, step: PlanStepDocument): string {
  if (step.action === 'Reuse') return step.reuses === null ? 'nothing it consumes changed' : `result of ${step.reuses}`;
  if (step.action === 'Pending') {
    const waits = step.needs.filter((need) =>
      document.steps.some((row) => row.name === need && row.action !== 'Reuse'),
    );
    return `runs if ${waits.length === 0 ? 'what it needs' : waits.join(', ')} ${waits.length > 1 ? 'bring' : 'brings'} something new`;
  }
  return step.reasons.map(reasonText).join('; ');
}

/** A reason in words: `batches: data/batches/03.csv (1a2b3c4 "Add batch 3")`. */
export function reasonText(
  reason: Pick<PlanReasonDocument, 'kind' | 'paths' | 'commits' | 'truncated'> & { readonly input?: string | null },
): string {
  const input = reason.input ?? undefined;
  switch (reason.kind) {
    case 'PathsChanged':
    case 'EnvironmentChanged':
      return `${input ?? 'sources'}${reason.kind === 'EnvironmentChanged' ? ' environment' : ''}: ${pathsText(reason)}${commitsText(reason)}`;
    case 'ParameterChanged':
      return `parameter ${input ?? ''}: ${pathsText(reason)}${commitsText(reason)}`;
    case 'CommandChanged':
      return 'its definition changed';
    case 'ImageChanged':
      return 'its image changed';
    case 'UpstreamChanged':
      return input === undefined ? 'a step before it runs' : `${input} is new`;
    case 'NoResult':
      return 'no result yet';
    case 'ArtifactMissing':
      return 'its stored result is gone';
    case 'Forced':
      return 'forced';
    default:
      return reason.kind;
  }
}

function pathsText({ paths, truncated }: Pick<PlanReasonDocument, 'paths' | 'truncated'>): string {
  const [first, second] = paths;
  if (first === undefined) return 'changed';
  const more = paths.length - 2;
  const rest = more > 0 ? ` and ${truncated ? `more than ${more}` : more} more` : '';
  return second === undefined ? first : `${first}, ${second}${rest}`;
}

function commitsText({ commits }: Pick<PlanReasonDocument, 'commits'>): string {
  const [newest] = commits;
  if (newest === undefined) return '';
  const more = commits.length > 1 ? `, +${countText(commits.length - 1, 'commit')}` : '';
  return ` (${newest.sha.slice(0, 7)} ${JSON.stringify(newest.subject)} by ${newest.author}${more})`;
}

function sumText({ steps }: PlanDocument): string {
  const of = (action: PlanStepDocument['action']): PlanStepDocument[] => steps.filter((step) => step.action === action);
  const runs = of('Run');
  const pending = of('Pending');
  if (runs.length + pending.length === 0) return 'Not affected: nothing would run.';
  const seconds = runs.reduce((sum, step) => sum + (step.lastSeconds ?? 0), 0);
  const parts = [`${countText(runs.length, 'step')} would run${seconds > 0 ? ` (about ${secondsText(seconds)})` : ''}`];
  if (pending.length > 0)
    parts.push(`${pending.length} may, depending on ${pending.length === 1 ? 'what it gets' : 'what they get'}`);
  const saved = of('Reuse').reduce((sum, step) => sum + (step.lastSeconds ?? 0), 0);
  parts.push(`${of('Reuse').length} reused${saved > 0 ? ` (saves ${secondsText(saved)})` : ''}`);
  return `Affected: ${parts.join(', ')}.`;
}
