import { expect } from 'chai';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { identify, isAlive } from '../../../controller/engines/process/process-identity.ts';
import { sweepProcesses } from '../../../controller/engines/process/sweep.ts';

describe('process identity', () => {
  it('tells a process from another of the same number', () => {
    const self = identify(process.pid);
    expect(self && isAlive(self)).to.equal(true);
    expect(isAlive({ pid: process.pid, startTime: 'another boot/1' })).to.equal(false);
  });

  it('takes a process that has ended, or is a zombie, for gone', async () => {
    const child = spawn('sleep', ['1000']);
    const identity = identify(child.pid ?? 0);
    expect(identity && isAlive(identity)).to.equal(true);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(identity && isAlive(identity)).to.equal(false);
    expect(identify(2 ** 22 + 1)).to.equal(undefined);
  });

  it('sweeps by the exact name only', async () => {
    const name = `test-${process.pid}`;
    const children = [name, `${name}-other`, `other-${name}`].map((execution) =>
      spawn('sleep', ['1000'], { env: { PATH: process.env['PATH'], REFIT_EXECUTION: execution } }),
    );
    await Promise.all(children.map((child) => once(child, 'spawn')));
    const [first, ...others] = children;
    const ended = first && once(first, 'exit');
    await sweepProcesses(name, undefined);
    await ended;
    for (const child of others) {
      expect(child.exitCode ?? child.signalCode).to.equal(null);
      child.kill('SIGKILL');
    }
  });
});
