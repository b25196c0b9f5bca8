import type { CommitSummary } from './git.ts';
import { GitFailure, type GitProcesses } from './process.ts';

const maxPaths = 1000;
const header = ['%H', '%an', '%ae', '%cI', '%s'];

/**
 * Reads `git log` of `range` with the paths each commit touched against its first parent, in one process and without
 * any blob. What comes is parsed as it comes, so a commit of a million paths costs no memory.
 * @throws GitFailure
 */
export async function readLog(
  processes: GitProcesses,
  gitDir: string,
  range: readonly string[],
  limit: number,
): Promise<CommitSummary[]> {
  const parser = createLogParser();
  const args = ['log', '-z', '--raw', '--no-abbrev', '--no-renames', '--diff-merges=first-parent'];
  args.push(`--max-count=${limit}`, `--format=${header.join('%x00')}`, ...range, '--');
  await processes.run({ gitDir, args, onData: (chunk) => parser.push(chunk), maxBytes: 2 ** 31 });
  return parser.end();
}

/**
 * Reads the commits that `to` has and `from` has not, newest first.
 * @throws GitFailure
 */
export async function readRange(
  processes: GitProcesses,
  gitDir: string,
  { from, to }: { readonly from: string; readonly to: string },
  limit: number,
): Promise<CommitSummary[]> {
  const found = await readLog(processes, gitDir, [`^${from}`, to], limit);
  // Where dates run backwards, git log gives up early and tells commits that `from` has as well.
  return found.length > 0 && (await isAncestor(processes, gitDir, to, from)) ? [] : found;
}

/** Whether all of a commit's history is in that of another; not where one of the two is not whole. */
function isAncestor(processes: GitProcesses, gitDir: string, commit: string, of: string): Promise<boolean> {
  return processes.run({ gitDir, args: ['merge-base', '--is-ancestor', commit, of] }).then(
    () => true,
    (error: unknown) => {
      if (error instanceof GitFailure && error.kind === 'exit') return false;
      throw error;
    },
  );
}

interface Draft {
  readonly fields: string[];
  readonly paths: string[];
  truncated: boolean;
}

/** The stream: header fields, then `LF` and pairs of `:raw NUL path NUL` if the commit touched any. */
function createLogParser(): { push(chunk: Buffer): void; end(): CommitSummary[] } {
  const drafts: Draft[] = [];
  let rest: Buffer = Buffer.alloc(0);
  let expectPath = false;

  function token(bytes: Buffer): void {
    const draft = drafts.at(-1);
    if (draft && draft.fields.length < header.length) draft.fields.push(bytes.toString('utf8'));
    else if (draft && expectPath) {
      expectPath = false;
      if (draft.paths.length < maxPaths) draft.paths.push(bytes.toString('latin1'));
      else draft.truncated = true;
    } else if (bytes[0] === 0x3a || (bytes[0] === 0x0a && bytes[1] === 0x3a)) expectPath = true;
    // The end of a header, and of a commit, is an empty token of its own.
    else if (bytes.length > 0) drafts.push({ fields: [bytes.toString('utf8')], paths: [], truncated: false });
  }

  return {
    push(chunk) {
      const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      let at = 0;
      for (let end = bytes.indexOf(0, at); end >= 0; end = bytes.indexOf(0, at)) {
        token(bytes.subarray(at, end));
        at = end + 1;
      }
      rest = bytes.subarray(at);
    },
    end: () => drafts.map(({ fields, paths, truncated }) => summarise(fields, paths, truncated)),
  };
}

/** A commit's summary, bounded and printable. @param fields id, author, e-mail, time, subject */
export function summarise(fields: readonly string[], paths: readonly string[], truncated = false): CommitSummary {
  const [sha = '', author = '', email = '', time = '', subject = ''] = fields;
  return {
    sha,
    author: printable(author),
    email: printable(email),
    time,
    subject: printable(subject),
    paths: paths.slice(0, maxPaths),
    truncated: truncated || paths.length > maxPaths,
  };
}

/** Text that people wrote into commits, safe to show: no control or direction characters, at most 200 characters. */
function printable(text: string): string {
  const plain = text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '');
  return Array.from(plain).slice(0, 200).join('');
}
