import { expect } from 'chai';
import { RefitError } from '../../../controller/core/errors.ts';
import type { KubernetesClient, KubernetesObject, WatchLine } from '../../../controller/kubernetes/client.ts';
import type { Informer } from '../../../controller/kubernetes/informer.ts';
import { openInformer } from '../../../controller/kubernetes/reflector.ts';
import { configMaps } from '../../../controller/kubernetes/resources.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { configMap } from './objects.ts';

interface List {
  readonly items: readonly KubernetesObject[];
  readonly resourceVersion: string;
}

/** A server whose watches say nothing: what it has is seen by lists alone. */
class SilentServer {
  readonly begun: string[] = [];
  readonly clock = new FakeClock();
  /** What a list answers. */
  answer: () => Promise<List> = async () => ({ items: [configMap('a', '3')], resourceVersion: '5' });
  /** How often an item was reduced to what is kept. */
  kept = 0;
  readonly informer: Informer<KubernetesObject>;
  readonly seen: string[] = [];
  say: (line: WatchLine<KubernetesObject>) => void = () => undefined;

  constructor() {
    this.informer = openInformer(this.#client(), configMaps, {
      clock: this.clock,
      random: () => 1,
      onError: () => undefined,
      keep: (object) => {
        this.kept += 1;
        return object;
      },
    });
    this.informer.watch(({ type, object }) => this.seen.push(`${type} ${object.metadata.name}`));
  }

  #client(): Pick<KubernetesClient, 'list' | 'watch'> {
    const list = async (
      _: unknown,
      { keep }: { keep: (item: KubernetesObject) => KubernetesObject },
    ): Promise<List> => {
      this.begun.push('list');
      const { items, resourceVersion } = await this.answer();
      return { items: items.map(keep), resourceVersion };
    };
    const watch = async (
      _: unknown,
      options: { readonly resourceVersion: string; readonly signal: AbortSignal; readonly opened?: () => void },
      onLine: (line: WatchLine<KubernetesObject>) => void,
    ): Promise<void> => {
      this.begun.push(`watch ${options.resourceVersion}`);
      options.opened?.();
      this.say = onLine;
      await new Promise((resolve) => options.signal.addEventListener('abort', resolve));
    };
    return { list, watch } as unknown as Pick<KubernetesClient, 'list' | 'watch'>;
  }
}

describe('informer, listed anew on request', () => {
  let server: SilentServer;

  beforeEach(async () => {
    server = new SilentServer();
    await server.clock.advance(0);
    expect(server.begun).to.deep.equal(['list', 'watch 5']);
  });
  afterEach(() => {
    server.informer.close();
    expect(server.clock.pending).to.equal(0);
  });

  it('ends its watch, takes in what the watch did not tell, and watches on from there', async () => {
    const first = server.informer.get('ml/a');
    server.answer = async () => ({ items: [configMap('a', '3'), configMap('b', '7')], resourceVersion: '9' });
    await server.informer.relist();
    expect(server.seen).to.deep.equal(['Added a', 'Added b']);
    await server.clock.advance(0);
    expect(server.begun).to.deep.equal(['list', 'watch 5', 'list', 'watch 9']);
    // What is known in this version is not made a second time.
    expect(server.kept).to.equal(2);
    expect(server.informer.get('ml/a')).to.equal(first);
    expect(server.informer.healthy).to.equal(true);
    server.say({ type: 'DELETED', object: configMap('a', '10') });
    expect(server.seen.at(-1)).to.equal('Deleted a');
  });

  it('takes another object of the same name for another', async () => {
    const other = configMap('a', '3', { uid: 'another' });
    server.answer = async () => ({ items: [other], resourceVersion: '9' });
    await server.informer.relist();
    expect(server.kept).to.equal(2);
  });

  it('does not take a list for new that began before it was asked', async () => {
    const early = Promise.withResolvers<List>();
    server.answer = () => early.promise;
    const done: string[] = [];
    const one = server.informer.relist().then(() => done.push('one'));
    await server.clock.advance(0);
    const two = server.informer.relist().then(() => done.push('two'));
    const late = Promise.withResolvers<List>();
    server.answer = () => late.promise;
    early.resolve({ items: [], resourceVersion: '6' });
    await server.clock.advance(0);
    expect(done).to.deep.equal(['one']);
    late.resolve({ items: [configMap('a', '8')], resourceVersion: '8' });
    await Promise.all([one, two]);
    expect(server.informer.get('ml/a')?.metadata.resourceVersion).to.equal('8');
    await server.clock.advance(0);
    expect(server.begun.slice(2)).to.deep.equal(['list', 'list', 'watch 8']);
  });

  it('is tried until it goes well, with waits that grow; another request ends a wait', async () => {
    server.answer = () => Promise.reject(new RefitError('KubernetesUnavailable', 'down'));
    const asked = server.informer.relist();
    await server.clock.advance(3_400);
    expect(server.begun.slice(2)).to.deep.equal(['list', 'list', 'list']);
    server.answer = async () => ({ items: [], resourceVersion: '9' });
    await server.informer.relist();
    await asked;
    expect(server.begun.slice(2)).to.deep.equal(['list', 'list', 'list', 'list', 'watch 9']);
  });

  it('fails when it is closed, before and after', async () => {
    server.answer = () => new Promise(() => undefined);
    const asked = server.informer.relist().catch((error: unknown) => error);
    await server.clock.advance(0);
    server.informer.close();
    expect(await asked).to.have.property('reason', 'KubernetesUnavailable');
    const later = await server.informer.relist().catch((error: unknown) => error);
    expect(later).to.have.property('reason', 'KubernetesUnavailable');
  });
});
