import { expect } from 'chai';
import { RefitError } from '../../../controller/core/errors.ts';
import type { KubernetesClient, KubernetesObject, WatchLine } from '../../../controller/kubernetes/client.ts';
import { openInformer } from '../../../controller/kubernetes/reflector.ts';
import { configMaps } from '../../../controller/kubernetes/resources.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { configMap } from './objects.ts';

const down = new RefitError('KubernetesUnavailable', 'down');

/** A client whose lists and watches end as the test says; notes when each began. */
class Scripted {
  readonly clock = new FakeClock();
  readonly begun: string[] = [];
  readonly #start = this.clock.now();
  list: () => Promise<{ items: KubernetesObject[]; resourceVersion: string }> = async () => ({
    items: [],
    resourceVersion: '5',
  });
  watch: (onLine: (line: WatchLine<KubernetesObject>) => void) => Promise<void> = () => new Promise(() => undefined);

  readonly client = {
    list: () => this.#note('list', () => this.list()),
    watch: (_type: unknown, options: { opened?: () => void }, onLine: (line: WatchLine<KubernetesObject>) => void) =>
      this.#note('watch', () => {
        options.opened?.();
        return this.watch(onLine);
      }),
  } as unknown as Pick<KubernetesClient, 'list' | 'watch'>;

  #note<T>(what: string, go: () => Promise<T>): Promise<T> {
    this.begun.push(`${what} ${(this.clock.now() - this.#start) / 1_000}`);
    return go();
  }
}

describe('informer, as time goes', () => {
  const options = (scripted: Scripted): Parameters<typeof openInformer>[2] => ({
    clock: scripted.clock,
    random: () => 1,
    onError: () => undefined,
  });

  it('waits longer with each failure, half a minute at most, and has one request at a time', async () => {
    const scripted = new Scripted();
    scripted.list = () => Promise.reject(down);
    const informer = openInformer(scripted.client, configMaps, options(scripted));
    await scripted.clock.advance(95_000);
    expect(scripted.begun).to.deep.equal([
      'list 0',
      'list 0.5',
      'list 1.5',
      'list 3.5',
      'list 7.5',
      'list 15.5',
      'list 31.5',
      'list 61.5',
      'list 91.5',
    ]);
    scripted.list = async () => ({ items: [], resourceVersion: '5' });
    await scripted.clock.advance(60_000);
    expect(scripted.begun.slice(9)).to.deep.equal(['list 121.5', 'watch 121.5']);
    informer.close();
    expect(scripted.clock.pending).to.equal(0);
  });

  it('ends its wait when it is closed', async () => {
    const scripted = new Scripted();
    scripted.list = () => Promise.reject(down);
    const informer = openInformer(scripted.client, configMaps, options(scripted));
    await scripted.clock.advance(100);
    informer.close();
    expect(scripted.clock.pending).to.equal(0);
    await scripted.clock.advance(60_000);
    expect(scripted.begun).to.deep.equal(['list 0']);
  });

  it('makes no storm of a server that ends every watch at once, or forgets every version', async () => {
    for (const end of [async () => undefined, () => Promise.reject(new RefitError('Expired', 'gone'))]) {
      const scripted = new Scripted();
      scripted.watch = end;
      const informer = openInformer(scripted.client, configMaps, options(scripted));
      await scripted.clock.advance(10 * 60_000);
      expect(scripted.begun.length).to.be.below(400);
      informer.close();
    }
  });

  it('begins with short waits again after a watch that lasted', async () => {
    const scripted = new Scripted();
    let fail: ((error: Error) => void) | undefined;
    const held = (): Promise<void> => new Promise((_resolve, reject) => (fail = reject));
    scripted.watch = () => Promise.reject(down);
    const informer = openInformer(scripted.client, configMaps, options(scripted));
    await scripted.clock.advance(100_000);
    scripted.watch = held;
    await scripted.clock.advance(100_000);
    scripted.watch = () => Promise.reject(down);
    const before = scripted.begun.length;
    fail?.(down);
    await scripted.clock.advance(4_000);
    expect(scripted.begun.length - before).to.equal(3);
    informer.close();
  });

  it('lists anew now and then', async () => {
    const scripted = new Scripted();
    scripted.watch = () => new Promise((resolve) => scripted.clock.after(290_000, resolve));
    const informer = openInformer(scripted.client, configMaps, options(scripted));
    await scripted.clock.advance(3 * 3_600_000);
    const lists = scripted.begun.filter((one) => one.startsWith('list'));
    expect(lists.length).to.be.within(5, 7);
    informer.close();
  });

  it('is unhealthy before the first list and when nothing worked for a minute, and healthy again after', async () => {
    const scripted = new Scripted();
    scripted.list = () => Promise.reject(down);
    const informer = openInformer(scripted.client, configMaps, options(scripted));
    await scripted.clock.advance(100);
    expect(informer.healthy).to.equal(false);
    let fail: ((error: Error) => void) | undefined;
    scripted.list = async () => ({ items: [configMap('a')], resourceVersion: '5' });
    scripted.watch = () => new Promise((_resolve, reject) => (fail = reject));
    await scripted.clock.advance(1_000);
    expect(informer.healthy).to.equal(true);
    await scripted.clock.advance(3_600_000);
    expect(informer.healthy).to.equal(true);
    (scripted.client as { watch: unknown }).watch = () => Promise.reject(down);
    fail?.(down);
    await scripted.clock.advance(59_000);
    expect(informer.healthy).to.equal(true);
    await scripted.clock.advance(2_000);
    expect(informer.healthy).to.equal(false);
    expect([...informer.list()]).to.have.length(1);
    informer.close();
  });
});
