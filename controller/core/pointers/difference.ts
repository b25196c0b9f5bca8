import { entryIdentity } from '../content-digest.ts';
import { comparePaths } from '../paths.ts';
import type { SelectedEntry } from './data-entry.ts';

/** An entry that two selections differ in; a side is absent where it does not exist. */
export interface EntryDifference {
  readonly path: string;
  readonly before?: SelectedEntry;
  readonly after?: SelectedEntry;
}

/** What differs between two lists of entries, both in path order; in path order. Cost: both lists. */
export function entryDifferences(
  before: readonly SelectedEntry[],
  after: readonly SelectedEntry[],
): readonly EntryDifference[] {
  const found: EntryDifference[] = [];
  let left = 0;
  for (const now of after) {
    for (let old = before[left]; old && comparePaths(old.path, now.path) < 0; old = before[left]) {
      found.push({ path: old.path, before: old });
      left += 1;
    }
    const old = before[left];
    if (old?.path !== now.path) found.push({ path: now.path, after: now });
    else {
      left += 1;
      if (!isSame(old, now)) found.push({ path: now.path, before: old, after: now });
    }
  }
  return [...found, ...before.slice(left).map((old) => ({ path: old.path, before: old }))];
}

/** Whether two entries of a path count as the same. */
export function isSame(one: SelectedEntry, other: SelectedEntry): boolean {
  return one.mode === other.mode && entryIdentity(one) === entryIdentity(other);
}
