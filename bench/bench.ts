/** What a benchmark is, and how its numbers become a row with a verdict. */
import type { Scratch } from './scratch.ts';

/** One measured number, as `--json` writes it. A ratio is `median / baseline`. */
export interface Row {
  readonly name: string;
  /** Of `median`, `min`, `max` and `baseline`. */
  readonly unit: string;
  /** Measurements that count; a warm-up before them does not. */
  readonly n: number;
  readonly median: number;
  readonly min: number;
  readonly max: number;
  /** Median of what it is compared with, measured in the same run, in turns with the subject. */
  readonly baseline: number;
  readonly ratio: number;
  /** Which number `limit` bounds. */
  readonly limitKind: 'ratio' | 'value';
  readonly limit: number;
  readonly holds: boolean;
}

/** A benchmark of its own file. */
export interface Bench {
  /** What the command line calls it; its first row has the same name. */
  readonly name: string;
  /** One line: what is measured against what. */
  readonly about: string;
  /** Makes its fixtures below `scratch.folder`. @throws Error when what was measured did not do what it should */
  run(scratch: Scratch): Promise<readonly Row[]>;
}

/** What a row is made of. */
export interface Measurement {
  readonly name: string;
  readonly unit: string;
  readonly subject: readonly number[];
  readonly baseline: readonly number[];
  readonly limitKind: Row['limitKind'];
  readonly limit: number;
}

/** The row of a measurement. */
export function rowOf({ name, unit, subject, baseline, limitKind, limit }: Measurement): Row {
  const middle = median(subject);
  const compared = median(baseline);
  const ratio = middle / compared;
  const judged = limitKind === 'ratio' ? ratio : middle;
  return {
    name,
    unit,
    n: subject.length,
    median: middle,
    min: Math.min(...subject),
    max: Math.max(...subject),
    baseline: compared,
    ratio,
    limitKind,
    limit,
    holds: judged <= limit,
  };
}

/** The middle value; of an even count the mean of the two middle ones. NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const upper = sorted[half] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? Number.NaN) + upper) / 2;
}

/** Two lists of numbers, measured in turns. */
export interface Pairs {
  readonly subject: number[];
  readonly baseline: number[];
}

/** Measures subject and baseline in turns (A B A B …), `n` times each, after `warmUp` rounds that do not count. */
export async function alternate(
  n: number,
  subject: () => Promise<number>,
  baseline: () => Promise<number>,
  warmUp = 1,
): Promise<Pairs> {
  const pairs: Pairs = { subject: [], baseline: [] };
  for (let round = -warmUp; round < n; round += 1) {
    const [one, other] = [await subject(), await baseline()];
    if (round < 0) continue;
    pairs.subject.push(one);
    pairs.baseline.push(other);
  }
  return pairs;
}

/** Milliseconds since the epoch with a fraction: the clock that processes of one machine share. */
export function epoch(): number {
  return performance.timeOrigin + performance.now();
}
