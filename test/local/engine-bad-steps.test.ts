import { expect } from 'chai';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { executionName } from '../../controller/core/naming.ts';
import type { ExecutionRequest } from '../../controller/engines/engine.ts';
import { eventually } from '../support/eventually.ts';
import { runs, TestEngine } from '../support/process-engine.ts';

describe('process engine, steps that misbehave', function () {
  this.timeout(120_000);
  let test: TestEngine;
  beforeEach(() => {
    test = new TestEngine();
  });
  afterEach(() => test.close());

  const data = (path?: string): Partial<ExecutionRequest> => ({
    outputs: [{ name: 'out', kind: 'data', ...(path === undefined ? {} : { path }) }],
  });

  /** The pid that a step wrote to a file, when it has. */
  function pidIn(path: string): Promise<number> {
    return eventually(() => {
      const pid = Number(readFileSync(path, 'utf8'));
      if (pid > 0) return pid;
      throw new Error(`${path} is empty`);
    });
  }

  it('a step that hangs is ended with its group when its time is over', async () => {
    const request = test.request(`sleep 1000 & echo $! > ${test.folder}/pid; echo waiting; wait`, { timeoutMs: 700 });
    const state = await test.run(request);
    expect(state).to.include({ phase: 'Failed', reason: 'Timeout' });
    expect(state.message).to.contain('longer than 0.7 s').and.to.contain('waiting');
    expect(runs(await pidIn(`${test.folder}/pid`))).to.equal(false);
  });

  it('processes that a step leaves behind are ended: in its group, in a session of their own, double-forked', async () => {
    writeFileSync(
      join(test.folder, 'daemon.py'),
      `import os, sys, time
if os.fork(): os._exit(0)
os.setsid()
if os.fork(): os._exit(0)
os.chdir('/')
open(sys.argv[1], 'w').write(str(os.getpid()))
time.sleep(1000)
`,
    );
    const request = test.request(
      `sleep 1000 & echo $! > ${test.folder}/group; (setsid sleep 1000 & echo $! > ${test.folder}/session) ;
       python3 ${test.folder}/daemon.py ${test.folder}/double; while [ ! -s ${test.folder}/double ]; do sleep 0.05; done`,
    );
    expect(await test.run(request)).to.include({ phase: 'Succeeded' });
    for (const name of ['group', 'session', 'double'])
      expect(runs(await pidIn(`${test.folder}/${name}`))).to.equal(false);
  });

  it('a flood of output is kept within bounds, its beginning and end readable', async () => {
    const script = `echo first; i=0; while [ $i -lt 60 ]; do head -c 1048576 /dev/zero | tr '\\0' 'x'; i=$((i+1)); done; echo; echo last`;
    const request = test.request(script);
    expect(await test.run(request)).to.include({ phase: 'Succeeded' });
    const log = await test.log(request);
    expect(log.length).to.be.lessThan(4.1 * 1024 * 1024);
    expect(log.startsWith('first\n')).to.equal(true);
    expect(log.endsWith('\nlast\n')).to.equal(true);
    expect(log).to.match(/\[refit: \d{8} bytes of the log were dropped here\]/);
    const bytes = ['log', 'log.tail'].map((name) => statSync(join(test.execution(request), name)).size);
    expect(bytes.reduce((a, b) => a + b)).to.be.lessThan(4.1 * 1024 * 1024);
  });

  it('a non-zero exit says what was printed last, without control characters', async () => {
    const state = await test.run(test.request(`echo out; printf '\\033[31mred\\033[0m \\001\\n' >&2; exit 3`));
    expect(state).to.include({ phase: 'Failed', reason: 'ExitCode', exitCode: 3 });
    expect(state.message).to.contain('exit code 3').and.to.contain('red \\u{01}');
    expect(await test.run(test.request('kill -9 $$'))).to.include({
      phase: 'Failed',
      reason: 'ExitCode',
      exitCode: 137,
    });
  });

  it('a command that is not there, not executable, or no program', async () => {
    const missing = await test.run(test.request('', { command: ['no-such-program'] }));
    expect(missing).to.include({ phase: 'Failed', reason: 'CommandNotFound' });
    expect(missing.message).to.contain('no-such-program').and.to.contain('PATH');
    const code = await test.repository('code', { 'run.sh': 'echo hi' });
    const inputs = [await test.gitInput(code, { name: 'code' })];
    expect(await test.run(test.request('', { command: ['./run.sh'], inputs }))).to.include({
      reason: 'CommandNotExecutable',
    });
    const text = await test.run(test.request('', { command: ['./other'], inputs }));
    expect(text).to.include({ phase: 'Failed', reason: 'CommandNotFound' });
  });

  it('a file that a step names and did not declare is pointed out', async () => {
    const files = {
      'train.py': 'from lib.util import x\n',
      'lib/util.py': 'x = 1',
      'lib/__init__.py': '',
      'data/rows.csv': '1',
    };
    const code = await test.repository('code', files);
    const only = await test.gitInput(code, { name: 'code', paths: ['train.py'] });
    const context = { REFIT_REVISION_MAIN_CODE: `main@sha1:${code.commit}` };
    const module = await test.run(test.request('', { command: ['python3', 'train.py'], inputs: [only], context }));
    expect(module.message)
      .to.contain('train.py names lib/')
      .and.to.contain("which is in source main-code but not among the step's inputs");
    const file = await test.run(test.request('cat data/rows.csv', { inputs: [only], context }));
    expect(file.message).to.contain('names data/rows.csv');
  });

  it('outputs that are missing, name what was written instead', async () => {
    const wrong = await test.run(test.request('mkdir models; echo m > models/model.pickle', data('models/model.pkl')));
    expect(wrong).to.include({ phase: 'Failed', reason: 'OutputMissing' });
    expect(wrong.message).to.contain('models/model.pkl').and.to.contain('model.pickle');
    const unset = await test.run(test.request('true', data()));
    expect(unset.message).to.contain('$REFIT_OUTPUT_OUT');
    const code = await test.repository('code', { 'model.bin': 'old' });
    const inputs = [await test.gitInput(code, { name: 'code' })];
    const stale = await test.run(test.request('true', { ...data('model.bin'), inputs }));
    expect(stale).to.include({ reason: 'OutputMissing' });
    expect(stale.message).to.contain('came with its inputs');
    expect(await test.run(test.request('echo new > model.bin', { ...data('model.bin'), inputs }))).to.include({
      phase: 'Succeeded',
    });
  });

  const invalid: readonly (readonly [string, string, string])[] = [
    ['a link that escapes', 'mkdir out; ln -s /etc/hostname out/name', 'symbolic link to /etc/hostname'],
    ['a relative link that escapes', 'mkdir out; ln -s ../../../x out/name', 'leads outside'],
    [
      'a link that escapes by way of another',
      'mkdir -p out/a; ln -s .. out/a/b; ln -s a/b/../../x out/l',
      'leads outside',
    ],
    ['a link as the output itself', 'echo x > y; ln -s y out', 'a symbolic link'],
    ['a socket', `mkdir out; python3 -c "import socket; socket.socket(socket.AF_UNIX).bind('out/s')"`, 'a socket'],
    ['a named pipe', 'mkdir out; mkfifo out/p', 'a named pipe'],
    ['a folder behind a link', `mkdir real; echo 1 > real/x; rmdir link; ln -s real link`, 'link is a symbolic link'],
  ];
  for (const [what, script, message] of invalid) {
    it(`an output that is ${what} is refused`, async () => {
      const state = await test.run(test.request(script, data(script.endsWith('link') ? 'link/x' : 'out')));
      expect(state).to.include({ phase: 'Failed', reason: 'OutputInvalid' });
      expect(state.message).to.contain('output out').and.to.contain(message);
    });
  }

  it('metrics that are too large, not JSON or no object are refused; a bare NaN is kept as text', async () => {
    const metrics: Partial<ExecutionRequest> = { outputs: [{ name: 'm', kind: 'metrics', path: 'm.json' }] };
    const scripts = [
      'head -c 1100000 /dev/zero > m.json',
      'echo accuracy=1 > m.json',
      'echo "[1]" > m.json',
      'mkdir m.json',
    ];
    for (const script of scripts) {
      const state = await test.run(test.request(script, metrics));
      expect(state, script).to.include({ phase: 'Failed', reason: 'MetricsInvalid' });
      expect(state.message).to.contain('metrics output m');
    }
    expect((await test.run(test.request(`echo '{"a": NaN}' > m.json`, metrics))).metrics).to.deep.equal({
      m: { a: 'NaN' },
    });
  });

  it('a mounted input that was changed fails the step and is made again for the next', async () => {
    const source = await test.repository('data', { 'rows.csv': 'original' });
    const inputs = [await test.gitInput(source, { name: 'data' })];
    const first = await test.run(
      test.request('chmod u+w ../data ../data/rows.csv; echo changed > ../data/rows.csv', { inputs }),
    );
    expect(first).to.include({ phase: 'Failed', reason: 'InputModified' });
    expect(first.message).to.contain('input data').and.to.contain('rows.csv');
    const second = test.request('cat ../data/rows.csv', { inputs });
    await test.run(second);
    expect(await test.log(second)).to.equal('original');
  });

  it('cancel ends the group and is remembered; a step that ignores SIGTERM is killed', async () => {
    const request = test.request(`trap '' TERM; echo $$ > ${test.folder}/pid; while true; do sleep 0.1; done`);
    const name = executionName(request.key);
    await test.engine.ensure(request);
    const pid = await pidIn(`${test.folder}/pid`);
    await test.engine.cancel(name, 'a newer commit');
    await test.engine.cancel(name, 'a newer commit');
    expect(await test.finished(name)).to.include({
      phase: 'Cancelled',
      reason: 'Cancelled',
      message: 'a newer commit',
    });
    expect(runs(pid)).to.equal(false);
    expect(await test.engine.ensure(request)).to.include({ phase: 'Cancelled' });
    await test.engine.cancel(name, 'again');
    expect((await test.engine.observe(name))?.message).to.equal('a newer commit');
  });

  it('the workspace outlives the step until it is removed, read-only folders and all', async () => {
    const request = test.request('mkdir -p d/e; echo x > d/e/f; chmod 500 d/e d');
    await test.run(request);
    expect(existsSync(test.execution(request))).to.equal(true);
    await test.engine.remove(executionName(request.key));
    expect(existsSync(test.execution(request))).to.equal(false);
  });
});
