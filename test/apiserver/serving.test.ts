import { expect } from 'chai';
import { deployments, services } from '../../controller/kubernetes/resources.ts';
import type { Serving } from '../../controller/serving/serving.ts';
import { eventually } from '../support/eventually.ts';
import { openServingFixture, placement, reaches, serves } from './serving-fixture.ts';
import type { ServingFixture } from './serving-fixture.ts';

describe('serving by Deployments', function () {
  this.timeout(300_000);
  let fixture: ServingFixture;
  let serving: Serving;

  beforeEach(async () => {
    fixture = await openServingFixture();
    serving = fixture.open();
  });

  afterEach(async () => fixture.close());

  it('serves a first release under an address of its own, and writes no more than that takes', async () => {
    const { key, namespace } = fixture;
    const a = fixture.release('a');
    const state = await serves(serving, key, a, 'digits-1');
    expect(state).to.deep.include({
      live: a.digest,
      liveModel: a.content.model,
      url: `http://digits-serve.${namespace}.svc`,
      healthy: true,
      restarts: 0,
    });
    expect(state.rollout).to.equal(undefined);
    expect(fixture.writes().toSorted()).to.deep.equal(
      ['create Service', 'create Deployment', 'apply Deployment', 'apply Deployment', 'apply Service'].toSorted(),
    );
    const { metadata, spec } = await fixture.deployment();
    expect(metadata.ownerReferences).to.equal(undefined);
    expect(metadata.labels).to.deep.equal({
      'app.kubernetes.io/managed-by': 'refit',
      'refit.dev/workflow': 'digits',
      'refit.dev/stage': 'serve',
    });
    expect(spec.template.spec.containers.map(({ name, image, command }) => ({ name, image, command }))).to.deep.equal([
      { name: 'server', image: 'registry.example.com/digits:1', command: ['python', 'serve.py', '--name', 'a'] },
    ]);
    expect(await serving.list()).to.deep.equal([key]);
  });

  it('asks for nothing when nothing differs, also when it is started anew', async () => {
    const { key } = fixture;
    const a = fixture.release('a');
    const quantities = { requests: { cpu: '1000m', memory: '1024Mi' } };
    const place = { ...placement, resources: quantities, pod: { nodeSelector: { disk: 'fast' } } };
    await serves(serving, key, a, 'digits-1', place);
    fixture.writes();
    for (let pass = 0; pass < 5; pass += 1) await serving.ensure(key, a, 'digits-1', place);
    const again = fixture.open();
    for (let pass = 0; pass < 5; pass += 1) await again.ensure(key, a, 'digits-1', place);
    expect((await again.observe(key))?.live).to.equal(a.digest);
    expect(fixture.writes()).to.deep.equal([]);
  });

  it('does not restart what serves when the controller is upgraded', async () => {
    const { key } = fixture;
    const a = fixture.release('a');
    await serves(serving, key, a, 'digits-1');
    const { generation } = (await fixture.deployment()).metadata;
    const upgraded = fixture.open({ image: 'registry.example.com/refit:2' });
    await upgraded.ensure(key, a, 'digits-1', placement);
    expect((await fixture.deployment()).metadata.generation).to.equal(generation);
    const b = fixture.release('b');
    await serves(upgraded, key, b, 'digits-2');
    const [fetch] = (await fixture.deployment()).spec.template.spec.initContainers ?? [];
    expect(fetch?.image).to.equal('registry.example.com/refit:2');
  });

  it('keeps the old release live until all pods of the new one are ready', async () => {
    const { key, node } = fixture;
    const [a, b] = [fixture.release('a'), fixture.release('b')];
    await serves(serving, key, a, 'digits-1');
    node.behave(b.digest, 'Hang');
    const between = await reaches(
      serving,
      key,
      { release: b, again: 'digits-2' },
      () => node.names(b.digest).length > 0,
    );
    expect(between).to.deep.include({ live: a.digest, healthy: true });
    expect(between.rollout).to.deep.include({ release: b.digest, phase: 'Progressing' });
    expect(node.names(a.digest)).to.have.length(1);
    node.behave(b.digest, 'Ready');
    await serves(serving, key, b, 'digits-2');
    await eventually(() => node.names(a.digest).length === 0);
  });

  it('drops what a newer spec no longer says', async () => {
    const { key } = fixture;
    const a = fixture.release('a');
    const place = { ...placement, resources: { requests: { cpu: '1' } } };
    await serves(serving, key, a, 'digits-1', place);
    await serves(serving, key, a, 'digits-1');
    const [server] = (await fixture.deployment()).spec.template.spec.containers;
    expect(server?.resources).to.deep.equal({});
  });

  it('restores what was edited or deleted by hand', async () => {
    const { key, client, namespace } = fixture;
    const name = { namespace, name: 'digits-serve' };
    const a = fixture.release('a');
    await serves(serving, key, a, 'digits-1');
    const edited = { spec: { paused: true, template: { spec: { terminationGracePeriodSeconds: 20 } } } };
    await client.mergePatch(deployments, name, edited);
    await client.mergePatch(services, name, { spec: { selector: { 'refit.dev/stage': 'other' } } });
    // Of the two edits, either may be heard of first.
    await eventually(async () => {
      await serving.ensure(key, a, 'digits-1', placement);
      expect(await fixture.service()).to.have.nested.property('spec.selector.refit\\.dev/stage', 'serve');
      const { spec } = await fixture.deployment();
      expect(spec.paused ?? false).to.equal(false);
      expect(spec.template.spec).to.deep.include({ terminationGracePeriodSeconds: 45 });
    });
    await serves(serving, key, a, 'digits-1');
    await client.delete(services, name);
    await eventually(async () => {
      await serving.ensure(key, a, 'digits-1', placement);
      expect(await fixture.service()).to.not.equal(undefined);
    });
  });

  it('brings back a deleted Deployment as the one that was live, even if its pods take long', async () => {
    const { key, client, namespace, node } = fixture;
    const a = fixture.release('a', { readiness: { path: '/healthz', timeoutMs: 1 } });
    await serves(serving, key, a, 'digits-1');
    node.behave(a.digest, 'Crash');
    const { uid } = (await fixture.deployment()).metadata;
    await client.delete(deployments, { namespace, name: 'digits-serve' });
    await eventually(async () => {
      await serving.ensure(key, a, 'digits-1', placement);
      expect((await fixture.deployment()).metadata.uid).to.not.equal(uid);
    });
    const state = await reaches(
      serving,
      key,
      { release: a, again: 'digits-1' },
      ({ message }) => message?.includes('ended with exit code 1') === true,
    );
    expect(state).to.deep.include({ live: a.digest, healthy: false });
    expect(state.rollout).to.equal(undefined);
    node.behave(a.digest, 'Ready');
    await serves(serving, key, a, 'digits-1');
  });

  it('leaves replicas to an autoscaler, over a new release too', async () => {
    const { key, client, namespace, node } = fixture;
    const [a, b] = [fixture.release('a'), fixture.release('b')];
    await serves(serving, key, a, 'digits-1');
    await client.mergePatch(deployments, { namespace, name: 'digits-serve' }, { spec: { replicas: 3 } }, 'scale');
    await eventually(() => node.names(a.digest).length === 3);
    await serves(serving, key, b, 'digits-2');
    expect((await fixture.deployment()).spec.replicas).to.equal(3);
    expect(node.names(b.digest)).to.have.length(3);
  });

  it('tells when a stage may have changed', async () => {
    const { key, node } = fixture;
    const a = fixture.release('a');
    const seen: string[] = [];
    const end = serving.watch(({ workflow, step }) => seen.push(`${workflow}/${step}`));
    await serves(serving, key, a, 'digits-1');
    expect(new Set(seen)).to.deep.equal(new Set(['digits/serve']));
    seen.length = 0;
    node.behave(a.digest, 'Crash');
    await eventually(() => seen.length > 0);
    end();
  });

  it('removes what it made', async () => {
    const { key, client, namespace, node } = fixture;
    const a = fixture.release('a');
    await serves(serving, key, a, 'digits-1');
    await serving.remove(key);
    expect(await serving.list()).to.deep.equal([]);
    expect(await serving.observe(key)).to.equal(undefined);
    expect(await client.get(deployments, { namespace, name: 'digits-serve' })).to.equal(undefined);
    expect(await fixture.service()).to.equal(undefined);
    await eventually(() => node.names(a.digest).length === 0, 60_000);
    await serving.remove(key);
  });
});
