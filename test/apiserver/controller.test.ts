import { expect } from 'chai';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { leaseName } from '../../controller/cluster.ts';
import type { KubernetesClient, KubernetesObject } from '../../controller/kubernetes/client.ts';
import { connectKubernetes } from '../../controller/kubernetes/connect.ts';
import { jobs, leases, namespaces, workflowSpecs } from '../../controller/kubernetes/resources.ts';
import { type ApiServer, applyCrds, sharedApiServer } from '../support/cluster/apiserver.ts';
import { eventually } from '../support/eventually.ts';
import { temporaryFolder } from '../support/folder.ts';
import { GitHttpServer } from '../support/git-http-server.ts';
import { TestRepository } from '../support/git-repository.ts';
import { ControllerProcess } from './controller-process.ts';

interface Read extends KubernetesObject {
  readonly spec: Readonly<Record<string, unknown>>;
  readonly status?: Readonly<Record<string, unknown>>;
}

describe('the controller process on a real API server', function () {
  this.timeout(120_000);
  const own = `refit-${randomBytes(4).toString('hex')}`;
  const watched = `${own}-ml`;
  const folder = temporaryFolder();
  const started: ControllerProcess[] = [];
  let server: ApiServer;
  let client: KubernetesClient;
  let git: GitHttpServer;
  let repository: TestRepository;

  before(async function () {
    this.timeout(900_000);
    server = await sharedApiServer();
    await applyCrds(server);
    client = await connectKubernetes({ kubeconfig: server.kubeconfig });
    for (const name of [own, watched])
      await client.create(namespaces, { apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
    repository = await TestRepository.create(join(folder.path, 'code.git'), { bare: true });
    await repository.write('train.py', 'print(1)\n').commit('first');
    git = await GitHttpServer.start(folder.path);
  });

  after(async () => {
    for (const one of started) {
      one.kill('SIGKILL');
      await one.exited;
    }
    await git.stop();
    for (const name of [own, watched]) await client.delete(namespaces, { name });
    await client.close();
    folder.remove();
  });

  function start(name: string, ...args: string[]): ControllerProcess {
    const fields = {
      kubeconfig: server.kubeconfig,
      image: 'refit-controller:test',
      address: '127.0.0.1',
      'watch-namespace': watched,
      'ports-health': '0',
      'ports-artifacts': '0',
      'ports-webhooks': '0',
      'artifacts-volume-folder': join(folder.path, 'artifacts'),
      'artifacts-volume-url': 'http://127.0.0.1:1',
      'git-folder': join(folder.path, `mirrors-${name}`),
      'git-allow-addresses': '127.0.0.0/8',
    };
    const all = [...Object.entries(fields).map(([field, value]) => `--${field}=${value}`), ...args];
    const one = new ControllerProcess(all, { POD_NAME: name, POD_NAMESPACE: own });
    started.push(one);
    return one;
  }

  const holder = async (): Promise<unknown> => {
    const lease = await client.get<Read>(leases, { namespace: own, name: leaseName });
    return lease?.spec['holderIdentity'];
  };
  const leads = async (one: ControllerProcess): Promise<boolean> => (await one.metric('refit_leader')) === 1;
  const isReady = async (one: ControllerProcess): Promise<boolean> => (await one.page('/readyz'))?.status === 200;
  const jobsOf = async (): Promise<readonly Read[]> => (await client.list<Read>(jobs, { namespace: watched })).items;

  it('says what is wrong with its configuration and exits with 2', async () => {
    const wrong = start('wrong', '--parallel', 'many', '--imge', 'x');
    expect(await wrong.exited).to.equal(2);
    expect(wrong.printed[0]).to.equal('refit controller: the configuration is wrong');
    expect(wrong.printed.join('\n')).to.contain("--parallel: found 'many'").and.to.contain('did you mean image?');
  });

  it('exits with 1 when it cannot reach a cluster at all', async () => {
    const lost = start('lost', '--context', 'nowhere');
    expect(await lost.exited).to.equal(1);
    expect(lost.lines.find(({ message }) => message === 'controller failed')).to.have.property('level', 'error');
  });

  it('is two of which one leads; when that is killed, the other; ended in order, it gives the lease back', async () => {
    const both = [start('first'), start('second')];
    await eventually(async () => (await Promise.all(both.map(isReady))).every(Boolean), 60_000);
    await eventually(async () => (await Promise.all(both.map(leads))).some(Boolean), 60_000);
    const health = await Promise.all(both.map((one) => one.page('/healthz')));
    expect(health.map((page) => page?.status)).to.deep.equal([200, 200]);
    const [first, second] = (await leads(both[0]!)) ? [both[0]!, both[1]!] : [both[1]!, both[0]!];
    expect(await leads(second)).to.equal(false);
    expect(second.has('leading')).to.equal(false);

    // The leader works: a workflow becomes a Job. The one that stands by must not add another.
    await client.create(workflowSpecs, workflow(git.url('code.git')));
    await eventually(async () => expect(await jobsOf()).to.have.length(1), 60_000);
    expect(await first.metric('refit_git_polls_total')).to.be.greaterThan(0);
    expect(await second.metric('refit_git_polls_total')).to.equal(0);

    first.kill('SIGKILL');
    expect(await first.exited).to.equal('SIGKILL');
    await eventually(() => leads(second), 60_000);
    expect(await holder()).to.match(/^(first|second)_/);
    // It works too, and what was launched is not launched again.
    await repository.write('train.py', 'print(2)\n').commit('second');
    await eventually(async () => {
      const specs = (await jobsOf()).filter(({ metadata }) => metadata.deletionTimestamp === undefined);
      expect(specs.map(({ metadata }) => metadata.name)).to.have.length(1);
      expect(await second.metric('refit_git_fetches_total')).to.be.greaterThan(0);
      const found = await client.get<Read>(workflowSpecs, { namespace: watched, name: 'digits' });
      expect(found?.status?.['sequence']).to.equal(2);
    }, 60_000);

    second.kill('SIGTERM');
    expect(await second.exited).to.equal(0);
    expect((await holder()) ?? '').to.equal('');
    expect(second.lines.at(-1)).to.include({ level: 'info', message: 'controller ended' });
    const failures = [...first.lines, ...second.lines].filter(({ level }) => level === 'error');
    expect(failures).to.deep.equal([]);
  });

  it('exits with 1 as soon as another holds the lease', async () => {
    const one = start('third');
    await eventually(() => leads(one), 60_000);
    const spec = { holderIdentity: 'somebody', leaseDurationSeconds: 1 };
    await client.mergePatch(leases, { namespace: own, name: leaseName }, { spec });
    expect(await one.exited).to.equal(1);
    expect(one.lines.at(-1)).to.include({ level: 'error', message: 'lease lost' });
    expect(await holder()).to.equal('somebody');
  });

  it('ends at once at a second signal, whatever it still waits for', async () => {
    git.requests.length = 0;
    git.fault = () => ({ kind: 'hang' });
    // Without an election it works at once: no lease has to be taken.
    const one = start('fourth', '--leader-election=false');
    await eventually(() => git.requests.length > 0, 60_000);
    expect(await one.metric('refit_leader')).to.equal(1);
    expect(await holder()).to.equal('somebody');
    one.kill('SIGTERM');
    await eventually(() => one.has('controller stops'));
    one.kill('SIGINT');
    expect(await one.exited).to.equal(130);
  });

  /** One step on one source. */
  function workflow(url: string): object {
    return {
      apiVersion: 'refit.dev/v1alpha1',
      kind: 'WorkflowSpec',
      metadata: { name: 'digits', namespace: watched },
      spec: {
        sources: [{ name: 'code', git: { url, ref: { branch: 'main' }, interval: '1s' } }],
        steps: [
          {
            name: 'train',
            run: { image: 'example:1', command: ['python', 'train.py'] },
            inputs: [{ name: 'code', source: 'code', paths: ['train.py'] }],
            outputs: [{ name: 'model', kind: 'model', path: 'model.pkl' }],
          },
        ],
      },
    };
  }
});
