import { expect } from 'chai';
import { RefitError } from '../../controller/core/errors.ts';
import type { KubernetesObject } from '../../controller/kubernetes/client.ts';
import { deployments, services } from '../../controller/kubernetes/resources.ts';
import { systemClock } from '../../controller/runtime/clock.ts';
import type { Serving, ServingPlacement, StageFacts } from '../../controller/serving/serving.ts';
import { eventually } from '../support/eventually.ts';
import { openServingFixture, placement, reaches, serves } from './serving-fixture.ts';
import type { ServingFixture, TestRelease } from './serving-fixture.ts';

const name = 'digits-serve';
/** What the API server takes nowhere. */
const tooMuch: ServingPlacement = {
  deletionPolicy: 'Orphan',
  resources: { requests: { cpu: '2' }, limits: { cpu: '1' } },
};

describe('what the API server refuses of a stage', function () {
  this.timeout(180_000);
  let fixture: ServingFixture;
  let serving: Serving;
  /** Milliseconds that the clock of servings is ahead. */
  let ahead: number;

  beforeEach(async () => {
    ahead = 0;
    const clock = { now: () => systemClock.now() + ahead, after: systemClock.after.bind(systemClock) };
    fixture = await openServingFixture(clock);
    serving = fixture.open();
  });

  afterEach(async () => fixture.close());

  async function ask(release: TestRelease, place = placement, facts: StageFacts = {}): Promise<string> {
    try {
      await serving.ensure(fixture.key, release, 'digits-1', place, facts);
      return 'Accepted';
    } catch (error: unknown) {
      return error instanceof RefitError ? error.reason : String(error);
    }
  }

  const rollout = async () => (await serving.observe(fixture.key))?.rollout;

  for (const type of [services, deployments])
    it(`has failed when another's ${type.kind} stands in its place all the time, and goes on when that is gone`, async () => {
      const { client, key, namespace } = fixture;
      const labels = { app: 'other' };
      const template = { metadata: { labels }, spec: { containers: [{ name: 'c', image: 'example.com/c' }] } };
      const spec =
        type === services ? { ports: [{ port: 80 }] } : { replicas: 0, selector: { matchLabels: labels }, template };
      const { apiVersion, kind } = type;
      await client.create(type, { apiVersion, kind, metadata: { name, namespace }, spec });
      const a = fixture.release('a');
      expect(await ask(a)).to.equal('AlreadyExists');
      expect(await rollout()).to.include({ release: a.digest, phase: 'Progressing', reason: 'AlreadyExists' });
      expect((await rollout())?.message)
        .to.contain('found one that Refit did not make')
        .and.to.contain('delete or rename');
      // readiness.timeout and what is added for preparation.
      ahead = 631_000;
      expect(await ask(a)).to.equal('AlreadyExists');
      expect(await rollout()).to.include({ phase: 'Failed', reason: 'AlreadyExists' });
      await client.delete(type, { namespace, name });
      ahead = 0;
      await eventually(async () => expect(await ask(a)).to.equal('Accepted'));
      await serves(serving, key, a, 'digits-1');
      expect(await rollout()).to.equal(undefined);
    });

  it('is a failed first release that begins anew once it is placed otherwise', async () => {
    const { key } = fixture;
    const a = fixture.release('a');
    expect(await ask(a, tooMuch)).to.equal('Accepted');
    expect(await rollout()).to.include({ phase: 'Failed', reason: 'ObjectRefused' });
    expect((await fixture.deployment()).spec.replicas).to.equal(0);
    await ask(a, tooMuch);
    expect(await rollout()).to.include({ phase: 'Failed' });
    await serves(serving, key, a, 'digits-1');
  });

  it('moves nothing of what is live, and is said as long as it is asked for', async () => {
    const { key } = fixture;
    const a = fixture.release('a');
    await serves(serving, key, a, 'digits-1');
    const before = await fixture.deployment();
    for (let pass = 0; pass < 3; pass += 1) expect(await ask(a, tooMuch)).to.equal('ObjectRefused');
    expect(await serving.observe(key))
      .to.deep.include({ live: a.digest, healthy: true })
      .and.to.not.have.property('rollout');
    expect((await fixture.deployment()).spec).to.deep.equal(before.spec);
    expect(await ask(a)).to.equal('Accepted');
  });

  it('takes what was live for live when Deployment and Service are deleted, however badly it starts', async () => {
    const { client, key, namespace, node } = fixture;
    const a = fixture.release('a');
    await serves(serving, key, a, 'digits-1');
    for (const type of [deployments, services]) await client.delete(type, { namespace, name });
    await eventually(async () => {
      expect(await client.get<KubernetesObject>(deployments, { namespace, name })).to.equal(undefined);
      expect(await serving.observe(key)).to.equal(undefined);
    });
    node.behave(a.digest, 'Crash');
    const live = { release: a.digest, model: a.content.model };
    await eventually(async () => {
      expect(await ask(a, placement, { live })).to.equal('Accepted');
      expect((await fixture.deployment()).spec.template.spec.containers[0]?.command).to.not.equal(undefined);
    });
    // Long past every deadline: it is never given up, and never stopped.
    ahead = 3_600_000;
    for (let pass = 0; pass < 5; pass += 1) expect(await ask(a, placement, { live })).to.equal('Accepted');
    expect(await rollout()).to.equal(undefined);
    expect((await fixture.deployment()).spec.replicas).to.equal(1);
    node.behave(a.digest, 'Ready');
    await reaches(serving, key, { release: a, again: 'digits-1' }, ({ healthy }) => healthy);
  });
});
