/** "Did you mean": the known name that a wrong one was probably meant to be. */

/**
 * The candidate nearest to `name` by edit distance (insert, delete, replace, swap of neighbours; case counts a quarter),
 * if one is near enough to be worth suggesting: within a third of the name's length, at least 2. Ties: the first.
 * @returns undefined when nothing is near
 */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  if (name.length > 512) return undefined;
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.floor(name.length / 3)) + 0.25;
  for (const candidate of candidates) {
    if (candidate === name) return candidate;
    if (Math.abs(candidate.length - name.length) >= bestDistance) continue;
    const distance = editDistance(name, candidate, bestDistance);
    if (distance < bestDistance && distance < Math.max(name.length, candidate.length)) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** Optimal string alignment distance; gives up, with `limit`, once no result below it is possible. */
function editDistance(left: string, right: string, limit: number): number {
  const [a, b] = withoutCommonEnds(left, right);
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    let lowest = row;
    for (let column = 1; column <= b.length; column += 1) {
      const cost = replaceCost(a.charAt(row - 1), b.charAt(column - 1));
      let value = Math.min(at(previous, column) + 1, at(current, column - 1) + 1, at(previous, column - 1) + cost);
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        value = Math.min(value, at(before, column - 2) + 1);
      }
      current.push(value);
      lowest = Math.min(lowest, value);
    }
    // A swap reaches back two rows, so one row at the limit is not yet proof; two cost at least one more.
    if (lowest >= limit + 1) return limit;
    before = previous;
    previous = current;
  }
  return at(previous, b.length);
}

/** Equal ends never cost anything, and paths share most of theirs. */
function withoutCommonEnds(a: string, b: string): readonly [string, string] {
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a.charCodeAt(start) === b.charCodeAt(start)) start += 1;
  let end = 0;
  while (end < shorter - start && a.charCodeAt(a.length - 1 - end) === b.charCodeAt(b.length - 1 - end)) end += 1;
  return [a.slice(start, a.length - end), b.slice(start, b.length - end)];
}

function replaceCost(a: string, b: string): number {
  if (a === b) return 0;
  return a.toLowerCase() === b.toLowerCase() ? 0.25 : 1;
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
