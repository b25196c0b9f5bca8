/** What state an execution is in, from its folder; and what becomes of one whose supervisor is gone. */
import { existsSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isNotThere, systemCode } from '../../artifacts/faults.ts';
import { tryLockFile } from '../../store/lock.ts';
import type { ExecutionState } from '../engine.ts';
import { readDocument } from './execution-folder.ts';
import type { StoredStatus } from './execution-folder.ts';
import { removeShortLink } from './private-folders.ts';
import { isAlive } from './process-identity.ts';
import { lastLines } from './readable.ts';
import { writeExit } from './supervise-end.ts';
import { sweepProcesses } from './sweep.ts';

/** Names of all executions in a folder of executions. [] if there is none yet. */
export async function executionNames(executions: string): Promise<string[]> {
  try {
    return (await readdir(executions)).filter((name) => !name.startsWith('.')).sort();
  } catch (error: unknown) {
    if (isNotThere(error)) return [];
    throw error;
  }
}

function unfinished(key: ExecutionState['key'], status: StoredStatus | undefined): ExecutionState {
  const seconds = status?.startedAt === undefined ? 0 : Math.max(0, (Date.now() - Date.parse(status.startedAt)) / 1000);
  return {
    key,
    phase: status?.phase ?? 'Pending',
    finished: false,
    reason: status?.phase ?? 'Pending',
    message: status?.message ?? '',
    seconds,
    outputs: [],
    metrics: {},
    ...(status?.startedAt === undefined ? {} : { startedAt: status.startedAt }),
  };
}

/** What the supervisor said before it went; '' if nothing. */
export function supervisorLog(folder: string): string {
  try {
    return lastLines(readFileSync(join(folder, 'supervisor.log')), 10, 1000).join('\n');
  } catch (error: unknown) {
    if (systemCode(error) === 'ENOENT') return '';
    throw error;
  }
}

/** Ends an execution that no supervisor carries out: sweeps its processes, then writes exit.json. Holds the lock meanwhile. */
export async function settle(
  folder: string,
  key: ExecutionState['key'],
  outcome: Pick<ExecutionState, 'phase' | 'reason' | 'message'>,
): Promise<ExecutionState | undefined> {
  const lock = tryLockFile(join(folder, 'lock'));
  // Somebody else settles it, or it lives after all.
  if (lock === undefined) return undefined;
  try {
    const exit = await readDocument(folder, 'exit.json');
    if (exit !== undefined) return exit;
    const status = await readDocument(folder, 'status.json');
    await sweepProcesses(basename(folder), status?.step);
    removeShortLink(folder);
    const cancel = await readDocument(folder, 'cancel.json');
    const state: ExecutionState = {
      ...unfinished(key, status),
      ...(cancel === undefined ? outcome : { phase: 'Cancelled', reason: 'Cancelled', message: cancel.reason }),
      finished: true,
      finishedAt: new Date().toISOString(),
    };
    await writeExit(folder, state);
    return state;
  } finally {
    lock.release();
  }
}

/**
 * The state; an execution whose supervisor is gone is settled as Infrastructure on the way.
 * @returns undefined if there is no such execution
 */
export async function observeExecution(folder: string): Promise<ExecutionState | undefined> {
  const exit = await readDocument(folder, 'exit.json');
  if (exit !== undefined) return exit;
  const status = await readDocument(folder, 'status.json');
  const stored = await readDocument(folder, 'request.json');
  if (stored === undefined) return undefined;
  const { key } = stored.request;
  const supervisor = status?.supervisor ?? (await readDocument(folder, 'supervisor.json'));
  const claimed = existsSync(join(folder, 'supervisor.json'));
  if (!claimed || (supervisor !== undefined && isAlive(supervisor))) return unfinished(key, status);
  const said = supervisorLog(folder);
  const message = `the supervisor of the step is gone${status === undefined ? '' : ` (in phase ${status.phase})`}${said === '' ? '' : `; it said:\n${said}`}`;
  const settled = await settle(folder, key, { phase: 'Infrastructure', reason: 'SupervisorLost', message });
  if (settled !== undefined) return settled;
  return existsSync(folder) ? unfinished(key, status) : undefined;
}
