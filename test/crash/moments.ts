/** Moments in the life of a controller, as they show in its state folder, so that it can be killed in them. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { watchExecution, watchRecorded, type ExecutionPhase } from './execution-moments.ts';
import { FolderWatch } from './folder-watch.ts';
import { watchRollout, watchVerdict } from './result-moments.ts';
import { watchDecision, watchFence, watchWrites } from './store-moments.ts';

/** What to wait for. */
export type Target =
  /** Where an execution of the step is; `launch`: claimed, and nobody has it yet; `ended`: and nobody recorded it yet. */
  | { readonly phase: ExecutionPhase; readonly step: string }
  /** The outcome is recorded, the execution not removed yet. */
  | { readonly phase: 'recorded'; readonly step: string }
  /** The store's file is being written; `nth` change from now on. */
  | { readonly phase: 'write'; readonly nth: number }
  /** A run is created, and the workflow does not know. */
  | { readonly phase: 'decide' }
  /** A gate's verdict is kept, and no status says so. */
  | { readonly phase: 'judge' }
  /** What shall serve is written, and the run does not know (`fence`), or serving was told and is at it (`asked`), or did it (`live`). */
  | { readonly phase: 'deploy'; readonly at: 'fence' | 'asked' | 'live' }
  /** Everything is done. */
  | { readonly phase: 'idle' };

export type Phase = Target['phase'];

/** Whether it is now. `Passed`: it will not come any more. */
export type Sign = 'Now' | 'Passed';

/** Makes the folders that are watched, as the controller would. */
export function prepareState(state: string): void {
  for (const name of ['executions', 'serving', 'artifacts/attempts/default', 'artifacts/notes/default/verdicts'])
    mkdirSync(join(state, name), { recursive: true, mode: 0o700 });
}

/**
 * Calls `hit` in the moment, from within the event that tells of it, until it returns true.
 * @returns settles with true then; with false when the moment has passed by, or `signal` aborts
 */
export function atMoment(state: string, target: Target, signal: AbortSignal, hit: () => boolean): Promise<boolean> {
  const watched = new FolderWatch();
  return new Promise<boolean>((resolve) => {
    const end = (was: boolean): void => {
      watched.close();
      resolve(was);
    };
    const tell = (sign: Sign): void => {
      if (watched.closed) return;
      if (sign === 'Passed') end(false);
      else if (hit()) end(true);
    };
    signal.addEventListener('abort', () => end(false), { once: true });
    if (signal.aborted) end(false);
    else watch(state, target, watched, tell);
  });
}

function watch(state: string, target: Target, watched: FolderWatch, tell: (sign: Sign) => void): void {
  switch (target.phase) {
    case 'idle':
      return tell('Now');
    case 'write':
      return watchWrites(state, target.nth, watched, tell);
    case 'decide':
      return watchDecision(state, watched, tell);
    case 'judge':
      return watchVerdict(state, watched, tell);
    case 'recorded':
      return watchRecorded(state, target.step, watched, tell);
    case 'deploy':
      return target.at === 'fence' ? watchFence(state, watched, tell) : watchRollout(state, target.at, watched, tell);
    default:
      return watchExecution(state, target.step, target.phase, watched, tell);
  }
}
