import { expect } from 'chai';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { executionName } from '../../controller/core/naming.ts';
import type { ExecutionRequest } from '../../controller/engines/engine.ts';
import { spawnSupervisor } from '../../controller/engines/process/spawn-supervisor.ts';
import { tryLockFile } from '../../controller/store/lock.ts';
import { eventually } from '../support/eventually.ts';
import { runs, TestEngine } from '../support/process-engine.ts';

describe('process engine, crashes', function () {
  this.timeout(120_000);
  let test: TestEngine;
  beforeEach(() => {
    test = new TestEngine();
  });
  afterEach(() => test.close());

  function numberIn(path: string): Promise<number> {
    return eventually(() => {
      const value = Number(readFileSync(path, 'utf8'));
      if (value > 0) return value;
      throw new Error(`${path} is empty`);
    });
  }

  function supervisorOf(request: ExecutionRequest): Promise<number> {
    return eventually(() => {
      const text = readFileSync(join(test.execution(request), 'supervisor.json'), 'utf8');
      return Number(/"pid":([0-9]+)/.exec(text)?.[1]);
    });
  }

  async function killedIn(phase: string, request: ExecutionRequest): Promise<void> {
    await test.engine.ensure(request);
    const name = executionName(request.key);
    await eventually(async () => (await test.engine.observe(name))?.phase === phase);
    process.kill(await supervisorOf(request), 'SIGKILL');
    const state = await test.finished(name);
    expect(state).to.include({ phase: 'Infrastructure', reason: 'SupervisorLost' });
    expect(state.message).to.contain(phase);
    expect(await test.engine.ensure(request)).to.include({ reason: 'SupervisorLost' });
  }

  it('a supervisor killed while Running is reported, and its processes are ended', async () => {
    const request = test.request(
      `sleep 1000 & echo $! > ${test.folder}/group; setsid sleep 1000 & echo $! > ${test.folder}/session; echo $$ > ${test.folder}/main; wait`,
    );
    const started = Promise.all(['group', 'session', 'main'].map((name) => numberIn(`${test.folder}/${name}`)));
    await test.engine.ensure(request);
    const pids = await started;
    await killedIn('Running', request);
    for (const pid of pids) expect(runs(pid)).to.equal(false);
    expect((await test.engine.observe(executionName(request.key)))?.startedAt).to.be.a('string');
  });

  it('a supervisor killed while Fetching is reported', async () => {
    const code = await test.repository('code', { 'requirements.txt': './slow\n' });
    const lock = await test.gitInput(code, { name: 'lock' });
    // Whoever makes this environment waits for its lock: Fetching lasts as long as the test holds all of them.
    const request = test.request('true', {
      environment: { name: 'py', lock: { digest: lock.digest, ...code, paths: [] } },
    });
    const views = join(test.state, 'views', `selection-${lock.digest.slice(7)}`);
    mkdirSync(views, { recursive: true });
    const held = tryLockFile(join(views, 'lock'));
    await killedIn('Fetching', request);
    held?.release();
  });

  it('a supervisor killed while Publishing is reported, and nothing half-published is found', async () => {
    const request = test.request(
      'mkdir out; i=0; while [ $i -lt 4000 ]; do echo $i > out/$i; i=$((i+1)); done; head -c 300000000 /dev/zero > out/large',
      { outputs: [{ name: 'out', kind: 'data', path: 'out' }] },
    );
    await killedIn('Publishing', request);
    const again = await test.run({ ...request, key: { ...request.key, attempt: 99 } });
    expect(again).to.include({ phase: 'Succeeded' });
    expect(await test.artifacts.verify(again.outputs[0]?.digest ?? '')).to.equal(true);
  });

  it('a claim without a supervisor (a controller killed in between) is started by the next ensure', async () => {
    const request = test.request(`echo x >> ${test.folder}/marks`);
    mkdirSync(test.execution(request), { recursive: true });
    expect(await test.engine.observe(executionName(request.key))).to.equal(undefined);
    expect(await test.run(request)).to.include({ phase: 'Succeeded' });
    expect(readFileSync(join(test.folder, 'marks'), 'utf8')).to.equal('x\n');
  });

  it('a second supervisor of the same execution, beside or after the first, does nothing', async () => {
    const request = test.request(
      `echo x >> ${test.folder}/marks; while [ ! -e ${test.folder}/gate ]; do sleep 0.05; done`,
    );
    await test.engine.ensure(request);
    await eventually(() => readFileSync(join(test.folder, 'marks'), 'utf8') === 'x\n');
    const cache = join(test.state, 'compile-cache');
    await Promise.all([1, 2, 3].map(() => spawnSupervisor(test.execution(request), cache)));
    writeFileSync(join(test.folder, 'gate'), '');
    const state = await test.finished(executionName(request.key));
    await spawnSupervisor(test.execution(request), cache);
    expect(await test.engine.observe(executionName(request.key))).to.deep.equal(state);
    expect(readFileSync(join(test.folder, 'marks'), 'utf8')).to.equal('x\n');
  });

  it('cancel of an execution that no supervisor has is recorded at once, and none ever starts', async () => {
    const request = test.request(`echo x >> ${test.folder}/marks`);
    const holder = tryLockFile(await claimed(request));
    const waiting = test.engine.ensure(request);
    await waiting;
    holder?.release();
    await test.engine.cancel(executionName(request.key), 'not wanted');
    const state = await test.finished(executionName(request.key));
    expect(['Cancelled', 'Succeeded']).to.contain(state.phase);
    const other = test.request('true');
    await claimed(other);
    writeFileSync(
      join(test.execution(other), 'request.json'),
      readFileSync(join(test.execution(request), 'request.json'), 'utf8').replaceAll('"attempt":1', '"attempt":2'),
    );
    await test.engine.cancel(executionName(other.key), 'not wanted');
    expect(await test.engine.ensure(other)).to.include({ phase: 'Cancelled', message: 'not wanted' });
  });

  async function claimed(request: ExecutionRequest): Promise<string> {
    mkdirSync(test.execution(request), { recursive: true });
    return join(test.execution(request), 'lock');
  }

  it('a supervisor that is told to end by the machine reports it as no fault of the step', async () => {
    const request = test.request(`echo $$ > ${test.folder}/pid; sleep 1000`);
    await test.engine.ensure(request);
    const pid = await numberIn(`${test.folder}/pid`);
    process.kill(await supervisorOf(request), 'SIGTERM');
    expect(await test.finished(executionName(request.key))).to.include({
      phase: 'Infrastructure',
      reason: 'SupervisorTerminated',
    });
    expect(runs(pid)).to.equal(false);
  });

  it('supervisors outlive the engine that started them', async () => {
    const request = test.request(`while [ ! -e ${test.folder}/gate ]; do sleep 0.05; done; echo done`);
    await test.engine.ensure(request);
    await supervisorOf(request);
    await test.engine.close();
    const later = test.open();
    expect(await later.ensure(request)).to.include({ finished: false });
    writeFileSync(join(test.folder, 'gate'), '');
    expect(await test.finished(executionName(request.key), later)).to.include({ phase: 'Succeeded' });
  });
});
