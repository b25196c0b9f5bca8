import { expect } from 'chai';
import type { StageStatus, WorkflowSpec } from '../../../controller/api/v1alpha1/kinds.ts';
import { addReconcilers, type Adapters } from '../../../controller/reconcile/controllers.ts';
import { type Manager, createManager } from '../../../controller/runtime/manager.ts';
import type { ObjectKey, Store, WatchEvent } from '../../../controller/store/store.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { silentLogger } from '../../support/log.ts';

interface Told {
  readonly name: string;
  readonly generation?: number;
  readonly observedGeneration?: number;
  readonly stages: readonly { readonly name: string; readonly phase: StageStatus['phase'] }[];
}

function workflow({ name, generation = 1, observedGeneration = generation, stages }: Told): WorkflowSpec {
  return {
    apiVersion: 'refit.dev/v1alpha1',
    kind: 'WorkflowSpec',
    metadata: { name, namespace: 'ml', uid: name, generation, resourceVersion: '1', creationTimestamp: '' },
    spec: { sources: [], steps: [] },
    status: { observedGeneration, stages },
  } as unknown as WorkflowSpec;
}

describe('reconcilers on a manager', () => {
  let clock: FakeClock;
  let manager: Manager;
  let tell: (type: WatchEvent['type'], told: Told) => void;
  let get: (key: ObjectKey) => Promise<undefined>;
  let hint: (execution: string) => void;
  let observe: (execution: string) => Promise<undefined>;

  beforeEach(() => {
    clock = new FakeClock();
    manager = createManager({ clock, onError: (error) => expect.fail(error.message) });
    get = async () => undefined;
    const store: Partial<Store> = {
      get: (key) => get(key),
      watch: (kind, changed) => {
        if (kind === 'WorkflowSpec') tell = (type, told) => changed({ type, object: workflow(told) });
        return () => undefined;
      },
    };
    const still = { watch: () => () => undefined };
    observe = async () => undefined;
    const engine = {
      observe: (name: string) => observe(name),
      keyOf: async (name: string) => ({ namespace: 'ml', workflow: name.split('-')[0] }),
      watch: (changed: (name: string) => void) => {
        hint = changed;
        return () => undefined;
      },
    };
    const adapters = { store, git: {}, stores: {}, engine, serving: still, clock, log: silentLogger };
    addReconcilers(manager, adapters as unknown as Adapters);
  });

  const stagesReady = (): number => manager.depths().get('stage')?.ready ?? -1;

  it('let a workflow whose look takes long keep no worker from others', async () => {
    const looks: string[] = [];
    const slow = Promise.withResolvers<undefined>();
    get = async ({ name }) => {
      looks.push(name);
      return name === 'slow' ? slow.promise : undefined;
    };
    manager.start();
    const stages = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => ({ name, phase: 'Progressing' as const }));
    tell('Modified', { name: 'slow', stages });
    await clock.advance(0);
    tell('Modified', { name: 'other', stages: stages.slice(0, 1) });
    await clock.advance(0);
    // One look at the slow one; of the other its stage and itself.
    expect(looks).to.deep.equal(['slow', 'other', 'other']);
    slow.resolve(undefined);
    await clock.advance(0);
    // All its six stages, and itself: nothing was dropped, nothing looked at twice.
    expect(looks.filter((name) => name === 'slow')).to.have.length(7);
    expect(manager.isIdle()).to.equal(true);
    const stopped = manager.stop();
    await clock.advance(20_000);
    await stopped;
  });

  it('let executions whose store is slow keep no worker from those of other workflows', async () => {
    const looks: string[] = [];
    const slow = Promise.withResolvers<undefined>();
    observe = async (name) => {
      looks.push(name);
      return name.startsWith('slow') ? slow.promise : undefined;
    };
    manager.start();
    for (let count = 0; count < 10; count += 1) hint(`slow-train-${count}`);
    hint('other-train-0');
    await clock.advance(0);
    expect(looks).to.deep.equal(['slow-train-0', 'other-train-0']);
    slow.resolve(undefined);
    await clock.advance(0);
    expect(looks).to.have.length(11);
    const stopped = manager.stop();
    await clock.advance(20_000);
    await stopped;
  });

  it('look at every stage when the spec moved, and only at those under way when the status did', () => {
    const stages = [
      { name: 'serve', phase: 'Live' as const },
      { name: 'shadow', phase: 'Progressing' as const },
    ];
    tell('Modified', { name: 'digits', stages });
    expect(stagesReady()).to.equal(1);
    tell('Modified', { name: 'digits', generation: 2, observedGeneration: 1, stages });
    expect(stagesReady()).to.equal(2);
  });

  it('see that the spec moved also when its status follows in the same event', () => {
    const stages = [{ name: 'serve', phase: 'Live' as const }];
    tell('Modified', { name: 'digits', stages });
    expect(stagesReady()).to.equal(0);
    tell('Modified', { name: 'digits', generation: 2, stages });
    expect(stagesReady()).to.equal(1);
  });

  it('forget a workflow that is gone', () => {
    const stages = [{ name: 'serve', phase: 'Live' as const }];
    tell('Modified', { name: 'digits', stages });
    tell('Deleted', { name: 'digits', generation: 2, stages });
    tell('Added', { name: 'digits', generation: 3, stages });
    expect(stagesReady()).to.equal(0);
  });
});
