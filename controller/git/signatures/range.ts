import { MirrorBroken } from '../broken.ts';
import type { ObjectReader } from '../objects.ts';

/** What verification reads a mirror with. */
export interface SignatureMeans {
  readonly reader: Pick<ObjectReader, 'visit'>;
  /** Runs git on the mirror. @returns standard output */
  run(args: readonly string[]): Promise<Buffer>;
  /** Fetches an object the mirror lacks, of any kind; nothing to do where there is nothing to fetch from. */
  prefetch(oids: readonly string[]): Promise<void>;
  /** Whether the mirror has been made again for this: what it lacks now, nobody has. */
  readonly again: boolean;
  /** Milliseconds since the epoch. */
  now(): number;
}

/** A commit or tag that is larger is not read. */
export const maxObjectBytes = 1024 * 1024;

/** Commits that a range may have. */
export const maxCommits = 10_000;

/** Commits of a range, oldest first, and those where it ends. */
export interface CommitRange {
  readonly commits: readonly string[];
  readonly boundary: ReadonlySet<string>;
}

/**
 * Every commit reachable from `to` and not from `from`, over all parents; without `from`, all of them.
 * @returns undefined when there are more than `maxCommits`
 */
async function listRange(
  means: SignatureMeans,
  from: string | undefined,
  to: string,
): Promise<CommitRange | undefined> {
  // A commit-graph says what parents a commit has without a look at it, and a local repository may bring its own.
  const args = ['-c', 'core.commitGraph=false', 'rev-list', '--topo-order', `--max-count=${maxCommits + 1}`];
  const output = await means.run([...args, '--boundary', to, ...(from === undefined ? [] : [`^${from}`]), '--']);
  const commits: string[] = [];
  const boundary = new Set<string>();
  for (const line of output.toString('latin1').split('\n')) {
    if (line.startsWith('-')) boundary.add(line.slice(1));
    else if (line !== '') commits.push(line);
  }
  return commits.length > maxCommits ? undefined : { commits: commits.reverse(), boundary };
}

/**
 * Where the history of a range is cut, as that of a shallow repository is.
 * @returns the parent that is not there; undefined when all are, as far as is looked
 */
async function findCut({ reader }: SignatureMeans, from: string | undefined, to: string): Promise<string | undefined> {
  const seen = new Set([to]);
  for (let next = [to]; next.length > 0 && seen.size <= maxCommits;) {
    const found: string[] = [];
    const missing = await reader.visit(next, async ({ size, content }) => {
      const pieces: Buffer[] = [];
      for await (const piece of content) if (size <= maxObjectBytes) pieces.push(piece);
      const [header = ''] = Buffer.concat(pieces).toString('latin1').split('\n\n', 1);
      for (const [, parent = ''] of header.matchAll(/^parent ([0-9a-f]+)$/gm)) found.push(parent);
    });
    if (missing[0] !== undefined) return missing[0];
    next = [...new Set(found)].filter((parent) => parent !== from && !seen.has(parent));
    for (const parent of next) seen.add(parent);
  }
  return undefined;
}

/**
 * `listRange`, or the parent at which history is cut.
 * @throws MirrorBroken when the mirror lacks what it may only have lost
 */
export async function listWholeRange(
  means: SignatureMeans,
  from: string | undefined,
  to: string,
): Promise<CommitRange | string | undefined> {
  try {
    return await listRange(means, from, to);
  } catch (error: unknown) {
    const cut = error instanceof MirrorBroken && means.again ? await findCut(means, from, to) : undefined;
    if (cut === undefined) throw error;
    return cut;
  }
}
