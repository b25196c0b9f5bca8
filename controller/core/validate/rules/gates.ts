import { descendants, stepEdges } from '../../dag.ts';
import { parseTemplate, references, templateProblems } from '../../expressions.ts';
import type { Reference } from '../../expressions.ts';
import { placed, placedSteps } from '../rule.ts';
import type { Rule } from '../rule.ts';
import { problem, quoteText } from '../problem.ts';
import type { FieldPath } from '../problem.ts';
import type { GateRule, WorkflowSpecSpec } from '../../../api/v1alpha1/kinds.ts';

/** All rules of all gates with their paths. */
export function placedGateRules(spec: WorkflowSpecSpec): readonly (readonly [GateRule, FieldPath])[] {
  return placedSteps(spec).flatMap(([step, path]) => placed(step.gate, [...path, 'gate']));
}

/** The one metric that a rule's text is; undefined if it is something else. */
export function metricOf({ metric }: GateRule): (Reference & { kind: 'metric' }) | undefined {
  if (templateProblems(metric).length > 0) return undefined;
  const [reference, ...more] = references(parseTemplate(metric.trim()));
  const alone = more.length === 0 && parseTemplate(metric.trim()).parts.length === 1;
  return alone && reference?.kind === 'metric' ? reference : undefined;
}

/** A rule bounds its metric, in a way that something can pass. */
export const gateLimits: Rule = (spec) =>
  placedGateRules(spec).flatMap(([rule, path]) => {
    if (rule.min === undefined && rule.max === undefined && rule.champion === undefined) {
      return [problem('gate-limit', path, 'none of them', 'at least one of min, max and champion')];
    }
    const [min, max] = [Number(rule.min ?? Number.NaN), Number(rule.max ?? Number.NaN)];
    return min > max
      ? [problem('gate-range', [...path, 'min'], `${min}, above max`, `at most ${max}, which is max`)]
      : [];
  });

/** What a rule judges is a metric and nothing beside it. */
export const gateMetrics: Rule = (spec) =>
  placedGateRules(spec).flatMap(([rule, path]) => {
    // syntax errors are told by the rule on expressions
    if (templateProblems(rule.metric).length > 0 || metricOf(rule) !== undefined) return [];
    const allowed = 'one metric alone, as {{ steps.<step>.outputs.<output>.<metric> }}';
    return [problem('gate-metric', [...path, 'metric'], quoteText(rule.metric), allowed)];
  });

/** Some deploy step waits for every gate; one that guards nothing would only look like protection. */
export const gateGuards: Rule = (spec) => {
  const edges = stepEdges(spec);
  const deploys = new Set(spec.steps.filter((step) => step.deploy !== undefined).map((step) => step.name));
  return placedSteps(spec).flatMap(([step, path]) => {
    if (step.gate === undefined) return [];
    if ([...descendants(edges, step.name)].some((name) => deploys.has(name))) return [];
    const allowed = `a gate that a deploy step needs, directly or not (needs: [${step.name}])`;
    return [problem('gate-guards-nothing', [...path, 'gate'], 'a gate that no deploy step needs', allowed)];
  });
};
