/** Makes the spec of a WorkflowSpec from a DVC pipeline: each stage a step, each dependency an input. Pure. */
import type { DvcOut, DvcPipeline, DvcStage } from './dvc-yaml.ts';
import type { Modules } from './imports.ts';
import { inputsOf } from './inputs.ts';
import type { Around, StageInput } from './inputs.ts';
import { nameAll, slug } from './naming.ts';

/** Where the pipeline is, as `refit init` found it. */
export interface InitPlace extends Modules {
  readonly name: string;
  readonly url: string;
  readonly branch?: string;
  readonly image?: string;
  /** Remotes of the DVC configuration that Refit can fetch from. */
  readonly dataRemotes: readonly { readonly name: string; readonly url: string; readonly endpoint?: string }[];
  /** A file that lists the packages, for the environment's lock. */
  readonly lock?: string;
}

/** The object, and what a person has to know about it. */
export interface InitWorkflow {
  readonly workflow: object;
  readonly notes: readonly string[];
}

/** @returns the WorkflowSpec as a person would have written it */
export function workflowOf(pipeline: DvcPipeline, place: InitPlace): InitWorkflow {
  const notes: string[] = [];
  const naming = nameAll(pipeline);
  const steps = pipeline.stages.map((stage) => stepOf(stage, { pipeline, place, naming, notes }));
  notes.push(
    ...pipeline.ignored.map((name) => `${name} of the pipeline is not carried over: a WorkflowSpec has no such thing`),
  );
  const { image, lock, dataRemotes, url, branch } = place;
  const environment = {
    name: 'python',
    ...(image === undefined ? {} : { image }),
    ...(lock === undefined ? {} : { lock: { source: 'code', paths: [lock] } }),
  };
  const environments = image === undefined && lock === undefined ? undefined : [environment];
  const workflow = {
    apiVersion: 'refit.dev/v1alpha1',
    kind: 'WorkflowSpec',
    metadata: { name: place.name },
    spec: {
      sources: [
        {
          name: 'code',
          git: {
            url,
            ...(branch === undefined ? {} : { ref: { branch } }),
            ...(dataRemotes.length === 0 ? {} : { dataRemotes }),
          },
        },
      ],
      ...(environments ? { environments, stepDefaults: { run: { environment: 'python' } } } : {}),
      steps,
    },
  };
  return { workflow, notes };
}

function stepOf(stage: DvcStage, around: Around): object {
  const { naming, notes } = around;
  const name = naming.steps.get(stage.name) ?? stage.name;
  if (name !== stage.name) notes.push(`stage ${stage.name} is step ${name}: names are lower-case, at most 30 long`);
  if (stage.frozen) notes.push(`step ${name}: the stage is frozen in DVC; here it runs when what it reads changes`);
  for (const out of stage.outs.filter(({ persist }) => persist)) {
    notes.push(
      `step ${name}: ${out.path} persists in DVC; here an output begins empty, use run.scratch for checkpoints`,
    );
  }
  if (stage.ignored.length > 0) notes.push(`step ${name}: ${stage.ignored.join(' and ')} of the stage left out`);
  for (const { path, ignored } of stage.outs.filter((out) => out.ignored.length > 0)) {
    notes.push(
      `step ${name}: ${ignored.join(', ')} of ${path} left out; outputs are kept where the workflow keeps artifacts`,
    );
  }
  const inputs = inputsOf(stage, name, around);
  const outputs = stage.outs.map((out) => outputOf(out, name, around));
  return {
    name,
    run: {
      ...whereOf(stage, inputs),
      ...(stage.alwaysChanged ? { reuse: { policy: 'Never' } } : {}),
    },
    ...(inputs.length === 0 ? {} : { inputs }),
    ...(outputs.length === 0 ? {} : { outputs }),
  };
}

/** A folder that holds none of the inputs is not there when the step starts, so it is made. */
function whereOf({ command, workingDir }: DvcStage, inputs: readonly StageInput[]): object {
  if (workingDir === '') return { command: commandOf(command) };
  const held = inputs
    .flatMap(({ paths, path }) => (path === undefined ? (paths ?? []) : [path]))
    .some((path) => path === workingDir || path.startsWith(`${workingDir}/`));
  if (held) return { command: commandOf(command), workingDir };
  const quoted = `'${workingDir.replaceAll("'", `'\\''`)}'`;
  return { command: ['sh', '-ec', `mkdir -p ${quoted} && cd ${quoted}\n${command}`] };
}

function outputOf(out: DvcOut, step: string, { naming, pipeline, notes }: Around): object {
  const name = naming.outputs.get(out.path)?.name ?? slug(out.path, 'out');
  if (out.kind === 'metrics' && out.path.endsWith('.json')) return { name, kind: 'metrics', path: out.path };
  if (out.kind === 'metrics')
    notes.push(`step ${step}: metrics ${out.path} are no JSON file, so gates cannot read them`);
  const model = pipeline.models.has(out.path) || /\.(pkl|joblib|onnx|pt|pth|h5|keras|safetensors)$/.test(out.path);
  return { name, ...(model && out.kind === 'out' ? { kind: 'model' } : {}), path: out.path };
}

/** A command without anything for a shell is run as it is. */
function commandOf(command: string): string[] {
  const plain = /^[A-Za-z0-9_./:=,@%+-]+( +[A-Za-z0-9_./:=,@%+-]+)*$/.test(command.trim());
  const assigns = /^[A-Za-z_][A-Za-z0-9_]*=/.test(command.trim());
  return plain && !assigns ? command.trim().split(/ +/) : ['sh', '-ec', command];
}
