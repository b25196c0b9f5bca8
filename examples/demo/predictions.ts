/**
 * The client of the model server, a process of its own so that nothing else stalls it:
 * `predictions.ts URL IMAGES ANSWERS` asks for one image after another and appends a line of JSON per answer, until its
 * standard input ends. Nothing is asked twice.
 */
import { appendFileSync } from 'node:fs';
import { ask, readImages } from './ask.ts';

/** One prediction that was asked for. Milliseconds since 1970 when it was, and how many it took. */
export interface Prediction {
  readonly at: number;
  readonly took: number;
  /** Absent when it failed. */
  readonly model?: string;
  /** Why it failed. */
  readonly error?: string;
}

/** 25 a second. */
const every = 40;

/** Asks at a steady rate: a moment in which this process could not ask is made up for. */
function keepAsking(url: string, imagesFile: string, answersFile: string): () => Promise<void> {
  const images = readImages(imagesFile);
  const given = new Map<string, number>();
  const underWay = new Set<Promise<void>>();
  const begun = Date.now();
  let asked = 0;

  async function askNext(): Promise<void> {
    const index = asked++ % images.length;
    const at = Date.now();
    const prediction = await judge(index).catch((error: unknown) => ({ error: String(error) }));
    const line: Prediction = { at, took: Date.now() - at, ...prediction };
    appendFileSync(answersFile, `${JSON.stringify(line)}\n`);
  }

  /** One model answers the same about the same image, always; else it was not that image it answered for. */
  async function judge(index: number): Promise<Pick<Prediction, 'model' | 'error'>> {
    const image = images[index];
    if (!image) throw new Error(`there is no image ${index}`);
    const { digit, model } = await ask(url, image);
    const before = given.get(`${model} ${index}`);
    if (before !== undefined && before !== digit)
      return { error: `image ${index}: ${model} said ${before} and now ${digit}` };
    given.set(`${model} ${index}`, digit);
    return { model };
  }

  const timer = setInterval(() => {
    while (begun + asked * every <= Date.now()) {
      const asking = askNext();
      underWay.add(asking);
      void asking.finally(() => underWay.delete(asking));
    }
  }, every / 2);
  return async () => {
    clearInterval(timer);
    await Promise.all(underWay);
  };
}

if (import.meta.main) {
  const [url, images, answers] = process.argv.slice(2);
  if (url === undefined || images === undefined || answers === undefined)
    throw new Error('usage: predictions.ts URL IMAGES ANSWERS');
  const end = keepAsking(url, images, answers);
  // Ctrl-C reaches every process of the terminal; this one ends when the demo says so, or is gone.
  process.on('SIGINT', () => undefined);
  process.stdin.on('end', () => void end());
  process.stdin.resume();
}
