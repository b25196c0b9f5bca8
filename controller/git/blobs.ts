import { RefitError } from '../core/errors.ts';
import type { Mirror } from './mirror.ts';
import type { ObjectReader } from './objects.ts';

/**
 * Reads small blobs whole: first those the mirror has, then, after one fetch, those it had not. With `skips` one over
 * `maxBytes` is left out.
 * @throws RefitError InputInvalid for a blob over `maxBytes`; RevisionGone for one that nobody has
 */
export async function readBlobs(
  mirror: Mirror,
  reader: ObjectReader,
  oids: readonly string[],
  { maxBytes, skips }: { readonly maxBytes: number; readonly skips: boolean },
): Promise<Map<string, Buffer>> {
  const found = new Map<string, Buffer>();
  const read = (wanted: readonly string[]): Promise<string[]> =>
    reader.visit(wanted, async ({ oid, type, size, content }) => {
      if (type !== 'blob') throw new RefitError('InputInvalid', `Object ${oid} is a ${type}, not a file.`);
      if (size > maxBytes && !skips) {
        throw new RefitError('InputInvalid', `File ${oid} has ${size} bytes; allowed are at most ${maxBytes}.`);
      }
      const pieces: Buffer[] = [];
      for await (const piece of content) if (size <= maxBytes) pieces.push(piece);
      if (size <= maxBytes) found.set(oid, Buffer.concat(pieces));
    });
  const missing = await read([...new Set(oids)]);
  if (missing.length === 0) return found;
  await mirror.prefetch(missing);
  const lost = await read(missing);
  if (lost.length > 0) {
    throw new RefitError('RevisionGone', `The repository ${mirror.place.url} does not have object ${lost[0]}.`);
  }
  return found;
}
