import { contentDigestOfSorted } from '../../core/content-digest.ts';
import { isLiteral } from '../../core/glob.ts';
import { sha256OfBytes } from '../../core/hash.ts';
import { bytesOf } from '../../core/paths.ts';
import { findEntry, type SelectedEntry, type Selection } from '../../core/selection.ts';
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

  find(path: string): SelectedEntry | undefined {
    return findEntry(this.entries, path);
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

/** What lines of files and symlinks begin with. Odd modes and submodules are digested another way. */
const plain = ['100644', '100755', '120000'] as const;

/**
 * Rewrites `mode SP blob SP oid TAB path NUL` to what the content digest is made of, `mode SP git:oid NUL path NUL`, by
 * whole-text replacement: twenty thousand lines cost a few milliseconds in a process that has just started.
 * @returns undefined when a line is of anything else, or a path contains what is replaced
 */
function contentOfLines(stretches: readonly Buffer[]): Content | undefined {
  const text = Buffer.concat(stretches).toString('latin1');
  const count = occurrences(text, '\0');
  // No path contains NUL, so what follows one is the beginning of a line.
  const known = plain.reduce((sum, mode) => sum + occurrences(`\0${text}`, `\0${mode} blob `), 0);
  if (known !== count || occurrences(text, ' blob ') !== count || occurrences(text, '\t') !== count) return undefined;
  return { count, digest: sha256OfBytes(text.replaceAll(' blob ', ' git:').replaceAll('\t', '\0')) };
}

function occurrences(text: string, part: string): number {
  return (text.length - text.replaceAll(part, '').length) / part.length;
}
