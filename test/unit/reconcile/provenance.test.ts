import { expect } from 'chai';
import type { AttemptRecord } from '../../../controller/artifacts/artifacts.ts';
import type { ExecutionState } from '../../../controller/engines/engine.ts';
import type { ModelVersion, WorkflowRun, WorkflowSpec } from '../../../controller/api/v1alpha1/kinds.ts';
import type { PlannedStep } from '../../../controller/core/planning.ts';
import { harvest } from '../../../controller/reconcile/executions.ts';
import { recordModels } from '../../../controller/reconcile/models.ts';
import type { Ports } from '../../../controller/reconcile/ports.ts';
import type { Question } from '../../../controller/reconcile/question.ts';
import { runObject } from '../../../controller/reconcile/question.ts';
import { artifactAccess } from '../../../controller/pod/artifact-access.ts';
import { buildJob } from '../../../controller/engines/job/job.ts';
import { podRequest } from '../../support/pod-root.ts';
import { attemptRecord } from '../../contract/artifacts.ts';
import { silentLogger } from '../../support/log.ts';
import { run } from '../../support/runs.ts';

const image = (digit: string): string => `registry.example.com/team/digits@sha256:${digit.repeat(64)}`;
const fingerprint = `sha256:${'1'.repeat(64)}`;

interface World {
  readonly ports: Ports;
  readonly records: AttemptRecord[];
  readonly events: { readonly reason: string; readonly message: string }[];
  readonly models: ModelVersion[];
}

function worldWith(records: AttemptRecord[]): World {
  const events: World['events'] = [];
  const models: ModelVersion[] = [];
  const artifacts = {
    attempts: async () => [...records],
    record: async (_namespace: string, record: AttemptRecord) => records.push(record) > 0,
  };
  const ports = {
    stores: { of: () => artifacts },
    engine: {
      remove: async () => undefined,
      async *logs() {
        /* It printed nothing. */
      },
    },
    capacity: { freed: () => undefined },
    clock: { now: () => 0 },
    store: {
      get: async () => undefined,
      create: async (model: ModelVersion) => models.push(model),
      recordEvent: async (event: World['events'][number]) => events.push(event),
    },
    log: silentLogger,
  } as unknown as Ports;
  return { ports, records, events, models };
}

function ended(imageID: string | undefined, attempt: number): ExecutionState {
  const key = { namespace: 'ml', workflow: 'digits', workflowUID: 'u', step: 'train', fingerprint, attempt } as const;
  const told = { finished: true, reason: 'Evicted', message: '', seconds: 1, outputs: [], metrics: {} };
  const state: ExecutionState = { key: { ...key, subject: 'candidate' }, phase: 'Infrastructure', ...told };
  return imageID === undefined ? state : { ...state, imageID };
}

describe('the image that a step ran in', () => {
  it('is recorded with the attempt', async () => {
    const world = worldWith([]);
    await harvest(world.ports, ended(image('a'), 1));
    await harvest(world.ports, ended(undefined, 2));
    expect(world.records.map(({ imageID }) => imageID)).to.deep.equal([image('a'), undefined]);
    expect(world.events).to.deep.equal([]);
  });

  it('is warned of when one name stands for another image now', async () => {
    const world = worldWith([]);
    await harvest(world.ports, ended(image('a'), 1));
    await harvest(world.ports, ended(image('a'), 2));
    expect(world.events).to.deep.equal([]);
    await harvest(world.ports, ended(image('b'), 3));
    expect(world.events.map(({ reason }) => reason)).to.deep.equal(['ImageNotPinned']);
    expect(world.events[0]?.message).to.contain(`was ${image('a')} and is now ${image('b')}`);
  });

  it('is part of what a model version came from', async () => {
    const world = worldWith([]);
    const outputs = [{ name: 'model', kind: 'model' as const, digest: fingerprint, size: 1 }];
    const record = { ...attemptRecord(1), fingerprint, outputs, imageID: image('a') };
    const row = { name: 'train', subject: 'candidate', outcome: 'Succeeded', record } as unknown as PlannedStep;
    await recordModels(world.ports, run('ml', 1) as WorkflowRun, row);
    expect(world.models.map(({ spec }) => spec.imageID)).to.deep.equal([image('a')]);
  });
});

describe('what Argo CD shows and did not apply', () => {
  const quiet = { 'argocd.argoproj.io/ignore-resource-updates': 'true' };

  it('has its updates ignored where Argo CD is told to', async () => {
    const world = worldWith([]);
    const outputs = [{ name: 'model', kind: 'model' as const, digest: fingerprint, size: 1 }];
    const record = { ...attemptRecord(1), outputs };
    const row = { name: 'train', subject: 'candidate', outcome: 'Succeeded', record } as unknown as PlannedStep;
    await recordModels(world.ports, run('ml', 1) as WorkflowRun, row);
    expect(world.models[0]?.metadata.annotations).to.deep.equal(quiet);
    const workflow = { metadata: { name: 'digits', namespace: 'ml', uid: 'u', generation: 1 } } as WorkflowSpec;
    const question = { trigger: { kind: 'SpecChanged' }, revisions: [], force: [], spec: {} } as unknown as Question;
    expect(runObject(workflow, question, 1, '2030-01-01T00:00:00Z').metadata.annotations).to.deep.equal(quiet);
    const access = artifactAccess({ kind: 'Http', url: 'http://artifacts.example.com', audience: 'a' });
    const job = buildJob(podRequest({}), { image: 'registry.example.com/refit', access });
    expect(job.metadata.annotations).to.include(quiet);
  });
});
