/**
 * What must be signed by a trusted key for a revision to be used (`sources[].git.verify.mode`): its commit (`Head`), every
 * commit after the last trusted one (`Range`), or the annotated tag that names it (`Tag`).
 */
export type TrustMode = 'Head' | 'Range' | 'Tag';

/**
 * Why an object is not trusted: it has no signature; its signer is no key of the list (or of a kind that is not supported);
 * the signature is not of this object, or of a weak kind; the key is not valid (any more) or was taken back; the object or
 * its signature is not as git writes them; there are too many commits to check; history lacks some of them.
 */
export type DistrustReason =
  'Unsigned' | 'UnknownKey' | 'BadSignature' | 'KeyExpired' | 'KeyRevoked' | 'Malformed' | 'TooMany' | 'Incomplete';

/** Who signed: `openpgp:<fingerprint> Name <mail>` or `ssh:SHA256:<fingerprint> <principal or comment>`; printable, bounded. */
export type Signer = string;

/** A revision that may be used. `by` signed its commit (or tag); `commits` were checked, the head among them. */
export interface Trusted {
  readonly verified: true;
  readonly by: Signer;
  readonly commits: number;
}

/** A revision that may not: `object` is the first commit or tag that is at fault, `signer` who it says it is by. */
export interface Distrusted {
  readonly verified: false;
  readonly object: string;
  readonly signer?: Signer;
  readonly why: DistrustReason;
  /** A sentence without names of the source: printable, bounded, no secrets. */
  readonly message: string;
}

export type Verification = Trusted | Distrusted;

/** At most this many characters of a condition's message. */
const longestText = 1000;

/**
 * What `SourceVerified=False` says of a source: which commit or tag, who signed it, and why that does not do. Who puts it
 * into a condition names the source.
 */
export function untrustedText(result: Distrusted): string {
  const signer = result.signer === undefined ? '' : ` (signed by ${printableText(result.signer, 300)})`;
  const what = `not trusted at ${printableText(result.object, 64)}${signer}: `;
  const left = longestText - what.length - result.why.length - 3;
  return `${what}${printableText(result.message, left)} (${result.why})`;
}

/**
 * Text that others wrote, for people, on one line: control, direction and other invisible characters become `\u{…}`. Less
 * than `longest` characters of it, and then an ellipsis where something was cut.
 */
export function printableText(text: string, longest: number): string {
  let shown = '';
  for (const character of text) {
    const next = unreadable.test(character) ? `\\u{${character.codePointAt(0)?.toString(16)}}` : character;
    if (shown.length + next.length >= longest) return `${shown}…`;
    shown += next;
  }
  return shown;
}

const unreadable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
