import type { GateRule, Step } from '../api/v1alpha1/kinds.ts';
import { ancestors, descendants } from './dag.ts';
import { metricReference } from './expressions.ts';
import { gateFingerprint } from './fingerprint.ts';
import { judgeGate, type Verdict } from './gates.ts';
import { needsOf, rowKey, skipped, upstream, type PlannedStep, type Planning } from './planning.ts';
import { lineageOf } from './plan-deploy.ts';
import { planRun, type Substitution } from './plan-run.ts';
import { metricOf } from './resolve-text.ts';

/**
 * Judges a gate. The verdict is a function of metrics and champion, so it is told at once when they are known. Numbers
 * of two exams are never compared: a rule on the champion asks for the same evaluation with the champion's model,
 * which adds rows of subject `champion` (reused when stored, otherwise run first).
 */
export async function planGate(planning: Planning, step: Step): Promise<readonly PlannedStep[]> {
  const rules = step.gate ?? [];
  const needs = needsOf(planning, step.name);
  const facts = { own: { gate: JSON.stringify(rules) }, upstream: {} as Record<string, string> };
  const row = {
    name: step.name,
    subject: 'candidate' as const,
    type: 'gate' as const,
    needs,
    facts,
    resolved: { args: [], env: [], inputs: [] },
  };
  const turn = upstream(planning, needs);
  if (turn === 'Skip') return [skipped(row)];
  const lineage = lineageOf(planning, step.name);
  if (turn === 'Wait' || !lineage) {
    const before = planning.base?.get(step.name);
    const certain = planning.base !== undefined && before?.facts.own['gate'] !== facts.own.gate;
    return [{ ...row, action: certain ? 'Run' : 'Pending', ready: false }];
  }
  for (const fact of lineage) facts.upstream[`${fact.step}.${fact.output}`] = fact.digest;
  const fingerprint = gateFingerprint({ rules, upstream: lineage });
  const judged = { ...row, fingerprint, ready: true };
  if (planning.evidence.symbolic) {
    const known = await planning.evidence.verdict(fingerprint, undefined);
    return [known === undefined ? { ...judged, action: 'Run' } : { ...judged, action: 'Reuse', outcome: 'Succeeded' }];
  }
  return judge(planning, rules, judged, fingerprint);
}

async function judge(
  planning: Planning,
  rules: readonly GateRule[],
  row: Omit<PlannedStep, 'action' | 'outcome'>,
  fingerprint: string,
): Promise<readonly PlannedStep[]> {
  const extra: PlannedStep[] = [];
  const subjects = rules.map((rule) => championOf(planning, rule));
  // The champion's own number is asked for only when the candidate's own bounds hold: no evaluation is run in vain.
  let verdict = verdictOf(planning, rules, subjects, new Map());
  for (const stage of new Set(verdict.pendingStages)) {
    const subject = subjects.find((candidate) => candidate?.stage === stage);
    if (subject?.substitution) extra.push(...(await planChampion(planning, subject.metricStep, subject.substitution)));
  }
  for (const champion of extra) planning.rows.set(rowKey(champion.name, champion.subject), champion);
  if (extra.length > 0) verdict = verdictOf(planning, rules, subjects, planning.rows);
  const champion = subjects.find((subject) => subject !== undefined)?.champion;
  const judged = { ...row, verdict, ...(champion === undefined ? {} : { champion }) };
  if (verdict.kind === 'Pending') return [...extra, { ...judged, action: 'Run', ready: false }];
  const outcome = verdict.passed ? ('Succeeded' as const) : ('Refused' as const);
  const isLive =
    verdict.passed && subjects.some((subject) => subject !== undefined && subject.champion === subject.candidate);
  const recorded = await planning.evidence.verdict(fingerprint, champion);
  const same = isLive || recorded === (verdict.passed ? 'Passed' : 'Refused');
  return [...extra, { ...judged, action: same ? 'Reuse' : 'Run', outcome }];
}

interface ChampionSubject {
  readonly stage: string;
  readonly metricStep: string;
  readonly candidate: string | undefined;
  readonly champion?: string;
  readonly previouslyLive: boolean;
  readonly substitution?: Substitution;
}

function championOf(planning: Planning, rule: GateRule): ChampionSubject | undefined {
  if (!rule.champion) return undefined;
  const stage = rule.champion.stage;
  const deploy = planning.spec.steps.find((step) => step.name === stage)?.deploy;
  const [step = '', output = ''] = (deploy?.model ?? '').split('.', 2);
  const candidate = planning.rows.get(step)?.record?.outputs.find((each) => each.name === output)?.digest;
  const champion = planning.evidence.stage(stage).champion;
  return {
    stage,
    metricStep: metricReference(rule.metric).step,
    candidate,
    previouslyLive: candidate !== undefined && planning.evidence.previouslyLive(stage, candidate),
    ...(champion === undefined ? {} : { champion, substitution: { step, output, digest: champion } }),
  };
}

function verdictOf(
  planning: Planning,
  rules: readonly GateRule[],
  subjects: readonly (ChampionSubject | undefined)[],
  championRows: ReadonlyMap<string, PlannedStep>,
): Verdict {
  return judgeGate(
    rules.map((rule, index) => {
      const reference = metricReference(rule.metric);
      const subject = subjects[index];
      const row = championRows.get(rowKey(reference.step, 'champion'));
      return {
        rule,
        metric: metricOf(planning.rows.get(reference.step)?.record?.metrics[reference.output], reference.metric),
        ...(subject ? { champion: championFacts(subject, row, reference) } : {}),
      };
    }),
  );
}

function championFacts(
  subject: ChampionSubject,
  row: PlannedStep | undefined,
  reference: { output: string; metric: string },
) {
  const base = { previouslyLive: subject.previouslyLive, isLive: subject.candidate === subject.champion };
  if (subject.champion === undefined) return { ...base, kind: 'None' as const };
  if (row?.outcome === undefined) return { ...base, kind: 'Unknown' as const, stage: subject.stage };
  return { ...base, kind: 'Known' as const, metric: metricOf(row.record?.metrics[reference.output], reference.metric) };
}

/** The evaluation of the champion: every step between its model and the metric, with the model replaced. */
async function planChampion(
  planning: Planning,
  metricStep: string,
  substitution: Substitution,
): Promise<PlannedStep[]> {
  const after = descendants(planning.edges, substitution.step);
  const before = ancestors(planning.edges, metricStep);
  const rows: PlannedStep[] = [];
  for (const name of planning.order) {
    const onTheWay = after.has(name) && (name === metricStep || before.has(name));
    const step = planning.spec.steps.find((candidate) => candidate.name === name);
    if (!onTheWay || !step?.run || planning.rows.has(rowKey(name, 'champion'))) continue;
    const row = await planRun(planning, step, 'champion', substitution);
    planning.rows.set(rowKey(name, 'champion'), row);
    rows.push(row);
  }
  return rows;
}
