import { expect } from 'chai';
import type { PodObject } from '../../../../controller/serving/deployment/objects.ts';
import { isComplete, progressOf, rolloutFailure } from '../../../../controller/serving/deployment/rollout.ts';
import type { Trouble } from '../../../../controller/serving/deployment/pods.ts';
import { began, deployment, looping, pod, ready, record, served, starting } from './statuses.ts';
import { unfetched, unschedulable, waiting } from './statuses.ts';
import type { Point } from './statuses.ts';

const wanted = record('b');

function progress(point: Point, pods: PodObject[]): string {
  return progressOf({ deployment: deployment('b', point, wanted), pods, release: served('b').release }).message;
}

function failure(point: Point, pods: PodObject[], seconds: number): Trouble | undefined {
  return rolloutFailure({
    deployment: deployment('b', point, wanted),
    pods,
    release: served('b').release,
    timeoutMs: 60_000,
    startedAt: began,
    now: began + seconds * 1_000,
  });
}

describe('isComplete', () => {
  const expected: Record<Point, boolean> = {
    Unseen: false,
    Complete: true,
    Surging: false,
    OldLeft: false,
    Deadline: false,
    Quota: false,
    ScaledToZero: true,
  };
  for (const [point, complete] of Object.entries(expected) as [Point, boolean][]) {
    it(`is ${complete} of a Deployment that is ${point}`, () => {
      expect(isComplete(deployment('b', point, wanted))).to.equal(complete);
    });
  }

  it('is false of one that somebody paused: its status speaks of an older template', () => {
    const whole = deployment('b', 'Complete', wanted);
    expect(isComplete({ ...whole, spec: { ...whole.spec, paused: true } })).to.equal(false);
  });
});

describe('what a rollout waits for', () => {
  const words: readonly (readonly [string, PodObject['status'], string])[] = [
    ['a node', unschedulable, 'no node takes the pod: 0/3 nodes are available: 3 Insufficient cpu.'],
    ['an image', waiting('server', 'ErrImagePull', 'not found'), 'the image of server cannot be pulled: not found'],
    [
      'a secret',
      waiting('server', 'CreateContainerConfigError', 'secret "hub" not found'),
      'container server cannot be made: secret "hub" not found (CreateContainerConfigError)',
    ],
    ['the release', waiting('fetch', 'PodInitializing', ''), 'the release is being fetched'],
    ['the server', starting, 'the server is not ready yet'],
    ['a server that ended', looping(2), 'the server ended with exit code 1, 2 times'],
    [
      'a server without memory',
      looping(1, { exitCode: 137, reason: 'OOMKilled' }),
      'the server was ended because it used more memory than its limit (OOMKilled)',
    ],
    ['a release that is not there', unfetched('Error: connect'), 'the release cannot be fetched: Error: connect'],
  ];
  for (const [what, status, message] of words) {
    it(`is told of ${what}`, () => {
      expect(progress('Surging', [pod('a', 'old'), pod('b', 'new', status)])).to.equal(message);
    });
  }

  it('is told of a quota, of old pods, and of a status that is not there yet', () => {
    expect(progress('Quota', [pod('a', 'old')])).to.equal(
      'no pod can be made: pods "digits-serve-5d8f-" is forbidden: exceeded quota: team',
    );
    expect(progress('OldLeft', [pod('a', 'old'), pod('b', 'new')])).to.equal('1 old pods are still to end');
    expect(progress('Unseen', [])).to.equal('the Deployment was changed just now');
  });
});

describe('rolloutFailure', () => {
  const old = pod('a', 'old');

  it('counts from when the server could start, not from when the pod was made', () => {
    expect(failure('Surging', [old, pod('b', 'new', starting)], 64)).to.equal(undefined);
    expect(failure('Surging', [old, pod('b', 'new', starting)], 66)).to.deep.include({
      reason: 'NotReady',
      message: 'not ready within 60s: the server is not ready yet',
    });
    expect(failure('Surging', [old, pod('b', 'new', waiting('fetch', 'PodInitializing', ''))], 600)).to.equal(
      undefined,
    );
  });

  it('does not count how long the image of the server takes', () => {
    const pulling = pod('b', 'new', waiting('server', 'ErrImagePull', 'not found'));
    expect(failure('Surging', [old, pulling], 600)).to.equal(undefined);
  });

  it('does not blame an earlier try for the pods of this one', () => {
    const late = { ...record('b'), startedAt: began + 60_000 };
    const facts = { deployment: deployment('b', 'Surging', late), pods: [pod('b', 'new', starting)] };
    const times = { timeoutMs: 60_000, startedAt: late.startedAt, now: began + 90_000 };
    expect(rolloutFailure({ ...facts, ...times, release: served('b').release })).to.equal(undefined);
  });

  it('begins anew with a server that was ready before', () => {
    const fallen = starting.conditions?.map((condition) =>
      condition.type === 'Ready' ? { ...condition, lastTransitionTime: '2030-01-01T00:10:00Z' } : condition,
    );
    const status = { ...starting, ...(fallen === undefined ? {} : { conditions: fallen }) };
    expect(failure('Surging', [old, pod('b', 'new', status)], 620)).to.equal(undefined);
  });

  it('waits for no server that ended five times, and for no image that cannot have that name', () => {
    expect(failure('Surging', [old, pod('b', 'new', looping(4))], 10)).to.equal(undefined);
    expect(failure('Surging', [old, pod('b', 'new', looping(5))], 10)).to.deep.include({
      reason: 'Exited',
      lines: 'no such model',
    });
    const misnamed = waiting('server', 'InvalidImageName', 'couldn\'t parse image name "a b"');
    expect(failure('Surging', [old, pod('b', 'new', misnamed)], 1)?.reason).to.equal('InvalidImageName');
  });

  it('waits for no release that fetch says is of no use, but for a store that does not answer', () => {
    const message = (phase: string): string =>
      JSON.stringify({ phase, reason: 'InputNotFound', message: 'no directory' });
    expect(failure('Surging', [pod('b', 'new', unfetched(message('Infrastructure')))], 10)).to.equal(undefined);
    expect(failure('Surging', [pod('b', 'new', unfetched(message('Failed')))], 10)).to.deep.include({
      reason: 'InputNotFound',
      message: 'the release cannot be fetched: InputNotFound: no directory',
    });
  });

  it('takes the deadline of the Deployment only once it can be that of this rollout', () => {
    const pulling = pod('b', 'new', waiting('server', 'ImagePullBackOff', 'not found'));
    expect(failure('Deadline', [old, pulling], 600)).to.equal(undefined);
    expect(failure('Deadline', [old, pulling], 660)).to.deep.include({
      reason: 'ImagePullFailed',
      message: 'the rollout came to a stand: the image of server cannot be pulled: not found',
    });
    expect(failure('Quota', [old], 3_600)).to.equal(undefined);
  });

  it('does not look at pods that are on their way out', () => {
    const { metadata, ...rest } = pod('b', 'new', starting);
    const going = { ...rest, metadata: { ...metadata, deletionTimestamp: '2030-01-01T00:00:30Z' } };
    expect(failure('Surging', [old, going, pod('b', 'next', ready)], 600)).to.equal(undefined);
  });
});
