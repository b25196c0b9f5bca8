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
    const { namespace } = fixture;
    const key: ServingKey = { ...fixture.key, step: 'serve-canary' };
    await serves(serving, key, fixture.release('a'), 'digits-1');
    const twin: ServingKey = { ...key, workflow: 'digits-serve', step: 'canary' };
    const words = await refusal(serving.ensure(twin, fixture.release('b'), 'x-1', placement));
    expect(words).to.contain(`found one of ${namespace}/digits/serve-canary`);
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
