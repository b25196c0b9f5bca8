/** Deliveries that were acted on. */
export interface Seen {
  has(identity: string): boolean;
  add(identity: string): void;
}

/**
 * Remembers at most `most` of them, each for `forMs`: a repeated one can at most cause a look, and two pushes may have equal
 * bodies (back and forth between two commits), so none is remembered for ever.
 */
export function createSeen(now: () => number, most = 10_000, forMs = 10 * 60_000): Seen {
  const until = new Map<string, number>();
  return {
    has(identity) {
      const end = until.get(identity);
      if (end !== undefined && end > now()) return true;
      until.delete(identity);
      return false;
    },
    add(identity) {
      until.delete(identity);
      until.set(identity, now() + forMs);
      if (until.size > most) for (const oldest of until.keys()) if (until.delete(oldest)) break;
    },
  };
}
