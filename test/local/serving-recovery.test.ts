import { expect } from 'chai';
import { statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { isAlive } from '../../controller/engines/process/process-identity.ts';
import { startServer } from '../../controller/serving/process/server.ts';
import { releaseLog } from '../../controller/serving/process/documents.ts';
import { readServingState } from '../../controller/serving/process/state.ts';
import { eventually } from '../support/eventually.ts';
import { ask, key, loadOn, modelOf, reaches, release, serves, servingFixture } from './serving-fixture.ts';
import type { Fixture } from './serving-fixture.ts';

describe('process serving, when something dies', function () {
  this.timeout(90_000);
  let fixture: Fixture;
  beforeEach(() => {
    fixture = servingFixture();
  });
  afterEach(async () => {
    await fixture.remove();
    expect([...fixture.keepers(), ...fixture.servers()]).to.deep.equal([]);
  });

  it('restarts a server that crashed; requests wait for it', async () => {
    const serving = fixture.open({ backoffMs: 100, backoffLimitMs: 400 });
    await serving.ensure(key, release('a'), '');
    const { url } = await serves(serving, 'a');
    for (const crash of [1, 2, 3]) {
      const crashed = await ask(`${url}/crash`);
      expect(crashed.status).to.equal(502);
      await eventually(
        () => fixture.observed().live?.server === undefined || fixture.observed().live?.restarts === crash,
      );
      expect(await modelOf(url), 'a request of the meantime waits').to.equal('sha256:model-a');
      expect((await serves(serving, 'a')).restarts).to.equal(crash);
    }
  });

  it('backs off further with each death, and says what is wrong', async () => {
    const serving = fixture.open({ backoffMs: 150, backoffLimitMs: 1_000, waitMs: 50 });
    await serving.ensure(key, release('a'), '');
    const { url } = await serves(serving, 'a');
    await ask(`${url}/crash`);
    const state = await reaches(serving, (seen) => !seen.healthy);
    expect(state).to.include({ live: release('a').digest });
    expect(state.message).to.equal('the server exited with code 7; it is being restarted');
    await serves(serving, 'a');
    // Lower bounds, which no load can break: the time is taken before the death.
    expect(await pauseOf(() => ask(`${url}/crash`)), 'second pause').to.be.at.least(300);
    expect(await pauseOf(() => ask(`${url}/crash`)), 'third pause').to.be.at.least(600);

    async function pauseOf(crash: () => Promise<unknown>): Promise<number> {
      const restarts = fixture.observed().live?.restarts ?? 0;
      const begun = Date.now();
      await crash();
      await eventually(() => fixture.observed().live?.server === undefined);
      await eventually(
        () => fixture.observed().live?.restarts === restarts + 1 && fixture.observed().live?.server !== undefined,
      );
      return Date.now() - begun;
    }
  });

  it('a killed keeper is replaced; the server lives on under the new one, on the same port', async () => {
    const serving = fixture.open();
    await serving.ensure(key, release('a'), '');
    const { url } = await serves(serving, 'a');
    const before = fixture.observed();
    process.kill(before.keeper.pid, 'SIGKILL');
    await eventually(async () => (await modelOf(url)) === 'sha256:model-a');
    const after = fixture.observed();
    expect(after.keeper).not.to.deep.equal(before.keeper);
    expect(after.live).to.deep.equal(before.live);
    expect(fixture.servers()).to.deep.equal([before.live?.server?.pid]);
    await serving.ensure(key, release('b'), '');
    await serves(serving, 'b');
    await eventually(() => fixture.servers().length === 1);
  });

  it('a new keeper notices that the server it took over dies, or died meanwhile', async () => {
    const serving = fixture.open({ backoffMs: 50 });
    await serving.ensure(key, release('a'), '');
    const { url } = await serves(serving, 'a');
    process.kill(fixture.observed().keeper.pid, 'SIGKILL');
    await eventually(async () => (await modelOf(url)) === 'sha256:model-a');
    expect((await ask(`${url}/crash`)).status).to.equal(502);
    await eventually(async () => (await serves(serving, 'a')).restarts === 1);
    const { keeper, live } = fixture.observed();
    process.kill(keeper.pid, 'SIGKILL');
    process.kill(live?.server?.pid ?? 0, 'SIGKILL');
    await eventually(async () => (await serves(serving, 'a')).restarts === 2);
    expect(await modelOf(url)).to.equal('sha256:model-a');
  });

  it('a keeper killed in a rollout leaves no second server, and the rollout is carried on', async () => {
    const serving = fixture.open();
    await serving.ensure(key, release('a'), '');
    const { url } = await serves(serving, 'a');
    await serving.ensure(key, release('b', 'slow'), '');
    await eventually(() => fixture.observed().rollout?.server !== undefined);
    process.kill(fixture.observed().keeper.pid, 'SIGKILL');
    await serves(serving, 'b');
    expect(await modelOf(url)).to.equal('sha256:model-b');
    await eventually(() => fixture.servers().length === 1);
  });

  it('a server that nothing knows of is ended', async () => {
    const serving = fixture.open();
    await serving.ensure(key, release('a'), '');
    await serves(serving, 'a');
    const { content } = release('z', 'children');
    const env = { PATH: process.env['PATH'] ?? '', PORT: '0', MODE: 'children' };
    const command = [...content.command, ...content.args];
    await startServer({
      folder: fixture.folder,
      release: 'sha256:z',
      port: 0,
      command,
      cwd: fixture.state,
      env,
      log: join(fixture.state, 'z.log'),
    });
    await eventually(() => fixture.servers().length === 3);
    process.kill(fixture.observed().keeper.pid, 'SIGKILL');
    await eventually(() => fixture.servers().length === 1);
    await serves(serving, 'a');
  });

  it('a controller that goes and comes back restarts nothing, and fails no request', async () => {
    const first = fixture.open();
    await first.ensure(key, release('a'), '');
    const { url } = await serves(first, 'a');
    const before = fixture.observed();
    const load = loadOn(url, 50);
    await first.close();
    const second = fixture.open();
    await second.ensure(key, release('a'), '');
    await serves(second, 'a');
    await eventually(() => load.answered > 30);
    expect(await load.stop()).to.deep.equal([]);
    expect(fixture.observed()).to.deep.equal(before);
  });

  it('the next controller replaces a keeper that the one before it started', async () => {
    const first = fixture.open();
    await first.ensure(key, release('a'), '');
    const { url } = await serves(first, 'a');
    await first.close();
    process.kill(fixture.observed().keeper.pid, 'SIGKILL');
    await eventually(() => fixture.keepers().length === 0);
    expect(
      await modelOf(`http://127.0.0.1:${fixture.observed().live?.server?.port ?? 0}`),
      'meanwhile it runs',
    ).to.equal('sha256:model-a');
    // A process that is being torn down has no command line any more, but is not a zombie yet.
    await eventually(() => readServingState(fixture.folder, isAlive)?.healthy === false);
    const state = readServingState(fixture.folder, isAlive);
    expect(state).to.include({ live: release('a').digest, message: 'the keeper is being started' });
    const second = fixture.open();
    expect((await serves(second, 'a')).url).to.equal(url);
  });

  it('two controllers at once: one keeper, one server', async () => {
    const servings = [fixture.open(), fixture.open(), fixture.open()];
    await Promise.all(servings.map(async (serving) => serving.ensure(key, release('a'), '')));
    for (const serving of servings) await serves(serving, 'a');
    await eventually(() => fixture.keepers().length === 1);
    expect(fixture.servers()).to.have.length(1);
  });

  it('does not take another port when its own is taken: says so, and comes back', async () => {
    const serving = fixture.open();
    await serving.ensure(key, release('a'), '');
    const { url } = await serves(serving, 'a');
    const port = Number(new URL(url).port);
    await serving.close();
    process.kill(fixture.observed().keeper.pid, 'SIGKILL');
    const thief = createServer();
    await eventually(
      async () =>
        new Promise<boolean>((resolve) => {
          thief.once('error', () => resolve(false));
          thief.listen(port, '127.0.0.1', () => resolve(true));
        }),
    );
    const next = fixture.open();
    await next.ensure(key, release('a'), '');
    const state = await reaches(next, (seen) => seen.message?.includes('taken') === true);
    expect(state).to.include({ healthy: false, message: `port ${port} is taken by another program; trying again` });
    thief.close();
    expect((await serves(next, 'a')).url).to.equal(url);
    expect(await modelOf(url)).to.equal('sha256:model-a');
  });

  it('bounds the log of a server that floods it', async () => {
    const limit = 256 * 1024;
    const serving = fixture.open({ logBytes: limit });
    await serving.ensure(key, release('a', 'flood'), '');
    await serves(serving, 'a');
    const log = releaseLog(fixture.folder, release('a').digest);
    await eventually(() => statSync(`${log}.1`).size > limit / 2);
    for (let look = 0; look < 20; look += 1) {
      await eventually(() => statSync(log).size < limit);
      expect(statSync(`${log}.1`).size).to.be.at.most(2 * limit);
    }
  });

  it('tells changes as hints', async () => {
    const serving = fixture.open();
    const seen: string[] = [];
    const end = serving.watch((changed) => seen.push(changed.step));
    await serving.ensure(key, release('a'), '');
    await serves(serving, 'a');
    await eventually(() => seen.includes('serve'));
    end();
  });

  it('an unreadable desired state changes nothing that serves', async () => {
    const serving = fixture.open();
    await serving.ensure(key, release('a'), '');
    const { url } = await serves(serving, 'a');
    await serving.close();
    writeFileSync(join(fixture.folder, 'desired.json'), '{"key": ');
    const load = loadOn(url, 50);
    await eventually(() => load.answered > 75);
    expect(await load.stop()).to.deep.equal([]);
    expect(await modelOf(url)).to.equal('sha256:model-a');
    const next = fixture.open();
    await next.ensure(key, release('b'), '');
    await serves(next, 'b');
  });
});
