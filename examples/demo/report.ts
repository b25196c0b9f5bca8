/** What the demo adds up to: the report for programs, the matrix, and what other ways would have cost. */
import type { PredictionCounts } from './client.ts';
import { executedSteps, rowsOf, type Played } from './play.ts';
import { runSteps } from './scenarios.ts';

/** The content of `--report FILE`. */
export interface Report {
  readonly scenarios: readonly {
    readonly name: string;
    /** Run steps whose process ran for this push. */
    readonly executed: readonly string[];
    /** Run steps judged `Reuse`: all others. Their result was there. */
    readonly reused: readonly string[];
    /** Model digests in the answers; null when nothing answered yet. */
    readonly servedBefore: string | null;
    readonly servedAfter: string;
    readonly accuracy: number;
    /** From `git push` returning to everything done. */
    readonly seconds: number;
  }[];
  readonly predictions: Pick<PredictionCounts, 'ok' | 'failed'>;
}

/** The report of all pushes. */
export function reportOf(all: readonly Played[], predictions: PredictionCounts): Report {
  return {
    scenarios: all.map((played) => {
      const executed = executedSteps(played);
      return {
        name: played.scenario.name,
        executed,
        reused: runSteps.filter((name) => !executed.includes(name)),
        servedBefore: played.servedBefore ?? null,
        servedAfter: played.servedAfter,
        accuracy: played.accuracy,
        seconds: Math.round(played.seconds * 100) / 100,
      };
    }),
    predictions: { ok: predictions.ok, failed: predictions.failed },
  };
}

/** `ran`: for this push. `reused`: the push touches it, and its result was there. `untouched`: it reads nothing that moved. */
export type Cell = 'ran' | 'reused' | 'untouched' | 'refused' | 'skipped';

/** What a push did to a step of any type. */
export function cellOf(played: Played, step: string): Cell {
  const row = rowsOf(played).find(({ name, subject }) => name === step && subject === 'candidate');
  if (executedSteps(played).includes(step)) return 'ran';
  if (row?.state === 'Succeeded' || row?.state === 'Failed') return 'ran';
  if (row?.state === 'Refused') return 'refused';
  if (row?.state === 'Skipped') return 'skipped';
  return isTouched(played, step) ? 'reused' : 'untouched';
}

function isTouched({ touched }: Played, step: string): boolean {
  return touched.some(({ name, action }) => name === step && action !== 'Reuse');
}

/** Trainings and seconds of one way to decide what runs, over all pushes. */
export interface Cost {
  readonly trainings: number;
  /** Of `train` alone. */
  readonly training: number;
  /** Of all run steps. */
  readonly steps: number;
}

/** The seconds every step takes at every push, run or not: as measured when this very content ran. */
export function secondsOf(all: readonly Played[]): readonly ReadonlyMap<string, number>[] {
  const table: Map<string, number>[] = [];
  for (const [index, played] of all.entries()) {
    const seconds = new Map<string, number>();
    for (const name of runSteps) {
      const row = rowsOf(played).find((candidate) => candidate.name === name && candidate.subject === 'candidate');
      // Without a run nothing was measured: untouched is as before, touched is as when the files were the same.
      const like = isTouched(played, name) ? all.findIndex(({ content }) => content === played.content) : index - 1;
      seconds.set(name, row?.seconds ?? row?.savedSeconds ?? table[like]?.get(name) ?? 0);
    }
    table.push(seconds);
  }
  return table;
}

/** What a way costs that runs the steps for which `runs` says so. */
export function costOf(all: readonly Played[], runs: (played: Played, step: string) => boolean): Cost {
  const table = secondsOf(all);
  const cost = { trainings: 0, training: 0, steps: 0 };
  for (const [index, played] of all.entries()) {
    for (const name of runSteps.filter((step) => runs(played, step))) {
      const seconds = table[index]?.get(name) ?? 0;
      cost.steps += seconds;
      if (name !== 'train') continue;
      cost.trainings += 1;
      cost.training += seconds;
    }
  }
  return cost;
}

/** The three ways: what happened here, a CI with path filters per step, and a CI without. */
export function costs(all: readonly Played[]): readonly (Cost & { readonly way: string })[] {
  return [
    { way: 'refit', ...costOf(all, (played, step) => executedSteps(played).includes(step)) },
    { way: 'path filter', ...costOf(all, isTouched) },
    { way: 'run everything', ...costOf(all, () => true) },
  ];
}
