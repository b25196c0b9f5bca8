/**
 * What is counted while the controller works. Those who count know this interface and nothing of what becomes of it;
 * `metrics.ts` makes Prometheus metrics of it.
 */

/** How a look at a key ended: as asked, or as the error table handles its error. */
export type LookOutcome = 'Done' | 'Requeued' | 'Conflict' | 'Stalled' | 'Waiting' | 'Transient' | 'Aborted';

/** What a step of a finished run was: Failed includes refused by a gate, Skipped includes cancelled. */
export type StepOutcome = 'Executed' | 'Reused' | 'Skipped' | 'Failed';

/** What became of a rollout. Returned: it did not become ready, and what served before serves on. */
export type DeployOutcome = 'Live' | 'Returned' | 'Failed';

/** Told by the loop (runtime). */
export interface LoopMeasures {
  /** A look at a key of `controller` ended. Seconds. */
  looked(controller: string, outcome: LookOutcome, seconds: number): void;
  /** A key was handed to a worker after standing ready for so long. Seconds. */
  waited(controller: string, seconds: number): void;
}

/** Told by the reconcilers. */
export interface WorkMeasures {
  /** A run was created; `trigger` is its `spec.trigger.kind`. */
  runCreated(trigger: string): void;
  runFinished(phase: string): void;
  /** A step of a run that finished. */
  stepFinished(outcome: StepOutcome): void;
  /** What steps that were reused took when they ran. Seconds. */
  trainingAvoided(seconds: number): void;
  deployed(outcome: DeployOutcome): void;
}

/**
 * What became of a request to hurry a look: Repeated was acted on before, Forwarded went to the leader, Limited came too
 * often, Unavailable could not be judged or handed on.
 */
export type WebhookResult = 'Accepted' | 'Repeated' | 'Forwarded' | 'Rejected' | 'Limited' | 'Unavailable';

export type Measures = LoopMeasures & WorkMeasures;
