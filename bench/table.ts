/** Rows as a table for people. */
import type { Row } from './bench.ts';

const headings = ['name', 'unit', 'n', 'median', 'min', 'max', 'baseline', 'ratio', 'limit', 'holds'];

/** The table as lines of Markdown, its columns aligned. */
export function tableOf(rows: readonly Row[]): string {
  const cells = [headings, ...rows.map(cellsOf)];
  const widths = headings.map((_, column) => Math.max(...cells.map((line) => (line[column] ?? '').length)));
  const lines = cells.map((line) => `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`);
  lines.splice(1, 0, `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`);
  return lines.join('\n');
}

function cellsOf({ name, unit, n, median, min, max, baseline, ratio, limitKind, limit, holds }: Row): string[] {
  const numbers = [median, min, max, baseline].map(numberText);
  const bound = limitKind === 'ratio' ? `ratio ≤ ${limit}` : `≤ ${limit} ${unit}`;
  return [
    name,
    unit,
    String(n),
    ...numbers,
    Number.isFinite(ratio) ? numberText(ratio) : '–',
    bound,
    holds ? 'yes' : 'NO',
  ];
}

/** Three digits that count. */
function numberText(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toFixed(digits);
}
