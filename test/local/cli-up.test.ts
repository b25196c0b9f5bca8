import { once as heard } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { expect } from 'chai';
import type { ModelVersion, StageStatus, WorkflowRun, WorkflowSpec } from '../../controller/api/v1alpha1/kinds.ts';
import type { PlanDocument } from '../../controller/cli/plan/document.ts';
import { eventually } from '../support/eventually.ts';
import type { TestRepository } from '../support/git-repository.ts';
import { Bench, tinySources, tinyWorkflow, type Call } from './cli-command.ts';

interface List<T> {
  readonly items: readonly T[];
}

describe('refit up', () => {
  let bench: Bench;
  let code: TestRepository;
  let data: TestRepository;

  beforeEach(async () => {
    bench = new Bench();
    bench.write('workflow.yaml', tinyWorkflow({ deploy: true }));
    ({ code, data } = await tinySources(bench));
  });
  afterEach(() => bench.remove());

  const once = (...args: string[]): ReturnType<Bench['run']> =>
    bench.run(['up', '-f', 'workflow.yaml', '--once', ...args]);
  const runs = async (): Promise<readonly WorkflowRun[]> => (await bench.json<List<WorkflowRun>>('get', 'runs')).items;
  const workflow = async (): Promise<WorkflowSpec | undefined> =>
    (await bench.json<List<WorkflowSpec>>('get', 'workflows')).items[0];

  /** The stage of the workflow's only deploy step. */
  async function stage(): Promise<StageStatus> {
    const [found] = (await workflow())?.status?.stages ?? [];
    if (!found) throw new Error('nothing is deployed');
    return found;
  }
  const answer = async (url: string | undefined): Promise<string> => (await fetch(url ?? '')).text();

  /** Starts `up` and waits until it has applied the workflow. */
  async function up(...args: string[]): Promise<Call> {
    const call = bench.start(['up', '-f', 'workflow.yaml', ...args]);
    await eventually(() => {
      if (call.child.exitCode !== null) throw new Error(`up ended: ${call.output()}`);
      return call.output().includes('tiny created');
    });
    return call;
  }

  it('--once settles, serves, and does no more than a push needs when it is called again', async () => {
    const first = await once();
    expect(first.code, first.stderr).to.equal(0);
    expect(first.stdout).to.include('tiny-1 train Running (NoResult)').and.to.include('tiny: up to date at code main@');
    const { url, live } = await stage();
    expect(await answer(url)).to.equal(live?.model);

    const idle = await once();
    expect(idle.code).to.equal(0);
    expect(await runs()).to.have.length(1);

    const sha = await data
      .write('rows/2.txt', 'two\n')
      .commit('More rows', { author: { name: 'Grace', email: 'g@example.com' } });
    const planned = await bench.json<PlanDocument>('plan', '-f', 'workflow.yaml');
    expect(planned.steps.map(({ action }) => action)).to.deep.equal(['Run', 'Pending', 'Pending', 'Pending']);
    expect(planned.steps[0]?.lastSeconds).to.be.a('number');
    expect(planned.revisions['data']?.from).to.equal(`main@sha1:${await data.git('rev-parse', 'HEAD~1')}`);
    expect((await once()).code).to.equal(0);
    expect(await answer(url))
      .to.equal((await stage()).live?.model)
      .and.not.to.equal(live?.model);

    const { stdout } = await bench.run(['explain', 'tiny-2']);
    expect(stdout).to.match(
      /^Run tiny-2 of workflow tiny: Succeeded\n\nDecided because sources moved:\n {2}data main@[0-9a-f]{7} -> main@[0-9a-f]{7}\n/,
    );
    expect(stdout).to.include(`    ${sha.slice(0, 7)} More rows (Grace, 2026-`);
    expect(stdout).to.match(
      /^train ran for [\d.]+ s, and made model [0-9a-f]{12}\.\n {2}because rows: rows\/2\.txt \([0-9a-f]{7} "More rows" by Grace\)$/m,
    );
    expect(stdout).to.match(/^Without reuse \d steps? would have run in /m);

    const reused = await bench.json<PlanDocument>('plan', '-f', 'workflow.yaml');
    expect(reused.affected).to.equal(false);
    expect(reused.steps[0]?.reuses).to.match(/^tiny-train-[0-9a-f]{20}$/);
    expect(reused.steps[1]?.fingerprint).to.match(/^sha256:/);
  });

  it('prints resources as tables, JSON and YAML, and finds what a name was meant to be', async () => {
    await once();
    expect((await bench.run(['get', 'workflows'])).stdout).to.match(
      /^NAME +READY +UP-TO-DATE .*\ntiny +True +True +tiny-1 Succeeded +serve [0-9a-f]{12} http:\/\/127\.0\.0\.1:\d+ /,
    );
    expect((await bench.run(['get', 'runs'])).stdout).to.match(
      /^NAME +PHASE .*\ntiny-1 +Succeeded +SourceChanged +4 +0 /,
    );
    const models = await bench.json<List<ModelVersion>>('get', 'mv');
    expect(models.items[0]?.status?.stages?.[0]).to.include({ name: 'serve', state: 'Live', run: 'tiny-1' });
    const one = await bench.json<List<WorkflowRun>>('get', 'run', 'tiny-1');
    expect(one.items.map(({ metadata }) => metadata.name)).to.deep.equal(['tiny-1']);
    expect((await bench.run(['get', 'workflows', '-o', 'yaml'])).stdout).to.match(
      /^items:\n {2}- apiVersion: refit\.dev\/v1alpha1\n {4}kind: WorkflowSpec\n/,
    );
    expect((await bench.run(['get', 'runs', 'tiny-11'])).stderr).to.equal(
      'refit: there is no run "tiny-11"\nDid you mean tiny-1?\n',
    );
    expect((await bench.run(['get', 'modles'])).stderr).to.include('did you mean models?');
    const events = (await bench.run(['events', 'tiny'])).stdout;
    expect(events)
      .to.match(/Normal +Affected +tiny /)
      .and.to.match(/Normal +RunSucceeded +tiny-1 /);
  });

  it('--once exits 1 and says why when a step fails; retry tries again', async () => {
    await code.write('evaluate.sh', 'echo "no way" >&2; exit 3\n').commit('Break');
    const failed = await once();
    expect(failed.code).to.equal(1);
    expect(failed.stderr)
      .to.include('tiny: not up to date')
      .and.to.match(/RunFailed: tiny-1: evaluate: .*3/);
    expect((await bench.run(['logs', 'tiny-1', 'evaluate'])).stdout).to.equal('no way\n');
    const again = await once();
    expect(again.code).to.equal(1);
    expect(await runs()).to.have.length(1);
    const retried = await bench.run(['retry', 'tiny-1']);
    expect(retried.stdout).to.equal(
      'retry of tiny-1 requested; no controller is at work on this state folder: it will be done at the next `refit up`\n',
    );
    expect((await once()).code).to.equal(1);
    const [, second] = await runs();
    expect(second?.spec.trigger).to.include({ kind: 'Retry', retryOf: 'tiny-1' });
    expect(second?.status?.steps?.map(({ state }) => state)).to.deep.equal(['Reused', 'Failed', 'Skipped', 'Skipped']);
  });

  it('--once exits 1 when a source cannot be read', async () => {
    bench.write('workflow.yaml', tinyWorkflow().replace('./data', './none'));
    const { code: exit, stderr } = await once();
    expect(exit).to.equal(1);
    expect(stderr).to.match(/SourceNotFound: source data: There is no git repository at/);
  });

  it('follows logs of a running step, cancels it, and forces steps', async () => {
    writeFileSync(bench.file('HOLD'), '');
    const call = await up();
    await eventually(() => call.output().includes('tiny-1 train Running'));
    const logs = bench.start(['logs', 'tiny-1', 'train', '-f']);
    await eventually(() => logs.output().includes('waiting'));
    rmSync(bench.file('HOLD'));
    expect((await logs.ended).stdout).to.match(/^training\n(waiting\n)+trained\n$/);
    await eventually(() => call.output().includes('tiny-1 Succeeded'));

    writeFileSync(bench.file('HOLD'), '');
    const misspelt = await bench.run(['run', 'tiny', '--force', 'trian']);
    expect(misspelt.stderr).to.equal('refit: there is no step of tiny "trian"\nDid you mean train?\n');
    expect((await bench.run(['run', 'tiny', '--force', 'train'])).stdout).to.equal(
      'run of tiny requested, forcing train\n',
    );
    await eventually(() => call.output().includes('tiny-2 train Running (Forced)'));
    expect((await bench.run(['retry', 'tiny-2'])).stderr).to.include('run tiny-2 is under way');
    expect((await bench.run(['cancel', 'tiny-2'])).stdout).to.equal('cancellation of tiny-2 requested\n');
    await eventually(() => call.output().includes('tiny-2 Cancelled'));
    expect((await bench.run(['cancel', 'tiny-2'])).stderr).to.include('run tiny-2 has ended: Cancelled');
    expect((await bench.run(['explain', 'tiny-2'])).stdout)
      .to.include('Decided because a person asked for it')
      .and.to.include('Forced: train.');
  });

  it('applies an edited spec; an edit with errors is told and changes nothing', async () => {
    const call = await up();
    await eventually(() => call.output().includes('tiny-1 Succeeded'));
    const edited = tinyWorkflow({ deploy: true }).replace(
      'command: [sh, evaluate.sh]',
      'command: [sh, -e, evaluate.sh]',
    );
    bench.write('workflow.yaml', edited.replace('steps:', 'stpes:'));
    await eventually(() => call.output().includes('The edit has errors and changes nothing.'));
    expect(call.output()).to.match(/^workflow\.yaml:\d+:3 spec\.stpes: .*did you mean steps\?/m);
    expect((await workflow())?.metadata.generation).to.equal(1);
    bench.write('workflow.yaml', edited);
    await eventually(() => call.output().includes('tiny-2 Succeeded'));
    expect(call.output())
      .to.include('tiny changed: generation 2')
      .and.to.include('tiny-2 evaluate Running (CommandChanged)');
  });

  it('ends at a signal without ending what runs and serves; the next start takes it up', async () => {
    writeFileSync(bench.file('HOLD'), '');
    const call = await up();
    await eventually(() => call.output().includes('tiny-1 train Running'));
    expect((await bench.run(['down'])).stderr).to.match(/^refit: a controller \(process \d+\) is at work on /);
    const second = await bench.run(['up', '-f', 'workflow.yaml']);
    expect(second.code).to.equal(1);
    expect(second.stderr).to.match(/^refit: state folder .*: found in use by process \d+, allowed is one controller\n/);
    call.child.kill('SIGINT');
    const ended = await call.ended;
    expect(ended.code).to.equal(0);
    expect(ended.stderr).to.include('Steps under way and model servers go on').and.to.include('refit down ');
    rmSync(bench.file('HOLD'));
    expect((await bench.run(['up', '--once'])).code).to.equal(0);
    const all = await runs();
    expect(all.map(({ status }) => status?.phase)).to.deep.equal(['Succeeded']);
    expect(all[0]?.status?.steps?.[0]?.attempt).to.equal(1);
    const { url = '' } = await stage();
    expect((await bench.run(['down'])).stdout).to.equal('1 served stage ended\n');
    expect(await fetch(url).catch(() => 'gone')).to.equal('gone');
  });

  it('takes secrets in, and never prints them', async () => {
    bench.write('hub.env', 'token=very-secret-value\n');
    bench.write(
      'workflow.yaml',
      tinyWorkflow().replace(
        'command: [sh, train.sh]}',
        'command: [sh, train.sh], env: [{name: TOKEN, valueFrom: {secretKeyRef: {name: hub, key: token}}}]}',
      ),
    );
    await code
      .write('train.sh', 'echo "token ${#TOKEN} $TOKEN"; cat data/rows/* > model.txt\n')
      .commit('Use the token');
    const { code: exit, stdout, stderr } = await once('--secret', 'hub=hub.env');
    expect(exit, stderr).to.equal(0);
    const { stdout: log } = await bench.run(['logs', 'tiny-1', 'train']);
    expect(log).to.match(/^token 17 /);
    for (const text of [stdout, stderr, log]) expect(text).not.to.include('very-secret-value');
  });

  it('refuses what it cannot use before it starts anything', async () => {
    const said = async (...args: string[]): Promise<string> => {
      const { code: exit, stderr } = await bench.run(['up', ...args, '--once']);
      expect(exit).to.equal(1);
      return stderr;
    };
    expect(await said()).to.include('up needs a workflow file: -f FILE');
    expect(await said('-f', 'none.yaml')).to.include('none.yaml:1:1 found no such file');
    expect(await said('-f', 'workflow.yaml', '--parallel', '0')).to.include(
      '--parallel: found "0", allowed is a number from 1',
    );
    expect(await said('-f', 'workflow.yaml', '--source', 'cod=x')).to.include('did you mean code?');
    expect(await said('-f', 'workflow.yaml', '--secret', 'hub=none.env')).to.match(
      /^refit: secret hub: .*none\.env cannot be read/,
    );
    const other = createServer();
    other.listen(0, '127.0.0.1');
    await heard(other, 'listening');
    const { port } = other.address() as AddressInfo;
    expect(await said('-f', 'workflow.yaml', '--webhooks', String(port))).to.include(
      `--webhooks: cannot listen on port ${port} of 127.0.0.1: listen EADDRINUSE`,
    );
    other.close();
  });
});
