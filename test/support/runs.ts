import type { StepState, StepStatus, WorkflowRun, WorkflowRunStatus } from '../../controller/api/v1alpha1/kinds.ts';
import type { NewObject } from '../../controller/store/store.ts';

/** A valid run of the workflow `digits`. */
export function run(namespace: string, sequence: number): NewObject<WorkflowRun['spec'], WorkflowRun['status']> {
  const snapshot = {
    sources: [{ name: 'code', git: { url: 'https://git.example.com/team/digits.git', interval: '1m' } }],
    stepDefaults: { run: { timeout: '1h', retries: 0 } },
    steps: [{ name: 'train', run: { image: 'registry.example.com/team/digits:1', command: ['train'] } }],
  };
  return {
    apiVersion: 'refit.dev/v1alpha1',
    kind: 'WorkflowRun',
    metadata: { name: `digits-${sequence}`, namespace, labels: { 'refit.dev/workflow': 'digits' } },
    spec: {
      workflow: 'digits',
      sequence,
      generation: 1,
      decidedAt: '2026-01-01T00:00:00Z',
      trigger: { kind: 'SpecChanged' },
      revisions: [
        { source: 'code', url: 'https://git.example.com/team/digits.git', revision: `main@sha1:${'0'.repeat(40)}` },
      ],
      snapshot: snapshot as WorkflowRun['spec']['snapshot'],
    },
  };
}

/** A row of its table. */
export function step(name: string, state: StepState): StepStatus {
  return {
    name,
    subject: 'candidate',
    type: 'run',
    action: 'Run',
    state,
    fingerprint: `sha256:${'1'.repeat(64)}`,
    reasons: [],
    outputs: [],
    metrics: {},
  } as unknown as StepStatus;
}

/** How it ends. */
export function finishedStatus(): WorkflowRunStatus {
  return { observedGeneration: 1, phase: 'Succeeded', message: 'ran train', steps: [step('train', 'Succeeded')] };
}
