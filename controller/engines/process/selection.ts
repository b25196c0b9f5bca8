/** Selected files of a commit, on the disk: the mirror's entries, judged against the digest the decision was made on. */
import type { FolderArtifacts } from '../../artifacts/folder.ts';
import type { View } from '../../artifacts/views.ts';
import { compilePatterns } from '../../core/select.ts';
import { selectEntries } from '../../core/selection.ts';
import type { Selection } from '../../core/selection.ts';
import { exportSelection, listEntries } from '../../git/export.ts';
import type { TreeEntry } from '../../git/git.ts';
import { StepFault } from './fault.ts';

/** Which files of which commit, and what they must be. */
export interface SelectionRequest {
  readonly url: string;
  readonly commit: string;
  readonly paths: readonly string[];
  /** Content digest. */
  readonly digest: string;
  /** For messages: `input code`, `lock of environment py`. */
  readonly what: string;
}

/** Writes selections; nothing is shared. */
export interface SelectionWriter {
  /** Writes the files to `target`, which does not exist. */
  write(request: SelectionRequest, target: string): Promise<void>;
  /** Every path of the commit that is a file. */
  paths(url: string, commit: string): Promise<readonly TreeEntry[]>;
}

export interface SelectionFetcher extends SelectionWriter {
  /** The shared read-only view, made if there is none. */
  view(request: SelectionRequest, holder: string): Promise<View>;
  /** The view if there is one already; nothing is made. */
  existingView(request: SelectionRequest, holder: string): Promise<View | undefined>;
}

/**
 * @param mirrors folder of the mirrors
 * @param shallow for mirrors that are used once: no more of the history than the commit is fetched
 */
export function createSelectionWriter(mirrors: string, shallow = false): SelectionWriter {
  const listings = new Map<string, Promise<readonly TreeEntry[]>>();
  function entriesOf(url: string, commit: string): Promise<readonly TreeEntry[]> {
    const key = `${commit} ${url}`;
    const listing = listings.get(key) ?? listEntries({ mirrors, repository: { url }, commit, shallow });
    listings.set(key, listing);
    // One that failed is no answer for the next who asks.
    listing.catch(() => listings.delete(key));
    return listing;
  }
  async function select(request: SelectionRequest): Promise<Selection> {
    const selection = selectEntries(await entriesOf(request.url, request.commit), compilePatterns(request.paths));
    if (selection.count === 0) {
      throw new StepFault('Failed', 'InputNotFound', `${request.what}: its paths select nothing at ${request.commit}`);
    }
    if (selection.digest === request.digest) return selection;
    const found = `the files selected at ${request.commit} have digest ${selection.digest}`;
    throw new StepFault('Infrastructure', 'InputMismatch', `${request.what}: ${found}, decided was ${request.digest}`);
  }
  return {
    paths: entriesOf,
    async write(request, target) {
      const selection = await select(request);
      const { url, commit } = request;
      await exportSelection({ mirrors, repository: { url }, commit, shallow, entries: selection.entries, target });
    },
  };
}

/** @param mirrors folder of the mirrors */
export function createSelectionFetcher(mirrors: string, artifacts: FolderArtifacts): SelectionFetcher {
  const writer = createSelectionWriter(mirrors);
  const keyOf = (request: SelectionRequest): string => `selection-${request.digest.slice('sha256:'.length)}`;
  return {
    ...writer,
    view: (request, holder) => artifacts.views.open(keyOf(request), holder, (target) => writer.write(request, target)),
    existingView: (request, holder) => artifacts.views.existing(keyOf(request), holder),
  };
}
