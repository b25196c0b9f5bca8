import { expect } from 'chai';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { EventInput, WatchEvent } from '../../controller/store/store.ts';
import { storeContract } from '../contract/store.ts';
import { keyOf, kind, type Sample, sample, withStatus, withValue } from '../contract/store-samples.ts';
import { eventually } from '../support/eventually.ts';
import { makeStore, type Opened, runWithStore } from '../support/sqlite-store.ts';

storeContract('SQLite', makeStore);

describe('sqlite store', () => {
  let made: Opened;
  beforeEach(async () => {
    made = await makeStore();
  });
  afterEach(async () => {
    await made.dispose();
  });

  describe('several processes', () => {
    it('each adds to one counter, and none is lost', async () => {
      await made.store.create(sample('ml', 'counter', {}, '0'));
      const body = `const key = { kind: 'WorkflowSpec', namespace: 'ml', name: 'counter' };
        for (let done = 0; done < 50; ) {
          const object = await store.get(key);
          object.spec.parameters[0].value = String(Number(object.spec.parameters[0].value) + 1);
          await store.update(object).then(() => { done += 1; }, (error) => { if (error.reason !== 'Conflict') throw error; });
        }
        await store.close();`;
      const children = [1, 2, 3].map(() => runWithStore(made.file, body));
      for (const child of children) expect(await child.ended).to.deep.equal({ code: 0, errors: '' });
      const counter = await made.store.get<Sample>(keyOf('ml', 'counter'));
      expect(counter?.spec.parameters?.[0]?.value).to.equal('150');
      expect(counter?.metadata.generation).to.equal(151);
    });

    it('a watch delivers what they wrote, each change once and in order', async () => {
      const events: WatchEvent[] = [];
      made.store.watch(kind, (event) => events.push(event));
      const body = (name: string): string => `
        for (let n = 0; n < 40; n += 1) {
          const made = await store.create({ apiVersion: 'refit.dev/v1alpha1', kind: 'WorkflowSpec',
            metadata: { namespace: 'ml', name: '${name}' }, spec: { n } });
          await store.updateStatus({ ...made, status: { n } });
          await store.delete({ kind: 'WorkflowSpec', namespace: 'ml', name: '${name}' });
        }
        await store.close();`;
      const children = ['a', 'b'].map((name) => runWithStore(made.file, body(name)));
      for (const child of children) expect(await child.ended).to.deep.equal({ code: 0, errors: '' });
      await eventually(() => expect(events).to.have.length(240));
      const versions = events.map(({ object }) => Number(object.metadata.resourceVersion));
      expect(versions).to.deep.equal([...new Set(versions)].sort((left, right) => left - right));
      for (const name of ['a', 'b']) {
        const types = events.filter(({ object }) => object.metadata.name === name).map(({ type }) => type);
        expect(types).to.deep.equal(Array.from({ length: 40 }, () => ['Added', 'Modified', 'Deleted']).flat());
      }
    });

    it('may all open a new file at once', async () => {
      const file = join(made.file, '..', 'fresh.db');
      const children = Array.from({ length: 6 }, () => runWithStore(file, 'await store.close();'));
      for (const child of children) expect(await child.ended).to.deep.equal({ code: 0, errors: '' });
    });

    it('killed with -9 while writing, leaves every write that returned', async () => {
      const progress = join(made.file, '..', 'progress');
      const child = runWithStore(
        made.file,
        `import { appendFileSync } from 'node:fs';
        for (let n = 0; ; n += 1) {
          await store.create({ apiVersion: 'refit.dev/v1alpha1', kind: 'WorkflowSpec',
            metadata: { namespace: 'ml', name: 'n' + n }, spec: {} });
          appendFileSync(${JSON.stringify(progress)}, 'x');
        }`,
      );
      await eventually(() => existsSync(progress) && readFileSync(progress).length > 50);
      process.kill(child.pid, 'SIGKILL');
      await child.ended;
      const acknowledged = readFileSync(progress).length;
      const found = (await made.store.list(kind)).length;
      expect(found).to.be.oneOf([acknowledged, acknowledged + 1]);
      const check = new DatabaseSync(made.file);
      expect(check.prepare('PRAGMA integrity_check').get()).to.have.property('integrity_check', 'ok');
      check.close();
      await made.store.create(sample('ml', 'afterwards'));
    });
  });

  describe('change log', () => {
    it('is bounded, and resourceVersion goes on rising after compaction and reopening', async () => {
      let object = await made.store.create<Sample>(sample('ml', 'a'));
      for (let n = 0; n < 2_500; n += 1) object = await made.store.updateStatus(withStatus(object, n));
      const look = new DatabaseSync(made.file);
      expect(look.prepare('SELECT count(*) AS n FROM changes').get()?.['n']).to.be.within(1_000, 1_200);
      look.close();
      await made.store.close();
      const again = await made.open();
      const next = await again.updateStatus<Sample>(withStatus(object, -1));
      expect(Number(next.metadata.resourceVersion)).to.equal(Number(object.metadata.resourceVersion) + 1);
    });

    it('a watcher that slept longer than it reaches gets the newest state, and the deletions', async () => {
      const slow = await made.open();
      let busy = await made.store.create<Sample>(sample('ml', 'busy'));
      await made.store.create(sample('ml', 'gone'));
      const quiet = await made.store.create<Sample>(sample('ml', 'quiet'));
      const events: WatchEvent[] = [];
      slow.watch(kind, (event) => events.push(event));
      await Promise.all([
        made.store.delete(keyOf('ml', 'gone')),
        made.store.update(withValue(quiet, 'two')),
        made.store.create(sample('ml', 'new')),
      ]);
      // Microtasks only: the sleeper, in this process, has no turn before the log is past it.
      for (let n = 0; n < 3_000; n += 1) busy = await made.store.updateStatus(withStatus(busy, n));
      await eventually(() =>
        expect(events.at(-1)?.object.metadata.resourceVersion).to.equal(busy.metadata.resourceVersion),
      );
      const others = events.filter(({ object }) => object.metadata.name !== 'busy');
      expect(others.map(({ type, object }) => `${type} ${object.metadata.name}`)).to.deep.equal([
        'Deleted gone',
        'Modified quiet',
        'Added new',
      ]);
      expect(events.length).to.be.below(1_500);
    });

    it('begins for each watcher where it began to watch', async () => {
      const [early, late]: [WatchEvent[], WatchEvent[]] = [[], []];
      made.store.watch(kind, (event) => early.push(event));
      const writing = made.store.create(sample('ml', 'a'));
      made.store.watch(kind, (event) => late.push(event));
      await writing;
      await made.store.create(sample('ml', 'b'));
      await eventually(() => expect(late.map(({ object }) => object.metadata.name)).to.deep.equal(['b']));
      expect(early.map(({ object }) => object.metadata.name)).to.deep.equal(['a', 'b']);
    });

    it('keeps no process alive by watching', async () => {
      const child = runWithStore(made.file, `store.watch('WorkflowSpec', () => {});`);
      expect(await child.ended).to.deep.equal({ code: 0, errors: '' });
    });

    it('says what a watcher threw', async () => {
      made.store.watch(kind, () => {
        throw new Error('thrown by a watcher');
      });
      await made.store.create(sample('ml', 'a'));
      await eventually(() => expect(made.errors.map(({ message }) => message)).to.deep.equal(['thrown by a watcher']));
    });
  });

  describe('events', () => {
    const event = (name: string, message: string): EventInput => ({
      regarding: { kind, namespace: 'ml', name, uid: `uid-${name}` },
      type: 'Normal',
      reason: 'Tested',
      message,
    });

    it('are at most 100 for an object, the last seen', async () => {
      for (let n = 0; n < 120; n += 1) {
        await made.store.recordEvent(event('a', `message ${n}`));
        await made.store.recordEvent(event('a', 'again and again'));
      }
      await made.store.recordEvent(event('b', 'other'));
      const kept = await made.store.events({ regarding: keyOf('ml', 'a') });
      expect(kept).to.have.length(100);
      expect(kept.at(-1)).to.include({ message: 'again and again', count: 120 });
      expect(kept[0]).to.include({ message: 'message 21' });
      expect(await made.store.events()).to.have.length(101);
    });

    it('are at most 5,000, and long messages are cut', async () => {
      await made.store.recordEvent(event('long', 'x'.repeat(5_000)));
      expect((await made.store.events())[0]?.message).to.have.length(1_024);
      for (let n = 0; n < 5_010; n += 1) await made.store.recordEvent(event(`n${n}`, 'x'));
      const kept = await made.store.events();
      expect(kept).to.have.length(5_000);
      expect(kept[0]?.regarding.name).to.equal('n10');
    }).timeout(30_000);
  });
});
