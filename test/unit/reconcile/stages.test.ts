import { expect } from 'chai';
import { Readable } from 'node:stream';
import type { StageStatus, WorkflowSpec } from '../../../controller/api/v1alpha1/kinds.ts';
import { RefitError, type Reason } from '../../../controller/core/errors.ts';
import { releaseContent, releaseDigest } from '../../../controller/core/release.ts';
import type { Ports } from '../../../controller/reconcile/ports.ts';
import { nextStage, reconcileStage } from '../../../controller/reconcile/stages.ts';
import type { Release, Serving, ServingState } from '../../../controller/serving/serving.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { silentLogger } from '../../support/log.ts';

const content: Release = {
  model: 'sha256:model',
  command: ['serve'],
  args: [],
  env: [],
  inputs: [],
  port: 80,
  readiness: { path: '/', timeoutMs: 1_000 },
};
const release = releaseDigest(content);
const now = '2030-01-01T00:00:00Z';
const ours = { sequence: 1, model: 'sha256:model', identity: 'i', release, run: 'digits-1' };
const live = { ...ours, since: now };
const progressing: StageStatus = { name: 'serve', ...ours, phase: 'Progressing' };
const serves: StageStatus = { name: 'serve', ...ours, phase: 'Live', url: 'http://a', live };
const healthy: ServingState = { live: release, url: 'http://a', restarts: 0, healthy: true };
const down = (phase: 'Progressing' | 'Failed'): ServingState => ({
  rollout: { release, phase, message: 'no such port', reason: 'ObjectRefused' },
  restarts: 0,
  healthy: false,
});

describe('what a stage becomes', () => {
  it('says what is refused for as long as it is', () => {
    const refused = nextStage(serves, healthy, now, 'Deployment ml/x: requests above limits');
    expect(refused).to.deep.equal({
      ...serves,
      message: 'not carried out: Deployment ml/x: requests above limits',
    });
    expect(nextStage(refused, healthy, now, 'Deployment ml/x: requests above limits')).to.equal(refused);
    expect(nextStage(refused, healthy, now)).to.deep.equal(serves);
    expect(nextStage(serves, healthy, now)).to.equal(serves);
  });

  it('does not take away why the release before failed', () => {
    const returned: StageStatus = { ...serves, message: 'not ready within 1s' };
    expect(nextStage(returned, healthy, now)).to.equal(returned);
  });

  it('says of a rollout why it does not begin, and fails it with that', () => {
    const waiting = nextStage(progressing, down('Progressing'), now, 'found one that Refit did not make');
    expect(waiting).to.include({ phase: 'Progressing' });
    expect(waiting.message).to.equal('not carried out: found one that Refit did not make');
    const failed = nextStage(waiting, down('Failed'), now, 'found one that Refit did not make');
    expect(failed).to.deep.include({ phase: 'Failed', message: 'no such port' });
    expect(failed.blocked).to.have.length(1);
    expect(nextStage(failed, down('Failed'), now, 'found one')).to.equal(failed);
    expect(nextStage(failed, healthy, now))
      .to.deep.include({ phase: 'Live' })
      .and.to.not.have.any.keys('message', 'blocked');
  });

  it('never returns from what is live to itself, blocks it or waits for it for ever', () => {
    const told = nextStage(serves, down('Failed'), now);
    expect(told).to.deep.equal({ ...serves, message: 'not carried out: no such port' });
    expect(nextStage(told, down('Failed'), now)).to.equal(told);
    expect(nextStage(told, healthy, now)).to.deep.equal(serves);
    expect(nextStage({ ...serves, phase: 'Progressing' }, down('Failed'), now)).to.deep.equal(told);
  });
});

