import type { Step } from '../api/v1alpha1/kinds.ts';
import { isReason } from './errors.ts';
import { runFingerprint } from './fingerprint.ts';
import {
  needsOf,
  rowKey,
  skipped,
  upstream,
  type PlannedStep,
  type Planning,
  type ResultEvidence,
  type Subject,
} from './planning.ts';
import { resolveStep, type Resolution, type Upstream } from './resolve.ts';

/** A model output that stands in for another: the champion's evaluation replaces the candidate's model by it. */
export interface Substitution {
  readonly step: string;
  readonly output: string;
  readonly digest: string;
}

/** What other steps produced, seen by `subject`: its own rows first, then the candidate's. */
export function upstreamOf(planning: Planning, subject: Subject, substitution?: Substitution): Upstream {
  function record(step: string): PlannedStep['record'] {
    const row = planning.rows.get(rowKey(step, subject)) ?? planning.rows.get(step);
    return row?.outcome === 'Succeeded' ? row.record : undefined;
  }
  return {
    output(step, output) {
      if (substitution && substitution.step === step && substitution.output === output)
        return { digest: substitution.digest };
      return record(step)?.outputs.find((candidate) => candidate.name === output);
    },
    metrics(step, output) {
      const found = record(step);
      return found ? (found.metrics[output] ?? {}) : undefined;
    },
    served(step) {
      const row = planning.rows.get(step);
      if (row?.outcome !== 'Succeeded' || row.identity === undefined) return undefined;
      return { identity: row.identity, url: planning.evidence.stage(step).url ?? '' };
    },
  };
}

/** Judges a run step for a subject. */
export async function planRun(
  planning: Planning,
  step: Step,
  subject: Subject,
  substitution?: Substitution,
): Promise<PlannedStep> {
  const needs = needsOf(planning, step.name);
  const row = { name: step.name, subject, type: 'run' as const, needs };
  const resolution = await tryResolve(planning, step, upstreamOf(planning, subject, substitution));
  if ('message' in resolution) return unresolvable(row, resolution.message);
  const described = { ...row, facts: resolution.facts, resolved: resolution.resolved };
  const turn = subject === 'champion' ? 'Go' : upstream(planning, needs);
  if (turn === 'Skip') return skipped(described);
  const forced = planning.forced?.has(step.name) === true && subject === 'candidate';
  if (!resolution.complete) {
    if (!forced && !ownDiffers(planning, described)) return { ...described, action: 'Pending', ready: false };
    return { ...described, action: 'Run', ready: false, missing: forced ? 'Forced' : 'NoResult' };
  }
  const fingerprint = runFingerprint({
    ...resolution.program,
    outputs: step.outputs ?? [],
    reuseVersion: step.run?.reuse?.version,
  });
  const evidence = await planning.evidence.result({ step, subject, fingerprint, forced });
  return withEvidence({ ...described, fingerprint, ready: turn === 'Go' }, evidence);
}

function withEvidence(row: Omit<PlannedStep, 'action' | 'outcome'>, evidence: ResultEvidence): PlannedStep {
  switch (evidence.kind) {
    case 'Result':
      // A result is reused only once everything before it agrees; until then nothing is known of the wave's end.
      return { ...row, action: 'Reuse', record: evidence.record, ...(row.ready ? { outcome: 'Succeeded' } : {}) };
    case 'Failure': {
      const { record } = evidence;
      return { ...row, action: 'Reuse', record, outcome: 'Failed', message: record.message };
    }
    case 'None':
      return { ...row, action: 'Run', missing: evidence.reason };
  }
}

/** The resolution of a step, or why an expression of it can never be resolved with what its upstream produced. */
export async function tryResolve(
  planning: Planning,
  step: Step,
  seen: Upstream,
): Promise<Resolution | { readonly message: string }> {
  try {
    return await resolveStep(planning, step, seen);
  } catch (error) {
    if (!isReason(error, 'ReferenceUnresolved')) throw error;
    return { message: error.message };
  }
}

/** The row of a step whose expressions name what its upstream did not produce. */
export function unresolvable(
  row: Pick<PlannedStep, 'name' | 'subject' | 'type' | 'needs'>,
  message: string,
): PlannedStep {
  const nothing = { facts: { own: {}, upstream: {} }, resolved: { args: [], env: [], inputs: [] } };
  return { ...row, ...nothing, action: 'Reuse', outcome: 'Failed', ready: false, message };
}

/** Whether the step's own definition or selections differ from the base plan's; a step the base lacks differs. */
export function ownDiffers(planning: Planning, row: Pick<PlannedStep, 'name' | 'subject' | 'facts'>): boolean {
  if (!planning.base) return false;
  const before = planning.base.get(rowKey(row.name, row.subject));
  if (!before) return true;
  const keys = new Set([...Object.keys(before.facts.own), ...Object.keys(row.facts.own)]);
  return [...keys].some((key) => before.facts.own[key] !== row.facts.own[key]);
}
