import { expect } from 'chai';
import type { WorkflowRun, WorkflowSpec } from '../../controller/api/v1alpha1/kinds.ts';
import type { Ports } from '../../controller/reconcile/ports.ts';
import { reconcileRun } from '../../controller/reconcile/runs.ts';
import type { ObjectKey, StoredObject } from '../../controller/store/store.ts';
import { eventually } from '../support/eventually.ts';
import { LocalPipeline, trainWith } from '../support/local-pipeline.ts';

/** A pipeline's ports as a controller sees them whose memory holds no more than these; what it would do is noted. */
function behind(pipeline: LocalPipeline, workflow: WorkflowSpec, run: WorkflowRun) {
  const { ports } = pipeline.controller;
  const memory: readonly StoredObject[] = [workflow, run];
  const done: string[] = [];
  const store = {
    get: async (key: ObjectKey, { uncached = false } = {}) =>
      (uncached ? undefined : memory.find(({ kind, metadata }) => kind === key.kind && metadata.name === key.name)) ??
      ports.store.get(key),
    list: async (kind: string) => memory.filter((object) => object.kind === kind),
    updateStatus: async (object: StoredObject) => {
      done.push(`wrote ${object.kind}`);
      return object;
    },
    recordEvent: async () => undefined,
  };
  const engine = {
    list: (uid?: string) => ports.engine.list(uid),
    identity: ports.engine.identity.bind(ports.engine),
    ensure: async () => Promise.reject(new Error('started something')),
    cancel: async () => void done.push('cancelled'),
  };
  return { ports: { ...ports, store, engine } as unknown as Ports, done };
}

async function refusal(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => 'nothing was refused',
    (error: unknown) => error,
  );
}

describe('a run whose successor memory has not seen', function () {
  this.timeout(60_000);
  let pipeline: LocalPipeline;

  beforeEach(async () => {
    pipeline = await LocalPipeline.create();
    await pipeline.start();
  });

  afterEach(async () => pipeline.remove());

  it('cancels nothing of its successor', async () => {
    await pipeline.apply();
    await pipeline.settled();
    const ended = await pipeline.run(1);
    const workflow = await pipeline.workflow();
    pipeline.hold();
    await pipeline.push(pipeline.code, 'other', { 'train.sh': trainWith(1) });
    await pipeline.step(2, 'train', 'Running');
    const steps = (ended.status?.steps ?? []).map((row) =>
      row.type === 'deploy' ? { ...row, state: 'Pending' as const } : row,
    );
    const older = { ...ended, status: { ...ended.status, observedGeneration: 1, phase: 'Running' as const, steps } };
    const made = behind(pipeline, workflow, older);
    expect(await refusal(reconcileRun(made.ports, 'default/toy-1'))).to.have.property('reason', 'Conflict');
    expect(made.done).to.deep.equal([]);
    const executions = await pipeline.controller.ports.engine.list(workflow.metadata.uid);
    expect(executions.filter(({ finished }) => !finished)).to.have.length(1);
  });

  it('deploys nothing over its successor', async () => {
    await pipeline.apply();
    await pipeline.settled();
    const ended = await pipeline.run(1);
    const served = await pipeline.workflow();
    await pipeline.push(pipeline.code, 'other', { 'train.sh': trainWith(1) });
    await pipeline.run(2);
    await eventually(async () => (await pipeline.controller.ports.engine.list(served.metadata.uid)).length === 0);
    await pipeline.settled();
    const { stages: _stages, ...status } = served.status ?? { observedGeneration: 1 };
    const steps = (ended.status?.steps ?? []).map((row) =>
      row.type === 'deploy' ? { ...row, state: 'Pending' as const } : row,
    );
    const older = { ...ended, status: { ...ended.status, observedGeneration: 1, phase: 'Running' as const, steps } };
    const made = behind(pipeline, { ...served, status }, older);
    expect(await refusal(reconcileRun(made.ports, 'default/toy-1'))).to.have.property('reason', 'Conflict');
    expect(made.done).to.deep.equal([]);
  });
});
