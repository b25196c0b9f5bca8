import { expect } from 'chai';
import type { Store, WatchEvent } from '../../controller/store/store.ts';
import { eventually } from '../support/eventually.ts';
import {
  keyOf,
  kind,
  ownedBy,
  present,
  type Sample,
  sample,
  withMeta,
  withStatus,
  withValue,
} from './store-samples.ts';
import type { Subject } from './store.ts';

/** `Type name`, as the tests compare events. */
function seen(events: readonly WatchEvent[]): string[] {
  return events.map(({ type, object }) => `${type} ${object.metadata.name}`);
}

/** Collects what a watch delivers of one namespace. */
function collect(store: Store, namespace: string): { readonly events: WatchEvent[]; readonly end: () => void } {
  const events: WatchEvent[] = [];
  const end = store.watch(kind, (event) => {
    if (event.object.metadata.namespace === namespace) events.push(event);
  });
  return { events, end };
}

/** `watch`. */
export function watchContract(subject: Subject): void {
  describe('watch', () => {
    it('delivers every change of an object in order, each as it was written', async () => {
      const { store, namespace } = subject.current;
      const { events } = collect(store, namespace);
      const made = await store.create<Sample>(sample(namespace, 'a', { finalizers: ['refit.dev/test'] }));
      const updated = await store.update<Sample>(withValue(made, 'two'));
      const known = await store.updateStatus<Sample>(withStatus(updated, 1));
      await store.delete(keyOf(namespace, 'a'));
      const marked = present(await store.get<Sample>(keyOf(namespace, 'a')));
      await store.update(withMeta(marked, { finalizers: [] }));
      await eventually(() => {
        expect(seen(events)).to.deep.equal(['Added a', 'Modified a', 'Modified a', 'Modified a', 'Deleted a']);
      });
      expect(events.slice(0, 4).map(({ object }) => object)).to.deep.equal([made, updated, known, marked]);
      expect(events[4]?.object.metadata.uid).to.equal(made.metadata.uid);
      expect(events[4]?.object.spec).to.deep.equal(updated.spec);
    });

    it('delivers what other clients write, in order and once', async () => {
      const { store, namespace, open, mayCoalesce = false } = subject.current;
      const second = await open();
      const { events } = collect(store, namespace);
      const expected: string[] = [];
      for (const [n, name] of ['a', 'b', 'c', 'd', 'e', 'f'].entries()) {
        const writer = n % 2 === 0 ? second : store;
        const made = await writer.create<Sample>(sample(namespace, name));
        await (n % 2 === 0 ? store : second).updateStatus(withStatus(made, n));
        await writer.delete(keyOf(namespace, name));
        expected.push(`Added ${name}`, `Modified ${name}`, `Deleted ${name}`);
      }
      const least = mayCoalesce ? expected.filter((event) => !event.startsWith('Modified')) : expected;
      await eventually(() => expect(seen(events)).to.include.members(least));
      for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) {
        const mine = seen(events.filter(({ object }) => object.metadata.name === name));
        const all = [`Added ${name}`, `Modified ${name}`, `Deleted ${name}`];
        expect(mine).to.deep.equal(mayCoalesce && mine.length === 2 ? [all[0], all[2]] : all);
      }
      const before = events.length;
      await second.create(sample(namespace, 'last'));
      await eventually(() => expect(seen(events).at(-1)).to.equal('Added last'));
      expect(events).to.have.length(before + 1);
    });

    it('says nothing of what was before, of other kinds, or of writes that changed nothing', async () => {
      const { store, namespace } = subject.current;
      const before = await store.create<Sample>(sample(namespace, 'before'));
      const { events } = collect(store, namespace);
      store.watch('ModelVersion', (event) => events.push(event));
      await store.update(before);
      await store.create(sample(namespace, 'last'));
      await eventually(() => expect(seen(events)).to.include('Added last'));
      expect(seen(events)).to.deep.equal(['Added last']);
    });

    it('never calls from inside the write', async () => {
      const { store, namespace } = subject.current;
      const { events } = collect(store, namespace);
      const writing = store.create(sample(namespace, 'a'));
      expect(events).to.deep.equal([]);
      await writing;
      await eventually(() => expect(events).to.have.length(1));
    });

    it('gives each watcher its own copy, and survives one that throws', async () => {
      const { store, namespace } = subject.current;
      store.watch(kind, ({ object }) => {
        object.metadata.name = 'spoilt';
        throw new Error('a watcher that throws');
      });
      const { events } = collect(store, namespace);
      await store.create(sample(namespace, 'a'));
      await store.create(sample(namespace, 'b'));
      await eventually(() => expect(seen(events)).to.deep.equal(['Added a', 'Added b']));
    });

    it('ends when it is told to, and other watchers go on', async () => {
      const { store, namespace } = subject.current;
      const ended = collect(store, namespace);
      const going = collect(store, namespace);
      await store.create(sample(namespace, 'a'));
      await eventually(() => expect(seen([...ended.events, ...going.events])).to.deep.equal(['Added a', 'Added a']));
      ended.end();
      await store.create(sample(namespace, 'b'));
      await eventually(() => expect(seen(going.events)).to.deep.equal(['Added a', 'Added b']));
      expect(seen(ended.events)).to.deep.equal(['Added a']);
      const again = collect(store, namespace);
      await store.create(sample(namespace, 'c'));
      await eventually(() => expect(seen(again.events)).to.deep.equal(['Added c']));
    });

    it('lets a watcher write', async () => {
      const { store, namespace } = subject.current;
      const { events } = collect(store, namespace);
      const writes: Promise<unknown>[] = [];
      store.watch(kind, ({ type, object }) => {
        const number = Number(object.metadata.name.slice(1));
        if (type === 'Added' && number < 3) writes.push(store.create(sample(namespace, `n${number + 1}`)));
      });
      await store.create(sample(namespace, 'n0'));
      await eventually(() => expect(seen(events)).to.deep.equal(['Added n0', 'Added n1', 'Added n2', 'Added n3']));
      await Promise.all(writes);
    });

    it('tells of what collection took', async () => {
      const { store, namespace } = subject.current;
      const owner = await store.create<Sample>(sample(namespace, 'owner'));
      await store.create(sample(namespace, 'child', { ownerReferences: [ownedBy(owner)] }));
      const { events } = collect(store, namespace);
      await store.delete(keyOf(namespace, 'owner'));
      await eventually(() => expect(seen(events)).to.include.members(['Deleted owner', 'Deleted child']));
    });
  });
}
