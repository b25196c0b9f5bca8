/** Whether a delivery was made by one who knows the token of a Secret, by the ways that git hosts prove it. */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { formField } from './payload.ts';

/** How a sender proves itself. */
export type Scheme = 'Standard' | 'Generic' | 'Gitea' | 'GitHub' | 'Bitbucket' | 'GitLab';

/** What a sender shows, before anybody believed it. */
export interface Proof {
  readonly scheme: Scheme;
  /** As the header has it. */
  readonly shown: string;
  /** What stands before the body in what is signed. */
  readonly prefix: string;
  /** Milliseconds since the epoch that the signature covers; undefined where it covers none. */
  readonly time?: number;
  /** Of a delivery without a signature over its body: what tells it from others. */
  readonly delivery?: string;
}

/** Milliseconds that a signed time may be away from ours (Standard Webhooks). */
const tolerance = 5 * 60_000;
/** Bytes of the shortest token that counts: shorter ones are guessed. */
export const shortestToken = 16;

/** In this order; the first one that is there decides. Gitea shows GitHub's headers too. */
const readers: readonly ((headers: IncomingHttpHeaders) => Proof | undefined)[] = [
  readStandard,
  readGeneric,
  (headers) => plainHex('Gitea', headers, ['x-forgejo-signature', 'x-gitea-signature']),
  (headers) => prefixedHex('GitHub', headers, 'x-hub-signature-256'),
  (headers) => prefixedHex('Bitbucket', headers, 'x-hub-signature'),
  readGitLab,
];

/** Every header that proves something, or says what a delivery is: what is handed on with it. */
export const deliveryHeaders: readonly string[] = [
  'content-type',
  'webhook-id',
  'webhook-timestamp',
  'webhook-signature',
  'x-refit-signature',
  'x-refit-timestamp',
  'x-forgejo-signature',
  'x-gitea-signature',
  'x-hub-signature-256',
  'x-hub-signature',
  'x-gitlab-token',
  'x-gitlab-event-uuid',
  'idempotency-key',
  'x-github-event',
  'x-event-key',
];

/** What a request shows; undefined: nothing that is known. */
export function readProof(headers: IncomingHttpHeaders): Proof | undefined {
  for (const read of readers) {
    const proof = read(headers);
    if (proof !== undefined) return proof;
  }
  return undefined;
}

/**
 * What of a body the host signs: all of it, but of a form Gitea and Forgejo only what its field says. Whoever repeats such a
 * delivery could write the form in another way, so this is also what tells it from others.
 */
export function signedPart({ scheme }: Proof, headers: IncomingHttpHeaders, body: Uint8Array): Uint8Array {
  return (scheme === 'Gitea' ? formField(headers, body) : undefined) ?? body;
}

/**
 * Whether a proof holds for a body with one of the tokens, of which two count. Takes as long whether it does or not,
 * whichever token it was and however many there are; where one is missing it compares with one that nobody knows.
 * @param now milliseconds since the epoch
 */
export function verifyProof(proof: Proof, body: Uint8Array, tokens: readonly string[], now: number): boolean {
  const known = tokens.filter((token) => Buffer.byteLength(token) >= shortestToken);
  const timely = proof.time === undefined || Math.abs(now - proof.time) <= tolerance;
  let holds = false;
  // Always two: how many there are is not to be told by the time.
  for (const token of [...known, unknowable, unknowable].slice(0, 2))
    for (const key of keysOf(proof.scheme, token)) holds = isShown(proof, body, key) || holds;
  return holds && timely;
}

/** What makes a delivery the same as another: what its signature covers, or what it says of itself where there is none. */
export function identityOf(proof: Proof, body: Uint8Array): string {
  const hash = createHash('sha256').update(`${proof.scheme}\n${proof.prefix}\n${proof.delivery ?? ''}\n`);
  return hash.update(body).digest('hex');
}

