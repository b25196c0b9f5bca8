import type { Git, Repository, TreeChange } from '../git/git.ts';
import { compilePatterns, type Selector } from '../core/select.ts';
import { applyChanges, selectEntries, type Selection } from '../core/selection.ts';

/** How many (repository, patterns) selections are remembered; each holds the two revisions last asked for. */
const SELECTIONS = 2_000;

interface Remembered {
  readonly commit: string;
  readonly selection: Selection;
}

/**
 * What inputs contain at a commit, shared by every workflow and every plan of the process.
 *
 * The cost grows with the change: a selection at a new commit is made from the same selection at the last one and the
 * difference of the two trees, which is read once per pair of commits however many patterns ask. Only the first look
 * at a repository lists a whole tree.
 */
export class Contents {
  readonly #git: Git;
  readonly #selections = new Map<string, Remembered[]>();
  readonly #selectors = new Map<string, Selector>();

  constructor(git: Git) {
    this.#git = git;
  }

  /** The compiled form of an input's patterns. */
  selector(paths: readonly string[] | undefined): Selector {
    const key = JSON.stringify(paths ?? []);
    const known = this.#selectors.get(key);
    if (known) return known;
    const selector = compilePatterns(paths);
    remember(this.#selectors, key, selector, SELECTIONS);
    return selector;
  }

  /** The entries of `commit` that `paths` select. @throws RevisionGone */
  async select(repository: Repository, commit: string, paths: readonly string[] | undefined): Promise<Selection> {
    const key = `${repository.url}\0${JSON.stringify(paths ?? [])}`;
    const known = this.#selections.get(key) ?? [];
    const hit = known.find((entry) => entry.commit === commit);
    if (hit) return hit.selection;
    const selector = this.selector(paths);
    const selection = await this.#derive(repository, commit, selector, known[0]);
    // Read again: another caller may have remembered something while this one waited.
    const others = (this.#selections.get(key) ?? []).filter((entry) => entry.commit !== commit);
    remember(this.#selections, key, [{ commit, selection }, ...others].slice(0, 2), SELECTIONS);
    return selection;
  }

  /** Entries that differ between two commits; the adapter reads a pair once. @throws RevisionGone */
  changes(repository: Repository, from: string, to: string): Promise<readonly TreeChange[]> {
    return this.#git.changes(repository, from, to);
  }

  async #derive(repository: Repository, commit: string, selector: Selector, last?: Remembered): Promise<Selection> {
    if (last) {
      try {
        return applyChanges(last.selection, await this.changes(repository, last.commit, commit), selector);
      } catch {
        // The last commit is gone (force-push and a new mirror): the listing below needs nothing but the new one.
      }
    }
    const entries = await this.#git.entries(repository, commit);
    return selectEntries(entries, selector);
  }
}

function remember<V>(map: Map<string, V>, key: string, value: V, bound: number): void {
  map.delete(key);
  map.set(key, value);
  if (map.size > bound) {
    const oldest = map.keys().next();
    if (!oldest.done) map.delete(oldest.value);
  }
}
