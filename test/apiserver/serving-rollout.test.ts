import { expect } from 'chai';
import type { Secrets } from '../../controller/secrets/secrets.ts';
import type { Serving } from '../../controller/serving/serving.ts';
import { eventually } from '../support/eventually.ts';
import { openServingFixture, placement, reaches, serves } from './serving-fixture.ts';
import type { ServingFixture, TestRelease } from './serving-fixture.ts';

/** Short enough to wait for, long enough that a pod that is well is ready before. */
const readiness = { path: '/healthz', timeoutMs: 3_000 };

describe('rollouts of Deployments', function () {
  this.timeout(300_000);
  let fixture: ServingFixture;
  let serving: Serving;
  let a: TestRelease;
  let b: TestRelease;

  beforeEach(async () => {
    fixture = await openServingFixture();
    serving = fixture.open();
    a = fixture.release('a');
    b = fixture.release('b', { readiness });
  });

  afterEach(async () => fixture.close());

  it('return by themselves when the new server is not ready in time', async () => {
    const { key, node } = fixture;
    await serves(serving, key, a, 'digits-1');
    node.behave(b.digest, 'Hang');
    const failed = await reaches(
      serving,
      key,
      { release: b, again: 'digits-2' },
      ({ rollout }) => rollout?.phase === 'Failed',
    );
    expect(failed).to.deep.include({ live: a.digest, liveModel: a.content.model, healthy: true });
    expect(failed.rollout).to.deep.equal({
      release: b.digest,
      phase: 'Failed',
      reason: 'NotReady',
      message: 'not ready within 3s: the server is not ready yet',
    });
    await eventually(() => node.names(b.digest).length === 0, 60_000);
    expect(node.names(a.digest)).to.have.length(1);
    const { spec } = await fixture.deployment();
    expect(spec.template.metadata.annotations).to.deep.include({ 'refit.dev/release': a.digest });
  });

  it('return from a server that ends, and say its last lines without secrets', async () => {
    const { key, node } = fixture;
    const secret = { name: 'hub', key: 'token' };
    const c = fixture.release('c', { readiness, env: [{ name: 'TOKEN', secret }] });
    const secrets: Secrets = {
      read: async (_namespace, name) => (name === 'hub' ? 's3cret-token' : ''),
      entries: async () => new Map(),
    };
    const telling = fixture.open({ secrets });
    await serves(telling, key, a, 'digits-1');
    node.behave(c.digest, 'Crash');
    const { rollout } = await reaches(
      telling,
      key,
      { release: c, again: 'digits-2' },
      (state) => state.rollout?.phase === 'Failed',
    );
    expect(rollout?.reason).to.equal('Exited');
    expect(rollout?.message).to.contain(
      'the server ended with exit code 1, 5 times; its last lines: loading the model | ValueError',
    );
    expect(rollout?.message).to.not.contain('s3cret');
    const text = JSON.stringify((await fixture.deployment()).metadata);
    expect(text).to.not.contain('s3cret');
  });

  it('try a release that failed again only when asked to, also after a restart', async () => {
    const { key, node } = fixture;
    await serves(serving, key, a, 'digits-1');
    node.behave(b.digest, 'Crash');
    await reaches(serving, key, { release: b, again: 'digits-2' }, ({ rollout }) => rollout?.phase === 'Failed');
    await serves(serving, key, a, 'digits-1');
    const anew = fixture.open();
    const still = await reaches(anew, key, { release: b, again: 'digits-2' }, ({ rollout }) => rollout !== undefined);
    expect(still.rollout?.phase).to.equal('Failed');
    await eventually(() => node.names(b.digest).length === 0, 60_000);
    node.behave(b.digest, 'Ready');
    await serves(anew, key, b, 'digits-3');
  });

  it('leave no pods when the first release fails, and begin anew when asked to', async () => {
    const { key, node } = fixture;
    node.behave(b.digest, 'Hang');
    const failed = await reaches(
      serving,
      key,
      { release: b, again: 'digits-1' },
      ({ rollout }) => rollout?.phase === 'Failed',
    );
    expect(failed).to.deep.include({ healthy: false, message: 'nothing serves yet' });
    expect(failed.live).to.equal(undefined);
    await eventually(() => node.names(b.digest).length === 0, 60_000);
    await eventually(async () => (await fixture.deployment()).spec.replicas === 0);
    fixture.writes();
    for (let pass = 0; pass < 5; pass += 1) await serving.ensure(key, b, 'digits-1', placement);
    expect(fixture.writes()).to.deep.equal([]);
    expect((await serving.observe(key))?.live).to.equal(undefined);
    node.behave(b.digest, 'Ready');
    await serves(serving, key, b, 'digits-2');
    expect((await fixture.deployment()).spec.replicas).to.equal(1);
  });

  it('say what they wait for', async () => {
    const { key, node } = fixture;
    await serves(serving, key, a, 'digits-1');
    node.behave(b.digest, 'Pull');
    const { rollout } = await reaches(
      serving,
      key,
      { release: b, again: 'digits-2' },
      (state) => state.rollout?.message.includes('image') === true,
    );
    expect(rollout).to.deep.include({ phase: 'Progressing' });
    expect(rollout?.message).to.equal('the image of fetch cannot be pulled: Back-off pulling image "example.com/none"');
  });

  it('that cannot get on at all fail by the deadline of the Deployment', async () => {
    const { key, node } = fixture;
    const hasty = fixture.open({ limits: { preparationMs: 2_000 } });
    await serves(hasty, key, a, 'digits-1');
    node.behave(b.digest, 'Pull');
    const { rollout } = await reaches(
      hasty,
      key,
      { release: b, again: 'digits-2' },
      (state) => state.rollout?.phase === 'Failed',
    );
    expect(rollout).to.deep.include({ reason: 'ImagePullFailed' });
    await serves(hasty, key, a, 'digits-1');
  });

  it('of what the API server refuses have failed, and what serves goes on', async () => {
    const { key } = fixture;
    await serves(serving, key, a, 'digits-1');
    const bad = { ...placement, pod: { tolerations: [{ operator: 'Sometimes' }] } };
    const { rollout, live } = await reaches(
      serving,
      key,
      { release: b, again: 'digits-2', placement: bad },
      (state) => state.rollout?.phase === 'Failed',
    );
    expect(live).to.equal(a.digest);
    expect(rollout?.reason).to.equal('ObjectRefused');
    expect(rollout?.message).to.contain('Sometimes');
  });

  it('of a release without an image have failed', async () => {
    const { key } = fixture;
    const { environment: _none, ...content } = b.content;
    const bare = { digest: b.digest, content };
    await serves(serving, key, a, 'digits-1');
    const { rollout } = await reaches(
      serving,
      key,
      { release: bare, again: 'digits-2' },
      (state) => state.rollout?.phase === 'Failed',
    );
    expect(rollout?.reason).to.equal('ImageMissing');
  });

  it('give way to a newer release, and what was live before stays so', async () => {
    const { key, node } = fixture;
    const c = fixture.release('c');
    await serves(serving, key, a, 'digits-1');
    node.behave(b.digest, 'Wait');
    await reaches(serving, key, { release: b, again: 'digits-2' }, () => node.names(b.digest).length > 0);
    node.behave(c.digest, 'Wait');
    const { live } = await reaches(
      serving,
      key,
      { release: c, again: 'digits-3' },
      () => node.names(c.digest).length > 0,
    );
    expect(live).to.equal(a.digest);
    await eventually(() => node.names(b.digest).length === 0, 60_000);
    node.behave(c.digest, 'Ready');
    await serves(serving, key, c, 'digits-3');
  });
});
