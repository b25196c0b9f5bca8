import { expect } from 'chai';
import { eventually } from '../support/eventually.ts';
import { keyOf, kind, ownedBy, present, refused, type Sample, sample, withMeta, withStatus } from './store-samples.ts';
import type { Subject } from './store.ts';

const finalizer = 'refit.dev/test';

/** `delete`, preconditions and finalizers. */
export function deletionContract(subject: Subject): void {
  describe('delete', () => {
    it('takes an object away; deleting what is gone is no error', async () => {
      const { store, namespace } = subject.current;
      await store.create(sample(namespace, 'a'));
      await store.delete(keyOf(namespace, 'a'));
      expect(await store.get(keyOf(namespace, 'a'))).to.equal(undefined);
      await store.delete(keyOf(namespace, 'a'));
    });

    it('holds to uid and resourceVersion when they are given', async () => {
      const { store, namespace } = subject.current;
      const first = await store.create<Sample>(sample(namespace, 'a'));
      const second = await store.update<Sample>(withMeta(first, { labels: { a: 'b' } }));
      await refused(store.delete(keyOf(namespace, 'a'), { uid: 'f0e1d2c3-0000-4000-8000-000000000000' }), 'Conflict');
      const stale = { resourceVersion: first.metadata.resourceVersion };
      await refused(store.delete(keyOf(namespace, 'a'), stale), 'Conflict');
      expect(await store.get(keyOf(namespace, 'a'))).to.deep.equal(second);
      const { uid, resourceVersion } = second.metadata;
      await store.delete(keyOf(namespace, 'a'), { uid, resourceVersion });
      expect(await store.get(keyOf(namespace, 'a'))).to.equal(undefined);
    });

    it('waits for the last finalizer', async () => {
      const { store, namespace } = subject.current;
      const two = [finalizer, 'refit.dev/other'];
      await store.create(sample(namespace, 'a', { finalizers: two }));
      await store.delete(keyOf(namespace, 'a'));
      const marked = present(await store.get<Sample>(keyOf(namespace, 'a')));
      expect(Date.parse(marked.metadata.deletionTimestamp ?? '')).to.not.be.NaN;
      const one = await store.update<Sample>(withMeta(marked, { finalizers: [finalizer] }));
      expect(one.metadata.deletionTimestamp).to.equal(marked.metadata.deletionTimestamp);
      await refused(store.create(sample(namespace, 'a')), 'AlreadyExists');
      await store.update(withMeta(one, { finalizers: [] }));
      expect(await store.get(keyOf(namespace, 'a'))).to.equal(undefined);
    });

    it('changes nothing when it is asked twice', async () => {
      const { store, namespace } = subject.current;
      await store.create(sample(namespace, 'a', { finalizers: [finalizer] }));
      await store.delete(keyOf(namespace, 'a'));
      const marked = await store.get(keyOf(namespace, 'a'));
      await store.delete(keyOf(namespace, 'a'));
      expect(await store.get(keyOf(namespace, 'a'))).to.deep.equal(marked);
    });

    it('takes no new finalizer while an object is being deleted, but takes status', async () => {
      const { store, namespace } = subject.current;
      await store.create(sample(namespace, 'a', { finalizers: [finalizer] }));
      await store.delete(keyOf(namespace, 'a'));
      const marked = present(await store.get<Sample>(keyOf(namespace, 'a')));
      const more = withMeta(marked, { finalizers: [finalizer, 'refit.dev/late'] });
      await refused(store.update(more), 'SpecInvalid');
      const known = await store.updateStatus<Sample>(withStatus(marked, 4));
      expect(known.status?.sequence).to.equal(4);
      expect(known.metadata.deletionTimestamp).to.equal(marked.metadata.deletionTimestamp);
    });

    it('lets go of an object with annotations as only Kubernetes allows them', async () => {
      const { store, namespace } = subject.current;
      const annotations = { 'Example.com/Foo': '1', 'UPPER.Example.com/owner': '2' };
      await store.create(sample(namespace, 'a', { finalizers: [finalizer], annotations }));
      await store.delete(keyOf(namespace, 'a'));
      const marked = present(await store.get<Sample>(keyOf(namespace, 'a')));
      expect(marked.metadata.annotations).to.deep.equal(annotations);
      await store.update(withMeta(marked, { finalizers: [] }));
      expect(await store.get(keyOf(namespace, 'a'))).to.equal(undefined);
    });

    it('never takes a deletionTimestamp from, or back for, a caller', async () => {
      const { store, namespace } = subject.current;
      const made = await store.create<Sample>(sample(namespace, 'a', { finalizers: [finalizer] }));
      await store.delete(keyOf(namespace, 'a'));
      const marked = present(await store.get<Sample>(keyOf(namespace, 'a')));
      const back = { ...made.metadata, resourceVersion: marked.metadata.resourceVersion, labels: { a: 'b' } };
      const { metadata } = await store.update<Sample>({ ...made, metadata: back });
      expect(metadata.deletionTimestamp).to.equal(marked.metadata.deletionTimestamp);
    });
  });
}

