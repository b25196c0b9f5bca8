import type { SourceChange, SourceRevision, WorkflowRun, WorkflowSpec } from '../api/v1alpha1/kinds.ts';
import { parseRevision } from '../api/v1alpha1/revision.ts';
import { RefitError, isReason } from '../core/errors.ts';
import { planSteps } from '../core/plan.ts';
import { rowKey, type Plan, type PlannedStep } from '../core/planning.ts';
import { explainPlan } from '../core/reasons.ts';
import { planSymbolically, rowsOf, sameWork } from '../core/symbolic.ts';
import { validateSpec } from '../core/validate/validate.ts';
import type { ExecutionState } from '../engines/engine.ts';
import type { Git } from '../git/git.ts';
import { repositoryOf, sourceAccess } from './access.ts';
import { isBeyondReach, unlessBeyondReach } from './beyond-reach.ts';
import { liveEvidence } from './evidence.ts';
import { writeExplanation } from './explain.ts';
import { isActive, portsOf, timestamp, type Ports, type WorkflowPorts } from './ports.ts';
import {
  positionOf,
  questionOf,
  revisionsText,
  runObject,
  workflowRevisions,
  type Position,
  type Question,
  type RunObject,
} from './question.ts';
import { readOnce } from './read-once.ts';
import { requestsOf, retryToken, unnotedRetries, type Requests } from './requests.ts';
import { commitsOnce, historyBetween, targetAt, type SourceAccessOf } from './target.ts';

/** Again: another decision was recorded meanwhile; read it and decide from there. Settled: nothing moved. */
export type Decision =
  | { readonly kind: 'Settled' }
  | { readonly kind: 'Again' }
  | (Decided & { readonly kind: 'NotAffected'; readonly plan: Plan; readonly run?: string })
  | (Decided & { readonly kind: 'Run'; readonly run: string; readonly sequence: number });

/** Its position is what counts as decided now; a retry leaves it as it was. */
interface Decided extends Position {
  readonly requests: Requests;
  readonly summary: string;
}

/**
 * One decision, if there is one to make. Creating run `<workflow>-<sequence>` is recording it.
 * @throws RefitError InputNotFound: no run, and the decision is made again at the next revision
 */
export async function decide(
  around: Ports,
  workflow: WorkflowSpec,
  runs: readonly WorkflowRun[],
  revisions: readonly SourceRevision[],
): Promise<Decision> {
  const ports = { ...around, artifacts: readOnce(portsOf(around, workflow).artifacts) };
  for (const run of unnotedRetries(runs)) await noteRetry(ports, run);
  const newest = runs.at(-1);
  if (newest && newest.spec.sequence > (workflow.status?.sequence ?? 0)) return recover(workflow, newest);
  const question = questionOf(workflow, runs, revisions, timestamp(ports.clock));
  if (!question) return { kind: 'Settled' };
  if (question.trigger.kind !== 'Retry') {
    requireValid(question.spec);
    return decideOn(ports, workflow, runs, question, revisions);
  }
  try {
    return await decideOn(ports, workflow, runs, question, revisions);
  } catch (error) {
    const retried = runs.find((run) => run.metadata.name === question.trigger.retryOf);
    if (!(error instanceof RefitError) || !isBeyondReach(error) || !retried) throw error;
    // What a retry asks for may be gone for good. Nothing that is pushed may wait behind it.
    await refuseRetry(ports, retried, error);
    return { kind: 'Again' };
  }
}

/** @throws RefitError SpecInvalid with everything that is wrong: what validation tells a person, told of the object */
function requireValid(spec: WorkflowSpec['spec']): void {
  const problems = validateSpec(spec);
  if (problems.length > 0)
    throw new RefitError('SpecInvalid', problems.map(({ field, message }) => `${field}: ${message}`).join('; '));
}

