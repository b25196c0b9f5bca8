/** The demo's side of the prediction client. */
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ended, until } from './processes.ts';
import type { Prediction } from './predictions.ts';

const program = fileURLToPath(new URL('predictions.ts', import.meta.url));
/** An answer that was asked for after the push had settled must come within these milliseconds. */
const answerWithin = 10_000;

/** Counts over all that was asked. */
export interface PredictionCounts {
  readonly ok: number;
  readonly failed: number;
  /** Asked per second, over the whole time. */
  readonly rate: number;
}

/** Asks for predictions all the while, in a process of its own. */
export class PredictionClient {
  readonly #answers: string;
  readonly #child: ChildProcess;
  readonly #read: Prediction[] = [];
  #offset = 0;

  /** @param images CSV of the images to ask about @param answers file that the answers go to */
  constructor(url: string, images: string, answers: string) {
    this.#answers = answers;
    this.#child = spawn(process.execPath, [program, url, images, answers], { stdio: ['pipe', 'ignore', 'inherit'] });
  }

  /** Everything that was answered so far, in the order of the answers. Reads what is new. */
  predictions(): readonly Prediction[] {
    if (!existsSync(this.#answers)) return this.#read;
    const file = openSync(this.#answers, 'r');
    try {
      const fresh = Buffer.alloc(Math.max(0, fstatSync(file).size - this.#offset));
      readSync(file, fresh, 0, fresh.length, this.#offset);
      const whole = fresh.subarray(0, fresh.lastIndexOf('\n') + 1);
      this.#offset += whole.length;
      for (const line of whole.toString('utf8').split('\n'))
        if (line !== '') this.#read.push(JSON.parse(line) as Prediction);
      return this.#read;
    } finally {
      closeSync(file);
    }
  }

  /** The model that answers now; if one is expected, it has given the last 25 answers, for a second. */
  async servedNow(signal?: AbortSignal, expected?: string): Promise<string> {
    const now = Date.now();
    const found = await until(
      'an answer of the model server',
      answerWithin,
      () => {
        if (this.#child.exitCode !== null) throw new Error('the client that asks for predictions ended by itself');
        const answers = this.predictions().filter(({ at, model }) => at >= now && model !== undefined);
        if (expected === undefined) return answers[0];
        const last = answers.slice(-25);
        return last.length === 25 && last.every(({ model }) => model === expected) ? last[0] : undefined;
      },
      signal ? { signal } : {},
    );
    return found.model ?? '';
  }

  /** Models in the answers to what was asked since then. */
  modelsSince(time: number): Set<string> {
    return new Set(this.predictions().flatMap(({ at, model }) => (at >= time && model !== undefined ? [model] : [])));
  }

  /** What failed, for people. */
  failures(): string[] {
    return this.predictions().flatMap(({ at, took, error }) =>
      error === undefined ? [] : [`${new Date(at).toISOString()} after ${took} ms: ${error}`],
    );
  }

  /** Counts of all so far. */
  counts(): PredictionCounts {
    const all = this.predictions();
    const failed = all.filter(({ error }) => error !== undefined).length;
    const times = all.map(({ at }) => at).toSorted((a, b) => a - b);
    const seconds = ((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1000;
    return { ok: all.length - failed, failed, rate: seconds > 0 ? (all.length - 1) / seconds : 0 };
  }

  /** Asks no more and waits for what is under way. */
  async end(): Promise<void> {
    this.#child.stdin?.end();
    await ended(this.#child);
  }
}