/** Background collection by owner references. */
export function collectionContract(subject: Subject): void {
  describe('owner references', () => {
    const gone = (name: string): Promise<unknown> =>
      eventually(async () => {
        const { store, namespace } = subject.current;
        expect(await store.get(keyOf(namespace, name))).to.equal(undefined);
      });

    it('lists by owner', async () => {
      const { store, namespace } = subject.current;
      const owner = await store.create<Sample>(sample(namespace, 'owner'));
      await store.create(sample(namespace, 'child', { ownerReferences: [ownedBy(owner)] }));
      await store.create(sample(namespace, 'stranger'));
      const owned = await store.list(kind, { ownerUID: owner.metadata.uid });
      expect(owned.map(({ metadata }) => metadata.name)).to.deep.equal(['child']);
      expect(owned[0]?.metadata.ownerReferences).to.deep.equal([ownedBy(owner)]);
    });

    it('takes dependents away, and theirs, when the owner is gone', async () => {
      const { store, namespace } = subject.current;
      const owner = await store.create<Sample>(sample(namespace, 'owner'));
      const child = await store.create<Sample>(sample(namespace, 'child', { ownerReferences: [ownedBy(owner)] }));
      await store.create(sample(namespace, 'grandchild', { ownerReferences: [ownedBy(child)] }));
      await store.create(sample(namespace, 'stranger'));
      await store.delete(keyOf(namespace, 'owner'));
      await gone('child');
      await gone('grandchild');
      expect(await store.get(keyOf(namespace, 'stranger'))).to.not.equal(undefined);
    });

    it('keeps a dependent as long as one owner is there', async () => {
      const { store, namespace } = subject.current;
      const one = await store.create<Sample>(sample(namespace, 'one'));
      const two = await store.create<Sample>(sample(namespace, 'two'));
      await store.create(sample(namespace, 'both', { ownerReferences: [ownedBy(one), ownedBy(two)] }));
      await store.create(sample(namespace, 'first', { ownerReferences: [ownedBy(one)] }));
      await store.delete(keyOf(namespace, 'one'));
      await gone('first');
      expect(await store.get(keyOf(namespace, 'both'))).to.not.equal(undefined);
      await store.delete(keyOf(namespace, 'two'));
      await gone('both');
    });

    it('keeps dependents while the owner only waits for a finalizer', async () => {
      const { store, namespace } = subject.current;
      const owner = await store.create<Sample>(sample(namespace, 'owner', { finalizers: [finalizer] }));
      await store.create(sample(namespace, 'child', { ownerReferences: [ownedBy(owner)] }));
      await store.delete(keyOf(namespace, 'owner'));
      expect(await store.get(keyOf(namespace, 'child'))).to.not.equal(undefined);
      const marked = present(await store.get<Sample>(keyOf(namespace, 'owner')));
      await store.update(withMeta(marked, { finalizers: [] }));
      await gone('owner');
      await gone('child');
    });

    it('lets a finalizer hold a dependent back', async () => {
      const { store, namespace } = subject.current;
      const owner = await store.create<Sample>(sample(namespace, 'owner'));
      const meta = { ownerReferences: [ownedBy(owner)], finalizers: [finalizer] };
      await store.create(sample(namespace, 'child', meta));
      await store.delete(keyOf(namespace, 'owner'));
      const marked = await eventually(async () => {
        const child = present(await store.get<Sample>(keyOf(namespace, 'child')));
        expect(child.metadata).to.have.property('deletionTimestamp');
        return child;
      });
      await store.update(withMeta(marked, { finalizers: [] }));
      await gone('child');
    });

    it('knows owners by uid: a namesake owns nothing', async () => {
      const { store, namespace } = subject.current;
      const owner = await store.create<Sample>(sample(namespace, 'owner'));
      await store.delete(keyOf(namespace, 'owner'));
      await store.create(sample(namespace, 'owner'));
      await store.create(sample(namespace, 'child', { ownerReferences: [ownedBy(owner)] }));
      await gone('child');
      expect(await store.get(keyOf(namespace, 'owner'))).to.not.equal(undefined);
    });

    it('keeps a dependent that was let go', async () => {
      const { store, namespace } = subject.current;
      const owner = await store.create<Sample>(sample(namespace, 'owner'));
      const child = await store.create<Sample>(sample(namespace, 'child', { ownerReferences: [ownedBy(owner)] }));
      await store.create(sample(namespace, 'witness', { ownerReferences: [ownedBy(owner)] }));
      await store.update(withMeta(child, { ownerReferences: [] }));
      await store.delete(keyOf(namespace, 'owner'));
      await gone('witness');
      expect(await store.get(keyOf(namespace, 'child'))).to.not.equal(undefined);
    });
  });
}
