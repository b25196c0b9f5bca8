import { expect } from 'chai';
import type { ExecutionJob } from '../../../../controller/engines/job/executions.ts';
import { factsOf } from '../../../../controller/engines/job/facts.ts';
import { endAnnotation } from '../../../../controller/engines/job/names.ts';
import type { Reading } from '../../../../controller/engines/job/read-state.ts';
import { standardBounds } from '../../../../controller/engines/job/trouble.ts';
import type { Trouble } from '../../../../controller/engines/job/trouble.ts';
import { verdictText } from '../../../../controller/engines/job/verdict.ts';
import type { Verdict } from '../../../../controller/engines/job/verdict.ts';
import { Watchdog } from '../../../../controller/engines/job/watchdog.ts';
import type { KubernetesClient } from '../../../../controller/kubernetes/client.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { silentLogger } from '../../../support/log.ts';
import { podRequest } from '../../../support/pod-root.ts';

const minute = 60_000;
const hour = 60 * minute;

/** One execution under a watchdog, in time that the test moves. What was read last is looked at again whenever it asks. */
class Watch {
  readonly clock = new FakeClock();
  readonly ordered: Verdict[] = [];
  readonly asked: string[] = [];
  readonly watchdog: Watchdog;
  /** Fails orders while it is true. */
  away = false;
  event = '';
  #reading: Reading = { kind: 'Live', phase: 'Pending', message: '' };
  #job: ExecutionJob;

