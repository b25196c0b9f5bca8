/**
 * Planning without results: every step stands for what it would produce. Two uses: `refit plan --from`, where
 * everything is taken as done at the base; and telling whether a new revision changes anything a run in progress does.
 */
import type { WorkflowSpecSpec } from '../api/v1alpha1/kinds.ts';
import type { AttemptRecord } from '../artifacts/artifacts.ts';
import { sha256Hex } from './hash.ts';
import { planSteps } from './plan.ts';
import {
  anyIdentity,
  rowKey,
  type Evidence,
  type Plan,
  type PlannedStep,
  type PlanTarget,
  type ResultEvidence,
} from './planning.ts';

/** Evidence under which every fingerprint in `known` has a result, a passed verdict or serves; `known` absent = all. */
export function symbolicEvidence(spec: WorkflowSpecSpec, known?: KnownPlan): Evidence {
  return {
    symbolic: true,
    result({ step, fingerprint, forced }) {
      const none: ResultEvidence = { kind: 'None', reason: forced ? 'Forced' : 'NoResult' };
      const reusable = !forced && step.run?.reuse?.policy !== 'Never';
      if (known && !(reusable && known.fingerprints.has(fingerprint))) return Promise.resolve(none);
      return Promise.resolve({ kind: 'Result', record: symbolicRecord(spec, step.name, fingerprint) });
    },
    stage(step) {
      const identity = known ? known.identities.get(step) : anyIdentity;
      return {
        ...(identity === undefined ? {} : { identity }),
        url: `symbolic:${step}`,
        fresh: false,
        blocked: new Map(),
      };
    },
    previouslyLive: () => false,
    verdict: (fingerprint) => Promise.resolve(!known || known.fingerprints.has(fingerprint) ? 'Passed' : undefined),
  };
}

export interface KnownPlan {
  readonly fingerprints: ReadonlySet<string>;
  readonly identities: ReadonlyMap<string, string>;
}

/** What is known once `plan` is taken as done. */
export function knownFrom(plan: Plan): KnownPlan {
  return {
    fingerprints: new Set(plan.steps.flatMap((row) => (row.fingerprint === undefined ? [] : [row.fingerprint]))),
    identities: new Map(
      plan.steps.flatMap((row) => (row.identity === undefined ? [] : [[row.name, row.identity] as const])),
    ),
  };
}

/** The plan of a workflow in which everything has a result: all its symbolic fingerprints. */
export async function planSymbolically(target: PlanTarget): Promise<Plan> {
  const plan = await planSteps({ ...target, forced: new Set() }, symbolicEvidence(target.spec));
  return plan;
}

/** Rows by key, as `PlanTarget.base` wants them. */
export function rowsOf(plan: Plan): ReadonlyMap<string, PlannedStep> {
  return new Map(plan.steps.map((row) => [rowKey(row.name, row.subject), row]));
}

/** Whether two plans ask for the same work: the same steps with the same symbolic fingerprints and releases. */
export function sameWork(one: Plan, other: Plan): boolean {
  return workOf(one) === workOf(other);
}

function workOf(plan: Plan): string {
  return JSON.stringify(
    plan.steps
      .map((row) => [row.name, row.subject, row.fingerprint ?? '', row.identity ?? ''].join(' '))
      .toSorted(compareText),
  );
}

function symbolicRecord(spec: WorkflowSpecSpec, name: string, fingerprint: string): AttemptRecord {
  const step = spec.steps.find((candidate) => candidate.name === name);
  const outputs = (step?.outputs ?? []).map((output) => ({
    name: output.name,
    kind: output.kind ?? ('data' as const),
    digest: sha256Hex(`symbolic\0${fingerprint}\0${output.name}`),
    size: 0,
  }));
  return {
    fingerprint,
    attempt: 0,
    outcome: 'Succeeded',
    reason: 'Symbolic',
    message: '',
    finishedAt: '1970-01-01T00:00:00.000Z',
    seconds: 0,
    outputs,
    metrics: Object.fromEntries(outputs.map((output) => [output.name, anyMetric(output.digest)])),
    execution: { workflow: '', step: name, subject: 'candidate', name: '' },
  };
}

/** Has every metric, each with a text of its own, since nobody knows which ones the step will write. */
function anyMetric(digest: string): Readonly<Record<string, string>> {
  return new Proxy<Record<string, string>>(
    {},
    { get: (_, metric) => (typeof metric === 'string' ? `symbolic:${digest}:${metric}` : undefined) },
  );
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
