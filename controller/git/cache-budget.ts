import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { locksOf } from './mirror-locks.ts';
import { lastUseOf } from './mirror-note.ts';
import { measureDisk } from './mirror-size.ts';
import { sweepLeftovers } from './mirror-sweep.ts';

/** The folder of mirrors, and what may be thrown away of it. */
export interface Budget {
  readonly folder: string;
  /** Bytes on the disk of all mirrors together. */
  readonly maxBytes: number;
  /** Whether a source follows the mirror of that key: it is never thrown away. */
  readonly isFollowed: (key: string) => boolean;
  /** Throws a mirror away if nobody uses it now. @returns whether it did */
  readonly evict: (key: string) => Promise<boolean>;
}

/** What came of it. */
export interface BudgetOutcome {
  /** What is left, on the disk. */
  readonly bytes: number;
  readonly mirrors: number;
  readonly evicted: number;
}

interface Cached {
  readonly key: string;
  readonly bytes: number;
  readonly usedAt: number;
}

/**
 * Removes what killed processes left in any mirror, then throws mirrors away, least recently used first, until the rest is
 * within the budget. Those that are followed or in use stay, so the rest may still be more.
 */
export async function holdBudget({ folder, maxBytes, isFollowed, evict }: Budget): Promise<BudgetOutcome> {
  const cached: Cached[] = [];
  for (const key of await readdir(folder).catch(() => [])) {
    if (/^[0-9a-f]{32}$/.test(key)) cached.push(await inspect(join(folder, key), key));
  }
  let bytes = cached.reduce((sum, each) => sum + each.bytes, 0);
  let evicted = 0;
  const byAge = cached.filter(({ key }) => !isFollowed(key)).toSorted((a, b) => a.usedAt - b.usedAt);
  for (const each of byAge) {
    if (bytes <= maxBytes) break;
    // Somebody may have begun to follow it since.
    if (isFollowed(each.key) || !(await evict(each.key))) continue;
    bytes -= each.bytes - (await measureDisk(join(folder, each.key)));
    evicted++;
  }
  return { bytes, mirrors: cached.length - evicted, evicted };
}

async function inspect(home: string, key: string): Promise<Cached> {
  await sweepLeftovers(home, locksOf(home));
  return { key, bytes: await measureDisk(home), usedAt: await lastUseOf(home) };
}
