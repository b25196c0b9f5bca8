import type { IncomingMessage } from 'node:http';
import { Refusal } from '../artifacts/server/refusal.ts';

/** Bytes that all bodies under way may hold together. */
export interface Budget {
  /** @returns false, and nothing is taken, when there is no room */
  take(bytes: number): boolean;
  give(bytes: number): void;
}

export function createBudget(bytes: number): Budget {
  let left = bytes;
  return {
    take(wanted) {
      if (wanted > left) return false;
      left -= wanted;
      return true;
    },
    give: (given) => void (left += given),
  };
}

/**
 * Runs `work` with the whole body of a request, byte for byte.
 * @throws Refusal 413 over `most` bytes, 503 when too much is under way; errors of the connection
 */
export async function withBody<T>(
  request: IncomingMessage,
  { most, budget }: { readonly most: number; readonly budget: Budget },
  work: (body: Buffer) => Promise<T>,
): Promise<T> {
  const tooLarge = (): Refusal => new Refusal(413, `a body of at most ${most} bytes is taken`);
  if (Number(request.headers['content-length'] ?? 0) > most) throw tooLarge();
  const pieces: Buffer[] = [];
  let held = 0;
  try {
    // The request outlives a refusal: it still wants an answer.
    const chunks: AsyncIterable<Buffer> = request.iterator({ destroyOnReturn: false });
    for await (const chunk of chunks) {
      if (held + chunk.length > most) throw tooLarge();
      if (!budget.take(chunk.length)) throw new Refusal(503, 'busy', { 'retry-after': '1' });
      held += chunk.length;
      pieces.push(chunk);
    }
    return await work(Buffer.concat(pieces));
  } finally {
    budget.give(held);
  }
}
