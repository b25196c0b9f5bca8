import { expect } from 'chai';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lockState, stateHolder, tryLockFile } from '../../controller/store/lock.ts';
import { refused } from '../contract/store-samples.ts';
import { eventually } from '../support/eventually.ts';
import { temporaryFolder } from '../support/folder.ts';

const module = new URL('../../controller/store/lock.ts', import.meta.url).href;

/** Starts a process that takes the lock and keeps it; resolves when it has it. */
async function holder(folder: string): Promise<ChildProcess & { readonly pid: number }> {
  const script = `import { lockState } from ${JSON.stringify(module)};
    lockState(${JSON.stringify(folder)}); if (globalThis.gc) gc(); console.log('held'); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--expose-gc', '--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  const { pid } = child;
  if (pid === undefined) throw new Error('the process did not start');
  return Object.assign(child, { pid });
}

async function kill(child: ChildProcess): Promise<void> {
  const closed = once(child, 'close');
  child.kill('SIGKILL');
  await closed;
}

describe('lockState', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => folder.remove());

  it('refuses a second process, naming the first, until that one is killed', async () => {
    expect(stateHolder(folder.path)).to.equal(undefined);
    const first = await holder(folder.path);
    try {
      const error = await refused((async () => lockState(folder.path))(), 'StateLocked');
      expect(error.message).to.contain(`process ${first.pid}`).and.contain(folder.path);
      expect(stateHolder(folder.path)).to.equal(first.pid);
    } finally {
      await kill(first);
    }
    const lock = await eventually(() => lockState(folder.path));
    expect(stateHolder(folder.path)).to.equal(process.pid);
    lock.release();
    expect(stateHolder(folder.path)).to.equal(undefined);
  });

  it('is given back once: a second release takes nothing from the next holder', async () => {
    const first = lockState(folder.path);
    await refused((async () => lockState(folder.path))(), 'StateLocked');
    first.release();
    const second = lockState(folder.path);
    first.release();
    expect(stateHolder(folder.path)).to.equal(process.pid);
    second.release();
  });

  it('names no process when the note it finds is of one long gone', async () => {
    const lock = lockState(folder.path);
    writeFileSync(join(folder.path, 'lock.pid'), '999999999\n');
    const error = await refused((async () => lockState(folder.path))(), 'StateLocked');
    expect(error.message).to.contain('another process');
    lock.release();
  });

  it('says so when the folder is missing', async () => {
    await refused((async () => lockState(join(folder.path, 'missing')))(), 'StoreUnavailable');
    expect(stateHolder(join(folder.path, 'missing'))).to.equal(undefined);
  });
});

describe('tryLockFile', () => {
  it('gives the lock to one at a time', () => {
    const folder = temporaryFolder();
    const path = join(folder.path, 'execution.lock');
    const first = tryLockFile(path);
    expect(first).to.not.equal(undefined);
    expect(tryLockFile(path)).to.equal(undefined);
    first?.release();
    const second = tryLockFile(path);
    expect(second).to.not.equal(undefined);
    second?.release();
    folder.remove();
  });

  it('is not inherited by children', async () => {
    const folder = temporaryFolder();
    const path = join(folder.path, 'execution.lock');
    const first = tryLockFile(path);
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore', detached: true });
    await once(child, 'spawn');
    first?.release();
    const second = tryLockFile(path);
    expect(second).to.not.equal(undefined);
    second?.release();
    await kill(child);
    folder.remove();
  });
});
