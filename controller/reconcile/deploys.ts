import type { StageStatus, Step, WorkflowRun, WorkflowSpec } from '../api/v1alpha1/kinds.ts';
import { parseDuration } from '../api/v1alpha1/duration.ts';
import type { AttemptRecord } from '../artifacts/artifacts.ts';
import { RefitError } from '../core/errors.ts';
import { captureFingerprint } from '../core/fingerprint.ts';
import type { Evidence, PlannedStep } from '../core/planning.ts';
import { releaseContent } from '../core/release.ts';
import type { ExecutionState } from '../engines/engine.ts';
import type { Release } from '../serving/serving.ts';
import { launch } from './executions.ts';
import { environmentField } from './environment.ts';
import type { WorkflowPorts } from './ports.ts';
import { notStarted, type Acted } from './rows.ts';
import { requireNewest } from './successor.ts';

/** Name of the captured lock files, beside the inputs' own names. */
const LOCK_OUTPUT = 'environment';

interface Deploying {
  readonly ports: WorkflowPorts;
  readonly workflow: WorkflowSpec;
  readonly run: WorkflowRun;
  readonly step: Step;
  readonly row: PlannedStep;
  readonly evidence: Evidence;
  readonly executions: readonly ExecutionState[];
}

/**
 * Carries out a deploy step that is ready: everything the server needs is stored first (a capture of its source inputs
 * and lock files), then the fence is written. The stage's reconciler does the rest; this run watches what it says.
 */
export async function deployStep(deploying: Deploying): Promise<Acted> {
  const { ports, workflow, run, step, row } = deploying;
  const stage = workflow.status?.stages?.find((candidate) => candidate.name === step.name);
  if (stage && stage.sequence > run.spec.sequence)
    return { progress: { state: 'Cancelled', message: `run ${stage.run} deployed after this one was decided` } };
  if (stage?.run === run.metadata.name && stage.identity === row.identity)
    return {
      progress:
        stage.phase === 'Failed'
          ? { state: 'Failed', message: stage.message ?? 'not ready in time' }
          : { state: 'Running', message: stage.message ?? started },
    };
  // A deploy in flight is never cut.
  if (stage?.phase === 'Progressing') {
    const why = stage.message === undefined ? '' : `: ${stage.message}`;
    return { progress: { state: 'Running', message: `waits for the rollout of run ${stage.run}${why}` } };
  }
  const captured = await capture(deploying);
  if ('progress' in captured) return captured;
  const release = await storeRelease(deploying, captured.record);
  await requireNewest(ports, workflow, run);
  await writeFence(deploying, stage, release);
  return { progress: { state: 'Running', message: started } };
}

const started = 'starts beside what serves';

type Captured = { readonly record: AttemptRecord | undefined } | Acted;

async function capture({ ports, workflow, run, step, row, evidence, executions }: Deploying): Promise<Captured> {
  const { resolved } = row;
  const inputs = resolved.inputs.filter((input) => input.from.kind === 'Source');
  const lock = resolved.environment?.lock;
  if (inputs.length === 0 && !lock) return { record: undefined };
  const fingerprint = captureFingerprint({
    inputs: inputs.map((input) => ({ name: input.name, path: input.path, digest: input.digest ?? '' })),
    lockDigest: lock?.digest,
  });
  const found = await evidence.result({ step, subject: 'candidate', fingerprint, forced: false });
  if (found.kind === 'Result') return { record: found.record };
  if (found.kind === 'Failure') return { progress: { state: 'Failed', message: found.record.message } };
  const launched = await launch(ports, executions, {
    workflow,
    run,
    step,
    row,
    fingerprint,
    resolved: { ...resolved, inputs },
    capture: true,
    isWanted: async (wanted) =>
      (await evidence.result({ step, subject: 'candidate', fingerprint: wanted, forced: false })).kind === 'None',
  });
  if (launched.kind === 'Started') return { progress: { state: 'Running', execution: launched.state } };
  return notStarted(launched);
}

async function storeRelease(
  { ports, run, step, row }: Deploying,
  captured: AttemptRecord | undefined,
): Promise<string> {
  const { resolved } = row;
  const deployment = step.deploy?.deployment;
  if (!deployment || !row.model || !resolved.command)
    throw new RefitError('InternalError', `${step.name} is not a deploy step`);
  function stored(name: string): string {
    const digest = captured?.outputs.find((output) => output.name === name)?.digest;
    if (digest === undefined) throw new RefitError('ArtifactMissing', `captured ${name} of ${step.name} is not stored`);
    return digest;
  }
  const release: Release = {
    model: row.model.digest,
    ...modelName(run, step),
    command: resolved.command,
    args: resolved.args,
    ...(resolved.workingDir === undefined ? {} : { workingDir: resolved.workingDir }),
    env: resolved.env,
    ...environmentField(resolved, ({ digest }) => ({ digest, artifact: stored(LOCK_OUTPUT) })),
    inputs: resolved.inputs.map(({ name, path, mode, digest, from }) => {
      if (mode === 'Reference') {
        const found = `step ${step.name}, input ${name}: found mode Reference`;
        throw new RefitError('SpecInvalid', `${found}, allowed are Copy and Mount: a server takes only what is stored`);
      }
      const artifact = from.kind === 'Source' ? stored(name) : (digest ?? '');
      return { name, path, mode, digest: digest ?? '', artifact };
    }),
    port: deployment.port,
    readiness: { path: deployment.readiness.path, timeoutMs: parseDuration(deployment.readiness.timeout) },
  };
  const stat = await ports.artifacts.write(Buffer.from(releaseContent(release)));
  return stat.digest;
}

/** The name of the file or folder that the model's step wrote, if it declares one. */
function modelName(run: WorkflowRun, step: Step): Pick<Release, 'modelName'> {
  const [producer, output] = step.deploy?.model.split('.', 2) ?? [];
  const outputs = run.spec.snapshot.steps.find((candidate) => candidate.name === producer)?.outputs;
  const path = outputs?.find((candidate) => candidate.name === output)?.path;
  const name = path?.split('/').findLast((segment) => segment !== '' && segment !== '.' && segment !== '..');
  return name === undefined ? {} : { modelName: name };
}

/** Refused by `resourceVersion` when anything wrote the workflow's status meanwhile: the run then looks again. */
async function writeFence(
  { ports, workflow, run, row }: Deploying,
  stage: StageStatus | undefined,
  release: string,
): Promise<void> {
  if (!row.model || row.identity === undefined)
    throw new RefitError('InternalError', `${row.name} has no identity to serve`);
  const { message: _, ...before } = stage ?? {};
  const next: StageStatus = {
    ...before,
    name: row.name,
    sequence: run.spec.sequence,
    model: row.model.digest,
    identity: row.identity,
    release,
    run: run.metadata.name,
    phase: 'Progressing',
  };
  const others = (workflow.status?.stages ?? []).filter((candidate) => candidate.name !== row.name);
  const status = {
    ...workflow.status,
    observedGeneration: workflow.status?.observedGeneration ?? -1,
    stages: [...others, next],
  };
  await ports.store.updateStatus<WorkflowSpec>({ ...workflow, status });
  ports.log.info('rollout started', {
    workflow: workflow.metadata.name,
    run: run.metadata.name,
    step: row.name,
    model: row.model.digest,
  });
  ports.enqueue.stage(workflow.metadata, row.name);
}
