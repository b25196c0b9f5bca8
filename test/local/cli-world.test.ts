import { spawnSync } from 'node:child_process';
import { expect } from 'chai';
import { Bench, tinySources, tinyWorkflow } from './cli-command.ts';

const main = new URL('../../controller/cli/main.ts', import.meta.url).href;

/** Prints the modules of a cluster that a command line loads. */
const script = `
import { registerHooks } from 'node:module';
registerHooks({
  resolve(specifier, context, next) {
    const found = next(specifier, context);
    if (/client-node|node_modules.undici|aws-sdk|controller.kubernetes|cli.cluster/.test(found.url)) console.log(found.url);
    return found;
  },
});
const { main } = await import(${JSON.stringify(main)});
const quiet = { write: () => undefined };
process.exitCode = await main(process.argv.slice(1), { cwd: process.cwd(), stdout: quiet, stderr: process.stderr });
`;

describe('refit on this machine', () => {
  let bench: Bench;
  before(async () => {
    bench = new Bench();
    bench.write('workflow.yaml', tinyWorkflow());
    await tinySources(bench);
    const { code, stderr } = await bench.run(['up', '-f', 'workflow.yaml', '--once']);
    expect(code, stderr).to.equal(0);
  });
  after(() => bench.remove());

  function loaded(...args: string[]): string {
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script, '--', ...args], {
      cwd: bench.path,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], HOME: bench.path },
    });
    return stdout;
  }

  for (const args of [
    ['plan', '-f', 'workflow.yaml'],
    ['plan', '-f', 'workflow.yaml', '--from', 'code=HEAD'],
    ['get', 'runs'],
    ['events'],
    ['explain', 'tiny-1'],
    ['logs', 'tiny-1'],
    ['run', 'tiny'],
    ['validate', 'workflow.yaml'],
  ])
    it(`loads nothing of clusters for ${args.join(' ')}`, () => {
      expect(loaded(...args)).to.equal('');
    });

  it('loads it for a cluster', () => {
    expect(loaded('get', 'runs', '--cluster'))
      .to.include('client-node')
      .and.to.include('cli/cluster/open.ts');
  });

  it('shows the namespace of each object where that is asked for', async () => {
    expect((await bench.run(['get', 'runs', '-A'])).stdout).to.match(
      /^NAMESPACE +NAME .*\ndefault +tiny-1 +Succeeded /,
    );
    expect((await bench.run(['events', '-A'])).stdout).to.match(/^NAMESPACE +AGE .*\ndefault /);
  });

  it('finds its folder wherever it stands, and says what else could be meant where there is none', async () => {
    bench.write('elsewhere/.keep', '');
    const { code, stdout, stderr } = await bench.run(['get', 'runs'], { cwd: 'elsewhere' });
    expect({ code, stdout }).to.deep.equal({ code: 1, stdout: '' });
    expect(stderr).to.match(
      /^refit: there is no state folder \.refit here, and no cluster is named\nName a state folder with /,
    );
    const named = await bench.run(['get', 'runs', '--state', '../.refit'], { cwd: 'elsewhere' });
    expect(named.stdout).to.include('tiny-1');
  });

  it('asks a cluster when it is named, though a state folder is here', async () => {
    const { code, stderr } = await bench.run(['get', 'runs', '--cluster']);
    expect(code).to.equal(1);
    expect(stderr).to.match(/^refit: no access to a cluster: .*\.kube\/config/);
  });
});
