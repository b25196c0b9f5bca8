import { expect } from 'chai';
import { forceAtAnnotation, requestedAtAnnotation } from '../../controller/api/v1alpha1/kinds.ts';
import { eventually } from '../support/eventually.ts';
import { LocalPipeline, pipelineSpec, rows, trainWith, type WrittenSpec } from '../support/local-pipeline.ts';

interface WrittenSource {
  readonly name: string;
  readonly git: Readonly<Record<string, unknown>>;
}

const tagger = ['-c', 'user.name=Ada Example', '-c', 'user.email=ada@example.com'];

describe('what a person decides about sources', () => {
  let pipeline: LocalPipeline;

  before(async () => {
    pipeline = await LocalPipeline.running();
    pipeline.ran();
  });

  after(() => pipeline.remove());

  /** The spec with fields of its data source, and of its git, changed. */
  function data(source: object, git: object = {}): (spec: WrittenSpec) => WrittenSpec {
    return () => {
      const spec = pipelineSpec(pipeline) as { readonly sources: readonly WrittenSource[] };
      const sources = spec.sources.map((each) =>
        each.name === 'data' ? { ...each, ...source, git: { ...each.git, ...git } } : each,
      );
      return { ...spec, sources };
    };
  }

  /** Until the workflow has been decided as it is now written. */
  async function decided(reason = 'Reconciled'): Promise<void> {
    await eventually(async () => {
      const workflow = await pipeline.workflow();
      const ready = await pipeline.condition('Ready');
      expect(workflow.status?.observedGeneration).to.equal(workflow.metadata.generation);
      expect(ready).to.include({ reason, observedGeneration: workflow.metadata.generation });
      expect(await pipeline.controller.isSettled()).to.equal(true);
    }, 30_000);
  }

  it('keeps a suspended source where it is, and takes the others', async () => {
    await pipeline.apply(data({ suspend: true }));
    await decided();
    await pipeline.push(pipeline.data, 'more', { 'batches/2.csv': rows(5, 10) });
    await pipeline.push(pipeline.code, 'worse', { 'train.sh': trainWith(1) });
    await pipeline.run(2);
    await decided();
    expect(pipeline.ran()).to.deep.equal(['train', 'evaluate']);
    await pipeline.apply();
    await pipeline.run(3);
    await pipeline.settled();
    expect(pipeline.ran()).to.deep.equal(['prepare', 'train', 'evaluate']);
  });

  it('decides nothing while the workflow is suspended, and all of it at once afterwards', async () => {
    const before = await pipeline.served();
    await pipeline.apply((spec) => ({ ...spec, suspend: true }));
    await decided('Suspended');
    await pipeline.push(pipeline.data, 'even more', { 'batches/3.csv': rows(5, 15) });
    await pipeline.annotate('example.com/touched', 'so that it is looked at');
    await decided('Suspended');
    expect(await pipeline.served()).to.deep.equal(before);
    expect(pipeline.ran()).to.deep.equal([]);
    await pipeline.apply();
    await pipeline.settled();
    expect(pipeline.ran()).to.deep.equal(['prepare', 'train', 'evaluate']);
    expect(await pipeline.condition('Ready')).to.include({ status: 'True', reason: 'Reconciled' });
  });

  it('looks when asked to, and tells which token it acted on', async () => {
    await pipeline.annotate(requestedAtAnnotation, 'first');
    await eventually(async () => {
      expect((await pipeline.workflow()).status?.lastHandledReconcileAt).to.equal('first');
    });
    expect(pipeline.ran()).to.deep.equal([]);
  });

  it('runs every run step when forced, once per token', async () => {
    const { sequence } = (await pipeline.lastRun()).spec;
    await pipeline.annotate(forceAtAnnotation, 'now');
    await pipeline.run(sequence + 1);
    await pipeline.settled();
    expect(pipeline.ran()).to.deep.equal(['prepare', 'train', 'evaluate']);
    expect((await pipeline.workflow()).status?.lastHandledForceAt).to.equal('now');
    await pipeline.annotate(requestedAtAnnotation, 'second');
    await eventually(async () => {
      expect((await pipeline.workflow()).status?.lastHandledReconcileAt).to.equal('second');
    });
    expect((await pipeline.lastRun()).spec.sequence).to.equal(sequence + 1);
  });

  it('follows a tag that moves, the highest version of a range, and stays at a commit', async () => {
    await pipeline.data.git(...tagger, 'tag', '-a', 'v1.0.0', '-m', 'one');
    await pipeline.data.git('tag', 'snapshot');
    await pipeline.apply(data({}, { ref: { semver: '1.x' } }));
    await decided();
    const source = async (): Promise<string | undefined> =>
      (await pipeline.workflow()).status?.sources?.find(({ name }) => name === 'data')?.revision;
    const first = await pipeline.data.head();
    expect(await source()).to.equal(`v1.0.0@sha1:${first}`);
    expect(pipeline.ran()).to.deep.equal([]);

    const second = await pipeline.push(pipeline.data, 'not tagged', { 'batches/4.csv': rows(2, 20) });
    await pipeline.data.git('tag', 'v2.0.0');
    await pipeline.data.git(...tagger, 'tag', '-a', 'v1.1.0', '-m', 'one and a bit');
    await eventually(async () => expect(await source()).to.equal(`v1.1.0@sha1:${second}`), 30_000);
    await decided();
    expect(pipeline.ran()).to.deep.equal(['prepare', 'train', 'evaluate']);

    await pipeline.apply(data({}, { ref: { tag: 'snapshot' } }));
    await decided();
    expect(await source()).to.equal(`snapshot@sha1:${first}`);
    expect(pipeline.ran()).to.deep.equal([]);
    await pipeline.data.git('tag', '-f', 'snapshot');
    await eventually(async () => expect(await source()).to.equal(`snapshot@sha1:${second}`), 30_000);

    await pipeline.apply(data({}, { ref: { commit: first, branch: 'main' } }));
    await decided();
    expect(await source()).to.equal(`${first.slice(0, 12)}@sha1:${first}`);
    expect(pipeline.ran()).to.deep.equal([]);
  });
});
