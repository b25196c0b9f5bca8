import { expect } from 'chai';
import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StepStatus } from '../../controller/api/v1alpha1/kinds.ts';
import { markedProcesses } from '../../controller/serving/process/identity.ts';
import { eventually } from '../support/eventually.ts';
import { LocalPipeline, pipelineSpec, rows, serverWith, told, type WrittenSpec } from '../support/local-pipeline.ts';

/** The pipeline with a server that has two seconds to become ready. */
function impatient(pipeline: LocalPipeline): WrittenSpec {
  const spec = pipelineSpec(pipeline);
  const steps = structuredClone(spec['steps']) as { deploy?: { deployment: { readiness: { timeout: string } } } }[];
  for (const step of steps) if (step.deploy) step.deploy.deployment.readiness.timeout = '2s';
  return { ...spec, steps };
}

describe('what serves', () => {
  let pipeline: LocalPipeline;

  before(async () => {
    pipeline = await LocalPipeline.running({ spec: impatient });
    pipeline.ran();
  });

  after(() => pipeline.remove());

  async function rowOf(sequence: number, name: string): Promise<StepStatus | undefined> {
    return (await pipeline.run(sequence)).status?.steps?.find((row) => row.name === name);
  }

  async function stateOf(digest: string): Promise<string | undefined> {
    return (await pipeline.models()).find(({ spec }) => spec.digest === digest)?.status?.stages?.[0]?.state;
  }

  function objectOf(digest: string): string {
    const hex = digest.slice('sha256:'.length);
    return join(pipeline.state, 'artifacts', 'objects', 'sha256', hex.slice(0, 2), hex);
  }

  it('stays when the new server does not become ready; nobody tries it again', async () => {
    const before = await pipeline.served();
    await pipeline.push(pipeline.code, 'broken', { 'serve.mjs': serverWith('broken', false) });
    await pipeline.settled();
    const run = await pipeline.lastRun();
    expect(run.spec.sequence).to.equal(2);
    expect(told(run)).to.include('serve Failed');
    expect(run.status?.phase).to.equal('Failed');
    expect(await pipeline.served()).to.deep.equal(before);
    const stage = await pipeline.stage();
    expect(stage).to.include({ phase: 'Live', run: 'toy-1' });
    expect(stage.blocked?.map((entry) => entry.run)).to.deep.equal(['toy-2']);
    await pipeline.push(pipeline.code, 'words', { 'README.md': 'other\n' });
    await pipeline.settled();
    expect((await pipeline.lastRun()).spec.sequence).to.equal(2);
    expect(await pipeline.condition('UpToDate')).to.include({ status: 'False', reason: 'RunFailed' });
  });

  it('is tried again by a retry, which ends as well', async () => {
    await pipeline.annotate('refit.dev/retry', 'a', 'toy-2');
    await pipeline.run(3);
    await pipeline.settled();
    expect(await rowOf(3, 'serve')).to.include({ state: 'Failed' });
    expect((await pipeline.served()).version).to.equal('1');
  });

  it('is tried again by force, which ends as well', async () => {
    await pipeline.annotate('refit.dev/force', 'a=serve');
    await pipeline.run(4);
    await pipeline.settled();
    expect(await rowOf(4, 'serve')).to.include({ state: 'Failed' });
    expect((await pipeline.served()).version).to.equal('1');
  });

  it('gives a mended server for the same model its chance', async () => {
    await pipeline.push(pipeline.code, 'mended', { 'serve.mjs': serverWith('2') });
    await pipeline.settled();
    expect(await pipeline.served()).to.include({ version: '2', model: 'accuracy=0.60' });
    // The model of a broken server is not at fault once it serves.
    expect((await pipeline.stage()).blocked ?? []).to.deep.equal([]);
    expect(await stateOf((await pipeline.served()).digest)).to.equal('Live');
  });

  it('ends a run that forces what serves already', async () => {
    await pipeline.annotate('refit.dev/force', 'b=serve');
    await pipeline.run(6);
    await pipeline.settled();
    expect(await rowOf(6, 'serve')).to.include({ state: 'Succeeded', action: 'Run' });
    expect(pipeline.ran()).to.deep.equal([]);
  });

  it('goes back to a model that a broken server was once made for', async () => {
    const first = await pipeline.served();
    await pipeline.push(pipeline.code, 'broken', { 'serve.mjs': serverWith('broken again', false) });
    await pipeline.settled();
    await pipeline.push(pipeline.code, 'mended', { 'serve.mjs': serverWith('2') });
    await pipeline.push(pipeline.data, 'more', { 'batches/2.csv': rows(5, 10) });
    await pipeline.settled();
    expect((await pipeline.served()).model).to.equal('accuracy=0.65');
    expect(await stateOf(first.digest)).to.equal('Retired');
    await pipeline.push(pipeline.data, 'back', { 'batches/2.csv': null });
    await pipeline.settled();
    expect((await pipeline.served()).digest).to.equal(first.digest);
    expect((await rowOf((await pipeline.lastRun()).spec.sequence, 'quality'))?.message).to.contain('PreviouslyLive');
    pipeline.ran();
  });

  it('is not cut while it is being replaced, and the newer decision comes after it', async () => {
    const { sequence } = (await pipeline.lastRun()).spec;
    const slow = serverWith('slow').replace(
      'process.env.PORT',
      'await new Promise((done) => setTimeout(() => done(process.env.PORT), 1_000))',
    );
    await pipeline.push(pipeline.code, 'slow', { 'serve.mjs': slow });
    await eventually(async () =>
      expect(await pipeline.stage()).to.include({ phase: 'Progressing', run: `toy-${sequence + 1}` }),
    );
    await pipeline.push(pipeline.code, 'next', { 'serve.mjs': serverWith('next') });
    await pipeline.run(sequence + 2);
    const versions = new Set<string>();
    await eventually(async () => {
      versions.add((await pipeline.served()).version);
      expect([...versions]).to.include('next');
    });
    expect([...versions]).to.deep.equal(['2', 'slow', 'next']);
    await pipeline.settled();
    expect((await pipeline.run(sequence + 1)).status?.phase).to.equal('Superseded');
    expect(await rowOf(sequence + 2, 'serve')).to.include({ state: 'Succeeded' });
  });

  it('never is a model whose artifact is gone or cut: its step runs again', async () => {
    const { digest } = await pipeline.served();
    const object = objectOf(digest);
    const content = readFileSync(object, 'utf8');
    const damages = [() => rmSync(object, { force: true }), () => overwrite(object, content.slice(0, -3))];
    for (const [index, damage] of damages.entries()) {
      damage();
      await pipeline.push(pipeline.code, 'server', { 'serve.mjs': serverWith(`after ${index}`) });
      await pipeline.settled();
      expect(pipeline.ran(), `damage ${index}`).to.include('train');
      expect(readFileSync(object, 'utf8')).to.equal(content);
      expect(await pipeline.served()).to.include({ digest, model: 'accuracy=0.60', version: `after ${index}` });
      const row = await rowOf((await pipeline.lastRun()).spec.sequence, 'train');
      expect(row?.state).to.equal('Succeeded');
      expect(row?.reasons.map(({ kind }) => kind)).to.deep.equal(['ArtifactMissing']);
    }
  });

  it('never is a model whose bytes were changed: the old server stays, its step runs again, a retry serves it', async () => {
    const { digest, version } = await pipeline.served();
    const object = objectOf(digest);
    overwrite(object, readFileSync(object, 'utf8').replace('accuracy=0.60', 'accuracy=0.99'));
    rmSync(join(pipeline.state, 'views'), { recursive: true });
    await pipeline.push(pipeline.code, 'server', { 'serve.mjs': serverWith('after all') });
    await pipeline.settled();
    const failed = await pipeline.lastRun();
    expect(told(failed)).to.include.members(['train Succeeded', 'serve Failed']);
    expect(failed.status?.message).to.contain('ArtifactCorrupted');
    expect(pipeline.ran()).to.deep.equal(['train']);
    expect(await pipeline.served()).to.include({ version });
    await pipeline.annotate('refit.dev/retry', 'a', failed.metadata.name);
    await pipeline.run(failed.spec.sequence + 1);
    await pipeline.settled();
    expect(readFileSync(object, 'utf8').trim()).to.equal('accuracy=0.60');
    expect(await pipeline.served()).to.include({ digest, model: 'accuracy=0.60', version: 'after all' });
  });

  it('is left alone by the deletion of the workflow with Orphan, the default', async () => {
    const { url } = await pipeline.stage();
    const { store } = pipeline.controller.ports;
    await store.delete({ kind: 'WorkflowSpec', namespace: 'default', name: 'toy' });
    await eventually(async () => expect(await store.list('WorkflowSpec')).to.deep.equal([]));
    await eventually(async () => expect(await store.list('WorkflowRun')).to.deep.equal([]));
    expect((await store.list('ModelVersion')).length).to.be.greaterThan(0);
    const answer = await fetch(`${url}/predict`);
    expect(answer.status).to.equal(200);
    await pipeline.controller.settled();
  });

  it('ends with the workflow when deletionPolicy is Delete', async () => {
    await pipeline.apply((spec) => ({ ...spec, deletionPolicy: 'Delete' }));
    await pipeline.settled();
    // Results outlive the workflow.
    expect(pipeline.ran()).to.deep.equal([]);
    const { url = '' } = await pipeline.stage();
    expect((await pipeline.served()).model).to.equal('accuracy=0.60');
    const { store, serving } = pipeline.controller.ports;
    const before = await serving.list();
    await store.delete({ kind: 'WorkflowSpec', namespace: 'default', name: 'toy' });
    await eventually(async () => expect(await store.list('WorkflowSpec')).to.deep.equal([]));
    await eventually(async () => expect((await serving.list()).length).to.equal(before.length - 1));
    await eventually(() =>
      fetch(`${url}/predict`).then(
        () => false,
        () => true,
      ),
    );
    expect(markedProcesses(`${join(pipeline.state, 'serving')}/`)).to.have.length(1);
  });
});

function overwrite(path: string, text: string): void {
  chmodSync(path, 0o644);
  writeFileSync(path, text);
}
