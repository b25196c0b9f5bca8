import { expect } from 'chai';
import type { WorkflowRun, WorkflowSpec } from '../../../controller/api/v1alpha1/kinds.ts';
import { reconcileExecution } from '../../../controller/reconcile/executions.ts';
import type { Ports } from '../../../controller/reconcile/ports.ts';
import { reconcileRun } from '../../../controller/reconcile/runs.ts';
import { requireNewest, successorOf } from '../../../controller/reconcile/successor.ts';
import { reconcileWorkflow } from '../../../controller/reconcile/workflows.ts';
import { RefitError } from '../../../controller/core/errors.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { silentLogger } from '../../support/log.ts';

const workflow = (sequence: number, uid = 'u', more: object = {}): WorkflowSpec =>
  ({
    kind: 'WorkflowSpec',
    metadata: { namespace: 'ml', name: 'digits', uid, ...more },
    spec: { deletionPolicy: 'Orphan' },
    status: { observedGeneration: 1, sequence },
  }) as unknown as WorkflowSpec;

const run = (sequence: number, uid = 'u'): WorkflowRun =>
  ({
    kind: 'WorkflowRun',
    metadata: {
      namespace: 'ml',
      name: `digits-${sequence}`,
      uid: `run-${sequence}`,
      generation: 1,
      ownerReferences: [{ uid }],
      annotations: {},
    },
    spec: { workflow: 'digits', sequence, revisions: [] },
    status: { phase: 'Running', steps: [] },
  }) as unknown as WorkflowRun;

type Stored = WorkflowRun | WorkflowSpec;

/** Ports whose memory is behind what is stored. */
function behind(memory: readonly Stored[], stored: readonly Stored[]) {
  const done: string[] = [];
  const written: WorkflowRun[] = [];
  const find = (all: readonly Stored[], key: { kind: string; name: string }): Stored | undefined =>
    all.find(({ kind, metadata }) => kind === key.kind && metadata.name === key.name);
  const ports = {
    store: {
      get: async (key: { kind: string; name: string }, { uncached = false } = {}) =>
        (uncached ? undefined : find(memory, key)) ?? find(stored, key),
      list: async (kind: string) => memory.filter((object) => object.kind === kind),
      updateStatus: async (object: WorkflowRun) => {
        written.push(object);
        return object;
      },
      update: async () => void done.push('updated'),
      recordEvent: async () => undefined,
    },
    engine: {
      list: async () => [{ key: { step: 'train' }, finished: false }],
      observe: async () => ({ key: { ...execution, workflowUID: 'u' }, finished: false }),
      cancel: async (_name: string, why: string) => void done.push(`cancelled: ${why}`),
      remove: async () => void done.push('removed'),
    },
    serving: {
      list: async () => [],
      remove: async () => void done.push('serving removed'),
      orphan: async ({ step }: { step: string }) => void done.push(`orphaned ${step}`),
    },
    sources: { follow: () => undefined },
    capacity: { freed: () => void done.push('freed') },
    enqueue: { run: ({ name }: { name: string }) => void done.push(`looks at ${name}`), workflow: () => undefined },
    clock: new FakeClock(),
    log: silentLogger,
  } as unknown as Ports;
  return { ports, done, written };
}

const execution = {
  namespace: 'ml',
  workflow: 'digits',
  step: 'train',
  subject: 'candidate',
  fingerprint: 'f',
  attempt: 1,
};

