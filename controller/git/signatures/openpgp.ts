import type * as OpenPGP from 'openpgp';
import type { Config, Key, SignaturePacket, Subkey } from 'openpgp';
import { toError } from '../../core/errors.ts';
import { printableText } from '../../core/trust.ts';
import { bad, clockSkewMs, type Verdict } from './verdict.ts';

type Library = typeof OpenPGP;

const begin = '-----BEGIN PGP ';
const publicKeys = 'PUBLIC KEY BLOCK';

/** A key or subkey that may have signed, with the key whose owner it belongs to. */
interface Part {
  readonly key: Key;
  readonly part: Key | Subkey;
}

/** The list of OpenPGP keys of one verification. */
export interface OpenPGPKeys {
  /** @param signature armored @param now milliseconds since the epoch */
  check(payload: Buffer, signature: string, now: number): Promise<Verdict>;
}

/**
 * The public keys of an armored file, of which it may have several, one block after the other.
 * @throws RangeError that says what is wrong with the file
 */
export async function readOpenPGPKeys(text: string): Promise<readonly Key[]> {
  const library = await import('openpgp');
  const keys: Key[] = [];
  for (const armoredKeys of blocksOf(text)) {
    try {
      keys.push(...(await library.readKeys({ armoredKeys })));
    } catch (error: unknown) {
      const why = printableText(toError(error).message, 200);
      throw new RangeError(`a key of it cannot be read (${why})`, { cause: error });
    }
  }
  if (keys.some((key) => key.isPrivate())) throw new RangeError('it has a private key; allowed are public keys only');
  return keys;
}

/** Whole blocks of public keys. What stands between them is for people. */
function blocksOf(text: string): string[] {
  const [, ...parts] = text.split(begin);
  const blocks = parts.map((part) => {
    const type = /^[A-Z ]{1,40}(?=-----)/.exec(part)?.[0];
    if (type !== undefined && type !== publicKeys) {
      throw new RangeError(`it has a PGP ${type}; allowed are public keys only`);
    }
    const end = part.indexOf(`-----END PGP ${publicKeys}-----`);
    return type === undefined || end < 0 ? undefined : `${begin}${part.slice(0, end)}-----END PGP ${publicKeys}-----\n`;
  });
  const whole = blocks.filter((block) => block !== undefined);
  if (whole.length === blocks.length && whole.length > 0) return whole;
  throw new RangeError('it is not made of whole blocks of PGP PUBLIC KEY (gpg --armor --export)');
}

/** Signatures that `keys` may make. What is found out about a key is remembered: one list is for one moment. */
export async function openPGPKeys(keys: readonly Key[]): Promise<OpenPGPKeys> {
  const library = await import('openpgp');
  const parts = new Map<string, Part[]>();
  for (const key of keys) {
    for (const part of key.getKeys()) {
      const id = part.getKeyID().toHex();
      parts.set(id, [...(parts.get(id) ?? []), { key, part }]);
    }
  }
  const known = new Map<Part, Promise<Verdict>>();
  return {
    async check(payload, text, now) {
      const signature = await readSignature(library, text);
      if ('good' in signature) return signature;
      const id = signature.issuerKeyID.toHex();
      let worst: Verdict | undefined;
      for (const candidate of parts.get(id) ?? []) {
        const verdict = await checkBy(library, candidate, { payload, signature, now, known });
        if (verdict.good) return verdict;
        worst ??= verdict;
      }
      return (
        worst ?? bad('UnknownKey', 'Its OpenPGP key is not among those trusted.', `openpgp:${claimed(signature, id)}`)
      );
    },
  };
}

/** What the signature says it is by; nobody has checked that. */
function claimed({ issuerFingerprint }: SignaturePacket, id: string): string {
  return (issuerFingerprint === null ? id : Buffer.from(issuerFingerprint).toString('hex')).toUpperCase();
}

async function readSignature(library: Library, armoredSignature: string): Promise<SignaturePacket | Verdict> {
  const { enums } = library;
  // Exactly one block and nothing else: git and gpg would have to agree on which counts.
  if (!/^-----BEGIN PGP SIGNATURE-----\n(?:(?!-----)[^\n]*\n)*-----END PGP SIGNATURE-----\n*$/.test(armoredSignature)) {
    return bad('Malformed', 'Its OpenPGP signature is not one whole armored block.');
  }
  let packets: readonly SignaturePacket[];
  try {
    ({ packets } = await library.readSignature({ armoredSignature }));
  } catch (error: unknown) {
    return bad('Malformed', `Its OpenPGP signature cannot be read: ${printableText(toError(error).message, 200)}.`);
  }
  const [packet, ...others] = packets;
  if (packet === undefined || others.length > 0 || !(packet instanceof library.SignaturePacket)) {
    return bad('Malformed', 'It does not have exactly one OpenPGP signature.');
  }
  if (packet.signatureType !== enums.signature.binary) {
    return bad('Malformed', 'Its OpenPGP signature is not of bytes as they are (type 0x00, as git makes it).');
  }
  return packet;
}

