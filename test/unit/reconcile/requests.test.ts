import { expect } from 'chai';
import type { WorkflowRun, WorkflowSpec } from '../../../controller/api/v1alpha1/kinds.ts';
import { questionOf } from '../../../controller/reconcile/question.ts';
import {
  requestsOf,
  unhandledLook,
  unhandledRequests,
  unhandledRetry,
  unnotedRetries,
} from '../../../controller/reconcile/requests.ts';
import { withDecision } from '../../../controller/reconcile/workflow-status.ts';

/** What the CRDs take, in characters. */
const bounds = { token: 256, force: 2_048, requestedBy: 2_560 } as const;
const now = '2030-01-01T00:00:00.000Z';
const revisions = [{ source: 'code', url: 'https://git.example.com/a', revision: `main@sha1:${'a'.repeat(40)}` }];

function workflow(annotations: Record<string, string>): WorkflowSpec {
  const steps = [{ name: 'train', run: { command: ['train'] } }, ...manySteps];
  const source = { name: 'code', git: { url: 'https://git.example.com/a', interval: '1m' } };
  return {
    metadata: { namespace: 'ml', name: 'digits', uid: 'u', generation: 1, annotations },
    spec: { sources: [source], steps },
    status: { observedGeneration: 1, decided: { generation: 1 }, sources: [{ ...revisions[0], name: 'code' }] },
  } as unknown as WorkflowSpec;
}

const manySteps = Array.from({ length: 90 }, (_, index) => ({
  name: `${'s'.repeat(27)}-${String(index).padStart(2, '0')}`,
  run: { command: ['true'] },
}));

/** The workflow after a decision on what its annotations ask for, and that decision's question. */
function decide(before: WorkflowSpec): {
  readonly question: NonNullable<ReturnType<typeof questionOf>>;
  readonly after: WorkflowSpec;
} {
  const question = questionOf(before, [], revisions, now);
  if (question === undefined) throw new Error('nothing to decide');
  const { requests } = question;
  const decided = { revisions, generation: 1, requests, summary: '', run: 'digits-1', sequence: 1 };
  return { question, after: withDecision(before, { kind: 'Run', ...decided }) };
}

describe('tokens of requests', () => {
  const hostile: Record<string, string> = {
    'a short one': 'now',
    'an empty one': '',
    'one that is too long': 'x'.repeat(300),
    'one of marks that JSON writes longer': '"\u0001'.repeat(128),
    'a very long one': 'y'.repeat(200_000),
    'one of characters beyond the first plane': '\u{1F600}'.repeat(256),
  };

  for (const [what, token] of Object.entries(hostile))
    it(`are answered once, and noted as the API server takes them: ${what}`, () => {
      const before = workflow({
        'refit.dev/run': token,
        'refit.dev/force': `${token}=train`,
        'reconcile.refit.dev/forceAt': token,
      });
      const { question, after } = decide(before);
      expect(question.trigger.requestedBy ?? '').to.have.lengthOf.at.most(bounds.requestedBy);
      expect(requestsOf(question.trigger)).to.deep.equal(question.requests);
      expect(after.status?.requests?.run ?? '').to.have.lengthOf.at.most(bounds.token);
      expect(after.status?.requests?.force ?? '').to.have.lengthOf.at.most(bounds.force);
      expect(after.status?.lastHandledForceAt ?? '').to.have.lengthOf.at.most(bounds.token);
      expect(unhandledRequests(after)).to.deep.equal({});
    });

  it('force all steps that are named, however many', () => {
    const names = manySteps.map(({ name }) => name);
    const { question, after } = decide(workflow({ 'refit.dev/force': `now=${names.join(',')}` }));
    expect(question.force).to.deep.equal(names);
    expect(question.trigger.requestedBy ?? '').to.have.lengthOf.at.most(bounds.requestedBy);
    expect(unhandledRequests(after)).to.deep.equal({});
  });

  it('are told apart also where only their ends differ', () => {
    const { after } = decide(workflow({ 'reconcile.refit.dev/forceAt': `${'x'.repeat(400)}1` }));
    const next = workflow({ 'reconcile.refit.dev/forceAt': `${'x'.repeat(400)}2` });
    expect(unhandledRequests({ ...next, ...(after.status ? { status: after.status } : {}) })).to.have.property(
      'forceAt',
    );
    const noted = unhandledLook(workflow({ 'reconcile.refit.dev/requestedAt': `${'x'.repeat(400)}1` }));
    const other = workflow({ 'reconcile.refit.dev/requestedAt': `${'x'.repeat(400)}2` });
    const status = { observedGeneration: 1, lastHandledReconcileAt: noted ?? '' };
    expect(unhandledLook({ ...other, status }))
      .to.be.a('string')
      .that.has.lengthOf.at.most(bounds.token);
  });

  it('of a retry are answered once as well', () => {
    const token = 'z'.repeat(5_000);
    const asked = {
      metadata: { namespace: 'ml', name: 'digits-1', annotations: { 'refit.dev/retry': token } },
      spec: { sequence: 1, snapshot: {}, revisions, trigger: { kind: 'SpecChanged' } },
      status: { phase: 'Failed' },
    } as unknown as WorkflowRun;
    expect(unhandledRetry([asked])).to.equal(asked);
    const trigger = questionOf(workflow({}), [asked], revisions, now)?.trigger;
    expect(trigger?.kind).to.equal('Retry');
    expect(trigger?.requestedBy ?? '').to.have.lengthOf.at.most(bounds.token);
    const answer = {
      metadata: { namespace: 'ml', name: 'digits-2' },
      spec: { sequence: 2, trigger },
      status: { phase: 'Failed' },
    } as unknown as WorkflowRun;
    expect(unhandledRetry([asked, answer])).to.equal(undefined);
    expect(unnotedRetries([asked, answer])).to.deep.equal([asked]);
    const status = { ...asked.status, lastHandledRetry: trigger?.requestedBy } as WorkflowRun['status'];
    expect(unnotedRetries([{ ...asked, ...(status ? { status } : {}) }, answer])).to.deep.equal([]);
  });

  it('are none of a run that somebody wrote by hand', () => {
    expect(requestsOf({ kind: 'Requested', requestedBy: 'me' })).to.deep.equal({});
  });
});
