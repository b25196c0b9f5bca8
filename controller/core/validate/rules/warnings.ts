import { referencesOf } from '../../expressions.ts';
import type { Reference } from '../../expressions.ts';
import { placed, placedPrograms, placedTexts } from '../rule.ts';
import type { Rule } from '../rule.ts';
import { problem, quoteText } from '../problem.ts';
import type { FieldPath, Problem } from '../problem.ts';
import type { WorkflowSpecSpec } from '../../../api/v1alpha1/kinds.ts';

/** A commit's id in a command is another command after every commit. */
export const rerunsOnEveryCommit: Rule = (spec) =>
  placedReferences(spec).flatMap(([reference, path]) => {
    if (reference.kind !== 'sourceRevision') return [];
    const found = `{{ sources.${reference.source}.revision }}, which makes the step run again at every commit`;
    const allowed = `the variable REFIT_REVISION_${reference.source.toUpperCase().replaceAll('-', '_')}, which does not`;
    return [problem('reruns-on-every-commit', path, found, allowed)];
  });

/** Parameters, environments and sources that nothing uses. */
export const unused: Rule = (spec) => {
  const used = placedReferences(spec).map(([reference]) => reference);
  const inputs = spec.steps.flatMap((step) => step.inputs ?? []);
  const programs = [spec.stepDefaults.run, ...placedPrograms(spec).map(({ program }) => program)];
  const parameters = used.flatMap((reference) => (reference.kind === 'parameter' ? [reference.name] : []));
  const sources = [
    ...inputs.map(({ source }) => source),
    ...(spec.environments ?? []).map(({ lock }) => lock?.source),
    ...(spec.parameters ?? []).map(({ from }) => from?.source),
    ...used.map((reference) => (reference.kind === 'sourceRevision' ? reference.source : undefined)),
  ];
  return [
    ...notAmong('source', spec.sources, new Set(sources), ['spec', 'sources']),
    ...notAmong('environment', spec.environments, new Set(programs.map(({ environment }) => environment)), [
      'spec',
      'environments',
    ]),
    ...notAmong('parameter', spec.parameters, new Set(parameters), ['spec', 'parameters']),
  ];
};

/** An environment that says nothing. */
export const emptyEnvironments: Rule = (spec) =>
  placed(spec.environments, ['spec', 'environments']).flatMap(([environment, path]) =>
    environment.image !== undefined || environment.lock !== undefined
      ? []
      : [problem('empty-environment', path, `${quoteText(environment.name)} with neither`, 'an image, a lock or both')],
  );

/** A name that may come to mean another image; the fingerprint has the name, so that nothing would run again. */
export const imagesNotPinned: Rule = (spec) => {
  const programs = placedPrograms(spec).map(({ program, path }): PlacedImage => [program.image, [...path, 'image']]);
  const environments = placed(spec.environments, ['spec', 'environments']).map(([{ image }, path]): PlacedImage => [
    image,
    [...path, 'image'],
  ]);
  const defaults: PlacedImage = [spec.stepDefaults.run.image, ['spec', 'stepDefaults', 'run', 'image']];
  return [...environments, defaults, ...programs].flatMap(([image, path]) => {
    if (image === undefined || /@sha256:[0-9a-f]{64}$/.test(image)) return [];
    const found = `${quoteText(image)}, which can become another image without anything running again (ImageNotPinned)`;
    return [problem('image-not-pinned', path, found, 'one with its digest: name@sha256:<64 hex>')];
  });
};

type PlacedImage = readonly [string | undefined, FieldPath];

function placedReferences(spec: WorkflowSpecSpec): readonly (readonly [Reference, FieldPath])[] {
  return placedPrograms(spec)
    .flatMap(placedTexts)
    .flatMap(([text, path]) => referencesOf(text).map((reference) => [reference, path] as const));
}

function notAmong(
  noun: string,
  list: readonly { readonly name: string }[] | undefined,
  used: ReadonlySet<string | undefined>,
  path: FieldPath,
): Problem[] {
  return placed(list, path).flatMap(([{ name }, at]) =>
    used.has(name)
      ? []
      : [
          problem(
            `unused-${noun}`,
            at,
            `${quoteText(name)}, which nothing uses`,
            `${noun === 'environment' ? 'an' : 'a'} ${noun} that something uses`,
          ),
        ],
  );
}