interface Question {
  readonly payload: Buffer;
  readonly signature: SignaturePacket;
  readonly now: number;
  readonly known: Map<Part, Promise<Verdict>>;
}

async function checkBy(library: Library, candidate: Part, question: Question): Promise<Verdict> {
  const { payload, signature, now, known } = question;
  const { key, part } = candidate;
  const fingerprint = `openpgp:${key.getFingerprint().toUpperCase()}`;
  const { hash } = library.enums;
  const strong: readonly (number | null)[] = [hash.sha256, hash.sha384, hash.sha512, hash.sha3_256, hash.sha3_512];
  if (!strong.includes(signature.hashAlgorithm)) {
    const message = 'Its OpenPGP signature is over a weak hash; allowed are SHA-2 of 256 bits or more, and SHA-3.';
    return bad('BadSignature', message, fingerprint);
  }
  // What a literal packet says when it is asked for its bytes, so that none is copied into one.
  const data = { text: null, getBytes: () => payload };
  try {
    const latest = new Date(now + clockSkewMs);
    await signature.verify(part.keyPacket, library.enums.signature.binary, data, latest, true, strict(library));
  } catch (error: unknown) {
    const why = printableText(toError(error).message, 200);
    return bad('BadSignature', `Its OpenPGP signature does not hold: ${why}.`, fingerprint);
  }
  let state = known.get(candidate);
  if (state === undefined) known.set(candidate, (state = stateOf(library, candidate, new Date(now))));
  const verdict = await state;
  if (verdict.good && (signature.created ?? 0) < part.getCreationTime()) {
    return bad('BadSignature', 'Its OpenPGP signature says it is older than its key.', verdict.signer);
  }
  return verdict;
}

/** Bindings of keys count as signatures do: a self-signature over SHA-1 binds nothing. */
function strict({ config, enums }: Library): Config {
  const weak = [enums.hash.md5, enums.hash.ripemd, enums.hash.sha1];
  return { ...config, rejectHashAlgorithms: new Set(weak), rejectMessageHashAlgorithms: new Set(weak) };
}

/**
 * Whether a key may sign now. When a signature was made is its signer's word alone, so that a key that has ended, or was
 * taken back, makes no good ones any more, of whatever time: as for gpg and `git verify-commit`.
 */
async function stateOf(library: Library, { key, part }: Part, now: Date): Promise<Verdict> {
  const config = strict(library);
  const name = await key.getPrimaryUser(now, undefined, config).then(
    ({ user }) => user.userID?.userID ?? '',
    () => key.getUserIDs()[0] ?? '',
  );
  const signer = printableText(`openpgp:${key.getFingerprint().toUpperCase()} ${name}`.trim(), 200);
  if (await isRevoked(library, { key, part }, now)) {
    return bad('KeyRevoked', 'Its OpenPGP key, or the subkey it was made with, has been revoked.', signer);
  }
  try {
    const found = await key.getSigningKey(part.getKeyID(), now, undefined, config);
    if (found.getFingerprint() === part.getFingerprint()) return { good: true, signer };
    return bad('UnknownKey', 'Its OpenPGP subkey is not the one of that id that may sign.', signer);
  } catch (error: unknown) {
    const why = toError(error).message;
    if (/expired/.test(why)) {
      return bad('KeyExpired', 'Its OpenPGP key, or the subkey it was made with, has expired.', signer);
    }
    const message = `Its OpenPGP key may not sign: ${printableText(why, 300)}.`;
    return bad('UnknownKey', message, signer);
  }
}

/** A revocation counts whatever hash it is over: to believe a forged one refuses, to ignore a true one would trust. */
async function isRevoked(library: Library, { key, part }: Part, now: Date): Promise<boolean> {
  const { config } = library;
  const lenient = {
    ...config,
    rejectHashAlgorithms: new Set<number>(),
    rejectMessageHashAlgorithms: new Set<number>(),
  };
  if (await key.isRevoked(undefined, undefined, now, lenient)) return true;
  if (!('bindingSignatures' in part)) return false;
  for (const binding of part.bindingSignatures) {
    if (await part.isRevoked(binding, key.keyPacket, now, lenient)) return true;
  }
  return false;
}
