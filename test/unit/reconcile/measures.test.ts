import { expect } from 'chai';
import type { StepStatus, WorkflowRun } from '../../../controller/api/v1alpha1/kinds.ts';
import type { Ports } from '../../../controller/reconcile/ports.ts';
import { finishRun } from '../../../controller/reconcile/run-status.ts';
import type { Measures } from '../../../controller/runtime/measures.ts';
import { silentLogger } from '../../support/log.ts';

const run = {
  metadata: { name: 'digits-7', namespace: 'ml', uid: 'u' },
  spec: { workflow: 'digits' },
} as unknown as WorkflowRun;

function row(state: StepStatus['state'], more: Partial<StepStatus> = {}): StepStatus {
  return {
    name: state,
    subject: 'candidate',
    type: 'run',
    action: 'Run',
    reasons: [],
    outputs: [],
    state,
    ...more,
  } as unknown as StepStatus;
}

describe('what is counted of a run', () => {
  it('is its phase, every step at its end, and the seconds that reused steps took when they ran', async () => {
    const told: string[] = [];
    const measures: Measures = {
      looked: () => undefined,
      waited: () => undefined,
      runCreated: (trigger) => told.push(`created ${trigger}`),
      runFinished: (phase) => told.push(`run ${phase}`),
      stepFinished: (outcome) => told.push(outcome),
      trainingAvoided: (seconds) => told.push(`avoided ${seconds}`),
      deployed: (outcome) => told.push(`deployed ${outcome}`),
    };
    const ports = {
      log: silentLogger,
      store: { recordEvent: async () => undefined },
      enqueue: { workflow: () => undefined },
      measures,
    } as unknown as Ports;
    const steps = [
      row('Reused', { savedSeconds: 3_600 }),
      row('Reused'),
      row('Succeeded', { savedSeconds: 5 }),
      row('Refused'),
      row('Failed'),
      row('Skipped'),
      row('Cancelled'),
      row('Running'),
    ];
    await finishRun(ports, run, { phase: 'Failed', message: 'refused', steps });
    expect(told).to.deep.equal([
      'run Failed',
      'Reused',
      'avoided 3600',
      'Reused',
      'Executed',
      'Failed',
      'Failed',
      'Skipped',
      'Skipped',
    ]);
    const { measures: _, ...uncounted } = ports;
    await finishRun(uncounted, run, { phase: 'Succeeded', message: '', steps });
  });

  it('is told to its workflow also where its event cannot be recorded', async () => {
    const woken: string[] = [];
    const ports = {
      log: silentLogger,
      store: { recordEvent: () => Promise.reject(new Error('the disk is full')) },
      enqueue: { workflow: ({ name }: { name: string }) => woken.push(name) },
    } as unknown as Ports;
    await finishRun(ports, run, { phase: 'Succeeded', message: '', steps: [] }).catch(() => undefined);
    expect(woken).to.deep.equal(['digits']);
  });
});
