/**
 * Data that pointer files name (git-lfs, DVC), from git alone: what the decision counts, and what delivery fetches.
 * Both ask the same functions, so both see the same entries. No downloads: pointers say which version it is.
 */
export { directoryMode, isData, type DataEntry, type SelectedEntry } from './data-entry.ts';
export { indexPointers, isRead, mayHavePointers, updatePointers, type PointerIndex } from './pointer-index.ts';
export type { ReadBlobs } from './read-blobs.ts';
export { changeSelection, selectData, selectIndexed, type IndexedSelection } from './select-data.ts';
