/** How an execution ended, as far as Kubernetes tells. Pure. */
import { readFailure, readPublished } from '../../pod/termination.ts';
import type { PublishedMessage } from '../../pod/termination.ts';
import { containers } from './names.ts';
import { containerOf, imageOf, withoutUndefined } from './objects.ts';
import type { KeptJob, KeptPod, Terminated } from './objects.ts';
import { readable } from './trouble.ts';
import { verdictOn } from './verdict.ts';

/** An end before its manifest and log are read. */
export interface End {
  readonly phase: 'Succeeded' | 'Failed' | 'Infrastructure' | 'Cancelled';
  readonly reason: string;
  readonly message: string;
  readonly exitCode?: number;
  readonly startedAt?: string;
  readonly finishedAt?: string;
  /** Seconds the user's container ran; whole ones, as Kubernetes tells time. */
  readonly seconds: number;
  /** Where the result is; of Succeeded only. */
  readonly published?: PublishedMessage;
  /** The image that the step ran in, as its node found it. */
  readonly imageID?: string;
  /** The pod whose step printed something. */
  readonly logOf?: string;
  /** Whether the last lines printed belong into the message. */
  readonly quotesLog: boolean;
}

type Outcome = Pick<End, 'phase' | 'reason' | 'message'> &
  Partial<Pick<End, 'exitCode' | 'published' | 'quotesLog' | 'startedAt' | 'finishedAt'>>;

/**
 * @param abandoned a pod that was told to go and does not counts as gone
 * @returns undefined while it is under way
 */
export function readEnd(
  job: KeptJob,
  pod: KeptPod | undefined,
  pods: readonly KeptPod[],
  abandoned: boolean,
): End | undefined {
  const outcome =
    succeeded(pod) ??
    ordered(job, pods, abandoned) ??
    evicted(pods) ??
    deadlineExceeded(job) ??
    (pod === undefined ? withoutPod(job) : podEnd(job, pod));
  return outcome === undefined ? undefined : { quotesLog: false, ...timesOf(pod, outcome), ...outcome };
}

/** Of the user's container; of one that is still there, or was when its end was ordered. */
function timesOf(
  pod: KeptPod | undefined,
  outcome: Outcome,
): Pick<End, 'startedAt' | 'finishedAt' | 'seconds' | 'logOf' | 'imageID'> {
  const step = containerOf(pod, containers.step);
  const startedAt = step?.terminated?.startedAt ?? step?.running?.startedAt ?? outcome.startedAt;
  const ended = step?.terminated?.finishedAt ?? outcome.finishedAt;
  const finishedAt = containerOf(pod, containers.publish)?.terminated?.finishedAt ?? ended;
  const logOf = startedAt === undefined ? undefined : pod?.metadata.name;
  const imageID = imageOf(pod, containers.step);
  return { seconds: secondsBetween(startedAt, ended), ...withoutUndefined({ startedAt, finishedAt, logOf, imageID }) };
}

function secondsBetween(startedAt: string | undefined, finishedAt: string | undefined): number {
  const seconds = (Date.parse(finishedAt ?? '') - Date.parse(startedAt ?? '')) / 1000;
  return Number.isFinite(seconds) && seconds > 0 ? seconds : 0;
}

function succeeded(pod: KeptPod | undefined): Outcome | undefined {
  const publish = containerOf(pod, containers.publish)?.terminated;
  if (publish?.exitCode !== 0) return undefined;
  const published = readPublished(publish.message);
  if (published === undefined) {
    return {
      phase: 'Infrastructure',
      reason: 'ResultUnreadable',
      message: 'the publish container said not where the result is',
    };
  }
  const exitCode = containerOf(pod, containers.step)?.terminated?.exitCode;
  return {
    phase: 'Succeeded',
    reason: 'Succeeded',
    message: '',
    published,
    ...(exitCode === undefined ? {} : { exitCode }),
  };
}

/** What the controller ordered, once the user's process is no more. */
function ordered(job: KeptJob, pods: readonly KeptPod[], abandoned: boolean): Outcome | undefined {
  const verdict = verdictOn(job);
  if (verdict === undefined || (!abandoned && pods.some(isAtWork))) return undefined;
  const { at, ...outcome } = verdict;
  return { ...outcome, finishedAt: at, quotesLog: outcome.reason === 'Timeout' };
}

/** Whether a process of the pod is running, or may still start. */
export function isAtWork(pod: KeptPod): boolean {
  if (pod.status?.phase === 'Failed' || pod.status?.phase === 'Succeeded') return false;
  if (pod.metadata.deletionTimestamp === undefined) return true;
  return Object.values(containers).some((name) => containerOf(pod, name)?.running !== undefined);
}

/**
 * The kubelet ended it: a limit of disk, or a node without memory. The Job makes another pod, which would meet the same end:
 * so this one is an end, while other disruptions are not.
 */
function evicted(pods: readonly KeptPod[]): Outcome | undefined {
  const pod = pods.find(
    (candidate) => candidate.status?.phase === 'Failed' && disruption(candidate)?.reason === 'TerminationByKubelet',
  );
  if (pod === undefined) return undefined;
  const why = pod.status?.message ?? disruption(pod)?.message;
  return { phase: 'Infrastructure', reason: 'Evicted', message: `the node ended its pod: ${readable(why)}` };
}

