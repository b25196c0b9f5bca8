import type { Git, Repository, TreeChange } from '../git/git.ts';
import { contentDigestOfSorted } from '../core/content-digest.ts';
import { RefitError } from '../core/errors.ts';
import { fileLimit } from '../core/parameter-files/value.ts';
import { displayPath } from '../core/paths.ts';
import {
  changeSelection,
  indexPointers,
  isData,
  selectIndexed,
  updatePointers,
  type IndexedSelection,
  type PointerIndex,
  type ReadBlobs,
  type SelectedEntry,
} from '../core/pointers/pointers.ts';
import { compilePatterns, type Selector } from '../core/select.ts';
import type { Selection } from '../core/selection.ts';

/** How many (repository, patterns) selections are remembered; each holds the two revisions last asked for. */
const SELECTIONS = 2_000;
/** Repositories whose pointers are remembered, at this many revisions each. */
const INDEXES = 1_000;
const REVISIONS = 3;
/** Values of parameter files, digests of reduced ones. */
const VALUES = 10_000;

interface Remembered extends IndexedSelection {
  readonly commit: string;
}

/**
 * What inputs contain at a commit, shared by every workflow and every plan of the process.
 *
 * The cost grows with the change: a selection at a new commit is made from the same selection at the last one and the
 * difference of the two trees, which is read once per pair of commits however many patterns ask; of pointer files those
 * that changed are read. Only the first look at a repository lists a whole tree. What reads files of values is loaded by
 * the first of them: most plans need none, and the parsers take as long to load as the plan takes.
 */
export class Contents {
  readonly #git: Git;
  readonly #selections = new Map<string, Remembered[]>();
  readonly #indexes = new Map<string, { readonly commit: string; readonly index: Promise<PointerIndex> }[]>();
  readonly #selectors = new Map<string, Selector>();
  readonly #values = new Map<string, string>();

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

