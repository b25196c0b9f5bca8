import { planWorkspace } from '../../workspace.ts';
import type { PlacedInput } from '../../workspace.ts';
import { fieldPath, problem, quoteText } from '../problem.ts';
import { placedSteps } from '../rule.ts';
import type { Rule } from '../rule.ts';
import type { FieldPath, Problem } from '../problem.ts';
import { inputPaths, outputPaths } from './paths.ts';
import type { Step } from '../../../api/v1alpha1/kinds.ts';

/** The inputs and outputs of a step have room beside each other (design section 3, Workspace). */
export const workspaceLayout: Rule = (spec) => {
  const told = new Set([...inputPaths(spec), ...outputPaths(spec)].map(({ field }) => field));
  return placedSteps(spec)
    .flatMap(([step, path]) => layoutProblems(step, path))
    .filter(({ field }) => !told.has(field));
};

function layoutProblems(step: Step, path: FieldPath): Problem[] {
  const plan = planWorkspace(step.inputs ?? [], step.outputs ?? []);
  const collisions = plan.problems.map(({ field, found, allowed }) =>
    problem(
      field.startsWith('inputs') ? 'input-collision' : 'output-collision',
      [...path, ...fieldPath(field)],
      found,
      allowed,
    ),
  );
  return [
    ...collisions,
    ...plan.inputs.flatMap((input, index) => inReadOnly(input, plan.inputs, [...path, 'inputs', index, 'path'])),
  ];
}

/** A mounted input is shared and read-only, so nothing can be put into it. */
function inReadOnly(input: PlacedInput, all: readonly PlacedInput[], path: FieldPath): Problem[] {
  if (input.mode === 'Reference') return [];
  const around = all.find((other) => other !== input && other.mode === 'Mount' && isBelow(input.path, other.path));
  if (around === undefined) return [];
  const found = `${quoteText(input.path)}, inside input ${around.name}, which is mounted read-only`;
  return [problem('input-collision', path, found, "a path outside it, or 'mode: Copy' for that input")];
}

function isBelow(path: string, folder: string): boolean {
  return folder === '.' ? path !== '.' && !path.startsWith('../') : path.startsWith(`${folder}/`);
}
