import { setImmediate } from 'node:timers/promises';
import { isReason, RefitError } from '../../core/errors.ts';
import { printableText, type Distrusted, type Verification } from '../../core/trust.ts';
import { MirrorBroken } from '../broken.ts';
import type { VerifyRequest } from '../git.ts';
import type { Mirror } from '../mirror.ts';
import { checkSignature } from './check.ts';
import { listWholeRange, maxCommits, maxObjectBytes, type SignatureMeans } from './range.ts';
import { MalformedObject, parseCommit, parseTag, type SignedCommit, type SignedTag } from './signed-object.ts';
import { readTrustedKeys, type TrustedKeys } from './trusted-keys.ts';
import { bad, type BadSignature, type Verdict } from './verdict.ts';

const portion = 100;

/**
 * Verifies a revision of a mirror, with the last trusted commit at hand where anybody still has it.
 * @throws RefitError CredentialsInvalid; RevisionGone when `to` or the tag is gone; SourceUnavailable
 */
export async function verifyInMirror(
  mirror: Pick<Mirror, 'use' | 'run' | 'prefetch'>,
  request: VerifyRequest,
  now: () => number,
): Promise<Verification> {
  const { from, to } = request;
  const verify = (commits: readonly string[]): Promise<Verification> => {
    let again = false;
    return mirror.use(to, commits, (reader) => {
      const run: SignatureMeans['run'] = (args) => mirror.run(args);
      const prefetch: SignatureMeans['prefetch'] = (oids) => mirror.prefetch(oids);
      const means = { reader, run, prefetch, now, again };
      again = true;
      return verifyRevision(means, request);
    });
  };
  if (request.mode !== 'Range' || from === undefined || !isOid(from) || from.length !== to.length) return verify([to]);
  try {
    return await verify([to, from]);
  } catch (error: unknown) {
    if (!isReason(error, 'RevisionGone')) throw error;
    return verify([to]);
  }
}

/**
 * Whether a revision is signed as `mode` asks. Commits, tags and signatures are read as what anybody may have written.
 * @throws RefitError CredentialsInvalid; RevisionGone of a tag that is gone; and whatever `means` throws
 */
export async function verifyRevision(means: SignatureMeans, request: VerifyRequest): Promise<Verification> {
  const { mode, from, to, tagObject } = request;
  // Both are said to git, where a line break or a dash would be more than an id.
  const wrong = [to, tagObject ?? to].find((oid) => !isOid(oid));
  if (wrong !== undefined) throw new RefitError('RevisionGone', `"${printableText(wrong, 100)}" is not an object id.`);
  const keys = await readTrustedKeys(request.keys);
  if (mode === 'Tag') return verifyTag(means, request, keys);
  if (mode === 'Head' || from === undefined) return verifyCommits(means, keys, [to]);
  const known = isOid(from) && from.length === to.length && (await readObjects(means, [from])).has(from);
  const range = await listWholeRange(means, known ? from : undefined, to);
  const note = known
    ? ''
    : ` The last trusted commit ${from.slice(0, 12)} is gone from the repository, so that all of the history counts.`;
  if (range === undefined) {
    const message = `More than ${maxCommits} commits would have to be checked. Push fewer at a time, or have mode Head trust this one once.`;
    return { verified: false, object: to, why: 'TooMany', message: message + note };
  }
  if (typeof range === 'string') return distrusted(to, cutAt(range, note));
  const { commits, boundary } = range;
  // A head that the last trusted commit reaches may be one that nobody ever looked at.
  if (commits.length === 0) return verifyCommits(means, keys, [to]);
  const among = new Set(commits);
  const result = await verifyCommits(means, keys, commits, (parent) => among.has(parent) || boundary.has(parent));
  return result.verified ? result : { ...result, message: result.message + note };
}

function isOid(text: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);
}

/** Verifies commits in their order, the head last. @param expected whether a parent is where it must be */
async function verifyCommits(
  means: SignatureMeans,
  keys: TrustedKeys,
  commits: readonly string[],
  expected: (parent: string) => boolean = () => true,
): Promise<Verification> {
  const now = means.now();
  let by = '';
  // In portions, so that the first fault ends it, and others get their turn.
  for (let at = 0; at < commits.length; at += portion) {
    const some = commits.slice(at, at + portion);
    const objects = await readObjects(means, some);
    for (const oid of some) {
      const verdict = await checkCommit(oid, objects.get(oid), { keys, now, expected });
      if (!verdict.good) return distrusted(oid, verdict);
      by = verdict.signer;
    }
    await setImmediate();
  }
  return { verified: true, by, commits: commits.length };
}

