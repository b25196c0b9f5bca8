import { expect } from 'chai';
import { RefitError } from '../../../controller/core/errors.ts';
import type { KubernetesClient, KubernetesObject } from '../../../controller/kubernetes/client.ts';
import { runLeaderElection } from '../../../controller/runtime/leader.ts';
import {
  type LeasePort,
  type StoredLease,
  decideLease,
  microTime,
  openLease,
  releasedLease,
  seeLease,
} from '../../../controller/runtime/lease.ts';

const time = '2030-01-01T00:00:00.000000Z';
const claim = { identity: 'me', leaseMs: 15_000, now: 100_000, time };
const theirs: StoredLease = {
  holder: 'other',
  durationSeconds: 20,
  acquireTime: 'then',
  renewTime: 'then',
  transitions: 4,
  version: '7',
};
const seen = (lease: Partial<StoredLease>, at = 0, gone = false) => ({ lease: { ...theirs, ...lease }, at, gone });

describe('decideLease', () => {
  it('makes the Lease that is not there', () => {
    expect(decideLease(undefined, claim)).to.deep.equal({
      kind: 'Create',
      lease: { holder: 'me', durationSeconds: 15, acquireTime: time, renewTime: time, transitions: 0 },
    });
  });

  it('renews its own, as long ago as it may be', () => {
    expect(decideLease(seen({ holder: 'me' }), claim)).to.deep.equal({
      kind: 'Replace',
      version: '7',
      lease: { holder: 'me', durationSeconds: 15, acquireTime: 'then', renewTime: time, transitions: 4 },
    });
  });

  it('waits for as long as its holder asked for, from when it was seen on its own clock', () => {
    expect(decideLease(seen({}, 80_001), claim)).to.deep.equal({ kind: 'Wait' });
    expect(decideLease(seen({}, 80_001, true), claim)).to.deep.equal({ kind: 'Wait' });
    const lease = { holder: 'me', durationSeconds: 15, acquireTime: time, renewTime: time, transitions: 5 };
    expect(decideLease(seen({}, 80_000), claim)).to.deep.equal({ kind: 'Replace', version: '7', lease });
    expect(decideLease(seen({}, 80_000, true), claim)).to.deep.equal({ kind: 'Create', lease });
  });

  it('takes at once what nobody holds', () => {
    expect(decideLease(seen({ holder: '' }, 99_999), claim)).to.include({ kind: 'Replace', version: '7' });
    expect(releasedLease(theirs, time)).to.include({ holder: '', durationSeconds: 1, transitions: 4 });
  });
});

describe('seeLease', () => {
  it('counts from when it saw another version, whatever times that names', () => {
    const before = seen({}, 5);
    expect(seeLease(before, { ...theirs, renewTime: 'later' }, 9)).to.equal(before);
    expect(seeLease(before, { ...theirs, version: '8' }, 9)).to.include({ at: 9, gone: false });
    expect(seeLease(undefined, undefined, 9)).to.equal(undefined);
    expect(seeLease(before, undefined, 9)).to.deep.equal({ ...before, gone: true });
    expect(seeLease({ ...before, gone: true }, theirs, 9)).to.include({ at: 9, gone: false });
  });
});

describe('openLease', () => {
  it('keeps what others wrote into the object, and names the version it replaces', async () => {
    const stored = {
      apiVersion: 'coordination.k8s.io/v1',
      kind: 'Lease',
      metadata: { name: 'refit', namespace: 'ns', uid: 'u', resourceVersion: '7', labels: { team: 'ml' } },
      spec: { holderIdentity: null, strategy: 'OldestEmulationVersion' },
    };
    const sent: object[] = [];
    const client = {
      get: async () => stored,
      replace: async (_: unknown, object: object) => {
        sent.push(object);
        return stored;
      },
    } as unknown as KubernetesClient;
    const port = openLease(client, { namespace: 'ns', name: 'refit' });
    const found = await port.read();
    expect(found).to.deep.equal({
      holder: '',
      durationSeconds: 0,
      acquireTime: microTime(0),
      renewTime: microTime(0),
      transitions: 0,
      version: '7',
    });
    await port.replace({ ...releasedLease(theirs, time) }, '7');
    expect(sent[0]).to.deep.include({ metadata: stored.metadata });
    expect((sent[0] as KubernetesObject & { spec: object }).spec).to.deep.equal({
      strategy: 'OldestEmulationVersion',
      holderIdentity: '',
      leaseDurationSeconds: 1,
      acquireTime: time,
      renewTime: time,
      leaseTransitions: 4,
    });
  });

  it('writes MicroTime', () => {
    expect(microTime(Date.UTC(2030, 0, 1, 0, 0, 0, 12))).to.equal('2030-01-01T00:00:00.012000Z');
  });
});

describe('runLeaderElection', () => {
  const nowhere: LeasePort = {
    read: async () => Promise.reject(new RefitError('KubernetesUnavailable', 'down')),
    create: async () => Promise.reject(new RefitError('KubernetesUnavailable', 'down')),
    replace: async () => Promise.reject(new RefitError('KubernetesUnavailable', 'down')),
  };
  const quiet = { onStarted: () => undefined, onStopped: () => undefined, onError: () => undefined };

  it('refuses times that cannot keep two leaders apart', async () => {
    const wrong = [
      { leaseMs: 10_000, renewMs: 10_000 },
      { leaseMs: 10_500, renewMs: 5_000 },
      { renewMs: 2_000, retryMs: 2_000 },
      { retryMs: 0 },
    ];
    for (const timing of wrong) {
      const { signal } = new AbortController();
      const error = await runLeaderElection({ ...quiet, lease: nowhere, identity: 'me', timing, signal }).catch(
        (thrown: unknown) => thrown,
      );
      expect(error, JSON.stringify(timing)).to.be.instanceOf(RangeError);
    }
  });

  it('ends at once when it is asked to while it waits, and gives back nothing that it never took', async () => {
    const errors: string[] = [];
    const end = new AbortController();
    const over = runLeaderElection({
      ...quiet,
      lease: nowhere,
      identity: 'me',
      signal: end.signal,
      onError: ({ message }) => {
        errors.push(message);
        end.abort();
      },
    });
    expect(await over).to.equal('Ended');
    expect(errors).to.deep.equal(['down']);
  });
});
