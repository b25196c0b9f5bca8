import { GitFailure } from './process.ts';

/** Bytes of a child's standard output, taken in the pieces its protocol has. One taker at a time. */
export class ByteQueue {
  #chunks: Buffer[] = [];
  #size = 0;
  #failure: Error | undefined;
  #wake: (() => void) | undefined;
  readonly #flow: { pause(): void; resume(): void };

  /** @param flow told to pause when over 4 MiB wait here, to resume when under 1 MiB */
  constructor(flow: { pause(): void; resume(): void }) {
    this.#flow = flow;
  }

  push(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    if (this.#size > 4 * 1024 * 1024) this.#flow.pause();
    this.#wake?.();
  }

  /** No more will come: takers that want more than is here fail with `error`. */
  fail(error: Error): void {
    this.#failure ??= error;
    this.#wake?.();
  }

  async #more(): Promise<void> {
    if (this.#failure) throw this.#failure;
    this.#flow.resume();
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    this.#wake = undefined;
  }

  #shift(most: number): Buffer {
    const head = this.#chunks[0];
    if (head === undefined) return Buffer.alloc(0);
    if (head.length <= most) this.#chunks.shift();
    else this.#chunks[0] = head.subarray(most);
    const taken = head.length <= most ? head : head.subarray(0, most);
    this.#size -= taken.length;
    if (this.#size < 1024 * 1024) this.#flow.resume();
    return taken;
  }

  /** The next line without its line break, as latin1; lines are short. */
  async line(): Promise<string> {
    let text = '';
    for (;;) {
      const head = this.#chunks[0];
      if (head === undefined) {
        await this.#more();
        continue;
      }
      const end = head.indexOf(0x0a);
      text += this.#shift(end < 0 ? head.length : end + 1).toString('latin1');
      if (end >= 0) return text.slice(0, -1);
      if (text.length > 65_536) throw new Error('a line of git has no end');
    }
  }

  /** The next `count` bytes, piece by piece, as they come. */
  async *stream(count: number): AsyncGenerator<Buffer, void, undefined> {
    for (let left = count; left > 0;) {
      if (this.#chunks.length === 0) await this.#more();
      const piece = this.#shift(left);
      left -= piece.length;
      if (piece.length > 0) yield piece;
    }
  }

  /** The next `count` bytes. */
  async take(count: number): Promise<Buffer> {
    const head = this.#chunks[0];
    if (head !== undefined && head.length >= count) return this.#shift(count);
    const pieces: Buffer[] = [];
    for await (const piece of this.stream(count)) pieces.push(piece);
    return Buffer.concat(pieces);
  }

  /** All that comes up to `suffix`, which must be the last thing said; at most `maxBytes`. */
  async until(suffix: Buffer, maxBytes: number): Promise<Buffer> {
    const pieces: Buffer[] = [];
    let size = 0;
    let tail = Buffer.alloc(0);
    for (;;) {
      while (this.#chunks.length > 0) {
        const piece = this.#shift(Number.MAX_SAFE_INTEGER);
        pieces.push(piece);
        size += piece.length;
        tail = Buffer.concat([tail, piece.subarray(-suffix.length)]).subarray(-suffix.length);
      }
      if (tail.equals(suffix)) return Buffer.concat(pieces).subarray(0, size - suffix.length);
      if (size > maxBytes) throw new GitFailure('output', '', `git said more than ${maxBytes} bytes`);
      await this.#more();
    }
  }
}
