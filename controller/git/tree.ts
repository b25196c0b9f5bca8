import type { TreeChange, TreeEntry } from './git.ts';

/** Parses `ls-tree -r -z`: `mode SP type SP oid TAB path NUL`. Names stay bytes (latin1). */
export function parseEntries(output: Buffer): TreeEntry[] {
  const text = output.toString('latin1');
  const entries: TreeEntry[] = [];
  for (let at = 0; at < text.length;) {
    const tab = text.indexOf('\t', at);
    const end = text.indexOf('\0', tab);
    if (tab < 0 || end < 0) throw new SyntaxError('git ls-tree said something else than entries');
    const mode = text.slice(at, at + 6);
    const oid = text.slice(text.lastIndexOf(' ', tab) + 1, tab);
    entries.push({ path: text.slice(tab + 1, end), mode: knownMode(mode), oid });
    at = end + 1;
  }
  return entries;
}

/** Parses `diff-tree -r -z --raw --no-renames`: `:mode mode oid oid status NUL path NUL`; in path order. */
export function parseChanges(output: Buffer): TreeChange[] {
  const text = output.toString('latin1');
  const changes: TreeChange[] = [];
  let sorted = true;
  for (let at = 0; at < text.length;) {
    const end = text.indexOf('\0', at);
    const next = text.indexOf('\0', end + 1);
    const [before, after, from, to] = text.slice(at + 1, end).split(' ');
    if (text[at] !== ':' || next < 0 || before === undefined || after === undefined || !from || !to) {
      throw new SyntaxError('git diff-tree said something else than changes');
    }
    const path = text.slice(end + 1, next);
    sorted &&= (changes.at(-1)?.path ?? '') <= path;
    changes.push({
      path,
      ...(before === '000000' ? {} : { before: { mode: knownMode(before), oid: from } }),
      ...(after === '000000' ? {} : { after: { mode: knownMode(after), oid: to } }),
    });
    at = next + 1;
  }
  return sorted ? changes : changes.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

/** Old histories hold modes such as 100664; git itself reads them as plain files. */
function knownMode(mode: string): string {
  switch (mode) {
    case '100644':
    case '100755':
    case '120000':
    case '160000':
      return mode;
    default:
      return (Number.parseInt(mode, 8) & 0o111) === 0 ? '100644' : '100755';
  }
}
