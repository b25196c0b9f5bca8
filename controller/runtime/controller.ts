import { RefitError, toError } from '../core/errors.ts';
import type { Clock, Random } from './clock.ts';
import type { LookOutcome, LoopMeasures } from './measures.ts';
import type { WorkQueue } from './work-queue.ts';

/**
 * What a look at a key ended with. `held`: it was none, because somebody else works on the same thing; the key is added again
 * by whoever holds it.
 */
export type Outcome =
  { readonly kind: 'done' } | { readonly kind: 'requeueAfter'; readonly ms: number } | { readonly kind: 'held' };

/** How a failed look is gone on with. */
export interface Failure {
  readonly controller: string;
  readonly key: string;
  readonly error: Error;
  /** The handling of the error table; an error outside of it is Transient. */
  readonly handling: RefitError['handling'];
  /** When the key is looked at again, in milliseconds; undefined: when something moves. */
  readonly retryIn?: number;
}

export interface ControllerOptions {
  readonly name: string;
  readonly queue: WorkQueue;
  /** How many keys are worked on at once. */
  readonly workers: number;
  /** Looks at one key. `signal` aborts at the timeout and when the process ends; never runs twice at once for a key. */
  reconcile(key: string, signal: AbortSignal): Promise<Outcome>;
  /** Told of every failure but a Conflict, once: the place to log it. */
  onError(failure: Failure): void;
  readonly clock: Clock;
  readonly random?: Random;
  /** The root signal. */
  readonly signal?: AbortSignal;
  /** How long a look may take, in milliseconds. Default 5 minutes. */
  readonly timeout?: number;
  /** Told of every look. Default: nobody. */
  readonly measures?: Pick<LoopMeasures, 'looked'>;
  /** How long after a Waiting error the key is looked at again, in milliseconds (10 % either way). Default 10 s. */
  readonly waiting?: number;
}

/** After a Conflict: time for the other writer to be done, and how many in a row are still nothing to report. */
const conflict = { delay: 25, quiet: 10 } as const;
/** How long a look that was aborted may take to notice, before its worker goes on without it. */
const grace = 30_000;

/**
 * Works on a queue until it is shut down. Nothing thrown escapes: each error is handled as the error table says.
 * @returns settled when all workers have ended
 */
export async function runController(options: ControllerOptions): Promise<void> {
  const conflicts = new Map<string, number>();
  await Promise.all(Array.from({ length: options.workers }, () => work(options, conflicts)));
}

async function work(options: ControllerOptions, conflicts: Map<string, number>): Promise<void> {
  for (;;) {
    const key = await options.queue.take();
    if (key === undefined) return;
    await look(options, conflicts, key);
  }
}

/** One look, with its timeout. Settles early when the look does not end: the key stays taken, the worker is free. */
async function look(options: ControllerOptions, conflicts: Map<string, number>, key: string): Promise<void> {
  const { clock, queue, timeout = 5 * 60_000 } = options;
  const controller = new AbortController();
  const signal =
    options.signal === undefined ? controller.signal : AbortSignal.any([options.signal, controller.signal]);
  let cancelTimer: () => void = () => undefined;
  const abandoned = new Promise<void>((resolve) => {
    cancelTimer = clock.after(timeout, () => {
      controller.abort(new RefitError('ReconcileTimeout', `${options.name} ${key}: took more than ${timeout} ms`));
      cancelTimer = clock.after(grace, () => {
        const error = new RefitError('ReconcileTimeout', `${options.name} ${key}: does not end after its timeout`);
        report(options, { controller: options.name, key, error, handling: 'Transient' });
        resolve();
      });
    });
  });
  const settled = settle(options, conflicts, key, signal, controller.signal).finally(() => {
    cancelTimer();
    queue.done(key);
  });
  await Promise.race([settled, abandoned]);
}

async function settle(
  options: ControllerOptions,
  conflicts: Map<string, number>,
  key: string,
  signal: AbortSignal,
  timedOut: AbortSignal,
): Promise<void> {
  const began = options.clock.now();
  const tell = (outcome: LookOutcome): void =>
    options.measures?.looked(options.name, outcome, Math.max(options.clock.now() - began, 0) / 1000);
  try {
    const outcome = await options.reconcile(key, signal);
    // No look: neither counted nor a success after failures.
    if (outcome.kind === 'held') return;
    conflicts.delete(key);
    options.queue.forget(key);
    if (outcome.kind === 'requeueAfter') options.queue.addAfter(key, outcome.ms);
    tell(outcome.kind === 'done' ? 'Done' : 'Requeued');
  } catch (thrown: unknown) {
    // Cut short by the end of the process: the next start looks again.
    if (options.signal?.aborted === true) tell('Aborted');
    else tell(fail(options, conflicts, key, toError(timedOut.aborted ? timedOut.reason : thrown)));
  }
}

/** Requeues a failed key as its error says. */
function fail(options: ControllerOptions, conflicts: Map<string, number>, key: string, error: Error): LookOutcome {
  const { name, queue, random = Math.random, waiting = 10_000 } = options;
  const handling = error instanceof RefitError ? error.handling : 'Transient';
  if (error instanceof RefitError && error.reason === 'Conflict') {
    const times = (conflicts.get(key) ?? 0) + 1;
    conflicts.set(key, times);
    if (times <= conflict.quiet) {
      queue.addAfter(key, conflict.delay);
      return 'Conflict';
    }
  } else {
    conflicts.delete(key);
  }
  if (handling === 'Stalled') {
    queue.forget(key);
    report(options, { controller: name, key, error, handling });
  } else if (handling === 'Waiting') {
    const retryIn = Math.round(waiting * (0.9 + 0.2 * random()));
    queue.addAfter(key, retryIn);
    report(options, { controller: name, key, error, handling, retryIn });
  } else {
    report(options, { controller: name, key, error, handling, retryIn: queue.addRateLimited(key) });
  }
  return handling;
}

function report(options: ControllerOptions, failure: Failure): void {
  try {
    options.onError(failure);
  } catch (thrown: unknown) {
    process.emitWarning(toError(thrown));
  }
}
