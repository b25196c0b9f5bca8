import { expect } from 'chai';
import fc from 'fast-check';
import { keepPod } from '../../../../controller/engines/job/objects.ts';
import type { Condition, ContainerStatus, KeptJob, KeptPod } from '../../../../controller/engines/job/objects.ts';
import { readExecution } from '../../../../controller/engines/job/read-state.ts';
import type { Reading } from '../../../../controller/engines/job/read-state.ts';
import { verdictText } from '../../../../controller/engines/job/verdict.ts';
import { factsOf } from '../../../../controller/engines/job/facts.ts';
import { failureText, publishedText, readFailure, readPublished } from '../../../../controller/pod/termination.ts';
import { podRequest } from '../../../support/pod-root.ts';

type State = NonNullable<ContainerStatus['state']>;
const startedAt = '2030-01-01T00:00:00Z';
const finishedAt = '2030-01-01T00:00:07Z';

const ended = (exitCode: number, reason = '', message = ''): State => ({
  terminated: { exitCode, reason, message, startedAt, finishedAt },
});
const running: State = { running: { startedAt } };
const waiting = (reason: string, message = ''): State => ({ waiting: { reason, message } });
const owners = [{ apiVersion: 'batch/v1', kind: 'Job', name: 'j', uid: 'job', controller: true }];

function job(conditions: readonly Condition[] = [], more: Partial<KeptJob> = {}, annotations = {}): KeptJob {
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'j', namespace: 'ml', uid: 'job', annotations },
    execution: factsOf(podRequest({})),
    status: { conditions },
    ...more,
  };
}

interface Told {
  readonly fetch?: State;
  readonly step?: State;
  readonly publish?: State;
  readonly phase?: string;
  readonly reason?: string;
  readonly message?: string;
  readonly conditions?: readonly Condition[];
  readonly going?: boolean;
  readonly name?: string;
}

function pod({
  fetch,
  step,
  publish,
  phase = 'Running',
  reason,
  message,
  conditions = [],
  going,
  name = 'p',
}: Told): KeptPod {
  const one = (of: string, state: State | undefined): ContainerStatus => ({ name: of, ...(state ? { state } : {}) });
  const deletion = going === true ? { deletionTimestamp: finishedAt } : {};
  return keepPod({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'ml', uid: name, creationTimestamp: startedAt, ownerReferences: owners, ...deletion },
    status: {
      phase,
      ...(reason === undefined ? {} : { reason }),
      ...(message === undefined ? {} : { message }),
      conditions,
      initContainerStatuses: [one('fetch', fetch), one('step', step)],
      containerStatuses: [one('publish', publish)],
    },
  });
}

/** In short: `Running`, `Running/ImagePullFailed` or `=Failed/OOMKilled`. */
function short(reading: Reading): string {
  if (reading.kind === 'Ended') return `=${reading.end.phase}/${reading.end.reason}`;
  return reading.trouble === undefined ? reading.phase : `${reading.phase}/${reading.trouble.reason}`;
}

const failed: Condition = { type: 'Failed', status: 'True', reason: 'BackoffLimitExceeded' };
const disrupted = (reason: string): Condition => ({
  type: 'DisruptionTarget',
  status: 'True',
  reason,
  message: 'because',
});
const verdict = verdictText({ phase: 'Cancelled', reason: 'Cancelled', message: 'm', at: finishedAt });
const good = publishedText({ manifest: `sha256:${'a'.repeat(64)}`, size: 5 });
const done = ended(0);