  /** The entries of `commit` that `paths` select. @throws RefitError RevisionGone; InputInvalid for a malformed pointer */
  async select(repository: Repository, commit: string, paths: readonly string[] | undefined): Promise<Selection> {
    const key = `${keyOf(repository)}\0${JSON.stringify(paths ?? [])}`;
    const known = this.#selections.get(key) ?? [];
    const hit = known.find((entry) => entry.commit === commit);
    if (hit) return hit.selection;
    const selector = this.selector(paths);
    const made = { commit, ...(await this.#derive(repository, commit, selector, known[0])) };
    // Read again: another caller may have remembered something while this one waited.
    const others = (this.#selections.get(key) ?? []).filter((entry) => entry.commit !== commit);
    remember(this.#selections, key, [made, ...others].slice(0, 2), SELECTIONS);
    return made.selection;
  }

  /** Entries that differ between two commits; the adapter reads a pair once. @throws RevisionGone */
  changes(repository: Repository, from: string, to: string): Promise<readonly TreeChange[]> {
    return this.#git.changes(repository, from, to);
  }

  /** Whether nothing at a commit is data that pointers name. */
  async isPlain(repository: Repository, commit: string): Promise<boolean> {
    return (await this.#index(repository, commit)).empty;
  }

  /** A key's value in a file, as a parameter. @throws RefitError InputInvalid | InputNotFound */
  parameter(repository: Repository, file: SelectedEntry, key: string): Promise<string> {
    const { path } = file;
    return this.#value(repository, file, JSON.stringify([key]), async (content) => {
      const { parameterValue } = await import('../core/parameter-files/parameter-file.ts');
      return parameterValue(path, content, key);
    });
  }

  /** Content digest of a file that is reduced to keys. @throws RefitError InputInvalid | InputNotFound */
  async keysDigest(repository: Repository, file: SelectedEntry, keys: readonly string[]): Promise<string> {
    const { path, mode, oid } = file;
    const identity = await this.#value(repository, file, JSON.stringify({ keys }), async (content) => {
      const { keysIdentity } = await import('../core/parameter-files/parameter-file.ts');
      return keysIdentity(path, content, keys);
    });
    return contentDigestOfSorted([{ path, mode, oid, identity }]);
  }

  /** Keys whose values differ between two versions of a file, in words. @throws RefitError InputInvalid */
  async keyChanges(
    repository: Repository,
    [before, after]: readonly [SelectedEntry | undefined, SelectedEntry | undefined],
    keys: readonly string[],
  ): Promise<readonly string[]> {
    const path = (after ?? before)?.path ?? '';
    const read = (file: SelectedEntry | undefined): Promise<Buffer> | undefined => file && this.#file(repository, file);
    const { keyChanges } = await import('../core/parameter-files/key-changes.ts');
    return keyChanges(path, [await read(before), await read(after)], keys);
  }

  async #value(
    repository: Repository,
    file: SelectedEntry,
    what: string,
    make: (content: Buffer) => Promise<string>,
  ): Promise<string> {
    const key = `${keyOf(repository)}\0${file.oid} ${file.path}\0${what}`;
    const known = this.#values.get(key);
    if (known !== undefined) return known;
    const value = await make(await this.#file(repository, file));
    remember(this.#values, key, value, VALUES);
    return value;
  }

  async #file(repository: Repository, file: SelectedEntry): Promise<Buffer> {
    const { path, mode, oid } = file;
    if (isData(file) || (mode !== '100644' && mode !== '100755')) {
      const kept = isData(file) ? 'data that a pointer names' : mode === '120000' ? 'a symlink' : 'a submodule';
      throw new RefitError('InputInvalid', `${displayPath(path)} is ${kept}, allowed is a file that git keeps itself`);
    }
    const content = (await this.#read(repository)([oid], fileLimit)).get(oid);
    if (content) return content;
    throw new RefitError('InputInvalid', `${displayPath(path)} has more than ${fileLimit} bytes`);
  }

  #read(repository: Repository): ReadBlobs {
    return (oids, maxBytes) => this.#git.blobs(repository, oids, maxBytes, 'Skip');
  }

  async #derive(
    repository: Repository,
    commit: string,
    selector: Selector,
    last?: Remembered,
  ): Promise<IndexedSelection> {
    const index = await this.#index(repository, commit);
    const read = this.#read(repository);
    const changes = last && (await this.#changesIfThere(repository, last.commit, commit));
    const changed = last && changes && (await changeSelection(last, changes, selector, index, read));
    if (changed) return { selection: changed, index };
    const entries = await this.#git.entries(repository, commit);
    return { selection: await selectIndexed(entries, selector, index, read), index };
  }

  /** Made once per commit, whoever asks. */
  #index(repository: Repository, commit: string): Promise<PointerIndex> {
    const key = keyOf(repository);
    const known = this.#indexes.get(key) ?? [];
    const hit = known.find((entry) => entry.commit === commit);
    if (hit) return hit.index;
    const index = this.#deriveIndex(repository, commit, known[0]);
    const made = { commit, index };
    remember(this.#indexes, key, [made, ...known].slice(0, REVISIONS), INDEXES);
    // One that failed is no answer for the next who asks.
    index.catch(() => {
      const left = (this.#indexes.get(key) ?? []).filter((entry) => entry !== made);
      if (left.length === 0) this.#indexes.delete(key);
      else this.#indexes.set(key, left);
    });
    return index;
  }

  async #deriveIndex(
    repository: Repository,
    commit: string,
    last?: { readonly commit: string; readonly index: Promise<PointerIndex> },
  ): Promise<PointerIndex> {
    const read = this.#read(repository);
    const before = await last?.index.catch(() => undefined);
    const changes = last && before && (await this.#changesIfThere(repository, last.commit, commit));
    if (before && changes) return updatePointers(before, changes, read);
    return indexPointers(await this.#git.entries(repository, commit), read);
  }

  /** Undefined when the last commit is gone (force-push and a new mirror): a listing needs nothing but the new one. */
  #changesIfThere(repository: Repository, from: string, to: string): Promise<readonly TreeChange[] | undefined> {
    return this.changes(repository, from, to).catch(() => undefined);
  }
}

/** What is kept of a repository belongs to whoever has its credentials. */
function keyOf({ url, access }: Repository): string {
  return access === undefined ? url : `${url}\0${access.namespace}/${access.secret}`;
}

function remember<V>(map: Map<string, V>, key: string, value: V, bound: number): void {
  map.delete(key);
  map.set(key, value);
  if (map.size > bound) {
    const oldest = map.keys().next();
    if (!oldest.done) map.delete(oldest.value);
  }
}