const unknowable = randomBytes(32).toString('hex');

/** Standard Webhooks write their keys `whsec_` and base64. */
function keysOf(scheme: Scheme, token: string): readonly Buffer[] {
  const plain = Buffer.from(token);
  return scheme === 'Standard' ? [plain, decodedKey(token) ?? plain] : [plain];
}

/** Undefined for what is not base64: the decoder leaves out what it does not know, down to an empty key, which anybody has. */
function decodedKey(token: string): Buffer | undefined {
  const [, text] = /^(?:whsec_)?([A-Za-z0-9+/]+={0,2})$/.exec(token) ?? [];
  const key = Buffer.from(text ?? '', 'base64');
  return key.length < shortestToken ? undefined : key;
}

function isShown({ scheme, shown, prefix }: Proof, body: Uint8Array, key: Buffer): boolean {
  if (scheme === 'GitLab') return equal(Buffer.from(shown, 'latin1'), key);
  const mac = createHmac('sha256', key).update(prefix).update(body).digest();
  if (scheme !== 'Standard') return equal(shown, mac.toString('hex'));
  let holds = false;
  // Several while a sender changes its key.
  for (const one of shown.split(' ').slice(0, 8)) holds = equal(one, `v1,${mac.toString('base64')}`) || holds;
  return holds;
}

/** In a time that says nothing of where they differ, nor of how long the second is. */
function equal(left: string | Uint8Array, right: string | Uint8Array): boolean {
  const [one, other] = [left, right].map((value) => createHash('sha256').update(value).digest());
  return one !== undefined && other !== undefined && timingSafeEqual(one, other);
}

/** A header, of which each character stands for a byte (latin1). */
function textOf(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' && value.length <= 2_048 ? value : undefined;
}

/** Seconds since the epoch, in milliseconds; NaN is never in time. */
function timeOf(text: string | undefined): number {
  return /^\d{1,12}$/.test(text ?? '') ? Number(text) * 1_000 : Number.NaN;
}

function readStandard(headers: IncomingHttpHeaders): Proof | undefined {
  const shown = textOf(headers, 'webhook-signature');
  if (shown === undefined) return undefined;
  const [id, time] = [textOf(headers, 'webhook-id') ?? '', textOf(headers, 'webhook-timestamp')];
  return { scheme: 'Standard', shown, prefix: `${id}.${time ?? ''}.`, time: timeOf(time) };
}

function readGeneric(headers: IncomingHttpHeaders): Proof | undefined {
  const proof = prefixedHex('Generic', headers, 'x-refit-signature');
  const time = textOf(headers, 'x-refit-timestamp');
  return proof && { ...proof, prefix: `${time ?? ''}.`, time: timeOf(time) };
}

function plainHex(scheme: Scheme, headers: IncomingHttpHeaders, names: readonly string[]): Proof | undefined {
  const shown = names.map((name) => textOf(headers, name)).find((text) => /^[0-9a-f]{64}$/i.test(text ?? ''));
  return shown === undefined ? undefined : { scheme, shown: shown.toLowerCase(), prefix: '' };
}

/** `sha256=…`; any other algorithm is none: `X-Hub-Signature` may be SHA-1's. */
function prefixedHex(scheme: Scheme, headers: IncomingHttpHeaders, name: string): Proof | undefined {
  const shown = /^sha256=([0-9a-f]{64})$/i.exec(textOf(headers, name) ?? '')?.[1];
  return shown === undefined ? undefined : { scheme, shown: shown.toLowerCase(), prefix: '' };
}

function readGitLab(headers: IncomingHttpHeaders): Proof | undefined {
  const shown = textOf(headers, 'x-gitlab-token');
  if (shown === undefined) return undefined;
  const delivery = textOf(headers, 'idempotency-key') ?? textOf(headers, 'x-gitlab-event-uuid') ?? '';
  return { scheme: 'GitLab', shown, prefix: '', delivery };
}
