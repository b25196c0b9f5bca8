import type { Step, WorkflowRun, WorkflowSpec } from '../api/v1alpha1/kinds.ts';
import { parseDuration } from '../api/v1alpha1/duration.ts';
import { parseRevision } from '../api/v1alpha1/revision.ts';
import { RefitError } from '../core/errors.ts';
import { revisionVariable } from '../core/naming.ts';
import type { PlannedStep } from '../core/planning.ts';
import type { ResolvedStep } from '../core/resolve.ts';
import type { ExecutionInput, ExecutionKey, ExecutionPlacement, ExecutionRequest } from '../engines/engine.ts';
import { sourcesToday, stepAccess } from './access.ts';
import { environmentField } from './environment.ts';
import { pinnedOf } from './target.ts';

/** Who asks for an execution: a run of a workflow, for one of its rows. */
export interface Launch {
  readonly workflow: WorkflowSpec;
  readonly run: WorkflowRun;
  readonly step: Step;
  readonly row: Pick<PlannedStep, 'name' | 'subject'>;
  readonly fingerprint: string;
  readonly resolved: ResolvedStep;
  /** Publishes inputs as they are; no process. */
  readonly capture: boolean;
  /** Whether the evidence still has neither a result nor a failure that ends it. */
  readonly isWanted: (fingerprint: string) => Promise<boolean>;
}

/** The request of an attempt. @throws RefitError SpecInvalid when a source has no revision */
export function requestOf(
  { workflow, run, step, row, fingerprint, resolved, capture }: Launch,
  attempt: number,
): ExecutionRequest {
  const { namespace, name, uid } = workflow.metadata;
  const key: ExecutionKey = {
    namespace,
    workflow: name,
    workflowUID: uid,
    step: row.name,
    subject: row.subject,
    fingerprint,
    attempt,
  };
  const pinned = pinnedOf(run.spec.revisions);
  const reached = sourcesToday(run.spec.snapshot, workflow.spec);
  const timeout = step.run?.timeout ?? run.spec.snapshot.stepDefaults.run.timeout;
  return {
    key,
    ...(capture || !resolved.command ? {} : { command: resolved.command }),
    args: resolved.args,
    ...(resolved.workingDir === undefined ? {} : { workingDir: resolved.workingDir }),
    env: resolved.env,
    ...environmentField(resolved, ({ source, digest, paths }) => {
      const at = pinned.get(source);
      const { secret } = stepAccess(reached, source);
      return at && { digest, url: at.url, commit: at.commit, paths, ...(secret === undefined ? {} : { secret }) };
    }),
    inputs: resolved.inputs.map((input): ExecutionInput => {
      if (input.digest === undefined)
        throw new RefitError('InternalError', `input ${input.name} of ${row.name} has no digest yet`);
      const place = { name: input.name, path: input.path, mode: input.mode, digest: input.digest };
      if (input.from.kind === 'Output') return { ...place, from: { kind: 'Artifact' } };
      const source = pinned.get(input.from.source);
      if (!source) throw new RefitError('SpecInvalid', `source ${input.from.source}: has no revision`);
      const { url, commit } = source;
      const { paths, keys } = input.from;
      const keyed = keys === undefined ? {} : { keys };
      return {
        ...place,
        from: { kind: 'Git', url, commit, paths, ...keyed, ...stepAccess(reached, input.from.source) },
      };
    }),
    outputs: capture ? [] : (step.outputs ?? []),
    timeoutMs: parseDuration(timeout),
    ...(workflow.spec.artifacts ? { artifacts: workflow.spec.artifacts } : {}),
    placement: placementOf(workflow, step, capture),
    context: contextOf(run, row.name, fingerprint),
  };
}

/** A capture needs no more than its pod. */
function placementOf({ spec }: WorkflowSpec, { run }: Step, capture: boolean): ExecutionPlacement {
  return {
    ...(spec.serviceAccountName === undefined ? {} : { serviceAccountName: spec.serviceAccountName }),
    ...(capture || !run?.resources ? {} : { resources: run.resources }),
    ...(capture || !run?.workspace ? {} : { workspace: run.workspace }),
    ...(capture || !run?.scratch ? {} : { scratch: run.scratch }),
    ...(capture || !run?.pod ? {} : { pod: run.pod }),
  };
}

/** What a step may know without depending on it: never part of a fingerprint. */
function contextOf(run: WorkflowRun, step: string, fingerprint: string): Record<string, string> {
  const revisions = run.spec.revisions.map(
    ({ source, revision }) => [revisionVariable(source), parseRevision(revision)?.commit ?? ''] as const,
  );
  return {
    REFIT_WORKFLOW: run.spec.workflow,
    REFIT_RUN: run.metadata.name,
    REFIT_STEP: step,
    REFIT_FINGERPRINT: fingerprint,
    ...Object.fromEntries(revisions),
  };
}