async function decideOn(
  ports: WorkflowPorts,
  workflow: WorkflowSpec,
  runs: readonly WorkflowRun[],
  question: Question,
  revisions: readonly SourceRevision[],
): Promise<Decision> {
  const active = runs.findLast(isActive);
  const executions = active ? await ports.engine.list(workflow.metadata.uid) : [];
  const sequence = 1 + Math.max(workflow.status?.sequence ?? 0, runs.at(-1)?.spec.sequence ?? 0);
  const run = runObject(workflow, question, sequence, timestamp(ports.clock));
  const forced = new Set(question.force);
  const evidence = await liveEvidence(ports, workflow, run, executions);
  const access = sourceAccess(workflow.metadata.namespace, question.spec);
  const plan = await planSteps(targetAt(question.spec, question.revisions, ports, { forced, access }), evidence);
  const judged = { revisions, generation: workflow.metadata.generation };
  const decided = { ...positionOf(workflow, question.trigger, judged), requests: question.requests };
  if (!(await isAffected(ports, plan, question, active))) {
    return {
      kind: 'NotAffected',
      ...decided,
      plan,
      // The run under way does just this: how it ends is how this decision ends.
      ...(active ? { run: active.metadata.name } : {}),
      summary: `nothing is affected at ${revisionsText(question.revisions)}`,
    };
  }
  const owed = active && question.trigger.kind !== 'Retry' ? await owedForce(ports, workflow, active, question) : [];
  const asked = { ...question, force: [...new Set([...question.force, ...owed])] };
  const wanted = runObject(workflow, asked, sequence, run.spec.decidedAt);
  return create(ports, { workflow, question: asked, run: wanted, previous: lastDecided(runs), executions }, decided);
}

/** Forced steps of the run that is about to be superseded which have not come to an end: they are still asked for. */
async function owedForce(
  ports: WorkflowPorts,
  workflow: WorkflowSpec,
  active: WorkflowRun,
  { spec }: Question,
): Promise<readonly string[]> {
  const forced = (active.spec.force ?? []).filter((name) => spec.steps.some((step) => step.name === name));
  if (forced.length === 0) return [];
  const access = sourceAccess(workflow.metadata.namespace, active.spec.snapshot);
  const target = targetAt(active.spec.snapshot, active.spec.revisions, ports, { forced: new Set(forced), access });
  const rows = await unlessBeyondReach(async () =>
    rowsOf(await planSteps(target, await liveEvidence(ports, workflow, active))),
  );
  return forced.filter((name) => rows?.get(rowKey(name, 'candidate'))?.outcome === undefined);
}

/** A run that the status does not know yet was created right before a crash: that decision was made. */
function recover(workflow: WorkflowSpec, newest: WorkflowRun): Decision {
  const { sequence, trigger, revisions, generation } = newest.spec;
  const requests = trigger.kind === 'Requested' ? requestsOf(trigger) : {};
  const position = positionOf(workflow, trigger, { revisions, generation });
  return {
    kind: 'Run',
    run: newest.metadata.name,
    sequence,
    ...position,
    requests,
    summary: 'recovered after a restart',
  };
}

async function noteRetry(ports: WorkflowPorts, run: WorkflowRun): Promise<void> {
  const token = retryToken(run);
  if (token === undefined) return;
  const status = { ...run.status, observedGeneration: run.metadata.generation, lastHandledRetry: token };
  await ports.store.updateStatus<WorkflowRun>({ ...run, status });
}

async function refuseRetry(ports: WorkflowPorts, run: WorkflowRun, error: RefitError): Promise<void> {
  const { namespace, name, uid } = run.metadata;
  const message = `${name} cannot be retried: ${error.message}`;
  ports.log.warn('retry refused', { workflow: run.spec.workflow, run: name, reason: error.reason, error: message });
  await ports.store.recordEvent({
    regarding: { kind: 'WorkflowRun', namespace, name, uid },
    type: 'Warning',
    reason: error.reason,
    message,
  });
  await noteRetry(ports, run);
}

/**
 * A retry is always a run of its own. A revert while the reverted version trains is affected too: the run under way
 * would deploy what was taken back.
 */
async function isAffected(
  ports: WorkflowPorts,
  plan: Plan,
  question: Question,
  active: WorkflowRun | undefined,
): Promise<boolean> {
  if (question.trigger.kind === 'Retry') return true;
  if (!active || question.force.length > 0) return plan.affected;
  const { namespace } = active.metadata;
  const access = sourceAccess(namespace, question.spec);
  const now = await planSymbolically(targetAt(question.spec, question.revisions, ports, { access }));
  // The revisions under way may be gone: then nobody can tell, and what both want is adopted all the same.
  const underWay = await unlessBeyondReach(() =>
    planSymbolically(
      targetAt(active.spec.snapshot, active.spec.revisions, ports, {
        access: sourceAccess(namespace, active.spec.snapshot),
      }),
    ),
  );
  return underWay === undefined || !sameWork(now, underWay);
}

