import { bytesOf } from '../../core/paths.ts';
import { isRead, mayHavePointers } from '../../core/pointers/pointers.ts';
import { applyChanges, selectEntries, type Selection } from '../../core/selection.ts';
import type { Repository, TreeEntry } from '../../git/git.ts';
import { parseEntries } from '../../git/tree.ts';
import { Contents } from '../../reconcile/contents.ts';
import { ListedSelection, stretchesOf, type Stretch } from './listed-selection.ts';
import { isLocal, type PlanGit } from './plan-git.ts';

/**
 * Contents for a process that asks once and ends: of a listing, only the part that patterns can select is ever parsed.
 * What a long-lived controller gains by keeping whole listings, a single plan would pay for in vain.
 */
export class ListedContents extends Contents {
  readonly #git: PlanGit;
  readonly #listings = new Map<string, Promise<Listing>>();
  readonly #first = new Map<string, { readonly commit: string; readonly selection: Promise<Selection> }>();

  constructor(git: PlanGit) {
    super(git);
    this.#git = git;
  }

  override async select(
    repository: Repository,
    commit: string,
    paths: readonly string[] | undefined,
  ): Promise<Selection> {
    if (!isLocal(repository)) return super.select(repository, commit, paths);
    const key = JSON.stringify([repository.url, paths ?? []]);
    const first = this.#first.get(key);
    if (first) {
      if (!(await this.isPlain(repository, first.commit))) return super.select(repository, commit, paths);
      if (first.commit === commit) return first.selection;
      const changes = await this.changes(repository, first.commit, commit);
      if (changes.some(({ path }) => isRead(path))) return super.select(repository, commit, paths);
      return applyChanges(await first.selection, changes, this.selector(paths));
    }
    const selector = this.selector(paths);
    const stretches = stretchesOf(paths);
    const selection = this.#listing(repository, commit).then(async (listing) => {
      if (listing.hasPointers && !(await super.isPlain(repository, commit)))
        return super.select(repository, commit, paths);
      return stretches
        ? new ListedSelection(listing.stretches(stretches))
        : selectEntries(listing.below(prefixesOf(paths)), selector);
    });
    this.#first.set(key, { commit, selection });
    return selection;
  }

  override async isPlain(repository: Repository, commit: string): Promise<boolean> {
    if (!isLocal(repository)) return super.isPlain(repository, commit);
    // One listing answers for other commits too, where what differs says nothing of others.
    for (const [key, listing] of this.#listings) {
      const [url, listed] = key.split('\0');
      if (url !== repository.url || listed === undefined || (await listing).hasPointers) continue;
      if (listed === commit) return true;
      const changes = await this.changes(repository, listed, commit);
      return !changes.some(({ path }) => isRead(path)) || super.isPlain(repository, commit);
    }
    return super.isPlain(repository, commit);
  }

  #listing(repository: Repository, commit: string): Promise<Listing> {
    const key = `${repository.url}\0${commit}`;
    const known =
      this.#listings.get(key) ?? this.#git.clones.list(repository, commit).then((output) => new Listing(output));
    this.#listings.set(key, known);
    return known;
  }
}

/**
 * What every path that the patterns select begins with, in order, none of them the beginning of another. `['']` where
 * that is nothing. The patterns are valid: the selector made of them throws otherwise.
 */
export function prefixesOf(paths: readonly string[] | undefined): string[] {
  if (paths === undefined || paths.length === 0 || paths[0]?.startsWith('!') === true) return [''];
  const literal = paths
    .filter((pattern) => !pattern.startsWith('!'))
    .map((pattern) => bytesOf(/^[^*?]*/.exec(pattern)?.[0] ?? ''))
    // `lib/` and `lib` name the same directory.
    .map((prefix) => prefix.replace(/\/$/, ''));
  const sorted = [...new Set(literal)].toSorted();
  return sorted.filter((prefix) => !sorted.some((other) => other !== prefix && prefix.startsWith(other)));
}

/** The output of `git ls-tree -r -z`: lines in path order, found and parsed only when they are asked for. */
class Listing {
  readonly #output: Buffer;

  /** Some file may name data, so that entries do not count by themselves. */
  readonly hasPointers: boolean;

  constructor(output: Buffer) {
    this.#output = output;
    this.hasPointers = mayHavePointers(output);
  }

  /** Entries whose path begins with one of the prefixes (as `prefixesOf` gives them), in path order. */
  below(prefixes: readonly string[]): TreeEntry[] {
    return prefixes.flatMap((prefix) => {
      const from = this.#first((path) => path >= prefix);
      const to = this.#first((path) => path >= prefix && !path.startsWith(prefix));
      return parseEntries(this.#output.subarray(from, to));
    });
  }

  /** The lines of stretches, each once, in path order. */
  stretches(stretches: readonly Stretch[]): Buffer[] {
    const found = stretches.map((stretch) => {
      const [from, beyond] =
        'path' in stretch ? [stretch.path, `${stretch.path}\0`] : [stretch.beginning, firstBeyond(stretch.beginning)];
      return { from: this.#first((path) => path >= from), to: this.#first((path) => path >= beyond) };
    });
    let last = 0;
    return found
      .toSorted((a, b) => a.from - b.from)
      .flatMap(({ from, to }) => {
        const start = Math.max(from, last);
        last = Math.max(to, last);
        return start < to ? [this.#output.subarray(start, to)] : [];
      });
  }

  /** Where the first line starts whose path passes a test that all after it pass too; the end if there is none. */
  #first(passes: (path: string) => boolean): number {
    let low = 0;
    let high = this.#output.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const start = middle === 0 ? 0 : this.#output.lastIndexOf(0, middle - 1) + 1;
      const end = this.#output.indexOf(0, start);
      const path = this.#output.toString('latin1', this.#output.indexOf(tab, start) + 1, end);
      if (passes(path)) high = start;
      else low = end + 1;
    }
    return low;
  }
}

const tab = 9;

/** The least text after all that begin so. A beginning is a folder with its `/`, or nothing. */
function firstBeyond(beginning: string): string {
  return beginning === '' ? '\u0100' : `${beginning.slice(0, -1)}0`;
}
