import { placed, placedPrograms, placedSteps } from '../rule.ts';
import type { Rule } from '../rule.ts';
import { problem, quoteText } from '../problem.ts';
import type { FieldPath, Problem } from '../problem.ts';

/** The twin of `x-kubernetes-list-type`: no name twice in a list. */
export const uniqueNames: Rule = (spec) => [
  ...named(spec.sources, ['spec', 'sources']),
  ...placed(spec.sources, ['spec', 'sources']).flatMap(([{ git }, path]) =>
    named(git.dataRemotes, [...path, 'git', 'dataRemotes']),
  ),
  ...named(spec.environments, ['spec', 'environments']),
  ...named(spec.parameters, ['spec', 'parameters']),
  ...named(spec.steps, ['spec', 'steps']),
  ...placedSteps(spec).flatMap(([step, path]) => [
    ...texts(step.needs, [...path, 'needs']),
    ...named(step.inputs, [...path, 'inputs']),
    ...named(step.outputs, [...path, 'outputs']),
    ...texts(step.run?.reuse?.ignore, [...path, 'run', 'reuse', 'ignore']),
  ]),
  ...placedPrograms(spec).flatMap(({ program, path }) => named(program.env, [...path, 'env'])),
];

function named(list: readonly { readonly name: string }[] | undefined, path: FieldPath): Problem[] {
  return twice(placed(list, path).map(([{ name }, at]) => [name, [...at, 'name']] as const));
}

function texts(list: readonly string[] | undefined, path: FieldPath): Problem[] {
  return twice(placed(list, path));
}

function twice(entries: readonly (readonly [string, FieldPath])[]): Problem[] {
  const seen = new Set<string>();
  return entries.flatMap(([name, path]) => {
    if (!seen.has(name)) {
      seen.add(name);
      return [];
    }
    return [problem('duplicate-name', path, `${quoteText(name)} a second time`, 'every name once')];
  });
}
