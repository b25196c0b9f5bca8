/** Downloads that are tried again, and go on where they broke off. */
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { isReason } from '../core/errors.ts';
import type { RefitError } from '../core/errors.ts';
import { unavailable } from './http.ts';

/** An object's bytes, from the first or from a later one on. */
export interface Opened {
  /** Must be read or destroyed. */
  readonly body: Readable;
  /** Opens it again from a byte on; absent where only the whole is given. @throws as what opened it */
  readonly rest?: (from: number) => Promise<Opened>;
}

/** Waits before the second and third try, in milliseconds. */
const waits: readonly number[] = [300, 1_500];
/** Bytes after which tries are counted anew, and how often one download may break off all the same. */
const progress = 1024 * 1024;
const maxBreaks = 100;

/** Again, when there was no answer or it broke off. */
export async function repeated<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries++) {
    signal.throwIfAborted();
    try {
      return await work();
    } catch (error: unknown) {
      const wait = waits[tries];
      if (wait === undefined || !isReason(error, 'SourceUnavailable')) throw error;
      await delay(wait, undefined, { signal });
    }
  }
}

/**
 * All bytes of what was opened: a rest is asked for when it breaks off. Whoever reads them checks them as one content.
 * @param place for messages; what breaks on the way is its fault, and never the disk's
 * @throws RefitError SourceUnavailable when it breaks off for good; what `rest` throws
 */
export async function* resumed(place: string, opened: Opened, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  let current = opened;
  let at = 0;
  let reached = 0;
  let tries = 0;
  for (let breaks = 0; ; breaks += 1) {
    let fault: RefitError;
    try {
      for await (const piece of current.body) {
        if (!(piece instanceof Uint8Array)) continue;
        at += piece.length;
        yield piece;
      }
      return;
    } catch (error: unknown) {
      fault = unavailable({ host: place }, error);
    } finally {
      current.body.destroy();
    }
    signal.throwIfAborted();
    if (at - reached >= progress) [reached, tries] = [at, 0];
    const wait = waits[tries];
    if (current.rest === undefined || at === 0 || wait === undefined || breaks >= maxBreaks) throw fault;
    tries += 1;
    await delay(wait, undefined, { signal });
    const { rest } = current;
    current = await repeated(signal, () => rest(at));
  }
}