describe('the reconciler of a stage', () => {
  type Asked = Parameters<Serving['ensure']>;

  function world(stage: StageStatus, steps: object[], refuse?: Reason) {
    const asked: Asked[] = [];
    const events: string[] = [];
    const deployed: string[] = [];
    let workflow = {
      metadata: { namespace: 'ml', name: 'digits', uid: 'u' },
      spec: { deletionPolicy: 'Orphan', steps },
      status: { observedGeneration: 1, stages: [stage] },
    } as unknown as WorkflowSpec;
    const ports = {
      store: {
        get: () => Promise.resolve(workflow),
        list: () => Promise.resolve([]),
        updateStatus: (next: WorkflowSpec) => Promise.resolve((workflow = next)),
        recordEvent: (event: { reason: string }) => Promise.resolve(void events.push(event.reason)),
      },
      stores: { of: () => ({ read: () => Promise.resolve(Readable.from([Buffer.from(releaseContent(content))])) }) },
      serving: {
        ensure: (...args: Asked) => {
          asked.push(args);
          return refuse ? Promise.reject(new RefitError(refuse, `Deployment ml/x: ${refuse}`)) : Promise.resolve();
        },
        observe: () => Promise.resolve(refuse ? down('Progressing') : healthy),
      },
      clock: new FakeClock(),
      log: silentLogger,
      measures: { deployed: (outcome: string) => deployed.push(outcome) },
      enqueue: { workflow: () => undefined },
    } as unknown as Ports;
    return { ports, asked, events, deployed, stage: () => workflow.status?.stages?.[0] };
  }

  for (const reason of ['ObjectRefused', 'SpecInvalid', 'AccessDenied', 'AlreadyExists'] as const)
    it(`goes on asking where it gets ${reason}`, async () => {
      const made = world(progressing, [], reason);
      expect(await reconcileStage(made.ports, 'ml/digits/serve')).to.deep.equal({ kind: 'requeueAfter', ms: 5_000 });
      expect(made.stage()?.message).to.equal(`not carried out: Deployment ml/x: ${reason}`);
      expect(made.events).to.deep.equal(['StageRefused']);
      const settled = world(serves, [], reason);
      expect(await reconcileStage(settled.ports, 'ml/digits/serve')).to.deep.equal({
        kind: 'requeueAfter',
        ms: 30_000,
      });
      expect(settled.stage()).to.include({ phase: 'Live' });
      expect(settled.deployed).to.deep.equal([]);
    });

  for (const [what, bytes] of [
    ['is not there', undefined],
    ['is damaged', '{}'],
  ] as const)
    it(`says of a rollout whose document ${what} that it failed, and goes on when it can be read`, async () => {
      const made = world(progressing, []);
      const verified: string[] = [];
      let held: string | undefined = bytes;
      const read = async (): Promise<Readable> => {
        if (held === undefined) throw new RefitError('ArtifactMissing', `${release} is not stored`);
        return Readable.from([Buffer.from(held)]);
      };
      const stores = { of: () => ({ read, verify: async (digest: string) => verified.push(digest) }) };
      const observe = async (): Promise<ServingState> =>
        made.asked.length > 0 ? healthy : { ...healthy, live: 'none' };
      const serving = { ...made.ports.serving, observe };
      const ports = { ...made.ports, stores, serving } as unknown as Ports;
      expect(await reconcileStage(ports, 'ml/digits/serve')).to.deep.equal({ kind: 'requeueAfter', ms: 30_000 });
      expect(made.stage()).to.include({ phase: 'Failed' });
      expect(made.stage()?.message).to.contain(release);
      expect([made.events, made.deployed]).to.deep.equal([['RolloutFailed'], ['Failed']]);
      expect(made.asked).to.have.length(0);
      // A damaged one is set aside, so that a retry stores it anew.
      expect(verified).to.deep.equal(bytes === undefined ? [] : [release]);
      await reconcileStage(ports, 'ml/digits/serve');
      expect(made.events).to.have.length(1);
      held = releaseContent(content);
      await reconcileStage(ports, 'ml/digits/serve');
      expect(made.stage()).to.include({ phase: 'Live' }).and.to.not.have.any.keys('message', 'blocked');
    });

  it('goes back to what serves where the document of its successor is lost, and says of what serves that its own is', async () => {
    const lost = `sha256:${'0'.repeat(64)}`;
    const made = world({ ...serves, phase: 'Progressing', release: lost, identity: 'other', run: 'digits-2' }, []);
    const missing = { of: () => ({ read: () => Promise.reject(new RefitError('ArtifactMissing', 'gone')) }) };
    const ports = { ...made.ports, stores: missing } as unknown as Ports;
    expect(await reconcileStage(ports, 'ml/digits/serve')).to.deep.equal({ kind: 'requeueAfter', ms: 0 });
    expect(made.stage()).to.include({ phase: 'Live', release, identity: 'i', message: 'gone' });
    expect(made.stage()?.blocked?.map(({ identity }) => identity)).to.deep.equal(['other']);
    await reconcileStage(ports, 'ml/digits/serve');
    expect(made.stage()).to.include({ phase: 'Live', message: 'not carried out: gone' });
    await reconcileStage(made.ports, 'ml/digits/serve');
    expect(made.stage()).to.include({ phase: 'Live' }).and.to.not.have.any.keys('message');
  });

  it('leaves outages and races to the loop', async () => {
    for (const reason of ['KubernetesUnavailable', 'Conflict'] as const) {
      const { ports } = world(progressing, [], reason);
      const error = await reconcileStage(ports, 'ml/digits/serve').catch((thrown: unknown) => thrown);
      expect(error).to.have.property('reason', reason);
    }
  });

  it('tells serving what is live, and the deletion policy also of a step that left the spec', async () => {
    const made = world(serves, []);
    await reconcileStage(made.ports, 'ml/digits/serve');
    const [asked] = made.asked;
    expect(asked?.[3]).to.equal(undefined);
    expect(asked?.[4]).to.deep.equal({ deletionPolicy: 'Orphan', live });
  });
});
