/** Characters of a value that are told, and of a key. */
const longest = 200;

/** A value on one line, bounded; what is not printable is escaped. */
export function valueText(value: string | undefined): string {
  if (value === undefined) return 'none';
  const line = value.replaceAll(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (found) => `\\u{${(found.codePointAt(0) ?? 0).toString(16)}}`,
  );
  return line.length > longest ? `${line.slice(0, longest)}…` : line === '' ? '""' : line;
}
