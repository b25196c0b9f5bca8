/**
 * Resolves what a step consumes, as far as it can be known: expressions, inputs, environment. The same resolution
 * feeds fingerprints, comparisons of two plans, and the request an engine gets.
 */
import type { DeployAction, RunAction, Step, StepInput, WorkflowSpecSpec } from '../api/v1alpha1/kinds.ts';
import { RefitError } from './errors.ts';
import { referencesOf } from './expressions.ts';
import type { InputFact, ProgramFacts } from './fingerprint.ts';
import { resolveTexts, TextResolver } from './resolve-text.ts';
import { planWorkspace } from './workspace.ts';

/** What the sources contain at the revisions that are judged. */
export interface Content {
  /**
   * Content digest of the selection. With `keys` it is of one file that is reduced to them.
   * @throws RefitError InputNotFound, naming the nearest path or key; InputInvalid for a malformed pointer or file
   */
  digest(source: string, paths: readonly string[] | undefined, keys?: readonly string[]): Promise<string>;
  /** Value of a key of a file, as a parameter's text. @throws RefitError InputNotFound | InputInvalid */
  parameter(from: ParameterSource): Promise<string>;
  /** Commit of the source, lower-case hex. */
  commit(source: string): string;
}

/** Where a parameter is read from. `file` from the root of the repository. */
export interface ParameterSource {
  readonly source: string;
  readonly file: string;
  readonly key: string;
}

/** Flat facts, comparable key by key: `own` from sources and spec, `upstream` from other steps' results. */
export interface StepFacts {
  readonly own: Readonly<Record<string, string>>;
  readonly upstream: Readonly<Record<string, string>>;
}

export interface ResolvedInput {
  readonly name: string;
  /** Relative to the working directory; '' of a Reference. */
  readonly path: string;
  readonly mode: 'Copy' | 'Mount' | 'Reference';
  /** Absent while the step it comes from has no result yet. */
  readonly digest?: string;
  readonly from:
    | {
        readonly kind: 'Source';
        readonly source: string;
        readonly paths: readonly string[];
        /** The one file is reduced to these. */
        readonly keys?: readonly string[];
      }
    | { readonly kind: 'Output'; readonly step: string; readonly output: string };
}

export type ResolvedVariable =
  | { readonly name: string; readonly value: string }
  | { readonly name: string; readonly secret: { readonly name: string; readonly key: string } };

export interface ResolvedEnvironment {
  readonly name: string;
  readonly image?: string;
  readonly lock?: { readonly source: string; readonly paths: readonly string[]; readonly digest: string };
}

/** Command, args and env keep only `.path` expressions, which the engine resolves where the workspace is. */
export interface ResolvedStep {
  readonly command?: readonly string[];
  readonly args: readonly string[];
  readonly workingDir?: string;
  readonly env: readonly ResolvedVariable[];
  readonly environment?: ResolvedEnvironment;
  readonly inputs: readonly ResolvedInput[];
}

/** What other steps produced; undefined = not known yet. */
export interface Upstream {
  output(step: string, output: string): { readonly digest: string } | undefined;
  /** All metrics of an output, by name. */
  metrics(step: string, output: string): Readonly<Record<string, string>> | undefined;
  served(step: string): { readonly identity: string; readonly url: string } | undefined;
}

export interface Resolution {
  readonly resolved: ResolvedStep;
  readonly facts: StepFacts;
  /** Complete when nothing upstream is unknown. */
  readonly complete: boolean;
  /** What fingerprints are made of. Only meaningful when complete. */
  readonly program: ProgramFacts;
}

/** What `run` and `deploy.deployment` have in common. */
export type Program = Pick<RunAction, 'environment' | 'image' | 'args' | 'workingDir' | 'env'> & {
  command: readonly string[];
};

export interface ResolveTarget {
  readonly spec: WorkflowSpecSpec;
  readonly content: Content;
  readonly engine: (environment: { name: string; image?: string } | undefined) => string;
}

/** The program of a run or deploy step, `stepDefaults` applied. */
export function programOf(spec: WorkflowSpecSpec, step: Step): Program {
  if (step.deploy) return withDefaults(spec, step.deploy.deployment);
  if (step.run) return withDefaults(spec, step.run);
  throw new RefitError('InternalError', `step ${step.name} has no program`);
}

function withDefaults(spec: WorkflowSpecSpec, program: RunAction | DeployAction['deployment']): Program {
  if (program.environment !== undefined || program.image !== undefined) return program;
  const defaults = spec.stepDefaults?.run;
  return {
    ...program,
    ...(defaults?.environment === undefined ? {} : { environment: defaults.environment }),
    ...(defaults?.image === undefined ? {} : { image: defaults.image }),
  };
}

/**
 * @throws RefitError InputNotFound when a selection is empty; InputInvalid when a pointer or parameter file is malformed;
 * ReferenceUnresolved when an expression names a metric
 * that a finished step did not write
 */
