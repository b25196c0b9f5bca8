import { expect } from 'chai';
import { Agent } from 'node:http';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keeperProcesses } from '../../controller/serving/process/spawn-keeper.ts';
import { shutdownServing } from '../../controller/serving/process/shutdown.ts';
import { eventually } from '../support/eventually.ts';
import { ask, filesBelow, key, loadOn, modelOf, reaches, release, serves, servingFixture } from './serving-fixture.ts';
import type { Fixture } from './serving-fixture.ts';

describe('process serving', function () {
  this.timeout(90_000);
  let fixture: Fixture;
  beforeEach(() => {
    fixture = servingFixture();
  });
  afterEach(async () => {
    await fixture.remove();
    expect(fixture.keepers()).to.deep.equal([]);
    expect(fixture.servers()).to.deep.equal([]);
  });

  describe('a rollout', () => {
    it('starts the first release, and tells its address and model', async () => {
      const serving = fixture.open();
      await serving.ensure(key, release('a'), '');
      const state = await serves(serving, 'a');
      expect(state).to.include({ liveModel: 'sha256:model-a', restarts: 0, healthy: true });
      expect(state).not.to.have.property('rollout');
      expect(await modelOf(state.url)).to.equal('sha256:model-a');
      expect(await serving.list()).to.deep.equal([key]);
    });

    it('is not begun again by the same wish', async () => {
      const serving = fixture.open();
      await serving.ensure(key, release('a'), '');
      await serves(serving, 'a');
      const before = fixture.observed().live;
      await serving.ensure(key, release('a'), 'another text');
      await eventually(() => fixture.observed().seen?.again === 'another text');
      expect(fixture.observed().live).to.deep.equal(before);
      expect(fixture.servers()).to.have.length(1);
    });

    it('fails no request: new connections, kept ones, and a stream across the switch', async () => {
      const serving = fixture.open();
      await serving.ensure(key, release('a'), '');
      const { url } = await serves(serving, 'a');
      const agent = new Agent({ keepAlive: true, maxSockets: 8 });
      const loads = [loadOn(url, 60), loadOn(url, 60, agent)];
      for (const letter of ['b', 'c', 'd']) {
        const stream = ask(`${url}/stream`);
        const answered = loads.map((load) => load.answered);
        await serving.ensure(key, release(letter), '');
        await serves(serving, letter);
        expect(await modelOf(url)).to.equal(`sha256:model-${letter}`);
        const { body } = await stream;
        expect(body.split('\n').slice(-2)).to.deep.equal(['end', '']);
        expect(new Set(body.split('\n').slice(0, -2)).size, 'one server answered it all').to.equal(1);
        await eventually(() => loads.every((load, index) => load.answered > (answered[index] ?? 0) + 20));
      }
      const failures = await Promise.all(loads.map(async (load) => load.stop()));
      agent.destroy();
      expect(failures).to.deep.equal([[], []]);
      await eventually(() => fixture.servers().length === 1);
    });

    it('keeps the old server when the new one is not ready in time, and says why', async () => {
      const serving = fixture.open();
      await serving.ensure(key, release('a'), '');
      const { url } = await serves(serving, 'a');
      for (const [letter, mode] of [
        ['b', 'unready'],
        ['c', 'hang'],
      ] as const) {
        await serving.ensure(key, release(letter, mode, { readiness: { path: '/healthz', timeoutMs: 1_000 } }), '');
        const state = await reaches(serving, (seen) => seen.rollout?.phase === 'Failed');
        expect(state).to.include({ live: release('a').digest, healthy: true });
        expect(state.rollout).to.include({ release: release(letter).digest, reason: 'NotReady' });
        expect(state.rollout?.message).to.match(
          /^not ready within 1s: GET \/healthz: .*; its last lines: mode (unready|hang)$/,
        );
        expect(await modelOf(url)).to.equal('sha256:model-a');
        await eventually(() => fixture.servers().length === 1);
      }
    });

    it('keeps the old server when the new one ends early, and shows its last lines without escapes or secrets', async () => {
      writeSecret('hub', 'token', 'very-secret-value');
      const serving = fixture.open();
      await serving.ensure(key, release('a'), '');
      const { url } = await serves(serving, 'a');
      const token = { name: 'TOKEN', secret: { name: 'hub', key: 'token' } };
      await serving.ensure(key, release('b', 'exit', { env: [{ name: 'MODE', value: 'exit' }, token] }), '');
      const state = await reaches(serving, (seen) => seen.rollout?.phase === 'Failed');
      expect(state.rollout?.message).to.equal(
        'the server exited with code 3 before it was ready; its last lines: mode exit | no such model: \\u001b[31m***\\u0007',
      );
      expect(await modelOf(url)).to.equal('sha256:model-a');
    });

    it('tries a failed release again only when asked to', async () => {
      const serving = fixture.open();
      await serving.ensure(key, release('b', 'exit'), '1');
      await reaches(serving, (seen) => seen.rollout?.phase === 'Failed');
      await serving.ensure(key, release('a'), '1');
      const { url } = await serves(serving, 'a');
      await serving.ensure(key, release('b', 'exit'), '1');
      await eventually(() => fixture.observed().seen?.release === release('b').digest);
      expect((await serving.observe(key))?.rollout?.phase).to.equal('Failed');
      // The same digest, which works now: what failed may have been the machine.
      await serving.ensure(key, release('b'), '2');
      await serves(serving, 'b');
      expect(await modelOf(url)).to.equal('sha256:model-b');
    });

    it('says that a command cannot be started, and that an artifact is missing', async () => {
      const serving = fixture.open();
      await serving.ensure(key, release('a', 'good', { command: ['no-such-program'] }), '');
      const first = await reaches(serving, (seen) => seen.rollout?.phase === 'Failed');
      expect(first.rollout).to.include({ reason: 'NotStarted' });
      expect(first.rollout?.message).to.contain('"no-such-program"');
      expect(first).to.include({ healthy: false });
      await serving.ensure(key, release('b', 'good', { model: 'sha256:missing' }), '');
      const second = await reaches(
        serving,
        (seen) => seen.rollout?.release === release('b').digest && seen.rollout.phase === 'Failed',
      );
      expect(second.rollout).to.include({ reason: 'ArtifactMissing' });
      expect((await ask(`${second.url ?? ''}/predict`)).status).to.equal(503);
    });

    it('gives up a rollout that is no longer wanted', async () => {
      const serving = fixture.open();
      await serving.ensure(key, release('a', 'unready'), '');
      await eventually(() => fixture.observed().rollout?.server !== undefined);
      await serving.ensure(key, release('b'), '');
      await serves(serving, 'b');
      await eventually(() => fixture.servers().length === 1);
      expect(fixture.observed().failed).to.deep.equal([]);
    });

    it('waits for a secret, and never writes it anywhere', async () => {
      const serving = fixture.open();
      const token = { name: 'TOKEN', secret: { name: 'hub', key: 'token' } };
      await serving.ensure(key, release('a', 'good', { env: [token] }), '');
      await reaches(serving, (seen) => seen.rollout?.message.startsWith('SecretNotFound') === true);
      writeSecret('hub', 'token', 'very-secret-value');
      await serves(serving, 'a');
      const holding = filesBelow(fixture.state).filter((file) => file.text.includes('very-secret-value'));
      expect(holding.map((file) => file.path)).to.deep.equal([join(fixture.state, 'secrets', 'hub', 'token')]);
    });
  });

  describe('ending', () => {
    it('a server that ignores SIGTERM is killed, with children that left its group', async () => {
      const serving = fixture.open({ terminateMs: 300 });
      await serving.ensure(key, release('a', 'stubborn'), '');
      await serves(serving, 'a');
      await serving.ensure(key, release('b', 'children'), '');
      await serves(serving, 'b');
      await eventually(() => fixture.servers().length === 2);
      await serving.ensure(key, release('c'), '');
      await serves(serving, 'c');
      await eventually(() => fixture.servers().length === 1);
    });

    it('requests that outlast the drain are cut, and the old server goes', async () => {
      const serving = fixture.open({ drainMs: 200, terminateMs: 200 });
      await serving.ensure(key, release('a', 'stubborn'), '');
      const { url } = await serves(serving, 'a');
      const stream = ask(`${url}/stream`).then(
        () => 'whole',
        () => 'cut',
      );
      await eventually(() => fixture.observed().live !== undefined);
      await serving.ensure(key, release('b'), '');
      expect(await stream).to.equal('cut');
      await eventually(() => fixture.servers().length === 1);
    });

    it('remove leaves no process and no folder; the next start gets a port again', async () => {
      const serving = fixture.open({ terminateMs: 300 });
      await serving.ensure(key, release('a', 'stubborn'), '');
      await serves(serving, 'a');
      await serving.remove(key);
      expect([...fixture.servers(), ...fixture.keepers()]).to.deep.equal([]);
      expect(await serving.list()).to.deep.equal([]);
      expect(await serving.observe(key)).to.equal(undefined);
      await serving.remove(key);
      await serving.ensure(key, release('b'), '');
      await serves(serving, 'b');
    });

    it('shutdown ends a state folder without a controller; the next controller serves on the same port', async () => {
      const serving = fixture.open();
      await serving.ensure(key, release('a'), '');
      const { url } = await serves(serving, 'a');
      await serving.close();
      expect(await shutdownServing(fixture.state)).to.equal(1);
      expect([...fixture.servers(), ...fixture.keepers()]).to.deep.equal([]);
      const next = fixture.open();
      await next.ensure(key, release('a'), '');
      expect((await serves(next, 'a')).url).to.equal(url);
    });

    it('a state folder deleted under its keeper leaves nothing behind', async () => {
      const serving = fixture.open();
      await serving.ensure(key, release('a'), '');
      await serves(serving, 'a');
      await fixture.open().close();
      await serving.close();
      const { rmSync } = await import('node:fs');
      rmSync(fixture.folder, { recursive: true, force: true });
      await eventually(() => fixture.servers().length === 0 && keeperProcesses(fixture.folder).length === 0);
    });
  });

  function writeSecret(name: string, entry: string, value: string): void {
    mkdirSync(join(fixture.state, 'secrets', name), { recursive: true });
    writeFileSync(join(fixture.state, 'secrets', name, entry), value);
  }
});
