import { expect } from 'chai';
import { RefitError, type Reason } from '../../controller/core/errors.ts';
import type { ExecutionRequest } from '../../controller/engines/engine.ts';
import { eventually } from '../support/eventually.ts';
import { LocalPipeline, rows, told } from '../support/local-pipeline.ts';

/** A pipeline whose engine refuses the step `train` as long as `refusing` names a reason. */
async function refusingPipeline(refusing: { reason?: Reason; readonly asked: string[] }): Promise<LocalPipeline> {
  const pipeline = await LocalPipeline.create();
  await pipeline.start();
  const { engine } = pipeline.controller.ports;
  const ensure = engine.ensure.bind(engine);
  engine.ensure = async (request: ExecutionRequest) => {
    if (refusing.reason === undefined || request.key.step !== 'train') return ensure(request);
    refusing.asked.push(request.key.step);
    throw new RefitError(refusing.reason, `Job default/toy: ${refusing.reason}`);
  };
  return pipeline;
}

describe('a step that is refused', function () {
  this.timeout(60_000);

  it('fails its run with the reason, is not asked for again, and is resumed by a changed spec and by a retry', async () => {
    const refusing: { reason?: Reason; readonly asked: string[] } = { reason: 'ObjectRefused', asked: [] };
    const pipeline = await refusingPipeline(refusing);
    try {
      await pipeline.apply();
      await pipeline.settled();
      const failed = await pipeline.lastRun();
      expect(told(failed)).to.deep.equal([
        'prepare Succeeded',
        'train Failed',
        'evaluate Skipped',
        'quality Skipped',
        'serve Skipped',
      ]);
      expect(failed.status).to.include({ phase: 'Failed', message: 'train: Job default/toy: ObjectRefused' });
      expect(refusing.asked).to.have.length(1);
      // Nothing moved: nothing is decided.
      pipeline.controller.ports.enqueue.workflow({ namespace: 'default', name: 'toy' });
      await pipeline.settled();
      expect((await pipeline.lastRun()).spec.sequence).to.equal(1);

      // Where and how it runs is in no fingerprint: that another spec is worth a try must not depend on it.
      await pipeline.apply((spec) => ({ ...spec, stepDefaults: { run: { timeout: '2h' } } }));
      await pipeline.settled();
      expect(told(await pipeline.run(2))).to.include('train Failed');
      expect(refusing.asked).to.have.length(2);

      delete refusing.reason;
      await pipeline.annotate('refit.dev/retry', 'a', 'toy-2');
      await pipeline.run(3);
      await pipeline.settled();
      expect(told(await pipeline.lastRun()))
        .to.include('train Succeeded')
        .and.to.include('serve Succeeded');
    } finally {
      await pipeline.remove();
    }
  });

  it('is waited for where something is in the way, which its row says', async () => {
    const refusing: { reason?: Reason; readonly asked: string[] } = { reason: 'AccessDenied', asked: [] };
    const pipeline = await refusingPipeline(refusing);
    try {
      await pipeline.apply();
      await eventually(async () => {
        const row = (await pipeline.run(1)).status?.steps?.find(({ name }) => name === 'train');
        expect(row).to.include({ state: 'Pending', message: 'waits: Job default/toy: AccessDenied' });
      }, 30_000);
      delete refusing.reason;
      await pipeline.settled();
      expect(told(await pipeline.lastRun()))
        .to.include('train Succeeded')
        .and.to.include('serve Succeeded');
    } finally {
      await pipeline.remove();
    }
  });

  it('lets the other steps of its run come to their end', async () => {
    const refusing: { reason?: Reason; readonly asked: string[] } = { asked: [] };
    const pipeline = await refusingPipeline(refusing);
    try {
      await pipeline.apply((spec) => ({
        ...spec,
        steps: [
          ...(spec['steps'] as unknown[]),
          { name: 'other', run: { command: ['sh', '-c', `while [ -e "${pipeline.holdFile}" ]; do sleep 0.02; done`] } },
        ],
      }));
      await pipeline.settled();
      refusing.reason = 'ObjectRefused';
      pipeline.hold();
      await pipeline.annotate('refit.dev/force', 'f=other');
      await pipeline.push(pipeline.data, 'more', { 'batches/2.csv': rows(3, 10) });
      await eventually(async () => {
        const steps = (await pipeline.lastRun()).status?.steps ?? [];
        expect(steps.find(({ name }) => name === 'train')?.state).to.equal('Failed');
        expect(steps.find(({ name }) => name === 'other')?.state).to.equal('Running');
        expect(refusing.asked).to.have.length.greaterThan(0);
      }, 30_000);
      const asked = refusing.asked.length;
      const { name } = (await pipeline.lastRun()).metadata;
      pipeline.controller.ports.enqueue.run({ namespace: 'default', name });
      pipeline.release();
      await pipeline.settled();
      const run = await pipeline.lastRun();
      expect(told(run)).to.include('train Failed').and.to.include('other Succeeded');
      expect(run.status?.phase).to.equal('Failed');
      expect(refusing.asked).to.have.length(asked);
    } finally {
      await pipeline.remove();
    }
  });
});
