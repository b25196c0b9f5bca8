import { expect } from 'chai';
import type { WorkflowRun, WorkflowSpec } from '../../controller/api/v1alpha1/kinds.ts';
import { isReason } from '../../controller/core/errors.ts';
import type { KubernetesClient } from '../../controller/kubernetes/client.ts';
import { connectKubernetes } from '../../controller/kubernetes/connect.ts';
import { systemClock } from '../../controller/runtime/clock.ts';
import { openKubernetesStore } from '../../controller/store/kubernetes.ts';
import type { WatchEvent } from '../../controller/store/store.ts';
import { deletionContract } from '../contract/store-deletion.ts';
import { readContract, writeContract } from '../contract/store-objects.ts';
import {
  keyOf,
  present,
  refused,
  type Sample,
  sample,
  withMeta,
  withStatus,
  withValue,
} from '../contract/store-samples.ts';
import { storeContract } from '../contract/store.ts';
import { kubectl } from '../support/cluster/apiserver.ts';
import { eventually } from '../support/eventually.ts';
import { collectionReady, makeKubernetesStore, type OpenedKubernetesStore } from '../support/kubernetes-store.ts';
import { finishedStatus, run, step } from '../support/runs.ts';

/** Whether a write went through; false: refused for its version. */
async function isTaken(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error: unknown) {
    if (isReason(error, 'Conflict')) return false;
    throw error;
  }
}

