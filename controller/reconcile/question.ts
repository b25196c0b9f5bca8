/** What there is to decide, and the run that a decision would make. Pure. */
import { quietAnnotations } from '../api/v1alpha1/annotations.ts';
import type {
  SourceChange,
  SourceRevision,
  Trigger,
  WorkflowRun,
  WorkflowRunSpec,
  WorkflowSpec,
} from '../api/v1alpha1/kinds.ts';
import { apiVersion } from '../api/v1alpha1/kinds.ts';
import { shortRevision } from '../api/v1alpha1/revision.ts';
import { runName } from '../core/naming.ts';
import { workflowLabel } from './ports.ts';
import { forcedSteps, retryToken, unhandledRequests, unhandledRetry, type Requests } from './requests.ts';

/** A decision to make. */
export interface Question {
  readonly trigger: Trigger;
  readonly spec: WorkflowRunSpec['snapshot'];
  readonly revisions: readonly SourceRevision[];
  readonly force: readonly string[];
  readonly requests: Requests;
}

/** What is to be decided: a retry first, then what a person asked for, then what moved. */
export function questionOf(
  workflow: WorkflowSpec,
  runs: readonly WorkflowRun[],
  revisions: readonly SourceRevision[],
  now: string,
): Question | undefined {
  const retried = unhandledRetry(runs);
  if (retried) {
    const requestedBy = retryToken(retried) ?? now;
    const { snapshot, revisions: same, force = [] } = retried.spec;
    return {
      trigger: { kind: 'Retry', retryOf: retried.metadata.name, requestedBy },
      spec: snapshot,
      revisions: same,
      force,
      requests: {},
    };
  }
  const { spec, metadata, status } = workflow;
  const requests = unhandledRequests(workflow);
  const force = forcedSteps(requests, workflow);
  const changes = changesOf(workflowRevisions(workflow), revisions);
  const base = { spec, revisions, force, requests };
  if (Object.keys(requests).length > 0) {
    return {
      ...base,
      trigger: {
        kind: 'Requested',
        requestedBy: JSON.stringify(requests),
        ...(changes.length > 0 ? { sources: changes } : {}),
      },
    };
  }
  if (changes.length > 0) return { ...base, trigger: { kind: 'SourceChanged', sources: changes } };
  return status?.decided?.generation === metadata.generation
    ? undefined
    : { ...base, trigger: { kind: 'SpecChanged' } };
}

/** What counts as decided. */
export interface Position {
  readonly revisions: readonly SourceRevision[];
  readonly generation: number;
}

/** A retry goes back to older revisions: what was decided before it stays decided, what was not is still to be. */
export function positionOf(workflow: WorkflowSpec, trigger: Trigger, judged: Position): Position {
  if (trigger.kind !== 'Retry') return judged;
  return {
    revisions: workflowRevisions(workflow) ?? judged.revisions,
    generation: workflow.status?.decided?.generation ?? judged.generation,
  };
}

/** A run that is not stored yet. */
export type RunObject = Omit<WorkflowRun, 'metadata'> & { metadata: WorkflowRun['metadata'] };

/** The run that carries a question out, with its sequence, decided `now`. */
export function runObject(workflow: WorkflowSpec, question: Question, sequence: number, now: string): RunObject {
  const { name, namespace, uid, generation } = workflow.metadata;
  return {
    apiVersion,
    kind: 'WorkflowRun',
    metadata: {
      name: runName(name, sequence),
      namespace,
      uid: '',
      resourceVersion: '',
      generation: 1,
      creationTimestamp: now,
      labels: { [workflowLabel]: name },
      annotations: { ...quietAnnotations },
      ownerReferences: [{ apiVersion, kind: 'WorkflowSpec', name, uid, controller: true, blockOwnerDeletion: true }],
    },
    spec: {
      workflow: name,
      sequence,
      generation,
      decidedAt: now,
      trigger: question.trigger,
      revisions: [...question.revisions],
      ...(question.force.length > 0 ? { force: [...question.force] } : {}),
      snapshot: question.spec,
    },
  };
}

/** The revisions decided last; undefined before the first decision. */
export function workflowRevisions(workflow: WorkflowSpec): SourceRevision[] | undefined {
  if (!workflow.status?.decided) return undefined;
  const sources = workflow.status.sources ?? [];
  return workflow.spec.sources.flatMap(({ name, git }) => {
    const known = sources.find((source) => source.name === name);
    return known?.revision === undefined ? [] : [{ source: name, url: git.url, revision: known.revision }];
  });
}

function changesOf(from: readonly SourceRevision[] | undefined, to: readonly SourceRevision[]): SourceChange[] {
  return to.flatMap(({ source, revision }) => {
    const before = from?.find((known) => known.source === source)?.revision;
    if (before === revision) return [];
    return [{ name: source, to: revision, ...(before === undefined ? {} : { from: before }) }];
  });
}

/** Revisions for messages. */
export function revisionsText(revisions: readonly SourceRevision[]): string {
  return revisions.map(({ source, revision }) => `${source} ${shortRevision(revision)}`).join(', ');
}
