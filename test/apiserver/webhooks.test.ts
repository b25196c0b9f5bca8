import { expect } from 'chai';
import { createHmac, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { leaseName } from '../../controller/cluster.ts';
import type { KubernetesClient, KubernetesObject } from '../../controller/kubernetes/client.ts';
import { connectKubernetes } from '../../controller/kubernetes/connect.ts';
import { leases, namespaces, secrets, workflowSpecs } from '../../controller/kubernetes/resources.ts';
import { type ApiServer, applyCrds, kubectl, sharedApiServer } from '../support/cluster/apiserver.ts';
import { eventually } from '../support/eventually.ts';
import { temporaryFolder } from '../support/folder.ts';
import { GitHttpServer } from '../support/git-http-server.ts';
import { TestRepository } from '../support/git-repository.ts';
import { ControllerProcess } from './controller-process.ts';

interface Workflow extends KubernetesObject {
  readonly status?: { readonly sequence?: number };
}

const token = randomBytes(32).toString('hex');

describe('webhooks of a cluster, to two controllers', function () {
  this.timeout(120_000);
  const own = `refit-${randomBytes(4).toString('hex')}`;
  const [watched, unwatched] = [`${own}-ml`, `${own}-other`];
  const folder = temporaryFolder();
  const both: ControllerProcess[] = [];
  let server: ApiServer;
  let client: KubernetesClient;
  let git: GitHttpServer;
  let repository: TestRepository;
  let leader: ControllerProcess;
  let standby: ControllerProcess;

  before(async function () {
    this.timeout(900_000);
    server = await sharedApiServer();
    await applyCrds(server);
    client = await connectKubernetes({ kubeconfig: server.kubeconfig });
    for (const name of [own, watched, unwatched])
      await client.create(namespaces, { apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
    await secret(watched, 'hook', { 'refit.dev/webhook': 'true' });
    await secret(watched, 'plain', {});
    await secret(unwatched, 'hook', { 'refit.dev/webhook': 'true' });
    repository = await TestRepository.create(join(folder.path, 'code.git'), { bare: true });
    await repository.write('train.py', 'print(1)\n').commit('first');
    git = await GitHttpServer.start(folder.path);
    both.push(start('first'), start('second'));
    await eventually(async () => (await Promise.all(both.map(leads))).some(Boolean), 60_000);
    const [first, second] = both;
    if (!first || !second) expect.fail();
    [leader, standby] = (await leads(first)) ? [first, second] : [second, first];
    await client.create(workflowSpecs, workflow(git.url('code.git')));
    await sequence(1);
  });

  after(async () => {
    for (const one of both) {
      one.kill('SIGKILL');
      await one.exited;
    }
    await git.stop();
    for (const name of [own, watched, unwatched]) await client.delete(namespaces, { name });
    await client.close();
    folder.remove();
  });

  async function secret(namespace: string, name: string, labels: Record<string, string>): Promise<void> {
    const metadata = { name, namespace, labels };
    await client.create(secrets, { apiVersion: 'v1', kind: 'Secret', metadata, stringData: { token } });
  }

  function start(name: string): ControllerProcess {
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
    const args = Object.entries(fields).map(([field, value]) => `--${field}=${value}`);
    return new ControllerProcess(args, { POD_NAME: name, POD_NAMESPACE: own, POD_IP: '127.0.0.1' });
  }

  const leads = async (one: ControllerProcess): Promise<boolean> => (await one.metric('refit_leader')) === 1;
  const polls = (): number => git.requests.filter(({ body }) => body.includes('command=ls-refs')).length;

  function portOf(one: ControllerProcess): number {
    const port = one.lines.find(({ message }) => message === 'webhooks are served')?.['port'];
    return typeof port === 'number' ? port : expect.fail('webhooks are not served');
  }

  /** Waits until the workflow's run of this number was decided. */
  const sequence = (wanted: number): Promise<unknown> =>
    eventually(async () => {
      const found = await client.get<Workflow>(workflowSpecs, { namespace: watched, name: 'digits' });
      expect(found?.status?.sequence).to.equal(wanted);
    }, 60_000);

  let deliveries = 0;
  async function deliver(one: ControllerProcess, path = `/webhooks/${watched}/hook`, key = token): Promise<number> {
    deliveries += 1;
    const body = JSON.stringify({ repository: { clone_url: git.url('CODE.git') }, pusher: deliveries });
    const mac = createHmac('sha256', key).update(body).digest('hex');
    const headers = {
      'content-type': 'application/json',
      'x-github-event': 'push',
      'x-hub-signature-256': `sha256=${mac}`,
    };
    const response = await fetch(`http://127.0.0.1:${portOf(one)}${path}`, { method: 'POST', headers, body });
    return response.status;
  }

  it('announces where the leader is', async () => {
    const lease = await client.get(leases, { namespace: own, name: leaseName });
    expect(lease?.metadata.annotations).to.include({ 'refit.dev/leader-address': `127.0.0.1:${portOf(leader)}` });
  });

  it('looks at once when the leader is told of a push, and when the other is', async () => {
    await repository.write('train.py', 'print(2)\n').commit('second');
    expect(await deliver(leader)).to.equal(202);
    await sequence(2);
    await repository.write('train.py', 'print(3)\n').commit('third');
    expect(await deliver(standby)).to.equal(202);
    await sequence(3);
    expect(await standby.metric('refit_webhooks_total{result="Forwarded"}')).to.equal(1);
    expect(await standby.metric('refit_git_polls_total')).to.equal(0);
  });

  it('polls at most three times for 200 webhooks', async () => {
    const before = polls();
    const statuses: number[] = [];
    for (let count = 0; count < 200; count += 20)
      statuses.push(
        ...(await Promise.all(Array.from({ length: 20 }, (_, index) => deliver(index % 2 === 0 ? leader : standby)))),
      );
    expect(new Set(statuses)).to.deep.equal(new Set([202]));
    await eventually(() => polls() > before);
    expect(polls() - before).to.be.at.most(3);
  });

  it('is no oracle for other Secrets', async () => {
    for (const path of [
      `/webhooks/${watched}/plain`,
      `/webhooks/${watched}/none`,
      `/webhooks/${unwatched}/hook`,
      `/webhooks/${own}-none/hook`,
    ])
      expect(await deliver(leader, path), path).to.equal(401);
    expect(await deliver(leader, `/webhooks/${watched}/hook`, 'another token than the one')).to.equal(401);
  });

  it('takes a token from a Secret that was changed, and the one before it', async () => {
    const next = randomBytes(32).toString('hex');
    await client.mergePatch(
      secrets,
      { namespace: watched, name: 'hook' },
      { stringData: { token: next, previousToken: token } },
    );
    await eventually(async () => (await deliver(leader, `/webhooks/${watched}/hook`, next)) === 202, 60_000);
    expect(await deliver(leader)).to.equal(202);
  });

  it('refreshes a workflow for who may patch it', async () => {
    for (const account of ['ci', 'stranger'])
      await kubectl(['-n', watched, 'create', 'serviceaccount', account], server);
    const role = ['--verb=patch', '--resource=workflowspecs.refit.dev', '--resource-name=digits'];
    await kubectl(['-n', watched, 'create', 'role', 'refresh', ...role], server);
    await kubectl(
      ['-n', watched, 'create', 'rolebinding', 'refresh', '--role=refresh', `--serviceaccount=${watched}:ci`],
      server,
    );
    const tokenOf = async (account: string, audience: string): Promise<string> =>
      (await kubectl(['-n', watched, 'create', 'token', account, '--audience', audience], server)).trim();
    const refresh = async (one: ControllerProcess, bearer: string, name = 'digits'): Promise<number> => {
      const headers = { authorization: `Bearer ${bearer}` };
      const url = `http://127.0.0.1:${portOf(one)}/refresh/${watched}/${name}`;
      return (await fetch(url, { method: 'POST', headers })).status;
    };
    const good = await tokenOf('ci', 'refit-refresh');
    await repository.write('train.py', 'print(4)\n').commit('fourth');
    await eventually(async () => (await refresh(standby, good)) === 202);
    await sequence(4);
    expect(await refresh(leader, good, 'other')).to.equal(403);
    expect(await refresh(leader, await tokenOf('stranger', 'refit-refresh'))).to.equal(403);
    expect(await refresh(leader, await tokenOf('ci', 'refit-artifacts'))).to.equal(401);
    expect(await refresh(leader, 'x.y.z')).to.equal(401);
  });

  it('loses nothing when the leader dies with a hint: the next one looks by itself, then takes webhooks', async () => {
    await repository.write('train.py', 'print(5)\n').commit('fifth');
    expect(await deliver(leader)).to.equal(202);
    leader.kill('SIGKILL');
    await leader.exited;
    expect(await deliver(standby)).to.equal(503);
    await eventually(() => leads(standby), 60_000);
    await sequence(5);
    await repository.write('train.py', 'print(6)\n').commit('sixth');
    expect(await deliver(standby)).to.equal(202);
    await sequence(6);
  });

  it('says nothing of tokens', () => {
    const told = both.map((one) => JSON.stringify(one.lines)).join();
    expect(told).to.not.contain(token);
    expect(both.flatMap(({ lines }) => lines.filter(({ level }) => level === 'error'))).to.deep.equal([]);
  });

  /** One step on one source that is polled once an hour. */
  function workflow(url: string): object {
    return {
      apiVersion: 'refit.dev/v1alpha1',
      kind: 'WorkflowSpec',
      metadata: { name: 'digits', namespace: watched },
      spec: {
        sources: [{ name: 'code', git: { url, ref: { branch: 'main' }, interval: '1h' } }],
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
