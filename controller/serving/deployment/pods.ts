/** What keeps a server's pod from being ready, in words for a person. Pure. */
import { readable } from '../../engines/job/trouble.ts';
import { readFailure } from '../../pod/termination.ts';
import { fetchContainer, serverContainer } from './names.ts';
import { releaseOf } from './objects.ts';
import type { ContainerStatus, PodObject, Terminated } from './objects.ts';

/** A reason to wait, or to give up. */
export interface Trouble {
  /** UpperCamel. */
  readonly reason: string;
  readonly message: string;
  /** Waiting does not help. */
  readonly final: boolean;
  /** The last lines a program of the user's wrote. They may hold anything, so they are shown only with secrets taken out. */
  readonly lines?: string;
}

/** How often a server may end before it is ready. Kubernetes takes about five minutes for that. */
const maxRestarts = 5;
/** Bytes of a termination message that Kubernetes takes from a log: what has that many was cut somewhere. */
const cutMessage = 2048;

const pulling = new Set(['ErrImagePull', 'ImagePullBackOff', 'ErrImageNeverPull', 'ImageInspectError']);

/** Pods of a release that are not on their way out. */
export function podsOf(pods: Iterable<PodObject>, release: string): PodObject[] {
  return [...pods].filter(
    ({ metadata }) => metadata.deletionTimestamp === undefined && releaseOf(metadata) === release,
  );
}

/** Whether traffic may go to it. */
export function isReady({ status }: PodObject): boolean {
  return status?.conditions?.some(({ type, status: is }) => type === 'Ready' && is === 'True') ?? false;
}

/** Restarts of a pod's server. */
export function restartsOf(pod: PodObject): number {
  return containerOf(pod, serverContainer)?.restartCount ?? 0;
}

/**
 * Since when a pod's server could have been ready: it was started, and is not one that was ready before. How long its image
 * took does not count, but for one that was started more than once: then nobody knows when it was first.
 * @returns milliseconds since the epoch; undefined while it was not started
 */
export function startedAt(pod: PodObject): number | undefined {
  const server = containerOf(pod, serverContainer);
  const begun = server === undefined ? undefined : begunAt(pod, server);
  if (begun === undefined) return undefined;
  const ready = pod.status?.conditions?.find(({ type }) => type === 'Ready')?.lastTransitionTime;
  const times = [begun, ready].map((time) => Date.parse(time ?? '')).filter((time) => !Number.isNaN(time));
  return times.length === 0 ? undefined : Math.max(...times);
}

function begunAt(pod: PodObject, server: ContainerStatus): string | undefined {
  const running = server.state?.running?.startedAt;
  if (running !== undefined && (server.restartCount ?? 0) === 0) return running;
  if (running === undefined && endOfServer(server) === undefined) return undefined;
  return containerOf(pod, fetchContainer)?.state?.terminated?.finishedAt;
}

function endOfServer({ state, lastState }: ContainerStatus): Terminated | undefined {
  return state?.terminated ?? lastState?.terminated;
}

/** What a pod that is not ready waits for. */
export function podTrouble(pod: PodObject): Trouble {
  const scheduled = pod.status?.conditions?.find(({ type }) => type === 'PodScheduled');
  if (scheduled?.status === 'False')
    return waits('Unschedulable', `no node takes the pod: ${readable(scheduled.message)}`);
  const fetch = containerOf(pod, fetchContainer);
  if (fetch !== undefined && fetch.state?.terminated?.exitCode !== 0) return fetchTrouble(fetch);
  return serverTrouble(containerOf(pod, serverContainer));
}

function fetchTrouble(fetch: ContainerStatus): Trouble {
  const ended = fetch.state?.terminated ?? fetch.lastState?.terminated;
  if (ended === undefined) return waitingTrouble(fetch) ?? waits('Fetching', 'the release is being fetched');
  const failure = readFailure(ended.message);
  if (failure === undefined) return waits('FetchFailed', `the release cannot be fetched: ${readable(ended.message)}`);
  const message = `the release cannot be fetched: ${failure.reason}: ${readable(failure.message)}`;
  return { reason: failure.reason, message, final: failure.phase === 'Failed' };
}

function serverTrouble(server: ContainerStatus | undefined): Trouble {
  const ended = server === undefined ? undefined : endOfServer(server);
  if (server !== undefined && ended !== undefined) return endTrouble(server, ended);
  const waiting = server === undefined ? undefined : waitingTrouble(server);
  return waiting ?? waits('NotReady', 'the server is not ready yet');
}

function endTrouble({ restartCount = 0, state }: ContainerStatus, ended: Terminated): Trouble {
  const lines = linesOf(ended);
  return {
    reason: 'Exited',
    message: `the server ${endOf(ended)}${restartCount > 1 ? `, ${restartCount} times` : ''}`,
    final: state?.waiting?.reason === 'CrashLoopBackOff' && restartCount >= maxRestarts,
    ...(lines === '' ? {} : { lines }),
  };
}

function waitingTrouble({ name, state }: ContainerStatus): Trouble | undefined {
  const { reason = '', message } = state?.waiting ?? {};
  if (reason === 'InvalidImageName') return { reason, message: `image of ${name}: ${readable(message)}`, final: true };
  if (pulling.has(reason))
    return waits('ImagePullFailed', `the image of ${name} cannot be pulled: ${readable(message)}`);
  if (reason === '' || reason === 'PodInitializing' || reason === 'ContainerCreating') return undefined;
  return waits('ContainerNotCreated', `container ${name} cannot be made: ${readable(message)} (${reason})`);
}

function endOf({ exitCode, signal, reason }: Terminated): string {
  if (reason === 'OOMKilled') return 'was ended because it used more memory than its limit (OOMKilled)';
  return signal === undefined ? `ended with exit code ${exitCode}` : `was ended by signal ${signal}`;
}

function linesOf({ message = '' }: Terminated): string {
  // The first line of a cut message may be the end of a secret, which nothing would recognise.
  const whole = Buffer.byteLength(message) >= cutMessage ? message.slice(message.indexOf('\n') + 1) : message;
  return whole.trim();
}

function waits(reason: string, message: string): Trouble {
  return { reason, message, final: false };
}

function containerOf(pod: PodObject, name: string): ContainerStatus | undefined {
  const { initContainerStatuses = [], containerStatuses = [] } = pod.status ?? {};
  return [...initContainerStatuses, ...containerStatuses].find((status) => status.name === name);
}
