/** What a step printed, as text that is safe in messages, status and terminals. */

/** Escape sequences of terminals: colours, cursor moves, titles. */
const escapes = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\-_])/g;
const invisible = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;

function readableLine(line: string): string {
  // What a progress bar wrote over is not shown.
  const shown = line.replace(/\r+$/, '').split('\r').at(-1) ?? '';
  return shown.replace(invisible, (char) =>
    char === '\t' ? ' ' : `\\u{${(char.codePointAt(0) ?? 0).toString(16).padStart(2, '0')}}`,
  );
}

/** The last lines of a log, at most `count` lines and `limit` characters (the end counts). */
export function lastLines(log: Buffer, count: number, limit: number): string[] {
  const lines = log.toString('utf8').replace(escapes, '').split('\n').map(readableLine);
  const kept = lines.filter((line) => line.trim() !== '').slice(-count);
  while (kept.length > 1 && kept.join('\n').length > limit) kept.shift();
  return kept.map((line) => (line.length > limit ? `…${line.slice(-limit)}` : line));
}
