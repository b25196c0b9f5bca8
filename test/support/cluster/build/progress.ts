/** Writes one line of progress to stderr, so that the output of a command stays usable in a shell. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Seconds since `start` (of `Date.now()`), with one digit. */
export function secondsSince(start: number): string {
  return `${((Date.now() - start) / 1000).toFixed(1)} s`;
}
