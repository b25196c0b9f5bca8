import { contentDigestOfSorted } from '../../core/content-digest.ts';
import { isLiteral } from '../../core/glob.ts';
import { sha256Hex } from '../../core/hash.ts';
import { bytesOf } from '../../core/paths.ts';
import type { SelectedEntry, Selection } from '../../core/selection.ts';
import { parseEntries } from '../../git/tree.ts';

/** Paths that stand together in a listing: the one of this name, or all that begin with these bytes. */
export type Stretch = { readonly path: string } | { readonly beginning: string };

/** The stretches that patterns select whole, where they select nothing else; undefined of patterns that pick. */
export function stretchesOf(paths: readonly string[] | undefined): readonly Stretch[] | undefined {
  if (paths === undefined || paths.length === 0) return [{ beginning: '' }];
  const stretches: Stretch[] = [];
  for (const pattern of paths) {
    const name = bytesOf(pattern.endsWith('/**') ? pattern.slice(0, -2) : pattern);
    if (name.startsWith('!') || !isLiteral(name)) return undefined;
    if (name.endsWith('/')) stretches.push({ beginning: name });
    else stretches.push({ path: name }, { beginning: `${name}/` });
  }
  return stretches;
}

/**
 * A selection as the lines of `git ls-tree -r -z`, in path order. Its digest is made of the bytes git printed; entries
 * are parsed only when somebody asks for them, which a plan does for those inputs that a change is in.
 */
export class ListedSelection implements Selection {
  readonly #lines: readonly Buffer[];
  #entries: readonly SelectedEntry[] | undefined;
  #content: Content | undefined;

  constructor(lines: readonly Buffer[]) {
    this.#lines = lines;
  }

  get entries(): readonly SelectedEntry[] {
    return (this.#entries ??= this.#lines.flatMap((lines) => parseEntries(lines)));
  }

  get count(): number {
    return this.#judged().count;
  }

  get digest(): string {
    return this.#judged().digest;
  }

  #judged(): Content {
    this.#content ??= contentOfLines(this.#lines);
    this.#content ??= { count: this.entries.length, digest: contentDigestOfSorted(this.entries) };
    return this.#content;
  }
}

interface Content {
  readonly count: number;
  readonly digest: string;
}

const nul = 0;
const tab = 9;
const identity = Buffer.from('git:');
/** What lines of files and symlinks begin with. Odd modes and submodules are digested another way. */
const plain = new Set(['100644 blob ', '100755 blob ', '120000 blob ']);

/**
 * Rewrites `mode SP blob SP oid TAB path NUL` to what the content digest is made of, `mode SP git:oid NUL path NUL`.
 * @returns undefined when a line is of anything else
 */
function contentOfLines(stretches: readonly Buffer[]): Content | undefined {
  const content = Buffer.allocUnsafe(stretches.reduce((sum, lines) => sum + lines.length, 0));
  let length = 0;
  let count = 0;
  for (const lines of stretches) {
    for (let at = 0; at < lines.length; count += 1) {
      const separator = lines.indexOf(tab, at + 12);
      const end = lines.indexOf(nul, separator);
      if (separator < 0 || end < 0 || !plain.has(lines.toString('latin1', at, at + 12))) return undefined;
      lines.copy(content, length, at, at + 7);
      identity.copy(content, length + 7);
      lines.copy(content, length + 11, at + 12, end + 1);
      content[length + separator - at - 1] = nul;
      length += end - at;
      at = end + 1;
    }
  }
  return { count, digest: sha256Hex(content.subarray(0, length)) };
}
