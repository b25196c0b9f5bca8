import { placed, placedPrograms, placedSteps } from '../rule.ts';
import type { Rule } from '../rule.ts';
import { problem, quoteText } from '../problem.ts';
import type { FieldPath } from '../problem.ts';

/** Expressions stand in command, args, env values and gate metrics only; elsewhere they would be taken as they are. */
export const expressionPlaces: Rule = (spec) => {
  const texts: (readonly [string | undefined, FieldPath])[] = [
    [spec.stepDefaults.run.image, ['spec', 'stepDefaults', 'run', 'image']],
    ...placed(spec.environments, ['spec', 'environments']).map(
      ([{ image }, path]) => [image, [...path, 'image']] as const,
    ),
    ...placedPrograms(spec).flatMap(({ program, path }) => [
      [program.image, [...path, 'image']] as const,
      [program.workingDir, [...path, 'workingDir']] as const,
    ]),
    ...placedSteps(spec).flatMap(([step, path]) => [
      ...placed(step.inputs, [...path, 'inputs']).map(([input, at]) => [input.path, [...at, 'path']] as const),
      ...placed(step.outputs, [...path, 'outputs']).map(([output, at]) => [output.path, [...at, 'path']] as const),
    ]),
  ];
  return texts.flatMap(([text, path]) => {
    if (text?.includes('{{') !== true) return [];
    const allowed = 'expressions in command, args, env values and gate metrics only';
    return [problem('expression-place', path, quoteText(text), allowed)];
  });
};
