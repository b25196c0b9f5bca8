/**
 * The keeper: one process per serving, which owns its stable port, its servers and its observed.json. It outlives the
 * controller; its servers outlive it and are taken over by the next keeper. SIGTERM: it ends everything and goes.
 */
import { existsSync, watch } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { toError } from '../../core/errors.ts';
import { tryLockFile } from '../../store/lock.ts';
import {
  desiredFile,
  fileVersion,
  observedFile,
  parseDocument,
  isDesired,
  readDesired,
  readObserved,
  readText,
  writeDocument,
} from './documents.ts';
import type { Desired, Observed } from './documents.ts';
import { identify } from '../../engines/process/process-identity.ts';
import { listenStable } from './listen.ts';
import { keepLogsBounded } from './log-watch.ts';
import { createProxy } from './proxy.ts';
import { sweepServers } from './shutdown.ts';
import { createSupervisor } from './supervisor.ts';
import type { Supervisor } from './supervisor.ts';
import { createTraffic } from './traffic.ts';

/** Exit code of a keeper that found another one at work. */
export const anotherKeeper = 75;

/** Runs until SIGTERM, or until the serving folder is gone. Ends the process. */
export async function runKeeper(folder: string): Promise<void> {
  const lock = existsSync(folder) ? tryLockFile(join(folder, 'lock')) : undefined;
  if (lock === undefined) process.exit(anotherKeeper);
  const desired = readDesired(folder);
  if (desired === undefined) process.exit(0);
  const identity = identify(process.pid);
  if (identity === undefined) throw new Error('this process is not found in /proc');
  const previous = readObserved(folder);
  const traffic = createTraffic(desired.limits.waitMs, desired.limits.waiting);
  const proxy = createProxy(traffic, desired.limits.waitMs);
  const publisher = createPublisher(folder);
  const publish = (): void => publisher.publish({ keeper: identity, ...listening.observe(), ...supervisor.observe() });
  const supervisor = createSupervisor({ folder, traffic, previous, changed: () => publish() });
  const listening = listenStable(proxy, folder, () => publish());

  let ending = false;
  async function end(): Promise<void> {
    if (ending) return;
    ending = true;
    listening.close();
    await supervisor.end();
    await sweepServers(folder, [], 0);
    publisher.close();
    process.exit(0);
  }
  process.on('SIGTERM', () => void end());
  process.on('SIGINT', () => void end());
  process.on('SIGHUP', () => undefined);

  publish();
  const adopted = supervisor.observe().live?.server;
  await sweepServers(folder, adopted === undefined ? [] : [adopted], desired.limits.terminateMs, { wait: false });
  followDesired(folder, supervisor, desired, () => void end());
  // Node does so at its exit only, which a keeper that is killed never reaches.
  setTimeout(flushCompileCache, 2_000).unref();
  keepLogsBounded(folder, () => supervisor.running(), desired.limits.logBytes);
}

interface Publisher {
  publish(observed: Observed): void;
  close(): void;
}

function createPublisher(folder: string): Publisher {
  let written: string | undefined;
  let wanted = '';
  let retry: NodeJS.Timeout | undefined;
  let closed = false;
  function write(): void {
    clearTimeout(retry);
    // A folder that was removed under the keeper must not come back.
    if (closed || wanted === written || !existsSync(folder)) return;
    try {
      writeDocument(join(folder, observedFile), wanted);
      written = wanted;
    } catch (error) {
      // A full disk must not end what answers predictions.
      process.stderr.write(`${observedFile}: ${toError(error).message}\n`);
      retry = setTimeout(write, 1_000);
    }
  }
  return {
    publish(observed) {
      wanted = JSON.stringify(observed);
      write();
    },
    close: () => {
      closed = true;
      clearTimeout(retry);
    },
  };
}

/** Gives every new desired state to the supervisor; `gone` once there is none any more. */
function followDesired(folder: string, supervisor: Supervisor, first: Desired, gone: () => void): void {
  const path = join(folder, desiredFile);
  let version: string | undefined;
  let missing = 0;
  function look(): void {
    const found = fileVersion(path);
    missing = found === undefined ? missing + 1 : 0;
    // Twice, so that a file system that shows a replaced file as absent for a moment ends nothing.
    if (missing >= 2) gone();
    if (found === undefined || found === version) return;
    version = found;
    const next = parseDocument(readText(path), isDesired);
    if (next !== undefined) supervisor.want(next);
  }
  supervisor.want(first);
  look();
  try {
    const watcher = watch(folder, (_event, name) => name === desiredFile && look());
    watcher.on('error', () => watcher.close());
  } catch {
    // No watches left on this machine: the timer below finds changes too.
    missing = 0;
  }
  setInterval(look, 1_000).unref();
}
