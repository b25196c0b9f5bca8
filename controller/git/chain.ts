import type { CommitSummary, TreeChange } from './git.ts';
import { summarise } from './log.ts';
import type { ObjectReader } from './objects.ts';

/** Longer ranges are `git log`'s: one process costs as much as about this many commits read one by one. */
const longest = 16;
const maxCommitBytes = 1024 * 1024;

interface Link {
  readonly sha: string;
  readonly parent: string;
  /** Name, e-mail, time and subject as `readLog` has them. */
  readonly fields: readonly [string, string, string, string];
}

/**
 * What `readLog` says of `from..to` where that is a short straight line of commits, as most pushes are: read through
 * processes that run already, ten times as fast as to start one.
 * @param changes entries that differ between two commits
 * @returns newest first; undefined where the range is anything else, or a commit of it is unusual: ask `readLog`
 */
export async function readChain(
  reader: ObjectReader,
  changes: (from: string, to: string) => Promise<readonly TreeChange[]>,
  from: string,
  to: string,
): Promise<CommitSummary[] | undefined> {
  const links: Link[] = [];
  for (let sha = to; sha !== from;) {
    const found = links.length < longest ? await reader.read(sha, maxCommitBytes) : undefined;
    const link = found?.type === 'commit' ? parseCommit(sha, found.content) : undefined;
    if (link === undefined) return undefined;
    links.push(link);
    sha = link.parent;
  }
  const summaries: CommitSummary[] = [];
  for (const { sha, parent, fields } of links) {
    const paths = (await changes(parent, sha)).map(({ path }) => path);
    summaries.push(summarise([sha, ...fields], paths));
  }
  return summaries;
}

/** A commit with one parent and a well-formed header, in UTF-8; undefined of any other. */
function parseCommit(sha: string, content: Buffer): Link | undefined {
  const text = content.toString('utf8');
  const end = text.indexOf('\n\n');
  const header = end < 0 ? text : text.slice(0, end + 1);
  const parents = [...header.matchAll(/^parent ([0-9a-f]+)$/gm)].map((match) => match[1]);
  const [parent] = parents;
  const author = /^author (.*?) ?<([^<>\n]*)> \d+ [+-]\d+$/m.exec(header);
  const time = /^committer .*> (\d{1,11}) ([+-])(\d\d)(\d\d)$/m.exec(header);
  if (parents.length !== 1 || parent === undefined || author === null || time === null) return undefined;
  if (/^encoding /m.test(header) || text.includes('\0')) return undefined;
  const [, name = '', email = ''] = author;
  const [, seconds = '', sign = '', hours = '', minutes = ''] = time;
  return {
    sha,
    parent,
    fields: [name.trim(), email, isoTime(seconds, sign, hours, minutes), subjectOf(text.slice(end))],
  };
}

/** As git's strict ISO 8601: in the committer's own time zone. */
function isoTime(seconds: string, sign: string, hours: string, minutes: string): string {
  const offset = (sign === '-' ? -60 : 60) * (Number(hours) * 60 + Number(minutes));
  const local = new Date((Number(seconds) + offset) * 1000).toISOString().slice(0, 19);
  return `${local}${sign}${hours}:${minutes}`;
}

/** The lines of the first paragraph, without what is blank at their ends, joined by spaces. */
function subjectOf(message: string): string {
  const lines = message.split('\n').map((line) => line.replace(/[ \t\r]+$/, ''));
  const first = lines.findIndex((line) => line !== '');
  const end = lines.indexOf('', Math.max(first, 0));
  return lines.slice(Math.max(first, 0), end < 0 ? undefined : end).join(' ');
}
