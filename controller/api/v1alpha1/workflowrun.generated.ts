/** The types of WorkflowRun, as objects are after defaults are applied. Generated from crds/ by `npm run generate`. */
import type { Condition } from './workflowspec.generated.ts';
import type { WorkflowSpecSpec } from './workflowspec.generated.ts';
/**
 * What a WorkflowRun has beside its metadata.
 */
export interface WorkflowRunFields {
  spec: WorkflowRunSpec;
  status?: WorkflowRunStatus;
}
/**
 * The decision. It never changes.
 */
export interface WorkflowRunSpec {
  /**
   * The WorkflowSpec, in the same namespace.
   */
  workflow: string;
  /**
   * The number of the run in its workflow, from 1; the end of the run's name.
   */
  sequence: number;
  /**
   * The generation of the WorkflowSpec that was judged.
   */
  generation: number;
  /**
   * When it was decided. Results and failures from before are not this run's own.
   */
  decidedAt: string;
  trigger: Trigger;
  /**
   * The revision of each source, pinned.
   *
   * @maxItems 16
   */
  revisions: SourceRevision[];
  /**
   * Steps that run even though a result exists.
   *
   * @maxItems 50
   */
  force?: string[];
  /**
   * The spec of the WorkflowSpec as it was judged.
   */
  snapshot: WorkflowSpecSpec;
}
/**
 * What made the controller decide.
 */
export interface Trigger {
  /**
   * SourceChanged: a source moved. SpecChanged: the workflow was made or edited. Requested: someone asked for a run.
   * Retry: someone asked for a run again.
   */
  kind: 'SourceChanged' | 'SpecChanged' | 'Requested' | 'Retry';
  /**
   * The sources that moved.
   *
   * @maxItems 16
   */
  sources?: SourceChange[];
  /**
   * The run that this one repeats.
   */
  retryOf?: string;
  /**
   * Who or what asked for it.
   */
  requestedBy?: string;
}
/**
 * From where to where a source moved.
 */
export interface SourceChange {
  /**
   * The source.
   */
  name: string;
  /**
   * The revision judged before; left out at the first look.
   */
  from?: string;
  /**
   * The revision this run is of.
   */
  to: string;
}
/**
 * A source's pinned revision.
 */
export interface SourceRevision {
  /**
   * The source.
   */
  source: string;
  /**
   * The repository.
   */
  url: string;
  /**
   * Branch and commit, as `main@sha1:<hex>`.
   */
  revision: string;
}
/**
 * How it goes. Written by the controller.
 */
export interface WorkflowRunStatus {
  /**
   * The generation of the run that this status speaks of; -1 before the first look.
   */
  observedGeneration: number;
  /**
   * What holds and why. See docs/spec/workflowrun.md.
   *
   * @maxItems 16
   *
   * Items: One aspect of the state.
   */
  conditions?: Condition[];
  /**
   * Where the run stands.
   */
  phase?: 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Superseded' | 'Cancelled';
  /**
   * The token of `refit.dev/retry` that was last acted on.
   */
  lastHandledRetry?: string;
  /**
   * The run that took this one's place.
   */
  supersededBy?: string;
  /**
   * When the controller took it up.
   */
  startedAt?: string;
  /**
   * When it ended.
   */
  finishedAt?: string;
  /**
   * How it goes, in words.
   */
  message?: string;
  /**
   * What was decided for each step, and what came of it.
   *
   * @maxItems 100
   */
  steps?: StepStatus[];
}
/**
 * A step of the run.
 */
export interface StepStatus {
  /**
   * The step.
   */
  name: string;
  /**
   * Whose step it is: the candidate's, or the same evaluation with the champion's model in place of the candidate's.
   */
  subject: 'candidate' | 'champion';
  /**
   * The kind of step.
   */
  type: 'run' | 'gate' | 'deploy';
  /**
   * What was decided. Run: something of its own changed. Reuse: a result exists. Pending: only what runs before it can
   * tell.
   */
  action: 'Run' | 'Reuse' | 'Pending';
  /**
   * Where it stands.
   */
  state: 'Pending' | 'Running' | 'Succeeded' | 'Reused' | 'Refused' | 'Failed' | 'Skipped' | 'Cancelled';
  /**
   * The sha256 of all that determines the result, once it is known.
   */
  fingerprint?: string;
  /**
   * The attempt that is under way or was the last one, from 1.
   */
  attempt?: number;
  /**
   * The name of the execution it waits for or took its result from.
   */
  execution?: string;
  /**
   * The run that made the result which is reused, or the fingerprint of that result.
   */
  reuses?: string;
  /**
   * When its process started.
   */
  startedAt?: string;
  /**
   * When it ended.
   */
  finishedAt?: string;
  /**
   * How long its process ran.
   */
  seconds?: number;
  /**
   * How long the process had run that made the reused result.
   */
  savedSeconds?: number;
  /**
   * Why it runs.
   *
   * @maxItems 32
   */
  reasons: StepReason[];
  /**
   * What it made.
   *
   * @maxItems 16
   */
  outputs: StepOutputStatus[];
  /**
   * The numbers of its metrics outputs, by output and name, as text.
   */
  metrics: {
    [k: string]: {
      [k: string]: string;
    };
  };
  /**
   * How it goes, in words.
   */
  message?: string;
}
/**
 * One thing that makes the step run.
 */
export interface StepReason {
  /**
   * The input, parameter, environment or upstream value (`step.output.metric`) it is about.
   */
  input?: string;
  /**
   * What changed, or is not there.
   */
  kind:
    | 'PathsChanged'
    | 'ParameterChanged'
    | 'CommandChanged'
    | 'EnvironmentChanged'
    | 'ImageChanged'
    | 'UpstreamChanged'
    | 'NoResult'
    | 'ArtifactMissing'
    | 'Forced';
  /**
   * What differs, paths or names.
   *
   * @maxItems 100
   */
  paths: string[];
  /**
   * The commits that touched it, newest first.
   *
   * @maxItems 20
   */
  commits: ReasonCommit[];
  /**
   * Whether paths or commits were cut; the whole is in explain.json in the artifact store.
   */
  truncated: boolean;
}
/**
 * A commit.
 */
export interface ReasonCommit {
  /**
   * The commit's id.
   */
  sha: string;
  /**
   * Who wrote it.
   */
  author: string;
  /**
   * The first line of its message.
   */
  subject: string;
}
/**
 * An output.
 */
export interface StepOutputStatus {
  /**
   * The output.
   */
  name: string;
  /**
   * What it is.
   */
  kind: 'data' | 'model' | 'metrics';
  /**
   * The artifact's digest.
   */
  digest: string;
  /**
   * Its size in bytes.
   */
  size: number;
}
