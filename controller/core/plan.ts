/**
 * The plan: for every step of a workflow at given revisions, whether it runs, is reused, or cannot be told yet, and
 * why. The one decision procedure: `refit plan`, the controller's decision at a push and the carrying out of a run all
 * call `planSteps`; they differ in the evidence they give it.
 *
 * Rules: design section 4, Deciding. Content decides: nothing here knows commits, payloads or history.
 */
import type { Step, WorkflowSpecSpec } from '../api/v1alpha1/kinds.ts';
import { orderSteps, stepEdges } from './dag.ts';
import { isReason, RefitError } from './errors.ts';
import { planDeploy } from './plan-deploy.ts';
import { planGate } from './plan-gate.ts';
import { planRun } from './plan-run.ts';
import {
  needsOf,
  rowKey,
  type Evidence,
  type Plan,
  type PlannedStep,
  type Planning,
  type PlanTarget,
} from './planning.ts';

/**
 * Judges every step.
 * @throws RefitError InputNotFound naming every input that selects nothing, all at once
 */
export async function planSteps(target: PlanTarget, evidence: Evidence): Promise<Plan> {
  const { spec } = target;
  const planning: Planning = { ...target, evidence, edges: stepEdges(spec), order: stepOrder(spec), rows: new Map() };
  const steps = new Map(spec.steps.map((step) => [step.name, step]));
  const missing: RefitError[] = [];
  for (const name of planning.order) {
    const step = steps.get(name);
    if (!step) continue;
    try {
      for (const row of await planStep(planning, step)) planning.rows.set(rowKey(row.name, row.subject), row);
    } catch (error) {
      if (!isReason(error, 'InputNotFound')) throw error;
      missing.push(error);
      planning.rows.set(name, unplanned(planning, step));
    }
  }
  if (missing.length > 0) throw new RefitError('InputNotFound', missing.map((error) => error.message).join('; '));
  const rows = [...planning.rows.values()];
  return { steps: rows, affected: rows.some((row) => row.action !== 'Reuse') };
}

/** Names in dependency order. @throws RefitError SpecInvalid on a cycle (validation shows it first) */
export function stepOrder(spec: WorkflowSpecSpec): readonly string[] {
  const ordered = orderSteps(spec);
  if (!ordered.ok) throw new RefitError('SpecInvalid', `steps form a cycle: ${ordered.cycle.join(' -> ')}`);
  return ordered.order;
}

function planStep(planning: Planning, step: Step): Promise<readonly PlannedStep[]> {
  if (step.run) return planRun(planning, step, 'candidate').then((row) => [row]);
  if (step.deploy) return planDeploy(planning, step, step.deploy).then((row) => [row]);
  return planGate(planning, step);
}

function unplanned(planning: Planning, step: Step): PlannedStep {
  return {
    name: step.name,
    subject: 'candidate',
    type: step.run ? 'run' : step.gate ? 'gate' : 'deploy',
    needs: needsOf(planning, step.name),
    action: 'Pending',
    ready: false,
    facts: { own: {}, upstream: {} },
    resolved: { inputs: [], env: [], args: [] },
  };
}
