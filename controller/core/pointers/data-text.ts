import { displayPath } from '../paths.ts';
import { isData, type DataEntry, type SelectedEntry } from './data-entry.ts';
import type { EntryDifference } from './difference.ts';

/**
 * A difference in words: of data that pointers name with files and bytes, as `data/train: 41 → 57 files, 1.2 → 1.9 GB`;
 * of all else the path.
 */
export function differenceText({ path, before, after }: EntryDifference): string {
  const [old, now] = [dataOf(before), dataOf(after)];
  const shown = displayPath(path);
  if (!old && !now) return shown;
  if (!before) return `${shown}: new${amounts(now)}`;
  if (!after) return `${shown}: gone${amounts(old)}`;
  if (!old || !now) return `${shown}: ${old ? 'no longer' : 'now'} kept by ${keeper(old ?? now)}${amounts(old ?? now)}`;
  if (old.files === now.files && old.size === now.size) return `${shown}: other content${amounts(now)}`;
  const told = [countChange(old.files, now.files), sizeChange(old.size, now.size)];
  return `${shown}: ${told.filter((text) => text !== '').join(', ')}`;
}

function dataOf(entry: SelectedEntry | undefined): DataEntry | undefined {
  return entry && isData(entry) ? entry : undefined;
}

function keeper(entry: DataEntry | undefined): string {
  return entry?.identity.startsWith('lfs:') === true ? 'git-lfs' : 'DVC';
}

function amounts(entry: DataEntry | undefined): string {
  const told = [countChange(entry?.files, entry?.files), sizeChange(entry?.size, entry?.size)].filter(
    (text) => text !== '',
  );
  return told.length === 0 ? '' : `, ${told.join(', ')}`;
}

function countChange(before: number | undefined, after: number | undefined): string {
  if (after === undefined && before === undefined) return '';
  const unit = (after ?? before) === 1 ? 'file' : 'files';
  return before === after ? `${after} ${unit}` : `${before ?? '?'} → ${after ?? '?'} ${unit}`;
}

const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;

/** Both in the unit of the larger; with as many digits as tell them apart, at most three. */
function sizeChange(before: number | undefined, after: number | undefined): string {
  if (after === undefined && before === undefined) return '';
  const most = Math.max(before ?? 0, after ?? 0);
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, most)) / 3)));
  const unit = units[power] ?? 'B';
  const text = (bytes: number | undefined, digits: number): string =>
    bytes === undefined ? '?' : power === 0 ? String(bytes) : (bytes / 1000 ** power).toFixed(digits);
  if (before === after) return `${text(after, 1)} ${unit}`;
  let digits = 1;
  while (digits < 3 && text(before, digits) === text(after, digits)) digits += 1;
  const [old, now] = [text(before, digits), text(after, digits)];
  return old === now ? `${before ?? '?'} → ${after ?? '?'} B` : `${old} → ${now} ${unit}`;
}
