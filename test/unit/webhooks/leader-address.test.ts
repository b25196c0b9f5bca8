import { expect } from 'chai';
import type { KubernetesClient, KubernetesObject } from '../../../controller/kubernetes/client.ts';
import { type Lease, microTime, openLease } from '../../../controller/runtime/lease.ts';
import { announcedAddress } from '../../../controller/webhooks/open.ts';

const place = { namespace: 'refit-system', name: 'refit-controller' };
const annotation = 'refit.dev/leader-address';

describe('the address of the leader', () => {
  let stored: KubernetesObject | undefined;
  let version = 0;
  const store = async (_: unknown, object: KubernetesObject): Promise<KubernetesObject> => {
    version += 1;
    stored = { ...object, metadata: { ...object.metadata, resourceVersion: String(version) } };
    return stored;
  };
  const client = { get: async () => stored, create: store, replace: store } as unknown as KubernetesClient;
  const lease = (holder: string): Lease => ({
    holder,
    durationSeconds: 15,
    acquireTime: microTime(0),
    renewTime: microTime(0),
    transitions: 0,
  });

  beforeEach(() => (stored = undefined));

  it('is announced with the claim, seen by who stands by, and gone with the lead', async () => {
    const first = openLease(client, { ...place, address: '10.0.0.1:9292' });
    const second = openLease(client, { ...place, address: '10.0.0.2:9292' });
    expect(await second.read()).to.equal(undefined);
    expect(second.leaderAddress()).to.equal(undefined);
    const { version: created } = await first.create(lease('first'));
    await second.read();
    expect(second.leaderAddress()).to.equal('10.0.0.1:9292');
    const { version: released } = await first.replace(lease(''), created);
    expect(stored?.metadata.annotations).to.deep.equal({});
    await second.read();
    expect(second.leaderAddress()).to.equal(undefined);
    await second.replace(lease('second'), released);
    await first.read();
    expect([first.leaderAddress(), second.leaderAddress()]).to.deep.equal(['10.0.0.2:9292', '10.0.0.2:9292']);
  });

  it('is not left behind for a leader that has none, and leaves what others wrote', async () => {
    await openLease(client, { ...place, address: '10.0.0.1:9292' }).create(lease('first'));
    stored = stored && {
      ...stored,
      metadata: { ...stored.metadata, annotations: { team: 'ml', [annotation]: 'x:1' } },
    };
    const other = openLease(client, place);
    const found = await other.read();
    await other.replace(lease('other'), found?.version ?? '');
    expect(stored?.metadata.annotations).to.deep.equal({ team: 'ml' });
    expect(other.leaderAddress()).to.equal(undefined);
  });

  it('is that of the pod', () => {
    expect(announcedAddress('10.0.0.1', 9292)).to.equal('10.0.0.1:9292');
    expect(announcedAddress('fd00::1', 9292)).to.equal('[fd00::1]:9292');
    for (const [ip, port] of [
      [undefined, 9292],
      ['', 9292],
      ['10.0.0.1', undefined],
    ] as const)
      expect(announcedAddress(ip, port)).to.equal(undefined);
  });
});
