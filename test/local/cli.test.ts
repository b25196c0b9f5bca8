import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, symlinkSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { Bench } from './cli-command.ts';

describe('refit', () => {
  let bench: Bench;
  before(() => {
    bench = new Bench();
  });
  after(() => bench.remove());

  it('shows all commands, with examples and exit codes', async () => {
    for (const args of [[], ['--help'], ['-h'], ['help']]) {
      const { code, stdout, stderr } = await bench.run(args);
      expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' });
      for (const name of [
        'validate',
        'plan',
        'up',
        'down',
        'get',
        'explain',
        'logs',
        'events',
        'retry',
        'cancel',
        'run',
      ])
        expect(stdout).to.match(new RegExp(`^  ${name} +\\S`, 'm'));
      expect(stdout).to.include('Usage: refit COMMAND').and.to.include('Examples:').and.to.include('Exit codes:');
    }
  });

  it('names the nearest command and option', async () => {
    const command = await bench.run(['paln']);
    expect(command).to.deep.equal({
      code: 1,
      stdout: '',
      stderr: 'refit: there is no command "paln"; did you mean plan?\nSee refit --help.\n',
    });
    const option = await bench.run(['plan', '--fromm', 'a=b']);
    expect(option).to.deep.equal({
      code: 1,
      stdout: '',
      stderr: 'refit: plan has no option --fromm; did you mean --from?\nSee refit plan --help.\n',
    });
  });

  it('prints its version, and nothing else', async () => {
    const { code, stdout, stderr } = await bench.run(['--version']);
    expect(stdout).to.match(/^\d+\.\d+\.\d+\n$/);
    expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' });
  });

  it('says in one line what is wrong, and in one what to do; with --debug, where', async () => {
    const plain = await bench.run(['get', 'runs', '--state', 'nowhere']);
    expect(plain).to.deep.equal({
      code: 1,
      stdout: '',
      stderr: 'refit: nowhere is no state folder\nName the folder that `refit up` works in with --state DIR.\n',
    });
    for (const args of [
      ['get', 'runs', '--debug'],
      ['--debug', 'get', 'runs'],
    ])
      expect((await bench.run(args)).stderr).to.match(/\n {4}at .*world\.ts/);
  });

  it('is found through symbolic links, relative ones too', () => {
    const link = bench.file('refit');
    symlinkSync(new URL('../../controller/cli/refit.sh', import.meta.url), link);
    symlinkSync('refit', bench.file('again'));
    for (const name of ['./refit', './again'])
      expect(execFileSync(name, ['--version'], { cwd: bench.path, encoding: 'utf8' })).to.match(/^\d/);
  });

  it('says which Node it needs where there is none', () => {
    bench.write('other/controller/cli/refit.sh', '').write('bin/node', '#!/bin/sh\necho 20.19.0\n');
    const copy = bench.file('other/controller/cli/refit.sh');
    copyFileSync(fileURLToPath(new URL('../../controller/cli/refit.sh', import.meta.url)), copy);
    chmodSync(bench.file('bin/node'), 0o755);
    chmodSync(copy, 0o755);
    const { status, stderr } = spawnSync(copy, ['get'], {
      env: { PATH: `${bench.file('bin')}:/usr/bin:/bin` },
      encoding: 'utf8',
    });
    expect(status).to.equal(1);
    expect(stderr).to.match(
      /^refit: found Node 20\.19\.0 on PATH, needed is 24 or newer\. Run 'npm install' in .*other: it brings one\.\n$/,
    );
  });
});
