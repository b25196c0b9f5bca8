const units = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 } as const;

/** What the CRDs accept as a duration, Go's notation without its rare units. */
export const durationPattern = /^([0-9]+(\.[0-9]+)?(ms|s|m|h))+$/;

/** Milliseconds of a duration such as `1h30m` or `1.5s`. @throws TypeError if it is none; validation sees to it before */
export function parseDuration(text: string): number {
  if (!durationPattern.test(text))
    throw new TypeError(`found '${text}', allowed a duration such as 90s, 1h30m or 500ms`);
  let total = 0;
  for (const [, amount, unit] of text.matchAll(/([0-9.]+)(ms|s|m|h)/g)) {
    total += Number(amount) * units[unit as keyof typeof units];
  }
  return total;
}

/** Milliseconds as a duration that `parseDuration` reads, in its longest units: `1h30m`, `2.5s`, `0s`. */
export function formatDuration(ms: number): string {
  const hours = Math.floor(ms / units.h);
  const minutes = Math.floor((ms % units.h) / units.m);
  const seconds = Math.round(ms % units.m) / units.s;
  const parts = [hours > 0 ? `${hours}h` : '', minutes > 0 ? `${minutes}m` : '', seconds > 0 ? `${seconds}s` : ''];
  return parts.join('') || '0s';
}
