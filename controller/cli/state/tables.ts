import { findCondition } from '../../api/v1alpha1/conditions.ts';
import { shortRevision } from '../../api/v1alpha1/revision.ts';
import type { ModelVersion, StepStatus, WorkflowRun, WorkflowSpec } from '../../api/v1alpha1/kinds.ts';
import { ageText, secondsText, shortDigest } from '../text.ts';
import { isWaiting, revisionsText, waitText } from '../up/lines.ts';

/** The columns of `get workflows`; the first row is the head. */
export function workflowRows(workflows: readonly WorkflowSpec[], now: number): string[][] {
  return [
    ['NAME', 'READY', 'UP-TO-DATE', 'LAST RUN', 'SERVES', 'AGE', 'REVISIONS'],
    ...workflows.map((workflow) => {
      const { metadata, status } = workflow;
      const last = status?.lastRun;
      const stages = (status?.stages ?? []).map(({ name, url, live }) =>
        `${name} ${live ? `${shortDigest(live.model)} ${url ?? ''}` : '-'}`.trim(),
      );
      return [
        metadata.name,
        conditionText(workflow, 'Ready'),
        conditionText(workflow, 'UpToDate'),
        last ? `${last.name} ${last.state}` : '-',
        stages.join(', ') || '-',
        ageText(metadata.creationTimestamp, now),
        revisionsText(workflow) || '-',
      ];
    }),
  ];
}

/** The columns of `get runs`. */
export function runRows(runs: readonly WorkflowRun[], now: number): string[][] {
  return [
    ['NAME', 'PHASE', 'TRIGGER', 'RAN', 'REUSED', 'TOOK', 'AGE', 'MESSAGE'],
    ...runs.map(({ metadata, spec, status }) => {
      const count = (state: StepStatus['state']): string =>
        String((status?.steps ?? []).filter((step) => step.state === state).length);
      const { startedAt, finishedAt } = status ?? {};
      const took =
        startedAt === undefined
          ? '-'
          : secondsText(
              Math.max(0, ((finishedAt === undefined ? now : Date.parse(finishedAt)) - Date.parse(startedAt)) / 1000),
            );
      return [
        metadata.name,
        status?.phase ?? 'Pending',
        spec.trigger.kind,
        count('Succeeded'),
        count('Reused'),
        took,
        ageText(metadata.creationTimestamp, now),
        messageText(status),
      ];
    }),
  ];
}

/** The columns of `get models`. */
export function modelRows(models: readonly ModelVersion[], now: number): string[][] {
  return [
    ['NAME', 'WORKFLOW', 'OUTPUT', 'STAGES', 'RUN', 'AGE', 'REVISIONS'],
    ...models.map(({ metadata, spec, status }) => [
      metadata.name,
      spec.workflow,
      `${spec.step}.${spec.output}`,
      (status?.stages ?? []).map(({ name, state }) => `${name} ${state}`).join(', ') || '-',
      spec.run,
      ageText(metadata.creationTimestamp, now),
      spec.revisions.map(({ source, revision }) => `${source} ${shortRevision(revision)}`).join(', '),
    ]),
  ];
}

/** What a run says, and of one that waits, what its steps wait for. */
function messageText(status: WorkflowRun['status']): string {
  const waits = (status?.steps ?? []).filter(isWaiting).map(waitText);
  return waits.length === 0 ? (status?.message ?? '') : waits.join('; ');
}

function conditionText({ status, metadata }: WorkflowSpec, type: string): string {
  const condition = findCondition(status?.conditions, type);
  if (!condition || (condition.observedGeneration ?? metadata.generation) < metadata.generation) return 'Unknown';
  const why = condition.status === 'False' || condition.reason === 'Suspended' ? ` (${condition.reason})` : '';
  return `${condition.status}${why}`;
}
