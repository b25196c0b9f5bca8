/** Takes secret values out of a stream of bytes, also where a value is cut by a chunk's end. */

/** Values shorter than this are not redacted: they would take half of every log with them. Bytes. */
const shortest = 4;
/** Of a longer value its beginning and its lines are looked for, so that the cost of a log stays bounded. Bytes. */
const longest = 4096;
const replacement = '***';

export interface Redactor {
  /** What can be shown so far. The last bytes wait while they may be the start of a value. */
  push(chunk: Buffer): Buffer;
  /** The rest. */
  end(): Buffer;
}

/** What to look for: each value, without the final line break that files have, and each longer line of it. */
function needles(values: readonly string[]): string[] {
  const found = new Set<string>();
  for (const value of values) {
    const trimmed = value.trim();
    for (const text of [value, trimmed, ...trimmed.split(/\r?\n/).filter((line) => line.length >= 8)]) {
      const bytes = Buffer.from(text).toString('latin1').slice(0, longest);
      if (bytes.length >= shortest) found.add(bytes);
    }
  }
  // Longest first, so that the whole of a value goes before a line of it.
  return [...found].sort((a, b) => b.length - a.length);
}

/** Where the text's end may be the beginning of a value, at or after `from`; its length if nowhere. */
function openFrom(text: string, from: number, secrets: readonly string[]): number {
  const longestSecret = secrets[0]?.length ?? 0;
  for (let at = Math.max(from, text.length - longestSecret + 1); at < text.length; at++) {
    const end = text.slice(at);
    if (secrets.some((secret) => secret.length > end.length && secret.startsWith(end))) return at;
  }
  return text.length;
}

/** A redactor of some secret values. Without values it passes everything on as it is. */
export function createRedactor(values: readonly string[]): Redactor {
  const secrets = needles(values);
  const pattern = new RegExp(secrets.map((secret) => secret.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')).join('|'), 'g');
  let waiting = '';
  function advance(text: string, ended: boolean): Buffer {
    let [shown, at] = ['', 0];
    for (;;) {
      const open = ended ? text.length : openFrom(text, at, secrets);
      pattern.lastIndex = at;
      const match = pattern.exec(text);
      if (match === null || match.index >= open) {
        waiting = text.slice(open);
        return Buffer.from(shown + text.slice(at, open), 'latin1');
      }
      shown += text.slice(at, match.index) + replacement;
      at = match.index + match[0].length;
    }
  }
  return {
    push: (chunk) => (secrets.length === 0 ? chunk : advance(waiting + chunk.toString('latin1'), false)),
    end: () => (secrets.length === 0 ? Buffer.alloc(0) : advance(waiting, true)),
  };
}
