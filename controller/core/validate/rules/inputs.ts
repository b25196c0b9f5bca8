import { placed, placedSteps } from '../rule.ts';
import type { Rule } from '../rule.ts';
import { problem } from '../problem.ts';
import type { FieldPath, Problem } from '../problem.ts';
import type { StepInput } from '../../../api/v1alpha1/kinds.ts';

/** An input is of a source or from a step; only the former is selected by paths, reduced to keys, or referred to. */
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
  return [...problems, ...readingOf(input, path)];
}

/** What is told of how an input is read. */
function readingOf(input: StepInput, path: FieldPath): Problem[] {
  const problems: Problem[] = [];
  if (input.keys !== undefined && (input.source === undefined || input.paths?.length !== 1)) {
    const allowed = 'keys together with source and paths of one file';
    problems.push(problem('keys-need-file', [...path, 'keys'], 'keys of anything else', allowed));
  }
  if (input.mode === 'Reference' && (input.source === undefined || input.keys !== undefined)) {
    const found = input.keys === undefined ? 'Reference to an output' : 'Reference with keys';
    problems.push(
      problem('reference-of-source', [...path, 'mode'], found, 'Reference to files of a source, without keys'),
    );
  }
  return problems;
}
