import { expect } from 'chai';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { validateModelVersion, validateWorkflowRun } from '../../controller/api/v1alpha1/validators.generated.js';
import { startLocal } from '../../controller/main.ts';
import { collectingLogger, silentLogger } from '../support/log.ts';
import { eventually } from '../support/eventually.ts';
import { LocalPipeline, told, type PipelineOptions, type WrittenSpec } from '../support/local-pipeline.ts';

/** Steps that see `train.sh` of the code repository, and nothing of the data. */
function specWith(steps: (pipeline: LocalPipeline) => readonly WrittenSpec[], more: WrittenSpec = {}) {
  return (pipeline: LocalPipeline): WrittenSpec => ({
    sources: [
      { name: 'code', git: { url: pipeline.code.path, ref: { branch: 'main' } } },
      { name: 'data', git: { url: pipeline.data.path, ref: { branch: 'main' } } },
    ],
    steps: steps(pipeline),
    ...more,
  });
}

const code = { name: 'code', source: 'code', paths: ['train.sh'] };

async function withPipeline(options: PipelineOptions, test: (pipeline: LocalPipeline) => Promise<void>): Promise<void> {
  const pipeline = await LocalPipeline.create(options);
  try {
    await test(pipeline);
  } finally {
    await pipeline.remove();
  }
}

