import { expect } from 'chai';
import { LocalPipeline, rows, serverWith, told, trainWith } from '../support/local-pipeline.ts';

describe('the whole loop, push after push', () => {
  let pipeline: LocalPipeline;
  let first: string;
  let firstRelease: string;

  before(async () => {
    pipeline = await LocalPipeline.create();
    await pipeline.start();
  });

  after(() => pipeline.remove());

  it('runs everything at first and serves the model', async () => {
    await pipeline.apply();
    const workflow = await pipeline.settled();
    expect(pipeline.ran()).to.deep.equal(['prepare', 'train', 'evaluate']);
    const run = await pipeline.lastRun();
    expect(told(run)).to.deep.equal([
      'prepare Succeeded',
      'train Succeeded',
      'evaluate Succeeded',
      'quality Succeeded',
      'serve Succeeded',
    ]);
    expect(run.metadata.name).to.equal('toy-1');
    expect(run.status?.phase).to.equal('Succeeded');
    const answer = await pipeline.served();
    expect(answer).to.include({ version: '1', model: 'accuracy=0.60' });
    first = answer.digest;
    firstRelease = (await pipeline.stage()).release;
    expect(workflow.status?.conditions?.map(({ type, status, reason }) => `${type} ${status} ${reason}`)).to.deep.equal(
      ['Deployed True StagesLive', 'Ready True Reconciled', 'Training False NoRun', 'UpToDate True RunSucceeded'],
    );
  });

  it('trains again on new data', async () => {
    await pipeline.push(pipeline.data, 'more', { 'batches/2.csv': rows(10, 10) });
    await pipeline.settled();
    expect(pipeline.ran()).to.have.members(['prepare', 'train', 'evaluate']);
    const run = await pipeline.lastRun();
    expect(told(run)).to.deep.equal([
      'prepare Succeeded',
      'train Succeeded',
      'evaluate Succeeded',
      'evaluate* Reused',
      'quality Succeeded',
      'serve Succeeded',
    ]);
    expect((await pipeline.served()).model).to.equal('accuracy=0.70');
    const reasons = run.status?.steps?.find(({ name }) => name === 'prepare')?.reasons;
    expect(reasons?.map(({ kind, input, paths }) => [kind, input, paths])).to.deep.equal([
      ['PathsChanged', 'batches', ['batches/2.csv']],
    ]);
    expect(reasons?.[0]?.commits.map(({ subject }) => subject)).to.deep.equal(['more']);
  });

  it('makes no run for a README', async () => {
    await pipeline.push(pipeline.code, 'words', { 'README.md': 'other words\n' });
    await pipeline.settled();
    expect(pipeline.ran()).to.deep.equal([]);
    expect((await pipeline.lastRun()).spec.sequence).to.equal(2);
    expect(await pipeline.condition('UpToDate')).to.include({ status: 'True', reason: 'NotAffected' });
  });

  it('evaluates again and nothing else when only evaluate changes', async () => {
    const { release } = await pipeline.stage();
    await pipeline.push(pipeline.code, 'measure', { 'evaluate.sh': EVALUATE });
    await pipeline.settled();
    // The champion is the candidate itself: its number is known.
    expect(pipeline.ran()).to.deep.equal(['evaluate']);
    expect(told(await pipeline.lastRun())).to.include('serve Reused');
    expect((await pipeline.stage()).release).to.equal(release);
  });

  it('replaces the server and runs nothing when only the server changes', async () => {
    const { digest } = await pipeline.served();
    await pipeline.push(pipeline.code, 'server', { 'serve.mjs': serverWith('2') });
    await pipeline.settled();
    expect(pipeline.ran()).to.deep.equal([]);
    expect(await pipeline.served()).to.include({ version: '2', digest });
    expect(told(await pipeline.lastRun())).to.deep.equal([
      'prepare Reused',
      'train Reused',
      'evaluate Reused',
      'quality Reused',
      'serve Succeeded',
    ]);
  });

  it('refuses a worse model and keeps the old one serving', async () => {
    const before = await pipeline.served();
    await pipeline.push(pipeline.code, 'worse', { 'train.sh': trainWith(30) });
    await pipeline.settled();
    expect(pipeline.ran()).to.have.members(['train', 'evaluate']);
    const run = await pipeline.lastRun();
    expect(told(run)).to.include.members(['quality Refused', 'serve Skipped']);
    expect(run.status?.phase).to.equal('Failed');
    expect(await pipeline.served()).to.deep.equal(before);
    expect(await pipeline.condition('UpToDate')).to.include({ status: 'False', reason: 'GateRefused' });
    const worse = (await pipeline.models()).find((model) => model.spec.run === run.metadata.name);
    expect(worse?.status?.stages?.map(({ state }) => state)).to.deep.equal(['Candidate']);
  });

  it('says that it stays refused when nothing of it changes', async () => {
    await pipeline.push(pipeline.code, 'words', { 'README.md': 'still other words\n' });
    await pipeline.settled();
    expect((await pipeline.lastRun()).spec.sequence).to.equal(5);
    expect(await pipeline.condition('UpToDate')).to.include({ status: 'False', reason: 'GateRefused' });
  });

  it('runs nothing for a revert of the code', async () => {
    const { sequence } = (await pipeline.lastRun()).spec;
    await pipeline.push(pipeline.code, 'revert', { 'train.sh': trainWith(0) });
    await pipeline.settled();
    expect(pipeline.ran()).to.deep.equal([]);
    expect((await pipeline.lastRun()).spec.sequence).to.equal(sequence);
    expect(await pipeline.condition('UpToDate')).to.include({ status: 'True', reason: 'NotAffected' });
  });

  it('serves the first model again on a revert of the data, and trains nothing', async () => {
    await pipeline.push(pipeline.data, 'revert', { 'batches/2.csv': null });
    await pipeline.settled();
    expect(pipeline.ran()).to.deep.equal(['evaluate']);
    expect(await pipeline.served()).to.include({ digest: first, version: '2' });
    const run = await pipeline.lastRun();
    expect(told(run)).to.include.members(['train Reused', 'quality Succeeded', 'serve Succeeded']);
    expect(run.status?.steps?.find(({ name }) => name === 'quality')?.message).to.contain('PreviouslyLive');
    expect((await pipeline.stage()).release).not.to.equal(firstRelease);
  });

  it('retrains when data came in the first of two commits of a push', async () => {
    await pipeline.data.branch('work');
    await pipeline.push(pipeline.data, 'batch', { 'batches/3.csv': rows(15, 100) });
    await pipeline.push(pipeline.data, 'words', { 'README.md': 'more data\n' });
    await pipeline.data.git('push', '-q', '.', 'work:main');
    await pipeline.settled();
    expect(pipeline.ran()).to.have.members(['prepare', 'train', 'evaluate']);
    expect((await pipeline.served()).model).to.equal('accuracy=0.75');
    await pipeline.data.checkout('main');
  });

  it('runs nothing for a file added and removed in one push', async () => {
    const { sequence } = (await pipeline.lastRun()).spec;
    await pipeline.data.branch('work');
    await pipeline.push(pipeline.data, 'add', { 'batches/4.csv': rows(5) });
    await pipeline.push(pipeline.data, 'remove', { 'batches/4.csv': null });
    await pipeline.data.git('push', '-q', '.', 'work:main');
    await pipeline.data.checkout('main');
    await pipeline.settled();
    expect(pipeline.ran()).to.deep.equal([]);
    expect((await pipeline.lastRun()).spec.sequence).to.equal(sequence);
  });

  it('retrains only what a parameter is used by', async () => {
    await pipeline.apply((spec) => withEnv(spec, 'train', '{{ parameters.alpha }}', '0.1'));
    await pipeline.settled();
    // The environment variable is new to train; the model's bytes are the same: the wave stops there.
    expect(pipeline.ran()).to.deep.equal(['train']);
    await pipeline.apply((spec) => withEnv(spec, 'train', '{{ parameters.alpha }}', '0.2'));
    await pipeline.settled();
    expect(pipeline.ran()).to.deep.equal(['train']);
    const run = await pipeline.lastRun();
    expect(run.spec.trigger.kind).to.equal('SpecChanged');
    expect(told(run)).to.include.members(['prepare Reused', 'evaluate Reused', 'serve Reused']);
    const reasons = run.status?.steps?.find(({ name }) => name === 'train')?.reasons;
    expect(reasons?.map(({ kind, input }) => [kind, input])).to.deep.equal([['ParameterChanged', 'alpha']]);
  });
});

const EVALUATE = `set -eu
. ../model
echo "{\\"accuracy\\": $accuracy, \\"checked\\": true}" > metrics.json
`;

function withEnv(
  spec: Readonly<Record<string, unknown>>,
  name: string,
  value: string,
  parameter: string,
): Readonly<Record<string, unknown>> {
  const steps = spec['steps'] as { name: string; run?: { env: unknown[] } }[];
  steps.find((step) => step.name === name)?.run?.env.push({ name: 'ALPHA', value });
  return { ...spec, parameters: [{ name: 'alpha', value: parameter }] };
}
