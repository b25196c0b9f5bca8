import { expect } from 'chai';
import { eventually } from '../support/eventually.ts';
import { LocalPipeline, told, type PipelineOptions, type WrittenSpec } from '../support/local-pipeline.ts';

/** One step that runs `train.sh` and makes a model; `run` and `more` are added to it and to the spec. */
function oneStep(
  { code, data, traceFile, holdFile }: LocalPipeline,
  run: WrittenSpec = {},
  more: WrittenSpec = {},
): WrittenSpec {
  return {
    sources: [
      { name: 'code', git: { url: code.path, ref: { branch: 'main' } } },
      { name: 'data', git: { url: data.path, ref: { branch: 'main' } } },
    ],
    steps: [
      {
        name: 'train',
        run: {
          command: ['sh', '-c', 'echo train: >> "$TRACE"; . ./train.sh'],
          env: [
            { name: 'TRACE', value: traceFile },
            { name: 'HOLD', value: holdFile },
          ],
          ...run,
        },
        inputs: [{ name: 'code', source: 'code', paths: ['train.sh'] }],
        outputs: [{ name: 'model', kind: 'model' }],
      },
    ],
    ...more,
  };
}

function options(train: string, run: WrittenSpec = {}, more: WrittenSpec = {}): PipelineOptions {
  return { spec: (pipeline) => oneStep(pipeline, run, more), code: { 'train.sh': train } };
}

const good = 'date +%N > "$REFIT_OUTPUT_MODEL"\n';
const bad = 'echo no luck >&2; exit 3\n';

async function withPipeline(made: PipelineOptions, test: (pipeline: LocalPipeline) => Promise<void>): Promise<void> {
  const pipeline = await LocalPipeline.create(made);
  try {
    await pipeline.start();
    await pipeline.apply();
    await pipeline.settled();
    await test(pipeline);
  } finally {
    await pipeline.remove();
  }
}

async function retry(pipeline: LocalPipeline, run: string, token: string): Promise<void> {
  const { sequence } = (await pipeline.lastRun()).spec;
  await pipeline.annotate('refit.dev/retry', token, run);
  await pipeline.run(sequence + 1);
  await pipeline.settled();
}

