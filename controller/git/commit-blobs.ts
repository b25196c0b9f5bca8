import type { MirroredCommit } from './export.ts';
import { fetchMissing, withMirror } from './export.ts';
import type { ObjectReader } from './objects.ts';

/**
 * Bytes of blobs that a commit has, fetched together where the mirror lacks them. One over `maxBytes` is left out.
 * @throws RefitError as `Git.ensure`
 */
export function readCommitBlobs(
  request: MirroredCommit,
  oids: readonly string[],
  maxBytes: number,
): Promise<ReadonlyMap<string, Buffer>> {
  const wanted = [...new Set(oids)];
  if (wanted.length === 0) return Promise.resolve(new Map());
  return withMirror(request, (mirror) =>
    mirror.use(request.commit, [request.commit], async (reader) => {
      await fetchMissing(
        mirror,
        wanted.map((oid) => ({ oid, mode: '100644' })),
      );
      const said = await mirror.run(['cat-file', '--batch-check', '--buffer'], `${wanted.join('\n')}\n`);
      return read(reader, smallOnes(said.toString('latin1'), maxBytes));
    }),
  );
}

/** Lines are `<oid> blob <size>`. */
function smallOnes(said: string, maxBytes: number): string[] {
  return said.split('\n').flatMap((line) => {
    const [oid, type, size] = line.split(' ');
    return oid !== undefined && type === 'blob' && Number(size) <= maxBytes ? [oid] : [];
  });
}

async function read(reader: ObjectReader, oids: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
  const found = new Map<string, Buffer>();
  await reader.visit(oids, async ({ oid, content }) => {
    const pieces: Buffer[] = [];
    for await (const piece of content) pieces.push(piece);
    found.set(oid, Buffer.concat(pieces));
  });
  return found;
}