export async function resolveStep(target: ResolveTarget, step: Step, upstream: Upstream): Promise<Resolution> {
  const program = programOf(target.spec, step);
  const own: Record<string, string> = {};
  const later: Record<string, string> = {};
  const environment = await resolveEnvironment(target, program, own);
  const inputs = await resolveInputs(target, step, upstream, { own, later });
  const parameters = await resolveParameters(target, step, program);
  const texts = new TextResolver({ ...target, parameters }, upstream, own, later);
  const resolved = resolveTexts(texts, program, environment, inputs);
  own['command'] = JSON.stringify([
    program.command,
    program.args ?? [],
    program.workingDir ?? '',
    program.env ?? [],
    step.outputs ?? [],
  ]);
  const ignored = new Set(step.run?.reuse?.ignore);
  const complete = Object.values(later).every((digest) => digest !== '');
  for (const name of ignored) {
    delete own[`input:${name}`];
    delete later[name];
  }
  return {
    resolved: resolved.execution,
    facts: { own, upstream: later },
    complete,
    program: {
      ...resolved.fingerprint,
      engine: target.engine(environment),
      ...(environment?.lock ? { lockDigest: environment.lock.digest } : {}),
      inputs: inputs.filter((input) => !ignored.has(input.name)).map(inputFact),
      served: texts.served(),
    },
  };
}

/** A Reference has no place; that it is one is what the step sees. */
function inputFact({ name, path, mode, digest = '' }: ResolvedInput): InputFact {
  return mode === 'Reference' ? { name, path: `../${name}`, mode, digest } : { name, path, digest };
}

/**
 * The values of those parameters that a program's texts name. One that is read from a file is the same as one whose
 * value is written in the spec.
 */
async function resolveParameters(
  { spec, content }: ResolveTarget,
  step: Step,
  { command, args, env }: Program,
): Promise<ReadonlyMap<string, string>> {
  const texts = [...command, ...(args ?? []), ...(env ?? []).map(({ value }) => value ?? '')];
  const named = new Set(
    texts.flatMap(referencesOf).flatMap((reference) => (reference.kind === 'parameter' ? [reference.name] : [])),
  );
  const values = new Map<string, string>();
  for (const { name, value, from } of spec.parameters ?? []) {
    if (value !== undefined) values.set(name, value);
    else if (from && named.has(name))
      values.set(name, await naming(`step ${step.name}, parameter ${name}`, content.parameter(from)));
  }
  return values;
}

/** Puts what was asked for before what is wrong with a source's content. */
async function naming<T>(what: string, asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error: unknown) {
    if (error instanceof RefitError && (error.reason === 'InputNotFound' || error.reason === 'InputInvalid'))
      throw new RefitError(error.reason, `${what}: ${error.message}`, error);
    throw error;
  }
}

async function resolveEnvironment(
  target: ResolveTarget,
  program: Program,
  own: Record<string, string>,
): Promise<ResolvedEnvironment | undefined> {
  if (program.image !== undefined) {
    own['image'] = program.image;
    return { name: 'image', image: program.image };
  }
  if (program.environment === undefined) return undefined;
  const declared = target.spec.environments?.find((environment) => environment.name === program.environment);
  if (!declared) throw new RefitError('SpecInvalid', `environment ${program.environment}: not declared`);
  if (declared.image !== undefined) own['image'] = target.engine({ name: declared.name, image: declared.image });
  const image = declared.image === undefined ? {} : { image: declared.image };
  if (!declared.lock) return { name: declared.name, ...image };
  const digest = await target.content.digest(declared.lock.source, declared.lock.paths);
  own[`environment:${declared.name}`] = digest;
  return { name: declared.name, ...image, lock: { source: declared.lock.source, paths: declared.lock.paths, digest } };
}

/** Facts as they are found; '' in `later` stands for what is not known yet. */
interface Noted {
  readonly own: Record<string, string>;
  readonly later: Record<string, string>;
}

async function resolveInputs(
  target: ResolveTarget,
  step: Step,
  upstream: Upstream,
  noted: Noted,
): Promise<ResolvedInput[]> {
  const layout = planWorkspace(step.inputs ?? [], step.outputs ?? []);
  const inputs: ResolvedInput[] = [];
  const missing: RefitError[] = [];
  for (const input of step.inputs ?? []) {
    const placed = layout.inputs.find((place) => place.name === input.name);
    const place = {
      name: input.name,
      path: placed?.path ?? `../${input.name}`,
      mode: placed?.mode ?? ('Mount' as const),
    };
    try {
      inputs.push({ ...place, ...(await resolveInput(target, step, input, upstream, noted)) });
    } catch (error) {
      if (!(error instanceof RefitError) || error.reason !== 'InputNotFound') throw error;
      missing.push(error);
    }
  }
  if (missing.length > 0) throw new RefitError('InputNotFound', missing.map((error) => error.message).join('; '));
  return inputs;
}

async function resolveInput(
  target: ResolveTarget,
  step: Step,
  input: StepInput,
  upstream: Upstream,
  noted: Noted,
): Promise<Pick<ResolvedInput, 'digest' | 'from'>> {
  if (input.source !== undefined) {
    const { source, paths, keys } = input;
    const asked = target.content.digest(source, paths, keys);
    const digest = await naming(`step ${step.name}, input ${input.name}`, asked);
    noted.own[`input:${input.name}`] = digest;
    return { digest, from: { kind: 'Source', source, paths: paths ?? [], ...(keys ? { keys } : {}) } };
  }
  const [producer = '', output = ''] = (input.from ?? '').split('.', 2);
  const digest = upstream.output(producer, output)?.digest;
  noted.later[input.name] = digest ?? '';
  return { ...(digest === undefined ? {} : { digest }), from: { kind: 'Output', step: producer, output } };
}
