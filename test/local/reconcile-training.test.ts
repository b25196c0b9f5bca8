import { expect } from 'chai';
import { eventually } from '../support/eventually.ts';
import { LocalPipeline, pipelineSpec, rows, serverWith, told, type WrittenSpec } from '../support/local-pipeline.ts';

const EVALUATE = (note: string): string => `set -eu
. ../model
echo "{\\"accuracy\\": $accuracy, \\"note\\": \\"${note}\\"}" > metrics.json
`;

describe('what is pushed while a model trains', () => {
  let pipeline: LocalPipeline;

  before(async () => {
    pipeline = await LocalPipeline.running();
    pipeline.ran();
  });

  after(() => pipeline.remove());

  afterEach(() => pipeline.release());

  /** Waits until train's process has started; what ran before it is forgotten. */
  async function trainingStarted(): Promise<void> {
    const before = pipeline.started().length - pipeline.ran().length;
    await eventually(() => expect(pipeline.started().slice(before)).to.include('train'));
    pipeline.ran();
  }

  /** A push of data whose training waits. @returns the number of its run */
  async function trainingOn(batch: string, count: number): Promise<number> {
    const { sequence } = (await pipeline.lastRun()).spec;
    pipeline.hold();
    await pipeline.push(pipeline.data, batch, { [`batches/${batch}.csv`]: rows(count, 1_000) });
    await pipeline.step(sequence + 1, 'train', 'Running');
    await trainingStarted();
    return sequence + 1;
  }

  it('lets a training go on that a README does not touch', async () => {
    const sequence = await trainingOn('readme', 1);
    await pipeline.push(pipeline.code, 'words', { 'README.md': 'while training\n' });
    const readme = await pipeline.code.head();
    await eventually(async () => {
      const { sources } = (await pipeline.workflow()).status ?? {};
      expect(sources?.find(({ name }) => name === 'code')?.revision).to.contain(readme);
    });
    expect((await pipeline.lastRun()).spec.sequence).to.equal(sequence);
    expect(await pipeline.condition('Training')).to.include({ status: 'True' });
    pipeline.release();
    await pipeline.settled();
    expect((await pipeline.run(sequence)).status?.phase).to.equal('Succeeded');
    expect((await pipeline.served()).model).to.equal('accuracy=0.61');
    // How the run ended is how the README's decision ended.
    expect(await pipeline.condition('UpToDate')).to.include({ status: 'True', reason: 'RunSucceeded' });
    pipeline.ran();
  });

  it('adopts the training in a decision that changes the evaluation: one attempt', async () => {
    const sequence = await trainingOn('adopted', 1);
    await pipeline.push(pipeline.code, 'measure', { 'evaluate.sh': EVALUATE('adopted') });
    await pipeline.run(sequence + 1);
    await pipeline.step(sequence + 1, 'train', 'Running');
    const superseded = await eventually(async () => {
      const run = await pipeline.run(sequence);
      expect(run.status?.phase).to.equal('Superseded');
      return run;
    });
    expect(superseded.status?.supersededBy).to.equal(`toy-${sequence + 1}`);
    pipeline.release();
    await pipeline.settled();
    const run = await pipeline.run(sequence + 1);
    expect(run.status?.phase).to.equal('Succeeded');
    expect(run.status?.steps?.find(({ name }) => name === 'train')).to.include({ state: 'Succeeded', attempt: 1 });
    expect(pipeline.ran().filter((step) => step === 'train')).to.deep.equal([]);
    expect((await pipeline.served()).model).to.equal('accuracy=0.62');
  });

  it('ends a training that was taken back, and deploys nothing of it', async () => {
    const before = await pipeline.served();
    const sequence = await trainingOn('taken-back', 7);
    await pipeline.push(pipeline.data, 'revert', { 'batches/taken-back.csv': null });
    await pipeline.settled();
    // The hold is still on: the training did not come to an end by itself.
    expect((await pipeline.run(sequence)).status?.phase).to.equal('Superseded');
    expect(told(await pipeline.run(sequence + 1))).to.include.members(['train Reused', 'serve Reused']);
    expect(await pipeline.served()).to.deep.equal(before);
    expect(await pipeline.controller.ports.engine.list()).to.deep.equal([]);
    pipeline.ran();
    // What was cancelled is no failure: the same data again trains again.
    pipeline.release();
    await pipeline.push(pipeline.data, 'again', { 'batches/taken-back.csv': rows(7, 1_000) });
    await pipeline.settled();
    expect(pipeline.ran()).to.have.members(['train', 'evaluate']);
    expect((await pipeline.served()).model).to.equal('accuracy=0.69');
  });

  it('ends a training that newer data makes useless', async () => {
    const sequence = await trainingOn('useless', 1);
    await pipeline.push(pipeline.data, 'newer', { 'batches/newer.csv': rows(1, 2_000) });
    await eventually(async () =>
      expect((await pipeline.run(sequence + 1)).status?.steps?.find(({ name }) => name === 'train')?.state).to.equal(
        'Running',
      ),
    );
    await eventually(async () => {
      const running = (await pipeline.controller.ports.engine.list()).filter(({ finished }) => !finished);
      expect(running.map(({ key }) => key.step)).to.deep.equal(['train']);
    });
    pipeline.release();
    await pipeline.settled();
    expect((await pipeline.served()).model).to.equal('accuracy=0.71');
    expect(pipeline.ran().filter((step) => step === 'train')).to.have.length(1);
  });

  it('goes on when the controller is stopped and started again', async () => {
    const sequence = await trainingOn('restart', 1);
    await pipeline.stop();
    pipeline.release();
    await pipeline.start();
    await pipeline.settled();
    const run = await pipeline.run(sequence);
    expect(run.status?.phase).to.equal('Succeeded');
    expect(run.status?.steps?.find(({ name }) => name === 'train')).to.include({ state: 'Succeeded', attempt: 1 });
    expect(pipeline.ran().filter((step) => step === 'train')).to.deep.equal([]);
    expect((await pipeline.served()).model).to.equal('accuracy=0.72');
  });

  it('is not retried at older revisions until it has come to its end', async () => {
    const sequence = await trainingOn('waits', 1);
    await pipeline.annotate('refit.dev/retry', 'old', `toy-${sequence - 1}`);
    await eventually(() => pipeline.controller.ports.store.list('WorkflowRun'));
    await pipeline.step(sequence, 'train', 'Running');
    pipeline.release();
    await pipeline.run(sequence + 1);
    await pipeline.settled();
    expect((await pipeline.run(sequence)).status?.phase).to.equal('Succeeded');
    expect((await pipeline.run(sequence + 1)).spec.trigger).to.deep.include({
      kind: 'Retry',
      retryOf: `toy-${sequence - 1}`,
    });
    // Going back was asked for; the next push is decided at the head as ever.
    expect((await pipeline.served()).model).to.equal('accuracy=0.72');
    await pipeline.push(pipeline.code, 'server', { 'serve.mjs': serverWith('forward') });
    await pipeline.settled();
    expect(await pipeline.served()).to.include({ model: 'accuracy=0.73', version: 'forward' });
    pipeline.ran();
  });

  it('keeps what was forced in the decision that takes its place', async () => {
    const { sequence } = (await pipeline.lastRun()).spec;
    pipeline.hold();
    await pipeline.annotate('refit.dev/force', 'one=train');
    await pipeline.step(sequence + 1, 'train', 'Running');
    await trainingStarted();
    await pipeline.push(pipeline.code, 'measure', { 'evaluate.sh': EVALUATE('forced') });
    await pipeline.step(sequence + 2, 'train', 'Running');
    pipeline.release();
    await pipeline.settled();
    const run = await pipeline.lastRun();
    expect(run.spec).to.include({ sequence: sequence + 2 });
    expect(run.spec.force).to.deep.equal(['train']);
    expect(run.status?.steps?.find(({ name }) => name === 'train')).to.include({ state: 'Succeeded', attempt: 2 });
    expect(pipeline.ran()).to.deep.equal(['evaluate']);
  });

  it('is ended by a cancel annotation, and is no failure', async () => {
    const sequence = await trainingOn('cancelled', 1);
    await pipeline.annotate('refit.dev/cancel', 'now', `toy-${sequence}`);
    await pipeline.settled();
    const run = await pipeline.run(sequence);
    expect(run.status?.phase).to.equal('Cancelled');
    expect(told(run)).to.include.members(['train Cancelled', 'serve Cancelled']);
    expect(await pipeline.condition('UpToDate')).to.include({ status: 'False', reason: 'RunCancelled' });
    expect((await pipeline.served()).model).to.equal('accuracy=0.73');
    pipeline.release();
    pipeline.ran();
    await pipeline.annotate('refit.dev/retry', 'again', `toy-${sequence}`);
    await pipeline.run(sequence + 1);
    await pipeline.settled();
    expect(pipeline.ran()).to.deep.equal(['train', 'evaluate']);
    expect((await pipeline.served()).model).to.equal('accuracy=0.74');
  });
});

