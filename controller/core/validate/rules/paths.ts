import { patternProblem } from '../../select.ts';
import { placed, placedPrograms, placedSteps } from '../rule.ts';
import type { Rule } from '../rule.ts';
import { problem, quoteText } from '../problem.ts';
import type { FieldPath, Problem } from '../problem.ts';

const escapes = /(^|\/)\.\.(\/|$)/;
const leavesWorkspace = /\/\.\.(\/|$)|^\.\.\/*$/;

/** Where inputs appear: relative, in the workspace; one `..` at the start reaches what lies beside the working directory. */
export const inputPaths: Rule = (spec) =>
  placedSteps(spec).flatMap(([step, path]) =>
    placed(step.inputs, [...path, 'inputs']).flatMap(([input, at]) =>
      input.path === undefined || (!input.path.startsWith('/') && !leavesWorkspace.test(input.path))
        ? []
        : [
            problem(
              'input-path',
              [...at, 'path'],
              quoteText(input.path),
              "a relative path with at most one '..', at its start",
            ),
          ],
    ),
  );

/** Where outputs are written: in the working directory. */
export const outputPaths: Rule = (spec) =>
  placedSteps(spec).flatMap(([step, path]) =>
    placed(step.outputs, [...path, 'outputs']).flatMap(([output, at]) =>
      inside('output-path', output.path, [...at, 'path']),
    ),
  );

/** Where commands start: in the working directory. */
export const workingDirs: Rule = (spec) =>
  placedPrograms(spec).flatMap(({ program, path }) =>
    inside('working-dir', program.workingDir, [...path, 'workingDir']),
  );

/** Path patterns are of the language that core/select.ts speaks. */
export const pathPatterns: Rule = (spec) => [
  ...placed(spec.environments, ['spec', 'environments']).flatMap(([{ lock }, path]) =>
    patterns(lock?.paths, [...path, 'lock', 'paths']),
  ),
  ...placedSteps(spec).flatMap(([step, path]) =>
    placed(step.inputs, [...path, 'inputs']).flatMap(([input, at]) => patterns(input.paths, [...at, 'paths'])),
  ),
];

function inside(rule: string, text: string | undefined, path: FieldPath): Problem[] {
  if (text === undefined || (!text.startsWith('/') && !escapes.test(text))) return [];
  return [problem(rule, path, quoteText(text), "a path relative to the working directory, without '..'")];
}

function patterns(list: readonly string[] | undefined, path: FieldPath): Problem[] {
  return placed(list, path).flatMap(([pattern, at]) => {
    const wrong = patternProblem(pattern);
    return wrong === undefined ? [] : [problem('path-pattern', at, wrong.found, wrong.allowed)];
  });
}
