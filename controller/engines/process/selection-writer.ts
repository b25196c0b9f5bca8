/** Writes what is selected of commits. Loaded when something is to be written: most steps find their views there. */
import { compilePatterns } from '../../core/select.ts';
import { selectEntries } from '../../core/selection.ts';
import type { Selection } from '../../core/selection.ts';
import type { SourceCommit, Surroundings } from '../../data/mirrored.ts';
import { blobsOf, listCommit, writeContents } from '../../data/contents.ts';
import type { ReducedFile } from '../../data/reduced.ts';
import type { TreeEntry } from '../../git/git.ts';
import type { SourceAccess } from '../engine.ts';
import { StepFault } from './fault.ts';
import type { SelectionRequest, SelectionWriter } from './selection.ts';

/** Names of files that core/pointers reads; more than it does do no harm. */
const saysOfOthers = /(?:^|\/)\.gitattributes$|\.dvc$|(?:^|\/)dvc\.(?:lock|yaml)$/;

function sourceOf({ url, commit, secret, lfs, dataRemotes }: SelectionRequest): SourceCommit {
  const access: SourceAccess = {
    ...(secret === undefined ? {} : { secret }),
    ...(lfs === undefined ? {} : { lfs }),
    ...(dataRemotes === undefined ? {} : { dataRemotes }),
  };
  return { url, commit, access };
}

/** A commit's entries, and what is selected of them. */
interface Selected {
  readonly source: SourceCommit;
  readonly all: readonly TreeEntry[];
  readonly selection: Selection;
  /** Of an input with keys: all that a step sees of it. */
  readonly reduced: ReducedFile | undefined;
}

/** @param around what reaches repositories and data, and where fetched data is kept */
export function createSelectionWriter(around: Surroundings): SelectionWriter {
  const listings = new Map<string, Promise<readonly TreeEntry[]>>();
  function entriesOf(source: SourceCommit): Promise<readonly TreeEntry[]> {
    const key = JSON.stringify([source.commit, source.url, source.access.secret]);
    const listing = listings.get(key) ?? listCommit(source, around);
    listings.set(key, listing);
    // One that failed is no answer for the next who asks.
    listing.catch(() => listings.delete(key));
    return listing;
  }
  /** Without a file that could say that others are data, every entry counts as git has it, and nobody needs to be able to read such files. */
  async function selectOf(
    source: SourceCommit,
    all: readonly TreeEntry[],
    paths: readonly string[],
  ): Promise<Selection> {
    const selector = compilePatterns(paths);
    if (!all.some(({ path }) => saysOfOthers.test(path))) return selectEntries(all, selector);
    const { selectData } = await import('../../core/pointers/pointers.ts');
    return selectData(all, selector, blobsOf(source, around));
  }
  async function reduce(source: SourceCommit, { entries }: Selection, keys: readonly string[]): Promise<ReducedFile> {
    const { reduceFile } = await import('../../data/reduced.ts');
    return reduceFile(entries, keys, blobsOf(source, around));
  }
  async function select(request: SelectionRequest): Promise<Selected> {
    const source = sourceOf(request);
    const all = await entriesOf(source);
    const selection = await selectOf(source, all, request.paths);
    if (selection.count === 0) {
      throw new StepFault('Failed', 'InputNotFound', `${request.what}: its paths select nothing at ${request.commit}`);
    }
    const { keys } = request;
    const reduced = keys && (await reduce(source, selection, keys));
    const { digest } = reduced ?? selection;
    if (digest === request.digest) return { source, all, selection, reduced };
    const found = `the files selected at ${request.commit} have digest ${digest}`;
    throw new StepFault('Infrastructure', 'InputMismatch', `${request.what}: ${found}, decided was ${request.digest}`);
  }
  return {
    paths: (url, commit, secret) => entriesOf({ url, commit, access: secret === undefined ? {} : { secret } }),
    async write(request, target) {
      const { source, all, selection, reduced } = await select(request);
      if (reduced !== undefined) {
        const { writeReduced } = await import('../../data/reduced.ts');
        return writeReduced(reduced, target, request.file);
      }
      await writeContents({ source, all, entries: selection.entries }, target, around);
      if (selection.entries.some((entry) => 'pointer' in entry)) await around.store.trim();
    },
    async manifest(request) {
      const { source, selection } = await select(request);
      const { referenceManifest } = await import('../../data/reference.ts');
      return referenceManifest(source, selection.digest, selection.entries);
    },
  };
}
