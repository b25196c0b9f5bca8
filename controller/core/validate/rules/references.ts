import { placed, placedPrograms, placedSteps } from '../rule.ts';
import type { Rule } from '../rule.ts';
import { oneOf, problem, quoteText } from '../problem.ts';
import type { FieldPath, Problem } from '../problem.ts';

/** Every name of a source, environment, step or input stands for one that is declared. */
export const references: Rule = (spec) => {
  const sources = namesOf(spec.sources);
  const environments = namesOf(spec.environments);
  const steps = namesOf(spec.steps);
  const defaults = { program: spec.stepDefaults.run, path: ['spec', 'stepDefaults', 'run'] };
  return [
    ...placed(spec.environments, ['spec', 'environments']).flatMap(([{ lock }, path]) =>
      check('source', lock?.source, sources, [...path, 'lock', 'source']),
    ),
    ...placed(spec.parameters, ['spec', 'parameters']).flatMap(([{ from }, path]) =>
      check('source', from?.source, sources, [...path, 'from', 'source']),
    ),
    ...[defaults, ...placedPrograms(spec)].flatMap(({ program, path }) =>
      check('environment', program.environment, environments, [...path, 'environment']),
    ),
    ...placedSteps(spec).flatMap(([step, path]) => [
      ...placed(step.needs, [...path, 'needs']).flatMap(([need, at]) => check('step', need, steps, at)),
      ...placed(step.inputs, [...path, 'inputs']).flatMap(([{ source }, at]) =>
        check('source', source, sources, [...at, 'source']),
      ),
      ...placed(step.run?.reuse?.ignore, [...path, 'run', 'reuse', 'ignore']).flatMap(([name, at]) =>
        check('input', name, namesOf(step.inputs), at),
      ),
    ]),
  ];
};

function namesOf(list: readonly { readonly name: string }[] | undefined): ReadonlySet<string> {
  return new Set((list ?? []).map(({ name }) => name));
}

function check(noun: string, name: string | undefined, known: ReadonlySet<string>, path: FieldPath): Problem[] {
  if (name === undefined || known.has(name)) return [];
  const article = noun === 'step' || noun === 'source' ? 'a' : 'an';
  const of = noun === 'input' ? ' of this step' : '';
  return [problem(`unknown-${noun}`, path, quoteText(name), oneOf(`${article} ${noun}${of}`, known, name))];
}
