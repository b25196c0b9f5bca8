import { expect } from 'chai';
import { parse } from 'yaml';
import { eventually } from '../support/eventually.ts';
import { ensureInstallation, tellAfter, type Installation } from './support/installation.ts';
import { jobsOf } from './support/jobs.ts';
import { TinyTeam } from './support/tiny.ts';

describe('workflows by kubectl', function () {
  this.timeout(10 * 60_000);
  let installation: Installation;
  let team: TinyTeam;

  before(async () => {
    installation = await ensureInstallation();
    team = await TinyTeam.open(installation, 'by-kubectl', { serve: true });
  });

  after(() => team.remove());

  afterEach(function () {
    return tellAfter(this.currentTest, installation);
  });

  const kubectl = (...args: string[]): Promise<string> => installation.kubectl([...args, '-n', team.namespace]);

  it('is Ready while it trains, by kubectl wait', async () => {
    await team.first('one\n', '20');
    await team.apply();
    await kubectl('wait', '--for=condition=Ready', 'wfs/tiny', '--timeout=60s');
    const run = (await team.runs()).at(-1);
    expect(run?.status?.phase).to.be.oneOf([undefined, 'Pending', 'Running']);
    await kubectl('wait', '--for=condition=Succeeded', 'wfr/tiny-1', '--timeout=120s');
  });

  it('tells its story in the columns of kubectl get', async () => {
    await eventually(async () => expect((await team.workflow())?.status?.stages?.[0]?.phase).to.equal('Live'), 60_000);
    const table = await kubectl('get', 'wfs,wfr,mv');
    expect(table).to.match(
      /workflowspec\.refit\.dev\/tiny +True +.*tiny-1 +Succeeded +main@sha1:[0-9a-f]{40} +sha256:/,
    );
    expect(table).to.match(/workflowrun\.refit\.dev\/tiny-1 +.*Succeeded/);
    expect(table).to.match(/modelversion\.refit\.dev\/tiny-[0-9a-f]{20} /);
  });

  it('answers on the address of the stage, with the model', async () => {
    const url = (await team.workflow())?.status?.stages?.[0]?.url ?? '';
    const service = new URL(url).hostname.split('.')[0] ?? '';
    const address = await kubectl('get', 'service', service, '-o', 'jsonpath={.spec.clusterIP}:{.spec.ports[0].port}');
    expect(await (await fetch(`http://${address}/model.txt`)).text()).to.equal('one\n');
  });

  it('leaves nothing of a run behind but its records', async () => {
    await eventually(async () => expect(await jobsOf(installation, team.namespace)).to.deep.equal([]), 30_000);
    expect(await kubectl('get', 'pods', '-l', 'refit.dev/execution', '-o', 'name')).to.equal('');
  });

  it('runs again what an edit changes, and nothing for an edit of placement', async () => {
    const parts = 'spec/steps/0/run'.split('/').join('/');
    await kubectl(
      'patch',
      'wfs',
      'tiny',
      '--type=json',
      '-p',
      JSON.stringify([{ op: 'add', path: `/${parts}/resources`, value: { requests: { cpu: '50m' } } }]),
    );
    await eventually(async () => {
      const workflow = await team.workflow();
      expect(workflow?.status?.observedGeneration).to.equal(workflow?.metadata.generation);
    });
    expect(await team.runs()).to.have.length(1);
    await team.apply((spec) => {
      spec['stepDefaults'] = { run: { ...(spec['stepDefaults'] as { run: object }).run, timeout: '5m' } };
      const [make] = spec['steps'] as { run: { args?: string[] } }[];
      if (make) make.run.args = ['--again'];
    });
    const run = await eventually(async () => {
      const last = (await team.runs()).at(-1);
      expect(last?.status?.phase).to.equal('Succeeded');
      expect(last?.spec.sequence).to.equal(2);
      return last;
    }, 90_000);
    expect(run?.spec.trigger.kind).to.equal('SpecChanged');
  });

  it('is refused by the API server where the schema or a rule forbids it', async () => {
    const before = (await team.workflow())?.metadata.generation;
    const wrong = team.manifest((spec) => {
      const [make] = spec['steps'] as { run: { timeout?: string } }[];
      if (make) make.run.timeout = 'soon';
    });
    const message = await installation.kubectl(['apply', '-f', '-'], wrong).then(() => '', String);
    expect(message).to.contain('spec.steps[0].run.timeout');
    expect((await team.workflow())?.metadata.generation).to.equal(before);
  });

  it('is Stalled with every problem named where only the core knows, and goes on serving', async () => {
    await team.apply((spec) => {
      const [make] = spec['steps'] as { run: { environment?: string } }[];
      if (make) make.run.environment = 'pyy';
    });
    await kubectl('wait', '--for=condition=Stalled', 'wfs/tiny', '--timeout=60s');
    const message = await kubectl(
      'get',
      'wfs',
      'tiny',
      '-o',
      'jsonpath={.status.conditions[?(@.type=="Stalled")].message}',
    );
    expect(message).to.contain('spec.steps[0].run.environment').and.contain('pyy');
    expect((await team.workflow())?.status?.stages?.[0]?.phase).to.equal('Live');
    await team.apply();
    await kubectl('wait', '--for=condition=Ready', 'wfs/tiny', '--timeout=60s');
  });

  it('is read by the refit command', async () => {
    const table = await installation.refit(['get', 'runs', '-n', team.namespace]);
    expect(table).to.contain('tiny-1');
    expect(await installation.refit(['explain', 'tiny-1', '-n', team.namespace])).to.contain('make');
    expect(await installation.refit(['logs', 'tiny-1', '-n', team.namespace])).to.contain('started');
  });

  it('runs again by refit run --force', async () => {
    const before = (await team.runs()).length;
    await installation.refit(['run', 'tiny', '--force', 'make', '-n', team.namespace]);
    await eventually(async () => {
      const runs = await team.runs();
      expect(runs.length).to.equal(before + 1);
      expect(runs.at(-1)?.status?.phase).to.equal('Succeeded');
    }, 90_000);
  });

  it('deleted, leaves what serves; made again, takes it over without training', async () => {
    const deployment = parse(await kubectl('get', 'deployment', '-l', 'refit.dev/workflow=tiny', '-o', 'yaml')) as {
      items: { metadata: { uid: string } }[];
    };
    await kubectl('delete', 'wfs', 'tiny', '--timeout=60s');
    expect(await kubectl('get', 'wfr', '-o', 'name')).to.equal('');
    const uid = deployment.items[0]?.metadata.uid;
    const path = 'jsonpath={.items[*].metadata.uid}';
    expect(await kubectl('get', 'deployment', '-l', 'refit.dev/workflow=tiny', '-o', path)).to.equal(uid);
    await team.apply();
    await eventually(async () => expect((await team.workflow())?.status?.stages?.[0]?.phase).to.equal('Live'), 90_000);
    expect(await kubectl('get', 'deployment', '-l', 'refit.dev/workflow=tiny', '-o', path)).to.equal(uid);
    const steps = (await team.runs()).flatMap((run) => run.status?.steps ?? []);
    expect(steps.filter(({ name, state }) => name === 'make' && state !== 'Reused')).to.deep.equal([]);
  });
});
