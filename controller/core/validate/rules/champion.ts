import { ancestors, descendants, stepEdges } from '../../dag.ts';
import { outputReference } from '../rule.ts';
import type { Rule } from '../rule.ts';
import { oneOf, problem, quoteText } from '../problem.ts';
import type { FieldPath } from '../problem.ts';
import { metricOf, placedGateRules } from './gates.ts';
import type { WorkflowSpecSpec } from '../../../api/v1alpha1/kinds.ts';

/** A champion's stage is a deploy step. */
export const championStage: Rule = (spec) =>
  placedGateRules(spec).flatMap(([{ champion }, path]) => {
    const stages = spec.steps.filter((step) => step.deploy !== undefined).map((step) => step.name);
    if (champion === undefined || stages.includes(champion.stage)) return [];
    const allowed = oneOf('a deploy step', stages, champion.stage);
    return [problem('champion-stage', [...path, 'champion', 'stage'], quoteText(champion.stage), allowed)];
  });

/** One evaluation that a gate repeats with the champion's model. */
interface Evaluation {
  readonly path: FieldPath;
  readonly stage: string;
  readonly model: string;
  readonly metricStep: string;
  /** The steps from the model to the metric; empty if the metric does not depend on the model. */
  readonly steps: ReadonlySet<string>;
}

/**
 * The champion's number is the same evaluation with the champion's model in place of the candidate's (design section 4),
 * so the metric must come from a step that takes the model of that stage.
 */
export const championModel: Rule = (spec) =>
  evaluations(spec).flatMap(({ path, stage, model, metricStep, steps }) => {
    if (steps.size > 0) return [];
    const found = `a metric of ${metricStep}, which does not take ${model}, the model of ${stage}`;
    return [
      problem('champion-model', [...path, 'metric'], found, `a metric of a step that takes ${model} as an input`),
    ];
  });

/** A step is repeated for one champion at most: a run has one row for it. */
export const championOneStage: Rule = (spec) => {
  const stages = new Map<string, string>();
  return evaluations(spec).flatMap(({ path, stage, steps }) => {
    const other = [...steps].find((step) => (stages.get(step) ?? stage) !== stage);
    for (const step of steps) if (!stages.has(step)) stages.set(step, stage);
    if (other === undefined) return [];
    const found = `${quoteText(stage)}, while ${other} is compared at ${stages.get(other) ?? ''}`;
    return [problem('champion-one-stage', [...path, 'champion', 'stage'], found, 'one stage per evaluation')];
  });
};

function evaluations(spec: WorkflowSpecSpec): Evaluation[] {
  const edges = stepEdges(spec).filter(({ via }) => via === 'from' || via === 'expression');
  return placedGateRules(spec).flatMap(([rule, path]) => {
    const stage = rule.champion?.stage;
    const model = spec.steps.find((step) => step.name === stage)?.deploy?.model ?? '';
    const producer = outputReference(model)?.step;
    const metricStep = metricOf(rule)?.step;
    if (stage === undefined || producer === undefined || metricStep === undefined) return [];
    if (!spec.steps.some((step) => step.name === metricStep)) return [];
    const after = descendants(edges, producer);
    const before = new Set([metricStep, ...ancestors(edges, metricStep)]);
    const steps = new Set(after.has(metricStep) ? [...before].filter((name) => after.has(name)) : []);
    return [{ path, stage, model, metricStep, steps }];
  });
}
