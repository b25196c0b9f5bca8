/** From a release to a server that is ready, or to the reason why there is none. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { toError } from '../../core/errors.ts';
import { readText, releaseFolder, releaseLog, parseDocument, isDesired, writeDocument } from './documents.ts';
import type { Desired } from './documents.ts';
import { logSize, logTail } from './log-file.ts';
import { choosePort, isFree } from './ports.ts';
import { prepareRelease } from './prepared.ts';
import type { Prepared, PrepareAnswer } from './prepared.ts';
import { becomesReady } from './readiness.ts';
import { startServer } from './server.ts';
import type { Server } from './server.ts';

export interface LaunchFailure {
  readonly reason: string;
  readonly message: string;
}

export type Launched = { readonly server: Server } | { readonly failure: LaunchFailure };

export interface LaunchWatcher {
  /** A server process runs; it is not ready yet. */
  started(server: Server): void;
  /** What is waited for. */
  progress(message: string): void;
}

/**
 * Prepares, starts, and waits for readiness. A server that is not ready in time, or ends before, is ended with all its
 * children. What may still come from outside (a secret) is waited for as long as readiness would be. Aborting `signal`
 * ends everything; the result is then a failure that nobody reads.
 */
export async function launchServer(
  folder: string,
  desired: Desired,
  watcher: LaunchWatcher,
  signal: AbortSignal,
): Promise<Launched> {
  try {
    return await launch(folder, desired, watcher, signal);
  } catch (error) {
    return { failure: { reason: 'InternalError', message: `InternalError: ${toError(error).message}` } };
  }
}

async function launch(
  folder: string,
  desired: Desired,
  watcher: LaunchWatcher,
  signal: AbortSignal,
): Promise<Launched> {
  const runs = releaseFolder(folder, desired.release.digest);
  mkdirSync(runs, { recursive: true, mode: 0o700 });
  writeDocument(join(runs, 'release.json'), JSON.stringify(desired));
  watcher.progress('preparing the release');
  const answer = await prepareUntil(runs, desired, watcher, signal);
  if ('failure' in answer) return { failure: { reason: answer.failure.reason, message: answer.failure.message } };
  for (let tries = 1; ; tries += 1) {
    const launched = await launchOnce(folder, desired, answer.prepared, watcher, signal);
    if ('server' in launched || tries === 3 || signal.aborted || launched.portTaken !== true) return launched;
  }
}

/** What a release was launched with, for a restart after desired.json has moved on. */
export function recallRelease(folder: string, digest: string): Desired | undefined {
  return parseDocument(readText(join(releaseFolder(folder, digest), 'release.json')), isDesired);
}

async function prepareUntil(
  runs: string,
  desired: Desired,
  watcher: LaunchWatcher,
  signal: AbortSignal,
): Promise<PrepareAnswer> {
  const deadline = Date.now() + desired.release.content.readiness.timeoutMs;
  for (let pause = 500; ; pause = Math.min(pause * 2, 5_000)) {
    const answer = await prepareRelease({ desired, folder: runs }, signal);
    if ('prepared' in answer || !answer.failure.waiting || signal.aborted || Date.now() + pause > deadline)
      return answer;
    watcher.progress(answer.failure.message);
    await sleep(pause, undefined, { signal }).catch(() => undefined);
  }
}

async function launchOnce(
  folder: string,
  desired: Desired,
  prepared: Prepared,
  watcher: LaunchWatcher,
  signal: AbortSignal,
): Promise<Launched & { readonly portTaken?: boolean }> {
  const { readiness } = desired.release.content;
  const log = releaseLog(folder, desired.release.digest);
  const logged = logSize(log);
  const port = await choosePort(folder);
  let server: Server;
  try {
    const env = { ...prepared.env, PORT: String(port) };
    server = await startServer({
      folder,
      release: desired.release.digest,
      port,
      command: prepared.command,
      cwd: prepared.cwd,
      env,
      log,
    });
  } catch (error) {
    return { failure: { reason: 'NotStarted', message: toError(error).message } };
  }
  watcher.started(server);
  watcher.progress(`waiting for ${readiness.path} to answer`);
  const stop = new AbortController();
  const ended = server.ended.then((words) => `the server ${words} before it was ready`);
  const ready = becomesReady(port, readiness.path, readiness.timeoutMs, AbortSignal.any([signal, stop.signal])).then(
    (seen) =>
      seen === undefined
        ? undefined
        : `not ready within ${readiness.timeoutMs / 1_000}s: GET ${readiness.path}: ${seen}`,
  );
  const problem = await Promise.race([ended, ready]);
  stop.abort();
  if (problem === undefined && !signal.aborted) return { server };
  const exited = problem !== undefined && problem === (await Promise.race([ended, Promise.resolve(undefined)]));
  await server.end(desired.limits.terminateMs);
  const lines = logTail(log, logged, prepared.secrets);
  const message = `${problem ?? 'given up'}${lines === '' ? '' : `; its last lines: ${lines}`}`;
  return { failure: { reason: exited ? 'Exited' : 'NotReady', message }, portTaken: exited && !(await isFree(port)) };
}
