import { expect } from 'chai';
import { answerProbe, checkCaches, createWatchdog, startPulse } from '../../../controller/runtime/health.ts';
import { type HttpDoor, openHttpDoor } from '../../../controller/runtime/http-door.ts';
import { FakeClock } from '../../support/fake-clock.ts';

describe('health', () => {
  it('misses signs of life that stay away', async () => {
    const clock = new FakeClock();
    const dog = createWatchdog('leader-election', 30_000, clock);
    await clock.advance(30_000);
    expect(dog.problem()).to.equal(undefined);
    await clock.advance(1_000);
    expect(answerProbe([dog])).to.deep.equal({ status: 503, body: 'leader-election: no sign of life for 31 s\n' });
    dog.beat();
    expect(answerProbe([dog])).to.deep.equal({ status: 200, body: 'ok\n' });
  });

  it('notices that timers come late, while they do and until they do not', async () => {
    const clock = new FakeClock();
    const pulse = startPulse(5_000, clock);
    await clock.advance(10_000);
    expect(pulse.problem()).to.equal(undefined);
    // The process stood still: time passed, and no timer came.
    clock.set(clock.now() + 8_000);
    expect(pulse.problem()).to.equal('timers come 7000 ms too late');
    await clock.advance(0);
    expect(pulse.problem()).to.equal('timers come 7000 ms too late');
    await clock.advance(1_000);
    expect(pulse.problem()).to.equal(undefined);
    pulse.stop();
    expect(clock.pending).to.equal(0);
  });

  it('gives caches their time to be filled, then names each that is not near the truth', async () => {
    const clock = new FakeClock();
    const caches = { engine: { healthy: false }, serving: { healthy: false }, other: {} };
    const check = checkCaches(caches, 60_000, clock);
    await clock.advance(59_999);
    expect(check.problem()).to.equal(undefined);
    caches.serving.healthy = true;
    await clock.advance(1);
    expect(check.problem()).to.equal('engine: not filled, or not near what the API server has');
    caches.engine.healthy = true;
    expect(check.problem()).to.equal(undefined);
    expect(checkCaches({ store: { healthy: false } }, 0, clock).problem()).to.contain('store');
  });

  it('tells all that is wrong', () => {
    const wrong = (name: string) => ({ name, problem: () => 'not synced' });
    expect(answerProbe([wrong('store'), { name: 'well', problem: () => undefined }, wrong('jobs')]).body).to.equal(
      'store: not synced\njobs: not synced\n',
    );
  });
});

describe('http door', () => {
  const errors: string[] = [];
  let door: HttpDoor;

  before(async () => {
    door = await openHttpDoor({
      address: '127.0.0.1',
      port: 0,
      onError: (error) => errors.push(error.message),
      pages: {
        '/healthz': () => ({ status: 503, body: 'not now\n' }),
        '/metrics': async () => ({ status: 200, type: 'text/plain; version=0.0.4', body: 'refit 1\n' }),
        '/broken': () => {
          throw new Error('with a secret in it');
        },
      },
    });
  });

  after(() => door.close());

  const ask = (path: string, init?: RequestInit): Promise<Response> =>
    fetch(`http://127.0.0.1:${door.port}${path}`, init);

  it('serves its pages, and nothing else', async () => {
    const metrics = await ask('/metrics?name=x');
    expect(metrics.status).to.equal(200);
    expect(metrics.headers.get('content-type')).to.equal('text/plain; version=0.0.4');
    expect(await metrics.text()).to.equal('refit 1\n');
    const health = await ask('/healthz', { method: 'HEAD' });
    expect(health.status).to.equal(503);
    expect(health.headers.get('content-length')).to.equal('8');
    for (const path of ['/', '/constructor', '/metrics/']) expect((await ask(path)).status, path).to.equal(404);
    expect((await ask('/metrics', { method: 'POST', body: 'x' })).status).to.equal(405);
  });

  it('does not tell who asks what went wrong, but its owner', async () => {
    const broken = await ask('/broken');
    expect(broken.status).to.equal(500);
    expect(await broken.text()).to.equal('internal error\n');
    expect(errors).to.deep.equal(['with a secret in it']);
  });

  it('says that its port is taken', async () => {
    const error = await openHttpDoor({
      address: '127.0.0.1',
      port: door.port,
      pages: {},
      onError: () => undefined,
    }).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).to.be.instanceOf(Error).and.to.have.property('code', 'EADDRINUSE');
  });
});
