import { expect } from 'chai';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from '../../support/cluster/build/lock.ts';
import { startDaemon } from '../../support/cluster/processes/daemon.ts';
import { endProcess, isRunning, recordProcess, signalProcess } from '../../support/cluster/processes/record.ts';
import { eventually } from '../../support/eventually.ts';
import { temporaryFolder } from '../../support/folder.ts';

const rooms = join(import.meta.dirname, '..', '..', 'support', 'cluster');

describe('processes of the test cluster', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => (folder = temporaryFolder()));
  afterEach(() => folder.remove());

  it('a record means one process, never another of the same pid', () => {
    const own = recordProcess('own', process.pid);
    expect(isRunning(own)).to.equal(true);
    const other = { ...own, startTime: '1' };
    expect(isRunning(other)).to.equal(false);
    // Would end this test run.
    signalProcess(other, 'SIGKILL');
  });

  it('a daemon is ended by its record, also when it does not listen to SIGTERM', async () => {
    const logFile = join(folder.path, 'log');
    const daemon = await startDaemon('deaf', ['sh', '-c', 'trap "" TERM; echo up; while :; do sleep 1; done'], {
      logFile,
    });
    await eventually(() => readFileSync(logFile, 'utf8') === 'up\n');
    await endProcess(daemon, 100);
    expect(isRunning(daemon)).to.equal(false);
  });

  it('a daemon that cannot run says so', async () => {
    const logFile = join(folder.path, 'log');
    const failure = await startDaemon('none', ['/nowhere/none'], { logFile }).catch(String);
    expect(failure).to.contain('cannot run none');
  });

  it('a child ends with a process that is killed', async () => {
    const script = join(folder.path, 'parent.ts');
    const pidFile = join(folder.path, 'pid');
    writeFileSync(
      script,
      `import { writeFileSync } from 'node:fs';
       import { startChild } from '${join(rooms, 'processes', 'child.ts')}';
       const child = startChild('sleeper', ['sleep', '600'], '${join(folder.path, 'log')}');
       writeFileSync('${pidFile}', String(child.pid));
       setInterval(() => undefined, 1000);`,
    );
    const parent = spawn(process.execPath, [script], { stdio: 'inherit' });
    const child = await eventually(() => recordProcess('child', Number(readFileSync(pidFile, 'utf8') || 'none')));
    expect(isRunning(child)).to.equal(true);
    parent.kill('SIGKILL');
    await eventually(() => !isRunning(child));
  });

  it('a lock is held by one process at a time and goes with it', async () => {
    const lock = join(folder.path, 'lock');
    const script = join(folder.path, 'holder.ts');
    const [held, tried] = [join(folder.path, 'held'), join(folder.path, 'tried')];
    writeFileSync(
      script,
      `import { writeFileSync } from 'node:fs';
       import { withLock } from '${join(rooms, 'build', 'lock.ts')}';
       await withLock('${lock}', async () => {
         writeFileSync('${held}', '');
         await new Promise((resolve) => setTimeout(resolve, 600_000));
       });`,
    );
    const holder = spawn(process.execPath, [script], { stdio: 'inherit' });
    await eventually(() => existsSync(held));
    const second = withLock(lock, () => {
      writeFileSync(tried, '');
      return Promise.resolve('mine');
    });
    expect(existsSync(tried)).to.equal(false);
    const ended = once(holder, 'exit');
    holder.kill('SIGKILL');
    await ended;
    expect(await second).to.equal('mine');
  });
});
