import { expect } from 'chai';
import type { EventInput, RecordedEvent } from '../../controller/store/store.ts';
import { eventually } from '../support/eventually.ts';
import { keyOf, kind, type Sample, sample } from './store-samples.ts';
import type { Subject } from './store.ts';

function about({ metadata }: Sample, message: string, more: Partial<EventInput> = {}): EventInput {
  const { namespace, name, uid } = metadata;
  return { regarding: { kind, namespace, name, uid }, type: 'Normal', reason: 'Tested', message, ...more };
}

/** `recordEvent` and `events`. */
export function eventAndBoundsContract(subject: Subject): void {
  describe('events', () => {
    const read = async (object: Sample): Promise<RecordedEvent[]> => {
      const { store, namespace } = subject.current;
      return store.events({ regarding: keyOf(namespace, object.metadata.name) });
    };

    it('counts repeats and keeps different ones apart', async () => {
      const { store, namespace } = subject.current;
      const object = await store.create<Sample>(sample(namespace, 'a'));
      for (let n = 0; n < 3; n += 1) await store.recordEvent(about(object, 'same'));
      await store.recordEvent(about(object, 'same', { type: 'Warning' }));
      await store.recordEvent(about(object, 'same', { reason: 'Other' }));
      await store.recordEvent(about(object, 'different'));
      await eventually(async () => {
        const counts = (await read(object)).map(
          (event) => `${event.type} ${event.reason} ${event.message} ${event.count}`,
        );
        expect(counts.sort()).to.deep.equal([
          'Normal Other same 1',
          'Normal Tested different 1',
          'Normal Tested same 3',
          'Warning Tested same 1',
        ]);
      });
      const [event] = (await read(object)).filter(({ count }) => count === 3);
      expect(event?.regarding).to.deep.equal({ ...keyOf(namespace, 'a'), uid: object.metadata.uid });
      expect(Date.parse(event?.lastSeen ?? '')).to.be.at.least(Date.parse(event?.firstSeen ?? ''));
    });

    it('selects by object and by namespace', async () => {
      const { store, namespace, otherNamespace } = subject.current;
      const one = await store.create<Sample>(sample(namespace, 'one'));
      const two = await store.create<Sample>(sample(namespace, 'two'));
      const far = await store.create<Sample>(sample(otherNamespace, 'one'));
      for (const object of [one, two, far]) await store.recordEvent(about(object, 'hello'));
      const count = async (options: Parameters<typeof store.events>[0]): Promise<number> =>
        (await store.events(options)).filter(({ message }) => message === 'hello').length;
      await eventually(async () => {
        expect(await count({ namespace })).to.equal(2);
        expect(await count({ namespace: otherNamespace })).to.equal(1);
        expect(await count({ regarding: keyOf(namespace, 'two') })).to.equal(1);
      });
    });

    it('outlive their object, and change no object', async () => {
      const { store, namespace } = subject.current;
      const object = await store.create<Sample>(sample(namespace, 'a'));
      await store.recordEvent(about(object, 'hello'));
      expect(await store.get(keyOf(namespace, 'a'))).to.deep.equal(object);
      await store.delete(keyOf(namespace, 'a'));
      await eventually(async () => expect(await read(object)).to.have.length(1));
    });
  });
}