describe('the newest run', () => {
  it('is told by the runs there are, and by the number of the last decision', () => {
    expect(successorOf(run(1), workflow(1), [run(1), run(2), run(3)])).to.equal('digits-3');
    expect(successorOf(run(1), workflow(2), [run(1)])).to.equal('digits-2');
    expect(successorOf(run(2), workflow(2), [run(1), run(2)])).to.equal(undefined);
    expect(successorOf(run(2), workflow(1), [run(2)])).to.equal(undefined);
  });

  it('is asked of what is stored before anything is done that a newer one could not undo', async () => {
    const { ports } = behind([workflow(1), run(1)], [run(2)]);
    const error = await requireNewest(ports, workflow(1), run(1)).catch((thrown: unknown) => thrown);
    expect(error).to.have.property('reason', 'Conflict');
    await requireNewest(behind([run(1)], []).ports, workflow(1), run(1));
    // Of a workflow of that name that is gone.
    await requireNewest(behind([run(1)], [run(2, 'old')]).ports, workflow(1), run(1));
  });

  it('takes the place of one that has not seen it yet', async () => {
    const { ports, done, written } = behind([workflow(2), run(1)], []);
    expect(await reconcileRun(ports, 'ml/digits-1')).to.deep.equal({ kind: 'done' });
    expect(written[0]?.status).to.include({ phase: 'Superseded', supersededBy: 'digits-2' });
    expect(done).to.deep.equal(['looks at digits-2']);
  });

  it('keeps its executions when an older one is cancelled that has not seen it yet', async () => {
    const older = run(1);
    older.metadata.annotations = { 'refit.dev/cancel': 'now' };
    const { ports, done } = behind([workflow(1), older], [run(2)]);
    const error = await reconcileRun(ports, 'ml/digits-1').catch((thrown: unknown) => thrown);
    expect(error).to.have.property('reason', 'Conflict');
    expect(done).to.deep.equal([]);
  });
});

describe('an execution', () => {
  it('is not cancelled because memory still holds the workflow before its own', async () => {
    const { ports, done } = behind([workflow(1, 'old')], [workflow(1)]);
    await reconcileExecution(ports, 'x');
    expect(done).to.deep.equal([]);
  });

  it('is cancelled when its workflow is gone, or is another by now', async () => {
    for (const stored of [[], [workflow(1, 'new')]]) {
      const { ports, done } = behind([], stored);
      await reconcileExecution(ports, 'x');
      expect(done).to.deep.equal(['cancelled: its workflow is gone']);
    }
  });

  const place = { s3: { endpoint: 'https://s3.example.com', bucket: 'ml', secretRef: { name: 'gone' } } };

  /** Harvests a finished execution whose artifact store cannot be reached. */
  async function harvested(stored: readonly Stored[], artifacts?: object): Promise<readonly string[]> {
    const { ports, done } = behind([], stored);
    const refuse = (): Promise<never> => Promise.reject(new RefitError('SecretNotFound', 'Secret ml/gone'));
    const state = {
      key: { ...execution, workflowUID: 'u' },
      finished: true,
      phase: 'Succeeded',
      ...(artifacts ? { artifacts } : {}),
    };
    const around = {
      ...ports,
      engine: { ...ports.engine, observe: async () => state },
      stores: { of: () => ({ attempts: refuse }) },
    } as unknown as Ports;
    try {
      await reconcileExecution(around, 'x');
    } catch (error) {
      return [error instanceof RefitError ? error.reason : String(error)];
    }
    return done;
  }

  it('is let go when its workflow is gone with the way to its artifacts', async () => {
    expect(await harvested([], place)).to.deep.equal(['removed', 'freed']);
    expect(await harvested([workflow(1)], place)).to.deep.equal(['SecretNotFound']);
    expect(await harvested([])).to.deep.equal(['SecretNotFound']);
  });
});

describe('a workflow that is deleted with Orphan', () => {
  it('first lets go of what serves, also of what only its status names', async () => {
    const gone = workflow(1, 'u', { deletionTimestamp: '2030-01-01T00:00:00Z', finalizers: ['refit.dev/serving'] });
    const stages = [{ name: 'serve' }, { name: 'canary' }];
    const { ports, done } = behind([{ ...gone, status: { ...gone.status, stages } } as unknown as WorkflowSpec], []);
    const around = {
      ...ports,
      engine: { list: async () => [] },
      serving: {
        ...ports.serving,
        list: async () => [{ namespace: 'ml', workflow: 'digits', workflowUID: 'u', step: 'serve' }],
      },
    } as unknown as Ports;
    await reconcileWorkflow(around, 'ml/digits');
    expect(done).to.deep.equal(['orphaned serve', 'orphaned canary', 'updated']);
  });
});
