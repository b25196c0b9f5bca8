/** What shall run, given what is wanted, what is remembered and what is. Pure. */
import type { FailedRelease, Served, StageRecord } from './record.ts';

/** What the Deployment shows. */
export interface Seen {
  /** What its template serves. */
  readonly template?: Served;
  /** Its pods are all of the template and all available. */
  readonly complete: boolean;
  /** The template's pods will not become ready. */
  readonly failure?: { readonly reason: string; readonly message: string };
}

export interface Wanted extends Served {
  readonly again: string;
}

/** `Stopped`: no pods. What failed was the first, so there is nothing to return to. */
export interface Next {
  readonly record: StageRecord;
  readonly run: Served | 'Stopped';
}

/**
 * A template that is complete is live. One that failed is remembered with the try's name, and what was live runs again. A
 * release remembered so is tried again only under another name.
 * @param now milliseconds since the epoch
 */
export function nextStage(before: StageRecord | undefined, seen: Seen, wanted: Wanted, now: number): Next {
  const live = liveNow(before, seen);
  const failed = failedNow(before, seen, live);
  const record = { release: wanted.release, again: wanted.again, failed, startedAt: before?.startedAt ?? now };
  const told: StageRecord = live === undefined ? record : { ...record, live };
  if (live?.release === wanted.release) return { record: told, run: live };
  if (isGivenUp(before, failed, wanted)) return { record: told, run: live ?? 'Stopped' };
  const begins = seen.template?.release !== wanted.release || isStopped(before, seen.template);
  const others = failed.filter(({ release }) => release !== wanted.release);
  return {
    record: { ...told, failed: others, ...(begins ? { startedAt: now } : {}) },
    run: { release: wanted.release, model: wanted.model },
  };
}

/** One that failed in this very look is ended first, also when it is wanted again already: the next look begins anew. */
function isGivenUp(before: StageRecord | undefined, failed: readonly FailedRelease[], wanted: Wanted): boolean {
  const failure = failed.find(({ release }) => release === wanted.release);
  return failure !== undefined && (failure.again === wanted.again || before?.failed.includes(failure) !== true);
}

/** What is live, with what became so since it was written down. */
export function liveNow(before: StageRecord | undefined, seen: Seen): Served | undefined {
  const { template } = seen;
  return template !== undefined && seen.complete && !isStopped(before, template) ? template : before?.live;
}

/** A stopped Deployment is complete with no pods; that makes nothing live. */
function isStopped(before: StageRecord | undefined, template: Served | undefined): boolean {
  if (before === undefined || template === undefined || before.live?.release === template.release) return false;
  return before.failed.some(({ release }) => release === template.release);
}

function failedNow(
  before: StageRecord | undefined,
  { template, failure }: Seen,
  live: Served | undefined,
): readonly FailedRelease[] {
  const failed = before?.failed ?? [];
  if (before === undefined || template === undefined || failure === undefined) return failed;
  if (live?.release === template.release || isStopped(before, template)) return failed;
  const others = failed.filter(({ release }) => release !== template.release);
  return [...others, { release: template.release, again: before.again, ...failure }];
}
