import { expect } from 'chai';
import { applyCrds, kubectl, sharedApiServer, startApiServer } from '../support/cluster/apiserver.ts';
import type { ApiServer } from '../support/cluster/apiserver.ts';
import { eventually } from '../support/eventually.ts';

describe('the API server of the tests', function () {
  this.timeout(300_000);
  let server: ApiServer;

  before(async () => {
    server = await sharedApiServer();
    await applyCrds(server);
  });

  it('accepts the CRDs and serves their kinds', async () => {
    const kinds = await kubectl(['api-resources', '--api-group=refit.dev', '-o', 'name'], server);
    expect(kinds.trim().split('\n').toSorted()).to.deep.equal([
      'modelversions.refit.dev',
      'workflowruns.refit.dev',
      'workflowspecs.refit.dev',
    ]);
  });

  it('issues and reviews service account tokens for an audience', async () => {
    await kubectl(['create', 'namespace', 'tokens'], server);
    await eventually(() => kubectl(['-n', 'tokens', 'get', 'serviceaccount', 'default'], server));
    const token = await kubectl(['-n', 'tokens', 'create', 'token', 'default', '--audience', 'refit'], server);
    const review = {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenReview',
      spec: { token: token.trim(), audiences: ['refit'] },
    };
    const input = JSON.stringify(review);
    const user = await kubectl(['create', '-f', '-', '-o', 'jsonpath={.status.user.username}'], { ...server, input });
    expect(user).to.equal('system:serviceaccount:tokens:default');
  });

  it('makes the pod of a Job, deletes what an owner owned, and refuses a token without rights', async () => {
    await kubectl(['create', 'namespace', 'jobs'], server);
    await eventually(() => kubectl(['-n', 'jobs', 'get', 'serviceaccount', 'default'], server));
    await kubectl(['-n', 'jobs', 'create', 'job', 'one', '--image=example.com/none'], server);
    const pods = ['-n', 'jobs', 'get', 'pods', '-o', 'name'];
    await eventually(async () => (await kubectl(pods, server)).startsWith('pod/one-'));
    const token = await kubectl(['-n', 'jobs', 'create', 'token', 'default'], server);
    const kubeconfig = server.kubeconfigWithToken('jobs-default', token.trim());
    const refusal = await kubectl(pods, { kubeconfig }).catch((error: unknown) => String(error));
    expect(refusal).to.contain('cannot list resource "pods"');
    await kubectl(['-n', 'jobs', 'delete', 'job', 'one', '--wait=false'], server);
    await eventually(async () => (await kubectl(pods, server)) === '', 60_000);
  });

  it('keeps address and data over a kill and a restart, and forgets what was compacted', async () => {
    const own = await startApiServer();
    try {
      await kubectl(['create', 'namespace', 'kept'], own);
      const old = await kubectl(['get', 'namespace', 'kept', '-o', 'jsonpath={.metadata.resourceVersion}'], own);
      await kubectl(['label', 'namespace', 'kept', 'a=b'], own);
      await own.kill();
      const outage = await kubectl(['get', 'namespaces', '--request-timeout=2s'], own).catch(String);
      expect(outage).to.contain('refused');
      await own.start();
      expect(await kubectl(['get', 'namespace', 'kept', '-o', 'name'], own)).to.equal('namespace/kept\n');
      await own.compact();
      await own.restart();
      const path = `/api/v1/namespaces?watch=true&resourceVersion=${old.trim()}&timeoutSeconds=1`;
      expect(await kubectl(['get', '--raw', path], own).catch(String)).to.match(/410|too old resource version/);
    } finally {
      await own.stop();
    }
  });
});
