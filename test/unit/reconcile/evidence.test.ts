import { expect } from 'chai';
import type { StageStatus, WorkflowRun, WorkflowSpec } from '../../../controller/api/v1alpha1/kinds.ts';
import type { Artifacts, AttemptRecord } from '../../../controller/artifacts/artifacts.ts';
import type { ResultEvidence } from '../../../controller/core/planning.ts';
import type { ExecutionState } from '../../../controller/engines/engine.ts';
import { liveEvidence } from '../../../controller/reconcile/evidence.ts';
import type { Store } from '../../../controller/store/store.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { digestOf, specOf } from '../../support/plan-world.ts';

const decidedAt = Date.UTC(2030, 0, 1);
const fingerprint = digestOf('fingerprint');

/** An attempt that ended `minutes` after the decision. */
function attempt(outcome: AttemptRecord['outcome'], minutes: number): AttemptRecord {
  return {
    fingerprint,
    attempt: 1,
    outcome,
    reason: outcome,
    message: outcome,
    finishedAt: new Date(decidedAt + minutes * 60_000).toISOString(),
    seconds: 1,
    outputs: outcome === 'Succeeded' ? [{ name: 'model', kind: 'model', digest: digestOf('m'), size: 1 }] : [],
    metrics: {},
    execution: { workflow: 'toy', step: 'train', subject: 'candidate', name: 'toy-train' },
  };
}

interface Given {
  readonly attempts: readonly AttemptRecord[];
  readonly run?: Readonly<Record<string, unknown>> | undefined;
  readonly reuse?: object;
  readonly retries?: number;
  readonly forced?: boolean;
  readonly missing?: boolean;
  readonly phase?: ExecutionState['phase'];
  /** Minutes after the decision. */
  readonly now?: number;
}

const workflowOf = (spec: WorkflowSpec['spec'], stages: StageStatus[] = []) =>
  ({
    metadata: { namespace: 'default', name: 'toy', uid: 'uid' },
    spec,
    status: { observedGeneration: 1, stages },
  }) as unknown as WorkflowSpec;

const runOf = (spec: object = {}) =>
  ({
    metadata: { name: 'toy-2' },
    spec: { decidedAt: new Date(decidedAt).toISOString(), trigger: { kind: 'SourceChanged' }, ...spec },
  }) as unknown as WorkflowRun;

const noModels = { list: () => Promise.resolve([]) } as unknown as Store;

async function resultOf({
  attempts,
  run,
  reuse,
  retries,
  forced,
  missing,
  phase,
  now = 1,
}: Given): Promise<ResultEvidence> {
  const spec = specOf({
    sources: [{ name: 'code', git: { url: '/code' } }],
    steps: [
      {
        name: 'train',
        run: { command: ['train'], ...(reuse ? { reuse } : {}), ...(retries === undefined ? {} : { retries }) },
        outputs: [{ name: 'model', kind: 'model' }],
      },
    ],
  });
  const [step] = spec.steps;
  if (!step) throw new Error('no step');
  const artifacts: Pick<Artifacts, 'attempts' | 'stat'> = {
    attempts: () => Promise.resolve(attempts),
    stat: (digest) => Promise.resolve(missing === true ? undefined : { digest, kind: 'File', size: 1 }),
  };
  const key = { step: 'train', subject: 'candidate', fingerprint };
  const executions = phase === undefined ? [] : [{ key, phase } as ExecutionState];
  const evidence = await liveEvidence(
    { store: noModels, artifacts: artifacts as Artifacts, clock: new FakeClock(decidedAt + now * 60_000) },
    workflowOf(spec),
    run && runOf(run),
    executions,
  );
  return evidence.result({ step, subject: 'candidate', fingerprint, forced: forced === true });
}

/** `Result`, `Failure`, or why there is neither. */
async function judged(given: Given): Promise<string> {
  const evidence = await resultOf(given);
  return evidence.kind === 'None' ? evidence.reason : evidence.kind;
}

const run = {};
const before = attempt('Succeeded', -1);
const since = attempt('Succeeded', 1);

