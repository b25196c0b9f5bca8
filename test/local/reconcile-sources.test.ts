import { expect } from 'chai';
import { readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../support/eventually.ts';
import {
  LocalPipeline,
  pipelineSpec,
  rows,
  serverWith,
  told,
  trainWith,
  type WrittenSpec,
} from '../support/local-pipeline.ts';

describe('sources that misbehave', () => {
  let pipeline: LocalPipeline;

  before(async () => {
    pipeline = await LocalPipeline.running({ spec: polled });
    pipeline.ran();
  });

  after(() => pipeline.remove());

  afterEach(() => pipeline.release());

  /** Everything but the sources is as it was: the same answers, no run. */
  async function untouched(test: () => Promise<void>): Promise<void> {
    const before = { answer: await pipeline.served(), run: (await pipeline.lastRun()).metadata.name };
    await test();
    expect({ answer: await pipeline.served(), run: (await pipeline.lastRun()).metadata.name }).to.deep.equal(before);
    expect(pipeline.ran()).to.deep.equal([]);
  }

  it('an input that selects nothing makes no run, names the nearest path, and is mended by the next push', async () => {
    await untouched(async () => {
      await pipeline.push(pipeline.code, 'moved', { 'train.sh': null, 'trian.sh': trainWith(0) });
      const condition = await pipeline.becomes('Ready', 'False', 'InputNotFound');
      expect(condition.message).to.contain('step train, input code').and.to.contain('trian.sh');
      expect(await pipeline.condition('Stalled')).to.include({ status: 'True', reason: 'InputNotFound' });
    });
    await pipeline.push(pipeline.code, 'back', {
      'trian.sh': null,
      'train.sh': trainWith(0),
      'serve.mjs': serverWith('2'),
    });
    await pipeline.settled();
    expect(await pipeline.condition('Ready')).to.include({ status: 'True' });
    expect(await pipeline.condition('Stalled')).to.equal(undefined);
    expect(pipeline.ran()).to.deep.equal([]);
    expect(await pipeline.served()).to.include({ version: '2' });
  });

  it('a branch that is deleted and restored', async () => {
    await untouched(async () => {
      await pipeline.data.git('branch', '-m', 'main', 'elsewhere');
      const condition = await pipeline.becomes('Ready', 'False', 'RefNotFound');
      expect(condition.message).to.contain('source data');
      await pipeline.data.git('branch', '-m', 'elsewhere', 'main');
      await pipeline.becomes('Ready', 'True', 'Reconciled');
    });
  });

  it('a repository that is gone for a while', async () => {
    await untouched(async () => {
      renameSync(pipeline.data.path, `${pipeline.data.path}-away`);
      await pipeline.becomes('Ready', 'False', 'SourceNotFound');
      renameSync(`${pipeline.data.path}-away`, pipeline.data.path);
      await pipeline.becomes('Ready', 'True', 'Reconciled');
    });
    // It is watched again.
    await pipeline.push(pipeline.data, 'more', { 'batches/2.csv': rows(2, 10) });
    await pipeline.settled();
    expect(pipeline.ran()).to.have.members(['prepare', 'train', 'evaluate']);
    expect((await pipeline.served()).model).to.equal('accuracy=0.62');
  });

  it('a force-push to the same contents runs nothing, to others what they change', async () => {
    await untouched(async () => {
      const identity = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com'];
      await pipeline.data.git(...identity, 'commit', '-q', '--amend', '-m', 'rewritten');
      await pipeline.settled();
      expect(await pipeline.condition('UpToDate')).to.include({ reason: 'NotAffected' });
    });
    await pipeline.data.git('reset', '-q', '--hard', 'HEAD~1');
    await pipeline.push(pipeline.data, 'other', { 'batches/2.csv': rows(3, 10) });
    await pipeline.settled();
    expect((await pipeline.served()).model).to.equal('accuracy=0.63');
    pipeline.ran();
  });

  it('a base commit that is gone, with a mirror that is deleted', async () => {
    const mirrors = join(pipeline.state, 'mirrors');
    await pipeline.data.git('checkout', '-q', '--orphan', 'fresh');
    await pipeline.push(pipeline.data, 'fresh start', { 'batches/2.csv': rows(4, 10) });
    await pipeline.stop();
    await pipeline.data.git('branch', '-q', '-M', 'fresh', 'main');
    await pipeline.data.git('reflog', 'expire', '--expire=now', '--all');
    await pipeline.data.git('gc', '-q', '--prune=now');
    rmSync(mirrors, { recursive: true, force: true });
    await pipeline.start();
    await pipeline.settled();
    expect((await pipeline.served()).model).to.equal('accuracy=0.64');
    const run = await pipeline.lastRun();
    const reasons = run.status?.steps?.find(({ name }) => name === 'prepare')?.reasons;
    expect(reasons?.map(({ kind, commits }) => [kind, commits])).to.deep.equal([['NoResult', []]]);
    expect(pipeline.ran()).to.have.members(['prepare', 'train', 'evaluate']);
  });

  it('a mirror that is damaged or deleted between two pushes', async () => {
    const mirrors = join(pipeline.state, 'mirrors');
    for (const damage of ['delete', 'overwrite'] as const) {
      await pipeline.stop();
      for (const name of readdirSync(mirrors, { recursive: true, withFileTypes: true })) {
        const file = join(name.parentPath, name.name);
        if (damage === 'overwrite' && name.isFile() && /\.(pack|idx)$|packed-refs|HEAD$/.test(file)) {
          rmSync(file);
          writeFileSync(file, 'damaged');
        }
      }
      if (damage === 'delete') rmSync(mirrors, { recursive: true, force: true });
      await pipeline.start();
      await pipeline.push(pipeline.data, damage, { [`batches/${damage}.csv`]: rows(1, damage.length * 100) });
      await pipeline.settled();
      expect(pipeline.ran()).to.have.members(['prepare', 'train', 'evaluate']);
    }
    expect((await pipeline.served()).model).to.equal('accuracy=0.66');
  });

  it('a mirror that is deleted under a running controller', async () => {
    rmSync(join(pipeline.state, 'mirrors'), { recursive: true, force: true });
    await pipeline.push(pipeline.data, 'after', { 'batches/after.csv': rows(1, 9_000) });
    await pipeline.settled();
    expect((await pipeline.served()).model).to.equal('accuracy=0.67');
    pipeline.ran();
  });

  it('a revision that vanishes while it trains does not hold up the next one', async () => {
    const { sequence } = (await pipeline.lastRun()).spec;
    pipeline.hold();
    await pipeline.push(pipeline.data, 'doomed', { 'batches/doomed.csv': rows(1, 9_100) });
    await pipeline.step(sequence + 1, 'train', 'Running');
    await pipeline.stop();
    await pipeline.data.git('reset', '-q', '--hard', 'HEAD~1');
    await pipeline.push(pipeline.data, 'instead', { 'batches/instead.csv': rows(2, 9_200) });
    await pipeline.data.git('reflog', 'expire', '--expire=now', '--all');
    await pipeline.data.git('gc', '-q', '--prune=now');
    rmSync(join(pipeline.state, 'mirrors'), { recursive: true, force: true });
    await pipeline.start();
    pipeline.release();
    await pipeline.settled();
    expect((await pipeline.run(sequence + 1)).status?.phase).to.equal('Superseded');
    expect((await pipeline.served()).model).to.equal('accuracy=0.69');
    pipeline.ran();
  });

  it('a retry of a revision that is gone is refused, and holds up nothing', async () => {
    const runs = await pipeline.runs();
    const doomed = runs.find((run) => run.status?.phase === 'Superseded');
    await pipeline.annotate('refit.dev/retry', 'a', doomed?.metadata.name);
    await eventually(async () => {
      const events = await pipeline.controller.ports.store.events({ namespace: 'default' });
      expect(events.map(({ reason, message }) => `${reason} ${message}`).join('\n')).to.match(
        /RevisionGone .*cannot be retried/,
      );
    });
    await pipeline.push(pipeline.code, 'server', { 'serve.mjs': serverWith('3') });
    await pipeline.settled();
    expect(await pipeline.served()).to.include({ version: '3', model: 'accuracy=0.69' });
    expect(told(await pipeline.lastRun())).to.include('train Reused');
    expect((await pipeline.lastRun()).spec.trigger.kind).to.equal('SourceChanged');
  });

  it('a decision that fails for a moment is made again by itself', async () => {
    const { contents } = pipeline.controller.ports;
    const select = contents.select.bind(contents);
    const { RefitError } = await import('../../controller/core/errors.ts');
    let failures = 2;
    contents.select = (...args) => {
      if (failures === 0) return select(...args);
      failures -= 1;
      return Promise.reject(new RefitError('SourceUnavailable', 'no network for a moment'));
    };
    await pipeline.push(pipeline.code, 'server', { 'serve.mjs': serverWith('4') });
    await pipeline.settled();
    expect(await pipeline.served()).to.include({ version: '4' });
    expect(failures).to.equal(0);
  });
});

/** What no file event tells (a folder that is moved away) is found at the next poll. */
function polled(pipeline: LocalPipeline): WrittenSpec {
  const spec = pipelineSpec(pipeline);
  const sources = spec['sources'] as { name: string; git: object }[];
  return { ...spec, sources: sources.map(({ name, git }) => ({ name, git: { ...git, interval: '1s' } })) };
}

describe('sources that were never there', () => {
  it('are told of, and taken up when they come', async () => {
    const pipeline = await LocalPipeline.create();
    try {
      await pipeline.start();
      renameSync(pipeline.data.path, `${pipeline.data.path}-away`);
      await pipeline.apply();
      const condition = await pipeline.becomes('Ready', 'False', 'SourceNotFound');
      expect(condition.message).to.contain('source data');
      expect(await pipeline.runs()).to.deep.equal([]);
      expect(await pipeline.controller.isSettled()).to.be.a('boolean');
      renameSync(`${pipeline.data.path}-away`, pipeline.data.path);
      await pipeline.run(1);
      await pipeline.settled();
      expect((await pipeline.lastRun()).status?.phase).to.equal('Succeeded');
    } finally {
      await pipeline.remove();
    }
  });
});
