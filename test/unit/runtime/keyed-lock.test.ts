import { expect } from 'chai';
import { KeyedLock, type Line } from '../../../controller/runtime/keyed-lock.ts';
import { settle } from '../../support/fake-clock.ts';

/** Work that lasts until it is told to end. */
function lasting(): { readonly work: () => Promise<string>; readonly end: () => void } {
  const { promise, resolve } = Promise.withResolvers<string>();
  return { work: () => promise, end: () => resolve('worked') };
}

describe('KeyedLock', () => {
  let locks: KeyedLock;
  let calls: string[];
  let runs: Line;
  let stages: Line;

  beforeEach(() => {
    locks = new KeyedLock();
    calls = [];
    runs = locks.line((key) => calls.push(`run ${key}`));
    stages = locks.line((key) => calls.push(`stage ${key}`));
  });

  const of = (lock: string) => async () => lock;
  const quick = async (): Promise<string> => 'worked';

  it('lets nobody wait: who finds it held is called when it is free', async () => {
    const long = lasting();
    const first = runs.hold('a', of('w'), long.work);
    expect(await stages.hold('b', of('w'), quick)).to.equal('Held');
    expect(await runs.hold('other', of('v'), quick)).to.equal('worked');
    expect(calls).to.deep.equal([]);
    long.end();
    expect(await first).to.equal('worked');
    expect(calls).to.deep.equal(['stage b']);
    expect(await stages.hold('b', of('w'), quick)).to.equal('worked');
    expect(calls).to.deep.equal(['stage b']);
  });

  it('calls one of each line at a time, and all in the end', async () => {
    const long = lasting();
    const first = runs.hold('a', of('w'), long.work);
    for (const key of ['b', 'c']) expect(await runs.hold(key, of('w'), quick)).to.equal('Held');
    expect(await stages.hold('s', of('w'), quick)).to.equal('Held');
    long.end();
    await first;
    expect(calls).to.deep.equal(['run b', 'stage s']);
    // The workers of stages are busy with others: runs go on without them.
    expect(await runs.hold('b', of('w'), quick)).to.equal('worked');
    expect(calls).to.deep.equal(['run b', 'stage s', 'run c']);
    expect(await runs.hold('c', of('w'), quick)).to.equal('worked');
    expect(await stages.hold('s', of('w'), quick)).to.equal('worked');
    expect(calls).to.have.length(3);
  });

  it('is free again after an error, which the holder hears', async () => {
    const error = await runs.hold('a', of('w'), () => Promise.reject(new Error('broken'))).catch(String);
    expect(error).to.equal('Error: broken');
    expect(await runs.hold('a', of('w'), quick)).to.equal('worked');
  });

  it('passes the turn on when who was called wants another lock by now, or fails to say which', async () => {
    const long = lasting();
    const first = runs.hold('a', of('w'), long.work);
    for (const key of ['b', 'c', 'd']) await runs.hold(key, of('w'), quick);
    long.end();
    await first;
    expect(calls).to.deep.equal(['run b']);
    expect(await runs.hold('b', of('b'), quick)).to.equal('worked');
    expect(calls).to.deep.equal(['run b', 'run c']);
    await runs.hold('c', () => Promise.reject(new Error('down')), quick).catch(() => undefined);
    expect(calls).to.deep.equal(['run b', 'run c', 'run d']);
  });

  it('does not call who got it in the meantime', async () => {
    const long = lasting();
    const first = runs.hold('a', of('w'), long.work);
    await stages.hold('s', of('w'), quick);
    await stages.hold('s', of('v'), quick);
    long.end();
    await first;
    expect(calls).to.deep.equal(['stage s']);
    const again = lasting();
    const held = stages.hold('s', of('w'), again.work);
    await settle();
    again.end();
    await held;
    expect(calls).to.deep.equal(['stage s']);
  });
});
