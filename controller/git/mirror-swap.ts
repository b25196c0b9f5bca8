import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Compacting, carryOver } from './mirror-compaction.ts';
import { mirrorIdentity, swapMirror } from './mirror-folder.ts';
import { type MirrorLocks, ifUnused } from './mirror-locks.ts';
import type { MirrorUses } from './mirror-uses.ts';

/** The mirror whose place a compacted one takes. */
export interface Swapping {
  readonly home: string;
  readonly locks: MirrorLocks;
  readonly uses: MirrorUses;
  /** Of the mirror that was compacted: another one is left alone. */
  readonly identity: string | undefined;
  /** Closes what reads the old one. */
  readonly shut: () => void;
  readonly isClosed: () => boolean;
}

/** How often, and how long one after the other in milliseconds, a moment is looked for. */
const maxTries = 3000;
const pauseMs = 100;

/**
 * Puts a compacted mirror in place of the old one, at a moment when no process uses that.
 * @returns false when somebody else has made the mirror again meanwhile
 * @throws Error when there is no such moment; as `carryOver`
 */
export async function takePlace(compacting: Compacting, swapping: Swapping): Promise<boolean> {
  for (let tries = 0; tries < maxTries && !swapping.isClosed(); tries++) {
    const outcome = await tryOnce(compacting, swapping);
    if (outcome === 'other') return false;
    if (outcome !== 'busy') {
      await rm(outcome.away, { recursive: true, force: true });
      return true;
    }
    await sleep(pauseMs);
  }
  throw new Error('the mirror was in use all the time');
}

type Outcome = 'busy' | 'other' | { readonly away: string };

async function tryOnce(compacting: Compacting, { home, locks, uses, identity, shut }: Swapping): Promise<Outcome> {
  let outcome: Outcome = 'busy';
  const swap = async (): Promise<void> => {
    if ((await mirrorIdentity(compacting.from)) !== identity) {
      outcome = 'other';
      return;
    }
    // What was fetched into the old one meanwhile.
    await carryOver(compacting);
    shut();
    outcome = { away: await swapMirror(home, compacting.made) };
  };
  await uses.ifIdle(async () => void (await ifUnused(locks, swap)));
  return outcome;
}
