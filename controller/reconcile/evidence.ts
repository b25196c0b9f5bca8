import type { ModelVersion, StageStatus, WorkflowRun, WorkflowSpec } from '../api/v1alpha1/kinds.ts';
import { parseDuration } from '../api/v1alpha1/duration.ts';
import type { AttemptRecord } from '../artifacts/artifacts.ts';
import { sha256Hex } from '../core/hash.ts';
import type { Evidence, ResultEvidence, ResultQuery, StageEvidence } from '../core/planning.ts';
import type { ExecutionState } from '../engines/engine.ts';
import { workflowLabel, type WorkflowPorts } from './ports.ts';

/** Attempts that ended for reasons outside the user's code are repeated this often within a run, apart from `retries`. */
export const INFRASTRUCTURE_RETRIES = 5;

/**
 * What is stored and what serves, as evidence for a plan. With a run, results that came to be since it was decided
 * count as its own, even where reuse is off, forced away, or a remembered failure is being retried. What is recorded of
 * a fingerprint is not the last word while one of `executions` (the workflow's) is at it again.
 */
export async function liveEvidence(
  ports: Pick<WorkflowPorts, 'store' | 'artifacts' | 'clock'>,
  workflow: WorkflowSpec,
  run?: WorkflowRun,
  executions: readonly ExecutionState[] = [],
): Promise<Evidence> {
  const { namespace, name } = workflow.metadata;
  const models = await ports.store.list<ModelVersion>('ModelVersion', { namespace, labels: { [workflowLabel]: name } });
  return {
    symbolic: false,
    result: (query) => resultOf({ ports, workflow, run, executions }, query),
    stage: (step) => stageOf(workflow, step, run),
    previouslyLive: (stage, model) =>
      models.some(({ spec, status }) => {
        const state = status?.stages?.find((candidate) => candidate.name === stage)?.state;
        return spec.digest === model && (state === 'Live' || state === 'Retired');
      }),
    async verdict(fingerprint, champion) {
      const note = await ports.artifacts.readNote(namespace, verdictKey(fingerprint, champion));
      if (!isVerdictNote(note)) return undefined;
      // What this very run judged is its own doing, after a crash as before it.
      return run && note.run === judgeOf(workflow.metadata.uid, run) ? undefined : note.verdict;
    },
  };
}

/** Where a gate's verdict against a champion is kept. */
export function verdictKey(fingerprint: string, champion: string | undefined): string {
  return `verdicts/${sha256Hex(`${fingerprint}\0${champion ?? ''}`).slice('sha256:'.length)}`;
}

/** A verdict as it is kept, and which run of which workflow judged. */
export interface VerdictNote {
  readonly verdict: 'Passed' | 'Refused';
  readonly run: string;
}

/** `VerdictNote.run` of a run. */
export function judgeOf(workflowUID: string, run: WorkflowRun): string {
  return `${workflowUID}/${run.metadata.name}`;
}

function isVerdictNote(note: unknown): note is VerdictNote {
  if (typeof note !== 'object' || note === null || !('verdict' in note) || !('run' in note)) return false;
  return (note.verdict === 'Passed' || note.verdict === 'Refused') && typeof note.run === 'string';
}

interface Known {
  readonly ports: Pick<WorkflowPorts, 'artifacts' | 'clock'>;
  readonly workflow: WorkflowSpec;
  readonly run: WorkflowRun | undefined;
  readonly executions: readonly ExecutionState[];
}

async function resultOf(known: Known, query: ResultQuery): Promise<ResultEvidence> {
  const { ports, workflow, run, executions } = known;
  const attempts = await ports.artifacts.attempts(workflow.metadata.namespace, query.fingerprint);
  const succeeded = attempts.findLast((record) => record.outcome === 'Succeeded');
  const reusable = succeeded && isReusable(known, query, succeeded);
  const again = isUnderWay(executions, query);
  if (reusable && !again && (await isStored(ports, succeeded))) return { kind: 'Result', record: succeeded };
  const since = attempts.slice(succeeded ? attempts.lastIndexOf(succeeded) + 1 : 0);
  const cleared = isUnwanted(query) || run?.spec.trigger.kind === 'Retry';
  const failure = rememberedFailure(since, retriesOf(workflow, query), (record) => isOwn(run, record), cleared);
  if (failure && !again) return { kind: 'Failure', record: failure };
  if (query.forced) return { kind: 'None', reason: 'Forced' };
  return { kind: 'None', reason: reusable ? 'ArtifactMissing' : 'NoResult' };
}

