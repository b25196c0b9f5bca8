import type { Condition } from './workflowspec.generated.ts';

/** The types of conditions, as kstatus and `kubectl wait` read them. docs/spec has a heading for each. */
export const conditionTypes = {
  /** WorkflowSpec: the spec is accepted, the sources are read, the last decision is made. WorkflowRun: it succeeded. */
  Ready: 'Ready',
  /** Present (True) only while the controller is at work on it. Training alone never holds it on a WorkflowSpec. */
  Reconciling: 'Reconciling',
  /** Present (True) only while nothing but a person can help. */
  Stalled: 'Stalled',
  /** WorkflowSpec: every step's result is that of the observed revisions, and it serves. */
  UpToDate: 'UpToDate',
  /** WorkflowSpec: a run is under way. */
  Training: 'Training',
  /** WorkflowSpec: what shall serve serves, at every stage. */
  Deployed: 'Deployed',
  /** WorkflowSpec: sources whose signatures are checked are at revisions that have them. */
  SourceVerified: 'SourceVerified',
  /** WorkflowRun: every step came to its end as the workflow wants it. */
  Succeeded: 'Succeeded',
} as const;

/** A type of the table. */
export type ConditionType = keyof typeof conditionTypes;

/**
 * Reasons of conditions beside those of core/errors.ts, whose failures keep their own reason. The same string stands in
 * condition, event and test.
 */
export const conditionReasons = {
  /** Ready: the last decision is made and nothing hinders the next one. */
  Reconciled: 'Reconciled',
  /** Ready as it was before `spec.suspend`: nothing new is decided. */
  Suspended: 'Suspended',
  /** SourceVerified=True: the signatures that `verify` asks for are there and good. */
  SourceTrusted: 'SourceTrusted',
  /** SourceVerified=False: a commit or tag lacks a signature that is trusted. */
  SourceUntrusted: 'SourceUntrusted',
  /** Ready=Unknown, Reconciling: the controller is at work. */
  Progressing: 'Progressing',
  /** UpToDate: the last look found nothing affected. Also the event of such a look. */
  NotAffected: 'NotAffected',
  /** UpToDate=False: a run is to bring it up to date. */
  Affected: 'Affected',
  /** Training=True: the run that the message names is under way. Of a run: its steps are. */
  RunInProgress: 'RunInProgress',
  /** Training=False: no run is under way. */
  NoRun: 'NoRun',
  /** A run ended well. */
  RunSucceeded: 'RunSucceeded',
  /** A step of the run failed. */
  RunFailed: 'RunFailed',
  /** A gate of the run refused the model; what serves stayed. */
  GateRefused: 'GateRefused',
  /** A newer run took its place. */
  RunSuperseded: 'RunSuperseded',
  /** A person ended it. */
  RunCancelled: 'RunCancelled',
  /** Deployed=True: all stages serve what they shall. */
  StagesLive: 'StagesLive',
  /** Deployed=False: a rollout is under way. */
  RolloutProgressing: 'RolloutProgressing',
  /** Deployed=False: a new server did not become ready; the one before it keeps serving. */
  RolloutFailed: 'RolloutFailed',
  /** Deployed=False: no deploy step has been reached yet. */
  NothingDeployed: 'NothingDeployed',
} as const;

/** A reason of the table. */
export type ConditionReason = keyof typeof conditionReasons;

/** A condition as its writer states it; the time is added when it is set. */
export type ConditionInput = Omit<Condition, 'lastTransitionTime'>;

/** The longest message that the CRDs accept. */
const maxMessage = 4096;

/**
 * The conditions with this one in place of any of its type, sorted by type. `lastTransitionTime` becomes `now` (ISO 8601)
 * only when its `status` changes. A message that is too long is cut.
 */
export function setCondition(
  conditions: readonly Condition[] | undefined,
  condition: ConditionInput,
  now: string,
): Condition[] {
  const before = findCondition(conditions, condition.type);
  const lastTransitionTime = before?.status === condition.status ? before.lastTransitionTime : now;
  const message = cut(condition.message);
  return [...removeCondition(conditions, condition.type), { ...condition, message, lastTransitionTime }].sort((a, b) =>
    a.type < b.type ? -1 : 1,
  );
}

/** The conditions without any of this type. */
export function removeCondition(conditions: readonly Condition[] | undefined, type: string): Condition[] {
  return (conditions ?? []).filter((condition) => condition.type !== type);
}

/** The condition of this type. */
export function findCondition(conditions: readonly Condition[] | undefined, type: string): Condition | undefined {
  return conditions?.find((condition) => condition.type === type);
}

/** Whether the condition of this type is there and `True`. */
export function isTrue(conditions: readonly Condition[] | undefined, type: ConditionType): boolean {
  return findCondition(conditions, type)?.status === 'True';
}

function cut(message: string): string {
  const characters = Array.from(message);
  return characters.length <= maxMessage ? message : `${characters.slice(0, maxMessage - 1).join('')}…`;
}
