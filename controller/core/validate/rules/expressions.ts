import { referencesOf, referenceText, templateProblems } from '../../expressions.ts';
import type { Reference } from '../../expressions.ts';
import { placed, placedPrograms, placedSteps, placedTexts } from '../rule.ts';
import type { Rule } from '../rule.ts';
import { oneOf, problem } from '../problem.ts';
import type { FieldPath, Problem } from '../problem.ts';
import type { Step, WorkflowSpecSpec } from '../../../api/v1alpha1/kinds.ts';

/** Expressions are well-formed and name something that exists and that their place can see. */
export const expressions: Rule = (spec) => [
  ...placedPrograms(spec).flatMap((place) =>
    placedTexts(place).flatMap(([text, path]) => [
      ...syntax(text, path),
      ...referencesOf(text).flatMap((reference) => unknown(spec, place.step, reference, path)),
    ]),
  ),
  ...placedSteps(spec).flatMap(([step, path]) =>
    placed(step.gate, [...path, 'gate']).flatMap(([{ metric }, at]) => [
      ...syntax(metric, [...at, 'metric']),
      ...referencesOf(metric).flatMap((reference) => unknown(spec, step, reference, [...at, 'metric'])),
    ]),
  ),
];

function syntax(text: string, path: FieldPath): Problem[] {
  return templateProblems(text).map(({ column, found, allowed }) =>
    problem('expression', path, `${found} at column ${column}`, allowed),
  );
}

function unknown(spec: WorkflowSpecSpec, step: Step, reference: Reference, path: FieldPath): Problem[] {
  const allowed = missing(spec, step, reference);
  if (allowed === undefined) return [];
  return [problem('unknown-reference', path, `{{ ${referenceText(reference)} }}`, allowed)];
}

/** What could stand in place of a reference that names nothing; undefined if it names something. */
function missing(spec: WorkflowSpecSpec, step: Step, reference: Reference): string | undefined {
  switch (reference.kind) {
    case 'parameter':
      return notAmong('a parameter', reference.name, spec.parameters);
    case 'inputPath': {
      const fetched = step.inputs?.filter(({ mode }) => mode !== 'Reference');
      const allowed = notAmong('an input of this step', reference.name, fetched);
      return fetched?.length === step.inputs?.length || allowed === undefined
        ? allowed
        : `${allowed}; what is of mode Reference is not fetched and has no path`;
    }
    case 'outputPath':
      return notAmong('an output of this step', reference.name, step.outputs);
    case 'sourceRevision':
      return notAmong('a source', reference.source, spec.sources);
    case 'stepUrl':
      return notAmong(
        'a deploy step',
        reference.step,
        spec.steps.filter((other) => other.deploy !== undefined),
      );
    case 'metric':
      return missingMetric(spec, reference);
    default:
      return reference satisfies never;
  }
}

function missingMetric(spec: WorkflowSpecSpec, reference: Reference & { kind: 'metric' }): string | undefined {
  const producers = spec.steps.filter(({ outputs }) => outputs?.some(({ kind }) => kind === 'metrics') === true);
  const producer = spec.steps.find(({ name }) => name === reference.step);
  if (producer === undefined) return notAmong('a step with metrics', reference.step, producers);
  const metrics = (producer.outputs ?? []).filter(({ kind }) => kind === 'metrics');
  return notAmong(`an output of kind metrics of ${reference.step}`, reference.output, metrics);
}

function notAmong(
  noun: string,
  name: string,
  list: readonly { readonly name: string }[] | undefined,
): string | undefined {
  const names = (list ?? []).map((element) => element.name);
  return names.includes(name) ? undefined : oneOf(noun, names, name);
}