/** Came to its end since the run was decided. */
function isOwn(run: WorkflowRun | undefined, record: AttemptRecord): boolean {
  return run !== undefined && record.finishedAt >= run.spec.decidedAt;
}

/** Whether what was there before is to be left aside. */
function isUnwanted({ forced, step }: ResultQuery): boolean {
  return forced || step.run?.reuse?.policy === 'Never';
}

function isReusable({ ports, run }: Known, query: ResultQuery, record: AttemptRecord): boolean {
  if (isOwn(run, record)) return true;
  if (isUnwanted(query)) return false;
  const maxAge = query.step.run?.reuse?.maxAge;
  // A result that is young enough when a run is decided does not grow too old while the run goes on.
  const judgedAt = run ? Date.parse(run.spec.decidedAt) : ports.clock.now();
  return maxAge === undefined || judgedAt - Date.parse(record.finishedAt) <= parseDuration(maxAge);
}

/** Whether an attempt is at it whose outcome is not recorded yet. */
function isUnderWay(executions: readonly ExecutionState[], { step, subject, fingerprint }: ResultQuery): boolean {
  return executions.some(
    ({ key, phase }) =>
      phase !== 'Cancelled' && key.step === step.name && key.subject === subject && key.fingerprint === fingerprint,
  );
}

function retriesOf(workflow: WorkflowSpec, query: ResultQuery): number {
  return query.step.run?.retries ?? workflow.spec.stepDefaults.run.retries;
}

async function isStored(ports: Pick<WorkflowPorts, 'artifacts'>, record: AttemptRecord): Promise<boolean> {
  const found = await Promise.all(record.outputs.map((output) => ports.artifacts.stat(output.digest)));
  return found.every((stat) => stat !== undefined);
}

/**
 * The failure that ends it: the user's code failed beyond its retries (ever, unless that was cleared: then since the
 * run was decided), or the infrastructure did beyond its own within the run.
 */
function rememberedFailure(
  attempts: readonly AttemptRecord[],
  retries: number,
  own: (record: AttemptRecord) => boolean,
  cleared: boolean,
): AttemptRecord | undefined {
  const failed = attempts.filter((record) => record.outcome === 'Failed' && (!cleared || own(record)));
  const unlucky = attempts.filter(
    (record) => record.outcome === 'Infrastructure' && own(record) && !isWaitingForData(record),
  );
  return lastBeyond(retries, failed) ?? lastBeyond(INFRASTRUCTURE_RETRIES, unlucky);
}

/** Whether an attempt found data that is not pushed yet: the run waits for it as long as anybody wants the run. */
export function isWaitingForData({ reason }: Pick<AttemptRecord, 'reason'>): boolean {
  return reason === 'DataNotAvailable';
}

/** The last of these when there are more than the budget allows. */
function lastBeyond(budget: number, records: readonly AttemptRecord[]): AttemptRecord | undefined {
  return records.length > budget ? records.at(-1) : undefined;
}

function stageOf(workflow: WorkflowSpec, step: string, run: WorkflowRun | undefined): StageEvidence {
  const stage = workflow.status?.stages?.find((candidate) => candidate.name === step);
  if (!stage) return { fresh: false, blocked: new Map() };
  const retried = run?.spec.trigger.kind === 'Retry' || run?.spec.force?.includes(step) === true;
  const blocked = (stage.blocked ?? []).filter((entry) => !retried || entry.run === run?.metadata.name);
  return {
    ...(stage.phase === 'Live' ? { identity: stage.identity } : {}),
    ...(stage.live ? { champion: stage.live.model } : {}),
    fresh: run !== undefined && isFresh(stage, run),
    ...(stage.url === undefined ? {} : { url: stage.url }),
    blocked: new Map(blocked.map((entry) => [entry.identity, entry.message])),
  };
}

function isFresh({ run, live }: StageStatus, judged: WorkflowRun): boolean {
  return run === judged.metadata.name || (live !== undefined && live.since >= judged.spec.decidedAt);
}
