import type { Clock } from './clock.ts';

/** A question to the process. */
export interface Check {
  readonly name: string;
  /** @returns what is wrong, in a few words; undefined: nothing */
  problem(): string | undefined;
}

/** Whether something still moves: it gives a sign of life now and then. */
export interface Watchdog extends Check {
  beat(): void;
}

/** Wrong when the last sign of life is older than `ms`; the making counts as the first. */
export function createWatchdog(name: string, ms: number, clock: Clock): Watchdog {
  let last = clock.now();
  return {
    name,
    beat: () => void (last = clock.now()),
    problem() {
      const silence = clock.now() - last;
      return silence > ms ? `no sign of life for ${Math.round(silence / 1000)} s` : undefined;
    },
  };
}

/** How often the event loop is looked at, in milliseconds. */
const pulseMs = 1_000;

export interface Pulse extends Check {
  stop(): void;
}

/**
 * Measures how late timers are. Wrong when the last one came more than `ms` too late, or the one that is due is later
 * than that already: the process works, but what it does comes too late for anybody.
 */
export function startPulse(ms: number, clock: Clock): Pulse {
  let due = clock.now() + pulseMs;
  let late = 0;
  let cancel: () => void = () => undefined;
  const arm = (): void => {
    due = clock.now() + pulseMs;
    cancel = clock.after(pulseMs, () => {
      late = clock.now() - due;
      arm();
    });
  };
  arm();
  return {
    name: 'event-loop',
    problem() {
      const worst = Math.max(late, clock.now() - due);
      return worst > ms ? `timers come ${Math.round(worst)} ms too late` : undefined;
    },
    stop: () => cancel(),
  };
}

/** Something that keeps objects of the API server in memory. */
export interface KeptCache {
  /** Whether it is filled and near the truth. Left out: nothing is kept. */
  readonly healthy?: boolean;
}

/**
 * Wrong while a cache is not healthy. `ms` after the making are theirs to be filled: who begins to lead stays ready while it
 * lists what only the leader keeps.
 */
export function checkCaches(caches: Readonly<Record<string, KeptCache>>, ms: number, clock: Clock): Check {
  const until = clock.now() + ms;
  return {
    name: 'caches',
    problem() {
      if (clock.now() < until) return undefined;
      const wrong = Object.entries(caches).flatMap(([name, { healthy = true }]) => (healthy ? [] : [name]));
      return wrong.length === 0 ? undefined : `${wrong.join(', ')}: not filled, or not near what the API server has`;
    },
  };
}

/** The answer to a probe: `ok`, or all that is wrong, one line each. Names of checks and their problems only. */
export function answerProbe(checks: readonly Check[]): { readonly status: 200 | 503; readonly body: string } {
  const wrong = checks.flatMap((check) => {
    const problem = check.problem();
    return problem === undefined ? [] : [`${check.name}: ${problem}`];
  });
  return wrong.length === 0 ? { status: 200, body: 'ok\n' } : { status: 503, body: `${wrong.join('\n')}\n` };
}
