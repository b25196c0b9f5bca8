import type { Store } from '../../store/store.ts';
import type { Output } from '../command.ts';
import { followStore } from './board.ts';
import { lineAudience } from './lines.ts';
import { Screen, screenLines } from './screen.ts';

/** Milliseconds between two drawings: elapsed times move, changes are shown together. */
const redrawEvery = 200;

/** What `up` shows while it works. */
export interface Progress {
  /** Prints a line that stays. */
  print(line: string): void;
  /** Shows how things stand, for the last time. */
  stop(): void;
}

/** Follows a store: a live table on a terminal, lines elsewhere. */
export async function showProgress(store: Store, output: Output & { readonly rows?: number }): Promise<Progress> {
  if (output.isTTY !== true) {
    const print = (line: string): unknown => output.write(`${line}\n`);
    const following = await followStore(store, lineAudience(print));
    return { print, stop: () => following.stop() };
  }
  const screen = new Screen(output);
  const following = await followStore(store, { workflow: () => undefined, run: () => undefined });
  const draw = (): void => screen.draw(screenLines(following.board, Date.now(), output.columns ?? 80));
  const timer = setInterval(draw, redrawEvery);
  let stopped = false;
  return {
    print(line) {
      screen.print(line);
      draw();
    },
    stop() {
      if (stopped) return;
      stopped = true;
      clearInterval(timer);
      draw();
      following.stop();
    },
  };
}
