import { expect } from 'chai';
import type { KubernetesClient, KubernetesObject } from '../../../controller/kubernetes/client.ts';
import { RefitError } from '../../../controller/core/errors.ts';
import { coalesceHints, sourceHints } from '../../../controller/webhooks/hints.ts';
import { kubernetesKeys, rememberKeys } from '../../../controller/webhooks/keys.ts';
import { keyOf } from '../../../controller/reconcile/ports.ts';
import { createLimiter } from '../../../controller/webhooks/rate.ts';
import { createSeen } from '../../../controller/webhooks/seen.ts';
import { FakeClock } from '../../support/fake-clock.ts';

describe('createLimiter', () => {
  it('lets a burst pass, then so many a second, each key for itself', () => {
    let now = 0;
    const limiter = createLimiter({ burst: 3, perSecond: 2 }, () => now);
    for (let times = 0; times < 3; times += 1) {
      expect(limiter.wait('a')).to.equal(0);
      limiter.take('a');
    }
    expect(limiter.wait('a')).to.equal(1);
    expect(limiter.wait('b')).to.equal(0);
    now += 500;
    expect(limiter.wait('a')).to.equal(0);
    limiter.take('a');
    expect(limiter.wait('a')).to.equal(1);
    now += 3_600_000;
    for (let times = 0; times < 3; times += 1) limiter.take('a');
    expect(limiter.wait('a')).to.equal(1);
  });

  it('goes into debt by one bucket at most', () => {
    let now = 0;
    const limiter = createLimiter({ burst: 10, perSecond: 1 }, () => now);
    for (let times = 0; times < 1_000; times += 1) limiter.take('a', 10);
    expect(limiter.wait('a')).to.equal(11);
    now += 11_000;
    expect(limiter.wait('a')).to.equal(0);
  });

  it('forgets the key that was used longest ago', () => {
    const limiter = createLimiter({ burst: 1, perSecond: 0.001 }, () => 0);
    limiter.take('first');
    for (let index = 0; index < 10_000; index += 1) limiter.take(`other ${index}`);
    expect(limiter.wait('first')).to.equal(0);
    expect(limiter.wait('other 9999')).to.be.greaterThan(0);
  });
});

describe('createSeen', () => {
  it('remembers so many, so long', () => {
    let now = 0;
    const seen = createSeen(() => now, 2, 1_000);
    seen.add('a');
    seen.add('b');
    expect([seen.has('a'), seen.has('b'), seen.has('c')]).to.deep.equal([true, true, false]);
    seen.add('c');
    expect([seen.has('a'), seen.has('b'), seen.has('c')]).to.deep.equal([false, true, true]);
    now = 1_000;
    expect([seen.has('b'), seen.has('c')]).to.deep.equal([false, false]);
  });
});

describe('coalesceHints', () => {
  function setUp() {
    const clock = new FakeClock();
    const looks: string[] = [];
    const errors: unknown[] = [];
    const told = (look: string): number => looks.push(look);
    const hints = {
      refresh: (namespace: string, repositories: readonly string[]) => told(`${namespace} ${repositories.join(' ')}`),
      refreshWorkflow: (namespace: string, name: string) => told(`${namespace}/${name}`),
    };
    return { clock, looks, errors, hints, coalesced: coalesceHints(hints, clock, (error) => errors.push(error)) };
  }

  it('looks at the first hint, and once after a burst of 200 within some seconds', async () => {
    const { clock, looks, coalesced } = setUp();
    for (let count = 0; count < 200; count += 1) {
      coalesced.repositories('ml', ['git.example.com/a/b']);
      await clock.advance(25);
    }
    expect(looks.length).to.equal(2);
    await clock.advance(60_000);
    expect(looks.length).to.equal(3);
    expect(clock.pending).to.equal(0);
  });

  it('looks after the last hint, however long the burst', async () => {
    const { clock, looks, coalesced } = setUp();
    for (let second = 0; second < 60; second += 1) {
      coalesced.repositories('ml', ['git.example.com/a/b']);
      await clock.advance(1_000);
    }
    const before = looks.length;
    expect(before).to.be.at.most(6);
    await clock.advance(16_000);
    expect(looks.length).to.equal(before + 1);
    await clock.advance(60_000);
    expect(looks.length).to.equal(before + 1);
  });

  it('keeps repositories, namespaces and workflows apart, and hints at nothing for nothing', async () => {
    const { clock, looks, coalesced } = setUp();
    for (let times = 0; times < 2; times += 1) {
      coalesced.repositories('ml', ['h/a']);
      coalesced.repositories('ml', ['h/b']);
      coalesced.repositories('other', ['h/a']);
      coalesced.workflow('ml', 'digits');
      coalesced.repositories('ml', []);
    }
    expect(looks).to.deep.equal(['ml h/a', 'ml h/b', 'other h/a', 'ml/digits']);
    coalesced.close();
    await clock.advance(60_000);
    expect(looks.length).to.equal(4);
  });

  it('tells what a hint threw, and goes on', () => {
    const { coalesced, hints, errors } = setUp();
    hints.refresh = () => {
      throw new Error('no');
    };
    coalesced.repositories('ml', ['h/a']);
    expect(errors).to.have.length(1);
  });
});

