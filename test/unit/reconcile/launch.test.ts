import { expect } from 'chai';
import type { WorkflowRun, WorkflowSpec } from '../../../controller/api/v1alpha1/kinds.ts';
import { reasons, RefitError, type Reason } from '../../../controller/core/errors.ts';
import type { PlannedStep } from '../../../controller/core/planning.ts';
import type { Launch } from '../../../controller/reconcile/execution-request.ts';
import { launch, type Launched } from '../../../controller/reconcile/executions.ts';
import type { WorkflowPorts } from '../../../controller/reconcile/ports.ts';
import { isRefused, notStarted, waitsFor } from '../../../controller/reconcile/rows.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { silentLogger } from '../../support/log.ts';
import { digestOf } from '../../support/plan-world.ts';

const decidedAt = Date.UTC(2030, 0, 1);
const minute = 60_000;
const day = 24 * 60 * minute;

const wanted = {
  workflow: { metadata: { namespace: 'ml', name: 'digits', uid: 'u' }, spec: {} } as unknown as WorkflowSpec,
  run: {
    metadata: { namespace: 'ml', name: 'digits-1' },
    spec: {
      workflow: 'digits',
      decidedAt: new Date(decidedAt).toISOString(),
      revisions: [],
      snapshot: { sources: [], stepDefaults: { run: { timeout: '1h' } } },
    },
  } as unknown as WorkflowRun,
  step: { name: 'train', run: { command: ['train'] } },
  row: { name: 'train', subject: 'candidate' },
  fingerprint: digestOf('train'),
  resolved: { command: ['train'], args: [], env: [], inputs: [] },
  capture: false,
  isWanted: () => Promise.resolve(true),
} as unknown as Launch;

/** A launch, `age` milliseconds after the decision, that the engine answers with an error. */
function refusedBy(reason: Reason, age = 0): Promise<Launched> {
  const refuse = (): Promise<never> => Promise.reject(new RefitError(reason, `Job ml/digits: ${reason}`));
  const ports = {
    engine: { ensure: refuse },
    artifacts: { attempts: () => Promise.resolve([]) },
    capacity: { start: ({ start }: { start: () => Promise<Launched> }) => start() },
    clock: new FakeClock(decidedAt + age),
    log: silentLogger,
    enqueue: {},
  } as unknown as WorkflowPorts;
  return launch(ports, [], wanted);
}

describe('a launch that is refused', () => {
  for (const reason of ['ObjectRefused', 'SpecInvalid', 'ImageMissing'] as const)
    it(`ends the step with ${reason}, and says why`, async () => {
      const launched = await refusedBy(reason);
      expect(launched).to.deep.equal({ kind: 'Refused', message: `Job ml/digits: ${reason}` });
      expect(launched.kind !== 'Started' && notStarted(launched)).to.deep.equal({
        progress: { state: 'Failed', message: `Job ml/digits: ${reason}` },
      });
    });

  for (const reason of ['AccessDenied', 'AlreadyExists', 'SecretNotFound'] as const)
    it(`waits where ${reason} is in the way, and says so in the row`, async () => {
      const launched = await refusedBy(reason);
      expect(launched).to.deep.equal({ kind: 'Later', ms: 5_000, message: `waits: Job ml/digits: ${reason}` });
      expect(launched.kind !== 'Started' && notStarted(launched)).to.deep.equal({
        progress: { message: `waits: Job ml/digits: ${reason}` },
        retryMs: 5_000,
      });
    });

  it('asks the more seldom the longer it waits, but every minute', async () => {
    const waits = [1, 3, 8, 600].map(async (age) => refusedBy('AccessDenied', age * minute));
    expect((await Promise.all(waits)).map((later) => later.kind === 'Later' && later.ms)).to.deep.equal([
      6_000, 18_000, 48_000, 60_000,
    ]);
  });

  it('is thrown only where it is an outage or a race', async () => {
    for (const reason of ['Conflict', 'KubernetesUnavailable', 'ArtifactStoreUnavailable', 'InternalError'] as const) {
      expect(reasons[reason].handling).to.not.equal('Stalled');
      expect(await refusedBy(reason).catch((error: unknown) => error)).to.have.property('reason', reason);
    }
  });
});