/** Milliseconds that something takes, for what would otherwise wait for a fixed, much longer time. */
async function timed(work: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

describe('one controller per state folder', () => {
  it('refuses a second, and lets the next one in after stop', async () => {
    await withPipeline({}, async (pipeline) => {
      await pipeline.start();
      const second = await startLocal({ state: pipeline.state, log: silentLogger }).then(
        async (controller) => {
          await controller.stop();
          return undefined;
        },
        (error: unknown) => error,
      );
      expect(second).to.have.property('reason', 'StateLocked');
      await pipeline.stop();
      await pipeline.start();
      expect(await pipeline.controller.isSettled()).to.equal(true);
    });
  });
});

describe('stop', () => {
  it('does not wait out its grace time when nothing, a step or a failing source is under way', async () => {
    const log = collectingLogger();
    const hold = (pipeline: LocalPipeline): readonly WrittenSpec[] => [
      {
        name: 'train',
        run: {
          command: ['sh', '-c', 'while [ -e "$HOLD" ]; do sleep 0.02; done; echo m > "$REFIT_OUTPUT_MODEL"'],
          env: [{ name: 'HOLD', value: pipeline.holdFile }],
        },
        inputs: [code],
        outputs: [{ name: 'model', kind: 'model' }],
      },
    ];
    await withPipeline({ spec: specWith(hold), log }, async (pipeline) => {
      const grace = 10_000;
      await pipeline.start();
      expect(await timed(() => pipeline.stop())).to.be.lessThan(grace / 2);
      await pipeline.start();
      pipeline.hold();
      await pipeline.apply();
      // In the middle of the first look.
      expect(await timed(() => pipeline.stop())).to.be.lessThan(grace / 2);
      await pipeline.start();
      await pipeline.step(1, 'train', 'Running');
      expect(await timed(() => pipeline.stop())).to.be.lessThan(grace / 2);
      await pipeline.start();
      await pipeline.data.git('branch', '-m', 'main', 'gone');
      await pipeline.becomes('Ready', 'False', 'RefNotFound');
      expect(await timed(() => pipeline.stop())).to.be.lessThan(grace / 2);
      await pipeline.start();
      await pipeline.data.git('branch', '-m', 'gone', 'main');
      pipeline.release();
      await pipeline.settled();
      expect(log.lines.filter(({ level }) => level === 'error')).to.deep.equal([]);
    });
  });
});

describe('bounds', () => {
  it('runs as many steps at once as `parallel` says', async () => {
    const steps = (pipeline: LocalPipeline): readonly WrittenSpec[] =>
      [1, 2, 3, 4, 5].map((index) => ({
        name: `step-${index}`,
        run: {
          command: ['sh', '-c', `echo +: >> "$TRACE"; sleep 0.2; echo -: >> "$TRACE"; : step ${index}`],
          env: [{ name: 'TRACE', value: pipeline.traceFile }],
        },
      }));
    await withPipeline({ spec: specWith(steps), parallel: 2 }, async (pipeline) => {
      await pipeline.start();
      await pipeline.apply();
      await pipeline.settled();
      let running = 0;
      let most = 0;
      for (const line of pipeline.started()) {
        running += line === '+' ? 1 : -1;
        most = Math.max(most, running);
      }
      expect(pipeline.started()).to.have.length(10);
      expect(most).to.equal(2);
      expect((await pipeline.lastRun()).status?.phase).to.equal('Succeeded');
    });
  });

  it('keeps runs under 128 KiB and inside the schema, whatever steps write and commits touch', async () => {
    const path = (index: number): string => `train/${'long-'.repeat(40)}${index}.csv`;
    const steps = (): readonly WrittenSpec[] => [
      ...Array.from({ length: 12 }, (_, index) => ({
        name: `measure-${index}`,
        run: { command: ['sh', 'train.sh', String(index)] },
        inputs: [
          { name: 'code', source: 'code', paths: ['train.sh'] },
          { name: 'files', source: 'code', paths: ['train'] },
        ],
        outputs: [{ name: 'report', kind: 'metrics', path: 'metrics.json' }],
      })),
      {
        name: 'tell',
        run: { command: ['sh', '-c', 'head -c 20000 /dev/zero | tr "\\0" x >&2; exit 1'] },
        needs: ['measure-0'],
        inputs: [{ name: 'files', source: 'code', paths: ['train'] }],
      },
    ];
    const names = Array.from({ length: 900 }, (_, index) => `"metric-${'n'.repeat(100)}-${index}": ${index}.5`);
    const texts = Array.from({ length: 60 }, (_, index) => `"text-${index}": "${'t'.repeat(1_000)}"`);
    const script = `cat > metrics.json <<'EOT'\n{${[...texts, ...names].join(', ')}}\nEOT\n`;
    const files = (version: string) =>
      Object.fromEntries(Array.from({ length: 200 }, (_, index) => [path(index), `${version} ${index}`]));
    await withPipeline({ spec: specWith(steps), code: { 'train.sh': script, ...files('1') } }, async (pipeline) => {
      await pipeline.start();
      await pipeline.apply();
      await pipeline.settled();
      await pipeline.push(pipeline.code, 'm'.repeat(5_000), files('2'));
      await pipeline.settled();
      for (const run of await pipeline.runs()) {
        expect(Buffer.byteLength(JSON.stringify(run))).to.be.lessThan(128 * 1024);
        expect(validateWorkflowRun(structuredClone(run)), JSON.stringify(validateWorkflowRun.errors)).to.equal(true);
        expect(told(run)).to.include('tell Failed');
      }
      const [row] = (await pipeline.lastRun()).status?.steps ?? [];
      expect(row?.reasons[0]).to.include({ kind: 'PathsChanged', truncated: true });
    });
  });

  it('stores models inside the schema', async () => {
    const steps = (): readonly WrittenSpec[] => [
      {
        name: 'train',
        run: { command: ['sh', '-c', 'echo m > "$REFIT_OUTPUT_MODEL"'] },
        inputs: [code],
        outputs: [{ name: 'model', kind: 'model' }],
      },
    ];
    await withPipeline({ spec: specWith(steps) }, async (pipeline) => {
      await pipeline.start();
      await pipeline.apply();
      await pipeline.settled();
      const models = await pipeline.models();
      expect(models).to.have.length(1);
      for (const model of models)
        expect(validateModelVersion(structuredClone(model)), JSON.stringify(validateModelVersion.errors)).to.equal(
          true,
        );
    });
  });
});

describe('secrets', () => {
  it('reach the step and nothing else in the state folder', async () => {
    const secret = 'correct-horse-battery-staple';
    const log = collectingLogger();
    const env = [{ name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'hub', key: 'token' } } }];
    const steps = (): readonly WrittenSpec[] => [
      {
        name: 'length',
        run: { command: ['sh', '-c', 'printf %s "$TOKEN" | sha256sum > "$REFIT_OUTPUT_SUM"; echo "$TOKEN"'], env },
        outputs: [{ name: 'sum' }],
      },
      { name: 'fails', run: { command: ['sh', '-c', 'echo "bad token: $TOKEN" >&2; exit 1'], env } },
    ];
    await withPipeline({ spec: specWith(steps), log }, async (pipeline) => {
      mkdirSync(join(pipeline.state, 'secrets', 'hub'), { recursive: true, mode: 0o700 });
      writeFileSync(join(pipeline.state, 'secrets', 'hub', 'token'), secret, { mode: 0o600 });
      await pipeline.start();
      await pipeline.apply();
      await pipeline.settled();
      const run = await pipeline.lastRun();
      expect(told(run)).to.deep.equal(['length Succeeded', 'fails Failed']);
      expect(run.status?.message).to.contain('bad token: ***');
      await pipeline.stop();
      const found = readdirSync(pipeline.state, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .filter((file) => contentOf(file).includes(secret));
      expect(found).to.deep.equal([join(pipeline.state, 'secrets', 'hub', 'token')]);
      expect(JSON.stringify(log.lines)).not.to.contain(secret);
    });
  });
});

