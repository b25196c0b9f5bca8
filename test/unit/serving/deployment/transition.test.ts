import { expect } from 'chai';
import fc from 'fast-check';
import type { StageRecord } from '../../../../controller/serving/deployment/record.ts';
import { nextStage } from '../../../../controller/serving/deployment/transition.ts';
import type { Next, Seen } from '../../../../controller/serving/deployment/transition.ts';
import { began, record, served } from './statuses.ts';

const trouble = { reason: 'NotReady', message: 'not in time' };
const later = began + 1_000;

function next(before: StageRecord | undefined, seen: Seen, letter: string, again: string): Next {
  return nextStage(before, seen, { ...served(letter), again }, later);
}

describe('what a stage does next', () => {
  it('begins with what is wanted', () => {
    const { run, record: told } = next(undefined, { complete: false }, 'a', 'digits-1');
    expect(run).to.deep.equal(served('a'));
    expect(told).to.deep.equal(record('a', { startedAt: later }));
  });

  it('makes a complete template live', () => {
    const { run, record: told } = next(record('a'), { template: served('a'), complete: true }, 'a', 'digits-1');
    expect(run).to.deep.equal(served('a'));
    expect(told.live).to.deep.equal(served('a'));
  });

  it('notes what became live also when something newer is wanted already', () => {
    const { run, record: told } = next(record('a'), { template: served('a'), complete: true }, 'b', 'digits-2');
    expect(run).to.deep.equal(served('b'));
    expect(told).to.deep.equal({ ...record('b'), again: 'digits-2', live: served('a'), startedAt: later });
  });

  it('returns to what was live, and stays there until asked again', () => {
    const before = record('b', { live: served('a') });
    const failed = next(before, { template: served('b'), complete: false, failure: trouble }, 'b', 'digits-1');
    expect(failed.run).to.deep.equal(served('a'));
    const back = { template: served('a'), complete: true };
    expect(next(failed.record, back, 'b', 'digits-1').run).to.deep.equal(served('a'));
    const again = next(failed.record, back, 'b', 'digits-2');
    expect(again.run).to.deep.equal(served('b'));
    expect(again.record).to.deep.include({ failed: [], startedAt: later });
  });

  it('ends a try first that failed in the very look that asks for the next', () => {
    const before = record('b', { live: served('a') });
    const seen = { template: served('b'), complete: false, failure: trouble };
    const ended = next(before, seen, 'b', 'digits-2');
    expect(ended.run).to.deep.equal(served('a'));
    expect(next(ended.record, { template: served('a'), complete: true }, 'b', 'digits-2').run).to.deep.equal(
      served('b'),
    );
  });

  it('stops a first release that fails, and begins anew when asked', () => {
    const stopped = next(record('b'), { template: served('b'), complete: false, failure: trouble }, 'b', 'digits-1');
    expect(stopped.run).to.equal('Stopped');
    const empty = { template: served('b'), complete: true };
    expect(next(stopped.record, empty, 'b', 'digits-1')).to.deep.equal(stopped);
    const again = next(stopped.record, empty, 'b', 'digits-2');
    expect(again.run).to.deep.equal(served('b'));
    expect(again.record.live).to.equal(undefined);
    expect(again.record.startedAt).to.equal(later);
  });

  it('never gives up what is live', () => {
    const before = record('a', { live: served('a') });
    const { run } = next(before, { template: served('a'), complete: false, failure: trouble }, 'a', 'digits-1');
    expect(run).to.deep.equal(served('a'));
  });

  it('loses no live release and decides the same twice, whatever happens', () => {
    const letter = fc.constantFrom('a', 'b', 'c');
    const step = fc.record({
      letter,
      again: fc.constantFrom('1', '2'),
      outcome: fc.constantFrom('Complete' as const, 'Failed' as const, 'Neither' as const),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        let before: StageRecord | undefined;
        let template: Seen['template'];
        for (const { letter: wanted, again, outcome } of steps) {
          const seen: Seen = {
            complete: outcome === 'Complete',
            ...(template === undefined ? {} : { template }),
            ...(outcome === 'Failed' && template?.release === served(wanted).release ? { failure: trouble } : {}),
          };
          const { record: told, run } = next(before, seen, wanted, again);
          if (before?.live !== undefined) {
            expect(told.live).to.not.equal(undefined);
            expect(run).to.not.equal('Stopped');
          }
          expect(run === 'Stopped' || run.release === told.release || run.release === told.live?.release).to.equal(
            true,
          );
          const quiet = { complete: false, template: run === 'Stopped' ? served(wanted) : run };
          // A try that has just ended under another name is followed by the next one.
          if (seen.failure === undefined) expect(next(told, quiet, wanted, again)).to.deep.equal({ record: told, run });
          before = told;
          template = quiet.template;
        }
      }),
    );
  });
});
