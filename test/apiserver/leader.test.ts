import { expect } from 'chai';
import { randomBytes } from 'node:crypto';
import { connectKubernetes } from '../../controller/kubernetes/connect.ts';
import type { KubernetesClient, KubernetesObject } from '../../controller/kubernetes/client.ts';
import { leases, namespaces } from '../../controller/kubernetes/resources.ts';
import { type Leadership, runLeaderElection } from '../../controller/runtime/leader.ts';
import { type LeasePort, openLease } from '../../controller/runtime/lease.ts';
import { eventually } from '../support/eventually.ts';
import { sharedApiServer } from '../support/cluster/apiserver.ts';

const timing = { leaseMs: 2_000, renewMs: 1_500, retryMs: 200 };

interface LeaseObject extends KubernetesObject {
  readonly spec: Readonly<Record<string, unknown>>;
}

/** An elector of its own client, as a process has it; `kill` cuts it off from the server without a word. */
interface Started {
  readonly errors: string[];
  readonly over: Promise<'Ended' | 'Lost'>;
  leadership(): Leadership | undefined;
  end(): void;
  kill(): void;
}

describe('leader election on a real API server', () => {
  const namespace = `leader-${randomBytes(4).toString('hex')}`;
  const name = 'refit-controller';
  let client: KubernetesClient;
  const started: Started[] = [];

  before(async function () {
    this.timeout(900_000);
    const { kubeconfig } = await sharedApiServer();
    client = await connectKubernetes({ kubeconfig });
    await client.create(namespaces, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
  });

  afterEach(async () => {
    for (const one of started.splice(0)) {
      one.end();
      await one.over;
    }
    await client.delete(leases, { namespace, name });
  });

  after(() => client.close());

  function start(identity: string): Started {
    const lease = openLease(client, { namespace, name });
    let dead = false;
    const cut = <T>(ask: () => Promise<T>): Promise<T> => (dead ? new Promise(() => undefined) : ask());
    const port: LeasePort = {
      read: () => cut(() => lease.read()),
      create: (wanted) => cut(() => lease.create(wanted)),
      replace: (wanted, version) => cut(() => lease.replace(wanted, version)),
    };
    const end = new AbortController();
    const errors: string[] = [];
    let leadership: Leadership | undefined;
    const over = runLeaderElection({
      lease: port,
      identity,
      timing,
      signal: end.signal,
      onStarted: (given) => (leadership = given),
      onStopped: () => undefined,
      onError: (error) => errors.push(error.message),
    });
    const one: Started = {
      errors,
      over,
      leadership: () => leadership,
      end: () => end.abort(),
      kill: () => (dead = true),
    };
    started.push(one);
    return one;
  }

  const leads = (one: Started): boolean => one.leadership()?.holds() === true;
  const read = async (): Promise<LeaseObject['spec']> => {
    const found = await client.get<LeaseObject>(leases, { namespace, name });
    return found?.spec ?? {};
  };

  it('writes times that the server takes for MicroTime, and renews them', async () => {
    const first = start('first');
    await eventually(() => leads(first));
    const spec = await read();
    expect(spec).to.include({ holderIdentity: 'first', leaseDurationSeconds: 2, leaseTransitions: 0 });
    expect(spec['acquireTime']).to.match(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
    await eventually(async () => (await read())['renewTime'] !== spec['renewTime']);
    expect(await read()).to.include({ acquireTime: spec['acquireTime'], leaseTransitions: 0 });
    expect(first.errors).to.deep.equal([]);
  });

  it('hands over at once when the Lease is given back', async () => {
    const first = start('first');
    await eventually(() => leads(first));
    const second = start('second');
    first.end();
    expect(await first.over).to.equal('Ended');
    expect(first.leadership()?.signal.aborted).to.equal(true);
    await eventually(() => leads(second));
    expect(await read()).to.include({ holderIdentity: 'second', leaseTransitions: 1 });
    second.end();
    await second.over;
    const { holderIdentity = '' } = await read();
    expect(holderIdentity).to.equal('');
    expect([...first.errors, ...second.errors]).to.deep.equal([]);
  });

  it('hands over when the leader is cut off, and that one knows before', async () => {
    const first = start('first');
    await eventually(() => leads(first));
    const second = start('second');
    first.kill();
    await eventually(() => {
      expect(leads(first) && leads(second)).to.equal(false);
      return leads(second);
    });
    expect(first.leadership()?.signal.aborted).to.equal(true);
    expect(await first.over).to.equal('Lost');
    expect(await read()).to.include({ holderIdentity: 'second', leaseTransitions: 1 });
  });

  it('goes on leading when others write the Lease without taking it, and keeps what they wrote', async () => {
    const first = start('first');
    await eventually(() => leads(first));
    const { renewTime } = await read();
    await client.mergePatch(leases, { namespace, name }, { metadata: { labels: { team: 'ml' } } });
    await eventually(async () => {
      const found = await client.get<LeaseObject>(leases, { namespace, name });
      expect(found?.metadata.labels).to.deep.equal({ team: 'ml' });
      return found?.spec['renewTime'] !== renewTime;
    });
    expect(leads(first)).to.equal(true);
    expect(first.errors).to.deep.equal([]);
  });

  it('lets one of many who begin at the same moment lead', async () => {
    const all = ['a', 'b', 'c', 'd', 'e'].map(start);
    await eventually(() => all.some(leads));
    // Every other one has tried, and was refused by the server (409), when the Lease was renewed twice.
    for (let renewals = 0; renewals < 2; renewals += 1) {
      const { renewTime } = await read();
      await eventually(async () => (await read())['renewTime'] !== renewTime);
    }
    expect(all.filter(leads)).to.have.length(1);
    expect(all.flatMap(({ errors }) => errors)).to.deep.equal([]);
  });
});
