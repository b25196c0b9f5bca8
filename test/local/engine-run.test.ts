import { expect } from 'chai';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { executionName } from '../../controller/core/naming.ts';
import { eventually } from '../support/eventually.ts';
import { TestEngine } from '../support/process-engine.ts';

describe('process engine', function () {
  this.timeout(120_000);
  let test: TestEngine;
  beforeEach(() => {
    test = new TestEngine();
  });
  afterEach(() => test.close());

  it('runs a Python script unchanged and publishes what it wrote', async () => {
    const script = `import json, os, sys
rows = open('../data/rows.csv').read().split()
os.makedirs('models', exist_ok=True)
open('models/model.pkl', 'w').write(sys.argv[2] + ':' + str(len(rows)))
json.dump({'accuracy': 0.75, 'by': {'class': [1, 2]}, 'bad': float('nan')}, open(os.environ['REFIT_OUTPUT_REPORT'], 'w'))
print('trained on', len(rows), os.environ['REFIT_WORKFLOW'])
`;
    const code = await test.repository('code', { 'train.py': script, 'unrelated.txt': 'x' });
    const data = await test.repository('data', { 'rows.csv': 'a\nb\nc\n' });
    const request = test.request('', {
      command: ['python3', 'train.py', '--alpha', '0.1'],
      inputs: [
        await test.gitInput(code, { name: 'code', paths: ['train.py'] }),
        await test.gitInput(data, { name: 'data' }),
      ],
      outputs: [
        { name: 'model', kind: 'model', path: 'models/model.pkl' },
        { name: 'report', kind: 'metrics' },
      ],
      context: { REFIT_WORKFLOW: 'digits' },
    });
    const state = await test.run(request);
    expect(state).to.include({ phase: 'Succeeded', exitCode: 0, finished: true, reason: 'Succeeded' });
    expect(await test.read(state, 'model')).to.equal('0.1:3');
    expect(state.metrics['report']).to.include({ accuracy: '0.75', bad: 'NaN', 'by.class.0': '1' });
    expect(await test.log(request)).to.equal('trained on 3 digits\n');
    expect(state.log).to.match(/^sha256:/);
  });

  it('gives the process a cleared environment, paths by name and relative templates', async () => {
    process.env['REFIT_TEST_LEAK'] = 'leaked';
    const code = await test.repository('code', { 'sub/a.txt': 'a' });
    const request = test.request('', {
      command: ['sh', '-c', 'env; echo "args: $*"', 'sh'],
      args: ['{{ inputs.code.path }}', '{{ inputs.more.path }}', '{{ outputs.out.path }}', '{{ "{{" }}'],
      workingDir: 'sub',
      env: [{ name: 'WHERE', value: 'in {{ inputs.more.path }}' }],
      inputs: [
        await test.gitInput(code, { name: 'code' }),
        await test.gitInput(code, { name: 'more', paths: ['sub'] }),
      ],
      outputs: [{ name: 'out', kind: 'data', path: 'o/p' }],
    });
    await test.run(request);
    delete process.env['REFIT_TEST_LEAK'];
    const log = await test.log(request);
    expect(log).to.contain('args: .. ../../more ../o/p {{');
    expect(log).to.contain('WHERE=in ../../more');
    expect(log).not.to.contain('leaked');
    const names = log.match(/^[A-Z_]+(?==)/gm)?.filter((name) => !/^(PWD|SHLVL|_|OLDPWD)$/.test(name));
    expect(names?.sort()).to.deep.equal([
      'HOME',
      'LANG',
      'PATH',
      'PYTHONDONTWRITEBYTECODE',
      'REFIT_EXECUTION',
      'REFIT_INPUT_CODE',
      'REFIT_INPUT_MORE',
      'REFIT_OUTPUT_OUT',
      'TMPDIR',
      'WHERE',
    ]);
  });

  it('reads secrets when the step starts and keeps their values from disk, argv and log', async () => {
    mkdirSync(join(test.state, 'secrets/hub'), { recursive: true });
    writeFileSync(join(test.state, 'secrets/hub/token'), 'correct-horse-battery');
    const request = test.request(
      'echo "got $TOKEN"; printf correct-; sleep 0.1; printf "horse-battery\\n"; printf $TOKEN | wc -c',
      {
        env: [{ name: 'TOKEN', secret: { name: 'hub', key: 'token' } }],
      },
    );
    expect(await test.run(request)).to.include({ phase: 'Succeeded' });
    expect(await test.log(request)).to.match(/^got \*\*\*\n\*\*\*\n *21\n$/);
    for (const name of readdirSync(test.execution(request), { recursive: true, withFileTypes: true })) {
      if (name.isFile()) expect(readFileSync(join(name.parentPath, name.name), 'utf8')).not.to.contain('correct-horse');
    }
  });

  it('claims nothing while a secret is missing, and says which', async () => {
    mkdirSync(join(test.state, 'secrets/hub'), { recursive: true });
    writeFileSync(join(test.state, 'secrets/hub/token'), 'correct-horse-battery');
    const request = test.request('true', { env: [{ name: 'T', secret: { name: 'hub', key: 'tokn' } }] });
    const error: unknown = await test.engine.ensure(request).catch((thrown: unknown) => thrown);
    expect(error).to.include({ reason: 'SecretNotFound' });
    expect(String(error)).to.contain('token').and.not.to.contain('correct');
    expect(await test.engine.observe(executionName(request.key))).to.equal(undefined);
  });

  it('starts an execution once, however often and by whomever it is asked for', async () => {
    const marks = join(test.folder, 'marks');
    const request = test.request(`echo x >> ${marks}; sleep 0.3`);
    const others = [test.open(), test.open(), test.open()];
    await Promise.all([test.engine, ...others, ...others].map((engine) => engine.ensure(request)));
    await test.finished(executionName(request.key));
    await Promise.all(others.map((engine) => engine.ensure(request)));
    await eventually(async () =>
      (await Promise.all(others.map((engine) => engine.ensure(request)))).every((state) => state.finished),
    );
    expect(readFileSync(marks, 'utf8')).to.equal('x\n');
  });

  it('lists, tells of changes, follows the log, and removes only what is finished', async () => {
    const told: string[] = [];
    const end = test.engine.watch((name) => told.push(name));
    const gate = join(test.folder, 'gate');
    const request = test.request(`echo one; while [ ! -e ${gate} ]; do sleep 0.05; done; echo two`);
    const name = executionName(request.key);
    await test.engine.ensure(request);
    const seen: string[] = [];
    for await (const chunk of test.engine.logs(name, { follow: true })) {
      seen.push(chunk.toString());
      if (seen.join('') === 'one\n') {
        expect(await test.engine.list(request.key.workflowUID)).to.have.length(1);
        expect(await test.engine.list('another')).to.have.length(0);
        const refused = await test.engine.remove(name).catch((error: unknown) => error);
        expect(refused).to.have.property('reason', 'Conflict');
        writeFileSync(gate, '');
      }
    }
    expect(seen.join('')).to.equal('one\ntwo\n');
    await test.finished(name);
    await eventually(() => told.includes(name));
    await test.engine.remove(name);
    await test.engine.remove(name);
    expect(await test.engine.observe(name)).to.equal(undefined);
    expect(existsSync(test.execution(request))).to.equal(false);
    end();
  });

  it('captures inputs and lock files as artifacts when there is no command', async () => {
    const code = await test.repository('code', { 'serve.py': 'print(1)', 'requirements.txt': '# none\n' });
    const { command: _command, ...request } = test.request('', {
      inputs: [await test.gitInput(code, { name: 'code', paths: ['serve.py'] })],
    });
    const lock = await test.gitInput(code, { name: 'lock', paths: ['requirements.txt'] });
    const state = await test.run({
      ...request,
      environment: { name: 'py', lock: { digest: lock.digest, ...code, paths: ['requirements.txt'] } },
    });
    expect(state.outputs.map(({ name }) => name)).to.deep.equal(['code', 'environment']);
    const entries = await test.artifacts.list(state.outputs[0]?.digest ?? '');
    expect(entries.map(({ path }) => path)).to.deep.equal(['serve.py']);
    expect(state.startedAt).to.equal(undefined);
  });
});
