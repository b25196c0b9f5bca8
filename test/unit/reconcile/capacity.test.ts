import { expect } from 'chai';
import type { Engine, ExecutionState } from '../../../controller/engines/engine.ts';
import { Capacity } from '../../../controller/reconcile/capacity.ts';
import { settle } from '../../support/fake-clock.ts';

function execution(name: string, finished: boolean): ExecutionState {
  return {
    key: {
      namespace: 'default',
      workflow: name,
      workflowUID: name,
      step: 'train',
      subject: 'candidate',
      fingerprint: `sha256:${name}`,
      attempt: 1,
    },
    phase: finished ? 'Succeeded' : 'Running',
    finished,
    reason: '',
    message: '',
    seconds: 0,
    outputs: [],
    metrics: {},
  };
}

/** An engine of which only the list is asked; `during` happens while it is. */
function engineWith(executions: ExecutionState[], during: () => void = () => undefined): Engine {
  const list = (): Promise<readonly ExecutionState[]> => {
    during();
    return Promise.resolve([...executions]);
  };
  return { list } as Partial<Engine> as Engine;
}

describe('Capacity', () => {
  let executions: ExecutionState[];
  let woken: string[];

  beforeEach(() => {
    executions = [];
    woken = [];
  });

  /** Asks for room for an execution `name` of its own fingerprint, in the engine's list once it is started. */
  function ask(
    capacity: Capacity,
    name: string,
    more: { readonly start?: () => Promise<string>; readonly engine?: Engine; readonly namespace?: string } = {},
  ): Promise<string | undefined> {
    const begin = (): Promise<string> => {
      executions.push(execution(name, false));
      return Promise.resolve(name);
    };
    return capacity.start({
      engine: more.engine ?? engineWith(executions),
      wanted: { namespace: more.namespace ?? 'default', fingerprint: `sha256:${name}` },
      start: more.start ?? begin,
      isStarted: (started) => started !== 'later',
      waiter: name,
      wake: () => woken.push(name),
    });
  }

  /** A start that does not end before it is told how. */
  function slow(): { readonly start: () => Promise<string>; readonly end: (how: string) => void; begun: boolean } {
    const { promise, resolve } = Promise.withResolvers<string>();
    const held = {
      begun: false,
      start: () => {
        held.begun = true;
        return promise;
      },
      end: resolve,
    };
    return held;
  }

  it('starts up to its limit, and wakes who was turned away', async () => {
    const capacity = new Capacity(2);
    expect(await Promise.all(['a', 'b', 'c'].map((name) => ask(capacity, name)))).to.deep.equal(['a', 'b', undefined]);
    executions.splice(0, 1, execution('a', true));
    capacity.freed();
    expect(woken).to.deep.equal(['c']);
    expect(await ask(capacity, 'c')).to.equal('c');
  });

  it('lets nobody wait for another that starts slowly, and counts it', async () => {
    const capacity = new Capacity(2);
    const held = slow();
    const first = ask(capacity, 'slow', held);
    expect(await ask(capacity, 'b')).to.equal('b');
    expect(held.begun).to.equal(true);
    expect(await ask(capacity, 'c')).to.equal(undefined);
    // Seen in the list and still being started: one, not two.
    executions.splice(0, 1, execution('slow', false));
    expect(await ask(capacity, 'd')).to.equal('d');
    held.end('started');
    expect(await first).to.equal('started');
    expect(woken).to.deep.equal([]);
  });

  it('starts one of a fingerprint at a time, in a namespace', async () => {
    const capacity = new Capacity();
    const held = slow();
    const first = ask(capacity, 'a', held);
    expect(await ask(capacity, 'a')).to.equal(undefined);
    expect(await ask(capacity, 'a', { namespace: 'other' })).to.equal('a');
    held.end('started');
    await first;
  });

  it('wakes who was turned away when nothing came of a start, or it failed', async () => {
    const capacity = new Capacity(1);
    const held = slow();
    const first = ask(capacity, 'a', held);
    expect(await ask(capacity, 'b')).to.equal(undefined);
    held.end('later');
    expect(await first).to.equal('later');
    expect(woken).to.deep.equal(['b']);
    const failing = slow();
    const second = ask(capacity, 'a', { start: () => failing.start().then(() => Promise.reject(new Error('down'))) });
    expect(await ask(capacity, 'c')).to.equal(undefined);
    failing.end('');
    expect(await second.catch(String)).to.equal('Error: down');
    expect(woken).to.deep.equal(['b', 'c']);
    expect(await ask(capacity, 'c')).to.equal('c');
  });

  it('counts what was started while it looked', async () => {
    const capacity = new Capacity(1);
    const held = slow();
    const first = ask(capacity, 'a', held);
    await settle();
    const { promise, resolve } = Promise.withResolvers<readonly ExecutionState[]>();
    const second = ask(capacity, 'b', { engine: { list: () => promise } as Partial<Engine> as Engine });
    await settle();
    // The list is from before the first one's execution, the answer from after it.
    held.end('started');
    await first;
    resolve([]);
    expect(await second).to.equal(undefined);
  });

  it('waits for one that has ended and is not recorded yet', async () => {
    const capacity = new Capacity();
    executions.push(execution('a', true));
    expect(await ask(capacity, 'a')).to.equal(undefined);
    executions.length = 0;
    expect(await ask(capacity, 'a')).to.equal('a');
  });

  it('keeps one who waits once, however often it asks', async () => {
    const capacity = new Capacity(1);
    await ask(capacity, 'a');
    for (let asked = 0; asked < 100; asked += 1) await ask(capacity, 'b');
    await ask(capacity, 'c');
    capacity.freed();
    expect(woken).to.deep.equal(['b', 'c']);
  });

  it('loses no end that comes while it looks', async () => {
    const capacity = new Capacity(1);
    executions.push(execution('a', false));
    await ask(capacity, 'b', { engine: engineWith(executions, () => capacity.freed()) });
    expect(woken).to.deep.equal(['b']);
  });
});
