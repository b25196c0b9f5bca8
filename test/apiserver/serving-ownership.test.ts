import { expect } from 'chai';
import { workflowSpecs, deployments, services } from '../../controller/kubernetes/resources.ts';
import type { KubernetesObject } from '../../controller/kubernetes/client.ts';
import type { Serving, ServingKey, ServingPlacement } from '../../controller/serving/serving.ts';
import { eventually } from '../support/eventually.ts';
import { collectionReady } from '../support/kubernetes-store.ts';
import { openServingFixture, placement, serves } from './serving-fixture.ts';
import type { ServingFixture } from './serving-fixture.ts';

const name = 'digits-serve';
const dies: ServingPlacement = { deletionPolicy: 'Delete' };

async function refusal(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'nothing was refused',
    (error: unknown) => String(error),
  );
}

describe('whose a Deployment is', function () {
  this.timeout(300_000);
  let fixture: ServingFixture;
  let serving: Serving;

  before(async () => collectionReady());

  beforeEach(async () => {
    fixture = await openServingFixture();
    serving = fixture.open();
  });

  afterEach(async () => fixture.close());

  async function makeWorkflow(): Promise<KubernetesObject> {
    const { namespace, client } = fixture;
    return client.create<KubernetesObject>(workflowSpecs, {
      apiVersion: 'refit.dev/v1alpha1',
      kind: 'WorkflowSpec',
      metadata: { name: 'digits', namespace },
      spec: {
        sources: [{ name: 'code', git: { url: 'https://git.example.com/team/digits.git' } }],
        environments: [{ name: 'py', image: 'registry.example.com/digits:1' }],
        steps: [
          {
            name: 'train',
            run: { environment: 'py', command: ['python', 'train.py'] },
            inputs: [{ name: 'code', source: 'code' }],
            outputs: [{ name: 'model', kind: 'model' }],
          },
        ],
      },
    });
  }

  function keyOf({ metadata }: KubernetesObject): ServingKey {
    return { ...fixture.key, workflowUID: metadata.uid ?? '' };
  }

  function foreign(kind: string): object {
    const { namespace } = fixture;
    const metadata = { name, namespace };
    if (kind === 'Service') return { apiVersion: 'v1', kind, metadata, spec: { ports: [{ port: 80 }] } };
    const labels = { app: 'other' };
    const template = { metadata: { labels }, spec: { containers: [{ name: 'c', image: 'example.com/c' }] } };
    return {
      apiVersion: 'apps/v1',
      kind,
      metadata,
      spec: { replicas: 0, selector: { matchLabels: labels }, template },
    };
  }

  for (const type of [deployments, services]) {
    it(`leaves a ${type.kind} alone that it did not make, whatever its labels say`, async () => {
      const { client, key, namespace } = fixture;
      const a = fixture.release('a');
      const made = await client.create<KubernetesObject>(type, foreign(type.kind));
      const words = await refusal(serving.ensure(key, a, 'digits-1', placement));
      expect(words).to.contain(`${type.kind} ${namespace}/${name}: found one that Refit did not make`);
      const labels = {
        'app.kubernetes.io/managed-by': 'refit',
        'refit.dev/stage': 'serve',
        'refit.dev/workflow': 'digits',
      };
      const labelled = await client.mergePatch<KubernetesObject>(type, { namespace, name }, { metadata: { labels } });
      await eventually(async () =>
        expect(await refusal(serving.ensure(key, a, 'digits-1', placement))).to.contain('did not make'),
      );
      await serving.remove(key);
      const left = await client.get<KubernetesObject>(type, { namespace, name });
      expect(left?.metadata.uid).to.equal(made.metadata.uid);
      expect(left?.metadata.resourceVersion).to.equal(labelled.metadata.resourceVersion);
    });
  }

  it('never writes to another object that took the name of its own', async () => {
    const { client, key, namespace } = fixture;
    await serves(serving, key, fixture.release('a'), 'digits-1');
    await client.delete(deployments, { namespace, name });
    const made = await client.create<KubernetesObject>(deployments, foreign('Deployment'));
    const b = fixture.release('b');
    // At once, when what is cached may still be its own; and later, when it is known to be gone.
    for (let pass = 0; pass < 3; pass += 1) {
      expect(await refusal(serving.ensure(key, b, 'digits-2', placement))).to.match(/uid mismatch|Refit did not make/i);
    }
    await eventually(async () =>
      expect(await refusal(serving.ensure(key, b, 'digits-2', placement))).to.contain('Refit did not make'),
    );
    const left = await client.get<KubernetesObject>(deployments, { namespace, name });
    expect(left?.metadata.uid).to.equal(made.metadata.uid);
    expect(left?.metadata.annotations ?? {}).to.not.have.any.keys('refit.dev/serving', 'refit.dev/release');
  });

  it('tells two stages apart whose names make one', async () => {
    const { client, key, namespace } = fixture;
    const canary: ServingKey = { ...key, step: 'serve-canary' };
    const twin: ServingKey = { ...key, workflow: 'digits-serve', step: 'canary' };
    const [a, b] = [fixture.release('a'), fixture.release('b')];
    await serves(serving, twin, b, 'x-1');
    await serves(serving, canary, a, 'digits-1');
    expect((await serving.observe(twin))?.url).to.equal(`http://digits-serve-canary.${namespace}.svc`);
    expect((await serving.observe(canary))?.url).to.match(/\/\/digits-serve-canary-[0-9a-f]{20}\./);
    expect(await client.get(services, { namespace, name: 'digits-serve-canary' })).to.not.equal(undefined);
    await serving.remove(canary);
    expect((await serving.observe(twin))?.live).to.equal(b.digest);
  });

  it('finds its own again when the label is gone that it looks for', async () => {
    const { client, key, namespace } = fixture;
    const a = fixture.release('a');
    await serves(serving, key, a, 'digits-1');
    const { uid } = (await fixture.deployment()).metadata;
    const labels = { 'app.kubernetes.io/managed-by': null };
    await client.mergePatch(deployments, { namespace, name }, { metadata: { labels } });
    await eventually(async () => {
      await serving.ensure(key, a, 'digits-1', placement);
      const { metadata } = await fixture.deployment();
      expect(metadata.labels).to.deep.include({ 'app.kubernetes.io/managed-by': 'refit' });
      expect(metadata.uid).to.equal(uid);
    });
    await serves(serving, key, a, 'digits-1');
  });

  it('with Orphan outlives its workflow, and the next of that name takes it over without a restart', async () => {
    const { client, namespace } = fixture;
    const first = await makeWorkflow();
    const a = fixture.release('a');
    await serves(serving, keyOf(first), a, 'digits-1');
    const before = await fixture.deployment();
    const pods = fixture.node.names(a.digest);
    await client.delete(workflowSpecs, { namespace, name: 'digits' });
    const second = await makeWorkflow();
    expect(second.metadata.uid).to.not.equal(first.metadata.uid);
    const b = fixture.release('b');
    const state = await serves(serving, keyOf(second), a, 'digits-1');
    expect(state.live).to.equal(a.digest);
    const after = await fixture.deployment();
    expect(after.metadata.uid).to.equal(before.metadata.uid);
    expect(after.spec.template).to.deep.equal(before.spec.template);
    expect(fixture.node.names(a.digest)).to.deep.equal(pods);
    expect(await serving.list()).to.deep.equal([keyOf(second)]);
    await serves(serving, keyOf(second), b, 'digits-2');
  });

  it('outlives its workflow that became Orphan and was deleted at once, without any further look at the stage', async () => {
    const { client, namespace } = fixture;
    const workflow = await makeWorkflow();
    const key = keyOf(workflow);
    await serves(serving, key, fixture.release('a'), 'digits-1', dies);
    const labels = { 'app.kubernetes.io/managed-by': null };
    await client.mergePatch(services, { namespace, name }, { metadata: { labels } });
    // A controller that was started just now, and the artifacts are gone.
    await fixture.open({ stores: { of: () => Promise.reject(new Error('no artifacts')) as never } }).orphan(key);
    for (const type of [deployments, services]) {
      const found = await client.get<KubernetesObject>(type, { namespace, name });
      expect(found?.metadata.ownerReferences, type.kind).to.equal(undefined);
    }
    fixture.writes();
    await serving.orphan(key);
    expect(fixture.writes()).to.deep.equal(['get Deployment', 'get Service']);
    // Whose else it is stays said.
    const other = await client.create<KubernetesObject>(services, {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'other', namespace },
      spec: { ports: [{ port: 80 }] },
    });
    const ownerReferences = [other, workflow].map(({ apiVersion, kind, metadata: { name: owner, uid } }) => ({
      apiVersion,
      kind,
      name: owner,
      uid,
    }));
    await client.mergePatch(services, { namespace, name }, { metadata: { ownerReferences } });
    await serving.orphan(key);
    expect((await fixture.service())?.metadata.ownerReferences).to.deep.equal(ownerReferences.slice(0, 1));
    const before = await fixture.deployment();
    const witness = await makeOwned(workflow);
    await client.delete(workflowSpecs, { namespace, name: 'digits' });
    await eventually(
      async () => expect(await client.get(services, { namespace, name: witness })).to.equal(undefined),
      90_000,
    );
    expect((await fixture.deployment()).metadata.uid).to.equal(before.metadata.uid);
    expect(await fixture.service()).to.not.equal(undefined);
  });

  /** Something of the workflow's that is collected: when it is gone, the collector has been here. */
  async function makeOwned({ apiVersion, kind, metadata }: KubernetesObject): Promise<string> {
    const { client, namespace } = fixture;
    const owner = { apiVersion, kind, name: metadata.name, uid: metadata.uid };
    await client.create(services, {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'witness', namespace, ownerReferences: [owner] },
      spec: { ports: [{ port: 80 }] },
    });
    return 'witness';
  }

  it('follows the deletion policy also when its step has left the spec', async () => {
    const workflow = await makeWorkflow();
    const key = keyOf(workflow);
    const a = fixture.release('a');
    await serves(serving, key, a, 'digits-1', dies);
    const before = await fixture.deployment();
    for (const [deletionPolicy, owners] of [
      ['Orphan', 0],
      ['Delete', 1],
    ] as const) {
      await serving.ensure(key, a, 'digits-1', undefined, { deletionPolicy });
      expect((await fixture.deployment()).metadata.ownerReferences ?? []).to.have.length(owners);
      expect((await fixture.service())?.metadata.ownerReferences ?? []).to.have.length(owners);
    }
    expect((await fixture.deployment()).spec.template).to.deep.equal(before.spec.template);
  });

  it('with Delete goes with its workflow, and not when the policy became Orphan before', async () => {
    const { client, namespace } = fixture;
    const workflow = await makeWorkflow();
    const key = keyOf(workflow);
    const a = fixture.release('a');
    await serves(serving, key, a, 'digits-1', dies);
    const owner = (await fixture.deployment()).metadata.ownerReferences?.[0];
    expect(owner).to.deep.include({
      kind: 'WorkflowSpec',
      name: 'digits',
      uid: workflow.metadata.uid,
      controller: true,
    });
    await serves(serving, key, a, 'digits-1', placement);
    expect((await fixture.deployment()).metadata.ownerReferences).to.equal(undefined);
    expect((await fixture.service())?.metadata.ownerReferences).to.equal(undefined);
    await serves(serving, key, a, 'digits-1', dies);
    await client.delete(workflowSpecs, { namespace, name: 'digits' });
    await eventually(async () => {
      expect(await client.get(deployments, { namespace, name })).to.equal(undefined);
      expect(await fixture.service()).to.equal(undefined);
    }, 90_000);
  });
});
