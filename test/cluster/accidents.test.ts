import { expect } from 'chai';
import { setTimeout as sleep } from 'node:timers/promises';
import type { StepStatus } from '../../controller/api/v1alpha1/kinds.ts';
import { pods } from '../../controller/kubernetes/resources.ts';
import { eventually } from '../support/eventually.ts';
import { killLeader, leader } from './support/controller-pods.ts';
import { controllersReady, ensureInstallation, tellAfter, type Installation } from './support/installation.ts';
import { isStepRunning, jobsOf, stepPods, type Pod } from './support/jobs.ts';
import { TinyTeam } from './support/tiny.ts';

describe('accidents', function () {
  this.timeout(10 * 60_000);
  let installation: Installation;
  let team: TinyTeam;
  let rows = 0;

  before(async () => {
    installation = await ensureInstallation();
    team = await TinyTeam.open(installation, 'accidents');
    await team.first();
    await team.apply();
    await team.reached('Succeeded');
  });

  after(() => team.remove());

  afterEach(function () {
    return tellAfter(this.currentTest, installation);
  });

  const kubectl = (...args: string[]): Promise<string> => installation.kubectl([...args, '-n', team.namespace]);

  /** Pushes new rows whose model takes so many seconds, and waits for the step's own container to run. */
  async function pushAndRun(seconds: number): Promise<Pod> {
    await team.push({ 'rows.txt': `rows ${(rows += 1)}\n`, 'seconds.txt': String(seconds) });
    return running();
  }

  function running(): Promise<Pod> {
    return eventually(async () => {
      const [pod] = (await stepPods(installation, team.namespace, 'make')).filter(
        (found) => isStepRunning(found) && found.metadata.deletionTimestamp === undefined,
      );
      if (!pod) throw new Error('no pod runs make');
      return pod;
    }, 60_000);
  }

  async function makeRow(): Promise<StepStatus | undefined> {
    const run = await team.reached('Succeeded');
    return run.status?.steps?.find(({ name }) => name === 'make');
  }

  it('repeats a step whose pod somebody deleted, without counting it as a failure', async () => {
    const pod = await pushAndRun(4);
    await kubectl('delete', 'pod', pod.metadata.name, '--grace-period=1', '--wait=false');
    expect((await makeRow())?.state).to.equal('Succeeded');
  });

  it('repeats a step whose Job somebody deleted', async () => {
    await pushAndRun(4);
    const [job] = await jobsOf(installation, team.namespace, 'make');
    await kubectl('delete', 'job', job?.metadata.name ?? '', '--wait=false');
    expect((await makeRow())?.state).to.equal('Succeeded');
  });

  it('repeats a step that was evicted', async () => {
    const pod = await pushAndRun(4);
    const eviction = {
      apiVersion: 'policy/v1',
      kind: 'Eviction',
      metadata: { name: pod.metadata.name, namespace: team.namespace },
    };
    await installation.client.create(pods, eviction, 'eviction');
    expect((await makeRow())?.state).to.equal('Succeeded');
  });

  it('repeats a step whose node lets nothing run any more for a while, itself included', async () => {
    await pushAndRun(4);
    const node = await installation.kubectl(['get', 'nodes', '-o', 'jsonpath={.items[0].metadata.name}']);
    await installation.kubectl(['taint', 'node', node, 'example.com/broken=:NoExecute']);
    try {
      await eventually(async () => {
        const running = (await stepPods(installation, team.namespace, 'make')).filter(isStepRunning);
        expect(running).to.deep.equal([]);
      }, 60_000);
    } finally {
      await installation.kubectl(['taint', 'node', node, 'example.com/broken-']);
    }
    expect((await makeRow())?.state).to.equal('Succeeded');
    await controllersReady(installation);
  });

  it('goes back and forth while a Job ends: A, B, A', async () => {
    const before = await pushAndRun(6);
    const b = await team.push({ 'rows.txt': 'B\n' });
    await eventually(async () => {
      const found = (await stepPods(installation, team.namespace, 'make')).filter(isStepRunning);
      expect(found.map(({ metadata }) => metadata.uid)).to.include.oneOf([before.metadata.uid]);
      expect((await team.runs()).at(-1)?.spec.revisions[0]?.revision).to.contain(b);
    }, 60_000);
    await team.reset(1);
    await team.push({}, { force: true });
    const run = await team.reached('Succeeded');
    expect(run.status?.steps?.find(({ name }) => name === 'make')?.state).to.equal('Succeeded');
    const failed = (await team.runs()).filter(({ status }) => status?.phase === 'Failed');
    expect(failed).to.deep.equal([]);
  });

  it('does not train on a commit that was taken away while its pod waited', async () => {
    // A pod that fits nowhere waits.
    await team.apply((spec) => {
      const [make] = spec['steps'] as { run: { pod?: object } }[];
      if (make) make.run.pod = { nodeSelector: { 'example.com/nowhere': 'true' } };
    });
    await team.push({ 'rows.txt': 'taken back\n', 'seconds.txt': '0' });
    await eventually(async () => {
      const waiting = (await stepPods(installation, team.namespace, 'make')).filter(
        ({ spec }) => spec.nodeName === undefined,
      );
      expect(waiting).to.have.length(1);
    }, 60_000);
    const told = await eventually(async () => {
      const row = (await team.runs()).at(-1)?.status?.steps?.find(({ name }) => name === 'make');
      expect(row?.message ?? '').to.match(/node|schedul/i);
      return row;
    }, 60_000);
    expect(told?.state).to.be.oneOf(['Pending', 'Running']);
    await team.reset(1);
    await team.push({ 'rows.txt': 'in its place\n' }, { force: true });
    await team.apply();
    await team.reached('Succeeded');
    const models = await kubectl('get', 'mv', '-o', 'jsonpath={.items[*].spec.revisions[0].revision}');
    expect(models).to.contain(await team.head());
  });

  it('goes on when the leader is killed in the middle of a run: another process takes over', async () => {
    await pushAndRun(25);
    const [job] = await jobsOf(installation, team.namespace, 'make');
    const killed = await killLeader(installation);
    await eventually(async () => {
      // The other pod, or the same one in a new life: both wait for the lease to run out.
      expect(await leader(installation)).to.not.be.oneOf([undefined, killed]);
    }, 60_000);
    const row = await makeRow();
    expect(row).to.include({ attempt: 1, execution: job?.metadata.name });
    await controllersReady(installation);
  });

  it('goes on when the API server was away for a minute', async () => {
    await pushAndRun(20);
    await installation.cluster.stopApiServer();
    await sleep(60_000);
    await installation.cluster.startApiServer();
    const row = await makeRow();
    expect(row?.attempt).to.equal(1);
    await controllersReady(installation);
  });

  it('retrains nothing when the artifact store was away for a minute', async () => {
    const before = (await team.runs()).length;
    await installation.cluster.stopS3();
    // A push that affects nothing: whether it does, only the store can tell.
    await team.push({ 'unread.txt': 'x\n' });
    await sleep(60_000);
    expect(await jobsOf(installation, team.namespace)).to.deep.equal([]);
    await installation.cluster.startS3();
    const head = await team.head();
    await eventually(async () => {
      expect((await team.workflow())?.status?.sources?.[0]?.revision).to.contain(head);
    }, 120_000);
    expect(await team.runs()).to.have.length(before);
  });

  it('lets a namespace go in the middle of a run', async () => {
    await pushAndRun(60);
    await installation.kubectl(['delete', 'namespace', team.namespace, '--timeout=120s']);
    await eventually(
      async () => expect(await stepPods(installation, team.namespace, 'make')).to.deep.equal([]),
      60_000,
    );
  });
});