describe('a step whose data is not pushed yet', () => {
  /** Launches `age` milliseconds after the decision, when these looks had found nothing. @returns how long it waits */
  async function waitAt(age: number, looks: readonly number[]): Promise<number> {
    const attempts = looks.map((at, index) => ({
      attempt: index + 1,
      outcome: 'Infrastructure',
      reason: 'DataNotAvailable',
      message: 'data.csv',
      finishedAt: new Date(decidedAt + at).toISOString(),
    }));
    const ports = {
      engine: { ensure: () => Promise.resolve({ key: {}, finished: false }) },
      artifacts: { attempts: () => Promise.resolve(attempts) },
      capacity: { start: ({ start }: { start: () => Promise<Launched> }) => start() },
      clock: new FakeClock(decidedAt + age),
      log: silentLogger,
    } as unknown as WorkflowPorts;
    const launched = await launch(ports, [], wanted);
    return launched.kind === 'Later' ? launched.ms : 0;
  }

  it('looks for it soon, then after a tenth of the time it has waited, and every hour at least', async () => {
    const looks = [0];
    for (let now = 0; now < 60 * day; looks.push(now)) now += await waitAt(now, looks);
    const waits = looks.slice(1).map((at, index) => at - (looks[index] ?? 0));
    expect(waits.slice(0, 4)).to.deep.equal([15_000, 30_000, 60_000, 120_000]);
    for (const [index, wait] of waits.entries())
      expect(wait).to.be.at.most(Math.max((looks[index] ?? 0) / 10, 5 * minute) + 1);
    expect(Math.max(...waits)).to.equal(60 * minute);
    // Each is a Job and a record for good: one every five minutes would be 576, and 17,280.
    expect(looks.filter((at) => at < 2 * day)).to.have.length.below(80);
    expect(looks).to.have.length.below(60 * 24 + 80);
  });

  it('is looked for at once by a run that was decided since', async () => {
    expect(await waitAt(0, [-3 * day, -2 * day, -minute])).to.equal(0);
    expect(await waitAt(minute, [-3 * day, -2 * day, minute])).to.equal(15_000);
  });
});

describe('a step after one that was refused', () => {
  const row = (name: string, needs: string[], more: object = {}): PlannedStep =>
    ({ name, subject: 'candidate', type: 'run', needs, action: 'Run', ready: true, ...more }) as unknown as PlannedStep;

  it('waits for nothing any more', () => {
    const ended = new Set(['train']);
    expect(waitsFor(row('evaluate', ['train']), ended)).to.equal(true);
    expect(waitsFor(row('other', ['prepare']), ended)).to.equal(false);
    expect(waitsFor(row('told', ['train'], { outcome: 'Skipped' }), ended)).to.equal(false);
  });

  it("is also the champion's, and the gate that asks for it", () => {
    const ended = new Set(['prepare\0champion']);
    expect(waitsFor(row('evaluate', ['prepare'], { subject: 'champion' }), ended)).to.equal(true);
    expect(waitsFor(row('evaluate', ['prepare']), ended)).to.equal(false);
    const gate = { type: 'gate', verdict: { kind: 'Pending', pendingStages: ['serve'] } };
    expect(waitsFor(row('quality', ['evaluate'], gate), ended)).to.equal(true);
    expect(waitsFor(row('quality', ['evaluate'], { type: 'gate' }), ended)).to.equal(false);
  });

  it('is not asked for again in the same run, unless it is another by now', () => {
    const before = { state: 'Failed', fingerprint: 'f' } as never;
    expect(isRefused(row('train', [], { fingerprint: 'f' }), before)).to.equal(true);
    expect(isRefused(row('train', [], { fingerprint: 'g' }), before)).to.equal(false);
    expect(isRefused(row('train', [], { fingerprint: 'f', outcome: 'Succeeded' }), before)).to.equal(false);
    expect(isRefused(row('train', []), undefined)).to.equal(false);
  });
});
