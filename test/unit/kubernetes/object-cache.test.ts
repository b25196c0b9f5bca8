import { expect } from 'chai';
import fc from 'fast-check';
import type { KubernetesObject } from '../../../controller/kubernetes/client.ts';
import { isNewer, ObjectCache } from '../../../controller/kubernetes/object-cache.ts';
import { configMap } from './objects.ts';

function makeCache(): { readonly cache: ObjectCache<KubernetesObject>; readonly told: string[] } {
  const told: string[] = [];
  const cache = new ObjectCache<KubernetesObject>(({ type, object: { metadata } }) =>
    told.push(`${type} ${metadata.name} ${metadata.resourceVersion}`),
  );
  return { cache, told };
}

describe('resource versions', () => {
  it('are compared as numbers of any length', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 1n << 80n }), fc.bigInt({ min: 1n, max: 1n << 80n }), (a, b) => {
        expect(isNewer(String(a), String(b))).to.equal(a > b);
      }),
    );
  });

  it('that are no numbers are newer if they differ', () => {
    expect(isNewer('abc', 'abd')).to.equal(true);
    expect(isNewer('abc', 'abc')).to.equal(false);
  });
});

describe('object cache', () => {
  it('takes the newer of two versions, whichever comes first, and tells each once', () => {
    const { cache, told } = makeCache();
    cache.put(configMap('a', '9'));
    cache.observe(configMap('a', '11'));
    cache.put(configMap('a', '10'));
    cache.put(configMap('a', '11'));
    expect(told).to.deep.equal(['Added a 9', 'Modified a 11']);
    expect(cache.get('ml/a')?.metadata.resourceVersion).to.equal('11');
  });

  it('does not bring back what we deleted, but takes its successor', () => {
    const { cache, told } = makeCache();
    cache.put(configMap('a', '9'));
    cache.bury(configMap('a', '9'));
    cache.put(configMap('a', '10'));
    expect(cache.get('ml/a')).to.equal(undefined);
    cache.put(configMap('a', '12', { uid: 'next' }));
    cache.delete(configMap('a', '11'));
    expect(told).to.deep.equal(['Added a 9', 'Deleted a 9', 'Added a 12']);
    cache.put(configMap('a', '13', { uid: 'next' }));
    expect(told.at(-1)).to.equal('Modified a 13');
  });

  it('does not bring back by a late answer what the stream said is gone', () => {
    const { cache, told } = makeCache();
    cache.put(configMap('a', '9'));
    cache.position = '12';
    cache.delete(configMap('a', '12'));
    cache.observe(configMap('a', '11'));
    expect([...cache.list()]).to.deep.equal([]);
    cache.observe(configMap('a', '13', { uid: 'next' }));
    expect(told).to.deep.equal(['Added a 9', 'Deleted a 12', 'Added a 13']);
  });

  it('keeps what we wrote after a list was taken, and stays without what we deleted after it', () => {
    const { cache, told } = makeCache();
    cache.replace([configMap('a', '3'), configMap('gone', '4')], '5');
    cache.observe(configMap('new', '8'));
    cache.bury(configMap('gone', '4'));
    cache.replace([configMap('a', '3'), configMap('gone', '4')], '7');
    expect([...cache.list()].map(({ metadata }) => metadata.name)).to.deep.equal(['a', 'new']);
    expect(told.slice(2)).to.deep.equal(['Added new 8', 'Deleted gone 4']);
  });

  it('forgets a deletion of ours once a list is without it', () => {
    const { cache } = makeCache();
    cache.replace([configMap('a', '3')], '5');
    cache.bury(configMap('a', '3'));
    cache.replace([], '6');
    // Restored from a backup with its uid: nothing stands in its way.
    cache.put(configMap('a', '9'));
    expect(cache.get('ml/a')).to.not.equal(undefined);
  });

  it('finds objects by their owners, the controller among them, as they change hands', () => {
    const { cache } = makeCache();
    const owner = (uid: string, controller: boolean): object => ({
      apiVersion: 'v1',
      kind: 'X',
      name: uid,
      uid,
      controller,
    });
    const owned = (version: string, ...owners: object[]): KubernetesObject =>
      configMap('a', version, { ownerReferences: owners as never });
    const names = (uid: string, role: 'Controller' | 'Any'): string[] =>
      [...cache.ownedBy(uid, role)].map(({ metadata }) => metadata.name);
    cache.put(owned('2', owner('one', true), owner('two', false)));
    expect([names('one', 'Controller'), names('two', 'Controller'), names('two', 'Any')]).to.deep.equal([
      ['a'],
      [],
      ['a'],
    ]);
    cache.put(owned('3', owner('two', true)));
    expect([names('one', 'Any'), names('two', 'Controller')]).to.deep.equal([[], ['a']]);
    cache.delete(owned('4', owner('two', true)));
    expect(names('two', 'Any')).to.deep.equal([]);
  });

  it('holds in the end what the stream says, whatever answers come in between', () => {
    const history = fc.array(fc.constantFrom('Write', 'Gone'), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(history, fc.array(fc.nat(), { minLength: 60, maxLength: 60 }), (steps, choices) => {
        const { cache, told } = makeCache();
        const stream = streamOf(steps);
        interleave(cache, stream, choices);
        const last = stream.at(-1);
        const expected = last?.type === 'put' ? last.object.metadata.resourceVersion : undefined;
        expect(cache.get('ml/a')?.metadata.resourceVersion).to.equal(expected);
        const kinds = told.map((event) => event.split(' ')[0]);
        for (const [index, kind] of kinds.entries()) {
          expect(kind === 'Added').to.equal(index === 0 || kinds[index - 1] === 'Deleted');
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

interface StreamEvent {
  readonly type: 'put' | 'delete';
  readonly object: KubernetesObject;
}

/** The history of one name as the server tells it: each version is a write, or the end of that uid. */
function streamOf(steps: readonly string[]): readonly StreamEvent[] {
  const stream: StreamEvent[] = [];
  let uid = 0;
  for (const [index, step] of steps.entries()) {
    const isAlive = stream.at(-1)?.type === 'put';
    if (step === 'Gone' && !isAlive) continue;
    if (!isAlive) uid += 1;
    const object = configMap('a', String(index + 10), { uid: `u${uid}` });
    stream.push({ type: step === 'Write' ? 'put' : 'delete', object });
  }
  return stream;
}

/** Takes in the stream in its order, and each event once more as the answer to an own write, sooner or later or never. */
function interleave(
  cache: ObjectCache<KubernetesObject>,
  stream: readonly StreamEvent[],
  choices: readonly number[],
): void {
  const answers = [...stream];
  const waiting = [...stream];
  const answer = (choice: number): void => {
    const [taken] = answers.splice(choice % Math.max(1, answers.length), 1);
    if (taken?.type === 'put') cache.observe(taken.object);
    const cached = cache.get('ml/a');
    // A delete is answered after it was done: nothing older than it can be met by its uid.
    const isThat = taken?.type === 'delete' && cached?.metadata.uid === taken.object.metadata.uid;
    if (isThat && cached !== undefined) cache.bury(cached);
  };
  for (const choice of choices) {
    if (choice % 2 === 0) {
      answer(choice);
      continue;
    }
    const event = waiting.shift();
    if (event !== undefined) takeIn(cache, event);
  }
  for (const event of waiting) takeIn(cache, event);
  for (const event of answers) if (event.type === 'put') cache.observe(event.object);
}

function takeIn(cache: ObjectCache<KubernetesObject>, { type, object }: StreamEvent): void {
  cache.position = object.metadata.resourceVersion;
  if (type === 'put') cache.put(object);
  else cache.delete(object);
}
