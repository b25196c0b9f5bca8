/**
 * Byte paths: the names git and file systems hold are bytes, so Refit holds them as latin1 strings, one char per byte.
 * `<` then orders them as git does, and no name is lost to decoding. Here is what makes them readable, and back.
 */

export { nearest } from './nearest.ts';

const plainASCII = /^[ -[\]-~]*$/;

/** Controls (C0, DEL, C1), line and paragraph separators, direction overrides, and the escape character itself. */
const unreadable = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\\]/g;

/**
 * A byte path as text for people: UTF-8 is decoded, bytes that are none become `\xNN`, control and direction
 * characters `\n`, `\t`, `\u{…}`, a backslash `\\`. Distinct paths give distinct texts.
 */
export function displayPath(path: string): string {
  if (plainASCII.test(path)) return path;
  let text = '';
  for (let at = 0; at < path.length;) {
    const length = sequenceLength(path, at);
    if (length === 0) {
      text += `\\x${hex(path.charCodeAt(at))}`;
      at += 1;
    } else {
      text += bufferOf(path.slice(at, at + length))
        .toString('utf8')
        .replace(unreadable, escapeCharacter);
      at += length;
    }
  }
  return text;
}

/** The byte path of a text: its UTF-8 bytes, one char each. */
export function bytesOf(text: string): string {
  return plainASCII.test(text) ? text : Buffer.from(text, 'utf8').toString('latin1');
}

/** A byte path as the bytes it stands for. */
export function bufferOf(path: string): Buffer {
  return Buffer.from(path, 'latin1');
}

/** The byte path of bytes. */
export function pathOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

/** Orders byte paths as git orders tree entries of a recursive listing: by raw bytes. */
export function comparePaths(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Length of the well-formed UTF-8 sequence at `at` (RFC 3629), 0 if there is none. */
function sequenceLength(path: string, at: number): number {
  const lead = path.charCodeAt(at);
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  const [lowest, highest] = secondBytes.get(lead) ?? [0x80, 0xbf];
  const second = path.charCodeAt(at + 1);
  if (!(second >= lowest && second <= highest)) return 0;
  for (let next = at + 2; next < at + length; next += 1) {
    const byte = path.charCodeAt(next);
    if (!(byte >= 0x80 && byte <= 0xbf)) return 0;
  }
  return length;
}

/** Lead bytes after which overlong forms, surrogates or what is beyond U+10FFFF must be kept out (Unicode, table 3-7). */
const secondBytes = new Map([
  [0xe0, [0xa0, 0xbf] as const],
  [0xed, [0x80, 0x9f] as const],
  [0xf0, [0x90, 0xbf] as const],
  [0xf4, [0x80, 0x8f] as const],
]);

function escapeCharacter(character: string): string {
  if (character === '\\') return '\\\\';
  if (character === '\n') return '\\n';
  if (character === '\r') return '\\r';
  if (character === '\t') return '\\t';
  return `\\u{${hex(character.charCodeAt(0))}}`;
}

function hex(code: number): string {
  return code.toString(16).padStart(2, '0');
}
