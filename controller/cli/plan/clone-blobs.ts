import { RefitError } from '../../core/errors.ts';
import type { GitProcesses } from '../../git/process.ts';

/**
 * Blobs of a clone, read in place: sizes first, so that a large one is never taken into memory.
 * @returns those of at most `maxBytes`, by id
 * @throws RefitError RevisionGone for one that the clone does not have; GitFailure
 */
export async function readBlobs(
  processes: GitProcesses,
  gitDir: string,
  oids: readonly string[],
  maxBytes: number,
): Promise<ReadonlyMap<string, Buffer>> {
  const input = (ids: readonly string[]): string => ids.map((oid) => `${oid}\n`).join('');
  const sizes = await processes.run({ gitDir, args: ['cat-file', '--batch-check', '--buffer'], input: input(oids) });
  const small = sizes
    .toString('latin1')
    .trimEnd()
    .split('\n')
    .flatMap((line) => {
      const [oid = '', type, size] = line.split(' ');
      if (type !== 'blob') throw new RefitError('RevisionGone', `${gitDir} does not have the file ${oid}.`);
      return Number(size) <= maxBytes ? [oid] : [];
    });
  const found = new Map<string, Buffer>();
  if (small.length === 0) return found;
  const output = await processes.run({ gitDir, args: ['cat-file', '--batch', '--buffer'], input: input(small) });
  for (let at = 0; at < output.length;) {
    const end = output.indexOf(10, at);
    const [oid = '', , size] = output.toString('latin1', at, end).split(' ');
    const from = end + 1;
    found.set(oid, output.subarray(from, from + Number(size)));
    at = from + Number(size) + 1;
  }
  return found;
}
