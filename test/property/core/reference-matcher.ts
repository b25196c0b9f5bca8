/**
 * The pattern language of docs/spec/fingerprint.md, written to be read and not to be fast: exponential recursion, one
 * rule a line. The real matcher is held against it.
 */
export function referenceSelects(patterns: readonly string[], path: string): boolean {
  let selected = patterns.length === 0 || patterns[0]?.startsWith('!') === true;
  for (const pattern of patterns) {
    const negated = pattern.startsWith('!');
    if (matches(negated ? pattern.slice(1) : pattern, path)) selected = !negated;
  }
  return selected;
}

function matches(pattern: string, path: string): boolean {
  if (pattern.endsWith('/'))
    return directoriesOf(path).some((directory) => matchText(pattern.slice(0, -1), directory, true));
  if (matchText(pattern, path, true)) return true;
  const last = pattern.split('/').at(-1) ?? '';
  return !/[*?]/.test(last) && directoriesOf(path).some((directory) => matchText(pattern, directory, true));
}

function directoriesOf(path: string): readonly string[] {
  const segments = path.split('/');
  return segments.slice(1).map((_, index) => segments.slice(0, index + 1).join('/'));
}

function matchText(pattern: string, text: string, atStart: boolean): boolean {
  if (pattern === '') return text === '';
  const stars = /^\*{2,}/.exec(pattern)?.[0];
  if (stars !== undefined) {
    const rest = pattern.slice(stars.length);
    if (atStart && rest.startsWith('/')) {
      const after = rest.slice(1);
      return [...suffixes(text)].some((end, at) => (at === 0 || text[at - 1] === '/') && matchText(after, end, true));
    }
    return [...suffixes(text)].some((end) => matchText(rest, end, false));
  }
  const rest = pattern.slice(1);
  if (pattern.startsWith('*')) {
    return [...suffixes(text)].some((end, at) => !text.slice(0, at).includes('/') && matchText(rest, end, false));
  }
  if (text === '') return false;
  if (pattern.startsWith('?')) return text[0] !== '/' && matchText(rest, text.slice(1), false);
  return pattern[0] === text[0] && matchText(rest, text.slice(1), pattern[0] === '/');
}

/** All ends of a text, the whole first, '' last. */
function* suffixes(text: string): Iterable<string> {
  for (let at = 0; at <= text.length; at += 1) yield text.slice(at);
}