interface Candidate {
  readonly workflow: WorkflowSpec;
  readonly question: Question;
  readonly run: RunObject;
  /** The run whose spec was decided last. */
  readonly previous: WorkflowRun | undefined;
  readonly executions: readonly ExecutionState[];
}

async function create(
  ports: WorkflowPorts,
  { workflow, question, run, previous, executions }: Candidate,
  decided: Omit<Decided, 'summary'>,
): Promise<Decision> {
  const from = workflowRevisions(workflow);
  const changes = question.trigger.sources ?? [];
  const git = commitsOnce(ports.git);
  const access = sourceAccess(workflow.metadata.namespace, question.spec);
  readAhead(git, changes, { revisions: question.revisions, access });
  const base = from && (await basePlan(ports, workflow, previous, from));
  const evidence = await liveEvidence(ports, workflow, run, executions);
  const target = targetAt(question.spec, question.revisions, ports, {
    forced: new Set(question.force),
    access,
    ...(base ? { base } : {}),
  });
  const plan = await planSteps(target, evidence);
  const reasons = await explainPlan(
    plan,
    base,
    historyBetween(from ?? [], question.revisions, { ...ports, git }, access),
    question.spec,
  );
  const explained = { plan, reasons, changes, revisions: question.revisions, access };
  await writeExplanation({ ...ports, git }, workflow, run.metadata.name, explained);
  await requireUnchanged(ports, workflow);
  try {
    const created = await ports.store.create<WorkflowRun>(run);
    ports.measures?.runCreated(created.spec.trigger.kind);
    ports.enqueue.run(created.metadata);
  } catch (error) {
    if (isReason(error, 'AlreadyExists')) return { kind: 'Again' };
    throw error;
  }
  const told = plan.steps.filter((row) => row.action !== 'Reuse').map((row) => `${row.name} ${row.action}`);
  return { kind: 'Run', ...decided, run: run.metadata.name, sequence: run.spec.sequence, summary: told.join(', ') };
}

/**
 * Looks and fetches may take minutes: a workflow that was suspended, changed or deleted meanwhile is decided as it is now. What
 * is watched tells that without a request; what changes in the moment of the run's creation is the next decision's.
 * @throws RefitError Conflict
 */
async function requireUnchanged({ store }: Pick<Ports, 'store'>, { metadata }: WorkflowSpec): Promise<void> {
  const { namespace, name, uid, generation } = metadata;
  const key = { kind: 'WorkflowSpec', namespace, name };
  const stored = (await store.get<WorkflowSpec>(key))?.metadata;
  if (stored?.uid === uid && stored.generation === generation && stored.deletionTimestamp === undefined) return;
  throw new RefitError('Conflict', `workflow ${name}: found another than the one that was decided`);
}

/** Begins to read the commits that are to be explained, beside what comes before that. */
function readAhead(
  git: Pick<Git, 'commits'>,
  changes: readonly SourceChange[],
  { revisions, access }: { readonly revisions: readonly SourceRevision[]; readonly access: SourceAccessOf },
): void {
  for (const { name, from, to } of changes) {
    const url = revisions.find(({ source }) => source === name)?.url;
    const [before, after] = [from, to].map((revision) => revision && parseRevision(revision)?.commit);
    if (url === undefined || before === undefined || after === undefined) continue;
    // Whoever asks for them sees the error.
    git.commits(repositoryOf(url, access(name, url)), before, after, 1).catch(() => undefined);
  }
}

/** A retry goes back to what was decided before: it is nothing to compare with. */
function lastDecided(runs: readonly WorkflowRun[]): WorkflowRun | undefined {
  return runs.findLast((run) => run.spec.trigger.kind !== 'Retry');
}

/** The plan at the revisions decided last, to compare with; undefined when they can no longer be read. */
async function basePlan(
  ports: WorkflowPorts,
  workflow: WorkflowSpec,
  previous: WorkflowRun | undefined,
  from: readonly SourceRevision[],
): Promise<ReadonlyMap<string, PlannedStep> | undefined> {
  return unlessBeyondReach(async () => {
    const spec = previous?.spec.snapshot ?? workflow.spec;
    const access = sourceAccess(workflow.metadata.namespace, workflow.spec, spec);
    for (const { source, url, revision } of from)
      await ports.git.ensure(repositoryOf(url, access(source, url)), revision.slice(revision.lastIndexOf(':') + 1));
    return rowsOf(await planSteps(targetAt(spec, from, ports, { access }), await liveEvidence(ports, workflow)));
  });
}
