import { expect } from 'chai';
import { existsSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import type { DataObject } from '../../../controller/data/identity.ts';
import { openDataStore } from '../../../controller/data/store.ts';
import type { DataStore } from '../../../controller/data/store.ts';
import { temporaryFolder } from '../../support/folder.ts';

describe('the store of fetched data', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => folder.remove());

  async function add(store: DataStore, text: string): Promise<DataObject> {
    const hash = createHash('sha256').update(text).digest('hex');
    const object = { kind: 'lfs', hash, directory: false, bytes: text.length } as const;
    await store.add(object, async (path) => writeFileSync(path, text));
    return object;
  }

  /** As if it had been used so many minutes ago. */
  function age(path: string, minutes: number): void {
    utimesSync(path, new Date(Date.now() - minutes * 60_000), statSync(path).mtime);
  }

  it('removes what was not used for longest, down to its budget, and nothing that is in use', async () => {
    const store = openDataStore(join(folder.path, 'data'), 'Shared', 250);
    const [oldest, used, fresh] = [
      await add(store, 'a'.repeat(100)),
      await add(store, 'b'.repeat(100)),
      await add(store, 'c'.repeat(100)),
    ];
    age(store.path(oldest), 60);
    age(store.path(used), 90);
    // A look is a use.
    expect(store.has(used)).to.equal(true);
    await store.trim();
    expect([oldest, used, fresh].map((object) => existsSync(store.path(object)))).to.deep.equal([false, true, true]);
    const tight = openDataStore(join(folder.path, 'data'), 'Shared', 0);
    await tight.trim();
    expect(
      [used, fresh].map((object) => existsSync(store.path(object))),
      'used a moment ago',
    ).to.deep.equal([true, true]);
    expect(await store.give(oldest, Buffer.from(join(folder.path, 'x')), false, false)).to.equal(false);
  });

  it('has nothing of another size than its pointer says', async () => {
    const store = openDataStore(join(folder.path, 'data'), 'Shared');
    const object = await add(store, 'content');
    expect(store.has({ ...object, bytes: 6 })).to.equal(false);
    expect(store.has(object)).to.equal(true);
  });

  it('of one execution gives its files away, the last time without a copy', async () => {
    const store = openDataStore(join(folder.path, 'data'), 'Private');
    const object = await add(store, 'content');
    const inode = statSync(store.path(object)).ino;
    const [first, last] = [join(folder.path, 'first'), join(folder.path, 'last')];
    expect(await store.give(object, Buffer.from(first), false, true)).to.equal(true);
    expect(await store.give(object, Buffer.from(last), true, false)).to.equal(true);
    expect(store.has(object)).to.equal(false);
    expect(statSync(last).ino).to.equal(inode);
    expect(statSync(first).ino).to.not.equal(inode);
    expect(statSync(last).mode & 0o777).to.equal(0o755);
    expect(readFileSync(first, 'utf8')).to.equal('content');
  });

  it('lets one process at a time do what is done alone, an object within a directory of like hash', async () => {
    const store = openDataStore(join(folder.path, 'data'), 'Shared');
    const hash = 'ab'.repeat(16);
    let inside = 0;
    const one = (): Promise<void> =>
      store.alone('directory', hash, async () => {
        expect(++inside).to.equal(1);
        await store.alone('object', hash, async () => undefined);
        inside -= 1;
      });
    await Promise.all([one(), one(), one()]);
  });

  it('writes over nothing', async () => {
    for (const kind of ['Shared', 'Private'] as const) {
      const store = openDataStore(join(folder.path, kind), kind);
      const object = await add(store, 'content');
      const target = join(folder.path, `there-${kind}`);
      writeFileSync(target, 'mine');
      const error = await store.give(object, Buffer.from(target), false, false).catch((thrown: unknown) => thrown);
      expect(error).to.have.property('code', 'EEXIST');
      expect(readFileSync(target, 'utf8')).to.equal('mine');
    }
  });
});
