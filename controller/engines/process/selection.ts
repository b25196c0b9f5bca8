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

export interface SelectionFetcher {
  /** The shared read-only view, made if there is none. */
  view(request: SelectionRequest, holder: string): Promise<View>;
  /** The view if there is one already; nothing is made. */
  existingView(request: SelectionRequest, holder: string): Promise<View | undefined>;
  /** Writes the files to `target`, which does not exist. */
  write(request: SelectionRequest, target: string): Promise<void>;
  /** Every path of the commit that is a file. */
  paths(url: string, commit: string): Promise<readonly TreeEntry[]>;
}

/** @param mirrors folder of the mirrors */
export function createSelectionFetcher(mirrors: string, artifacts: FolderArtifacts): SelectionFetcher {
  const listings = new Map<string, Promise<readonly TreeEntry[]>>();
  function entriesOf(url: string, commit: string): Promise<readonly TreeEntry[]> {
    const key = `${commit} ${url}`;
    const listing = listings.get(key) ?? listEntries({ mirrors, repository: { url }, commit });
    listings.set(key, listing);
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
  async function write(request: SelectionRequest, target: string): Promise<void> {
    const selection = await select(request);
    const { url, commit } = request;
    await exportSelection({ mirrors, repository: { url }, commit, entries: selection.entries, target });
  }
  const keyOf = (request: SelectionRequest): string => `selection-${request.digest.slice('sha256:'.length)}`;
  return {
    paths: entriesOf,
    write,
    view: (request, holder) => artifacts.views.open(keyOf(request), holder, (target) => write(request, target)),
    existingView: (request, holder) => artifacts.views.existing(keyOf(request), holder),
  };
}
