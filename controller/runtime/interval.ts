import type { Clock, Random } from './clock.ts';

/**
 * Runs `task` every `ms` milliseconds, 10 % either way so that many do not fall together; the next wait starts when the
 * task has ended, so it never overlaps itself. `failed` is told what it throws.
 * @returns the end of it; a task that is running is not waited for
 */
export function startInterval(
  options: { readonly clock: Clock; readonly ms: number; readonly random?: Random },
  task: () => void | Promise<void>,
  failed: (error: unknown) => void,
): () => void {
  const { clock, ms, random = Math.random } = options;
  let ended = false;
  let cancel: () => void = () => undefined;
  const run = async (): Promise<void> => {
    try {
      await task();
    } catch (thrown: unknown) {
      failed(thrown);
    }
    if (!ended) arm();
  };
  const arm = (): void => {
    cancel = clock.after(Math.round(ms * (0.9 + 0.2 * random())), () => void run());
  };
  arm();
  return () => {
    ended = true;
    cancel();
  };
}
