import { expect } from 'chai';
import { isReason } from '../../controller/core/errors.ts';
import { executionName } from '../../controller/core/naming.ts';
import type { Engine, ExecutionRequest } from '../../controller/engines/engine.ts';
import { endAnnotation } from '../../controller/engines/job/names.ts';
import { scratchName } from '../../controller/engines/job/scratch.ts';
import { jobs, persistentVolumeClaims, pods, secrets } from '../../controller/kubernetes/resources.ts';
import { failureText, publishedText } from '../../controller/pod/termination.ts';
import { eventually } from '../support/eventually.ts';
import { ended } from '../support/test-node.ts';
import type { TestPod } from '../support/test-node.ts';
import { JobFixture } from './job-fixture.ts';

describe('the engine of Jobs, on an API server', function () {
  this.timeout(120_000);
  let cluster: JobFixture;
  let engine: Engine;

  before(async function () {
    this.timeout(300_000);
    cluster = await JobFixture.create();
    engine = cluster.engine();
  });
  after(() => cluster.close());

  const name = (request: ExecutionRequest): string => executionName(request.key);

  /** Launches; the pod's step runs on the test node. */
  async function launch(request = cluster.request()): Promise<{ request: ExecutionRequest; pod: TestPod }> {
    await engine.ensure(request);
    const pod = await cluster.node.pod(name(request));
    await cluster.node.running(pod);
    await cluster.until(engine, request, ({ phase }) => phase === 'Running');
    return { request, pod };
  }

  it('carries an execution from Pending to Succeeded, and removes Job and pods', async () => {
    const request = cluster.request({ outputs: [{ name: 'report', kind: 'metrics' }] });
    const seen: string[] = [];
    const stop = engine.watch((changed) => seen.push(changed));
    expect(await engine.ensure(request)).to.include({ phase: 'Pending', finished: false });
    expect((await engine.list(request.key.workflowUID)).map(({ key }) => key)).to.deep.include(request.key);
    const pod = await cluster.node.pod(name(request));
    await cluster.node.report(pod, { fetch: { running: {} } });
    await cluster.until(engine, request, ({ phase }) => phase === 'Fetching');
    await cluster.node.running(pod);
    expect((await cluster.until(engine, request, ({ phase }) => phase === 'Running')).startedAt).to.be.a('string');
    expect(await engine.ensure(request)).to.include({ phase: 'Running' });
    await cluster.node.report(pod, { fetch: ended(0), step: ended(0), publish: { running: {} } });
    await cluster.until(engine, request, ({ phase }) => phase === 'Publishing');
    const outputs = [{ name: 'report', kind: 'metrics', digest: `sha256:${'a'.repeat(64)}`, size: 3 }] as const;
    const metrics = { report: { acc: '0.9' } };
    await cluster.publish(pod, { outputs, metrics });
    const state = await cluster.finished(engine, request);
    expect(state).to.deep.include({ phase: 'Succeeded', outputs, metrics, exitCode: 0, seconds: 2 });
    cluster.node.print(pod, 'epoch 1\n');
    expect(await cluster.log(engine, request)).to.equal('epoch 1\n');
    await engine.remove(name(request));
    expect(await engine.observe(name(request))).to.equal(undefined);
    await eventually(async () => (await cluster.node.pods(name(request))).length === 0);
    expect(await cluster.job(request)).to.equal(undefined);
    await engine.remove(name(request));
    stop();
    expect(seen).to.include(name(request));
  });

  it('is found again by a restarted controller at every point', async () => {
    const { request, pod } = await launch();
    const second = cluster.engine();
    expect(await second.ensure(request)).to.include({ phase: 'Running' });
    await cluster.node.report(pod, { fetch: ended(0), step: ended(3) }, { phase: 'Failed' });
    cluster.node.print(pod, 'Traceback\nValueError: no\n');
    const state = await cluster.finished(second, request);
    expect(state).to.include({ phase: 'Failed', reason: 'ExitCode', exitCode: 3 });
    expect(state.message).to.equal('exit code 3; the last it printed:\nTraceback\nValueError: no');
    const third = cluster.engine();
    expect(await cluster.finished(third, request)).to.deep.equal(state);
    await third.remove(name(request));
    await eventually(async () => (await engine.observe(name(request)))?.reason !== 'Running');
  });

  it('takes no Job of the same name that is not its own, and waits for one that is on its way out', async () => {
    const foreign = cluster.request();
    const metadata = { name: name(foreign), namespace: cluster.namespace };
    const container = { name: 'c', image: 'registry.example.com/none' };
    const spec = { suspend: true, template: { spec: { restartPolicy: 'Never', containers: [container] } } };
    await cluster.client.create(jobs, { apiVersion: 'batch/v1', kind: 'Job', metadata, spec });
    const refused = await engine.ensure(foreign).catch((error: unknown) => error);
    expect(isReason(refused, 'AlreadyExists'), String(refused)).to.equal(true);

    const { request, pod } = await launch();
    await cluster.client.delete(
      jobs,
      { namespace: cluster.namespace, name: name(request) },
      { propagation: 'Foreground' },
    );
    const other = cluster.engine();
    const waiting = await other.ensure(request).catch((error: unknown) => error);
    expect(isReason(waiting, 'Conflict'), String(waiting)).to.equal(true);
    await eventually(async () => (await cluster.node.pods(name(request)))[0]?.metadata.deletionTimestamp !== undefined);
    await cluster.node.letGo(pod);
    expect(await cluster.finished(engine, request)).to.include({ phase: 'Infrastructure' });
    await engine.remove(name(request));
    await eventually(async () => (await cluster.job(request)) === undefined);
    expect(await cluster.engine().ensure(request)).to.include({ phase: 'Pending' });
  });

  it('tells an attempt whose Job somebody deleted, and removes what he left', async () => {
    const { request } = await launch();
    await cluster.client.delete(jobs, { namespace: cluster.namespace, name: name(request) }, { propagation: 'Orphan' });
    const state = await cluster.finished(engine, request);
    expect(state).to.include({ phase: 'Infrastructure', reason: 'JobGone', message: 'somebody deleted its Job' });
    expect((await engine.list()).map(({ key }) => key)).to.deep.include(request.key);
    await engine.remove(name(request));
    const [stray] = await cluster.node.pods(name(request));
    if (stray !== undefined) expect(stray.metadata.deletionTimestamp).to.be.a('string');
    expect(await engine.observe(name(request))).to.equal(undefined);
  });

  it('goes on in another pod after an eviction, in the same attempt', async () => {
    const { request, pod } = await launch();
    const conditions = [
      { type: 'DisruptionTarget', status: 'True', reason: 'EvictionByEvictionAPI', message: 'Eviction API: evicting' },
    ];
    await cluster.node.report(pod, { fetch: ended(0), step: ended(137) }, { phase: 'Failed', conditions });
    const next = await cluster.node.pod(name(request), [pod]);
    expect(next.metadata.uid).to.not.equal(pod.metadata.uid);
    await cluster.node.running(next);
    await cluster.until(engine, request, ({ phase }) => phase === 'Running');
    await cluster.publish(next, { outputs: [], metrics: {} });
    expect(await cluster.finished(engine, request)).to.include({ phase: 'Succeeded' });
  });

  it('ends as infrastructure when the node evicts it, or somebody deletes its pod', async () => {
    const evicted = await launch();
    const conditions = [{ type: 'DisruptionTarget', status: 'True', reason: 'TerminationByKubelet', message: 'disk' }];
    const why = {
      phase: 'Failed',
      reason: 'Evicted',
      message: 'The node was low on resource: ephemeral-storage.',
      conditions,
    };
    await cluster.node.report(evicted.pod, { fetch: ended(0), step: ended(137) }, why);
    const state = await cluster.finished(engine, evicted.request);
    expect(state).to.include({ phase: 'Infrastructure', reason: 'Evicted' });
    expect(state.message).to.contain('low on resource: ephemeral-storage');

    const deleted = await launch();
    await cluster.client.delete(pods, { namespace: cluster.namespace, name: deleted.pod.metadata.name });
    await eventually(() => cluster.node.isFollowed(deleted.pod));
    cluster.node.print(deleted.pod, 'SIGTERM\n');
    cluster.node.endLog(deleted.pod);
    await cluster.node.letGo(deleted.pod);
    const end = await cluster.finished(engine, deleted.request);
    expect(end.phase).to.equal('Infrastructure');
    expect(end.reason).to.be.oneOf(['PodDeleted', 'PodGone']);
    expect(await cluster.log(engine, deleted.request)).to.equal('SIGTERM\n');
  });

  it('cancels: the pod goes with its grace period, the outcome stays until it is removed', async () => {
    const { request, pod } = await launch();
    await engine.cancel(name(request), 'nobody wants it');
    await engine.cancel(name(request), 'another reason');
    expect((await cluster.job(request))?.metadata.annotations?.[endAnnotation]).to.contain('nobody wants it');
    const [going] = await cluster.node.pods(name(request));
    expect(going?.metadata.deletionTimestamp).to.be.a('string');
    expect((await engine.observe(name(request)))?.finished).to.equal(false);
    cluster.node.endLog(pod);
    await cluster.node.letGo(pod);
    // As after a crash in between.
    const other = cluster.engine();
    expect(await cluster.finished(other, request)).to.include({ phase: 'Cancelled', message: 'nobody wants it' });
    expect(await cluster.finished(engine, request)).to.include({ phase: 'Cancelled', reason: 'Cancelled' });
    await engine.remove(name(request));
    expect(await cluster.job(request)).to.equal(undefined);
  });

  it('cancels before there is a pod', async () => {
    const request = cluster.request({ placement: { pod: { labels: { 'kueue.x-k8s.io/queue-name': 'q' } } } });
    await engine.ensure(request);
    await engine.cancel(name(request), 'at once');
    expect(await cluster.finished(engine, request)).to.include({ phase: 'Cancelled' });
    expect((await cluster.job(request))?.metadata.labels).to.include({ 'kueue.x-k8s.io/queue-name': 'q' });
  });

  it('ends a step beyond its time, with what it printed', async () => {
    const request = cluster.request({ timeoutMs: 1000 });
    await engine.ensure(request);
    const pod = await cluster.node.pod(name(request));
    cluster.node.print(pod, 'epoch 1\n');
    await cluster.node.running(pod);
    await eventually(async () => (await cluster.node.pods(name(request)))[0]?.metadata.deletionTimestamp !== undefined);
    cluster.node.endLog(pod);
    await cluster.node.letGo(pod);
    const state = await cluster.finished(engine, request);
    expect(state).to.include({ phase: 'Failed', reason: 'Timeout' });
    expect(state.message).to.contain('ran longer than 1 s').and.contain('epoch 1');
    expect(state.seconds).to.be.greaterThan(0);
  });

  it('takes for a result only what the store has and the step declared', async () => {
    const lost = await launch();
    const message = publishedText({ manifest: `sha256:${'b'.repeat(64)}`, size: 3 });
    await cluster.node.report(
      lost.pod,
      { fetch: ended(0), step: ended(0), publish: ended(0, { message }) },
      { phase: 'Succeeded' },
    );
    expect(await cluster.finished(engine, lost.request)).to.include({
      phase: 'Infrastructure',
      reason: 'ResultMissing',
    });
    const forged = await launch();
    const outputs = [{ name: 'other', kind: 'model', digest: `sha256:${'c'.repeat(64)}`, size: 1 }] as const;
    await cluster.publish(forged.pod, { outputs, metrics: {} });
    const state = await cluster.finished(engine, forged.request);
    expect(state).to.include({ phase: 'Infrastructure', reason: 'ResultMissing' });
    expect(state.outputs).to.deep.equal([]);
  });

  it('says why inputs could not be laid out', async () => {
    const request = cluster.request();
    await engine.ensure(request);
    const pod = await cluster.node.pod(name(request));
    const message = failureText({ phase: 'Infrastructure', reason: 'RevisionGone', message: 'no such commit' });
    await cluster.node.report(pod, { fetch: ended(1, { message }) }, { phase: 'Failed' });
    const state = await cluster.finished(engine, request);
    expect(state).to.include({ phase: 'Infrastructure', reason: 'RevisionGone', message: 'no such commit' });
  });

  it('waits for an image no longer than its bound, and says so meanwhile', async () => {
    const patient = cluster.engine();
    const request = cluster.request();
    await patient.ensure(request);
    const pod = await cluster.node.pod(name(request));
    const waiting = { reason: 'ImagePullBackOff', message: 'Back-off pulling image "registry.example.com/none"' };
    await cluster.node.report(pod, { fetch: ended(0), step: { waiting } }, { phase: 'Pending' });
    const live = await cluster.until(patient, request, ({ message }) => message !== '');
    expect(live.message).to.contain('cannot be pulled').and.contain('registry.example.com/none');
    expect(live.finished).to.equal(false);
    await patient.close();
    const impatient = cluster.engine({ bounds: { containerMs: 0 } });
    await cluster.until(impatient, request, () => true);
    await eventually(async () =>
      (await cluster.node.pods(name(request))).every(({ metadata }) => metadata.deletionTimestamp),
    );
    await cluster.node.letGo(pod);
    expect(await cluster.finished(impatient, request)).to.include({
      phase: 'Infrastructure',
      reason: 'ImagePullFailed',
    });
  });

  it('makes nothing without the secret a step names, and shows none of its value', async () => {
    const env = [{ name: 'TOKEN', secret: { name: 'hub', key: 'token' } }];
    const request = cluster.request({ env });
    const refused = await engine.ensure(request).catch((error: unknown) => error);
    expect(isReason(refused, 'SecretNotFound'), String(refused)).to.equal(true);
    expect(await cluster.job(request)).to.equal(undefined);
    await cluster.secret('hub', { token: 'hunter2hunter2' });
    const fresh = cluster.engine();
    await fresh.ensure(request);
    expect(JSON.stringify(await cluster.job(request))).to.not.contain('hunter2');
    const pod = await cluster.node.pod(name(request));
    cluster.node.print(pod, 'token hunter2hunter2 refused\n');
    await cluster.node.report(
      pod,
      { fetch: ended(0), step: ended(1, { message: 'hunter2hunter2' }) },
      { phase: 'Failed' },
    );
    const state = await cluster.finished(fresh, request);
    expect(state.message).to.contain('token *** refused').and.not.contain('hunter2');
    expect(await cluster.log(fresh, request)).to.equal('token *** refused\n');
  });

  it('shows nothing of a log that may hold what a secret was before it changed', async () => {
    await cluster.secret('rotated', { token: 'before-before' });
    const env = [{ name: 'TOKEN', secret: { name: 'rotated', key: 'token' } }];
    const { request, pod } = await launch(cluster.request({ env }));
    expect(JSON.stringify(await cluster.job(request))).to.not.contain('before-before');
    const stringData = { token: 'after-after' };
    await cluster.client.mergePatch(secrets, { namespace: cluster.namespace, name: 'rotated' }, { stringData });
    cluster.node.print(pod, 'token before-before refused\n');
    await cluster.node.report(pod, { fetch: ended(0), step: ended(1) }, { phase: 'Failed' });
    const restarted = cluster.engine();
    const state = await cluster.finished(restarted, request);
    expect(state.message).to.contain('secret rotated changed').and.not.contain('before-before');
    expect(await cluster.log(restarted, request)).to.match(/^\[refit: the log is not shown/);
  });

  it('says that a quota lets no pod be made', async () => {
    const quotas = { apiVersion: 'v1', kind: 'ResourceQuota', plural: 'resourcequotas', namespaced: true };
    const metadata = { name: 'none', namespace: cluster.namespace };
    await cluster.client.create(quotas, {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata,
      spec: { hard: { pods: '0' } },
    });
    try {
      const request = cluster.request();
      await eventually(async () => {
        const quota = await cluster.client.get(quotas, metadata);
        if (!JSON.stringify(quota).includes('"status":{"hard"')) throw new Error('the quota is not in force yet');
      });
      await engine.ensure(request);
      const state = await cluster.until(engine, request, ({ message }) => message.includes('exceeded quota'));
      expect(state).to.include({ phase: 'Pending', finished: false });
      await engine.cancel(name(request), 'enough');
    } finally {
      await cluster.client.delete(quotas, metadata);
    }
  });

  it('keeps scratch across attempts, and removes it with the result', async () => {
    const placement = { scratch: { size: '1Gi' } };
    const { request, pod } = await launch(cluster.request({ placement }));
    const claim = { namespace: cluster.namespace, name: scratchName(request.key) };
    await cluster.node.report(pod, { fetch: ended(0), step: ended(1) }, { phase: 'Failed' });
    await cluster.finished(engine, request);
    await engine.remove(name(request));
    expect((await cluster.client.get(persistentVolumeClaims, claim))?.metadata.deletionTimestamp).to.equal(undefined);
    const again = await launch(cluster.request({ placement }));
    await cluster.publish(again.pod, { outputs: [], metrics: {} });
    await cluster.finished(engine, again.request);
    await engine.remove(name(again.request));
    const left = await cluster.client.get(persistentVolumeClaims, claim);
    expect(left === undefined || left.metadata.deletionTimestamp !== undefined).to.equal(true);
  });

  describe('scratch of fingerprints that never succeed', () => {
    const placement = { scratch: { size: '1Gi' } };
    const wanted = (step: string, digit: string): ExecutionRequest => {
      const request = cluster.request({ placement });
      return { ...request, key: { ...request.key, step, fingerprint: `sha256:${digit.repeat(64)}` } };
    };
    const fails = async (request: ExecutionRequest): Promise<void> => {
      const { pod } = await launch(request);
      await cluster.node.report(pod, { fetch: ended(0), step: ended(1) }, { phase: 'Failed' });
      await cluster.finished(engine, request);
      await engine.remove(name(request));
    };
    /** Which of them have a claim that stays. */
    const claimed = async (requests: readonly ExecutionRequest[]): Promise<readonly string[]> => {
      const { items } = await cluster.client.list(persistentVolumeClaims, { namespace: cluster.namespace });
      const stay = items.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
      const names = new Set(stay.map(({ metadata }) => metadata.name));
      return requests.filter(({ key }) => names.has(scratchName(key))).map(({ key }) => key.fingerprint.slice(-1));
    };

    it('goes with the result of a later one, unless a Job uses it or it is of another step', async () => {
      const [failed, running, later] = [wanted('train', 'a'), wanted('train', 'b'), wanted('train', 'c')];
      const other = wanted('tune', 'd');
      await fails(failed);
      await fails(other);
      await launch(running);
      const { pod } = await launch(later);
      const all = [failed, running, later, other];
      expect(await claimed(all)).to.deep.equal(['a', 'b', 'c', 'd']);
      await cluster.publish(pod, { outputs: [], metrics: {} });
      await cluster.finished(engine, later);
      await engine.remove(name(later));
      expect(await claimed(all)).to.deep.equal(['b', 'd']);
    });

    it('is bounded in number, the oldest goes', async () => {
      const requests = ['1', '2', '3', '4', '5'].map((digit) => wanted('search', digit));
      for (const request of requests) {
        // Kubernetes tells ages in seconds.
        await eventually(async () => {
          const made = (await cluster.client.list(persistentVolumeClaims, { namespace: cluster.namespace })).items;
          const newest = Math.max(0, ...made.map(({ metadata }) => Date.parse(metadata.creationTimestamp ?? '')));
          if (Date.now() - newest < 1_000) throw new Error('still the second of the one before');
        });
        await fails(request);
      }
      expect(await claimed(requests)).to.deep.equal(['2', '3', '4', '5']);
    });
  });

  it('costs one POST, one read of the log and one DELETE', async () => {
    const calls: string[] = [];
    const counted = new Proxy(cluster.client, {
      get(client, property) {
        const value: unknown = Reflect.get(client, property);
        if (typeof value !== 'function' || property === 'list' || property === 'watch') return value;
        return (...args: unknown[]): unknown => {
          calls.push(String(property));
          return Reflect.apply(value, client, args);
        };
      },
    });
    const own = cluster.engine({ client: counted });
    const request = cluster.request();
    await own.ensure(request);
    const pod = await cluster.node.pod(name(request));
    await cluster.node.running(pod);
    await cluster.until(own, request, ({ phase }) => phase === 'Running');
    await cluster.publish(pod, { outputs: [], metrics: {} });
    await cluster.finished(own, request);
    await cluster.log(own, request);
    await own.remove(name(request));
    expect(calls).to.deep.equal(['create', 'podLog', 'delete']);
  });

  it('follows the log as it grows', async () => {
    const { request, pod } = await launch();
    const chunks: string[] = [];
    const following = (async () => {
      for await (const chunk of engine.logs(name(request), { follow: true })) chunks.push(chunk.toString('utf8'));
    })();
    await eventually(() => cluster.node.isFollowed(pod));
    cluster.node.print(pod, 'one\n');
    await eventually(() => chunks.join('') === 'one\n');
    cluster.node.print(pod, 'two\n');
    cluster.node.endLog(pod);
    await cluster.publish(pod, { outputs: [], metrics: {} });
    await following;
    expect(chunks.join('')).to.equal('one\ntwo\n');
  });
});
