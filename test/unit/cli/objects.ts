import type {
  StepStatus,
  WorkflowRun,
  WorkflowRunStatus,
  WorkflowSpec,
} from '../../../controller/api/v1alpha1/kinds.ts';
import { readWorkflowDocuments } from '../../../controller/core/validate/document.ts';

const text = `apiVersion: refit.dev/v1alpha1
kind: WorkflowSpec
metadata: {name: tiny}
spec:
  sources: [{name: code, git: {url: /code}}]
  steps: [{name: train, run: {command: [sh]}, outputs: [{name: model, kind: model}]}]
`;

function specOf(): WorkflowSpec['spec'] {
  const [document] = readWorkflowDocuments(text, 'tiny.yaml').documents;
  if (!document) throw new Error('the workflow of the test is not valid');
  return document.workflow.spec;
}

const metadata = {
  namespace: 'default',
  uid: 'u',
  resourceVersion: '1',
  generation: 1,
  creationTimestamp: '2030-01-01T00:00:00Z',
};

/** A workflow at one revision that serves one model. */
export function workflowOf(options: {
  readonly ready?: { readonly status: 'True' | 'False'; readonly reason: string; readonly message: string };
}): WorkflowSpec {
  const ready = options.ready ?? { status: 'True' as const, reason: 'Reconciled', message: '' };
  return {
    apiVersion: 'refit.dev/v1alpha1',
    kind: 'WorkflowSpec',
    metadata: { ...metadata, name: 'tiny' },
    spec: specOf(),
    status: {
      observedGeneration: 1,
      conditions: [{ ...ready, type: 'Ready', lastTransitionTime: '2030-01-01T00:00:00Z' }],
      sources: [{ name: 'code', revision: `main@sha1:${'1'.repeat(40)}` }],
      stages: [
        {
          name: 'serve',
          sequence: 1,
          model: `sha256:${'3'.repeat(64)}`,
          identity: 'i',
          release: 'r',
          run: 'tiny-1',
          phase: 'Live',
          url: 'http://127.0.0.1:4000',
        },
      ],
    },
  };
}

/** Run tiny-2, decided because `data` moved. */
export function runOf(status: Partial<WorkflowRunStatus>): WorkflowRun {
  const [from, to] = [`main@sha1:${'1'.repeat(40)}`, `main@sha1:${'2'.repeat(40)}`];
  return {
    apiVersion: 'refit.dev/v1alpha1',
    kind: 'WorkflowRun',
    metadata: { ...metadata, name: 'tiny-2' },
    spec: {
      workflow: 'tiny',
      sequence: 2,
      generation: 1,
      decidedAt: '2030-01-01T00:00:00Z',
      trigger: { kind: 'SourceChanged', sources: [{ name: 'data', from, to }] },
      revisions: [{ source: 'data', url: '/data', revision: to }],
      snapshot: specOf(),
    },
    status: { observedGeneration: 1, ...status },
  };
}

/** A row of a run's table. */
export function stepOf(name: string, status: Partial<StepStatus> = {}): StepStatus {
  return {
    name,
    subject: 'candidate',
    type: 'run',
    action: 'Run',
    state: 'Pending',
    reasons: [],
    outputs: [],
    metrics: {},
    ...status,
  };
}
