import { expect } from 'chai';
import { RefitError } from '../../../controller/core/errors.ts';
import type { KubernetesClient, KubernetesObject, ResourceName } from '../../../controller/kubernetes/client.ts';
import type { EventInput } from '../../../controller/store/store.ts';
import { EventRecorder } from '../../../controller/store/kubernetes/events.ts';

type Stored = KubernetesObject & { count: number };

/** An API server of Events, as far as the recorder asks it. */
class Events {
  readonly stored = new Map<string, Stored>();
  readonly errors: Error[] = [];
  failure: RefitError | undefined;
  requests = 0;

  readonly client = {
    create: async (_type: unknown, object: Stored) => {
      this.#asked();
      const { name } = object.metadata;
      if (this.stored.has(name)) throw new RefitError('AlreadyExists', name);
      this.stored.set(name, object);
      return object;
    },
    mergePatch: async (_type: unknown, { name }: ResourceName, patch: { count: number }) => {
      this.#asked();
      const before = this.stored.get(name);
      if (before === undefined) throw new RefitError('NotFound', name);
      this.stored.set(name, { ...before, ...patch });
      return before;
    },
    get: async (_type: unknown, { name }: ResourceName) => {
      this.#asked();
      return this.stored.get(name);
    },
  } as unknown as KubernetesClient;

  recorder(): EventRecorder {
    const { client, errors } = this;
    return new EventRecorder({
      client,
      apiVersion: 'refit.dev/v1alpha1',
      now: () => 0,
      onError: (error) => errors.push(error),
    });
  }

  get counts(): number[] {
    return [...this.stored.values()].map(({ count }) => count);
  }

  #asked(): void {
    this.requests += 1;
    if (this.failure !== undefined) throw this.failure;
  }
}

function said(message: string): EventInput {
  const regarding = { kind: 'WorkflowSpec', namespace: 'ml', name: 'digits', uid: 'u' };
  return { regarding, type: 'Normal', reason: 'Tested', message };
}

describe('kubernetes events', () => {
  it('cost one request each, repeats too', async () => {
    const events = new Events();
    const recorder = events.recorder();
    for (let n = 0; n < 5; n += 1) recorder.record(said('same'));
    await recorder.close();
    expect(events.counts).to.deep.equal([5]);
    expect(events.requests).to.equal(5);
  });

  it('count on after a restart, and begin anew when the server has dropped them', async () => {
    const events = new Events();
    for (let n = 0; n < 3; n += 1) {
      const recorder = events.recorder();
      recorder.record(said('same'));
      await recorder.close();
    }
    expect(events.counts).to.deep.equal([3]);
    const recorder = events.recorder();
    recorder.record(said('same'));
    await recorder.close();
    events.stored.clear();
    recorder.record(said('same'));
    recorder.record(said('same'));
    await recorder.close();
    expect(events.counts).to.deep.equal([2]);
    expect(events.errors).to.deep.equal([]);
  });

  it('that cannot be sent are told and lost, and hold nothing up', async () => {
    const events = new Events();
    const recorder = events.recorder();
    events.failure = new RefitError('AccessDenied', 'the namespace is being terminated');
    recorder.record(said('lost'));
    await recorder.close();
    events.failure = undefined;
    recorder.record(said('sent'));
    await recorder.close();
    expect(events.counts).to.deep.equal([1]);
    expect(events.errors.map(({ message }) => message)).to.deep.equal(['the namespace is being terminated']);
  });

  it('have valid names, and messages of bounded length', async () => {
    const events = new Events();
    const recorder = events.recorder();
    const regarding = { kind: 'ModelVersion', namespace: 'ml', name: 'n'.repeat(253), uid: 'u' };
    recorder.record({ ...said('x'.repeat(100_000)), regarding });
    await recorder.close();
    const [name] = events.stored.keys();
    expect(name).to.match(/^[a-z0-9.-]{1,253}$/);
    expect(JSON.stringify([...events.stored.values()]).length).to.be.below(5_000);
  });

  it('are bounded in memory, however many there are', async () => {
    const events = new Events();
    const recorder = events.recorder();
    for (let n = 0; n < 2_500; n += 1) recorder.record(said(`message ${n}`));
    await recorder.close();
    expect(events.stored.size).to.equal(2_000);
    expect(events.errors).to.have.length(500);
  });
});
