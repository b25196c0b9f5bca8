import { expect } from 'chai';
import { readRecord, recordAnnotations } from '../../../../controller/serving/deployment/record.ts';
import { readServingState } from '../../../../controller/serving/deployment/state.ts';
import { deployment, looping, pod, record, served, starting } from './statuses.ts';

const key = { namespace: 'ml', workflow: 'digits', workflowUID: 'uid-1', step: 'serve' };

describe('the state of a stage', () => {
  it('is live and well once all pods are of the release', () => {
    const state = readServingState(key, deployment('a', 'Complete', record('a')), [pod('a', 'one')]);
    expect(state).to.deep.equal({
      live: served('a').release,
      liveModel: served('a').model,
      url: 'http://digits-serve.ml.svc',
      restarts: 0,
      healthy: true,
    });
  });

  it('keeps the old release live while the new one starts', () => {
    const remembered = record('b', { live: served('a') });
    const pods = [pod('a', 'old'), pod('b', 'new', starting)];
    const state = readServingState(key, deployment('b', 'Surging', remembered), pods);
    expect(state).to.deep.include({ live: served('a').release, healthy: true });
    expect(state?.rollout).to.deep.equal({
      release: served('b').release,
      phase: 'Progressing',
      message: 'the server is not ready yet',
    });
  });

  it('says why a release failed, under the name of its try alone', () => {
    const failure = { release: served('b').release, again: 'digits-1', reason: 'NotReady', message: 'not in time' };
    const remembered = record('b', { live: served('a'), failed: [failure] });
    const state = readServingState(key, deployment('a', 'Complete', remembered), [pod('a', 'old')]);
    expect(state?.rollout).to.deep.include({ phase: 'Failed', reason: 'NotReady', message: 'not in time' });
    const again = { ...remembered, again: 'digits-2' };
    const next = readServingState(key, deployment('a', 'Complete', again), [pod('a', 'old')]);
    expect(next?.rollout?.phase).to.equal('Progressing');
  });

  it('never makes live what was stopped', () => {
    const failure = { release: served('b').release, again: 'digits-1', reason: 'Exited', message: 'it ended' };
    const state = readServingState(key, deployment('b', 'ScaledToZero', record('b', { failed: [failure] })), []);
    expect(state).to.deep.include({ healthy: false, message: 'nothing serves yet' });
    expect(state?.live).to.equal(undefined);
    expect(state?.rollout?.phase).to.equal('Failed');
  });

  it('tells restarts, and why what is live is not well', () => {
    const remembered = record('a', { live: served('a') });
    const state = readServingState(key, deployment('a', 'Surging', remembered), [pod('a', 'one', looping(3))]);
    expect(state).to.deep.include({
      live: served('a').release,
      healthy: false,
      restarts: 3,
      message: 'the server ended with exit code 1, 3 times',
    });
    const zero = readServingState(key, deployment('a', 'ScaledToZero', remembered), []);
    expect(zero).to.deep.include({ healthy: false, message: 'it is scaled to no pods' });
  });

  it('is none of a Deployment that nothing was wanted of yet', () => {
    const { metadata, ...rest } = deployment('a', 'Unseen', record('a'));
    expect(readServingState(key, { ...rest, metadata: { ...metadata, annotations: {} } }, [])).to.equal(undefined);
  });
});

describe('the record of a stage', () => {
  const failed = [{ release: served('b').release, again: 'digits-1', reason: 'Exited', message: 'it ended' }];

  it('is read as it was written', () => {
    for (const written of [record('a'), record('b', { live: served('a'), failed })]) {
      expect(readRecord({ name: 'digits-serve', annotations: recordAnnotations(written) })).to.deep.equal(written);
    }
  });

  it('is bounded', () => {
    const many = Array.from({ length: 50 }, (_, index) => ({
      release: `r${index}`,
      again: '',
      reason: 'X',
      message: 'm'.repeat(9_000),
    }));
    const annotations = recordAnnotations(record('b', { failed: many }));
    expect(Object.values(annotations).join('').length).to.be.below(32_000);
    expect(readRecord({ name: 'x', annotations })?.failed.at(-1)?.release).to.equal('r49');
  });

  it('forgets what somebody wrote over', () => {
    const annotations = {
      ...recordAnnotations(record('b', { failed })),
      'refit.dev/failed-releases': '{',
      'refit.dev/rollout-started': 'x',
    };
    expect(readRecord({ name: 'x', annotations })).to.deep.include({ failed: [], startedAt: 0 });
  });
});
