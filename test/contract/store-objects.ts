import { expect } from 'chai';
import {
  keyOf,
  kind,
  present,
  refused,
  type Sample,
  sample,
  withMeta,
  withStatus,
  withValue,
} from './store-samples.ts';
import type { Subject } from './store.ts';

/** `get`, `list` and `create`. */
export function readContract(subject: Subject): void {
  describe('create, get and list', () => {
    it('fills uid, resourceVersion, generation and creationTimestamp', async () => {
      const { store, namespace } = subject.current;
      const { metadata } = await store.create<Sample>(sample(namespace, 'a', { labels: { team: 'x' } }));
      expect(metadata.uid).to.match(/\S{8,}/);
      expect(metadata.resourceVersion).to.match(/\S/);
      expect(metadata.generation).to.equal(1);
      expect(Date.parse(metadata.creationTimestamp)).to.be.a('number').and.not.NaN;
      expect(metadata).to.not.have.property('deletionTimestamp');
      expect(metadata.labels).to.deep.equal({ team: 'x' });
    });

    it('does not take uid and generation from the caller', async () => {
      const { store, namespace } = subject.current;
      const made = await store.create<Sample>(sample(namespace, 'a', { uid: 'mine', generation: 9 }));
      expect(made.metadata.uid).to.not.equal('mine');
      expect(made.metadata.generation).to.equal(1);
    });

    it('gives back what was stored', async () => {
      const { store, namespace } = subject.current;
      const made = await store.create<Sample>(sample(namespace, 'a', { annotations: { 'refit.dev/run': 'ü\n"x"' } }));
      expect(await store.get(keyOf(namespace, 'a'))).to.deep.equal(made);
      expect(made.metadata.annotations).to.deep.equal({ 'refit.dev/run': 'ü\n"x"' });
      expect(made.spec.parameters).to.deep.equal([{ name: 'alpha', value: 'one' }]);
    });

    it('keeps a status given to create', async () => {
      const { store, namespace } = subject.current;
      const made = await store.create<Sample>({ ...sample(namespace, 'a'), status: { observedGeneration: -1 } });
      expect(made.status?.observedGeneration).to.equal(-1);
      expect(present(await store.get<Sample>(keyOf(namespace, 'a'))).status?.observedGeneration).to.equal(-1);
    });

    it('refuses a name that exists, and keeps what is there', async () => {
      const { store, namespace } = subject.current;
      const first = await store.create<Sample>(sample(namespace, 'a'));
      const error = await refused(store.create(sample(namespace, 'a', {}, 'two')), 'AlreadyExists');
      expect(error.message).to.contain('a');
      expect(await store.get(keyOf(namespace, 'a'))).to.deep.equal(first);
    });

    it('takes the same name in another namespace, and again after deletion with another uid', async () => {
      const { store, namespace, otherNamespace } = subject.current;
      const first = await store.create<Sample>(sample(namespace, 'a'));
      const other = await store.create<Sample>(sample(otherNamespace, 'a'));
      await store.delete(keyOf(namespace, 'a'));
      const second = await store.create<Sample>(sample(namespace, 'a'));
      expect(new Set([first, other, second].map(({ metadata }) => metadata.uid)).size).to.equal(3);
      expect(second.metadata.generation).to.equal(1);
    });

    it('refuses names and labels that are none', async () => {
      const { store, namespace } = subject.current;
      for (const name of ['', 'A', 'a_b', '-a', 'a/b', '../a', 'a'.repeat(254)]) {
        await refused(store.create(sample(namespace, name)), 'SpecInvalid');
      }
      await refused(store.create(sample(namespace, 'a', { labels: { 'a b': 'x' } })), 'SpecInvalid');
      await refused(store.create(sample(namespace, 'a', { labels: { a: 'x'.repeat(64) } })), 'SpecInvalid');
      await refused(store.create(sample(namespace, 'a', { labels: { 'Example.com/a': 'x' } })), 'SpecInvalid');
      await refused(store.create(sample(namespace, 'a', { annotations: { 'a_b.example.com/a': 'x' } })), 'SpecInvalid');
      await refused(store.create(sample(namespace, 'a', { finalizers: ['not a name'] })), 'SpecInvalid');
      expect(await store.list(kind, { namespace })).to.deep.equal([]);
    });

    it('reads nothing where nothing is', async () => {
      const { store, namespace } = subject.current;
      expect(await store.get(keyOf(namespace, 'a'))).to.equal(undefined);
      expect(await store.list(kind, { namespace })).to.deep.equal([]);
    });

    it('lists by kind, namespace and labels', async () => {
      const { store, namespace, otherNamespace } = subject.current;
      const labels = { 'refit.dev/workflow': 'w.1', tier: 'gold' };
      await store.create(sample(namespace, 'b', { labels }));
      await store.create(sample(namespace, 'a', { labels: { tier: 'gold' } }));
      await store.create(sample(namespace, 'c'));
      await store.create(sample(otherNamespace, 'd', { labels }));
      const names = async (selection: Parameters<typeof store.list>[1]): Promise<string[]> =>
        (await store.list(kind, selection)).map(({ metadata }) => metadata.name).sort();
      expect(await names({ namespace })).to.deep.equal(['a', 'b', 'c']);
      expect(await names({})).to.include.members(['a', 'b', 'c', 'd']);
      expect(await names({ namespace, labels: { tier: 'gold' } })).to.deep.equal(['a', 'b']);
      expect(await names({ namespace, labels })).to.deep.equal(['b']);
      expect(await names({ labels }))
        .to.include.members(['b', 'd'])
        .and.not.include('a');
      expect(await names({ namespace, labels: { tier: 'g' } })).to.deep.equal([]);
      expect(await store.list('WorkflowRun', { namespace })).to.deep.equal([]);
    });

    it('hands out copies', async () => {
      const { store, namespace } = subject.current;
      const input = sample(namespace, 'a', { labels: { team: 'x' } });
      const made = await store.create<Sample>(input);
      input.spec.steps[0]?.run.command.push('changed');
      made.spec.steps[0]?.run.command.push('changed');
      const read = present(await store.get<Sample>(keyOf(namespace, 'a')));
      expect(read.spec.steps[0]?.run.command).to.deep.equal(['train']);
      read.metadata.labels = { team: 'y' };
      const [listed] = await store.list<Sample>(kind, { namespace });
      expect(listed?.metadata.labels).to.deep.equal({ team: 'x' });
    });

    it('shows one client what another wrote', async () => {
      const { store, namespace, open } = subject.current;
      const second = await open();
      const made = await second.create<Sample>(sample(namespace, 'a'));
      expect(await store.get(keyOf(namespace, 'a'))).to.deep.equal(made);
      await store.update(withValue(made, 'two'));
      await refused(second.update(withValue(made, 'three')), 'Conflict');
    });
  });
}

