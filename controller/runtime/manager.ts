import { toError } from '../core/errors.ts';
import type { Clock } from './clock.ts';
import { type ControllerOptions, runController } from './controller.ts';
import type { WorkQueue } from './work-queue.ts';

export interface ManagerOptions {
  readonly clock: Clock;
  /** How long `stop` waits for what is being worked on before it aborts it, in milliseconds. Default 10 s. */
  readonly grace?: number;
  /** Told what a stop or close function threw; the others run all the same. */
  readonly onError: (error: Error) => void;
  /** Aborts what is worked on, before `stop` would. */
  readonly signal?: AbortSignal;
}

/** A controller as the manager runs it: clock and root signal are the manager's. */
export type ManagedController = Omit<ControllerOptions, 'clock' | 'signal'>;

type Ending = () => void | Promise<void>;

/** Runs controllers together, and ends them in order. */
export interface Manager {
  /** Aborts when what still runs shall end now. */
  readonly signal: AbortSignal;
  /** Adds a controller; it starts with `start`, or at once when that was called. */
  add(controller: ManagedController): void;
  /** `end` stops a producer of keys (a watch, a timer, a listener); called first at `stop`. */
  onIntake(end: Ending): void;
  /** `end` closes what reconciling uses (store, mirrors); called last at `stop`, the one added last first. */
  onClose(end: Ending): void;
  start(): void;
  /** Keys in the queue of each controller, by its name. */
  depths(): ReadonlyMap<string, WorkQueue['depth']>;
  /** Whether no queue holds or works on a key, except what is due later than `horizon` milliseconds. */
  isIdle(horizon?: number): boolean;
  /** Settles when it `isIdle` at two looks, `settle` milliseconds apart, with nothing between them; or when stopped. */
  idle(options?: { readonly horizon?: number; readonly settle?: number }): Promise<void>;
  /** Ends intake, lets workers finish (aborting them after the grace time), closes. Once; later calls wait for the first. */
  stop(): Promise<void>;
}

/** Milliseconds that what is aborted gets to end, before things are closed under it. */
const abortGrace = 2_000;

export function createManager(options: ManagerOptions): Manager {
  const { clock, grace = 10_000, onError } = options;
  const root = new AbortController();
  options.signal?.addEventListener('abort', () => root.abort(options.signal?.reason), { once: true });
  if (options.signal?.aborted === true) root.abort(options.signal.reason);
  const controllers: ManagedController[] = [];
  const intake: Ending[] = [];
  const closing: Ending[] = [];
  const running: Promise<void>[] = [];
  let started = false;
  let stopping: Promise<void> | undefined;

  const launch = (controller: ManagedController): void => {
    running.push(runController({ ...controller, clock, signal: root.signal }));
  };
  const isIdle = (horizon = 1_000): boolean => controllers.every(({ queue }) => queue.isIdle(horizon));
  const stop = async (): Promise<void> => {
    await endAll(intake, onError);
    const inTime = started && (await within(clock, grace, shutDown(controllers, false)));
    root.abort();
    if (!inTime) await within(clock, abortGrace, shutDown(controllers, true));
    await within(clock, abortGrace, Promise.all(running));
    await endAll(closing.toReversed(), onError);
  };
  return {
    signal: root.signal,
    add(controller) {
      controllers.push(controller);
      if (started) launch(controller);
    },
    onIntake: (end) => void intake.push(end),
    onClose: (end) => void closing.push(end),
    start() {
      if (started) return;
      started = true;
      controllers.forEach(launch);
    },
    depths: () => new Map(controllers.map(({ name, queue }) => [name, queue.depth])),
    isIdle,
    async idle({ horizon = 1_000, settle = 50 } = {}) {
      let before: number | undefined;
      while (stopping === undefined) {
        const now = isIdle(horizon) ? activityOf(controllers) : undefined;
        if (now !== undefined && now === before) return;
        before = now;
        await new Promise<void>((resolve) => clock.after(settle, resolve));
      }
    },
    stop: () => (stopping ??= stop()),
  };
}

async function shutDown(controllers: readonly ManagedController[], drop: boolean): Promise<void> {
  await Promise.all(controllers.map(({ queue }) => queue.shutDown({ drop })));
}

function activityOf(controllers: readonly ManagedController[]): number {
  return controllers.reduce((sum, { queue }) => sum + queue.activity, 0);
}

async function endAll(endings: readonly Ending[], onError: (error: Error) => void): Promise<void> {
  for (const end of endings) {
    try {
      await end();
    } catch (thrown: unknown) {
      onError(toError(thrown));
    }
  }
}

/** Whether `work` settled before `ms` milliseconds were over. */
async function within(clock: Clock, ms: number, work: Promise<unknown>): Promise<boolean> {
  let cancel: () => void = () => undefined;
  const late = new Promise<boolean>((resolve) => {
    cancel = clock.after(ms, () => resolve(false));
  });
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    cancel();
  }
}
