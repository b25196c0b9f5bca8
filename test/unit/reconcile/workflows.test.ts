import { expect } from 'chai';
import type { WorkflowRun, WorkflowSpec } from '../../../controller/api/v1alpha1/kinds.ts';
import { validateWorkflow } from '../../../controller/core/validate/validate.ts';
import type { Git, ResolvedRef } from '../../../controller/git/git.ts';
import { Contents } from '../../../controller/reconcile/contents.ts';
import type { Ports } from '../../../controller/reconcile/ports.ts';
import { Sources } from '../../../controller/reconcile/sources.ts';
import { reconcileWorkflow } from '../../../controller/reconcile/workflows.ts';
import type { Store } from '../../../controller/store/store.ts';
import { attemptRecord } from '../../contract/artifacts.ts';
import { FakeClock, settle } from '../../support/fake-clock.ts';
import { silentLogger } from '../../support/log.ts';
import { makeStore, type Opened } from '../../support/sqlite-store.ts';

const commit = (digit: string): ResolvedRef => ({ branch: 'main', commit: digit.repeat(40) });

describe('the reconciler of a workflow', () => {
  let opened: Opened;
  let store: Store;
  let at: ResolvedRef;
  let trained: boolean;
  /** Resource versions of the workflow's status, as they were written. */
  let written: Set<string>;
  let follows: Sources;
  /** Before a decision is explained: it has read all it is made of. */
  let meanwhile: () => Promise<unknown>;

  beforeEach(async () => {
    opened = await makeStore();
    ({ store } = opened);
    at = commit('a');
    trained = true;
    written = new Set();
    meanwhile = () => Promise.resolve();
    await store.create({ ...asWritten(), status: { observedGeneration: -1 } });
  });

  afterEach(() => opened.dispose());

  function asWritten(): WorkflowSpec {
    const { workflow } = validateWorkflow({
      apiVersion: 'refit.dev/v1alpha1',
      kind: 'WorkflowSpec',
      metadata: { name: 'digits', namespace: 'ml' },
      spec: {
        sources: [{ name: 'code', git: { url: 'https://git.example.com/team/digits', ref: { branch: 'main' } } }],
        steps: [
          {
            name: 'train',
            run: { command: ['train'] },
            inputs: [{ name: 'code', source: 'code', paths: ['train.py'] }],
            outputs: [{ name: 'model', kind: 'model' }],
          },
        ],
      },
    });
    return workflow as WorkflowSpec;
  }

  const current = async (): Promise<WorkflowSpec> => {
    const found = await store.get<WorkflowSpec>({ kind: 'WorkflowSpec', namespace: 'ml', name: 'digits' });
    if (!found) throw new Error('there is no workflow');
    return found;
  };

  function ports(): Ports {
    const entry = { path: 'train.py', mode: '100644', oid: '1'.repeat(40) };
    const git = {
      resolve: () => Promise.resolve(at),
      ensure: () => Promise.resolve(),
      entries: () => Promise.resolve([entry]),
      changes: () => Promise.resolve([]),
      commits: () => Promise.resolve([{}]),
      blobs: () => Promise.resolve(new Map()),
      watch: () => () => undefined,
    } as unknown as Git;
    const clock = new FakeClock(Date.UTC(2030, 0, 1));
    follows = new Sources({ git, clock, moved: () => undefined });
    const record = { ...attemptRecord(1), outputs: [] };
    const artifacts = {
      attempts: () => Promise.resolve(trained ? [record] : []),
      stat: () => Promise.resolve({}),
      readNote: () => Promise.resolve(undefined),
      writeNote: () => meanwhile(),
    };
    const writes: Store = {
      ...store,
      updateStatus: async (object) => {
        const stored = await store.updateStatus(object);
        if (stored.kind === 'WorkflowSpec') written.add(stored.metadata.resourceVersion);
        return stored;
      },
    };
    return {
      store: writes,
      git,
      clock,
      contents: new Contents(git),
      sources: follows,
      stores: { of: () => artifacts },
      engine: { list: () => Promise.resolve([]), identity: () => 'process:linux/x64' },
      enqueue: { run: () => undefined },
      log: silentLogger,
    } as unknown as Ports;
  }

  /** Looked at until its source has answered, and then some more. */
  async function reconciled(around: Ports): Promise<void> {
    for (let looks = 0; looks < 4; looks += 1) {
      await reconcileWorkflow(around, 'ml/digits');
      await settle();
    }
  }

  it('writes once for a push that affects nothing, whether a run made what there is or not', async () => {
    const around = ports();
    await reconciled(around);
    await pushed(around, 'b');
    trained = false;
    const forced = await current();
    await store.update<WorkflowSpec>({
      ...forced,
      metadata: { ...forced.metadata, annotations: { 'reconcile.refit.dev/forceAt': 'now' } },
    });
    await reconciled(around);
    const [run] = await store.list<WorkflowRun>('WorkflowRun');
    if (!run) throw new Error('there is no run');
    await store.updateStatus<WorkflowRun>({ ...run, status: { observedGeneration: 1, phase: 'Succeeded', steps: [] } });
    trained = true;
    await reconciled(around);
    expect((await current()).status?.decided).to.deep.equal({ generation: 1, run: 'digits-1' });
    await pushed(around, 'c');
  });

  async function pushed(around: Ports, digit: string): Promise<void> {
    written.clear();
    at = commit(digit);
    follows.refresh();
    await settle();
    await reconciled(around);
    expect((await current()).status?.sources).to.deep.equal([{ name: 'code', revision: `main@sha1:${at.commit}` }]);
    expect(written.size).to.equal(1);
  }

  it('keeps no worker for a host that does not answer, and is called when it has', async () => {
    const around = ports();
    const answer = Promise.withResolvers<ResolvedRef>();
    const moved: string[] = [];
    const git = { ...around.git, resolve: () => answer.promise };
    const slow = new Sources({ git, clock: around.clock, moved: (follower) => moved.push(follower) });
    const waiting = { ...around, git, sources: slow };
    expect(await reconcileWorkflow(waiting, 'ml/digits')).to.deep.equal({ kind: 'done' });
    expect([moved, slow.isAwaited]).to.deep.equal([[], true]);
    answer.resolve(at);
    await settle();
    expect([moved, slow.isAwaited]).to.deep.equal([['ml/digits'], false]);
    await reconcileWorkflow(waiting, 'ml/digits');
    expect((await current()).status?.sources).to.deep.equal([{ name: 'code', revision: `main@sha1:${at.commit}` }]);
  });

  for (const [what, change] of [
    ['suspended', { suspend: true }],
    ['changed', { history: { successful: 3, failed: 3, models: 3 } }],
  ] as const)
    it(`makes no run when the workflow is ${what} while it decides`, async () => {
      trained = false;
      meanwhile = async () => {
        const workflow = await current();
        await store.update<WorkflowSpec>({ ...workflow, spec: { ...workflow.spec, ...change } });
      };
      const error = await reconciled(ports()).catch((thrown: unknown) => thrown);
      expect(error).to.have.property('reason', 'Conflict');
      expect(await store.list<WorkflowRun>('WorkflowRun')).to.have.length(0);
    });
});
