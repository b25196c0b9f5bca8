import { expect } from 'chai';
import type { PlanDocument } from '../../controller/cli/plan/document.ts';
import { eventually } from '../support/eventually.ts';
import { GitHttpServer } from '../support/git-http-server.ts';
import type { TestRepository } from '../support/git-repository.ts';
import { GuardedServer } from '../support/git-servers/guarded-server.ts';
import { Bench, tinySources, tinyWorkflow } from './cli-command.ts';

const basic = `Basic ${Buffer.from('ada:right-token').toString('base64')}`;

describe('refit with a private repository', () => {
  let bench: Bench;
  let code: TestRepository;
  let server: GitHttpServer;
  let guard: GuardedServer;

  beforeEach(async () => {
    bench = new Bench();
    ({ code } = await tinySources(bench));
    await code.cloneBare(bench.file('served', 'code.git'));
    server = await GitHttpServer.start(bench.file('served'));
    guard = await GuardedServer.start(server, { admit: (authorization) => authorization === basic });
    const source = `{url: "${guard.url('code.git')}", secretRef: {name: hub}}`;
    bench.write('workflow.yaml', tinyWorkflow().replace('{url: ./code}', source));
    bench.write('hub/username', 'ada\n').write('hub/password', 'right-token\n');
  });
  afterEach(async () => {
    await guard.stop();
    await server.stop();
    await bench.remove();
  });

  it('plans with the credentials of --secret, or of the state folder', async () => {
    const from = await code.head();
    const plan = await bench.json<PlanDocument>(
      'plan',
      '-f',
      'workflow.yaml',
      '--secret',
      'hub=hub',
      '--from',
      `code=${from}`,
    );
    expect(plan.affected).to.equal(false);
    const up = await bench.run(['up', '-f', 'workflow.yaml', '--once', '--secret', 'hub=hub']);
    expect(up.code, up.stderr).to.equal(0);
    const past = await bench.json<PlanDocument>('plan', '-f', 'workflow.yaml');
    expect(past.steps.map(({ action }) => action)).to.deep.equal(['Reuse', 'Reuse']);
  });

  it('says what a plan without credentials, or with wrong ones, lacks', async () => {
    const without = await bench.run(['plan', '-f', 'workflow.yaml']);
    expect(without.code).to.equal(1);
    expect(without.stderr).to.match(
      /^refit: source code: secret hub: there is no such secret\nName its folder with --secret/,
    );
    bench.write('hub/password', 'wrong-token\n');
    const wrong = await bench.run(['plan', '-f', 'workflow.yaml', '--secret', 'hub=hub']);
    expect(wrong.code).to.equal(1);
    expect(wrong.stderr).to.include('refuses the credentials of secret hub').and.not.to.include('wrong-token');
  });

  it('up takes a corrected secret in at once', async () => {
    bench.write('hub/password', 'wrong-token\n');
    const up = bench.start(['up', '-f', 'workflow.yaml', '--secret', 'hub=hub']);
    await eventually(() => up.output().includes('AuthenticationFailed'));
    bench.write('hub/password', 'right-token\n');
    await eventually(() => up.output().includes('tiny-1 Succeeded'));
    expect(up.output())
      .to.include('secret hub taken in anew')
      .and.not.to.match(/(wrong|right)-token/);
  });
});
