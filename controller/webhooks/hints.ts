import { hostedRepository } from '../core/hosted-repository.ts';
import { keyOf, parseKey } from '../reconcile/ports.ts';
import type { Sources } from '../reconcile/sources.ts';
import type { Clock } from '../runtime/clock.ts';

/** Where hints go to: who follows repositories. Nothing is promised of what a hint does; the next poll comes anyway. */
export interface Hints {
  /**
   * Looks now at every source, followed by a workflow of the namespace, whose url has one of these keys (`hostedRepository`).
   * @returns how many there are
   */
  refresh(namespace: string, repositories: readonly string[]): number;
  /** Looks now at the sources of a workflow. @returns how many there are */
  refreshWorkflow(namespace: string, name: string): number;
}

/** Hints to what the reconcilers follow. */
export function sourceHints(sources: Pick<Sources, 'hint'>): Hints {
  return {
    refresh(namespace, repositories) {
      const wanted = new Set(repositories);
      const concerns = (url: string): boolean => wanted.has(hostedRepository(url) ?? '');
      return sources.hint((follower, url) => parseKey(follower).namespace === namespace && concerns(url));
    },
    refreshWorkflow: (namespace, name) => sources.hint((follower) => follower === keyOf({ namespace, name })),
  };
}

export interface CoalescedHints {
  /** Hands hints on, the first of a repository at once. */
  repositories(namespace: string, keys: readonly string[]): void;
  workflow(namespace: string, name: string): void;
  /** Forgets what waits. */
  close(): void;
}

/** Milliseconds after a hint in which more of the same kind become one; doubled as long as they come. */
const firstWait = 2_000;
const longestWait = 16_000;
/** Waits at once. Beyond, hints go on as they come. */
const mostWaits = 10_000;

interface Wait {
  again: boolean;
  readonly cancel: () => void;
}

/**
 * Hands the first hint on at once, and what comes within 2 s after it as one more, within 4 s after that as one more, and so
 * on up to 16 s: a burst of any length costs few looks, and none of them comes before the last push of it.
 * @param failed told what handing on threw
 */
export function coalesceHints(hints: Hints, clock: Clock, failed: (error: unknown) => void): CoalescedHints {
  const waits = new Map<string, Wait>();

  function handOn(act: () => number): void {
    try {
      act();
    } catch (thrown: unknown) {
      failed(thrown);
    }
  }

  function arm(key: string, ms: number, act: () => number): void {
    const cancel = clock.after(ms, () => {
      const wait = waits.get(key);
      waits.delete(key);
      if (wait?.again !== true) return;
      arm(key, Math.min(ms * 2, longestWait), act);
      handOn(act);
    });
    waits.set(key, { again: false, cancel });
  }

  function hint(key: string, act: () => number): void {
    const wait = waits.get(key);
    if (wait !== undefined) {
      wait.again = true;
      return;
    }
    if (waits.size < mostWaits) arm(key, firstWait, act);
    handOn(act);
  }

  return {
    repositories(namespace, keys) {
      if (keys.length === 0) return;
      hint(`repository\n${namespace}\n${keys.toSorted().join('\n')}`, () => hints.refresh(namespace, keys));
    },
    workflow(namespace, name) {
      hint(`workflow\n${namespace}\n${name}`, () => hints.refreshWorkflow(namespace, name));
    },
    close() {
      for (const { cancel } of waits.values()) cancel();
      waits.clear();
    },
  };
}
