/** One prediction over HTTP, and what makes an answer valid. */
import { readFileSync } from 'node:fs';
import { request } from 'node:http';

/** Pixels of one image, and the digit that was written. */
export interface Image {
  readonly pixels: readonly number[];
  readonly label: number;
}

export interface Answer {
  readonly digit: number;
  /** Digest of the model that answered. */
  readonly model: string;
  /** What the whole answer was, as text. */
  readonly text: string;
}

/** A client gives up after these milliseconds, connecting included. */
const patience = 1_000;

/** Every image of a CSV file of the example. */
export function readImages(file: string): Image[] {
  const [, ...rows] = readFileSync(file, 'utf8').trim().split('\n');
  return rows.map((row) => {
    const values = row.split(',').map(Number);
    return { pixels: values.slice(0, -1), label: values.at(-1) ?? Number.NaN };
  });
}

/** Asks on a new connection, once. @throws Error on anything but a valid answer within a second */
export async function ask(url: string, image: Image): Promise<Answer> {
  const text = await post(new URL('/predict', url), JSON.stringify({ pixels: image.pixels }));
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || !('digit' in value) || !('model' in value))
    throw new Error(`not an answer: ${text.slice(0, 200)}`);
  const { digit, model } = value;
  if (typeof digit !== 'number' || !Number.isInteger(digit) || digit < 0 || digit > 9)
    throw new Error(`not a digit: ${text.slice(0, 200)}`);
  if (typeof model !== 'string' || !/^sha256:[0-9a-f]{64}$/.test(model))
    throw new Error(`not the digest of a model: ${text.slice(0, 200)}`);
  return { digit, model, text: text.trim() };
}

function post(url: URL, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) };
    // `agent: false` is a connection of its own for each request.
    const options = { method: 'POST', agent: false as const, headers, signal: AbortSignal.timeout(patience) };
    const sent = request(url, options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        if (response.statusCode === 200 && response.complete) resolve(text);
        else reject(new Error(`HTTP ${response.statusCode}: ${text.slice(0, 200)}`));
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
