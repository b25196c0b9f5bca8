/** What the port tells of a serving folder's files. */
import type { ServingState } from '../serving.ts';
import { readDesired, readObserved } from './documents.ts';
import type { ProcessIdentity } from '../../engines/process/process-identity.ts';
import type { Desired, Observed } from './documents.ts';

/** @returns undefined when nothing is desired there */
export function readServingState(
  folder: string,
  isAlive: (identity: ProcessIdentity) => boolean,
): ServingState | undefined {
  const desired = readDesired(folder);
  if (desired === undefined) return undefined;
  const observed = readObserved(folder);
  const live = observed?.live;
  const rollout = rolloutState(desired, observed);
  const message = unhealthyMessage(observed, isAlive);
  return {
    ...(live !== undefined && { live: live.release, liveModel: live.model }),
    ...(rollout !== undefined && { rollout }),
    ...(observed?.port !== undefined && { url: `http://127.0.0.1:${observed.port}` }),
    restarts: live?.restarts ?? 0,
    healthy: message === undefined,
    ...(message !== undefined && { message }),
  };
}

function rolloutState(desired: Desired, observed: Observed | undefined): ServingState['rollout'] {
  const { digest } = desired.release;
  if (observed?.live?.release === digest) return undefined;
  if (observed?.rollout?.release === digest)
    return { release: digest, phase: 'Progressing', message: observed.rollout.message };
  const failure = observed?.failed.find((failed) => failed.release === digest && failed.again === desired.again);
  if (failure !== undefined)
    return { release: digest, phase: 'Failed', reason: failure.reason, message: failure.message };
  return { release: digest, phase: 'Progressing', message: 'waiting for the keeper' };
}

function unhealthyMessage(
  observed: Observed | undefined,
  isAlive: (identity: ProcessIdentity) => boolean,
): string | undefined {
  if (observed === undefined || !isAlive(observed.keeper)) return 'the keeper is being started';
  if (observed.problem !== undefined) return observed.problem;
  if (observed.live === undefined) return 'nothing serves yet';
  return observed.live.server === undefined
    ? `${observed.live.message ?? 'the server ended'}; it is being restarted`
    : undefined;
}
