import type { Random } from './clock.ts';

export interface BackoffOptions {
  /** The longest first delay, in milliseconds. Default 750. */
  readonly base?: number;
  /** The longest delay of all, in milliseconds. Default 15 minutes. */
  readonly cap?: number;
  /** Default `Math.random`. */
  readonly random?: Random;
}

/**
 * Exponential backoff with full jitter: the n-th failure (from 0) waits a random part of min(base * 2^n, cap). The jitter
 * spreads what failed together (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/).
 * @returns milliseconds, a whole number in [0, cap]
 */
export function backoffDelay(failures: number, options: BackoffOptions = {}): number {
  const { base = 750, cap = 15 * 60_000, random = Math.random } = options;
  return Math.floor(random() * Math.min(base * 2 ** failures, cap));
}