describe('evidence of results', () => {
  it('is a stored result, unless its artifact is gone', async () => {
    expect(await judged({ attempts: [] })).to.equal('NoResult');
    expect(await judged({ attempts: [before] })).to.equal('Result');
    expect(await judged({ attempts: [before], missing: true })).to.equal('ArtifactMissing');
  });

  it('leaves what was there aside when forced or never reused, and takes what came since', async () => {
    expect(await judged({ attempts: [before], run, forced: true })).to.equal('Forced');
    expect(await judged({ attempts: [before, since], run, forced: true })).to.equal('Result');
    const reuse = { policy: 'Never' };
    expect(await judged({ attempts: [before], run, reuse })).to.equal('NoResult');
    expect(await judged({ attempts: [before, since], run, reuse })).to.equal('Result');
    expect(await judged({ attempts: [before], reuse })).to.equal('NoResult');
  });

  it('grows too old between decisions, never while a run goes on', async () => {
    const reuse = { maxAge: '2m' };
    expect(await judged({ attempts: [before], run, reuse, now: 60 })).to.equal('Result');
    expect(await judged({ attempts: [before], reuse, now: 0 })).to.equal('Result');
    expect(await judged({ attempts: [before], reuse, now: 60 })).to.equal('NoResult');
    expect(await judged({ attempts: [attempt('Succeeded', -3)], run, reuse })).to.equal('NoResult');
    expect(await judged({ attempts: [since], run, reuse, now: 60 })).to.equal('Result');
  });

  it('remembers failures beyond the retries, of the user alone', async () => {
    const failed = attempt('Failed', -1);
    expect(await judged({ attempts: [failed] })).to.equal('Failure');
    expect(await judged({ attempts: [failed], retries: 1 })).to.equal('NoResult');
    expect(await judged({ attempts: [failed, failed], retries: 1 })).to.equal('Failure');
    expect(await judged({ attempts: [failed, before, failed], retries: 1 })).to.equal('Result');
    for (const outcome of ['Infrastructure', 'Cancelled'] as const)
      expect(await judged({ attempts: [attempt(outcome, -1)], run })).to.equal('NoResult');
  });

  it('forgets failures for a retry and a forced step, and counts those since', async () => {
    const failed = attempt('Failed', -1);
    const again = attempt('Failed', 1);
    const retry = { trigger: { kind: 'Retry' } };
    expect(await judged({ attempts: [failed], run: retry })).to.equal('NoResult');
    expect(await judged({ attempts: [failed, again], run: retry })).to.equal('Failure');
    expect(await judged({ attempts: [failed], run, forced: true })).to.equal('Forced');
    expect(await judged({ attempts: [failed, again], run, forced: true })).to.equal('Failure');
  });

  it('gives up on the infrastructure within a run, and begins anew in the next', async () => {
    const unlucky = Array.from({ length: 6 }, () => attempt('Infrastructure', 1));
    expect(await judged({ attempts: unlucky.slice(0, 5), run })).to.equal('NoResult');
    expect(await judged({ attempts: unlucky, run })).to.equal('Failure');
    expect(await judged({ attempts: unlucky })).to.equal('NoResult');
  });

  it('waits for an attempt whose outcome is not recorded yet, however it was begun', async () => {
    const failed = attempt('Failed', -1);
    expect(await judged({ attempts: [failed], run, phase: 'Running' })).to.equal('NoResult');
    // Its artifact is back before its outcome is recorded.
    expect(await judged({ attempts: [before], run, phase: 'Succeeded' })).to.equal('ArtifactMissing');
    expect(await judged({ attempts: [failed], run, phase: 'Cancelled' })).to.equal('Failure');
  });
});

describe('evidence of stages', () => {
  const spec = specOf({
    sources: [{ name: 'code', git: { url: '/code' } }],
    steps: [{ name: 'x', run: { command: ['x'] } }],
  });
  const live = {
    sequence: 1,
    model: 'm',
    identity: 'i',
    release: 'r',
    run: 'toy-1',
    since: new Date(decidedAt - 1).toISOString(),
  };
  const stage: StageStatus = { name: 'serve', ...live, phase: 'Live', live };

  async function stageOf(change: Partial<StageStatus>, judgedBy?: object) {
    const workflow = workflowOf(spec, [{ ...stage, ...change }]);
    const ports = { store: noModels, artifacts: {} as Artifacts, clock: new FakeClock() };
    return (await liveEvidence(ports, workflow, judgedBy && runOf(judgedBy))).stage('serve');
  }

  it('is fresh when this run put it there, or it came live since', async () => {
    expect((await stageOf({}, {})).fresh).to.equal(false);
    expect((await stageOf({ run: 'toy-2' }, {})).fresh).to.equal(true);
    expect((await stageOf({ live: { ...live, since: new Date(decidedAt).toISOString() } }, {})).fresh).to.equal(true);
    expect((await stageOf({ run: 'toy-2' })).fresh).to.equal(false);
  });

  it('is blocked for all but a run that was asked to try again, until that has failed as well', async () => {
    const blocked = [{ identity: 'bad', model: 'm', run: 'toy-1', message: 'not ready' }];
    const retry = { trigger: { kind: 'Retry' } };
    expect([...(await stageOf({ blocked }, {})).blocked.keys()]).to.deep.equal(['bad']);
    expect([...(await stageOf({ blocked }, retry)).blocked.keys()]).to.deep.equal([]);
    expect([...(await stageOf({ blocked }, { force: ['serve'] })).blocked.keys()]).to.deep.equal([]);
    const again = blocked.map((entry) => ({ ...entry, run: 'toy-2' }));
    expect([...(await stageOf({ blocked: again }, retry)).blocked.keys()]).to.deep.equal(['bad']);
  });

  it('has an identity only while it is settled', async () => {
    expect((await stageOf({})).identity).to.equal('i');
    expect((await stageOf({ phase: 'Progressing' })).identity).to.equal(undefined);
    expect((await stageOf({ phase: 'Progressing' })).champion).to.equal('m');
  });
});