describe('a step that fails', () => {
  it('is remembered, not repeated, until its code changes or a person asks', async () => {
    await withPipeline(options(bad, {}, { history: { successful: 1, failed: 1 } }), async (pipeline) => {
      expect(pipeline.ran()).to.deep.equal(['train']);
      const failed = await pipeline.lastRun();
      expect(told(failed)).to.deep.equal(['train Failed']);
      expect(failed.status?.message).to.contain('train').and.to.contain('no luck');
      expect(await pipeline.condition('UpToDate')).to.include({ status: 'False', reason: 'RunFailed' });

      await pipeline.push(pipeline.code, 'words', { 'README.md': 'other\n' });
      await pipeline.settled();
      expect(pipeline.ran()).to.deep.equal([]);
      expect(await pipeline.condition('UpToDate')).to.include({ status: 'False', reason: 'RunFailed' });

      await retry(pipeline, 'toy-1', 'a');
      expect(pipeline.ran()).to.deep.equal(['train']);
      expect((await pipeline.lastRun()).spec.trigger).to.deep.include({ kind: 'Retry', retryOf: 'toy-1' });

      await pipeline.push(pipeline.code, 'fix', { 'train.sh': good });
      await pipeline.settled();
      expect(pipeline.ran()).to.deep.equal(['train']);
      expect(told(await pipeline.lastRun())).to.deep.equal(['train Succeeded']);

      await pipeline.push(pipeline.code, 'break', { 'train.sh': bad });
      await pipeline.settled();
      expect(pipeline.ran()).to.deep.equal([]);
      expect(await pipeline.condition('UpToDate')).to.include({ status: 'False', reason: 'RunFailed' });
    });
  });

  it('is retried once per token, also when the answer has left the history', async () => {
    await withPipeline(options(bad, {}, { history: { successful: 1, failed: 2 } }), async (pipeline) => {
      await retry(pipeline, 'toy-1', 'a');
      await retry(pipeline, 'toy-2', 'b');
      await retry(pipeline, 'toy-3', 'c');
      expect((await pipeline.runs()).map((run) => run.spec.sequence)).to.deep.equal([3, 4]);
      await pipeline.push(pipeline.code, 'words', { 'README.md': 'other\n' });
      await pipeline.settled();
      await pipeline.stop();
      await pipeline.start();
      await pipeline.settled();
      expect((await pipeline.lastRun()).spec.sequence).to.equal(4);
      expect(pipeline.ran()).to.have.length(4);
    });
  });

  it('is tried again as often as `retries` says, and raising it gives another chance', async () => {
    const train = `n=$(wc -l < "$TRACE"); [ "$n" -ge 3 ] || { echo try $n >&2; exit 1; }\n${good}`;
    await withPipeline(options(train, { retries: 2 }), async (pipeline) => {
      expect(pipeline.ran()).to.deep.equal(['train', 'train', 'train']);
      const run = await pipeline.lastRun();
      expect(run.status?.steps?.[0]).to.include({ state: 'Succeeded', attempt: 3 });
    });
    await withPipeline(options(train, { retries: 1 }), async (pipeline) => {
      expect(pipeline.ran()).to.deep.equal(['train', 'train']);
      expect((await pipeline.lastRun()).status?.phase).to.equal('Failed');
      await pipeline.apply(() => oneStep(pipeline, { retries: 2 }));
      await pipeline.settled();
      expect(pipeline.ran()).to.deep.equal(['train']);
      expect((await pipeline.lastRun()).status?.phase).to.equal('Succeeded');
    });
  });

  it('is ended at its timeout', async () => {
    await withPipeline(options('sleep 60\n', { timeout: '300ms' }), async (pipeline) => {
      const run = await pipeline.lastRun();
      expect(told(run)).to.deep.equal(['train Failed']);
      expect(run.status?.message).to.contain('longer than 0.3 s');
      expect(pipeline.ran()).to.deep.equal(['train']);
    });
  });

  it('keeps its retry under way when a newer commit supersedes the retry', async () => {
    const train = `n=$(wc -l < "$TRACE"); [ "$n" -ge 2 ] || exit 1; while [ -e "$HOLD" ]; do sleep 0.02; done\n${good}`;
    await withPipeline(options(train), async (pipeline) => {
      pipeline.hold();
      await pipeline.annotate('refit.dev/retry', 'a', 'toy-1');
      await pipeline.step(2, 'train', 'Running');
      await eventually(() => expect(pipeline.started()).to.deep.equal(['train', 'train']));
      pipeline.ran();
      await pipeline.apply((spec) => ({
        ...spec,
        steps: [...(spec['steps'] as unknown[]), { name: 'other', run: { command: ['true'] } }],
      }));
      await pipeline.step(3, 'train', 'Running');
      pipeline.release();
      await pipeline.settled();
      expect(told(await pipeline.lastRun())).to.have.members(['train Succeeded', 'other Succeeded']);
      expect(pipeline.ran()).to.deep.equal([]);
    });
  });

  it('does not spin when a request cannot be answered', async () => {
    await withPipeline(options(good), async (pipeline) => {
      pipeline.ran();
      await pipeline.data.git('branch', '-m', 'main', 'gone');
      await pipeline.becomes('Ready', 'False', 'RefNotFound');
      await pipeline.annotate('refit.dev/force', 'a=train');
      await eventually(() => pipeline.controller.isSettled(), 5_000);
      await pipeline.data.git('branch', '-m', 'gone', 'main');
      await pipeline.run(2);
      await pipeline.settled();
      expect(pipeline.ran()).to.deep.equal(['train']);
    });
  });
});

describe('reuse', () => {
  it('runs a forced step again, once per token, and uses what it made', async () => {
    await withPipeline(options(good), async (pipeline) => {
      const first = (await pipeline.lastRun()).status?.steps?.[0]?.outputs[0]?.digest;
      await pipeline.annotate('refit.dev/force', 'a=train');
      await pipeline.run(2);
      await pipeline.settled();
      const run = await pipeline.lastRun();
      expect(run.spec.force).to.deep.equal(['train']);
      expect(run.status?.steps?.[0]).to.include({ state: 'Succeeded', attempt: 2 });
      expect(run.status?.steps?.[0]?.reasons.map(({ kind }) => kind)).to.deep.equal(['Forced']);
      expect(run.status?.steps?.[0]?.outputs[0]?.digest).not.to.equal(first);
      await pipeline.push(pipeline.code, 'words', { 'README.md': 'other\n' });
      await pipeline.settled();
      expect((await pipeline.lastRun()).spec.sequence).to.equal(2);
      expect(pipeline.ran()).to.have.length(2);
      // Names that are no steps force nothing.
      await pipeline.annotate('refit.dev/force', 'b=nothing');
      await eventually(async () => expect((await pipeline.workflow()).status?.requests?.force).to.equal('b=nothing'));
      await pipeline.settled();
      expect((await pipeline.lastRun()).spec.sequence).to.equal(2);
    });
  });

  it('with policy Never, runs the step at each decision and settles', async () => {
    await withPipeline(options(good, { reuse: { policy: 'Never' } }), async (pipeline) => {
      expect(pipeline.ran()).to.deep.equal(['train']);
      await pipeline.push(pipeline.code, 'words', { 'README.md': 'other\n' });
      await pipeline.settled();
      expect(pipeline.ran()).to.deep.equal(['train']);
      expect(told(await pipeline.lastRun())).to.deep.equal(['train Succeeded']);
    });
  });

  it('with maxAge, runs a step again whose result is too old when a decision is made', async () => {
    await withPipeline(options(good, { reuse: { maxAge: '1ms' } }), async (pipeline) => {
      expect(pipeline.ran()).to.deep.equal(['train']);
      await pipeline.push(pipeline.code, 'words', { 'README.md': 'other\n' });
      await pipeline.settled();
      expect(pipeline.ran()).to.deep.equal(['train']);
      expect(told(await pipeline.lastRun())).to.deep.equal(['train Succeeded']);
    });
  });

  it('is shared by the workflows of a namespace, also while the step runs', async () => {
    const pipeline = await LocalPipeline.create(options(`while [ -e "$HOLD" ]; do sleep 0.02; done\n${good}`));
    try {
      await pipeline.start();
      pipeline.hold();
      await pipeline.apply();
      await pipeline.step(1, 'train', 'Running');
      await eventually(() => expect(pipeline.started()).to.deep.equal(['train']));
      pipeline.ran();
      await pipeline.apply((spec) => spec, 'twin');
      const waiting = await eventually(async () => {
        const run = await pipeline.run(1, 'twin');
        expect(run.status?.steps?.[0]?.state).to.equal('Pending');
        return run;
      });
      expect(waiting.status?.steps?.[0]?.message).to.contain('waits');
      pipeline.release();
      await pipeline.settled('twin');
      await pipeline.settled();
      expect(pipeline.ran()).to.deep.equal([]);
      expect(told(await pipeline.lastRun('twin'))).to.deep.equal(['train Reused']);
      const models = await pipeline.models();
      expect(models.map(({ spec }) => spec.workflow).toSorted()).to.deep.equal(['toy', 'twin']);
      expect(new Set(models.map(({ spec }) => spec.digest)).size).to.equal(1);
    } finally {
      await pipeline.remove();
    }
  });
});