describe('a smoke test behind a server', () => {
  it('is decided again while another run is under way', async () => {
    const spec = (pipeline: LocalPipeline): WrittenSpec => {
      const written = pipelineSpec(pipeline);
      const smoke = {
        name: 'smoke',
        run: {
          command: ['sh', 'smoke.sh', '{{ steps.serve.url }}'],
          env: [
            { name: 'TRACE', value: pipeline.traceFile },
            { name: 'HOLD', value: pipeline.holdFile },
          ],
        },
        inputs: [{ name: 'code', source: 'code', paths: ['smoke.sh'] }],
      };
      return { ...written, steps: [...(written['steps'] as unknown[]), smoke] };
    };
    const smoke = (word: string): string =>
      `echo smoke-${word}: >> "$TRACE"\nwhile [ -e "$HOLD" ]; do sleep 0.02; done\n`;
    const pipeline = await LocalPipeline.create({ spec, code: { 'smoke.sh': smoke('one') } });
    try {
      await pipeline.start();
      await pipeline.apply();
      await pipeline.settled();
      expect(pipeline.ran()).to.deep.equal(['prepare', 'train', 'evaluate', 'smoke-one']);
      pipeline.hold();
      await pipeline.push(pipeline.code, 'smoke', { 'smoke.sh': smoke('two') });
      await pipeline.step(2, 'smoke', 'Running');
      await eventually(() => expect(pipeline.started()).to.include('smoke-two'));
      pipeline.ran();
      await pipeline.push(pipeline.code, 'smoke', { 'smoke.sh': smoke('three') });
      await pipeline.step(3, 'smoke', 'Running');
      pipeline.release();
      await pipeline.settled();
      expect(pipeline.ran()).to.deep.equal(['smoke-three']);
    } finally {
      await pipeline.remove();
    }
  });
});
