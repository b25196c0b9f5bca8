import { createHash } from 'node:crypto';

/** A commit or annotated tag, taken apart for its signature. Text is latin1: one char per byte. */
export interface SignedObject {
  /** What was signed: the exact bytes of the object without its signature. */
  readonly payload: Buffer;
  /** The armored signature; undefined when there is none. */
  readonly signature?: string;
  /** What the committer (tagger) says the time was: milliseconds since the epoch. */
  readonly time: number;
}

export interface SignedCommit extends SignedObject {
  readonly parents: readonly string[];
}

export interface SignedTag extends SignedObject {
  readonly object: string;
  readonly type: string;
  /** The name within, one char per byte. */
  readonly name: string;
}

/** An object that is not as git writes it, so that readers of it could disagree on what was signed. */
export class MalformedObject extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'MalformedObject';
  }
}

interface Header {
  readonly name: string;
  readonly value: string;
  /** Bytes of it in the object, continuation lines included. */
  readonly start: number;
  readonly end: number;
}

const maxSignatureBytes = 64 * 1024;
const person = /^(?:.* )?(\d{1,14}) [+-]\d{1,8}$/;

/**
 * Takes a commit apart. Stricter than `git verify-commit`, which leaves every header that begins with `gpgsig` out of the
 * signed bytes and joins several signatures: here there may be one, in the header of the repository's own hash.
 * @param oid 40 or 64 hex, which must be the hash of the bytes: git reads packed objects without a look at it
 * @throws MalformedObject
 */
export function parseCommit(oid: string, content: Buffer): SignedCommit {
  const { headers } = takeApart(oid, 'commit', content);
  const names = headers.map(({ name }) => name);
  const parents = headers.filter(({ name }) => name === 'parent').map(({ value }) => value);
  expectOrder(names, ['tree', ...parents.map(() => 'parent'), 'author', 'committer']);
  for (const { name, value } of headers.slice(0, 1 + parents.length)) expectOid(oid, name, value);
  const committer = headers[parents.length + 2];
  const signatures = headers.filter(({ name }) => name.startsWith('gpgsig'));
  const allowed = oid.length === 64 ? 'gpgsig-sha256' : 'gpgsig';
  const foreign = signatures.find(({ name }) => name !== allowed);
  if (foreign !== undefined) {
    throw new MalformedObject(`It has a header "${foreign.name.slice(0, 40)}"; allowed is "${allowed}".`);
  }
  if (signatures.length > 1) throw new MalformedObject(`It has ${signatures.length} signatures; allowed is one.`);
  const time = timeOf(committer?.value);
  const [signature] = signatures;
  if (signature === undefined) return { payload: content, parents, time };
  const payload = Buffer.concat([content.subarray(0, signature.start), content.subarray(signature.end)]);
  return { payload, parents, time, signature: bounded(`${signature.value}\n`) };
}

/** Where a signature begins in a tag: a line of its own; the last one counts, as for git. */
const armor = /^-----BEGIN (?:PGP SIGNATURE|PGP MESSAGE|SSH SIGNATURE|SIGNED MESSAGE)-----$/gm;

/**
 * Takes an annotated tag apart: its signature is the end of its message, in repositories of either hash.
 * @throws MalformedObject
 */
export function parseTag(oid: string, content: Buffer): SignedTag {
  const { headers, body } = takeApart(oid, 'tag', content);
  expectOrder(
    headers.map(({ name }) => name),
    ['object', 'type', 'tag', 'tagger'],
  );
  if (headers.length > 4) throw new MalformedObject('It has headers that git does not write.');
  const [object = '', type = '', name = '', tagger] = headers.map(({ value }) => value);
  expectOid(oid, 'object', object);
  const time = timeOf(tagger);
  const message = content.toString('latin1', body);
  const last = [...message.matchAll(armor)].at(-1);
  if (last === undefined) return { payload: content, object, type, name, time };
  const payload = content.subarray(0, body + last.index);
  return { payload, object, type, name, time, signature: bounded(message.slice(last.index)) };
}

function takeApart(oid: string, type: 'commit' | 'tag', content: Buffer): { headers: Header[]; body: number } {
  const hash = createHash(oid.length === 64 ? 'sha256' : 'sha1');
  if (hash.update(`${type} ${content.length}\0`).update(content).digest('hex') !== oid) {
    throw new MalformedObject('Its bytes do not have its hash.');
  }
  if (content.includes(0)) throw new MalformedObject('It has a NUL byte, at which many programs stop to read.');
  const end = content.indexOf('\n\n');
  if (end < 0) throw new MalformedObject('It has no message.');
  const headers: Header[] = [];
  let start = 0;
  let [name, value] = ['', ''];
  for (const line of content.toString('latin1', 0, end).split('\n')) {
    if (line.startsWith(' ') && headers.length > 0) value += `\n${line.slice(1)}`;
    else {
      const space = line.indexOf(' ');
      if (space < 1) throw new MalformedObject('It has a line in its header that is no header.');
      [name, value] = [line.slice(0, space), line.slice(space + 1)];
      headers.push({ name, value, start, end: start });
    }
    const header = headers.at(-1);
    start += line.length + 1;
    if (header !== undefined) headers[headers.length - 1] = { ...header, value, end: start };
  }
  return { headers, body: end + 2 };
}

/** What every reader takes from the first of its kind comes first, in order, and once. */
function expectOrder(names: readonly string[], order: readonly string[]): void {
  const misplaced =
    order.some((name, at) => names[at] !== name) || names.slice(order.length).some((name) => order.includes(name));
  if (misplaced)
    throw new MalformedObject(`Its header does not begin with ${[...new Set(order)].join(', ')}, each once.`);
}

function expectOid(oid: string, name: string, value: string): void {
  if (value.length !== oid.length || !/^[0-9a-f]+$/.test(value)) {
    throw new MalformedObject(`Its "${name}" is not the id of an object.`);
  }
}

function timeOf(value: string | undefined): number {
  const seconds = value === undefined ? undefined : person.exec(value)?.[1];
  if (seconds === undefined) throw new MalformedObject('It does not say when it was made.');
  return Number(seconds) * 1000;
}

function bounded(signature: string): string {
  if (signature.length <= maxSignatureBytes) return signature;
  throw new MalformedObject(`Its signature has ${signature.length} bytes; allowed are at most ${maxSignatureBytes}.`);
}
