import { expect } from 'chai';
import { RefitError } from '../../../../controller/core/errors.ts';
import { refusalOf } from '../../../../controller/core/refusals.ts';
import type { Refusal } from '../../../../controller/core/refusals.ts';
import { placedRecord, placementText } from '../../../../controller/serving/deployment/record.ts';
import { RefusedReleases } from '../../../../controller/serving/deployment/refused.ts';
import { nextStage } from '../../../../controller/serving/deployment/transition.ts';
import type { ServingPlacement } from '../../../../controller/serving/serving.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { record, served } from './statuses.ts';

const key = { namespace: 'ml', workflow: 'digits', workflowUID: 'u', step: 'serve' };
const wanted = { ...served('b'), again: 'digits-2' };

function refusal(reason: 'ObjectRefused' | 'AccessDenied', message: string): Refusal {
  const found = refusalOf(new RefitError(reason, message));
  if (found === undefined) throw new Error(`${reason} is no refusal`);
  return found;
}

describe('a release that is refused', () => {
  it('has failed when its time is over, counted from the first refusal', async () => {
    const clock = new FakeClock();
    const refused = new RefusedReleases(clock);
    refused.note(key, wanted, refusal('AccessDenied', 'a quota'), 10_000);
    await clock.advance(9_000);
    refused.note(key, wanted, refusal('AccessDenied', 'the quota'), 10_000);
    const rollout = { release: wanted.release, reason: 'AccessDenied', message: 'the quota' };
    expect(refused.tell(key, undefined)?.rollout).to.deep.equal({ ...rollout, phase: 'Progressing' });
    await clock.advance(1_000);
    expect(refused.tell(key, undefined)?.rollout).to.deep.equal({ ...rollout, phase: 'Failed' });
    // Asked for by another run: another try.
    refused.note(key, { ...wanted, again: 'digits-3' }, refusal('AccessDenied', 'the quota'), 10_000);
    expect(refused.tell(key, undefined)?.rollout?.phase).to.equal('Progressing');
    refused.forget(key);
    expect(refused.tell(key, undefined)).to.equal(undefined);
  });

  it('has failed at once when it can never be made', () => {
    const refused = new RefusedReleases(new FakeClock());
    refused.note(key, wanted, refusal('ObjectRefused', 'no such port'), 10_000);
    expect(refused.tell(key, undefined)?.rollout?.phase).to.equal('Failed');
  });

  it('takes nothing from what is live', () => {
    const refused = new RefusedReleases(new FakeClock());
    refused.note(key, wanted, refusal('ObjectRefused', 'no such port'), 10_000);
    const live = { live: wanted.release, restarts: 0, healthy: true };
    expect(refused.tell(key, live)).to.equal(live);
    const other = { ...live, live: served('a').release };
    expect(refused.tell(key, other)).to.include({ live: other.live, healthy: true });
  });

  it('is tried again when it is placed otherwise, and by the same name only then', () => {
    const placed = (cpu: string): ServingPlacement => ({ deletionPolicy: 'Orphan', resources: { requests: { cpu } } });
    const failure = { release: wanted.release, again: wanted.again, reason: 'ObjectRefused', message: 'too much' };
    const before = record('b', {
      again: wanted.again,
      failed: [{ ...failure, placement: placementText(placed('64')) }],
    });
    const stopped = { template: served('b'), complete: true };
    const next = (placement: ServingPlacement) => nextStage(placedRecord(before, placement), stopped, wanted, 0).run;
    expect(next(placed('64'))).to.equal('Stopped');
    expect(next({ ...placed('64'), deletionPolicy: 'Delete' })).to.equal('Stopped');
    expect(next(placed('1'))).to.deep.equal(served('b'));
    // One that failed as it ran is none of the placement's.
    const ran = record('b', { again: wanted.again, failed: [failure] });
    expect(nextStage(placedRecord(ran, placed('1')), stopped, wanted, 0).run).to.equal('Stopped');
  });
});
