import { outputReference, placed, placedSteps } from '../rule.ts';
import type { Rule } from '../rule.ts';
import { oneOf, problem, quoteText } from '../problem.ts';
import type { FieldPath, Problem } from '../problem.ts';
import type { StepOutput, WorkflowSpecSpec } from '../../../api/v1alpha1/kinds.ts';

/** `from` names an output, `deploy.model` one of kind model. */
export const outputReferences: Rule = (spec) =>
  placedSteps(spec).flatMap(([step, path]) => [
    ...placed(step.inputs, [...path, 'inputs']).flatMap(([{ from }, at]) => check(spec, from, [...at, 'from'])),
    ...check(spec, step.deploy?.model, [...path, 'deploy', 'model'], 'model'),
  ]);

/** All outputs of a spec by `step.output`. */
export function outputsOf(spec: WorkflowSpecSpec): ReadonlyMap<string, StepOutput> {
  return new Map(
    spec.steps.flatMap((step) =>
      (step.outputs ?? []).map((output) => [`${step.name}.${output.name}`, output] as const),
    ),
  );
}

function check(
  spec: WorkflowSpecSpec,
  text: string | undefined,
  path: FieldPath,
  kind?: StepOutput['kind'],
): Problem[] {
  if (text === undefined || outputReference(text) === undefined) return [];
  const outputs = outputsOf(spec);
  const output = outputs.get(text);
  const noun = kind === undefined ? 'an output' : `an output of kind ${kind}`;
  const fitting = [...outputs].filter(([, other]) => kind === undefined || other.kind === kind).map(([name]) => name);
  if (output === undefined) return [problem('unknown-output', path, quoteText(text), oneOf(noun, fitting, text))];
  if (kind === undefined || output.kind === kind) return [];
  return [problem('not-a-model', path, `${quoteText(text)}, of kind ${output.kind}`, oneOf(noun, fitting))];
}