describe('history', () => {
  it('keeps as many runs as the spec says', async () => {
    await withPipeline(options(good, {}, { history: { successful: 2, failed: 1, models: 2 } }), async (pipeline) => {
      for (const version of ['1', '2', '3', '4']) {
        await pipeline.push(pipeline.code, version, { 'train.sh': `${good}# ${version}\n` });
        await pipeline.settled();
      }
      expect((await pipeline.runs()).map((run) => run.spec.sequence)).to.deep.equal([4, 5]);
      expect(await pipeline.models()).to.have.length(2);
      // Results outlive runs.
      pipeline.ran();
      await pipeline.push(pipeline.code, 'back', { 'train.sh': good });
      await pipeline.settled();
      expect(pipeline.ran()).to.deep.equal([]);
    });
  });
});

describe('a gate', () => {
  it('fails closed on a metric that is NaN, a text, not there, or in a file that is no JSON', async () => {
    const pipeline = await LocalPipeline.running();
    try {
      const before = await pipeline.served();
      const reports = ['{"accuracy": NaN}', '{"accuracy": "high"}', '{"precision": 0.9}', 'accuracy=0.9'];
      for (const [index, report] of reports.entries()) {
        await pipeline.push(pipeline.code, report, {
          'evaluate.sh': `cat > metrics.json <<'EOT'\n${report}\nEOT\n`,
          'train.sh': `echo accuracy=0.9${index} > "$REFIT_OUTPUT_MODEL"\n`,
        });
        await pipeline.settled();
        const run = await pipeline.lastRun();
        expect(told(run), report).to.include('serve Skipped');
        expect(run.status?.phase).to.equal('Failed');
        expect(await pipeline.served()).to.deep.equal(before);
      }
    } finally {
      await pipeline.remove();
    }
  });
});

describe('a spec that is not in order', () => {
  it('is told of, decides nothing, and is forgotten when it is mended', async () => {
    await withPipeline(options(good), async (pipeline) => {
      const { store } = pipeline.controller.ports;
      const before = await pipeline.workflow();
      const [train] = before.spec.steps;
      if (!train) throw new Error('no step');
      const broken = { ...train, name: 'broken', inputs: [{ name: 'x', from: 'nowhere.x', mode: 'Mount' as const }] };
      await eventually(async () =>
        store.update({ ...(await pipeline.workflow()), spec: { ...before.spec, steps: [train, broken] } }),
      );
      const condition = await pipeline.becomes('Ready', 'False', 'SpecInvalid');
      expect(condition.message).to.contain('nowhere');
      expect(await pipeline.condition('Stalled')).to.include({ status: 'True' });
      expect(await pipeline.runs()).to.have.length(1);
      await pipeline.apply();
      await pipeline.becomes('Ready', 'True', 'Reconciled');
      await pipeline.settled();
      expect(await pipeline.runs()).to.have.length(1);
      expect(await pipeline.condition('Stalled')).to.equal(undefined);
    });
  });
});