/** The pod's DisruptionTarget condition, where it holds. */
export function disruption(pod: KeptPod): { readonly reason?: string; readonly message?: string } | undefined {
  return pod.status?.conditions?.find(({ type, status }) => type === 'DisruptionTarget' && status === 'True');
}

function conditionOf(job: KeptJob, type: string): { readonly reason?: string; readonly message?: string } | undefined {
  return job.status?.conditions?.find((condition) => condition.type === type && condition.status === 'True');
}

function deadlineExceeded(job: KeptJob): Outcome | undefined {
  if (conditionOf(job, 'Failed')?.reason !== 'DeadlineExceeded') return undefined;
  return {
    phase: 'Infrastructure',
    reason: 'DeadlineExceeded',
    message:
      'Kubernetes ended the Job at its activeDeadlineSeconds: fetching, running and publishing took too long together',
  };
}

/** The pod, and with it the outcome, was deleted before it was read. */
function withoutPod(job: KeptJob): Outcome | undefined {
  const failed = conditionOf(job, 'Failed');
  if (failed === undefined && conditionOf(job, 'Complete') === undefined) return undefined;
  return { phase: 'Infrastructure', reason: 'PodGone', message: 'the pod of its Job is gone, and its outcome with it' };
}

function podEnd(job: KeptJob, pod: KeptPod): Outcome | undefined {
  const disrupted = disruption(pod);
  const jobFailed = conditionOf(job, 'Failed') !== undefined;
  const podFailed = pod.status?.phase === 'Failed';
  if (disrupted !== undefined) {
    // The Job replaces it, unless something else ended the Job as well.
    if (!jobFailed) return undefined;
    return {
      phase: 'Infrastructure',
      reason: 'Disrupted',
      message: `its pod had to go: ${readable(disrupted.message)}`,
    };
  }
  if (pod.metadata.deletionTimestamp !== undefined) {
    // A queue took it back (Kueue): the Job makes another pod when it is admitted again.
    if (job.spec?.suspend === true && !jobFailed) return undefined;
    if (!jobFailed && !podFailed) return undefined;
    return { phase: 'Infrastructure', reason: 'PodDeleted', message: 'somebody deleted its pod' };
  }
  return containerEnd(job, pod) ?? (podFailed ? rejected(pod) : jobFailed ? withoutPod(job) : undefined);
}

function containerEnd(job: KeptJob, pod: KeptPod): Outcome | undefined {
  const fetch = containerOf(pod, containers.fetch)?.terminated;
  if (fetch && fetch.exitCode !== 0) return programEnd(containers.fetch, fetch);
  const step = containerOf(pod, containers.step)?.terminated;
  if (step && step.exitCode !== 0) return stepEnd(job, step);
  const publish = containerOf(pod, containers.publish)?.terminated;
  return publish ? programEnd(containers.publish, publish) : undefined;
}

function programEnd(name: string, end: Terminated): Outcome {
  const failure = readFailure(end.message);
  if (failure !== undefined) return { ...failure, message: multiline(failure.message) };
  const memory = end.reason === 'OOMKilled' ? '; it ran out of memory' : '';
  return {
    phase: 'Infrastructure',
    reason: name === containers.fetch ? 'FetchFailed' : 'PublishFailed',
    message: `container ${name} ended with exit code ${end.exitCode}${memory}: ${readable(end.message)}`,
  };
}

function multiline(text: string): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? '' : readable(line)))
    .join('\n');
}

/** As an engine of processes words it; the last lines printed are added with the log. */
function stepEnd(job: KeptJob, end: Terminated): Outcome {
  const { exitCode, reason } = end;
  const failed = { phase: 'Failed', exitCode, quotesLog: true } as const;
  if (reason === 'OOMKilled') {
    return {
      ...failed,
      reason: 'OOMKilled',
      message: 'the step used more memory than it may (OOMKilled): raise run.resources.limits.memory',
    };
  }
  if (reason === 'StartError' || reason === 'ContainerCannotRun') {
    const missing = /executable file not found|no such file or directory/.test(end.message ?? '');
    const image = job.execution?.image ?? 'the image';
    return {
      ...failed,
      reason: missing ? 'CommandNotFound' : 'CommandNotExecutable',
      message: `the command cannot be started in ${readable(image)}: ${readable(end.message)}`,
      quotesLog: false,
    };
  }
  const how =
    exitCode > 128 && exitCode < 160 ? `exit code ${exitCode} (signal ${exitCode - 128})` : `exit code ${exitCode}`;
  return { ...failed, reason: 'ExitCode', message: how };
}

/** A pod that the node refused, or that ended with its node: no container says why. */
function rejected(pod: KeptPod): Outcome {
  const { reason, message } = pod.status ?? {};
  const known = reason !== undefined && /^[A-Z][A-Za-z]{0,63}$/.test(reason) ? reason : 'PodFailed';
  return { phase: 'Infrastructure', reason: known, message: `its pod failed: ${readable(message ?? reason)}` };
}
