/** Ending servings without a controller, and the servers that no keeper knows. */
import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { tryLockFile } from '../../store/lock.ts';
import { readObserved } from './documents.ts';
import type { ProcessIdentity } from '../../engines/process/process-identity.ts';
import { isAlive } from '../../engines/process/process-identity.ts';
import { markedProcesses, marker, servingRoot, signal } from './identity.ts';
import { releaseShortLinks } from './prune.ts';
import { keeperProcesses } from './spawn-keeper.ts';

/**
 * Ends all keepers and servers of a state folder; what they served stays recorded, so that the next controller starts
 * it again on the same ports. @returns how many servings it had
 */
export async function shutdownServing(state: string): Promise<number> {
  const root = existsSync(state) ? servingRoot(realpathSync(state)) : undefined;
  if (root === undefined) return 0;
  const names = existsSync(root) ? readdirSync(root) : [];
  await Promise.all(
    names.map(async (name) => {
      await endServing(join(root, name));
      // A server that starts again makes its own anew.
      releaseShortLinks(join(root, name));
    }),
  );
  // Servers whose folder was deleted under them.
  const left = markedProcesses(`${root}/`);
  for (const process of left) signal(process.pid, 'SIGKILL');
  return names.length;
}

/** Ends the keeper and the servers of one serving folder, and leaves the folder. */
export async function endServing(folder: string): Promise<void> {
  for (;;) {
    const lock = existsSync(folder) ? tryLockFile(join(folder, 'lock')) : undefined;
    if (lock !== undefined || !existsSync(folder)) {
      // With the lock held no keeper can start a server meanwhile.
      await sweepServers(folder, [], 2_000);
      lock?.release();
      return;
    }
    await endKeeper(folder);
  }
}

async function endKeeper(folder: string): Promise<void> {
  const recorded = readObserved(folder)?.keeper;
  const keepers = recorded !== undefined && isAlive(recorded) ? [recorded] : keeperProcesses(folder);
  for (const keeper of keepers) signal(keeper.pid, 'SIGTERM');
  // Two rounds of SIGTERM and SIGKILL of servers fit; a keeper that takes longer hangs.
  const deadline = Date.now() + 25_000;
  while (keepers.some(isAlive) && Date.now() < deadline) await sleep(20);
  for (const keeper of keepers.filter(isAlive)) signal(keeper.pid, 'SIGKILL');
  await sleep(20);
}

/**
 * Ends every process of this serving folder but those of the servers in `keep`: SIGTERM, SIGKILL after `graceMs`.
 * Without `wait`, returns once they were found; their end is seen to in the background.
 */
export async function sweepServers(
  folder: string,
  keep: readonly { readonly id: string }[],
  graceMs: number,
  options: { readonly wait: boolean } = { wait: true },
): Promise<void> {
  const kept = new Set(keep.map((server) => marker(folder, server.id)));
  const orphans = markedProcesses(`${folder}#`).filter((found) => !kept.has(found.marker));
  const ended = endAll(orphans, graceMs);
  if (options.wait) await ended;
}

async function endAll(orphans: readonly ProcessIdentity[], graceMs: number): Promise<void> {
  const deadline = Date.now() + graceMs;
  if (graceMs > 0) for (const orphan of orphans) signal(orphan.pid, 'SIGTERM');
  while (orphans.some(isAlive) && Date.now() < deadline) await sleep(50);
  for (const orphan of orphans.filter(isAlive)) signal(orphan.pid, 'SIGKILL');
  while (orphans.some(isAlive)) await sleep(10);
}
