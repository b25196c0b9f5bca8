import { expect } from 'chai';
import { Bench, tinyWorkflow } from './cli-command.ts';

describe('refit validate', () => {
  let bench: Bench;
  before(() => {
    bench = new Bench();
    bench.write('code/.keep', '').write('data/.keep', '').write('good.yaml', tinyWorkflow());
  });
  after(() => bench.remove());

  it('accepts a valid file', async () => {
    const { code, stdout, stderr } = await bench.run(['validate', 'good.yaml']);
    expect({ code, stdout, stderr }).to.deep.equal({
      code: 0,
      stdout: 'valid: 1 workflow, 0 errors, 0 warnings\n',
      stderr: '',
    });
  });

  it('tells all errors of all files at once, each with its place, what was found and what is allowed', async () => {
    bench.write(
      'bad.yaml',
      tinyWorkflow()
        .replace('from: train.model', 'from: trian.model')
        .replace('outputs: [{name: report', 'ouputs: [{name: report'),
    );
    const { code, stdout } = await bench.run(['validate', 'bad.yaml', 'none.yaml']);
    expect(code).to.equal(1);
    const lines = stdout.trimEnd().split('\n');
    for (const line of lines.slice(0, -1)) expect(line).to.match(/^[a-z]+\.yaml:\d+:\d+ (.+: )?found .+, allowed .+$/);
    expect(stdout)
      .to.include("bad.yaml:20:7 spec.steps[1].ouputs: found 'ouputs'")
      .and.to.include('did you mean outputs?');
    expect(stdout).to.match(
      /bad\.yaml:19:\d+ spec\.steps\[1\]\.inputs\[1\]\.from: found 'trian\.model'.*did you mean train/,
    );
    expect(stdout).to.include('none.yaml:1:1 found no such file, allowed a workflow file');
    expect(lines.at(-1)).to.match(/^not valid: 0 workflows, \d+ errors/);
  });

  it('takes folders and standard input', async () => {
    bench
      .write('folder/a.yaml', tinyWorkflow({ name: 'a' }))
      .write('folder/b.yml', tinyWorkflow({ name: 'b' }))
      .write('folder/c.txt', 'no');
    expect((await bench.run(['validate', 'folder'])).stdout).to.include('valid: 2 workflows');
    expect((await bench.run(['validate', '-'], { input: tinyWorkflow() })).stdout).to.include('valid: 1 workflow');
  });

  it('refuses the same workflow in two files', async () => {
    bench.write('twin.yaml', tinyWorkflow());
    const { code, stdout } = await bench.run(['validate', 'good.yaml', 'twin.yaml']);
    expect(code).to.equal(1);
    expect(stdout).to.include('twin.yaml:1:1 found workflow tiny a second time, first in good.yaml');
  });

  it('warns of a source path where nothing is, and accepts the file', async () => {
    bench.write('elsewhere.yaml', tinyWorkflow().replace('./data', './dta'));
    const { code, stdout } = await bench.run(['validate', 'elsewhere.yaml']);
    expect(code).to.equal(0);
    expect(stdout).to.match(/^warning: elsewhere\.yaml:1:1 spec\.sources\[1\]\.git\.url: found "\.\/dta"/);
  });

  it('does not let a file name write to the terminal', async () => {
    bench.write('\u001b[31m.yaml', ': [');
    const { stdout } = await bench.run(['validate', '\u001b[31m.yaml']);
    expect(stdout).to.include('\\u{1b}[31m.yaml:1').and.not.to.include('\u001b');
  });
});