const table: readonly [string, KeptJob, readonly KeptPod[], string][] = [
  ['no pod yet', job(), [], 'Pending/PodNotCreated'],
  ['suspended by Kueue', job([], { spec: { suspend: true } }), [], 'Pending'],
  [
    'unscheduled',
    job(),
    [pod({ phase: 'Pending', conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable' }] })],
    'Pending/Unschedulable',
  ],
  [
    'gated',
    job(),
    [pod({ phase: 'Pending', conditions: [{ type: 'PodScheduled', status: 'False', reason: 'SchedulingGated' }] })],
    'Pending/SchedulingGated',
  ],
  ['being made', job(), [pod({ fetch: waiting('PodInitializing') })], 'Pending/PodNotStarted'],
  ['fetching', job(), [pod({ fetch: running })], 'Fetching'],
  ['pulling', job(), [pod({ fetch: done, step: waiting('PodInitializing') })], 'Fetching/PodNotStarted'],
  ['image away', job(), [pod({ fetch: done, step: waiting('ErrImagePull') })], 'Fetching/ImagePullFailed'],
  ['bad image name', job(), [pod({ fetch: done, step: waiting('InvalidImageName') })], 'Fetching/InvalidImageName'],
  [
    'no such key',
    job(),
    [pod({ fetch: done, step: waiting('CreateContainerConfigError') })],
    'Fetching/ContainerNotCreated',
  ],
  ['running', job(), [pod({ fetch: done, step: running })], 'Running'],
  ['publishing', job(), [pod({ fetch: done, step: done, publish: running })], 'Publishing'],
  [
    'succeeded before the Job says so',
    job(),
    [pod({ fetch: done, step: done, publish: ended(0, 'Completed', good) })],
    '=Succeeded/Succeeded',
  ],
  [
    'succeeded while told to go',
    job(),
    [pod({ fetch: done, step: done, publish: ended(0, '', good), going: true })],
    '=Succeeded/Succeeded',
  ],
  [
    'succeeded before the cancellation',
    job([], {}, { 'refit.dev/end': verdict }),
    [pod({ publish: ended(0, '', good) })],
    '=Succeeded/Succeeded',
  ],
  ['said nothing', job(), [pod({ publish: ended(0, '', 'done') })], '=Infrastructure/ResultUnreadable'],
  ['exit code', job(), [pod({ fetch: done, step: ended(2, 'Error') })], '=Failed/ExitCode'],
  ['out of memory', job(), [pod({ fetch: done, step: ended(137, 'OOMKilled') })], '=Failed/OOMKilled'],
  [
    'no such command',
    job(),
    [pod({ fetch: done, step: ended(128, 'StartError', 'exec: "x": executable file not found in $PATH') })],
    '=Failed/CommandNotFound',
  ],
  [
    'not executable',
    job(),
    [pod({ fetch: done, step: ended(126, 'ContainerCannotRun', 'permission denied') })],
    '=Failed/CommandNotExecutable',
  ],
  [
    'fetch failed',
    job(),
    [pod({ fetch: ended(1, '', failureText({ phase: 'Failed', reason: 'InputNotFound', message: 'm' })) })],
    '=Failed/InputNotFound',
  ],
  ['fetch crashed', job(), [pod({ fetch: ended(137, 'OOMKilled') })], '=Infrastructure/FetchFailed'],
  [
    'publish refused',
    job(),
    [
      pod({
        fetch: done,
        step: done,
        publish: ended(1, '', failureText({ phase: 'Failed', reason: 'OutputMissing', message: 'm' })),
      }),
    ],
    '=Failed/OutputMissing',
  ],
  ['publish crashed', job(), [pod({ fetch: done, step: done, publish: ended(1) })], '=Infrastructure/PublishFailed'],
  [
    'evicted by the API',
    job(),
    [pod({ phase: 'Failed', step: ended(137), conditions: [disrupted('EvictionByEvictionAPI')] })],
    'Pending/PodNotCreated',
  ],
  [
    'being evicted',
    job(),
    [pod({ fetch: done, step: running, going: true, conditions: [disrupted('PreemptionByScheduler')] })],
    'Running/PodTerminating',
  ],
  [
    'evicted by the node',
    job(),
    [
      pod({ phase: 'Failed', step: ended(137), conditions: [disrupted('TerminationByKubelet')] }),
      pod({ fetch: running, name: 'q' }),
    ],
    '=Infrastructure/Evicted',
  ],
  [
    'in its second pod',
    job(),
    [
      pod({ phase: 'Failed', conditions: [disrupted('DeletionByTaintManager')] }),
      pod({ fetch: done, step: running, name: 'a' }),
    ],
    'Running',
  ],
  [
    'pod deleted by hand',
    job([failed]),
    [pod({ fetch: done, step: ended(143), phase: 'Failed', going: true })],
    '=Infrastructure/PodDeleted',
  ],
  [
    'taken back by its queue',
    job([], { spec: { suspend: true } }),
    [pod({ fetch: done, step: ended(143), phase: 'Failed', going: true })],
    'Pending/PodTerminating',
  ],
  ['pod gone', job([failed]), [], '=Infrastructure/PodGone'],
  ['result gone with its pod', job([{ type: 'Complete', status: 'True' }]), [], '=Infrastructure/PodGone'],
  [
    'refused by the node',
    job([failed]),
    [pod({ phase: 'Failed', reason: 'OutOfcpu', message: 'Node did not have enough' })],
    '=Infrastructure/OutOfcpu',
  ],
  ['backstop', job([{ ...failed, reason: 'DeadlineExceeded' }]), [], '=Infrastructure/DeadlineExceeded'],
  [
    'cancelled, still running',
    job([], {}, { 'refit.dev/end': verdict }),
    [pod({ fetch: done, step: running, going: true })],
    'Running/PodTerminating',
  ],
  ['cancelled, not told to go yet', job([], {}, { 'refit.dev/end': verdict }), [pod({ phase: 'Pending' })], 'Pending'],
  [
    'cancelled',
    job([], {}, { 'refit.dev/end': verdict }),
    [pod({ fetch: done, step: ended(143), going: true })],
    '=Cancelled/Cancelled',
  ],
  ['cancelled without a pod', job([], {}, { 'refit.dev/end': verdict }), [], '=Cancelled/Cancelled'],
  [
    'an annotation of somebody else',
    job([], {}, { 'refit.dev/end': '{"phase":"Succeeded"}' }),
    [],
    'Pending/PodNotCreated',
  ],
  [
    'a pod of another owner',
    job(),
    [{ ...pod({ publish: ended(0, '', good) }), metadata: { name: 'x', uid: 'x' } }],
    'Pending/PodNotCreated',
  ],
];

describe('the state of an execution, from its Job and pods', () => {
  for (const [what, of, pods, expected] of table) {
    it(`${what}: ${expected}`, () => expect(short(readExecution(of, pods))).to.equal(expected));
  }

  it('tells times and exit code, and whose log is to be quoted', () => {
    const reading = readExecution(job(), [pod({ fetch: done, step: ended(2, 'Error', 'secret text') })]);
    expect(reading).to.deep.equal({
      kind: 'Ended',
      end: {
        phase: 'Failed',
        reason: 'ExitCode',
        message: 'exit code 2',
        exitCode: 2,
        startedAt,
        finishedAt,
        seconds: 7,
        logOf: 'p',
        quotesLog: true,
      },
    });
  });

  it('tells the image that the step ran in, if what is told can be one', () => {
    const imageIn = (imageID: string): string | undefined => {
      const told = pod({ fetch: done, step: ended(2) });
      const statuses = told.status?.initContainerStatuses ?? [];
      const initContainerStatuses = statuses.map((status) => ({ ...status, imageID }));
      const reading = readExecution(job(), [keepPod({ ...told, status: { ...told.status, initContainerStatuses } })]);
      return reading.kind === 'Ended' ? reading.end.imageID : 'not ended';
    };
    const image = `registry.example.com/team/digits@sha256:${'a'.repeat(64)}`;
    expect(imageIn(image)).to.equal(image);
    for (const other of ['', 'a\u001b[31m', 'x'.repeat(513)]) expect(imageIn(other), other).to.equal(undefined);
  });

  it('counts a pod that does not go as gone when told so', () => {
    const going = pod({ fetch: done, step: running, going: true });
    const reading = readExecution(job([], {}, { 'refit.dev/end': verdict }), [going], true);
    expect(short(reading)).to.equal('=Cancelled/Cancelled');
  });

  it('never throws, and shows no control characters, whatever the texts are', () => {
    const text = fc.string({ unit: 'binary', maxLength: 60 });
    const state = fc.oneof(
      fc.record({ waiting: fc.record({ reason: text, message: text }) }),
      fc.constant(running),
      fc.record({ terminated: fc.record({ exitCode: fc.integer({ min: 0, max: 255 }), reason: text, message: text }) }),
    );
    const told = fc.record({ fetch: state, step: state, publish: state, phase: text, reason: text, message: text });
    fc.assert(
      fc.property(told, (of) => {
        const reading = readExecution(job([failed]), [pod(of)]);
        const message = reading.kind === 'Ended' ? reading.end.message : reading.message;
        expect(message).to.not.match(/[\u0000-\u0009\u000b-\u001f\u007f]/);
        if (reading.kind === 'Ended') expect(reading.end.reason).to.match(/^[A-Z][A-Za-z]*$/);
      }),
    );
  });
});

describe('termination messages', () => {
  it('are read back as they were written, within what Kubernetes keeps', () => {
    const message = '€'.repeat(5000);
    const text = failureText({ phase: 'Failed', reason: 'OutputInvalid', message });
    expect(Buffer.byteLength(text)).to.be.at.most(4096);
    expect(readFailure(text)?.message.startsWith('€€€')).to.equal(true);
    expect(readPublished(good)).to.deep.equal({ manifest: `sha256:${'a'.repeat(64)}`, size: 5 });
  });

  it('are nothing when they are anything else', () => {
    const manifest = `sha256:${'a'.repeat(64)}`;
    const others: unknown[] = [
      null,
      [],
      'x',
      {},
      { manifest },
      { manifest: '../x', size: 1 },
      { manifest, size: -1 },
      { manifest, size: 1e300 },
    ];
    for (const value of others) expect(readPublished(JSON.stringify(value)), JSON.stringify(value)).to.equal(undefined);
    for (const reason of ['', 'lower', 'A\n', 'A'.repeat(100), 7]) {
      expect(readFailure(JSON.stringify({ phase: 'Failed', reason, message: '' }))).to.equal(undefined);
    }
    expect(readFailure(JSON.stringify({ phase: 'Succeeded', reason: 'A', message: '' }))).to.equal(undefined);
    expect(readFailure(undefined)).to.equal(undefined);
    expect(readFailure(`{"x":"${'y'.repeat(5000)}"}`)).to.equal(undefined);
  });
});