  constructor() {
    const execution = factsOf(podRequest({ timeoutMs: 10 * minute }));
    const metadata = { name: execution.name, namespace: 'ml', uid: 'job' };
    this.#job = { apiVersion: 'batch/v1', kind: 'Job', metadata, execution };
    this.watchdog = new Watchdog({
      client: { list: this.#list as KubernetesClient['list'] },
      clock: this.clock,
      log: silentLogger,
      bounds: standardBounds,
      order: async (_name, verdict) => {
        if (this.away) throw new Error('away');
        this.ordered.push(verdict);
        this.#job = { ...this.#job, metadata: { ...metadata, annotations: { [endAnnotation]: verdictText(verdict) } } };
      },
      look: () => this.look(),
    });
  }

  get job(): ExecutionJob {
    return this.#job;
  }

  look(reading = this.#reading): void {
    this.#reading = reading;
    this.watchdog.look(this.#job, reading);
  }

  waits(trouble: Partial<Trouble>): void {
    const whole = { reason: 'Waits', message: 'm', bound: 'containerMs', phase: 'Infrastructure', ...trouble } as const;
    this.look({ kind: 'Live', phase: 'Pending', message: whole.message, trouble: whole });
  }

  readonly #list = async (_type: unknown, options: { fieldSelector?: string }): Promise<object> => {
    this.asked.push(options.fieldSelector ?? '');
    return { items: this.event === '' ? [] : [{ metadata: {}, reason: 'FailedCreate', message: this.event }] };
  };
}

describe('the watchdog of executions', () => {
  let watch: Watch;
  beforeEach(() => {
    watch = new Watch();
  });
  afterEach(() => watch.watchdog.close());

  it("ends a step at its time, counted from its container's start", async () => {
    const startedAt = new Date(watch.clock.now() - 4 * minute).toISOString();
    watch.look({ kind: 'Live', phase: 'Running', message: '', startedAt });
    await watch.clock.advance(6 * minute);
    expect(watch.ordered).to.deep.equal([]);
    await watch.clock.advance(1000);
    expect(watch.ordered.map(({ reason }) => reason)).to.deep.equal(['Timeout']);
    expect(watch.ordered[0]).to.include({ phase: 'Failed', startedAt, message: 'the step ran longer than 600 s' });
    await watch.clock.advance(hour);
    expect(watch.ordered).to.have.length(1);
  });

  it('tries again when the API server is away', async () => {
    watch.away = true;
    watch.look({ kind: 'Live', phase: 'Running', message: '', startedAt: new Date(0).toISOString() });
    await watch.clock.advance(minute);
    watch.away = false;
    await watch.clock.advance(minute);
    expect(watch.ordered).to.have.length(1);
  });

  it('bounds a wait by how long the same trouble lasts', async () => {
    watch.waits({ reason: 'ImagePullFailed' });
    await watch.clock.advance(4 * minute);
    watch.waits({ reason: 'Unschedulable', bound: 'capacityMs' });
    await watch.clock.advance(4 * minute);
    watch.waits({ reason: 'ImagePullFailed' });
    await watch.clock.advance(4 * minute);
    watch.waits({ reason: 'ImagePullFailed', message: 'another text' });
    expect(watch.ordered).to.deep.equal([]);
    await watch.clock.advance(minute);
    expect(watch.ordered[0]).to.include({ reason: 'ImagePullFailed', message: 'another text (for 5 minutes)' });
  });

  it('ends at once what waiting does not mend', () => {
    watch.waits({ reason: 'InvalidImageName', bound: 'Now', phase: 'Failed', message: 'bad' });
    expect(watch.ordered[0]).to.include({ phase: 'Failed', reason: 'InvalidImageName', message: 'bad' });
  });

  it('asks for events only while nothing else says why, and now and then', async () => {
    watch.waits({ reason: 'PodNotCreated', bound: 'capacityMs', message: '', events: { kind: 'Job', uid: 'job' } });
    await watch.clock.advance(2_000);
    expect(watch.asked).to.deep.equal([]);
    watch.event = 'exceeded quota: none';
    await watch.clock.advance(2_000);
    expect(watch.asked).to.deep.equal(['involvedObject.uid=job,type=Warning']);
    expect(watch.watchdog.said(watch.job)).to.equal('FailedCreate: exceeded quota: none');
    await watch.clock.advance(10 * minute);
    expect(watch.asked.length).to.be.within(9, 12);
    await watch.clock.advance(24 * hour);
    expect(watch.ordered[0]?.message).to.contain('exceeded quota: none');
  });

  it('gives up a pod that was told to go and does not', async () => {
    watch.waits({ reason: 'PodTerminating', bound: 'stuckMs', message: 'its pod is being deleted' });
    await watch.clock.advance(20 * minute);
    expect(watch.ordered[0]).to.include({ phase: 'Infrastructure', reason: 'PodTerminating' });
    await watch.clock.advance(minute);
    expect(watch.watchdog.hasAbandoned(watch.job)).to.equal(true);
  });

  it('does not give up a pod in its grace period', async () => {
    await watch.clock.advance(0);
    watch.look({ kind: 'Live', phase: 'Running', message: '', startedAt: new Date(0).toISOString() });
    await watch.clock.advance(0);
    expect(watch.ordered).to.have.length(1);
    const trouble = { reason: 'PodTerminating', message: '', bound: 'stuckMs', phase: 'Infrastructure' } as const;
    watch.look({ kind: 'Live', phase: 'Running', message: '', startedAt: new Date(0).toISOString(), trouble });
    await watch.clock.advance(minute);
    expect(watch.watchdog.hasAbandoned(watch.job)).to.equal(false);
    await watch.clock.advance(20 * minute);
    expect(watch.watchdog.hasAbandoned(watch.job)).to.equal(true);
  });

  it('ends an attempt whose pods are disrupted again and again', () => {
    for (const pod of ['a', 'b', 'c', 'd', 'e', 'e']) {
      watch.look({ kind: 'Live', phase: 'Pending', message: 'preempted', disrupted: pod });
    }
    expect(watch.ordered).to.deep.equal([]);
    watch.look({ kind: 'Live', phase: 'Pending', message: 'preempted', disrupted: 'f' });
    expect(watch.ordered[0]).to.include({ phase: 'Infrastructure', reason: 'Disrupted' });
  });

  it('leaves no timer behind', async () => {
    watch.waits({});
    expect(watch.clock.pending).to.equal(1);
    watch.watchdog.forget(watch.job.execution.name);
    expect(watch.clock.pending).to.equal(0);
  });
});