describe('a secret that is not there', () => {
  it('is waited for, costs no attempt, and the step goes on when it comes', async function () {
    this.timeout(60_000);
    const env = [{ name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'hub', key: 'token' } } }];
    const steps = () => [{ name: 'asks', run: { command: ['sh', '-c', 'test -n "$TOKEN"'], env } }];
    await withPipeline({ spec: specWith(steps) }, async (pipeline) => {
      await pipeline.start();
      await pipeline.apply();
      await eventually(async () => {
        const step = (await pipeline.run(1)).status?.steps?.[0];
        expect(step).to.include({ state: 'Pending' });
        expect(step?.message).to.match(/^waits: .*hub.*token/);
      });
      mkdirSync(join(pipeline.state, 'secrets', 'hub'), { recursive: true, mode: 0o700 });
      writeFileSync(join(pipeline.state, 'secrets', 'hub', 'token'), 'now', { mode: 0o600 });
      await pipeline.settled();
      const step = (await pipeline.lastRun()).status?.steps?.[0];
      expect(step).to.include({ state: 'Succeeded', attempt: 1 });
    });
  });
});

/** Empty for a file that went meanwhile: the last supervisor is still writing its compile cache. */
function contentOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    if (existsSync(file)) throw error;
    return Buffer.alloc(0);
  }
}

describe('a full disk', () => {
  it('of the artifact store holds decisions and results back, and loses none', async function () {
    this.timeout(120_000);
    const steps = (): readonly WrittenSpec[] => [
      {
        name: 'train',
        run: { command: ['sh', '-c', 'head -c 200000 /dev/urandom > "$REFIT_OUTPUT_MODEL"'] },
        inputs: [code],
        outputs: [{ name: 'model', kind: 'model' }],
      },
    ];
    await withPipeline({ spec: specWith(steps) }, async (pipeline) => {
      const artifacts = join(pipeline.state, 'artifacts');
      mkdirSync(artifacts, { recursive: true });
      const unmount = mountSmall(artifacts);
      try {
        await pipeline.start();
        await pipeline.apply();
        await pipeline.settled();
        const filler = join(artifacts, 'filler');
        execFileSync('sh', ['-c', `cat /dev/zero > ${filler} 2>/dev/null || true`]);
        await pipeline.push(pipeline.code, 'new', { 'train.sh': 'another' });
        await pipeline.becomes('Ready', 'False', 'ArtifactStoreUnavailable');
        expect(await pipeline.runs()).to.have.length(1);
        // Room for the decision, not for the model.
        writeFileSync(filler, Buffer.alloc(0));
        const room = 100_000;
        execFileSync('sh', ['-c', `cat /dev/zero > ${filler} 2>/dev/null || true; truncate -s -${room} ${filler}`]);
        await pipeline.run(2);
        await eventually(async () => {
          const store = pipeline.controller.ports.stores.of('default');
          const row = (await pipeline.run(2)).status?.steps?.[0];
          const attempts = await store.attempts('default', row?.fingerprint ?? `sha256:${'0'.repeat(64)}`);
          expect(attempts.map(({ outcome }) => outcome)).to.include('Infrastructure');
        });
        writeFileSync(filler, Buffer.alloc(0));
        await pipeline.settled();
        const run = await pipeline.lastRun();
        expect(run.spec.sequence).to.equal(2);
        expect(told(run)).to.deep.equal(['train Succeeded']);
        expect(await pipeline.condition('Ready')).to.include({ status: 'True' });
      } finally {
        await pipeline.stop();
        unmount();
      }
    });
  });
});

/** Two megabytes at `folder`. @throws where this machine does not let us mount: the test then fails and says so */
function mountSmall(folder: string): () => void {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', folder], { stdio: 'ignore' });
  } catch (cause) {
    throw new Error('a tmpfs cannot be mounted here, and a full disk cannot be tested without one (run as root)', {
      cause,
    });
  }
  return () => void execFileSync('umount', ['-l', folder]);
}