/** `update` and `updateStatus`. */
export function writeContract(subject: Subject): void {
  describe('update and updateStatus', () => {
    it('moves generation with the spec and resourceVersion with every write', async () => {
      const { store, namespace } = subject.current;
      const first = await store.create<Sample>(sample(namespace, 'a'));
      const spec = await store.update<Sample>(withValue(first, 'two'));
      const labels = await store.update<Sample>(withMeta(spec, { labels: { a: 'b' } }));
      const status = await store.updateStatus<Sample>(withStatus(labels, 1));
      expect([first, spec, labels, status].map(({ metadata }) => metadata.generation)).to.deep.equal([1, 2, 2, 2]);
      expect(new Set([first, spec, labels, status].map(({ metadata }) => metadata.resourceVersion)).size).to.equal(4);
      expect(await store.get(keyOf(namespace, 'a'))).to.deep.equal(status);
    });

    it('update leaves status, updateStatus leaves the rest', async () => {
      const { store, namespace } = subject.current;
      const first = await store.create<Sample>(sample(namespace, 'a'));
      const known = await store.updateStatus<Sample>(
        withStatus(withValue(withMeta(first, { labels: { a: 'b' } }), 'two'), 7),
      );
      expect(known.metadata).to.not.have.property('labels');
      expect(known.spec).to.deep.equal(first.spec);
      const updated = await store.update<Sample>(withStatus(withValue(known, 'two'), 8));
      expect(updated.status?.sequence).to.equal(7);
      expect(updated.spec.parameters?.[0]?.value).to.equal('two');
    });

    it('keeps what only the store writes', async () => {
      const { store, namespace } = subject.current;
      const first = await store.create<Sample>(sample(namespace, 'a'));
      const changed = withMeta(first, { generation: 40, labels: { a: 'b' } });
      const { metadata } = await store.update<Sample>(changed);
      expect(metadata.generation).to.equal(1);
      expect(metadata.uid).to.equal(first.metadata.uid);
      expect(metadata.creationTimestamp).to.equal(first.metadata.creationTimestamp);
      expect(metadata).to.not.have.property('deletionTimestamp');
    });

    it('writes nothing when nothing differs, whatever the order of keys', async () => {
      const { store, namespace } = subject.current;
      const made = await store.create<Sample>(sample(namespace, 'a', { labels: { a: '1', b: '2' } }));
      const known = await store.updateStatus<Sample>(withStatus(made, 1));
      const reversed = Object.fromEntries(Object.entries(known.spec).reverse());
      const again = await store.update<Sample>({
        ...known,
        spec: { ...known.spec, ...reversed },
        metadata: { ...known.metadata, labels: { b: '2', a: '1' }, finalizers: [], annotations: {} },
      });
      expect(again).to.deep.equal(known);
      const status = { sequence: 1, observedGeneration: known.metadata.generation };
      expect(await store.updateStatus<Sample>({ ...known, status })).to.deep.equal(known);
    });

    it('refuses a stale resourceVersion and another uid, and changes nothing then', async () => {
      const { store, namespace } = subject.current;
      const first = await store.create<Sample>(sample(namespace, 'a'));
      const second = await store.update<Sample>(withValue(first, 'two'));
      await refused(store.update(withValue(first, 'three')), 'Conflict');
      await refused(store.updateStatus(withStatus(first, 3)), 'Conflict');
      await refused(
        store.update(withValue(withMeta(second, { uid: 'f0e1d2c3-0000-4000-8000-000000000000' }), 'x')),
        'Conflict',
      );
      expect(await store.get(keyOf(namespace, 'a'))).to.deep.equal(second);
    });

    it('refuses to write what is not there', async () => {
      const { store, namespace } = subject.current;
      const made = await store.create<Sample>(sample(namespace, 'a'));
      await store.delete(keyOf(namespace, 'a'));
      await refused(store.update(withValue(made, 'two')), 'NotFound');
      await refused(store.updateStatus(withStatus(made, 1)), 'NotFound');
      expect(await store.get(keyOf(namespace, 'a'))).to.equal(undefined);
    });

    it('lets exactly one of many writers of one version win', async () => {
      const { store, namespace, open } = subject.current;
      const second = await open();
      const made = await store.create<Sample>(sample(namespace, 'a'));
      const writes = Array.from({ length: 10 }, (_, n) =>
        (n % 2 === 0 ? store : second).update<Sample>(withValue(made, `value ${n}`)),
      );
      const settled = await Promise.allSettled(writes);
      expect(settled.filter(({ status }) => status === 'fulfilled')).to.have.length(1);
      expect(present(await store.get<Sample>(keyOf(namespace, 'a'))).metadata.generation).to.equal(2);
    });

    it('refuses new labels, annotations and finalizers that are none', async () => {
      const { store, namespace } = subject.current;
      const made = await store.create<Sample>(sample(namespace, 'a'));
      await refused(store.update(withMeta(made, { labels: { 'a b': 'x' } })), 'SpecInvalid');
      await refused(store.update(withMeta(made, { annotations: { '/a': 'x' } })), 'SpecInvalid');
      await refused(store.update(withMeta(made, { finalizers: ['not a name'] })), 'SpecInvalid');
      expect(await store.get(keyOf(namespace, 'a'))).to.deep.equal(made);
    });

    it('takes labels, annotations and finalizers away again', async () => {
      const { store, namespace } = subject.current;
      const meta = { labels: { a: 'b' }, annotations: { c: 'd' }, finalizers: ['refit.dev/test'] };
      const made = await store.create<Sample>(sample(namespace, 'a', meta));
      const { labels, annotations, finalizers, ...rest } = made.metadata;
      expect({ labels, annotations, finalizers }).to.deep.equal(meta);
      const bare = await store.update<Sample>({ ...made, metadata: rest });
      expect(bare.metadata).to.not.have.any.keys('labels', 'annotations', 'finalizers');
    });
  });
}
