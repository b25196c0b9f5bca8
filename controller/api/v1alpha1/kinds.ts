/** The kinds of `refit.dev/v1alpha1` and the names of their parts, for all who read or write them. */
import type { StoredObject } from '../../store/store.ts';
import type { ModelVersionSpec, ModelVersionStatus } from './modelversion.generated.ts';
import type { WorkflowRunSpec, WorkflowRunStatus } from './workflowrun.generated.ts';
import type { GateRule, Step, StepOutput, WorkflowSpecSpec, WorkflowSpecStatus } from './workflowspec.generated.ts';

export type {
  ArtifactSettings,
  ChampionRule,
  Concurrency,
  Condition,
  DeployAction,
  Deployment,
  Environment,
  EnvironmentLock,
  EnvVar,
  EnvVarSource,
  GateRule,
  GitReference,
  GitSource,
  HandledRequests,
  History,
  LastDecision,
  LastRun,
  LiveStage,
  BlockedDeployment,
  Parameter,
  PodSettings,
  Readiness,
  Resources,
  ReusePolicy,
  RunAction,
  RunDefaults,
  ScratchVolume,
  SecretKeyReference,
  Source,
  SourceStatus,
  StageStatus,
  Step,
  StepDefaults,
  StepInput,
  StepOutput,
  WorkflowSpecSpec,
  WorkflowSpecStatus,
  WorkspaceVolume,
} from './workflowspec.generated.ts';
export type {
  ReasonCommit,
  SourceChange,
  SourceRevision,
  StepOutputStatus,
  StepReason,
  StepStatus,
  Trigger,
  WorkflowRunSpec,
  WorkflowRunStatus,
} from './workflowrun.generated.ts';
export type { ModelStage, ModelVersionSpec, ModelVersionStatus } from './modelversion.generated.ts';

/** A declared pipeline, as stored: defaults are applied. */
export type WorkflowSpec = StoredObject<WorkflowSpecSpec, WorkflowSpecStatus>;
/** One decision carried out. */
export type WorkflowRun = StoredObject<WorkflowRunSpec, WorkflowRunStatus>;
/** One distinct model, with where it came from. */
export type ModelVersion = StoredObject<ModelVersionSpec, ModelVersionStatus>;

/** What `kind` of each object reads. */
export const workflowSpecKind = 'WorkflowSpec';
export const workflowRunKind = 'WorkflowRun';
export const modelVersionKind = 'ModelVersion';
/** What `apiVersion` of every object reads. */
export const apiVersion = 'refit.dev/v1alpha1';

/** The three kinds. */
export type Kind = typeof workflowSpecKind | typeof workflowRunKind | typeof modelVersionKind;

/** What an output holds: any bytes, a model, or metrics (a JSON file of numbers). */
export type OutputKind = StepOutput['kind'];
/** A gate: all its rules must hold. */
export type Gate = GateRule[];
/** The kinds of step. */
export type StepType = 'run' | 'gate' | 'deploy';
/** Whose evaluation an execution is: the candidate's, or the same one with the champion's model. */
export type Subject = 'candidate' | 'champion';
/** Where a run stands. */
export type RunPhase = NonNullable<WorkflowRunStatus['phase']>;
/** Where a step of a run stands. */
export type StepState = NonNullable<WorkflowRunStatus['steps']>[number]['state'];
/** What was decided for a step. */
export type StepAction = NonNullable<WorkflowRunStatus['steps']>[number]['action'];
/** Why a step runs. */
export type ReasonKind = NonNullable<WorkflowRunStatus['steps']>[number]['reasons'][number]['kind'];
/** A model's state at a stage. */
export type ModelState = NonNullable<ModelVersionStatus['stages']>[number]['state'];

/** Which kind of step it is. A step has exactly one of run, gate and deploy; validation sees to it. */
export function stepType(step: Step): StepType {
  if (step.run !== undefined) return 'run';
  return step.gate !== undefined ? 'gate' : 'deploy';
}

/** On a WorkflowSpec; a new token asks for a run of what is affected now. */
export const runAnnotation = 'refit.dev/run';
/** On a WorkflowSpec, `<token>=<step>,<step>`; a new token asks for a run of these steps even if nothing changed. */
export const forceAnnotation = 'refit.dev/force';
/** On a WorkflowSpec; a new token asks to look at the sources now and decide, as Flux's annotation of the kind does. */
export const requestedAtAnnotation = 'reconcile.refit.dev/requestedAt';
/** On a WorkflowSpec; a new token asks for a run of every run step even if nothing changed. */
export const forceAtAnnotation = 'reconcile.refit.dev/forceAt';
/** On a WorkflowRun; a new token asks for a new run of the same revisions. */
export const retryAnnotation = 'refit.dev/retry';
/** On a WorkflowRun; a token asks to end it. */
export const cancelAnnotation = 'refit.dev/cancel';