/** Objects by id, in the order asked for, without those that are not there. Of what is too large there is no content. */
async function readObjects(means: SignatureMeans, oids: readonly string[]): Promise<Map<string, ReadObject>> {
  const found = new Map<string, ReadObject>();
  await means.reader.visit(oids, async ({ oid, type, size, content }) => {
    const pieces: Buffer[] = [];
    for await (const piece of content) if (size <= maxObjectBytes) pieces.push(piece);
    found.set(oid, { type, ...(size <= maxObjectBytes ? { content: Buffer.concat(pieces) } : {}) });
  });
  return found;
}

interface ReadObject {
  readonly type: string;
  readonly content?: Buffer;
}

interface Checking {
  readonly keys: TrustedKeys;
  readonly now: number;
  readonly expected: (parent: string) => boolean;
}

async function checkCommit(oid: string, object: ReadObject | undefined, checking: Checking): Promise<Verdict> {
  if (object === undefined) throw new MirrorBroken(`commit ${oid} is not readable`);
  const { type, content } = object;
  if (type !== 'commit' || content === undefined)
    return bad('Malformed', `It is no commit of at most ${maxObjectBytes} bytes.`);
  let commit: SignedCommit;
  try {
    commit = parseCommit(oid, content);
  } catch (error: unknown) {
    return malformed(error);
  }
  const lost = commit.parents.find((parent) => !checking.expected(parent));
  if (lost !== undefined) return cutAt(lost);
  return checkSignature(commit, checking.keys, checking.now);
}

function cutAt(parent: string, note = ''): BadSignature {
  const message = `History is cut: commit ${parent} cannot be checked. The repository must have all commits since the last trusted one.`;
  return bad('Incomplete', message + note);
}

async function verifyTag(means: SignatureMeans, request: VerifyRequest, keys: TrustedKeys): Promise<Verification> {
  const { to, tag = '', tagObject } = request;
  if (tagObject === undefined) {
    return distrusted(to, bad('Unsigned', 'No annotated tag names it: only such a tag (git tag -s) can be signed.'));
  }
  const { type, content } = await readTag(means, tagObject);
  const verdict =
    type === 'tag' && content !== undefined
      ? await checkTag(tagObject, content, { tag, to, keys, now: means.now() })
      : bad('Malformed', `It is no tag of at most ${maxObjectBytes} bytes.`);
  return verdict.good ? { verified: true, by: verdict.signer, commits: 1 } : distrusted(tagObject, verdict);
}

interface TagChecking {
  readonly tag: string;
  readonly to: string;
  readonly keys: TrustedKeys;
  readonly now: number;
}

/** A good signature is of a name and a commit: under another name, or for another commit, it says nothing. */
async function checkTag(oid: string, content: Buffer, { tag, to, keys, now }: TagChecking): Promise<Verdict> {
  let parsed: SignedTag;
  try {
    parsed = parseTag(oid, content);
  } catch (error: unknown) {
    return malformed(error);
  }
  const verdict = await checkSignature(parsed, keys, now);
  if (!verdict.good) return verdict;
  if (parsed.name !== tag) {
    const name = printableText(Buffer.from(parsed.name, 'latin1').toString('utf8'), 100);
    return bad('BadSignature', `It is signed as the tag "${name}", not as the one that names it.`, verdict.signer);
  }
  if (parsed.type === 'commit' && parsed.object === to) return verdict;
  const message = `It is signed as a tag of ${printableText(parsed.type, 20)} ${parsed.object}, not of commit ${to}.`;
  return bad('BadSignature', message, verdict.signer);
}

/** A tag; fetched when the mirror has its commit only. @throws RefitError RevisionGone */
async function readTag(means: SignatureMeans, oid: string): Promise<ReadObject> {
  let found = (await readObjects(means, [oid])).get(oid);
  if (found === undefined) {
    await means.prefetch([oid]);
    found = (await readObjects(means, [oid])).get(oid);
  }
  if (found === undefined) throw new RefitError('RevisionGone', `The repository no longer has the tag ${oid}.`);
  return found;
}

function malformed(error: unknown): Verdict {
  if (error instanceof MalformedObject) return bad('Malformed', error.message);
  throw error;
}

function distrusted(object: string, verdict: BadSignature): Distrusted {
  const { why, message, signer } = verdict;
  return { verified: false, object, why, message, ...(signer === undefined ? {} : { signer }) };
}
