import { placedSteps } from '../rule.ts';
import type { Rule } from '../rule.ts';
import { problem, quoteText } from '../problem.ts';
import type { FieldPath, Problem } from '../problem.ts';
import type { Step } from '../../../api/v1alpha1/kinds.ts';

/** A step is exactly one of run, gate and deploy, and has what such a step can have. */
export const stepShape: Rule = (spec) => placedSteps(spec).flatMap(([step, path]) => shapeOf(step, path));

function shapeOf(step: Step, path: FieldPath): Problem[] {
  const problems: Problem[] = [];
  const actions = (['run', 'gate', 'deploy'] as const).filter((action) => step[action] !== undefined);
  if (actions.length !== 1) {
    const found = actions.length === 0 ? 'none of them' : actions.join(' and ');
    problems.push(problem('step-one-action', path, found, 'exactly one of run, gate and deploy'));
  }
  if (step.outputs !== undefined && step.run === undefined && actions.length > 0) {
    problems.push(problem('outputs-only-on-run', [...path, 'outputs'], 'outputs', 'outputs on run steps only'));
  }
  if (step.inputs !== undefined && step.gate !== undefined) {
    const allowed = 'no inputs on a gate; its metrics name what it reads';
    problems.push(problem('gate-no-inputs', [...path, 'inputs'], 'inputs', allowed));
  }
  step.inputs?.forEach(({ mode }, index) => {
    if (mode !== 'Reference' || !step.deploy) return;
    const allowed = 'Copy or Mount; what serves reads no repository';
    problems.push(problem('reference-on-deploy', [...path, 'inputs', index, 'mode'], 'Reference', allowed));
  });
  step.needs?.forEach((need, index) => {
    if (need !== step.name) return;
    problems.push(problem('needs-itself', [...path, 'needs', index], quoteText(need), 'another step'));
  });
  return problems;
}
