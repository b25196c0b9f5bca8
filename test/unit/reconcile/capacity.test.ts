import { expect } from 'chai';
import type { Engine, ExecutionState } from '../../../controller/engines/engine.ts';
import { Capacity } from '../../../controller/reconcile/capacity.ts';

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

const never = (): boolean => false;

describe('Capacity', () => {
  it('starts up to its limit, one caller at a time, and wakes who was turned away', async () => {
    const executions: ExecutionState[] = [];
    const capacity = new Capacity(2);
    const woken: string[] = [];
    const start = (name: string): Promise<string | undefined> =>
      capacity.start(
        engineWith(executions),
        () => {
          executions.push(execution(name, false));
          return Promise.resolve(name);
        },
        { wake: () => woken.push(name), mustWait: never },
      );
    const started = await Promise.all([start('a'), start('b'), start('c')]);
    expect(started).to.deep.equal(['a', 'b', undefined]);
    executions.splice(0, 1, execution('a', true));
    capacity.freed();
    expect(woken).to.deep.equal(['c']);
    expect(await start('c')).to.equal('c');
  });

  it('waits for one that has ended and is not recorded yet', async () => {
    const capacity = new Capacity();
    const same = ({ key }: ExecutionState): boolean => key.fingerprint === 'sha256:a';
    const options = { wake: () => undefined, mustWait: same };
    const ended = engineWith([execution('a', true)]);
    expect(await capacity.start(ended, () => Promise.resolve('started'), options)).to.equal(undefined);
    expect(await capacity.start(engineWith([]), () => Promise.resolve('started'), options)).to.equal('started');
  });

  it('loses no end that comes while it looks', async () => {
    const capacity = new Capacity(1);
    let woken = 0;
    const engine = engineWith([execution('a', false)], () => capacity.freed());
    await capacity.start(engine, () => Promise.resolve('started'), { wake: () => (woken += 1), mustWait: never });
    expect(woken).to.equal(1);
  });
});
