import { placed, placedPrograms } from '../rule.ts';
import type { PlacedProgram, Rule } from '../rule.ts';
import { problem, quoteText } from '../problem.ts';
import type { FieldPath, Problem } from '../problem.ts';
import type { EnvVar } from '../../../api/v1alpha1/kinds.ts';

/** A program names an environment or an image, not both; neither means the default one. */
export const programEnvironment: Rule = (spec) => {
  const defaults = { program: spec.stepDefaults.run, path: ['spec', 'stepDefaults', 'run'] };
  return [defaults, ...placedPrograms(spec)].flatMap(({ program, path }) =>
    program.environment === undefined || program.image === undefined
      ? []
      : [problem('environment-or-image', path, 'environment and image', 'at most one of environment and image')],
  );
};

/** A variable has a value or says where it is read, and does not take a name that Refit sets. */
export const programVariables: Rule = (spec) =>
  placedPrograms(spec).flatMap((place) =>
    placed(place.program.env, [...place.path, 'env']).flatMap(([variable, path]) =>
      variableProblems(place, variable, path),
    ),
  );

function variableProblems({ step }: PlacedProgram, variable: EnvVar, path: FieldPath): Problem[] {
  const problems: Problem[] = [];
  const both = variable.value !== undefined && variable.valueFrom !== undefined;
  if (both || (variable.value === undefined && variable.valueFrom === undefined)) {
    const found = both ? 'both' : 'neither';
    problems.push(problem('value-or-value-from', path, found, 'exactly one of value and valueFrom'));
  }
  const reserved = variable.name.startsWith('REFIT_') || (step.deploy !== undefined && variable.name === 'PORT');
  if (reserved) {
    const allowed = 'a name that Refit does not set itself (REFIT_…, and PORT of a server)';
    problems.push(problem('reserved-variable', [...path, 'name'], quoteText(variable.name), allowed));
  }
  return problems;
}
