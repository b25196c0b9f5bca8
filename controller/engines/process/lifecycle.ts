/** What the engine does to one execution: claim and start, cancel, remove, read its log. */
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { replaceFile } from '../../artifacts/durable-file.ts';
import { isNotThere } from '../../artifacts/faults.ts';
import { makeRemovable } from '../../artifacts/stat-list.ts';
import { RefitError } from '../../core/errors.ts';
import type { ExecutionState } from '../engine.ts';
import { readDocument, writeDocument } from './execution-folder.ts';
import type { StoredRequest } from './execution-folder.ts';
import { observeExecution, settle, supervisorLog } from './observe.ts';
import { removeShortLink } from './private-folders.ts';
import { isAlive } from './process-identity.ts';
import { readLog } from './read-log.ts';
import type { LogPosition } from './read-log.ts';
import { spawnSupervisor } from './spawn-supervisor.ts';
import { signalProcess } from './sweep.ts';

/** Supervisors that end before they claim their execution are started again this often. */
const maxStarts = 3;
/** How often a log that is followed is looked at. Milliseconds. */
const followEvery = 200;

/** Starts of supervisors by this process, by execution. */
export class Starts {
  readonly #cache: string;
  readonly #known = new Map<string, { running: boolean; count: number; problem: string }>();

  /** @param cache folder for compiled code */
  constructor(cache: string) {
    this.#cache = cache;
  }

  /** Starts one, unless one that this process started is still on its way. */
  start(folder: string): void {
    const known = this.#known.get(folder) ?? { running: false, count: 0, problem: '' };
    this.#known.set(folder, known);
    if (known.running) return;
    known.running = true;
    known.count++;
    void spawnSupervisor(folder, this.#cache).then((problem) => {
      known.running = false;
      known.problem = problem?.message ?? '';
    });
  }

  /** Why no more are started; undefined while there is hope. */
  givenUp(folder: string): string | undefined {
    const known = this.#known.get(folder);
    if (known === undefined || known.running || known.count < maxStarts) return undefined;
    return `no supervisor could be started: ${known.problem} ${supervisorLog(folder)}`.trim();
  }

  forget(folder: string): void {
    this.#known.delete(folder);
  }
}

/** Claims the execution and sees to it that a supervisor has it, had it, or is on its way. */
export async function ensureExecution(folder: string, stored: StoredRequest, starts: Starts): Promise<ExecutionState> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await readDocument(folder, 'request.json')) === undefined) {
    // Two that do this at once write the same.
    await replaceFile(join(folder, 'request.json'), `${JSON.stringify(stored)}\n`, { mode: 0o600, durable: false });
  }
  const state = await observeExecution(folder);
  if (state === undefined)
    throw new RefitError('Conflict', `execution ${stored.name} was removed while it was started`);
  if (state.finished || existsSync(join(folder, 'supervisor.json'))) return state;
  const problem = starts.givenUp(folder);
  if (problem !== undefined) {
    const outcome = { phase: 'Infrastructure', reason: 'SupervisorLost', message: problem } as const;
    return (await settle(folder, stored.request.key, outcome)) ?? state;
  }
  starts.start(folder);
  return state;
}

/** Tells the supervisor to end it; without one, ends it here. Of a finished or unknown one nothing changes. */
export async function cancelExecution(folder: string, reason: string): Promise<void> {
  const stored = await readDocument(folder, 'request.json');
  if (stored === undefined || existsSync(join(folder, 'exit.json'))) return;
  writeDocument(folder, 'cancel.json', { reason });
  // After cancel.json: a supervisor that claims from here on reads it.
  const supervisor = await readDocument(folder, 'supervisor.json');
  if (supervisor !== undefined && isAlive(supervisor)) signalProcess(supervisor.pid, 'SIGTERM');
  else await settle(folder, stored.request.key, { phase: 'Cancelled', reason: 'Cancelled', message: reason });
}

/** Removes a finished one: gone in one step for whoever looks, then deleted. @throws RefitError Conflict if it runs */
export async function removeExecution(folder: string): Promise<void> {
  const name = basename(folder);
  const state = await observeExecution(folder);
  if (state !== undefined && !state.finished) {
    throw new RefitError('Conflict', `execution ${name} is ${state.phase}; only a finished one is removed`);
  }
  removeShortLink(folder);
  const doomed = join(dirname(folder), `.removed-${name}-${process.pid}`);
  await deleteTree(doomed);
  try {
    await rename(folder, doomed);
  } catch (error: unknown) {
    if (isNotThere(error)) return;
    throw error;
  }
  await deleteTree(doomed);
}

/** Deletes a tree whatever its modes. Nothing there is fine. */
export async function deleteTree(folder: string): Promise<void> {
  makeRemovable(folder);
  await rm(folder, { recursive: true, force: true });
}

/** The log so far; with `follow`, until the execution ends. */
export async function* executionLog(
  folder: string,
  follow: boolean,
  signal: AbortSignal | undefined,
): AsyncGenerator<Buffer> {
  const position: LogPosition = { offset: 0 };
  while (signal?.aborted !== true) {
    // Before reading: what was printed up to the end is then in the log.
    const state = follow ? await observeExecution(folder) : undefined;
    yield* readLog(folder, position);
    if (state === undefined || state.finished) return;
    // An abort ends the wait; the loop sees it.
    await delay(followEvery, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
  }
}