describe('sourceHints', () => {
  const followed: readonly (readonly [string, string])[] = [
    [keyOf({ namespace: 'ml', name: 'digits' }), 'https://git.example.com/team/digits.git'],
    [keyOf({ namespace: 'ml', name: 'other' }), 'git@git.example.com:team/other.git'],
    [keyOf({ namespace: 'sales', name: 'digits' }), 'https://git.example.com/team/digits.git'],
  ];

  it('are of one namespace: who can sign there hurries nobody else', () => {
    const hurried: string[] = [];
    const hints = sourceHints({
      hint(concerns) {
        const found = followed.filter(([follower, url]) => concerns(follower, url));
        hurried.push(...found.map(([follower, url]) => `${follower} ${url}`));
        return found.length;
      },
    });
    const line = (index: number): string => followed[index]?.join(' ') ?? expect.fail();
    expect(hints.refresh('ml', ['git.example.com/team/digits'])).to.equal(1);
    expect(hints.refresh('sales', ['git.example.com/team/digits', 'git.example.com/team/other'])).to.equal(1);
    expect(hints.refresh('nobody', ['git.example.com/team/digits'])).to.equal(0);
    expect(hints.refreshWorkflow('ml', 'digits')).to.equal(1);
    expect(hints.refreshWorkflow('nobody', 'digits')).to.equal(0);
    expect(hurried).to.deep.equal([line(0), line(2), line(0)]);
  });
});

describe('keys of webhooks in a cluster', () => {
  const base64 = (text: string): string => Buffer.from(text).toString('base64');
  const secret = (
    labels: Record<string, string>,
    data: Record<string, string>,
  ): KubernetesObject & { data: object } => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 's', labels },
    data: Object.fromEntries(Object.entries(data).map(([key, value]) => [key, base64(value)])),
  });

  /** A client that has one object, or fails. */
  function clientWith(found: KubernetesObject | undefined | Error) {
    const asked: string[] = [];
    const get = async (_type: unknown, name: { namespace?: string; name: string }): Promise<never> => {
      asked.push(`${name.namespace}/${name.name}`);
      if (found instanceof Error) throw found;
      return found as never;
    };
    return { client: { get } as unknown as Pick<KubernetesClient, 'get'>, asked };
  }

  it('are of Secrets that say they are for webhooks, and of no others', async () => {
    const label = { 'refit.dev/webhook': 'true' };
    const both = clientWith(secret(label, { token: 'new\n', previousToken: 'old', password: 'x' }));
    expect(await kubernetesKeys(both.client).of('ml', 's')).to.deep.equal(['new', 'old']);
    for (const found of [
      undefined,
      secret({}, { token: 'x' }),
      secret({ 'refit.dev/webhook': 'false' }, { token: 'x' }),
      secret(label, { password: 'x' }),
      secret(label, { token: '' }),
      new RefitError('AccessDenied', 'no'),
    ])
      expect(await kubernetesKeys(clientWith(found).client).of('ml', 's')).to.deep.equal([]);
  });

  it('are not asked for in namespaces that are not watched', async () => {
    const { client, asked } = clientWith(secret({ 'refit.dev/webhook': 'true' }, { token: 'x' }));
    expect(await kubernetesKeys(client, 'ml').of('other', 's')).to.deep.equal([]);
    expect(asked).to.deep.equal([]);
    expect(await kubernetesKeys(client, 'ml').of('ml', 's')).to.deep.equal(['x']);
  });

  it('are read once in ten seconds, those that are not there too; a failure is not remembered', async () => {
    const clock = new FakeClock();
    const { client, asked } = clientWith(undefined);
    const keys = rememberKeys(kubernetesKeys(client), clock);
    for (let times = 0; times < 5; times += 1) expect(await keys.of('ml', 's')).to.deep.equal([]);
    expect(asked).to.have.length(1);
    await clock.advance(10_000);
    await keys.of('ml', 's');
    expect(asked).to.have.length(2);
    const away = clientWith(new RefitError('KubernetesUnavailable', 'away'));
    const failing = rememberKeys(kubernetesKeys(away.client), clock);
    for (let times = 0; times < 2; times += 1)
      await failing.of('ml', 's').then(
        () => expect.fail(),
        (error: unknown) => expect(error).to.have.property('reason', 'KubernetesUnavailable'),
      );
    expect(away.asked).to.have.length(2);
  });

  it('asks for at most sixteen Secrets at once', async () => {
    const never = { get: () => new Promise<never>(() => undefined) } as unknown as Pick<KubernetesClient, 'get'>;
    const keys = rememberKeys(kubernetesKeys(never), new FakeClock());
    for (let index = 0; index < 16; index += 1) void keys.of('ml', `s${index}`);
    const refusal = await keys.of('ml', 'one-more').then(
      () => expect.fail(),
      (error: unknown) => error,
    );
    expect(refusal).to.include({ status: 503 });
  });
});
