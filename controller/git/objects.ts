import { randomUUID } from 'node:crypto';
import { MirrorBroken } from './broken.ts';
import { Conversation } from './conversation.ts';
import type { TreeChange } from './git.ts';
import type { GitProcesses } from './process.ts';
import { parseChanges } from './tree.ts';

/** About half a million files. */
const maxDiffBytes = 64 * 1024 * 1024;

/** The answer to one object id. `content` must be taken to its end before the next object comes. */
export interface ObjectStream {
  readonly oid: string;
  readonly type: string;
  readonly size: number;
  readonly content: AsyncIterable<Buffer>;
}

/** Reads objects and differences of one mirror through two long-lived git processes. Never fetches. */
export class ObjectReader {
  readonly #objects: Conversation;
  readonly #differences: Conversation;

  constructor(processes: GitProcesses, gitDir: string, idleMs: number, onIdle?: () => void) {
    this.#objects = new Conversation(() => processes.start(gitDir, ['cat-file', '--batch']), idleMs, onIdle);
    const diff = ['diff-tree', '--stdin', '-r', '-z', '--raw', '--no-renames', '--full-index'];
    this.#differences = new Conversation(() => processes.start(gitDir, diff), idleMs);
  }

  /** One whole object; undefined when the mirror does not have it. @throws RangeError over `maxBytes` */
  async read(oid: string, maxBytes: number): Promise<{ type: string; content: Buffer } | undefined> {
    return this.#objects.exchange(async ({ say, answer }) => {
      say(`${oid}\n`);
      const header = parseHeader(await answer.line(), oid);
      if (header === undefined) return undefined;
      if (header.size > maxBytes) throw new RangeError(`object ${oid} has ${header.size} bytes`);
      const content = await answer.take(header.size);
      await answer.take(1);
      return { type: header.type, content };
    });
  }

  /**
   * Objects one after the other, in the order asked for.
   * @param complete all must be there
   * @returns the ids that the mirror does not have
   * @throws MirrorBroken when `complete` and one is not there
   */
  async visit(
    oids: readonly string[],
    visitor: (object: ObjectStream) => Promise<void>,
    complete = false,
  ): Promise<string[]> {
    const missing: string[] = [];
    for (let at = 0; at < oids.length; at += 1000) {
      const some = oids.slice(at, at + 1000);
      await this.#objects.exchange(async ({ say, answer }) => {
        say(`${some.join('\n')}\n`);
        for (const oid of some) {
          const header = parseHeader(await answer.line(), oid);
          if (header === undefined && complete) throw new MirrorBroken(`object ${oid} is not there`);
          if (header === undefined) {
            missing.push(oid);
            continue;
          }
          await visitor({ oid, ...header, content: answer.stream(header.size) });
          await answer.take(1);
        }
      });
    }
    return missing;
  }

  /** Entries that differ between two trees; undefined when the mirror lacks one of the two. */
  changes(from: string, to: string): Promise<TreeChange[] | undefined> {
    // diff-tree repeats a line that is no object id and flushes: an end that no file name can be, since none knows it.
    const end = `end ${randomUUID()}\n`;
    return this.#differences.exchange(async ({ say, answer }) => {
      say(`${from} ${to}\n${end}`);
      const output = await answer.until(Buffer.from(end), maxDiffBytes);
      const header = `${from} ${to}\n`;
      if (output.length === 0) return undefined;
      if (output.toString('latin1', 0, header.length) !== header)
        throw new MirrorBroken('git diff-tree lost its place');
      return parseChanges(output.subarray(header.length));
    });
  }

  close(): void {
    this.#objects.close();
    this.#differences.close();
  }
}

/** `<oid> <type> <size>` or `<oid> missing`. */
function parseHeader(line: string, oid: string): { type: string; size: number } | undefined {
  const [named, type, size] = line.split(' ');
  if (named !== oid || type === undefined) throw new MirrorBroken('git cat-file lost its place');
  if (type === 'missing') return undefined;
  if (size === undefined || !/^\d+$/.test(size)) throw new MirrorBroken(`git cat-file said "${line.slice(0, 100)}"`);
  return { type, size: Number(size) };
}
