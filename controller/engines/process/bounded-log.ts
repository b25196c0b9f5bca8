/**
 * What a step prints, kept within bounds: `log` holds the first MiB as it comes, `log.tail` the last 3 MiB, replaced at
 * most twice a second however fast the step prints, so that a flood costs neither disk nor time without end.
 * `log.tail` begins with a line `<offset of its first byte in all that was printed>`.
 */
import { closeSync, openSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { createRedactor } from './redactor.ts';

/** Bytes kept of the beginning and of the end. */
export const headLimit = 1024 * 1024;
export const tailLimit = 3 * 1024 * 1024;
const flushEvery = 500;

export interface BoundedLog {
  write(chunk: Buffer): void;
  /** Writes what is left. Idempotent. */
  end(): void;
  /** The last bytes printed, at most `limit`. */
  last(limit: number): Buffer;
  /** The first error of writing (a full disk); the step goes on without its log. */
  readonly failure: unknown;
}

/** Chunks of which only the last `tailLimit` bytes count. */
export class Tail {
  #chunks: Buffer[] = [];
  size = 0;

  push(chunk: Buffer): void {
    // A copy: what is kept must not hold on to the larger buffer it is cut from.
    this.#chunks.push(Buffer.from(chunk));
    this.size += chunk.length;
    for (
      let first = this.#chunks[0];
      first !== undefined && this.size - first.length >= tailLimit;
      first = this.#chunks[0]
    ) {
      this.size -= first.length;
      this.#chunks.shift();
    }
  }

  bytes(): Buffer {
    const all = Buffer.concat(this.#chunks);
    return all.subarray(Math.max(0, all.length - tailLimit));
  }
}

/** Opens the log of an execution. `secrets`: values that must not appear in it. */
export function openBoundedLog(folder: string, secrets: readonly string[]): BoundedLog {
  const redactor = createRedactor(secrets);
  const file = openSync(join(folder, 'log'), 'a');
  const tail = new Tail();
  let [total, head, ended] = [0, Buffer.alloc(0), false];
  let timer: NodeJS.Timeout | undefined;
  let failure: unknown;
  function attempt(write: () => void): void {
    try {
      write();
    } catch (error: unknown) {
      failure ??= error;
    }
  }
  function flushTail(): void {
    clearTimeout(timer);
    timer = undefined;
    if (tail.size === 0) return;
    attempt(() => {
      const bytes = tail.bytes();
      const temporary = join(folder, '.log.tail.tmp');
      writeFileSync(temporary, Buffer.concat([Buffer.from(`${total - bytes.length}\n`), bytes]));
      renameSync(temporary, join(folder, 'log.tail'));
    });
  }
  function keep(chunk: Buffer): void {
    const toHead = chunk.subarray(0, Math.max(0, headLimit - total));
    const toTail = chunk.subarray(toHead.length);
    total += chunk.length;
    if (toHead.length > 0) {
      head = Buffer.concat([head, toHead]).subarray(-64 * 1024);
      attempt(() => writeSync(file, toHead));
    }
    if (toTail.length === 0) return;
    tail.push(toTail);
    timer ??= setTimeout(flushTail, flushEvery);
  }
  return {
    write: (chunk) => keep(redactor.push(chunk)),
    end() {
      if (ended) return;
      ended = true;
      keep(redactor.end());
      flushTail();
      closeSync(file);
    },
    last: (limit) => Buffer.concat([head, tail.bytes()]).subarray(-limit),
    get failure() {
      return failure;
    },
  };
}
