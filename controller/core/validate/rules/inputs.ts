import { placed, placedSteps } from '../rule.ts';
import type { Rule } from '../rule.ts';
import { problem } from '../problem.ts';
import type { FieldPath, Problem } from '../problem.ts';
import type { StepInput } from '../../../api/v1alpha1/kinds.ts';

/** An input is of a source or from a step, and only the former is selected by paths. */
export const inputShape: Rule = (spec) =>
  placedSteps(spec).flatMap(([step, path]) =>
    placed(step.inputs, [...path, 'inputs']).flatMap(([input, at]) => shapeOf(input, at)),
  );

function shapeOf(input: StepInput, path: FieldPath): Problem[] {
  const problems: Problem[] = [];
  const both = input.source !== undefined && input.from !== undefined;
  if (both || (input.source === undefined && input.from === undefined)) {
    const found = both ? 'both' : 'neither';
    problems.push(problem('input-source-or-from', path, found, 'exactly one of source and from'));
  }
  if (input.paths !== undefined && input.source === undefined) {
    const allowed = 'paths together with source; an output is taken whole';
    problems.push(problem('paths-need-source', [...path, 'paths'], 'paths without source', allowed));
  }
  return problems;
}
