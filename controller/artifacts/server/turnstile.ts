/** How many requests of one namespace are in work at once, so that one cannot keep the others out. */
import { Refusal } from './refusal.ts';

export interface Turnstile {
  /** Runs `work` if there is room for one more of `namespace`. @throws Refusal 429 */
  pass<T>(namespace: string, work: () => Promise<T>): Promise<T>;
}

/** @param limit requests at once of each namespace */
export function createTurnstile(limit: number): Turnstile {
  const inside = new Map<string, number>();
  return {
    async pass(namespace, work) {
      const count = inside.get(namespace) ?? 0;
      if (count >= limit) throw new Refusal(429, 'too many requests at once', { 'retry-after': '1' });
      inside.set(namespace, count + 1);
      try {
        return await work();
      } finally {
        const left = (inside.get(namespace) ?? 1) - 1;
        if (left === 0) inside.delete(namespace);
        else inside.set(namespace, left);
      }
    },
  };
}
