import { expect } from 'chai';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { RefitError } from '../../controller/core/errors.ts';
import { systemClock } from '../../controller/runtime/clock.ts';
import { openSqliteStore } from '../../controller/store/sqlite.ts';
import type { Store } from '../../controller/store/store.ts';
import { keyOf, ownedBy, refused, type Sample, sample } from '../contract/store-samples.ts';
import { eventually } from '../support/eventually.ts';
import { makeStore, type Opened, runWithStore } from '../support/sqlite-store.ts';

describe('sqlite store, in bad luck', () => {
  let made: Opened;
  beforeEach(async () => {
    made = await makeStore();
  });
  afterEach(async () => {
    await made.dispose();
  });

  it('refuses a file of a newer version, and leaves it as it is', async () => {
    await made.store.close();
    const newer = new DatabaseSync(made.file);
    newer.exec('PRAGMA user_version = 99; PRAGMA journal_mode = DELETE');
    newer.close();
    const before = readFileSync(made.file);
    const error = await refused(made.open(), 'StateNewer');
    expect(error.message).to.contain('99').and.contain(made.file);
    expect(readFileSync(made.file).equals(before)).to.equal(true);
  });

  it('refuses files that are not its own', async () => {
    const open =
      (file: string): (() => Store) =>
      () =>
        openSqliteStore({ file, clock: systemClock });
    const text = join(made.file, '..', 'text.db');
    writeFileSync(text, 'this is no database, whatever its name says'.repeat(40));
    expect(open(text)).to.throw(RefitError, /not a database/);
    const foreign = join(made.file, '..', 'foreign.db');
    const db = new DatabaseSync(foreign);
    db.exec('CREATE TABLE theirs (a)');
    db.close();
    expect(open(foreign)).to.throw(RefitError, /another program/);
    expect(open(join(made.file, '..', 'missing', 'refit.db'))).to.throw(RefitError, /missing/);
  });

  it('says StoreUnavailable when the disk is full, keeps what was there, and goes on when there is room', async () => {
    const object = await made.store.create<Sample>(sample('ml', 'a'));
    const full = runWithStore(
      made.file,
      `import { DatabaseSync } from 'node:sqlite';
        const prepare = DatabaseSync.prototype.prepare;
        let limit = (db) => { limit = () => {}; db.exec('PRAGMA max_page_count = 40'); };
        DatabaseSync.prototype.prepare = function (sql) { limit(this); return prepare.call(this, sql); };
        const key = { kind: 'WorkflowSpec', namespace: 'ml', name: 'a' };
        const before = await store.get(key);
        const error = await store.updateStatus({ ...before, status: { text: 'x'.repeat(1_000_000) } }).catch((error) => error);
        if (error.reason !== 'StoreUnavailable' || !/full/.test(error.message)) throw error;
        const after = await store.get(key);
        if (after.metadata.resourceVersion !== before.metadata.resourceVersion) throw new Error('it was written');
        await store.updateStatus({ ...before, status: { observedGeneration: 1 } });
        await store.close();`,
    );
    expect(await full.ended).to.deep.equal({ code: 0, errors: '' });
    expect(await made.store.get(keyOf('ml', 'a'))).to.not.deep.equal(object);
  });

  it('is unavailable once closed', async () => {
    await made.store.close();
    await refused(made.store.get(keyOf('ml', 'a')), 'StoreUnavailable');
    await made.store.close();
  });

  it('collects at the next start what a killed process left without owner', async () => {
    const owner = await made.store.create<Sample>(sample('ml', 'owner'));
    await made.store.delete(keyOf('ml', 'owner'));
    const body = `await store.create({ apiVersion: 'refit.dev/v1alpha1', kind: 'WorkflowSpec', spec: {},
          metadata: { namespace: 'ml', name: 'child', ownerReferences: ${JSON.stringify([ownedBy(owner)])} } });
        process.kill(process.pid, 'SIGKILL');`;
    expect((await runWithStore(made.file, body).ended).errors).to.equal('');
    expect(await made.store.get(keyOf('ml', 'child'))).to.not.equal(undefined);
    const next = await made.open();
    await eventually(async () => expect(await next.get(keyOf('ml', 'child'))).to.equal(undefined));
  });
});