describe('kubernetes store', () => {
  before(async function () {
    this.timeout(240_000);
    await collectionReady();
  });

  storeContract('Kubernetes', () => makeKubernetesStore());

  let made: OpenedKubernetesStore;
  const subject = {
    get current() {
      return made;
    },
  };

  describe('without a watch, as short commands use it', () => {
    beforeEach(async () => {
      made = await makeKubernetesStore('direct');
    });
    afterEach(() => made.dispose());
    readContract(subject);
    writeContract(subject);
    deletionContract(subject);
  });

  describe('memory', () => {
    beforeEach(async () => {
      made = await makeKubernetesStore();
    });
    afterEach(() => made.dispose());

    it('keeps a finished run without its table, and asks for the whole when it is wanted', async () => {
      const { store, namespace } = made;
      const key = { kind: 'WorkflowRun', namespace, name: 'digits-1' };
      const created = await store.create<WorkflowRun>(run(namespace, 1));
      const running = await store.updateStatus<WorkflowRun>({
        ...created,
        status: { observedGeneration: 1, phase: 'Running', steps: [step('train', 'Running')] },
      });
      const listed = async (): Promise<WorkflowRun> => {
        const [one] = await store.list<WorkflowRun>('WorkflowRun', { namespace });
        return present(one);
      };
      expect((await listed()).status?.steps).to.have.length(1);
      const finished = await store.updateStatus<WorkflowRun>({ ...running, status: finishedStatus() });
      expect(finished.status?.steps).to.have.length(1);
      const stripped = await listed();
      expect(stripped.status).to.not.have.property('steps');
      expect(stripped.status).to.include({ phase: 'Succeeded', message: 'ran train' });
      expect(stripped.spec).to.deep.equal(created.spec);
      expect((await store.get<WorkflowRun>(key))?.status?.steps).to.deep.equal(finished.status?.steps);
      // What follows from the stripped one keeps the table.
      const status = { ...stripped.status, observedGeneration: 1, lastHandledRetry: 'token' };
      const noted = await store.updateStatus<WorkflowRun>({ ...stripped, status });
      expect(noted.status).to.deep.equal({ ...finished.status, lastHandledRetry: 'token' });
      expect(await store.updateStatus<WorkflowRun>({ ...(await listed()), status: { ...status } })).to.deep.equal(
        noted,
      );
    });

    it('takes items and fields of status away that another manager has set too', async () => {
      const { store, namespace, kubeconfig } = made;
      const created = await store.create<WorkflowSpec>(sample(namespace, 'a') as never);
      const stage = (name: string): object => ({
        name,
        sequence: 1,
        model: `sha256:${'0'.repeat(64)}`,
        identity: `sha256:${'0'.repeat(64)}`,
        release: 'r',
        run: 'a-1',
        phase: 'Progressing',
      });
      const patch = {
        status: {
          observedGeneration: 1,
          lastRun: { name: 'a-1', state: 'Running' },
          stages: [stage('one'), stage('two')],
        },
      };
      const args = [
        'patch',
        'wfs',
        'a',
        '-n',
        namespace,
        '--subresource=status',
        '--type=merge',
        '-p',
        JSON.stringify(patch),
      ];
      await kubectl(args, { kubeconfig });
      const there = await eventually(async () => {
        const found = present(await store.get<WorkflowSpec>(keyOf(namespace, 'a')));
        expect(found.status?.stages).to.have.length(2);
        return found;
      });
      await refused(store.updateStatus<WorkflowSpec>({ ...created, status: { observedGeneration: 7 } }), 'Conflict');
      const { lastRun: _lastRun, stages = [], ...rest } = present(there.status);
      const written = await store.updateStatus<WorkflowSpec>({
        ...there,
        status: { ...rest, stages: stages.slice(0, 1) },
      });
      expect(written.status?.stages?.map(({ name }) => name)).to.deep.equal(['one']);
      expect(written.status).to.not.have.property('lastRun');
    });

    it('sees what it wrote at once, in lists too, and after a conflict what others wrote', async () => {
      const { store, namespace, open } = made;
      const second = await open();
      const first = await store.create<Sample>(sample(namespace, 'a'));
      for (let n = 0; n < 20; n += 1) {
        const current = present(await store.get<Sample>(keyOf(namespace, 'a')));
        await store.update(withValue(current, `value ${n}`));
        const [listed] = await store.list<Sample>('WorkflowSpec', { namespace });
        expect(listed?.spec.parameters?.[0]?.value).to.equal(`value ${n}`);
      }
      // The first refusal may be from memory, which may lag behind what another process wrote; the server's is not, and
      // is learnt from: who reads and tries again at once gets through.
      let known = first;
      let refusals = 0;
      for (; !(await isTaken(second.update(withValue(known, 'second')))); refusals += 1)
        known = present(await second.get<Sample>(keyOf(namespace, 'a')));
      expect(refusals).to.be.within(1, 2);
      expect(known.spec.parameters?.[0]?.value).to.equal('value 19');
      await refused(second.create(sample(namespace, 'a')), 'AlreadyExists');
    });

    it('finds what another client made a moment ago when its own creation is refused', async () => {
      const { store, namespace, open } = made;
      const second = await open();
      for (let n = 0; n < 10; n += 1) {
        await second.create(sample(namespace, `n${n}`));
        await refused(store.create(sample(namespace, `n${n}`)), 'AlreadyExists');
        const names = (await store.list('WorkflowSpec', { namespace })).map(({ metadata }) => metadata.name);
        expect(names).to.include(`n${n}`);
      }
    });

    it('writes with the least: no status with a spec, no spec with a status, the finalizer of others kept', async () => {
      const { store, namespace, kubeconfig } = made;
      const a = await store.create<Sample>(sample(namespace, 'a'));
      const known = await store.updateStatus<Sample>(withStatus(a, 3));
      const marked = await store.update<Sample>(withMeta(known, { finalizers: ['refit.dev/serving'] }));
      expect(marked.status).to.deep.equal(known.status);
      const text = await kubectl(['get', 'wfs', 'a', '-n', namespace, '-o', 'json', '--show-managed-fields'], {
        kubeconfig,
      });
      const { metadata } = JSON.parse(text) as {
        metadata: { managedFields: { manager: string; subresource?: string }[] };
      };
      const managers = metadata.managedFields.map(({ manager, subresource = '' }) => `${manager} ${subresource}`);
      expect(managers.sort()).to.deep.equal(['refit-controller ', 'refit-controller status']);
      await store.update<Sample>(withMeta(marked, { finalizers: [] }));
    });

    it('asks the server for nothing that it knows, and writes nothing twice', async () => {
      const { store, namespace, requests } = made;
      const asked = async (work: () => Promise<unknown>): Promise<number> => {
        const before = requests();
        await work();
        return requests() - before;
      };
      const a = await store.create<Sample>(sample(namespace, 'a'));
      expect(await asked(() => store.get(keyOf(namespace, 'a')))).to.equal(0);
      expect(await asked(() => store.get(keyOf(namespace, 'a'), { uncached: true }))).to.equal(1);
      expect(await asked(() => store.list('WorkflowSpec', { namespace }))).to.equal(0);
      expect(await asked(() => store.update(a))).to.equal(0);
      const known = await store.updateStatus<Sample>(withStatus(a, 1));
      expect(await asked(() => store.updateStatus(withStatus(known, 1)))).to.equal(0);
      expect(await asked(() => refused(store.updateStatus(withStatus(a, 2)), 'Conflict'))).to.equal(0);
      expect(await asked(() => store.updateStatus(withStatus(known, 2)))).to.equal(1);
      expect(await asked(() => store.create(sample(namespace, 'b')))).to.equal(1);
      expect(await asked(() => store.get(keyOf(namespace, 'c')))).to.equal(1);
      expect(await asked(() => store.delete(keyOf(namespace, 'b')))).to.equal(1);
    });

    it('catches up with what its watches did not tell', async () => {
      const { store, namespace, kubeconfig } = made;
      const client = await connectKubernetes({ kubeconfig });
      const silent: KubernetesClient = {
        ...client,
        watch: (_type, { signal }) => new Promise((resolve) => signal.addEventListener('abort', () => resolve())),
      };
      const onError = ({ message }: Error): never => expect.fail(message);
      const behind = openKubernetesStore({ client: silent, clock: systemClock, namespace, onError });
      await store.create<Sample>(sample(namespace, 'a'));
      const b = await store.create<Sample>(sample(namespace, 'b'));
      await behind.synced();
      await store.delete(keyOf(namespace, 'a'));
      await store.updateStatus<Sample>(withStatus(b, 4));
      await store.create<Sample>(sample(namespace, 'c'));
      const seen = async (): Promise<unknown[]> =>
        (await behind.list<Sample>('WorkflowSpec')).map(({ metadata, status }) => [metadata.name, status?.sequence]);
      expect(await seen()).to.deep.equal([
        ['a', undefined],
        ['b', undefined],
      ]);
      await behind.catchUp();
      expect(await seen()).to.deep.equal([
        ['b', 4],
        ['c', undefined],
      ]);
      await behind.close();
      await client.close();
    });

    it('reads objects of other shapes than it knows', async () => {
      const { store, namespace, kubeconfig } = made;
      const events: WatchEvent[] = [];
      store.watch('WorkflowSpec', (event) => events.push(event));
      await store.create<Sample>(sample(namespace, 'a'));
      const patch = JSON.stringify({
        spec: { steps: [{ name: 'one', run: { image: 'x', command: ['{{ nothing.at.all'] } }] },
      });
      await kubectl(['patch', 'wfs', 'a', '-n', namespace, '--type=merge', '-p', patch], { kubeconfig });
      await eventually(() => expect(events.at(-1)?.object.metadata.generation).to.equal(2));
      expect(await store.list('WorkflowSpec', { namespace })).to.have.length(1);
    });
  });
});
