import type { Deployment, EnvVar, RunAction, Step, WorkflowSpecSpec } from '../../api/v1alpha1/kinds.ts';
import type { FieldPath, Problem } from './problem.ts';

/** One rule. Problems' paths start at the document's root (`spec`). */
export type Rule = (spec: WorkflowSpecSpec) => Problem[];

/** A program of a step: what `run` and `deploy.deployment` have in common. */
export interface PlacedProgram {
  readonly step: Step;
  readonly program: RunAction | Deployment;
  readonly path: FieldPath;
}

/** A list's elements with their paths. */
export function placed<T>(list: readonly T[] | undefined, path: FieldPath): readonly (readonly [T, FieldPath])[] {
  return (list ?? []).map((element, index) => [element, [...path, index]] as const);
}

/** The steps with their paths. */
export function placedSteps(spec: WorkflowSpecSpec): readonly (readonly [Step, FieldPath])[] {
  return placed(spec.steps, ['spec', 'steps']);
}

/** All programs with their paths. */
export function placedPrograms(spec: WorkflowSpecSpec): readonly PlacedProgram[] {
  return placedSteps(spec).flatMap(([step, path]) => {
    const run = step.run === undefined ? [] : [{ step, program: step.run, path: [...path, 'run'] }];
    const server = step.deploy?.deployment;
    return server === undefined ? run : [...run, { step, program: server, path: [...path, 'deploy', 'deployment'] }];
  });
}

/** The texts of a program that may have expressions, with their paths. */
export function placedTexts({ program, path }: PlacedProgram): readonly (readonly [string, FieldPath])[] {
  const values = placed<EnvVar>(program.env, [...path, 'env']).map(
    ([{ value }, at]) => [value ?? '', [...at, 'value']] as const,
  );
  return [...placed(program.command, [...path, 'command']), ...placed(program.args, [...path, 'args']), ...values];
}

/** The parts of `step.output`; undefined if it is not of that form. */
export function outputReference(text: string): { readonly step: string; readonly output: string } | undefined {
  const [step, output, more] = text.split('.');
  return step === undefined || step === '' || output === undefined || output === '' || more !== undefined
    ? undefined
    : { step, output };
}
