import { stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Milliseconds between two notes. */
const noteMs = 60_000;
const fileName = 'used';

/** Notes when a mirror was used last, by the time of a file beside it, so that any process can tell. */
export class LastUse {
  readonly #file: string;
  #noted = Number.NEGATIVE_INFINITY;

  constructor(home: string) {
    this.#file = join(home, fileName);
  }

  /** At most once a minute. A note that cannot be written costs a fetch at most. */
  async note(): Promise<void> {
    const now = performance.now();
    if (now - this.#noted < noteMs) return;
    this.#noted = now;
    const time = new Date();
    await utimes(this.#file, time, time).catch(() => writeFile(this.#file, '').catch(() => undefined));
  }
}

/** Milliseconds since the epoch; without a note, when the folder was last written to. */
export async function lastUseOf(home: string): Promise<number> {
  const found = (await stat(join(home, fileName)).catch(() => undefined)) ?? (await stat(home).catch(() => undefined));
  return found?.mtimeMs ?? 0;
}
